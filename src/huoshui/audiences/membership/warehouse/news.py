"""Events: those of batches that just became durable, and what people did before."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from huoshui.audiences.membership.rules.matching import News
from huoshui.bedrock.clickhouse import SMALL_READS, ClickHouse

_AT_ONCE = 4_000
"""Identities in one question; a question has no more than some hundred kilobytes."""
_COLUMNS = "identity, toUnixTimestamp64Milli(occurred_at) AS at, name, channel, kind, properties"
_NEWS = f"SELECT {_COLUMNS} FROM events WHERE batch IN {{batches:Array(UInt64)}} AND identity != 0"
_BEFORE = f"""
    SELECT {_COLUMNS} FROM events
    WHERE identity IN {{identities:Array(UInt64)}}
      AND batch <= {{last:UInt64}} AND NOT has({{open:Array(UInt64)}}, batch)
"""
_LATELY = """
    SELECT identity FROM events
    WHERE identity != 0 AND occurred_at > fromUnixTimestamp64Milli({since:Int64}, 'UTC') «named»
    GROUP BY identity ORDER BY max(occurred_at) DESC LIMIT {most:UInt32}
"""
_NAMED = " AND name IN {names:Array(String)}"


async def news(clickhouse: ClickHouse, batches: Sequence[int], *, names: Sequence[str] | None) -> News:
    """This will give the events of these batches, those of these names or all."""
    sql = _NEWS + ("" if names is None else _NAMED)
    table = await clickhouse.arrow(sql, {"batches": list(batches), "names": list(names or ())}, settings=SMALL_READS)
    return _read(table)


async def lately(clickhouse: ClickHouse, *, names: Sequence[str] | None, since: int, most: int) -> list[int]:
    """This will give whom something happened to since then (milliseconds), the latest first; some, if it takes long."""
    sql = _LATELY.replace("«named»", "" if names is None else _NAMED)
    asked = {"names": list(names or ()), "since": since, "most": most}
    rows = await clickhouse.rows(sql, asked, settings={"max_execution_time": 5, "timeout_overflow_mode": "break"})
    return [identity for (identity,) in rows]


async def before(
    clickhouse: ClickHouse,
    identities: Sequence[int],
    *,
    names: Sequence[str] | None,
    last: int,
    waiting: Sequence[int],
) -> News:
    """This will give what these identities did in batches up to ``last``, without those that are still ``waiting``."""
    sql = _BEFORE + ("" if names is None else _NAMED)
    given = {"names": list(names or ()), "last": last, "open": list(waiting)}
    tables = [
        await clickhouse.arrow(sql, {**given, "identities": some}, settings=SMALL_READS) for some in _parts(identities)
    ]
    return _read(pa.concat_tables(tables)) if tables else News([], [], [], [], [], [])


def _parts(identities: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(identities), _AT_ONCE):
        yield list(identities[start : start + _AT_ONCE])


def _read(table: pa.Table) -> News:
    return News(*(table.column(name).to_pylist() for name in table.column_names))
