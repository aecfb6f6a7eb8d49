"""AIPL against histories made by hand, day by day."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.audiences.contract.layerings import LayeringName
from huoshui.audiences.layers import queries
from huoshui.audiences.layers.axes import level_of, where_all
from huoshui.audiences.layers.contract import OUTSIDE, DaysReversed, DayToCome, Flow
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.audiences.rules.inlining import inlined
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Deed, Sale
from huoshui.bedrock.clock import milliseconds
from tests.audiences.world import DAY, HOUR, Market

from .history import NOW, bought, did, fill, moment, on, told

AIPL = LayeringName.AIPL
STAGES = ("none", "O", "A", "I1", "I2", "P", "L")


async def stage(platform: Platform, session: AsyncSession, day: int, *, count: str = "platform") -> str:
    """On which stage the only person is at the end of that day of November."""
    found = await queries.stock(
        session, platform.clickhouse, name=AIPL, on=on(day), count=count, scope=EVERYTHING, now=NOW
    )
    (name,) = [level.name for level in found.levels if level.people]
    return name


async def flow(platform: Platform, session: AsyncSession, since: int, until: int, **more) -> Flow:
    more = {"scope": EVERYTHING, **more}
    return await queries.flow(
        session, platform.clickhouse, name=AIPL, since=on(since), until=on(until), now=NOW, **more
    )


class TestStages:
    async def test_rise_with_what_was_done_and_lapse_when_the_window_empties(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        await told(platform, [
            did(-20, "Ad Viewed"), did(-18, "Content Liked"), did(-16, "Product Added"), bought(-10),
        ])  # fmt: skip
        known = {
            -21: "none", -20: "A", -19: "A", -18: "I1", -17: "I1", -16: "I2", -11: "I2", -10: "P", 20: "P",
        }  # fmt: skip
        assert {day: await stage(platform, session, day) for day in known} == known
        await told(platform, [did(-20, "Ad Viewed"), did(-18, "Content Liked")])
        assert [await stage(platform, session, day) for day in (-4, -3, -2)] == ["I1", "O", "O"]

    async def test_change_at_midnight_in_beijing(self, platform: Platform, session: AsyncSession) -> None:
        await told(platform, [did(10, "Ad Viewed", "23:59:59.999")])
        assert [await stage(platform, session, day) for day in (9, 10)] == ["none", "A"]
        await told(platform, [did(11, "Ad Viewed", "00:00:00")])
        assert [await stage(platform, session, day) for day in (10, 11)] == ["none", "A"]

    async def test_hold_the_highest_that_is_met(self, platform: Platform, session: AsyncSession) -> None:
        await told(
            platform, [did(10, "Ad Viewed"), did(10, "Consultation Started"), bought(9), did(10, "Referral Made")]
        )
        assert await stage(platform, session, 9) == "P"
        assert await stage(platform, session, 10) == "L"

    async def test_tell_one_day_of_browsing_from_two(self, platform: Platform, session: AsyncSession) -> None:
        pages = [did(10, "Landing Page Viewed", "09:00:00"), did(10, "Landing Page Viewed", "23:00:00")]
        await told(platform, pages)
        assert await stage(platform, session, 10) == "A"
        await told(platform, [*pages, did(11, "Product List Viewed", "00:30:00")])
        assert [await stage(platform, session, day) for day in (10, 11)] == ["A", "I1"]

    async def test_need_a_second_purchase_a_day_later_for_loyalty(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        await told(platform, [bought(1, "12:00:00"), bought(2, "11:59:59.999")])
        assert await stage(platform, session, 2) == "P"
        await told(platform, [bought(1, "12:00:00"), bought(2, "12:00:00")])
        assert [await stage(platform, session, day) for day in (1, 2)] == ["P", "L"]

    async def test_do_not_count_orders_that_were_given_back(self, platform: Platform, session: AsyncSession) -> None:
        await told(platform, [bought(1, kept=False), bought(5, kept=False)])
        assert await stage(platform, session, 10) == "O"

    async def test_are_told_anew_when_an_event_comes_late(self, platform: Platform, session: AsyncSession) -> None:
        market = await told(platform, [did(10, "Ad Viewed")])
        assert await stage(platform, session, 8) == "none"
        market.deeds.append((1, did(7, "Product Added")))
        await fill(platform, market)
        assert [await stage(platform, session, day) for day in (6, 8, 10)] == ["none", "I2", "I2"]

    async def test_are_one_person_s_over_all_identities(self, platform: Platform, session: AsyncSession) -> None:
        market = Market(people={1: {}}, person_of={7: 1, 8: 1})
        market.deeds = [(7, did(10, "Landing Page Viewed")), (8, did(12, "Landing Page Viewed"))]
        await fill(platform, market)
        assert [await stage(platform, session, day) for day in (10, 12)] == ["A", "I1"]


class TestBorders:
    """The rules of browsing and buying written out once more, without the language, against histories on every border."""

    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_one_day_or_two_and_of_buying_again_hold_for_everybody(
        self, platform: Platform, session: AsyncSession, rng: Random
    ) -> None:
        people = [by_borders(rng) for _ in range(40)]
        await told(platform, *people)
        for day in (rng.randint(-5, 20), 20):
            then = min(moment(day + 1, "00:00:00") - 1, milliseconds(NOW))
            found = await queries.stock(
                session, platform.clickhouse, name=AIPL, on=on(day), scope=EVERYTHING, now=NOW
            )  # fmt: skip
            expected = Counter(written_out(history, then) for history in people)
            assert {one.name: one.people for one in found.levels if one.people} == expected

    async def test_of_a_buyer_who_came_back_after_the_window_is_purchase_then_loyalty(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        await told(platform, [bought(-920), bought(5), bought(7)])
        days = (-920, -9, -8, 4, 5, 6, 7)
        assert [await stage(platform, session, day) for day in days] == ["P", "P", "O", "O", "P", "P", "L"]

    async def test_of_a_membership_that_was_renewed_is_loyalty_for_a_year(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        await told(platform, [bought(-400), did(-360, "Membership Renewed")])
        assert [await stage(platform, session, day) for day in (-361, -360, 4, 5)] == ["P", "L", "L", "P"]


def by_borders(rng: Random) -> list[Deed | Sale]:
    """Somebody who browsed close to midnight and to the fifteenth day, and bought close to a year and to 912 days ago."""
    day = rng.randint(-5, 20)
    browsed = rng.sample(range(day - 17, day + 2), rng.randint(0, 3))
    deeds = [
        did(one, "Landing Page Viewed", rng.choice(CLOCKS)) for one in browsed for _ in range(rng.randint(1, 2))
    ]  # fmt: skip
    paid = rng.choice([[], [], [day - 912], [day - 913], [day - 365, day - 364], [day - 366, day - 1], [day - 1, day]])
    return [*deeds, *(bought(one, rng.choice(CLOCKS), kept=rng.random() < 0.9) for one in paid)]


def written_out(history: list[Deed | Sale], then: int) -> str:
    """Loyal: bought a day apart within a year; buyer: within 912 days; two days of browsing in fifteen are interest."""
    past = [one for one in history if one.at <= then]
    kept = [one.at for one in past if isinstance(one, Sale) and one.bought]
    year = [at for at in kept if at > then - 365 * DAY]
    days = {(one.at + 8 * HOUR) // DAY for one in past if isinstance(one, Deed) and one.at > then - 15 * DAY}
    if year and max(year) - min(year) >= DAY:
        return "L"
    if any(at > then - 912 * DAY for at in kept):
        return "P"
    if days:
        return "A" if len(days) == 1 else "I1"
    return "O" if past else "none"


class TestBothCounts:
    async def test_keep_a_relation_at_interest_or_let_it_fall_silent(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        await told(platform, [did(-200, "Contact Added"), did(10, "Contact Deleted Staff")])
        assert [await stage(platform, session, day) for day in (-22, 9, 10)] == ["I1", "I1", "O"]
        active = [await stage(platform, session, day, count="active") for day in (-22, -21, -20, 9, 10)]
        assert active == ["I1", "I1", "silent", "silent", "O"]  # 180 days after the 200th day back, at noon

    async def test_tell_how_many_have_a_relation_and_how_many_of_them_are_awake(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        follow = did(-300, "Account Followed")
        await told(platform, [follow], [follow, did(10, "Content Liked")], [did(10, "Content Liked")], [bought(10)])
        found = await queries.stock(session, platform.clickhouse, name=AIPL, on=on(10), scope=EVERYTHING, now=NOW)
        assert (found.base, found.funnel, found.related, found.awake) == (4, 4, 2, 1)


class TestFlow:
    async def test_tells_who_went_where(self, platform: Platform, session: AsyncSession) -> None:
        await told(
            platform,
            [did(1, "Ad Viewed"), bought(10)],                       # A → P
            [did(1, "Product Added")],                               # I2 → O
            [did(1, "Product Added"), did(15, "Ad Viewed")],         # I2 → A
            [bought(1), bought(15)],                                 # P → L
            [bought(1)],                                             # P → P
            [did(15, "Content Liked")],                              # none → I1
        )  # fmt: skip
        found = await flow(platform, session, 1, 17)
        assert dict(found.cells) == {
            ("A", "P"): 1, ("I2", "O"): 1, ("I2", "A"): 1, ("P", "L"): 1, ("P", "P"): 1, ("none", "I1"): 1,
        }  # fmt: skip
        moved = {one.level: one for one in found.moved}
        assert (moved["A"].people, moved["A"].deepened, moved["A"].entered, moved["A"].net) == (1, 1, 1, 0)
        assert (moved["I2"].churned, moved["I2"].fell, moved["I2"].net) == (1, 1, -2)
        assert (moved["P"].stayed, moved["P"].deepened, moved["P"].entered) == (1, 1, 1)
        assert {level.name: level.people for level in found.levels} == {
            "L": 1, "P": 2, "I2": 0, "I1": 1, "A": 1, "O": 1, "none": 0,
        }  # fmt: skip

    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_adds_up_and_is_what_the_rules_say_person_by_person(
        self, platform: Platform, session: AsyncSession, rng: Random
    ) -> None:
        market = generated(rng)
        await fill(platform, market)
        days = sorted(rng.sample(range(-20, 20), 2))
        count = rng.choice(["platform", "active"])
        found = await flow(platform, session, *days, count=count)
        by_hand = Counter(tuple(_stage(market, number, day, count) for day in days) for number in market.people)
        assert dict(found.cells) == by_hand
        for one in found.moved:
            start = sum(people for (before, _), people in found.cells.items() if before == one.level)
            end = sum(people for (_, after), people in found.cells.items() if after == one.level)
            assert start == one.people == one.stayed + one.converted + one.churned
            assert end == one.people + one.net
        stocks = [
            await queries.stock(
                session, platform.clickhouse, name=AIPL, on=on(day), count=count, scope=EVERYTHING, now=NOW
            )
            for day in days
        ]
        assert found.levels == stocks[1].levels
        assert sum(found.cells.values()) == stocks[0].base == len(market.people)
        funnel = sum(people for (before, _), people in found.cells.items() if before not in OUTSIDE)
        assert funnel == stocks[0].funnel

    async def test_every_cell_is_a_segment_of_the_same_people(self, platform: Platform, session: AsyncSession) -> None:
        market = generated(Random(5))
        await fill(platform, market)
        found = await flow(platform, session, 1, 12)
        assert len(found.cells) > 4
        for (before, after), people in found.cells.items():
            cell = where_all([level_of(AIPL, [before], on=on(1)), level_of(AIPL, [after], on=on(12))])
            whole = inlined(cell.where, {}, LAYERINGS)
            assert len(market.by_hand(whole, now=milliseconds(NOW))) == people

    async def test_refuses_days_to_come_and_days_that_do_not_rise(
        self, platform: Platform, session: AsyncSession
    ) -> None:
        with pytest.raises(DayToCome):
            await flow(platform, session, 1, 21)
        with pytest.raises(DaysReversed):
            await flow(platform, session, 12, 12)

    async def test_shows_a_unit_its_own_people_and_orders(self, platform: Platform, session: AsyncSession) -> None:
        market = Market(people={1: {"units": (1,)}, 2: {"units": (2,)}, 3: {"units": (1, 2)}})
        market.sales = [(1, bought(3), 1), (2, bought(3), 2), (3, bought(3), 2)]
        await fill(platform, market)
        own = await flow(platform, session, 1, 12, scope=Scope((1,)))
        assert dict(own.cells) == {("none", "P"): 1, ("none", "none"): 1}
        assert dict((await flow(platform, session, 1, 12)).cells) == {("none", "P"): 3}


NAMES = [
    "Ad Viewed", "Content Liked", "Product Viewed", "Video Viewed", "Landing Page Viewed", "Account Followed",
    "Account Unfollowed", "Consultation Started", "Live Left", "Review Written", "Product Added",
]  # fmt: skip
CLOCKS = ["00:00:00", "12:00:00", "23:59:59.999"]


def generated(rng: Random, people: int = 12) -> Market:
    """People of whom some have two identities, with few kinds of events close to the borders of windows."""
    market = Market(people={number: {} for number in range(1, people + 1)})
    market.person_of = {number + 100: rng.randint(1, people) for number in range(1, people + 1)}
    holders = [*market.people, *market.person_of]
    for _ in range(rng.randint(0, 40)):
        facts = {"seconds": rng.choice([30, 90]), "rating": rng.choice([2, 5])}
        deed = did(rng.randint(-20, 20), rng.choice(NAMES), rng.choice(CLOCKS), **facts)
        market.deeds.append((rng.choice(holders), deed))
    market.deeds += [(rng.choice(holders), did(-190, "Account Followed"))] * rng.randint(0, 2)
    for _ in range(rng.randint(0, 8)):
        day = rng.choice([rng.randint(-30, 20), rng.randint(-380, -340)])
        market.sales.append((rng.choice(holders), bought(day, rng.choice(CLOCKS), kept=rng.random() < 0.8), 1))
    return market


def _stage(market: Market, number: int, day: int, count: str) -> str:
    """By the rules, from the highest down, for one person in memory."""
    layering, then = LAYERINGS[AIPL], min(moment(day + 1, "00:00:00") - 1, milliseconds(NOW))
    for level in reversed(layering.there(count)):
        if any(judge(line.where, market.person(number), now=then).met for line in layering.lines_of(level, count)):
            return level.name
    return "none"


class TestToday:
    async def test_is_the_stage_now(self, platform: Platform, session: AsyncSession) -> None:
        await told(platform, [did(5, "Ad Viewed", "11:00:00.001")])
        assert await stage(platform, session, 20) == "A"  # fifteen days ago less a moment
        await told(platform, [did(5, "Ad Viewed", "11:00:00")])
        assert await stage(platform, session, 20) == "O"
