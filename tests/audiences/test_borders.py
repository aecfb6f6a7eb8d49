"""Small exact cases at the borders, where the two evaluators could agree and both be wrong."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from huoshui.app.platform import Platform
from huoshui.audiences.rules import chance
from huoshui.audiences.rules.person import Deed, Sale
from huoshui.people.contract import Facts

from .world import DAY, HOUR, NOW, TABLES, Market, clear, found, members, where

SHARDS = 4
VIEW, ADD, BUY = "Product Viewed", "Product Added", "Bought"


async def who(platform: Platform, market: Market, **node: Any) -> list[int]:
    """Who is in, as both evaluators say."""
    condition = where(**node)
    await clear(platform)
    await market.fill(platform)
    await market.name(platform)
    (people,) = await found(platform, condition)
    assert people == market.by_hand(condition)
    return people


def deeds(*told: tuple[int, int, str], **properties: Any) -> Market:
    """Deeds as (person, how long ago, name)."""
    market = Market(people={number: {} for number, _, _ in told})
    market.deeds = [(number, Deed(NOW - ago, name, "", properties)) for number, ago, name in told]
    return market


class TestWindows:
    async def test_the_rolling_window_lets_go_exactly_when_its_time_has_passed(self, platform: Platform) -> None:
        market = deeds((1, 7 * DAY, VIEW), (2, 7 * DAY - 1, VIEW), (3, 0, VIEW), (4, -1, VIEW))
        assert await who(platform, market, kind="did", events=[VIEW], within={"last": "7d"}) == [2, 3]
        ago = {"last": "8d", "until": "7d"}
        assert await who(platform, market, kind="did", events=[VIEW], within=ago) == [1]

    async def test_a_day_begins_at_midnight_in_beijing_and_its_end_is_not_in_it(self, platform: Platform) -> None:
        midnight = 11 * HOUR  # it is 11:00
        market = deeds((1, midnight, VIEW), (2, midnight + 1, VIEW), (3, midnight + DAY, VIEW))
        within = {"from": "2026-11-19", "to": "2026-11-20"}
        assert await who(platform, market, kind="did", within=within) == [2, 3]

    async def test_time_of_day_goes_over_midnight(self, platform: Platform) -> None:
        market = deeds((1, 13 * HOUR, VIEW), (2, 13 * HOUR + 1, VIEW), (3, 5 * HOUR, VIEW), (4, 5 * HOUR + 1, VIEW))
        assert await who(platform, market, kind="did", at={"from": "22:00", "to": "06:00"}) == [1, 4]
        assert await who(platform, market, kind="did", weekdays=[4]) == [1, 2]
        assert await who(platform, market, kind="did", weekdays=[5]) == [3, 4]


class TestSequences:
    async def test_steps_at_the_same_moment_are_no_sequence(self, platform: Platform) -> None:
        market = deeds((1, HOUR, VIEW), (1, HOUR, ADD), (2, HOUR, VIEW), (2, HOUR - 1, ADD))
        assert await who(platform, market, kind="sequence", steps=[{"events": [VIEW]}, {"events": [ADD]}]) == [2]

    async def test_within_is_measured_from_the_step_before_and_its_end_is_in_it(self, platform: Platform) -> None:
        market = deeds(
            (1, 9 * HOUR, VIEW), (1, 6 * HOUR, ADD), (1, 3 * HOUR, BUY),
            (2, 9 * HOUR, VIEW), (2, 6 * HOUR - 1, ADD), (2, 3 * HOUR, BUY),
            (3, 9 * HOUR, VIEW), (3, 7 * HOUR, VIEW), (3, 6 * HOUR - 1, ADD), (3, 3 * HOUR, BUY),
        )  # fmt: skip
        steps = [{"events": [VIEW]}, {"events": [ADD], "within": "3h"}, {"events": [BUY], "within": "3h"}]
        assert await who(platform, market, kind="sequence", steps=steps) == [1, 3]

    async def test_without_is_met_once_its_time_has_passed(self, platform: Platform) -> None:
        market = deeds(
            (1, DAY, ADD), (2, DAY - 1, ADD), (3, 2 * DAY, ADD), (3, DAY, BUY), (4, 2 * DAY, ADD), (4, DAY - 1, BUY),
            (5, 2 * DAY, ADD), (5, 2 * DAY, BUY),
        )  # fmt: skip
        abandoned = {"kind": "sequence", "steps": [{"events": [ADD]}], "without": {"events": [BUY], "within": "1d"}}
        assert await who(platform, market, **abandoned) == [1, 4, 5]
        ever = {**abandoned, "without": {"events": [BUY]}}
        assert await who(platform, market, **ever) == [1, 2, 5]

    async def test_goes_over_the_identities_of_a_person(self, platform: Platform) -> None:
        market = deeds((1, 2 * HOUR, VIEW))
        market.deeds.append((9, Deed(NOW - HOUR, ADD)))
        market.person_of = {9: 1}
        assert await who(platform, market, kind="sequence", steps=[{"events": [VIEW]}, {"events": [ADD]}]) == [1]


class TestNothing:
    async def test_counts_and_sums_to_0_and_has_no_average_nor_date(self, platform: Platform) -> None:
        market = Market(people={1: {}, 2: {}})
        market.deeds = [(2, Deed(NOW - DAY, BUY, "", {"price": 5}))]
        market.sales = [(2, Sale(NOW - DAY, 500, bought=True), 0)]
        zero = {"type": "number", "op": "<=", "value": 4}
        price = {"events": [BUY], "property": "price"}
        assert await who(platform, market, kind="did", events=[BUY], test={**zero, "value": 0}) == [1]
        assert await who(platform, market, kind="did", measure="sum", **price, test=zero) == [1]
        assert await who(platform, market, kind="did", measure="average", **price, test=zero) == []
        assert await who(platform, market, kind="orders", measure="net_fen", test=zero) == [1]
        assert await who(platform, market, kind="orders", measure="average_net_fen", test=zero) == []
        old = {"type": "date", "op": "before", "value": "2026-11-20"}
        assert await who(platform, market, kind="did_date", measure="first", test=old) == [2]

    async def test_is_said_of_what_is_missing_and_of_what_has_another_type(self, platform: Platform) -> None:
        market = deeds((1, 0, VIEW), price="12.5")
        market.deeds.append((2, Deed(NOW, VIEW, "", {"price": None})))
        market.deeds.append((3, Deed(NOW, VIEW, "", {"price": [12.5]})))
        market.people |= {2: {}, 3: {}}
        price = {"property": "price", "test": {"type": "number", "op": ">", "value": 12.4999}}
        assert await who(platform, market, kind="did", where=[price]) == [1]
        assert await who(platform, market, kind="not", of={"kind": "did", "where": [price]}) == [2, 3]


class TestChance:
    async def test_splits_the_same_for_ever_and_about_evenly(self, platform: Platform) -> None:
        market = Market(people={number: {} for number in range(1, 2001)})
        first = await who(platform, market, kind="bucket", salt="春季", to=1000)
        rest = await who(platform, market, kind="bucket", salt="春季", from_=1000, to=10_000)
        other = await who(platform, market, kind="bucket", salt="夏季", to=1000)
        assert sorted(first + rest) == list(range(1, 2001))
        assert 150 < len(first) < 250
        assert len(set(first) & set(other)) < 50
        assert [chance.number("春季", person) for person in (1, 2, 1 << 62)] == [9055, 3081, 8707]


class TestTheLargest:
    async def test_segments_that_are_allowed_can_be_asked(self, platform: Platform) -> None:
        market = deeds((1, HOUR, VIEW), price=3)
        dear = {
            "where": [
                {"property": f"price{'类' * place}", "test": {"type": "number", "op": ">", "value": place}}
                for place in range(19)
            ]
        }
        assert await who(platform, market, kind="any", of=[{"kind": "did", **dear}] * 5) == []
        many = [
            {"kind": "did", "channels": [str(place)], "test": {"type": "number", "op": "<", "value": 1}}
            for place in range(100)
        ]
        assert await who(platform, market, kind="all", of=many) == [1]
        long = {
            "kind": "sequence",
            "steps": [{"channels": [str(step)], "within": "1h"} if step else {} for step in range(8)],
        }
        other = [{**long, "within": {"last": f"{day}d"}} for day in range(1, 13)]
        assert await who(platform, market, kind="any", of=other) == []


class TestMoney:
    async def test_does_not_depend_on_the_order_of_adding(self, platform: Platform) -> None:
        market = Market(people={1: {}})
        market.deeds = [(1, Deed(NOW - HOUR, BUY, "", {"price": price})) for price in (0.1, 0.2, 1e10, -1e10, 0.3)]
        same = {"type": "number", "op": "=", "value": 0.6}
        assert await who(platform, market, kind="did", measure="sum", property="price", test=same) == [1]


@pytest.fixture
async def shards(platform: Platform) -> AsyncIterator[Platform]:
    """A person's identities lie on different shards: four tables of each, read together."""
    for table in TABLES:
        for shard in range(SHARDS):
            await platform.clickhouse.command(f"CREATE TABLE {table}_{shard} AS {table}")
        await platform.clickhouse.command(
            f"CREATE TABLE {table}_all AS {table} ENGINE = Merge(currentDatabase(), '^{table}_\\\\d$')"
        )
    yield platform
    for table in TABLES:
        for shard in (*range(SHARDS), "all"):
            await platform.clickhouse.command(f"DROP TABLE {table}_{shard} SYNC")


class TestShards:
    async def test_answer_as_one_table_does(self, shards: Platform) -> None:
        market = Market(people={number: {"reach": ["sms"] * (number % 2)} for number in range(1, 30)})
        market.person_of = {number + 100: number for number in range(1, 30, 2)}
        market.facts = {number: Facts(number, {"age": number}) for number in range(1, 30, 3)}
        for number in range(1, 30):
            for turn, name in enumerate((VIEW, ADD, BUY)[: number % 4]):
                holder = number + 100 if turn == 1 and number % 2 else number
                market.deeds.append((holder, Deed(NOW - (5 - turn) * HOUR, name, "", {"price": number / 10})))
            market.sales += [(number + 100 * (number % 2), Sale(NOW - DAY, number, bought=True), 1)] * (number % 3)
        conditions = [
            where(kind="sequence", steps=[{"events": [VIEW]}, {"events": [ADD], "within": "1h"}], without={"events": [BUY]}),
            where(kind="did", measure="average", property="price", test={"type": "number", "op": "<", "value": 1.5}),
            where(kind="did_date", measure="last", test={"type": "date", "op": "within_last", "value": "4h"}),
            where(kind="all", of=[{"kind": "orders", "test": {"type": "number", "op": "=", "value": 2}}, {"kind": "reachable"}]),
            where(kind="trait", name="age", test={"type": "number", "op": ">", "value": 9}),
        ]  # fmt: skip
        await clear(shards)
        await market.fill(shards)
        await market.name(shards)
        for shard in range(SHARDS):
            await market.fill(shards, suffix=f"_{shard}", shard=shard, shards=SHARDS)
        one = await found(shards, *conditions)
        assert all(0 < len(people) < 29 for people in one)
        assert await found(shards, *conditions, suffix="_all") == one
        assert [await members(shards, condition, suffix="_all") for condition in conditions] == one
        assert one == [market.by_hand(condition) for condition in conditions]
