"""The mirror of what segments ask of orders in ClickHouse: every version after the last one it saw, in bulk."""

from typing import Any

import msgspec
import pyarrow as pa
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import driver
from huoshui.commerce.contract import KEPT, Item, OrderState

_AT_ONCE = 50_000
_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema([
    ("order_key", pa.uint64()), ("identity", pa.uint64()), ("withdrawn", pa.uint8()), ("bought", pa.uint8()),
    ("counted_at", pa.timestamp("ms", "UTC")), ("net_fen", pa.int64()), ("channel", pa.string()),
    ("online", pa.uint8()), ("store", pa.string()), ("unit", pa.uint64()), ("skus", _TEXTS), ("products", _TEXTS),
    ("item_names", _TEXTS), ("version", pa.uint64()),
])  # fmt: skip
_items = msgspec.json.Decoder(list[Item]).decode


async def mirror_facts(session: AsyncSession, clickhouse: ClickHouse) -> int:
    """
    This will send the next orders that changed to ClickHouse and tell how many (0: it is level).

    May be repeated: a crash after the insert sends the same versions again, which changes nothing.
    """
    await session.execute(text("INSERT INTO order_facts_mirror DEFAULT VALUES ON CONFLICT DO NOTHING"))
    place = await session.scalar(text("SELECT version FROM order_facts_mirror FOR UPDATE SKIP LOCKED"))
    if place is None:
        return 0
    connection = await driver(session)
    found = await connection.execute(
        _CHANGED, [OrderState.WITHDRAWN.value, [state.value for state in KEPT], place, _AT_ONCE], binary=True
    )
    rows = [_row(row) for row in await found.fetchall()]
    if not rows:
        return 0
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), SCHEMA, strict=True)]
    await clickhouse.insert("order_facts", pa.table(columns, schema=SCHEMA))
    await session.execute(text("UPDATE order_facts_mirror SET version = :version"), {"version": rows[-1][-1]})
    return len(rows)


def _row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *order, items, version = row
    lines = _items(items)
    named = ([name for line in lines if (name := getattr(line, key))] for key in ("sku", "product_id", "name"))
    return (*order, *named, version)


_CHANGED = """
    SELECT order_key, coalesce(identity, 0), (state = %s)::int, (state = ANY(%s))::int,
           (extract(epoch FROM coalesce(paid_at, placed_at)) * 1000)::bigint, paid_fen - refunded_fen, channel,
           online::int, coalesce(store, ''), coalesce(units[1], 0), items::text, version
    FROM orders WHERE version > %s ORDER BY version LIMIT %s
"""
