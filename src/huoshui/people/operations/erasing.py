"""
Erasing a person: their keys are destroyed, their rows deleted everywhere, and what remains is a receipt.

An erasure goes ``opened → shredded → counted → finished``. Each step is one transaction and may be repeated, so that a
crash between any two leaves something that the next call of `advance` completes. From ``opened`` on their events are
refused; `sweep` takes away once more what was on its way into the event store at that moment.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock import clock, ids, outbox
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.postgres import Postgres
from huoshui.events import operations as events
from huoshui.people import queries, warehouse
from huoshui.people.contract import Erasure, ErasureRunning, ErasureState, NoReason, PersonErased, ReceiptId
from huoshui.people.operations.summary import refresh

SETTLED_SECONDS = 120
"""After this long nothing that was taken in before an erasure is still on its way."""


class Eraser(Protocol):
    """What a stage does when people ask to be forgotten."""

    async def __call__(self, session: AsyncSession, *, identities: Sequence[int], now: datetime) -> Mapping[str, int]:
        """This will delete what the stage keeps under these identities and tell table → rows; it may be repeated."""


erasers: dict[str, Eraser] = {}
"""Filled by app/wiring, the furthest downstream first (identity's comes last): stage → its eraser."""


async def open_erasure(session: AsyncSession, *, person: int, reason: str, viewer: Viewer, now: datetime) -> ReceiptId:
    """
    This will begin to erase a person: from its commit on their events are refused.

    :raises NoReason: if nothing is said about why
    :raises ErasureRunning: if it has begun already
    """
    if not reason.strip():
        raise NoReason
    running = await session.scalar(_RUNNING, {"person": person})
    if running is not None:
        raise ErasureRunning(receipt=ids.render(running))
    receipt = ReceiptId(ids.fresh())
    identities = await queries.identities_of(session, person)
    line = {
        "receipt": receipt,
        "person": person,
        "identities": identities,
        "by": viewer.actor,
        "reason": reason.strip()[:1000],
    }
    await session.execute(_OPEN, {**line, "at": now})
    since = {"identities": identities, "since": clock.milliseconds(now), "receipt": receipt}
    await session.execute(_SUPPRESS, since)
    await access.record(
        session,
        viewer=viewer,
        action="people.erased",
        subject=f"person:{ids.render(person)}",
        facts={"receipt": ids.render(receipt), "identities": len(identities)},
        now=now,
    )
    return receipt


async def advance(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    receipt: int,
    vault: Vault,
    cluster: str | None = None,
    now: datetime,
) -> Erasure:
    """
    This will take an erasure one step further and tell how far it is; a finished one stays as it is.

    :raises NoSuchReceipt: if there is no such erasure
    """
    await session.execute(_LOCK, {"receipt": receipt})
    erasure = await queries.erasure(session, receipt=receipt)
    if erasure.state is ErasureState.OPENED:
        counts = await _shred(session, erasure, vault=vault, now=now)
        await _enter(session, receipt, ErasureState.SHREDDED, {"postgres": counts})
    elif erasure.state is ErasureState.SHREDDED:
        events = await warehouse.count_erased(clickhouse, erasure.identities, until=clock.milliseconds(erasure.at))
        await _enter(session, receipt, ErasureState.COUNTED, {"clickhouse": {"events": events}})
    elif erasure.state is ErasureState.COUNTED:
        until = clock.milliseconds(erasure.at)
        await warehouse.erase(clickhouse, erasure.identities, until=until, cluster=cluster)
        await _enter(session, receipt, ErasureState.FINISHED, {}, finished_at=now)
    return await queries.erasure(session, receipt=receipt)


async def complete(
    postgres: Postgres, clickhouse: ClickHouse, *, receipt: int, vault: Vault, cluster: str | None = None, now: datetime
) -> Erasure:
    """
    This will take an erasure to its end, one transaction for each step, from wherever it stands.

    :raises NoSuchReceipt: if there is no such erasure
    """
    while True:
        async with postgres.transaction() as session:
            erasure = await advance(session, clickhouse, receipt=receipt, vault=vault, cluster=cluster, now=now)
        if erasure.state is ErasureState.FINISHED:
            return erasure


async def sweep(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    receipt: int,
    cluster: str | None = None,
    now: datetime,
) -> None:
    """This will delete once more what a finished erasure should have found, and was still on its way then."""
    await session.execute(_LOCK, {"receipt": receipt})
    erasure = await queries.erasure(session, receipt=receipt)
    until = clock.milliseconds(erasure.at)
    if await warehouse.count_erased(clickhouse, erasure.identities, until=until):
        await warehouse.erase(clickhouse, erasure.identities, until=until, cluster=cluster)
    await session.execute(_SWEPT, {"receipt": receipt, "now": now})


async def lift(session: AsyncSession, *, identities: Sequence[int], now: datetime) -> None:
    """This will let people who returned by an act of their own be known again, from the erasure on."""
    await session.execute(_LIFT, {"identities": list(identities), "now": clock.milliseconds(now)})


async def erase_people(session: AsyncSession, *, identities: Sequence[int]) -> dict[str, int]:
    """This will delete what this stage keeps under these identities, and tell table → rows."""
    counts = {}
    for table in ("traits", "tags", "consents", "contactability", "affiliations"):
        done = await session.execute(
            text(f"DELETE FROM {table} WHERE identity = ANY(CAST(:identities AS bigint[])) RETURNING 1"),
            {"identities": list(identities)},
        )
        counts[table] = len(done.all())
    return counts


async def _shred(session: AsyncSession, erasure: Erasure, *, vault: Vault, now: datetime) -> dict[str, int]:
    """Destroy the keys and delete the rows, all in one transaction, so that the counts are those of what went."""
    identities = list(erasure.identities)
    await events.hold_feed(session)
    counts = {"vault_keys": await vault.shred(session, identities)}
    counts |= await erase_people(session, identities=identities)
    for erase in erasers.values():
        counts |= await erase(session, identities=identities, now=now)
    counts["people"] = int(await session.scalar(_SUMMARIES, {"person": erasure.person}) or 0)
    await refresh(session, [erasure.person], now=now)
    await outbox.tell(session, PersonErased(erasure.person, erasure.identities))
    return counts


async def _enter(
    session: AsyncSession,
    receipt: int,
    state: ErasureState,
    counts: Mapping[str, Any],
    *,
    finished_at: datetime | None = None,
) -> None:
    line = {
        "receipt": receipt,
        "state": state.value,
        "counts": orjson.dumps(counts).decode(),
        "finished_at": finished_at,
    }
    await session.execute(_ENTER, line)


_RUNNING = text("SELECT receipt FROM erasures WHERE person = :person AND state <> 'finished'")
_OPEN = text("""
    INSERT INTO erasures (receipt, person, identities, state, requested_by, reason, at)
    VALUES (:receipt, :person, CAST(:identities AS bigint[]), 'opened', :by, :reason, :at)
""")
_SUPPRESS = text("""
    INSERT INTO suppressions (identity, since, receipt)
    SELECT identity, :since, :receipt FROM unnest(CAST(:identities AS bigint[])) AS identity
    ON CONFLICT (identity) DO UPDATE SET since = excluded.since, receipt = excluded.receipt, returned_at = NULL
""")
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('erasure', CAST(:receipt AS bigint)))")
_ENTER = text("""
    UPDATE erasures SET state = :state, counts = counts || CAST(:counts AS jsonb),
           finished_at = coalesce(CAST(:finished_at AS timestamptz), finished_at)
    WHERE receipt = :receipt
""")
_SWEPT = text("UPDATE erasures SET swept_at = :now WHERE receipt = :receipt AND swept_at IS NULL")
_LIFT = text("""
    UPDATE suppressions SET returned_at = CAST(:now AS bigint)
    WHERE identity = ANY(CAST(:identities AS bigint[])) AND returned_at IS NULL
""")
_SUMMARIES = text("SELECT count(*) FROM people WHERE person = :person")
