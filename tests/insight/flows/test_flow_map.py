"""The flow map: stocks and moves as walking by hand gives them, an identity that always holds, and four shards."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import Scope
from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight.flows import queries
from huoshui.insight.flows.contract import ENTERING, POOLS, FlowMap, FlowQuestion, Pool
from huoshui.insight.quality.contract import OURS
from tests.insight.happened import BEGIN, DAY, HOUR, Deed, Sale, World, ground_of, shards, split

PERIOD = {"from": "2026-10-11", "to": "2026-10-21"}
SINCE, UNTIL, LOST_DAYS = BEGIN + 10 * DAY, BEGIN + 20 * DAY, 7
NAMES = ["Ad Clicked", "Message Sent", *(name for _, enter, leave in ENTERING for name in (*enter, *leave))]
_WAYS = {
    name: (pool, sign) for pool, *ways in ENTERING for sign, names in zip((1, -1), ways, strict=True) for name in names
}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    moments = st.builds(lambda day, hour: BEGIN + day * DAY + hour * 6 * HOUR, st.integers(0, 22), st.integers(0, 3))
    identity = st.integers(1, 6)
    world = World(
        draw(st.lists(st.builds(Deed, identity, moments, st.sampled_from(NAMES)), max_size=25)),
        draw(
            st.lists(
                st.builds(Sale, identity, moments, st.integers(1, 500), st.booleans(), st.integers(0, 1)), max_size=6
            )
        ),
    )
    world.person_of = {one: draw(st.integers(1, one)) for one in range(1, 7) if draw(st.booleans())}
    world.people = {one: {"units": [one % 2]} for one in range(1, 7)}
    return world


def stands(deeds: list[Deed], sales: list[Sale], before: int) -> Pool:
    """Where somebody stands just before a moment, from all that they did earlier."""
    deeds, sales = [one for one in deeds if one.at < before], [one for one in sales if one.at < before]
    own = [one.at for one in deeds if one.name not in OURS] + [one.at for one in sales]
    changed = any(one.name in _WAYS for one in deeds)
    if not own and not changed:
        return Pool.NOBODY
    if own and before > _midnight(_day(max(own)) + timedelta(days=LOST_DAYS)):
        return Pool.LOST
    days = {_day(one.at) for one in sales}
    if days:
        return Pool.REPEAT_BUYER if len(days) > 1 else Pool.BUYER
    for pool, *_ in reversed(ENTERING):
        ways = sorted(
            (one.at, -_WAYS[one.name][1]) for one in deeds if one.name in _WAYS and _WAYS[one.name][0] is pool
        )
        if ways and ways[-1][1] < 0:
            return pool
    return Pool.PUBLIC


def _day(at: int) -> date:
    return (datetime.fromtimestamp(at / 1000, UTC) + timedelta(hours=8)).date()


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000) - 8 * HOUR


def by_hand(world: World, *, since: int, until: int, units: tuple[int, ...] | None = None) -> dict[str, Any]:
    start: Counter[Pool] = Counter()
    end: Counter[Pool] = Counter()
    moves: defaultdict[tuple[Pool, Pool], list[int]] = defaultdict(list)
    for person in {world.whose(one) for one in range(1, 7)}:
        if units is not None and not set(units) & set(world.people[person]["units"]):
            continue
        deeds = [one for one in world.deeds if world.whose(one.identity) == person]
        sales = [
            one
            for one in world.sales
            if world.whose(one.identity) == person and one.bought and (units is None or one.unit in units)
        ]
        if not deeds and not sales:
            continue
        acts = [one for one in deeds if one.name not in OURS]
        times = {one.at for one in deeds} | {one.at for one in sales}
        own = sorted({_day(one.at) for one in acts} | {_day(one.at) for one in sales})
        times |= {_midnight(day + timedelta(days=LOST_DAYS)) for day in own} | {_midnight(day) for day in own}
        place = stands_at(deeds, sales, since - 1, own)
        start[place] += 1
        for at in sorted(one for one in times if since <= one < until):
            then = stands_at(deeds, sales, at, own)
            if then is not place:
                moves[place, then].append(person)
            place = then
        end[place] += 1
    return {"start": start, "end": end, "moves": {way: (len(who), len(set(who))) for way, who in moves.items()}}


def stands_at(deeds: list[Deed], sales: list[Sale], at: int, own: list[date]) -> Pool:
    """Where somebody stands once all of a moment has happened; who acts on a day is heard of again at its beginning."""
    before = [day for day in own if _midnight(day) <= at]
    pool = stands(deeds, sales, at + 1)
    if before and pool in (Pool.LOST, Pool.NOBODY) and at < _midnight(before[-1] + timedelta(days=LOST_DAYS)):
        earlier = [one for one in own if one < before[-1]]
        if pool is Pool.LOST or (earlier and pool is Pool.NOBODY):
            return _without_silence(deeds, sales, at + 1)
    return pool


def _without_silence(deeds: list[Deed], sales: list[Sale], before: int) -> Pool:
    """Where they stand by what they did, silence or not."""
    told = [one for one in deeds if one.at < before]
    own = [one.at for one in told if one.name not in OURS] + [one.at for one in sales if one.at < before]
    late = Deed(0, before - 1, "Ad Clicked")
    return stands([*told, late], sales, before) if own else Pool.NOBODY


def plain(found: FlowMap) -> dict[str, Any]:
    return {
        "start": Counter({one.pool: one.start for one in found.nodes if one.start}),
        "end": Counter({one.pool: one.end for one in found.nodes if one.end}),
        "moves": {(one.source, one.target): (one.moves, one.people) for one in found.edges},
    }


async def ask(
    platform: Platform, *, units: tuple[int, ...] | None = None, clickhouse: ClickHouse | None = None
) -> tuple[FlowMap, FlowMap | None]:
    asked = FlowQuestion.model_validate({"period": PERIOD, "lost_days": LOST_DAYS})
    ground = await ground_of(platform, asked, scope=Scope(units), clickhouse=clickhouse)
    return await queries.flow_map(ground, asked=asked)


_settings = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class TestTheLaw:
    @_settings
    @given(world=worlds())
    async def test_people_stand_and_move_as_walking_by_hand_gives(self, platform: Platform, world: World) -> None:
        await world.settle(platform)
        for units in (None, (1,)):
            now, before = await ask(platform, units=units)
            assert before is not None
            for found, (since, until) in ((now, (SINCE, UNTIL)), (before, (SINCE - 10 * DAY, SINCE))):
                hand = by_hand(world, since=since, until=until, units=units)
                for side in ("start", "end"):
                    hand[side].pop(Pool.NOBODY, None)
                assert plain(found) == hand

    @_settings
    @given(world=worlds())
    async def test_what_stands_at_the_end_stood_there_or_came_and_did_not_go(
        self, platform: Platform, world: World
    ) -> None:
        await world.settle(platform)
        now, before = await ask(platform)
        assert before is not None
        for found in (now, before):
            assert all(node.end == node.start + node.came - node.went for node in found.nodes)
            assert sum(node.came for node in found.nodes) == sum(edge.moves for edge in found.edges)
        assert [node.end for node in before.nodes] == [node.start for node in now.nodes]

    @settings(parent=_settings, max_examples=5)
    @given(world=worlds())
    async def test_four_shards_answer_as_one_table(self, platform: Platform, world: World) -> None:
        async with shards(platform) as apart:
            await split(platform, world)
            assert await ask(platform, clickhouse=apart) == await ask(platform)


class TestAWalk:
    async def test_through_the_pools_with_times_money_and_a_push(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        deeds = [Deed(who, SINCE - 2 * DAY, "Content Viewed", "douyin") for who in range(1, 11)]
        deeds += [Deed(who, SINCE + DAY, "Contact Added", "wecom") for who in range(1, 6)]
        deeds += [Deed(1, SINCE + 5 * DAY, "Contact Deleted Staff"), Deed(2, SINCE + 3 * DAY, "Group Joined")]
        sales = [Sale(3, SINCE + 2 * DAY, 800), Sale(3, SINCE + 4 * DAY, 200)]
        await World(deeds, sales).settle(platform)
        body = {"period": PERIOD, "lost_days": 30}
        answer = (await client.post("/api/insight/flow-map", json=body)).json()
        nodes = {one["pool"]: one for one in answer["map"]["nodes"]}
        edges = {(one["source"], one["target"]): one for one in answer["map"]["edges"]}
        assert (nodes["public"]["start"], nodes["public"]["end"], nodes["contact"]["end"]) == (10, 6, 2)
        first = edges["public", "contact"]
        assert (first["moves"], first["exposed"], first["conversion"], first["median_days"]) == (5, 11, 5 / 11, 3.0)
        assert edges["contact", "public"]["leak"]
        assert (edges["contact", "buyer"]["median_days"], edges["buyer", "repeat_buyer"]["median_days"]) == (1.0, 2.0)
        # five contacts brought 800 before their first order, one buyer 200: v of a contact is 160 + 160 + 0.2 (200 - 160) + ...
        assert answer["map"]["value_fen"]["repeat_buyer"] == 0
        assert answer["map"]["value_fen"]["buyer"] == 200 + 200 + 1 * (0 - 200)
        assert answer["map"]["value_fen"]["contact"] == 160 + 160 + 0.2 * (0 - 160) + 0.2 * (0 - 160) + 0.2 * (
            200 - 160
        )
        best = answer["map"]["pushes"][0]
        assert (best["source"], best["target"], best["cut"]) == ("public", "contact", False)
        assert answer["before"]["nodes"][0]["end"] == 10
        assert "v = r + P·r" in answer["formula_en"]

    async def test_a_silence_loses_somebody_and_the_next_act_finds_them_again(self, platform: Platform) -> None:
        deeds = [Deed(1, SINCE - 5 * DAY, "Ad Clicked", "x"), Deed(1, SINCE + 6 * DAY, "Ad Clicked", "x")]
        await World(deeds).settle(platform)
        now, _ = await ask(platform)
        assert {(one.source, one.target): one.median_days for one in now.edges} == {
            (Pool.PUBLIC, Pool.LOST): 7.0, (Pool.LOST, Pool.PUBLIC): 4.0
        }  # fmt: skip
        assert [one.leak for one in now.edges] == [True, False]

    def test_pools_are_numbered_as_the_statement_counts_on(self) -> None:
        assert [POOLS.index(pool) for pool, *_ in ENTERING] == [2, 3, 4, 5, 6]
        assert [POOLS.index(pool) for pool in (Pool.BUYER, Pool.REPEAT_BUYER, Pool.LOST)] == [7, 8, 9]
