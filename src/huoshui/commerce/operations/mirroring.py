"""The mirror of orders in ClickHouse: every version after the last one it saw, in bulk."""

import pyarrow as pa
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import driver

_AT_ONCE = 100_000
_MOMENT = pa.timestamp("ms", "UTC")
_SCHEMA = pa.schema([
    ("order_key", pa.uint64()), ("identity", pa.uint64()), ("state", pa.string()), ("placed_at", _MOMENT),
    ("paid_at", _MOMENT), ("paid_fen", pa.int64()), ("refunded_fen", pa.int64()), ("channel", pa.string()),
    ("unit", pa.uint64()), ("version", pa.uint64()),
])  # fmt: skip


async def mirror(session: AsyncSession, clickhouse: ClickHouse) -> int:
    """
    This will send the next orders that changed to ClickHouse and tell how many (0: it is level).

    May be repeated: a crash after the insert sends the same versions again, which changes nothing.
    """
    await session.execute(text("INSERT INTO order_mirror DEFAULT VALUES ON CONFLICT DO NOTHING"))
    place = await session.scalar(text("SELECT version FROM order_mirror FOR UPDATE SKIP LOCKED"))
    if place is None:
        return 0
    connection = await driver(session)
    found = await connection.execute(_CHANGED, [place, _AT_ONCE], binary=True)
    rows = await found.fetchall()
    if not rows:
        return 0
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), _SCHEMA, strict=True)]
    await clickhouse.insert("orders", pa.table(columns, schema=_SCHEMA))
    await session.execute(text("UPDATE order_mirror SET version = :version"), {"version": rows[-1][-1]})
    return len(rows)


async def lag(session: AsyncSession) -> int:
    """This will tell how many orders ClickHouse has not seen as they are now."""
    waiting = await session.scalar(
        text("SELECT count(*) FROM orders WHERE version > coalesce((SELECT version FROM order_mirror), 0)")
    )
    return int(waiting or 0)


_CHANGED = """
    SELECT order_key, coalesce(identity, 0), state, (extract(epoch FROM placed_at) * 1000)::bigint,
           (extract(epoch FROM paid_at) * 1000)::bigint, paid_fen, refunded_fen, channel, coalesce(units[1], 0), version
    FROM orders WHERE version > %s ORDER BY version LIMIT %s
"""
