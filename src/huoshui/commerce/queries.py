"""Reading orders: a list page by page, one order, and a person's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock import ids
from huoshui.bedrock.clock import moment
from huoshui.bedrock.crypto import Vault, mask
from huoshui.bedrock.money import Fen
from huoshui.commerce.contract import (
    Item,
    NoSuchOrder,
    NotACursor,
    Order,
    OrderFilter,
    OrderKey,
    OrderPage,
    OrderState,
    Receiver,
    Refund,
)
from huoshui.commerce.rules.folding import Refunded, receiver_told_by
from huoshui.commerce.rules.reading import Fact

MOST_AT_ONCE = 200
_OF_A_PERSON = 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = """
    order_key, platform, shop, order_id, identity, state, placed_at, paid_at, cancelled_at, total_fen, paid_fen,
    refunded_fen, currency, online, store, channel, status, salesperson, coupon, affiliation,
    items::text AS items, refunds::text AS refunds
"""
_WANTED = {
    "identities": "identity = ANY(:identities)",
    "states": "state = ANY(:states)",
    "platform": "platform = :platform",
    "channel": "channel = :channel",
    "store": "store = :store",
    "order_id": "order_id = :order_id",
    "online": "online = :online",
    "placed_from": "placed_at >= :placed_from",
    "placed_to": "placed_at < :placed_to",
}

_items = msgspec.json.Decoder(list[Item]).decode
_refunds = msgspec.json.Decoder(list[Refunded]).decode
_facts = msgspec.json.Decoder(list[Fact]).decode
_receiver = msgspec.msgpack.Decoder(Receiver).decode


async def orders(
    session: AsyncSession, *, scope: Scope, wanted: OrderFilter, after: str = "", limit: int = 50
) -> OrderPage:
    """
    This will list orders, the newest first, without their receivers; ``after`` is what the page before gave.

    :raises NotACursor: if ``after`` is not that
    """
    limit = max(1, min(limit, MOST_AT_ONCE))
    conditions, parameters = ["state <> 'withdrawn'"], dict[str, Any](limit=limit + 1)
    for name, condition in _WANTED.items():
        if (value := getattr(wanted, name)) is not None:
            conditions.append(condition)
            parameters[name] = value
    if scope.units is not None:
        conditions.append("units && CAST(:units AS bigint[])")
        parameters["units"] = list(scope.units)
    if after:
        conditions.append("(placed_at, order_key) < (:placed_at, :order_key)")
        parameters["placed_at"], parameters["order_key"] = _place(after)
    found = await session.execute(
        text(
            f"SELECT {_COLUMNS} FROM orders WHERE {' AND '.join(conditions)} "
            "ORDER BY placed_at DESC, order_key DESC LIMIT :limit"
        ),
        parameters,
    )
    page = [_order(row) for row in found.mappings()]
    more = len(page) > limit
    return OrderPage(page[:limit], _written(page[limit - 1]) if more else None)


async def order(session: AsyncSession, *, key: OrderKey, scope: Scope, vault: Vault, clear: bool = False) -> Order:
    """
    This will give one order with its receiver, masked unless ``clear``.

    :raises NoSuchOrder: if it is not there, or not for this scope
    """
    condition = "order_key = :key AND (CAST(:units AS bigint[]) IS NULL OR units && CAST(:units AS bigint[]))"
    units = None if scope.units is None else list(scope.units)
    found = await _with_receivers(session, condition, {"key": key, "units": units}, vault, clear=clear)
    if not found:
        raise NoSuchOrder(key=ids.render(key))
    return found[0]


async def orders_of(
    session: AsyncSession, *, identities: Sequence[int], vault: Vault, clear: bool = False
) -> list[Order]:
    """This will give the orders of a person (all whose buyer is one of ``identities``), the newest first."""
    return await _with_receivers(
        session, "identity = ANY(:identities)", {"identities": list(identities)}, vault, clear=clear
    )


async def buyers(session: AsyncSession, identities: Iterable[int]) -> set[int]:
    """This will tell which of these identities, thousands at once, are the buyer of any order."""
    asked = {"identities": f"{{{','.join(map(str, identities))}}}"}
    return set((await session.scalars(_BUYERS, asked)).all())


async def payments(
    session: AsyncSession, *, since: datetime, identities: Sequence[int] | None = None
) -> list[tuple[int, datetime]]:
    """This will tell when orders were paid since, by the identity of the buyer; of some identities, or of everybody."""
    statement = """
        SELECT identity, paid_at FROM orders
        WHERE identity IS NOT NULL AND paid_at >= :since AND state IN ('paid', 'partly_refunded', 'refunded')
          AND (CAST(:identities AS bigint[]) IS NULL OR identity = ANY(CAST(:identities AS bigint[])))
    """
    asked = {"since": since, "identities": None if identities is None else list(identities)}
    return [(row.identity, row.paid_at) for row in await session.execute(text(statement), asked)]


async def person_section(
    session: AsyncSession, *, identities: Sequence[int], vault: Vault, clear: bool = False
) -> dict[str, Any]:
    """
    This will give what a person's page and export say of orders: sums over all of them, and each.

    ``bought`` counts the orders that were paid and not given back entirely.
    """
    found = await orders_of(session, identities=identities, vault=vault, clear=clear)
    kept = [one for one in found if one.state in (OrderState.PAID, OrderState.PARTLY_REFUNDED)]
    return {
        "orders": len(found),
        "bought": len(kept),
        "paid_fen": sum(one.paid_fen for one in found),
        "refunded_fen": sum(one.refunded_fen for one in found),
        "net_fen": sum(one.paid_fen - one.refunded_fen for one in found),
        "last_paid_at": max((one.paid_at for one in kept if one.paid_at), default=None),
        "list": [_told(one) for one in found],
    }


async def _with_receivers(
    session: AsyncSession, condition: str, parameters: Mapping[str, Any], vault: Vault, *, clear: bool
) -> list[Order]:
    rows = await session.execute(
        text(
            f"SELECT {_COLUMNS}, facts::text AS facts FROM orders WHERE state <> 'withdrawn' AND {condition} "
            f"ORDER BY placed_at DESC, order_key DESC LIMIT {_OF_A_PERSON}"
        ),
        parameters,
    )
    mapped = rows.mappings().all()
    found = [_order(row) for row in mapped]
    best = [receiver_told_by(_facts(row["facts"])) for row in mapped]
    sealed = [
        (place, one.key if fact.identity is None else fact.identity, fact.sealed)
        for place, (one, fact) in enumerate(zip(found, best, strict=True))
        if fact is not None and fact.sealed is not None
    ]
    opened = await vault.open_many(session, [(subject, blob) for _, subject, blob in sealed])
    for (place, _, _), told in zip(sealed, opened, strict=True):
        if told is not None:
            receiver = _receiver(told)
            found[place] = msgspec.structs.replace(found[place], receiver=receiver if clear else _masked(receiver))
    return found


def _masked(receiver: Receiver) -> Receiver:
    return Receiver(
        **{
            kind: None if (value := getattr(receiver, kind)) is None else mask(kind, value)
            for kind in ("name", "phone", "address")
        }
    )


def _order(row: Mapping[Any, Any]) -> Order:
    told = {name: row[name] for name in Order.__struct_fields__ if name in row}
    return Order(
        **{
            **told,
            "key": OrderKey(row["order_key"]),
            "state": OrderState(row["state"]),
            "items": tuple(_items(row["items"])),
            "refunds": tuple(_refund(one) for one in _refunds(row["refunds"])),
        }
    )


def _refund(told: Refunded) -> Refund:
    amount = None if told.amount_fen is None else Fen(told.amount_fen)
    return Refund(told.key, amount, moment(told.refunded_at), told.reason)


def _told(one: Order) -> dict[str, Any]:
    """An order as JSON-like content for a person's page."""
    told: dict[str, Any] = msgspec.to_builtins(one, builtin_types=(datetime,))
    told["items"] = [dict(zip(Item.__struct_fields__, item, strict=True)) for item in told["items"]]
    told["key"] = ids.render(one.key)
    told["identity"] = None if one.identity is None else ids.render(one.identity)
    return told


def _written(last: Order) -> str:
    return f"{(last.placed_at - _EPOCH) // timedelta(microseconds=1)}.{ids.render(last.key)}"


def _place(after: str) -> tuple[datetime, int]:
    micros, _, key = after.partition(".")
    try:
        return _EPOCH + timedelta(microseconds=int(micros)), ids.parse(key)
    except (ValueError, OverflowError):
        raise NotACursor(after=after[:60]) from None


_BUYERS = text("""
    SELECT DISTINCT identity FROM orders
    WHERE identity = ANY(CAST(CAST(:identities AS text) AS bigint[])) AND state <> 'withdrawn'
""")
