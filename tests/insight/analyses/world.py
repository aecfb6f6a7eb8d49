"""A small market for analyses: generated people, a question asked of one table or of four shards."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from pydantic import TypeAdapter

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.audiences.contract.language import Definition
from huoshui.audiences.rules.person import Deed, is_asked, names_of
from huoshui.bedrock.clickhouse import ClickHouse, Told
from huoshui.insight.desk.kinds import Question, kind_of
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell
from huoshui.people.contract import Facts
from tests.audiences.world import TABLES, Market, clear

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # Friday, 11:00 in Beijing
NOW_MS = int(NOW.timestamp() * 1000)
SHARDS = 4
NAMES = ["Product Viewed", "Product Added", "加购", "签到"]
CHANNELS = ["douyin", "weibo", ""]
CITIES = ["上海", "北京", "12"]
_QUESTION: TypeAdapter[Any] = TypeAdapter(Question)


def question(**words: Any) -> Any:
    """Read a question as an author writes it."""
    return _QUESTION.validate_python(words)


def cell(**words: Any) -> Cell:
    return Cell.model_validate(words)


def market(rng: Random, *, people: int = 6, most: int = 40, ago: list[int] | None = None) -> Market:
    """People with half as many identities more, whose deeds lie close to each other, often at the same moment."""
    made = Market(person_of={people + one: rng.randint(1, people) for one in range(1, people // 2 + 1)})
    for number in range(1, people + 1):
        made.people[number] = {"known": rng.random() < 0.5, "units": [one for one in (1, 2) if rng.random() < 0.6]}
        if number == 1 or rng.random() < 0.7:  # somebody always: what nobody has cannot be asked for
            made.facts[number] = Facts(number, {"city": rng.choice(CITIES)})
    moments = ago or [0, 1, MINUTE, HOUR, HOUR + 1, 5 * HOUR, 11 * HOUR, 11 * HOUR + 1, DAY - 1, DAY, 2 * DAY, 3 * DAY,
                      7 * DAY, 8 * DAY, 9 * DAY - HOUR, 15 * DAY, 40 * DAY, -HOUR]  # fmt: skip
    for _ in range(rng.randint(0, most)):
        properties = {"order": rng.choice(["a", "b", "c"])} if rng.random() < 0.7 else {}
        if rng.random() < 0.7:
            properties["price"] = rng.choice([1, 2.5, "3", 0, -4, "x"])
        at = NOW_MS - rng.choice(moments) - rng.choice([0, 0, 0, 1, SECOND])
        deed = Deed(at, rng.choice(NAMES), rng.choice(CHANNELS), properties)
        made.deeds.append((rng.randint(1, people + people // 2), deed))
    return made


def persons(
    market: Market, *, units: tuple[int, ...] | None = None, only: Definition | None = None
) -> dict[int, list[Deed]]:
    """Each person's deeds up to now, in order of time; whoever is meant, as the evaluator in memory says."""
    meant: set[int] | None = None
    if only is not None:
        meant = set(market.by_hand(only.where, units=units, now=NOW_MS))
    elif units is not None:
        meant = {number for number, one in market.people.items() if set(units) & set(one.get("units", ()))}
    found: dict[int, list[Deed]] = {}
    for identity, deed in sorted(market.deeds, key=lambda one: one[1].at):
        person = market.person_of.get(identity, identity)
        if deed.at <= NOW_MS and (meant is None or person in meant):
            found.setdefault(person, []).append(deed)
    return found


def done(deeds: list[Deed], events: Any) -> list[Deed]:
    """Those of the deeds that are these events."""
    names = names_of(events)
    return [deed for deed in deeds if is_asked(events, deed, names=names, now=NOW_MS)]


async def settle(platform: Platform, made: Market) -> None:
    await clear(platform)
    await made.fill(platform)
    await made.name(platform)


@asynccontextmanager
async def asking(
    platform: Platform, *, units: tuple[int, ...] | None = None, engine: Any = None
) -> AsyncIterator[Asking]:
    scope = EVERYTHING if units is None else Scope(units)
    async with platform.postgres.session() as session:
        yield Asking(session, engine or platform.clickhouse, scope, NOW, "insight:test")


async def answer(platform: Platform, asked: Any, *, units: tuple[int, ...] | None = None, engine: Any = None) -> Any:
    """The result of a question."""
    async with asking(platform, units=units, engine=engine) as given:
        return await kind_of(asked).answer(asked, given)


async def behind(platform: Platform, asked: Any, at: Cell, *, units: tuple[int, ...] | None = None) -> list[int]:
    """The people of a cell."""
    async with asking(platform, units=units) as given:
        find = kind_of(asked).people
        assert find is not None
        who = await find(asked, at, given)
        rows = await given.rows(f"SELECT DISTINCT person FROM ({who.sql}) ORDER BY person", who.parameters)
    return [person for (person,) in rows]


async def said(platform: Platform, asked: Any, at: Cell) -> Definition | None:
    """The cell as a segment."""
    async with asking(platform) as given:
        say = kind_of(asked).segment
        assert say is not None
        return (await say(asked, at, given)).definition


class Sharded(ClickHouse):
    """The same engine, in which every table is the union of shards."""

    def __init__(self, inner: ClickHouse) -> None:
        self.inner = inner

    async def told(self, sql: str, *given: Any, **more: Any) -> Told:
        return await self.inner.told(_elsewhere(sql), *given, **more)

    async def rows(self, sql: str, *given: Any, **more: Any) -> list[tuple[Any, ...]]:
        return await self.inner.rows(_elsewhere(sql), *given, **more)


def _elsewhere(sql: str) -> str:
    for table in TABLES:
        sql = re.sub(rf"\bFROM {table}\b", f"FROM {table}_all", sql)
    return sql


@asynccontextmanager
async def shards(platform: Platform) -> AsyncIterator[Sharded]:
    """A person's identities lie on different shards: four tables of each, read together."""
    for table in TABLES:
        for shard in range(SHARDS):
            await platform.clickhouse.command(f"CREATE TABLE {table}_{shard} AS {table}")
        await platform.clickhouse.command(f"CREATE TABLE {table}_empty AS {table}")
        union = f"ENGINE = Merge(currentDatabase(), '^{table}_[0-9]$')"
        await platform.clickhouse.command(f"CREATE TABLE {table}_all AS {table} {union}")
    try:
        yield Sharded(platform.clickhouse)
    finally:
        for table in TABLES:
            for shard in (*range(SHARDS), "all", "empty"):
                await platform.clickhouse.command(f"DROP TABLE {table}_{shard} SYNC")


def day(at_ms: int) -> int:
    """The number of the day in Beijing."""
    return (at_ms + 8 * HOUR) // DAY


TODAY = (NOW + timedelta(hours=8)).date()
