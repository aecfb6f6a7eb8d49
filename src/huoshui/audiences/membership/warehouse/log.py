"""
The log of entries and exits, and the state that is its last word on each person.

A round counts once PostgreSQL says so; every question names the last that counts, so that what a crash left is not seen
before it is taken back.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa

from huoshui.access.contract import Scope
from huoshui.audiences.membership.contract import Cause, Change, Grown, Member
from huoshui.audiences.membership.rules.changes import CAUSES, Changes
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

_MOMENT = pa.timestamp("ms", "UTC")
SCHEMA = pa.schema([
    ("watch", pa.uint32()), ("version", pa.uint32()), ("person", pa.uint64()), ("entered", pa.bool_()),
    ("at", _MOMENT), ("round", pa.uint64()), ("cause", pa.string()), ("event", pa.string()), ("event_at", _MOMENT),
])  # fmt: skip
_TABLES = ("membership_by_segment", "membership_by_person")
_AT_ONCE = 5_000
_IN_ORDER = {"optimize_aggregation_in_order": 1}


async def write(clickhouse: ClickHouse, changes: pa.Table) -> None:
    """This will write changes (columns as in `SCHEMA`), by segment and by person."""
    await asyncio.gather(*(clickhouse.insert(table, changes) for table in _TABLES))


def table_of(changes: Sequence[Change]) -> pa.Table:
    """This will put changes together as the log takes them."""
    columns = zip(*map(attrgetter(*SCHEMA.names), changes), strict=True)
    return pa.table([pa.array(one, kind.type) for one, kind in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def table_in_round(changes: Changes, number: int, *, at: datetime) -> pa.Table:
    """This will put the changes of a round together as the log takes them."""
    size, none = len(changes), changes.event < 0
    causes, names = pa.array(CAUSES), pa.array([*changes.names, ""])
    columns = {
        "watch": pa.array(changes.watch), "version": pa.array(changes.version), "person": pa.array(changes.person),
        "entered": pa.array(changes.entered), "at": pa.repeat(pa.scalar(at, _MOMENT), size),
        "round": pa.repeat(pa.scalar(number, pa.uint64()), size), "cause": causes.take(pa.array(changes.cause)),
        "event": names.take(pa.array(np.where(none, len(changes.names), changes.event))),
        "event_at": pa.array(np.append(changes.moments, 0)[changes.event], mask=none).cast(_MOMENT),
    }  # fmt: skip
    return pa.table([columns[kind.name].cast(kind.type) for kind in SCHEMA], schema=SCHEMA)


def table_alike(people: np.ndarray, like: Change) -> pa.Table:
    """This will put many people together who entered or left alike."""
    size = len(people)
    columns = [
        pa.array(people.astype("u8")) if kind.name == "person"
        else pa.repeat(pa.scalar(getattr(like, kind.name), kind.type), size)
        for kind in SCHEMA
    ]  # fmt: skip
    return pa.table(columns, schema=SCHEMA)


async def take_back(clickhouse: ClickHouse, *, after: int, cluster: str | None) -> None:
    """This will take back what was written in rounds that never counted."""
    for table in _TABLES:
        ((found,),) = await clickhouse.rows(
            f"SELECT count() FROM {table} WHERE round > {{after:UInt64}}", {"after": after}
        )
        if found:
            place = f"{table}_local ON CLUSTER '{cluster}'" if cluster else table
            await clickhouse.command(
                f"DELETE FROM {place} WHERE round > {{after:UInt64}}",
                {"after": after},
                settings={"lightweight_deletes_sync": 2},
            )


async def inside(
    clickhouse: ClickHouse, persons: Sequence[int], *, watches: Sequence[int], round_: int
) -> dict[int, set[int]]:
    """This will tell in which of these watches each of these persons is."""
    found: dict[int, set[int]] = {}
    for some in _parts(persons):
        rows = await clickhouse.rows(
            _INSIDE, {"persons": some, "watches": list(watches), "round": round_}, settings=_IN_ORDER
        )
        for person, watch in rows:
            found.setdefault(person, set()).add(watch)
    return found


async def everybody(clickhouse: ClickHouse, watches: Sequence[int], *, round_: int) -> list[np.ndarray]:
    """This will give all members of each of these watches by person number, in order."""
    table = await clickhouse.arrow(_EVERYBODY, {"watches": list(watches), "round": round_}, settings=_IN_ORDER)
    whose, people = table.column("watch").to_numpy(), table.column("person").to_numpy()
    return [people[whose == watch] for watch in watches]


async def count(clickhouse: ClickHouse, watch: int, *, round_: int, scope: Scope) -> int:
    """This will count the members whom this scope shows."""
    rows = await clickhouse.rows(f"SELECT count() FROM ({_MEMBERS}) WHERE {_SEEN}", _of(watch, round_, scope))
    return int(rows[0][0])


async def page(
    clickhouse: ClickHouse, watch: int, *, round_: int, scope: Scope, after: int, limit: int
) -> list[Member]:
    """This will list members by person number, above ``after``."""
    sql = f"{_MEMBERS.replace('WHERE', 'WHERE person > {after:UInt64} AND')} AND {_SEEN}"
    rows = await clickhouse.rows(
        f"{sql} ORDER BY person LIMIT {{limit:UInt32}}",
        {**_of(watch, round_, scope), "after": after, "limit": limit},
        settings=_IN_ORDER,
    )
    return [Member(person, clock.moment(entered_at)) for person, entered_at in rows]


async def overlap(clickhouse: ClickHouse, one: int, other: int, *, round_: int, scope: Scope) -> tuple[int, int, int]:
    """This will count who is in one watched segment, in another, and in both."""
    rows = await clickhouse.rows(
        f"SELECT countIf(mine), countIf(theirs), countIf(mine AND theirs) FROM ({_BOTH}) WHERE {_SEEN}",
        {**_of(one, round_, scope), "other": other},
    )
    mine, theirs, both = rows[0]
    return int(mine), int(theirs), int(both)


async def changes(
    clickhouse: ClickHouse, *, round_: int, scope: Scope, watch: int | None = None, person: int | None = None,
    before: tuple[int, int] | None = None, limit: int = 100,
) -> list[Change]:  # fmt: skip
    """
    This will list entries and exits of one watch or of one person, the newest first, below ``before``.

    ``before`` is (round, watch) of a person's change and (round, person) of a segment's.
    """
    table, column = ("membership_by_segment", "person") if person is None else ("membership_by_person", "watch")
    conditions = ["round <= {round:UInt64}", _SEEN]
    conditions += ["watch = {watch:UInt32}"] if watch is not None else []
    conditions += ["person = {person:UInt64}"] if person is not None else []
    conditions += [f"(round, {column}) < ({{before:UInt64}}, {{beside:UInt64}})"] if before else []
    earlier, beside = before or (0, 0)
    rows = await clickhouse.rows(
        f"SELECT {_READ} FROM {table} WHERE {' AND '.join(conditions)} "
        f"ORDER BY round DESC, {column} DESC LIMIT {{limit:UInt32}}",
        {**_of(watch or 0, round_, scope), "person": person or 0, "before": earlier, "beside": beside, "limit": limit},
    )
    return [_change(row) for row in rows]


async def grown(clickhouse: ClickHouse, watches: Sequence[int], *, round_: int, scope: Scope) -> list[Grown]:
    """This will tell by how many each watch grew on each day in Beijing on which anybody entered or left, in order."""
    rows = await clickhouse.rows(_GROWN, {**_of(0, round_, scope), "watches": list(watches)})
    return [Grown(watch, day, int(entered), int(left)) for watch, day, entered, left in rows]


async def in_round(clickhouse: ClickHouse, watch: int, *, round_: int, after: int, limit: int) -> list[Change]:
    """This will list who entered or left in one round, by person number, above ``after``."""
    rows = await clickhouse.rows(
        f"SELECT {_READ} FROM membership_by_segment WHERE watch = {{watch:UInt32}} "
        "AND round = {round:UInt64} AND person > {after:UInt64} ORDER BY person LIMIT {limit:UInt32}",
        {"watch": watch, "round": round_, "after": after, "limit": limit},
    )
    return [_change(row) for row in rows]


async def freeze(clickhouse: ClickHouse, snapshot: int, people: np.ndarray) -> None:
    """This will keep who was in a segment."""
    numbers = pa.repeat(pa.scalar(snapshot, pa.uint32()), len(people))
    await clickhouse.insert("membership_snapshots", pa.table({"snapshot": numbers, "person": people.astype("u8")}))


async def frozen(clickhouse: ClickHouse, snapshot: int, *, scope: Scope, after: int, limit: int) -> list[int]:
    """This will list who was in a segment, by person number, above ``after``."""
    rows = await clickhouse.rows(
        "SELECT person FROM membership_snapshots WHERE snapshot = {watch:UInt32} AND person > {after:UInt64} "
        f"AND {_SEEN} ORDER BY person LIMIT {{limit:UInt32}}",
        {**_of(snapshot, 0, scope), "after": after, "limit": limit},
    )
    return [person for (person,) in rows]


async def erase(clickhouse: ClickHouse, persons: Sequence[int], *, cluster: str | None) -> None:
    """This will delete every line about these persons."""
    for table in (*_TABLES, "membership_snapshots", "membership_due"):
        place = f"{table}_local ON CLUSTER '{cluster}'" if cluster else table
        column = "identity" if table == "membership_due" else "person"
        await clickhouse.command(
            f"DELETE FROM {place} WHERE {column} IN {{persons:Array(UInt64)}}",
            {"persons": list(persons)},
            settings={"lightweight_deletes_sync": 2},
        )


def _of(watch: int, round_: int, scope: Scope | None = None) -> dict[str, Any]:
    units = None if scope is None else scope.units
    return {"watch": watch, "round": round_, "scoped": int(units is not None), "units": list(units or ())}


def _change(row: tuple[Any, ...]) -> Change:
    watch, version, person, entered, at, number, cause, event, event_at = row
    happened = None if event_at is None else clock.moment(event_at)
    return Change(watch, version, person, bool(entered), clock.moment(at), number, Cause(cause), event, happened)


def _parts(persons: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(persons), _AT_ONCE):
        yield list(persons[start : start + _AT_ONCE])


_READ = """
    watch, version, person, entered, toUnixTimestamp64Milli(at), round, cause, event, toUnixTimestamp64Milli(event_at)
"""
_INSIDE = """
    SELECT person, watch FROM membership_by_person
    WHERE person IN {persons:Array(UInt64)} AND watch IN {watches:Array(UInt32)} AND round <= {round:UInt64}
    GROUP BY person, watch HAVING argMax(entered, round)
"""
_MEMBERS = """
    SELECT person, argMax(toUnixTimestamp64Milli(at), round) AS entered_at FROM membership_by_segment
    WHERE watch = {watch:UInt32} AND round <= {round:UInt64}
    GROUP BY person HAVING argMax(entered, round)
"""
_EVERYBODY = """
    SELECT watch, person FROM membership_by_segment
    WHERE watch IN {watches:Array(UInt32)} AND round <= {round:UInt64}
    GROUP BY watch, person HAVING argMax(entered, round) ORDER BY watch, person
"""
_BOTH = """
    SELECT person, argMaxIf(entered, round, watch = {watch:UInt32}) AS mine,
           argMaxIf(entered, round, watch = {other:UInt32}) AS theirs
    FROM membership_by_segment WHERE watch IN ({watch:UInt32}, {other:UInt32}) AND round <= {round:UInt64}
    GROUP BY person
"""
_SEEN = """(NOT {scoped:UInt8} OR person GLOBAL IN (
        SELECT person FROM people FINAL WHERE gone = 0 AND hasAny(units, {units:Array(UInt64)})))"""
_GROWN = f"""
    SELECT watch, toDate(at, 'Asia/Shanghai') AS day, countIf(entered), countIf(NOT entered)
    FROM membership_by_segment WHERE watch IN {{watches:Array(UInt32)}} AND round <= {{round:UInt64}} AND {_SEEN}
    GROUP BY watch, day ORDER BY watch, day
"""
