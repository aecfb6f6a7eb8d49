"""Changing leads: keeping what was received, marking what became of it, revealing, exporting, erasing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access import queries as staffing
from huoshui.access.contract import Viewer
from huoshui.bedrock.crypto import Vault
from huoshui.events.contract import Happening
from huoshui.leads import queries, rules
from huoshui.leads.contract import Lead, LeadChanged, LeadId, LeadState, NoReasonForLead, NoSuchLead


async def receive(session: AsyncSession, *, happenings: Sequence[Happening], vault: Vault) -> int:
    """
    This will keep leads as they were received, and tell how many were new; a lead that is told again changes nothing.
    """
    told = {rules.place(one): one for one in reversed(happenings) if one.identity}
    if not told:
        return 0
    codes = {code for one in told.values() if (code := rules.text(one.properties.get("store_id")))}
    units = await staffing.unit_ids(session, codes=codes) if codes else {}
    clear = [(one.identity, msgspec.json.encode(rules.particulars(one))) for one in told.values()]
    sealed = await vault.seal_many(session, clear)
    lines = [
        _line(place, one, units.get(rules.text(one.properties.get("store_id"))), secret)
        for (place, one), secret in zip(told.items(), sealed, strict=True)
    ]
    found = await session.execute(_RECEIVE, lines[::-1])
    return int(found.rowcount)  # type: ignore[attr-defined]


async def mark(
    session: AsyncSession, *, lead: LeadId, state: LeadState, note: str, version: int, viewer: Viewer, vault: Vault,
    now: datetime,
) -> None:  # fmt: skip
    """
    This will say what became of a lead; ``version`` is what the author saw. The same mark again changes nothing.

    :raises NoSuchLead: if there is none
    :raises LeadChanged: if somebody said otherwise meanwhile
    """
    row = (await session.execute(_HELD, {"lead": lead})).one_or_none()
    if row is None:
        raise NoSuchLead(lead=lead)
    if row.version == version + 1 and row.state == state and row.marked_by == viewer.name:
        return
    if row.version != version:
        raise LeadChanged(state=row.state)
    note = note.strip()
    sealed = (await vault.seal_many(session, [(row.identity, note.encode())]))[0] if note else None
    line = {"lead": lead, "state": state, "version": version + 1, "now": now, "by": viewer.actor, "name": viewer.name}
    await session.execute(_MARK, line)
    await session.execute(_NOTE, {**line, "sealed": sealed})
    await access.record(
        session, viewer=viewer, action="leads.marked", subject=f"lead:{lead}", facts={"state": state.value}, now=now
    )


async def reveal(
    session: AsyncSession, *, lead: LeadId, reason: str, viewer: Viewer, vault: Vault, now: datetime
) -> Lead:
    """
    This will show a lead in clear, and write who looked and why.

    :raises NoReasonForLead: if nothing is said about why
    :raises NoSuchLead: if there is none that this session sees
    """
    if not reason.strip():
        raise NoReasonForLead
    shown = await queries.lead(session, number=lead, vault=vault, clear=True)
    facts = {"reason": reason.strip()[:1000]}
    await access.record(session, viewer=viewer, action="leads.revealed", subject=f"lead:{lead}", facts=facts, now=now)
    return shown


async def note_export(session: AsyncSession, *, viewer: Viewer, leads: int, clear: bool, now: datetime) -> None:
    """This will write who took a list of leads away, and whether in clear."""
    facts = {"leads": leads, "clear": clear}
    await access.record(session, viewer=viewer, action="leads.exported", subject="leads", facts=facts, now=now)


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will delete the leads of these identities with their histories, and tell the counts for a receipt."""
    done = await session.execute(_ERASE, {"identities": list(identities)})
    asked = await session.execute(_ERASE_ADDS, {"identities": list(identities)})
    return {"leads": int(done.rowcount), "ad_adds": int(asked.rowcount)}  # type: ignore[attr-defined]


def _line(place: tuple[str, str, str], one: Happening, unit: int | None, sealed: bytes) -> dict[str, Any]:
    platform, account, number = place
    phone = next((known.identity for known in one.identifiers if known.namespace == "phone"), None)
    return {
        "platform": platform, "account": account, "lead_id": number, "identity": one.identity, "phone": phone,
        "unit": unit, "channel": one.channel, "occurred_at": datetime.fromtimestamp(one.occurred_at / 1000, UTC),
        "received_at": datetime.fromtimestamp(one.received_at / 1000, UTC),
        "city": rules.text(one.properties.get("city")), "facts": orjson.dumps(rules.facts(one.properties)).decode(),
        "sealed": sealed,
    }  # fmt: skip


_RECEIVE = text("""
    INSERT INTO leads (platform, account, lead_id, identity, phone, unit, channel, occurred_at, received_at, city,
        facts, sealed)
    VALUES (:platform, :account, :lead_id, :identity, :phone, :unit, :channel, :occurred_at, :received_at, :city,
        CAST(:facts AS jsonb), :sealed)
    ON CONFLICT (platform, account, lead_id) DO NOTHING
""")
_HELD = text("SELECT identity, state, version, marked_by FROM leads WHERE id = :lead FOR UPDATE")
_MARK = text("""
    UPDATE leads SET state = :state, version = :version, marked_at = :now, marked_by = :name WHERE id = :lead
""")
_NOTE = text("""
    INSERT INTO lead_marks (lead, version, state, sealed, at, by, by_name)
    VALUES (:lead, :version, :state, :sealed, :now, :by, :name)
""")
_ERASE_ADDS = text("DELETE FROM ad_adds WHERE identity = ANY(CAST(:identities AS bigint[]))")
_ERASE = text("""
    DELETE FROM leads WHERE identity = ANY(CAST(:identities AS bigint[])) OR phone = ANY(CAST(:identities AS bigint[]))
""")
