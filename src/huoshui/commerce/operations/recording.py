"""Recording what happenings say of orders: a fact is kept once, and the orders it touches are added up again."""

from collections.abc import Sequence

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.postgres import copy_rows
from huoshui.commerce.contract import OrderKey, Receiver
from huoshui.commerce.operations import ledger
from huoshui.commerce.operations.ledger import Entry, Place
from huoshui.commerce.rules.reading import Fact


class Report(msgspec.Struct, gc=False):
    """What a happening says of an order, with whatever must be sealed still in clear."""

    order: OrderKey
    place: Place
    fact: Fact
    receiver: Receiver | None


async def record(session: AsyncSession, *, reports: Sequence[Report], vault: Vault) -> int:
    """
    This will keep the facts that are new and bring their orders up to date; it tells how many were new.

    Set-based; what is there already changes nothing, not even an order's version.
    """
    await ledger.lock(session)
    held = await ledger.entries(session, orders={report.order for report in reports})
    changed: dict[OrderKey, Entry] = {}
    fresh: list[Report] = []
    for report in reports:
        entry = held.get(report.order)
        if entry is None:
            entry = held[report.order] = Entry(report.place, {}, stored=False)
        if report.fact.key not in entry.facts:
            entry.facts[report.fact.key] = report.fact
            changed[report.order] = entry
            fresh.append(report)
    if fresh:
        await _seal(session, [report for report in fresh if report.receiver is not None], held, vault)
        await ledger.write(session, changed=changed)
        await _note_imports(session, fresh)
    return len(fresh)


def sealed_under(order: OrderKey, fact: Fact) -> int:
    """This will tell whose data key a receiver is sealed under: the buyer's, or the order's when nobody is known."""
    return order if fact.identity is None else fact.identity


async def _seal(session: AsyncSession, reports: list[Report], held: dict[OrderKey, Entry], vault: Vault) -> None:
    items = [(sealed_under(report.order, report.fact), _encode(report.receiver)) for report in reports]
    for report, sealed in zip(reports, await vault.seal_many(session, items), strict=True):
        held[report.order].facts[report.fact.key] = msgspec.structs.replace(report.fact, sealed=sealed)


async def _note_imports(session: AsyncSession, reports: list[Report]) -> None:
    """Which orders an import touched, so that it can be undone."""
    pairs = {(report.fact.import_id, report.order) for report in reports if report.fact.import_id}
    if pairs:
        await copy_rows(session, "order_imports", ["import_id", "order_key"], pairs, ["int8", "int8"])


_encode = msgspec.msgpack.Encoder().encode
