"""
The ledger of orders: each row holds all that was said of its order, and what that adds up to.

Whoever writes holds one lock, so versions rise in the order of commits, and the mirror needs to remember no more than
the last one it saw (sessions must therefore never cache the sequence). Rows are replaced, not updated: deleting what
changed and copying what is new is the fastest way to write many.
"""

from collections.abc import Collection, Iterator, Mapping

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries as access
from huoshui.bedrock.postgres import copy_rows, driver
from huoshui.commerce.contract import OrderKey
from huoshui.commerce.rules.folding import fold
from huoshui.commerce.rules.reading import Fact

Place = tuple[str, str, str]
"""(platform, shop, order number)."""

_LOCK = 0x6F726465
_POSTGRES_EPOCH = 946_684_800_000  # 2000-01-01 in milliseconds
# Binary COPY carries bytes and no types: a timestamp is eight bytes, microseconds since 2000, and an array is a header
# and its elements. Writing those bytes ourselves is several times faster than through objects.
_COLUMNS = {
    "order_key": "int8", "platform": "text", "shop": "text", "order_id": "text", "identity": "int8", "units": "bytea",
    "state": "text", "placed_at": "int8", "paid_at": "int8", "cancelled_at": "int8", "total_fen": "int8",
    "paid_fen": "int8", "refunded_fen": "int8", "currency": "text", "online": "bool", "store": "text",
    "channel": "text", "status": "text", "salesperson": "text", "coupon": "text", "affiliation": "text",
    "items": "text", "refunds": "text", "facts": "text",
}  # fmt: skip

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(list[Fact]).decode


class Entry(msgspec.Struct, gc=False):
    """One order in hand: where it is from, what was said of it by happening, and whether it has a row."""

    place: Place
    facts: dict[int, Fact]
    stored: bool


async def lock(session: AsyncSession) -> None:
    """This will wait until this transaction is the only one that writes orders."""
    connection = await driver(session)
    await connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


async def entries(session: AsyncSession, *, orders: Collection[OrderKey]) -> dict[OrderKey, Entry]:
    """This will read these orders as far as they are there."""
    connection = await driver(session)
    rows = await connection.execute(_ENTRIES, [_written(orders)], binary=True)
    return {
        key: Entry((platform, shop, order_id), {fact.key: fact for fact in decode(facts)}, stored=True)
        for key, platform, shop, order_id, facts in await rows.fetchall()
    }


async def write(session: AsyncSession, *, changed: Mapping[OrderKey, Entry]) -> None:
    """This will write where each order stands now."""
    await _delete(session, [key for key, entry in changed.items() if entry.stored])
    codes = {fact.says["store"] for entry in changed.values() for fact in entry.facts.values() if "store" in fact.says}
    units = await access.unit_ids(session, codes=codes) if codes else {}
    await copy_rows(session, "orders", list(_COLUMNS), _rows(changed, units), list(_COLUMNS.values()))
    several = [(identity, key) for key, entry in changed.items() for identity in _several(entry)]
    if several:
        await copy_rows(session, "order_identities", ["identity", "order_key"], several, ["int8", "int8"])


async def _delete(session: AsyncSession, orders: list[OrderKey]) -> None:
    if orders:
        connection, listed = await driver(session), _written(orders)
        for table in ("orders", "order_identities"):
            await connection.execute(f"DELETE FROM {table} WHERE order_key = ANY(%s::bigint[])".encode(), [listed])


def _written(orders: Collection[OrderKey]) -> str:
    """An array as PostgreSQL reads it from text, which is several times faster to write than number by number."""
    return f"{{{','.join(map(str, orders))}}}"


def _several(entry: Entry) -> set[int]:
    """Everybody who had to do with the order, when there is more than the one who bought."""
    if len(entry.facts) == 1:
        return set()
    found = {fact.identity for fact in entry.facts.values() if fact.identity is not None}
    return found if len(found) > 1 else set()


def _rows(changed: Mapping[OrderKey, Entry], units: Mapping[str, int]) -> Iterator[tuple[object, ...]]:
    """Made while PostgreSQL already takes in the rows before."""
    arrays = {code: _array(unit) for code, unit in units.items()}
    nowhere = _array()
    for key, entry in changed.items():
        facts = list(entry.facts.values())
        now = fold(facts)
        yield (
            key, *entry.place, now.identity, arrays.get(now.store, nowhere) if now.store else nowhere, now.state,
            (now.placed_at - _POSTGRES_EPOCH) * 1000, _moment(now.paid_at), _moment(now.cancelled_at), now.total_fen,
            now.paid_fen, now.refunded_fen, now.currency, now.online, now.store, now.channel, now.status,
            now.salesperson, now.coupon, now.affiliation, encode(now.items).decode(), encode(now.refunds).decode(),
            encode(facts).decode(),
        )  # fmt: skip


def _moment(at_ms: int | None) -> int | None:
    return None if at_ms is None else (at_ms - _POSTGRES_EPOCH) * 1000


def _array(*numbers: int) -> bytes:
    """As array_recv reads ``bigint[]``: dimensions, nulls, element type, then length, lower bound, and the elements."""
    if not numbers:
        return b"".join(part.to_bytes(4, "big") for part in (0, 0, 20))
    head = b"".join(part.to_bytes(4, "big") for part in (1, 0, 20, len(numbers), 1))
    return head + b"".join((8).to_bytes(4, "big") + number.to_bytes(8, "big") for number in numbers)


_ENTRIES = """
    SELECT order_key, platform, shop, order_id, facts::text
    FROM orders WHERE order_key = ANY(%s::bigint[])
"""
