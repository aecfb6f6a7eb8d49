"""What happened, in memory: events, sales and people as rows for ClickHouse, whole or split over shards."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
import pyarrow as pa

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse import ClickHouse, Told
from huoshui.insight.ground import Ground, asking_of
from huoshui.insight.questions.contract import Asked

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
BEGIN = int(datetime(2026, 9, 30, 16, 0, tzinfo=UTC).timestamp() * 1000)
"""The first of October in Beijing."""
SHARDS = 4
TABLES = ("events", "order_facts", "orders", "people", "value_predictions")
_MOMENT = pa.timestamp("ms", "UTC")


@dataclass(frozen=True, slots=True)
class Deed:
    identity: int
    at: int
    name: str
    channel: str = ""
    properties: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    kind: str = "track"
    identities: tuple[int, ...] = ()
    namespaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sale:
    identity: int
    at: int
    net_fen: int = 100
    bought: bool = True
    unit: int = 0
    withdrawn: bool = False
    channel: str = ""


@dataclass
class World:
    """What lies in ClickHouse; ``person_of`` says whose an identity is when it is not its own."""

    deeds: list[Deed] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    """person → reachable, units"""
    person_of: dict[int, int] = field(default_factory=dict)
    predictions: list[tuple[int, int, float]] = field(default_factory=list)
    """(run, person, fen)"""

    def whose(self, identity: int) -> int:
        return self.person_of.get(identity, identity)

    async def fill(self, platform: Platform, *, suffix: str = "", shard: int = 0, shards: int = 1) -> None:
        """Insert the rows, with ``shards`` those of one shard, by the columns that the schema shards by."""
        here = [one for one in self.deeds if one.identity % shards == shard]
        await insert(platform, f"events{suffix}", _deeds(here))
        sales = [(key, one) for key, one in enumerate(self.sales, start=1) if key % shards == shard]
        await insert(platform, f"order_facts{suffix}", _sales(sales))
        people = [(number, one) for number, one in self.people.items() if number % shards == shard]
        await insert(platform, f"people{suffix}", _people(people))
        if any(True for _ in self.predictions):
            predictions = [one for one in self.predictions if one[1] % shards == shard]
            await insert(platform, f"value_predictions{suffix}", _predictions(predictions))

    async def name(self, platform: Platform) -> None:
        """Let the dictionary know who is who."""
        rows = [(identity, person, 1) for identity, person in self.person_of.items()]
        columns = [pa.array(column, pa.uint64()) for column in zip(*rows, strict=True)]
        if columns:
            await insert(platform, "identity_person", pa.table(columns, names=["identity", "person", "version"]))
        await platform.clickhouse.command("SYSTEM RELOAD DICTIONARY person_of")

    async def settle(self, platform: Platform) -> None:
        """Clear what was there, and lay this down."""
        await clear(platform)
        await self.fill(platform)
        await self.name(platform)


async def clear(platform: Platform, *suffixes: str) -> None:
    for suffix in ("", *suffixes):
        for table in TABLES:
            await platform.clickhouse.command(f"TRUNCATE TABLE IF EXISTS {table}{suffix}")
    await platform.clickhouse.command("TRUNCATE TABLE identity_person")


async def insert(platform: Platform, table: str, data: pa.Table) -> None:
    if data.num_rows:
        await platform.clickhouse.insert(table, data)


class Sharded(ClickHouse):
    """The same engine, in which every table is the union of `SHARDS` shards."""

    def __init__(self, inner: ClickHouse) -> None:
        self.inner = inner

    async def rows(self, sql: str, *given: Any, **more: Any) -> list[tuple[Any, ...]]:
        return await self.inner.rows(_on_shards(sql), *given, **more)

    async def told(self, sql: str, *given: Any, **more: Any) -> Told:
        return await self.inner.told(_on_shards(sql), *given, **more)

    async def dicts(self, sql: str, *given: Any, **more: Any) -> list[dict[str, Any]]:
        return await self.inner.dicts(_on_shards(sql), *given, **more)

    async def arrow(self, sql: str, *given: Any, **more: Any) -> pa.Table:
        return await self.inner.arrow(_on_shards(sql), *given, **more)


def _on_shards(sql: str) -> str:
    for table in TABLES:
        sql = re.sub(rf"\bFROM {table}\b(?!_)", f"FROM {table}_sharded", sql)
    return sql


@asynccontextmanager
async def shards(platform: Platform) -> AsyncIterator[Sharded]:
    """Four shards of every table, for as long as the block lasts."""
    known = [name for (name,) in await platform.clickhouse.rows("SHOW TABLES")]
    tables = [table for table in TABLES if table in known]
    for table in tables:
        for shard in range(SHARDS):
            await platform.clickhouse.command(f"CREATE TABLE {table}_shard_{shard} AS {table}")
        await platform.clickhouse.command(
            f"CREATE TABLE {table}_sharded AS {table} ENGINE = Merge(currentDatabase(), '^{table}_shard_[0-9]$')"
        )
    try:
        yield Sharded(platform.clickhouse)
    finally:
        for table in tables:
            await platform.clickhouse.command(f"DROP TABLE {table}_sharded")
            for shard in range(SHARDS):
                await platform.clickhouse.command(f"DROP TABLE {table}_shard_{shard}")


async def split(platform: Platform, world: World) -> None:
    """Lay a world down whole, and once more over the shards."""
    await clear(platform, *(f"_shard_{shard}" for shard in range(SHARDS)))
    await world.fill(platform)
    await world.name(platform)
    for shard in range(SHARDS):
        await world.fill(platform, suffix=f"_shard_{shard}", shard=shard, shards=SHARDS)


NOW = datetime(2026, 12, 1, tzinfo=UTC)


async def ground_of(
    platform: Platform, asked: Asked, *, scope: Scope = EVERYTHING, now: datetime = NOW,
    clickhouse: ClickHouse | None = None,
) -> Ground:  # fmt: skip
    """One question's ground, without a transaction to keep: nothing here asks PostgreSQL but for stored segments."""
    async with platform.postgres.session() as session:
        return await Ground.of(asking_of(session, clickhouse or platform.clickhouse, scope=scope, now=now), asked)


def _deeds(rows: Sequence[Deed]) -> pa.Table:
    columns: defaultdict[str, list[Any]] = defaultdict(list)
    for one in rows:
        for name in ("identity", "name", "channel", "kind", "identities", "namespaces"):
            columns[name].append(getattr(one, name))
        columns["occurred_at"].append(one.at)
        columns["received_at"].append(one.at)
        columns["properties"].append(orjson.dumps(one.properties).decode())
        columns["context"].append(orjson.dumps(one.context).decode())
    kinds = {"identity": pa.uint64(), "occurred_at": _MOMENT, "received_at": _MOMENT}
    kinds |= {"identities": pa.list_(pa.uint64()), "namespaces": pa.list_(pa.string())}
    return pa.table({name: pa.array(column, kinds.get(name, pa.string())) for name, column in columns.items()})


def _sales(rows: Sequence[tuple[int, Sale]]) -> pa.Table:
    return pa.table({
        "order_key": pa.array([key for key, _ in rows], pa.uint64()),
        "identity": pa.array([one.identity for _, one in rows], pa.uint64()),
        "withdrawn": pa.array([int(one.withdrawn) for _, one in rows], pa.uint8()),
        "bought": pa.array([int(one.bought) for _, one in rows], pa.uint8()),
        "counted_at": pa.array([one.at for _, one in rows], _MOMENT),
        "net_fen": pa.array([one.net_fen for _, one in rows], pa.int64()),
        "channel": pa.array([one.channel for _, one in rows], pa.string()),
        "unit": pa.array([one.unit for _, one in rows], pa.uint64()),
        "version": pa.array([1 for _ in rows], pa.uint64()),
    })  # fmt: skip


def _people(rows: Sequence[tuple[int, dict[str, Any]]]) -> pa.Table:
    return pa.table({
        "person": pa.array([number for number, _ in rows], pa.uint64()),
        "identified": pa.array([int(one.get("known", False)) for _, one in rows], pa.uint8()),
        "reachable": pa.array([int(bool(one.get("reach"))) for _, one in rows], pa.uint8()),
        "channels": pa.array([list(one.get("reach", ())) for _, one in rows], pa.list_(pa.string())),
        "units": pa.array([list(one.get("units", ())) for _, one in rows], pa.list_(pa.uint64())),
        "gone": pa.array([0 for _ in rows], pa.uint8()),
        "version": pa.array([1 for _ in rows], pa.uint64()),
    })  # fmt: skip


def _predictions(rows: Sequence[tuple[int, int, float]]) -> pa.Table:
    return pa.table({
        "run": pa.array([run for run, _, _ in rows], pa.uint64()),
        "person": pa.array([person for _, person, _ in rows], pa.uint64()),
        "value_fen": pa.array([fen for _, _, fen in rows], pa.float64()),
    })  # fmt: skip
