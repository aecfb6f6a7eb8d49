"""What people have brought: as counting by hand gives it, censoring said, and the same on four shards."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.audiences.layers.rfm import rfm as layered
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight.value import queries
from huoshui.insight.value.contract import Cohort, PaybackQuestion, RepurchaseQuestion, RfmQuestion, ValueQuestion
from tests.insight.happened import BEGIN, DAY, HOUR, Deed, Sale, World, ground_of, shards, split

PERIOD = {"from": "2026-10-02", "to": "2026-11-01"}
HORIZONS = (3, 10)
AT = datetime(2026, 10, 20, tzinfo=UTC)
_PUBLIC = ("douyin", "weibo")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    moments = st.integers(0, 60).map(lambda step: BEGIN + step * 8 * HOUR)
    identity = st.integers(1, 8)
    world = World(
        draw(
            st.lists(
                st.builds(Deed, identity, moments, st.just("x"), st.sampled_from([*_PUBLIC, "wecom"])), max_size=15
            )
        ),
        draw(
            st.lists(
                st.builds(Sale, identity, moments, st.integers(0, 500), st.booleans(), st.integers(0, 1)), max_size=15
            )
        ),
    )
    world.person_of = {one: draw(st.integers(1, one)) for one in range(1, 9) if draw(st.booleans())}
    world.people = {one: {"units": [one % 2]} for one in range(1, 9)}
    return world


def by_hand(world: World, *, by: str, start: str, units: tuple[int, ...] | None = None) -> dict[str, Any]:
    now, found = int(AT.timestamp() * 1000), {}
    for person in {world.whose(one) for one in range(1, 9)}:
        if units is not None and not set(units) & set(world.people[person]["units"]):
            continue
        sales = sorted(
            (one.at, one.net_fen) for one in world.sales
            if world.whose(one.identity) == person and one.bought and one.at <= now and (units is None or one.unit in units)
        )  # fmt: skip
        deeds = sorted(
            (one.at, one.channel) for one in world.deeds if world.whose(one.identity) == person and one.at <= now
        )
        public = sorted((at, _PUBLIC.index(channel), channel) for at, channel in deeds if channel in _PUBLIC)
        came = public[0][0] if public else min([at for at, _ in deeds] + [at for at, _ in sales], default=None)
        begun = (sales[0][0] if sales else None) if start == "purchase" else came
        if begun is None or not BEGIN + DAY <= begun < BEGIN + 31 * DAY:
            continue
        key = (public[0][2] if public else "none") if by == "channel" else _beijing(begun).strftime("%Y-%m")
        cohort = found.setdefault(key, [0, {days: [0, 0, 0, 0] for days in HORIZONS}])
        cohort[0] += 1
        for days in HORIZONS:
            if begun + days * DAY <= now:
                inside = [(at, fen) for at, fen in sales if begun <= at < begun + days * DAY]
                on = {_beijing(at).date() for at, _ in inside}
                figures = (1, sum(fen for _, fen in inside), bool(on), len(on) > 1)
                cohort[1][days] = [had + int(more) for had, more in zip(cohort[1][days], figures, strict=True)]
    return found


def _beijing(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC) + timedelta(hours=8)


async def observe(
    platform: Platform, *, clickhouse: ClickHouse | None = None, units: tuple[int, ...] | None = None, **more: Any
) -> tuple[Cohort, ...]:
    asked = ValueQuestion.model_validate({"period": PERIOD, "horizons": HORIZONS, **more})
    ground = await ground_of(platform, asked, scope=Scope(units), now=AT, clickhouse=clickhouse)
    return await queries.observed(ground, asked=asked)


def plain(cohorts: tuple[Cohort, ...]) -> dict[str, Any]:
    return {
        one.key: [one.people, {w.days: [w.people, w.total_fen, w.buyers, w.again] for w in one.worth}]
        for one in cohorts
    }


_settings = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class TestTheLaw:
    @_settings
    @given(world=worlds(), by=st.sampled_from(["month", "channel"]), start=st.sampled_from(["purchase", "arrival"]))
    async def test_cohorts_bring_what_counting_person_by_person_gives(
        self, platform: Platform, world: World, by: str, start: str
    ) -> None:
        await world.settle(platform)
        for units in (None, (1,)):
            assert plain(await observe(platform, by=by, start=start, units=units)) == by_hand(
                world, by=by, start=start, units=units
            )

    @settings(parent=_settings, max_examples=5)
    @given(world=worlds())
    async def test_four_shards_answer_as_one_table(self, platform: Platform, world: World) -> None:
        async with shards(platform) as apart:
            await split(platform, world)
            for by in ("month", "channel"):
                one = await observe(platform, by=by, start="arrival")
                assert await observe(platform, by=by, start="arrival", clickhouse=apart) == one


class TestAMean:
    async def test_is_of_those_who_were_followed_that_long_with_its_bounds(self, platform: Platform) -> None:
        sales = [Sale(1, BEGIN + 2 * DAY, 100), Sale(1, BEGIN + 4 * DAY, 50), Sale(2, BEGIN + 2 * DAY, 200),
                 Sale(3, BEGIN + 17 * DAY, 999)]  # fmt: skip
        await World(sales=sales).settle(platform)
        (cohort,) = await observe(platform, by="channel", start="purchase")
        three, ten = cohort.worth
        assert (cohort.key, cohort.people, three.people, ten.people) == ("none", 3, 2, 2)  # the third began 3 days ago
        assert (three.mean_fen, ten.total_fen, ten.again) == (175.0, 350, 1)
        assert (three.low_fen, three.high_fen) == pytest.approx((175 - 1.96 * 25, 175 + 1.96 * 25), abs=0.01)


class TestRepurchase:
    async def test_does_not_take_the_young_for_lost(self, platform: Platform) -> None:
        first = [Sale(who, BEGIN + 2 * DAY) for who in range(1, 5)]
        young = [Sale(who, BEGIN + 18 * DAY) for who in range(5, 9)]
        await World(sales=[*first, *young, Sale(1, BEGIN + 7 * DAY), Sale(2, BEGIN + 7 * DAY)]).settle(platform)
        asked = RepurchaseQuestion.model_validate({"period": PERIOD, "horizons": (5, 10)})
        found = await queries.repurchase(await ground_of(platform, asked, now=AT), asked=asked)
        assert (found.buyers, found.bought_again, found.interval_quartiles) == (8, 2, (5.0, 5.0, 5.0))
        five = found.within[0]
        assert (five.share, five.naive, five.at_risk) == (0.5, 0.25, 4)  # of the four who could be waited for, two
        assert five.low == pytest.approx(0.5 - 1.96 * 0.25, abs=1e-3)

    async def test_of_nobody_is_nothing(self, platform: Platform) -> None:
        asked = RepurchaseQuestion.model_validate({"period": PERIOD})
        found = await queries.repurchase(await ground_of(platform, asked, now=AT), asked=asked)
        assert (found.buyers, found.median_days, found.interval_quartiles) == (0, None, None)


class TestRfm:
    async def test_tells_groups_with_what_they_brought_and_are_expected_to(self, platform: Platform) -> None:
        sales = [Sale(1, BEGIN + day * DAY, 1000) for day in (12, 15, 18)] + [Sale(2, BEGIN + 2 * DAY, 10)]
        sales += [Sale(who, BEGIN + 3 * DAY, 20) for who in (3, 4)]
        world = World(sales=sales, predictions=[(7, 1, 500.0), (7, 3, 1.5)], person_of={4: 3})
        await world.settle(platform)
        asked = RfmQuestion.model_validate({"period": PERIOD, "levels": 3})
        groups = await queries.rfm(await ground_of(platform, asked, now=AT), asked=asked, run=7)
        assert sum(one.people for one in groups) == 3
        assert sum(one.net_fen for one in groups) == 3050
        best = next(one for one in groups if one.group == "champions")
        assert (best.people, best.net_fen, best.expected_fen, best.mean_orders) == (1, 3000, 500.0, 3.0)

    async def test_takes_nobody_for_often_who_bought_once_as_most_did(self, platform: Platform) -> None:
        """And tells the same groups as the layers do of the same buyers, whoever has the lower number."""
        sales = [Sale(who, BEGIN + (who % 5 + 2) * DAY, 100 * (who % 4 + 1)) for who in range(1, 18)]
        sales += [Sale(who, BEGIN + day * DAY, 1000) for who in (18, 19, 20) for day in (7, 9)]
        await World(sales=sales, people={who: {} for who in range(1, 21)}).settle(platform)
        asked = RfmQuestion.model_validate({"period": PERIOD})
        told = {
            one.group: one for one in await queries.rfm(await ground_of(platform, asked, now=AT), asked=asked, run=None)
        }
        often = [told[group] for group in ("champions", "loyal", "at_risk", "drifting") if group in told]
        assert (sum(one.people for one in often), {one.mean_orders for one in often}) == (3, {2.0})
        layers = await layered(platform.clickhouse, cuts=None, scope=EVERYTHING, now=AT)
        assert {group: one.people for group, one in told.items()} == {
            one.name: one.people for one in layers.groups if one.people
        }


class TestPayback:
    async def test_is_the_first_week_in_which_an_arrival_had_brought_what_it_cost(self, platform: Platform) -> None:
        deeds = [Deed(who, BEGIN + 2 * DAY, "Ad Clicked", "douyin") for who in (1, 2)]
        sales = [Sale(1, BEGIN + 3 * DAY, 300), Sale(1, BEGIN + 12 * DAY, 500)]
        await World(deeds, sales).settle(platform)
        asked = PaybackQuestion.model_validate({"period": PERIOD})
        async with platform.postgres.transaction() as session:
            await session.execute(text(
                "INSERT INTO channel_costs VALUES ('douyin', '', '2026-10-05', 400, now(), 'x'), "
                "('weibo', '', '2026-10-05', 70, now(), 'x'), ('douyin', '', '2026-09-05', 9, now(), 'x')"))  # fmt: skip
            ground = await ground_of(platform, asked, now=AT)
        async with platform.postgres.session() as session:
            ground.asking.session = session
            found = {one.channel: one for one in await queries.payback(ground, asked=asked)}
        douyin = found["douyin"]
        assert (douyin.cost_fen, douyin.arrivals, douyin.buyers, douyin.cac_fen) == (400, 2, 1, 400.0)
        assert (douyin.cost_per_arrival_fen, douyin.payback_days, douyin.return_on_cost) == (200.0, 14, 2.0)
        weibo = found["weibo"]
        assert (weibo.cost_fen, weibo.arrivals, weibo.cac_fen, weibo.payback_days) == (70, 0, None, None)
