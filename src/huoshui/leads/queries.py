"""Reading leads: the inbox page by page, one with its history, and how many there are of each kind."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock.crypto import Keys, Vault
from huoshui.bedrock.postgres import literally
from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable
from huoshui.identity import queries as identity
from huoshui.leads import rules
from huoshui.leads.contract import (
    Brought,
    Lead,
    LeadFilter,
    LeadId,
    LeadState,
    Mark,
    NoSuchLead,
    NotAPlaceInLeads,
    Particulars,
)

MOST_AT_ONCE: Final = 200
_particulars = msgspec.json.Decoder(Particulars).decode


async def leads(
    session: AsyncSession, *, scope: Scope, wanted: LeadFilter, keys: Keys, vault: Vault, after: str = "",
    limit: int = 50, clear: bool = False,
) -> tuple[Sequence[Lead], str | None]:  # fmt: skip
    """
    This will list leads, the newest first, masked unless ``clear``; beside them the place of the next page.

    :raises NotAPlaceInLeads: if ``after`` is not what the page before gave
    """
    asked = {**_asked(wanted, keys), **_seen(scope), "limit": limit + 1}
    asked["at"], asked["number"] = _place(after) if after else (None, None)
    rows = (await session.execute(_LIST, asked)).all()
    shown = await _shown(session, rows[:limit], vault, clear=clear)
    last = rows[limit - 1] if len(rows) > limit else None
    return shown, _written(last) if last else None


async def all_leads(
    session: AsyncSession, *, scope: Scope, wanted: LeadFilter, keys: Keys, vault: Vault, clear: bool
) -> AsyncIterator[Sequence[Lead]]:
    """This will give all leads that are wanted, some at a time, the newest first."""
    after: str | None = ""
    while after is not None:
        found, after = await leads(
            session, scope=scope, wanted=wanted, keys=keys, vault=vault, after=after, limit=MOST_AT_ONCE, clear=clear
        )
        yield found


async def lead(session: AsyncSession, *, number: LeadId, vault: Vault, clear: bool = False) -> Lead:
    """
    This will give one lead with its history, masked unless ``clear``.

    :raises NoSuchLead: if there is none that this session sees
    """
    row = (await session.execute(_ONE, {"id": number})).one_or_none()
    if row is None:
        raise NoSuchLead(lead=number)
    marks = (await session.execute(_MARKS, {"id": number})).all()
    noted = [(row.identity, bytes(one.sealed)) for one in marks if one.sealed is not None]
    notes = iter(await vault.open_many(session, noted))
    history = [
        Mark(LeadState(one.state), "" if one.sealed is None else (next(notes) or b"").decode(), one.at, one.by_name)
        for one in marks
    ]
    shown = await _shown(session, [row], vault, clear=clear)
    return replace(shown[0], marks=history)


async def brought(session: AsyncSession, *, scope: Scope) -> list[Brought]:
    """This will tell how many leads of each state every account brought, platforms in their order."""
    found: dict[tuple[str, str], dict[LeadState, int]] = {}
    for row in await session.execute(_COUNTS, _seen(scope)):
        found.setdefault((row.platform, row.account), {})[LeadState(row.state)] = row.leads
    return [Brought(*place, counts) for place, counts in found.items()]


async def person_section(
    session: AsyncSession, *, identities: Sequence[int], vault: Vault, clear: bool = False
) -> dict[str, Any]:
    """This will give what a person's export says of leads."""
    rows = (await session.execute(_OF_PERSON, {"identities": list(identities)})).all()
    found = await _shown(session, rows, vault, clear=clear)
    return {
        "list": [
            {"platform": one.platform, "account": one.account, "lead_id": one.lead_id, "received_at": one.received_at,
             "city": one.city, "state": one.state, "facts": dict(one.facts), "phone": one.particulars.phone,
             "email": one.particulars.email, "name": one.particulars.name, "form": dict(one.particulars.form)}
            for one in found
        ]
    }  # fmt: skip


def _asked(wanted: LeadFilter, keys: Keys) -> dict[str, Any]:
    q = wanted.q.strip()
    phone = namespaces.normalize("phone", q) if q else ""
    found = keys.fingerprint("phone", phone) if q and not isinstance(phone, Unusable) else None
    return {
        "states": [state.value for state in wanted.states] or None, "platform": wanted.platform or None,
        "account": wanted.account or None, "q": f"{literally(q)}%" if q else None, "phone": found,
    }  # fmt: skip


def _seen(scope: Scope) -> dict[str, Any]:
    return {"units": None if scope.units is None else list(scope.units)}


async def _shown(session: AsyncSession, rows: Sequence[Any], vault: Vault, *, clear: bool) -> list[Lead]:
    opened = await vault.open_many(session, [(row.identity, bytes(row.sealed)) for row in rows])
    persons = await identity.holders(session, [row.identity for row in rows]) if rows else {}
    return [_lead(row, said, persons, clear=clear) for row, said in zip(rows, opened, strict=True)]


def _lead(row: Any, said: bytes | None, persons: Mapping[int, int], *, clear: bool) -> Lead:  # noqa: ANN401 SQLAlchemy's rows
    particulars = _particulars(said) if said is not None else Particulars()
    return Lead(
        LeadId(row.id), row.platform, row.account, row.lead_id, persons.get(row.identity), row.unit_code or "",
        row.channel, row.occurred_at, row.received_at, row.city, row.facts, LeadState(row.state), row.version,
        row.marked_at, row.marked_by, particulars if clear else rules.masked(particulars),
    )  # fmt: skip


def _written(row: Any) -> str:  # noqa: ANN401 SQLAlchemy's rows
    at = row.received_at
    return f"{int(at.timestamp())}.{at.microsecond}.{row.id}"


def _place(after: str) -> tuple[datetime, int]:
    try:
        seconds, micros, number = after.split(".")
        at = datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(micros))
        return at, _number(number)
    except (ValueError, OverflowError, OSError):
        raise NotAPlaceInLeads(after=after[:60]) from None


def _number(said: str) -> int:
    number = int(said)
    if not 0 < number < 1 << 63:
        raise ValueError
    return number


_COLUMNS = """
    leads.id, platform, account, lead_id, identity, units.code AS unit_code, channel, occurred_at, received_at, city,
    facts, sealed, state, version, marked_at, marked_by
"""
_FROM = "FROM leads LEFT JOIN units ON units.id = leads.unit"
_IN_SCOPE = "(CAST(:units AS bigint[]) IS NULL OR leads.unit = ANY(CAST(:units AS bigint[])))"
_LIST = text(f"""
    SELECT {_COLUMNS} {_FROM}
    WHERE {_IN_SCOPE}
      AND (CAST(:states AS text[]) IS NULL OR state = ANY(CAST(:states AS text[])))
      AND (CAST(:platform AS text) IS NULL OR platform = :platform)
      AND (CAST(:account AS text) IS NULL OR account = :account)
      AND (CAST(:q AS text) IS NULL OR phone = CAST(:phone AS bigint) OR lead_id LIKE :q OR city LIKE :q)
      AND (CAST(:at AS timestamptz) IS NULL
           OR (received_at, leads.id) < (CAST(:at AS timestamptz), CAST(:number AS bigint)))
    ORDER BY received_at DESC, leads.id DESC LIMIT :limit
""")
_ONE = text(f"SELECT {_COLUMNS} {_FROM} WHERE leads.id = :id")
_OF_PERSON = text(f"""
    SELECT {_COLUMNS} {_FROM} WHERE identity = ANY(CAST(:identities AS bigint[]))
    ORDER BY received_at DESC, leads.id DESC LIMIT 1000
""")
_MARKS = text("SELECT state, sealed, at, by_name FROM lead_marks WHERE lead = :id ORDER BY version DESC")
_COUNTS = text(f"""
    SELECT platform, account, state, count(*) AS leads FROM leads WHERE {_IN_SCOPE}
    GROUP BY platform, account, state ORDER BY platform, account, state
""")
