"""Taking back: an import that is undone, and a buyer who is forgotten."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import driver
from huoshui.commerce.contract import OrderKey
from huoshui.commerce.operations import ledger
from huoshui.commerce.operations.ledger import Entry
from huoshui.commerce.rules.reading import Fact


async def undo_import(session: AsyncSession, *, import_id: int) -> int:
    """
    This will take back all that an import said and tell how many orders changed.

    An order that nothing else was said of stays as withdrawn: in no list and no figure, but the mirror learns of it.
    """
    await ledger.lock(session)
    orders = await _found(session, "DELETE FROM order_imports WHERE import_id = %s RETURNING order_key", import_id)
    changed = await ledger.entries(session, orders=orders)
    for entry in changed.values():
        entry.facts = {key: fact for key, fact in entry.facts.items() if fact.import_id != import_id}
    await ledger.write(session, changed=changed)
    return len(changed)


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """
    This will make the orders of these identities nobody's, and tell the counts for a receipt.

    Receivers go; amounts, goods and moments stay, because books must be kept. An order that was theirs forgets whatever
    it was told about people, also what came with a weaker identifier than theirs.
    """
    await ledger.lock(session)
    theirs = set(identities)
    bought = await _found(session, "SELECT order_key FROM orders WHERE identity = ANY(%s)", list(theirs))
    named = await _found(session, "SELECT order_key FROM order_identities WHERE identity = ANY(%s)", list(theirs))
    changed = await ledger.entries(session, orders=bought | named)
    receivers = 0
    for key, entry in changed.items():
        receivers += _forget(entry, (lambda _: True) if key in bought else (lambda fact: fact.identity in theirs))
    await ledger.write(session, changed=changed)
    return {"orders": len(bought), "order_receivers": receivers}


def _forget(entry: Entry, whose: Callable[[Fact], bool]) -> int:
    """Strips the facts that are theirs and counts the receivers that went."""
    receivers = 0
    for key, fact in entry.facts.items():
        if whose(fact):
            receivers += fact.sealed is not None
            says = {name: said for name, said in fact.says.items() if name != "reason"}  # people write anything there
            entry.facts[key] = msgspec.structs.replace(fact, identity=None, sealed=None, says=says)
    return receivers


async def _found(session: AsyncSession, sql: str, parameter: int | Collection[int]) -> set[OrderKey]:
    connection = await driver(session)
    rows = await connection.execute(sql.encode(), [parameter])
    return {OrderKey(key) for (key,) in await rows.fetchall()}
