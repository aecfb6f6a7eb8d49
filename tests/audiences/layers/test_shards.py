"""Layers over a cluster's tables: a person's identities, orders and summary lie on different shards."""

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING
from huoshui.app.platform import Platform
from huoshui.audiences.contract.layerings import LayeringName
from huoshui.audiences.layers import queries, trends
from huoshui.audiences.layers.rfm import rfm
from huoshui.bedrock.clickhouse import ClickHouse
from tests.audiences.world import TABLES, clear
from tests.insight.analyses.world import SHARDS, shards

from .history import NOW, TODAY, did, on
from .test_aipl import generated

Question = Callable[[ClickHouse], Awaitable[Any]]
WHOEVER: dict[str, Any] = {"scope": EVERYTHING, "now": NOW}
TABLES_OF = (
    ["aipl", "life_cycle", "tier"],
    ["channel", "purchases", "last_purchase"],
    ["aipl", "channel", "code"],
    ["aipl_active", "brand"],
    ["life_cycle", "unit"],
)


def questions(session: AsyncSession) -> list[Question]:
    """Everything that layers answer about everybody, each of any engine."""

    def stock(**asked: Any) -> Question:
        return lambda engine: queries.stock(session, engine, **asked, **WHOEVER)

    def flow(**asked: Any) -> Question:
        return lambda engine: queries.flow(session, engine, **asked, **WHOEVER)

    def trend(**asked: Any) -> Question:
        return lambda engine: trends.trend(session, engine, **asked, **WHOEVER)

    def table(dimensions: list[str]) -> Question:
        return lambda engine: queries.table(session, engine, dimensions=dimensions, **WHOEVER)

    asked: list[Question] = [lambda engine: rfm(engine, cuts=None, **WHOEVER), *map(table, TABLES_OF)]
    for name in LayeringName:
        asked += [stock(name=name, on=TODAY), stock(name=name, on=on(9)), trend(name=name, since=on(2), until=TODAY)]
        asked += [flow(name=name, since=on(5), until=on(15), count=count) for count in ("platform", "active")]
    return asked


class TestShards:
    async def test_answer_as_one_table_does(self, platform: Platform, session: AsyncSession) -> None:
        rng = Random(5)
        market = generated(rng, people=40)
        for number in range(12):
            some = generated(Random(number), people=40)
            market.deeds += some.deeds
            market.sales += some.sales
        market.deeds += [
            (rng.choice([*market.people, *market.person_of]), did(rng.randint(1, 19), name, channel=channel, **facts))
            for name, channel, facts in [
                ("Live Code Scanned", "douyin", {"code": "c1"}), ("Content Viewed", "weibo", {"brand": "b1"}),
            ]
            for _ in range(30)
        ]  # fmt: skip
        apart = {whose for identity, whose in market.person_of.items() if identity % SHARDS != whose % SHARDS}
        assert len(apart) > 10  # or the shards would have whole people
        await clear(platform)
        async with shards(platform) as engine:
            await market.fill(platform)
            await market.name(platform)
            for shard in range(SHARDS):
                await market.fill(platform, suffix=f"_{shard}", shard=shard, shards=SHARDS)
            asked = questions(session)
            whole = [await one(platform.clickhouse) for one in asked]
            for table in TABLES:  # so that whatever still reads one table finds nothing there
                await platform.clickhouse.command(f"EXCHANGE TABLES {table} AND {table}_empty")
            try:
                spread = [await one(engine) for one in asked]
            finally:
                for table in TABLES:
                    await platform.clickhouse.command(f"EXCHANGE TABLES {table} AND {table}_empty")
        for one, other in zip(whole, spread, strict=True):
            assert one == other
        stock = whole[1 + len(TABLES_OF)]
        assert sum(1 for level in stock.levels if level.people) > 3
        assert all(len(found.cells) > 3 for found in whole[1 : 1 + len(TABLES_OF)])
