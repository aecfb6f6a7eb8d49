"""Chains: each person in one line, by the touch that brought them, with the steps that they took from then on."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.insight.chains.contract import ChainLine, ChainsQuestion, ChainsResult
from huoshui.insight.chains.kind import answer
from huoshui.insight.ground import asking_of
from tests.insight.happened import BEGIN, DAY, HOUR, Deed, Sale, World, clear, shards, split

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PERIOD = {"from": "2026-10-01", "to": "2026-11-01"}


async def asked(platform: Platform, *, scope: Scope = EVERYTHING, clickhouse: Any = None, **how: Any) -> ChainsResult:
    question = ChainsQuestion(**{"kind": "chains", "period": PERIOD, **how})
    async with platform.postgres.session() as session:
        return await answer(question, asking_of(session, clickhouse or platform.clickhouse, scope=scope, now=NOW))


def shown(line: ChainLine) -> tuple[int, ...]:
    return (line.people, line.clicked, line.scanned, line.added, line.spoke, line.joined, line.bought, line.again)


def click(who: int, at: int, **said: Any) -> Deed:
    return Deed(who, at, "Link Clicked", "douyin", {"link_id": "ride", "campaign_id": "双11", **said})


@pytest.fixture
async def world(platform: Platform) -> World:
    """1 clicks, is brought, speaks, joins, buys twice; 2 clicks, adds and deletes; 3 scans only; 4 came without a touch."""
    world = World(people={who: {} for who in (1, 2, 3, 4)}, person_of={11: 1})
    world.deeds = [
        click(11, BEGIN),
        Deed(1, BEGIN + HOUR, "Link Brought Contact", "douyin", {"link_id": "ride"}),
        Deed(1, BEGIN + HOUR, "Contact Added", "wecom", {"staff_id": "a"}),
        Deed(1, BEGIN + 2 * HOUR, "Message Replied", "wecom"),
        Deed(1, BEGIN + DAY, "Group Joined", "wecom"),
        click(2, BEGIN + DAY),
        Deed(2, BEGIN + DAY + HOUR, "Contact Added", "wecom", {"staff_id": "a"}),
        Deed(2, BEGIN + 4 * DAY, "Contact Deleted Staff", "wecom", {"staff_id": "a"}),
        Deed(3, BEGIN + 2 * DAY, "Live Code Scanned", "weibo", {"code": "store", "campaign_id": "双11"}),
        Deed(4, BEGIN + 2 * DAY, "Product Viewed", "douyin"),
    ]  # fmt: skip
    world.sales = [Sale(1, BEGIN + 3 * DAY, 5_000), Sale(1, BEGIN + 9 * DAY, 7_000), Sale(4, BEGIN + 3 * DAY, 900)]
    await world.settle(platform)
    return world


class TestLines:
    async def test_count_each_step_of_whom_a_channel_brought(self, platform: Platform, world: World) -> None:
        found = await asked(platform)
        assert {line.group: shown(line) for line in found.lines} == {
            "douyin": (2, 2, 0, 2, 1, 1, 1, 1),
            "weibo": (1, 0, 1, 0, 0, 0, 0, 0),
        }
        assert (shown(found.total), found.total.net_fen) == ((3, 2, 1, 2, 1, 1, 1, 1), 12_000)

    async def test_tell_who_stayed_of_those_whose_day_has_come(self, platform: Platform, world: World) -> None:
        (douyin, _) = (await asked(platform)).lines
        kept = [(one.numerator, one.denominator) for one in (douyin.kept_1, douyin.kept_7, douyin.kept_30)]
        assert kept == [(2, 2), (1, 2), (1, 2)]

    async def test_stand_by_what_the_touch_names(self, platform: Platform, world: World) -> None:
        groups = {by: {line.group: line.people for line in (await asked(platform, by=by)).lines}
                  for by in ("link", "code", "campaign")}  # fmt: skip
        assert groups == {"link": {"ride": 2}, "code": {"store": 1}, "campaign": {"双11": 3}}

    async def test_are_of_the_first_touch_or_the_last(self, platform: Platform, world: World) -> None:
        world.deeds.append(Deed(2, BEGIN + 2 * DAY, "Live Code Scanned", "weibo", {"code": "store"}))
        await world.settle(platform)
        by = {touch: {line.group: line.people for line in (await asked(platform, touch=touch)).lines}
              for touch in ("first", "last")}  # fmt: skip
        assert by == {"first": {"douyin": 2, "weibo": 1}, "last": {"weibo": 2, "douyin": 1}}

    async def test_end_when_the_days_are_over(self, platform: Platform, world: World) -> None:
        found = await asked(platform, within_days=4)
        assert (found.total.bought, found.total.again, found.total.net_fen) == (1, 0, 5_000)

    async def test_that_are_too_many_are_counted_and_not_shown(self, platform: Platform, world: World) -> None:
        found = await asked(platform, top=1)
        assert ([line.group for line in found.lines], found.more, found.total.people) == (["douyin"], 1, 3)

    async def test_of_nobody_are_none(self, platform: Platform) -> None:
        await clear(platform)
        found = await asked(platform)
        assert (found.lines, shown(found.total)) == ([], (0,) * 8)


STEPS = [
    "Link Clicked",
    "Live Code Scanned",
    "Contact Added",
    "Contact Deleted Staff",
    "Message Replied",
    "Group Joined",
]
DEEDS = st.lists(
    st.builds(
        Deed, st.integers(1, 9), st.integers(0, 25 * 24).map(lambda hours: BEGIN + hours * HOUR), st.sampled_from(STEPS),
        st.sampled_from(["douyin", "weibo", "wecom"]), st.sampled_from([{}, {"code": "a"}, {"code": "b"}]),
    ), max_size=40,
)  # fmt: skip


class TestLaws:
    @settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(deeds=DEEDS, by=st.sampled_from(["channel", "code"]))
    async def test_hold_whatever_happened(self, platform: Platform, deeds: list[Deed], by: str) -> None:
        await World(deeds, person_of={7: 1, 8: 2}, people={}).settle(platform)
        for touch in ("first", "last"):
            found = await asked(platform, by=by, touch=touch)
            assert shown(found.total) == tuple(map(sum, zip(*map(shown, found.lines), strict=True))) or not found.lines
            for line in found.lines:
                assert line.people >= max(shown(line))
                assert line.added >= max(line.spoke, line.kept_1.denominator) >= line.kept_1.numerator
        touched = {"first": "last", "last": "first"}
        first, last = [await asked(platform, by=by, touch=touch) for touch in touched]
        assert first.total.people == last.total.people

    async def test_shards_answer_as_one_table_does(self, platform: Platform, world: World) -> None:
        async with shards(platform) as sharded:
            await split(platform, world)
            assert await asked(platform, clickhouse=sharded) == await asked(platform)
