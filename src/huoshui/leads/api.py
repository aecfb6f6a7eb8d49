"""The HTTP door of leads."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from huoshui.access.contract import NotPermitted, Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock import ids
from huoshui.bedrock.http import Now, PlatformDep, refuses
from huoshui.bedrock.routes import Doors
from huoshui.leads import operations, queries
from huoshui.leads.contract import (
    Lead,
    LeadChanged,
    LeadFilter,
    LeadId,
    LeadState,
    NoReasonForLead,
    NoSuchLead,
    NotAPlaceInLeads,
)
from huoshui.leads.schemas import BroughtOut, LeadMarkIn, LeadOut, LeadReasonIn, LeadsOut

router = Doors(prefix="/leads", tags=["leads"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Revealing = Annotated[Viewer, requires(Permission.PEOPLE_REVEAL)]
Exporting = Annotated[Viewer, requires(Permission.PEOPLE_EXPORT)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Word = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
_FACTS = ("advertiser_id", "campaign_id", "ad_id", "creative_id", "click_id", "form_id", "form_name")
_HEADS = (
    "lead_id", "platform", "account", "received_at", "state", "phone", "name", "email", "city", "unit", "person",
    *_FACTS,
)  # fmt: skip


def _wanted(
    state: Annotated[list[LeadState] | None, Query(description="all where none is said")] = None,
    platform: Word = "", account: Word = "",
    q: Annotated[
        str, Query(max_length=100, pattern=r"^[^\x00]*$", description="a phone, or how a number or city begins")
    ] = "",
) -> LeadFilter:  # fmt: skip
    return LeadFilter(state or (), platform, account, q)


Wanted = Annotated[LeadFilter, Depends(_wanted)]


@router.get("", responses=refuses(NotAPlaceInLeads))
async def leads(
    viewer: Reading, session: ScopedSession, platform_: PlatformDep, wanted: Wanted,
    after: Annotated[str, Query(max_length=100, description="`next` of the page before")] = "",
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> LeadsOut:  # fmt: skip
    """Leads as they were received, the newest first."""
    found, following = await queries.leads(
        session, scope=viewer.scope, wanted=wanted, keys=platform_.keys, vault=platform_.vault, after=after, limit=limit
    )
    return LeadsOut(leads=[LeadOut.of(one) for one in found], next=following)


@router.get("/accounts")
async def brought(viewer: Reading, session: ScopedSession) -> list[BroughtOut]:
    """Which accounts brought how many leads, and what became of them."""
    return [BroughtOut.of(one) for one in await queries.brought(session, scope=viewer.scope)]


@router.get("/export", response_class=Response, responses={200: {"content": {"text/csv": {}}}, **refuses(NotPermitted)})
async def export(
    viewer: Exporting, session: ScopedSession, platform_: PlatformDep, now: Now, wanted: Wanted,
    clear: Annotated[bool, Query(description="phones in clear; for those who may reveal")] = False,  # noqa: FBT002 a query parameter
) -> Response:  # fmt: skip
    """The leads that are wanted as CSV, masked unless asked for in clear; who took it is written down."""
    if clear and Permission.PEOPLE_REVEAL not in viewer.permissions:
        raise NotPermitted(permission=Permission.PEOPLE_REVEAL.value)
    pages = [
        page async for page in queries.all_leads(
            session, scope=viewer.scope, wanted=wanted, keys=platform_.keys, vault=platform_.vault, clear=clear)
    ]  # fmt: skip
    found = [one for page in pages for one in page]
    await operations.note_export(session, viewer=viewer, leads=len(found), clear=clear, now=now)
    headers = {"Content-Disposition": 'attachment; filename="leads.csv"'}
    return Response("".join(_csv(found)), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/{id}", responses=refuses(NoSuchLead))
async def lead(id: Number, _viewer: Reading, session: ScopedSession, platform_: PlatformDep) -> LeadOut:  # noqa: A002 as it is called
    """One lead with its history, masked."""
    return LeadOut.of(await queries.lead(session, number=LeadId(id), vault=platform_.vault))


@router.post("/{id}/reveal", responses=refuses(NoSuchLead, NoReasonForLead))
async def reveal(
    id: Number, body: LeadReasonIn, viewer: Revealing, session: ScopedSession, platform_: PlatformDep, now: Now  # noqa: A002 as it is called
) -> LeadOut:  # fmt: skip
    """One lead in clear; who looked and why is written down."""
    return LeadOut.of(
        await operations.reveal(
            session, lead=LeadId(id), reason=body.reason, viewer=viewer, vault=platform_.vault, now=now
        )
    )


@router.post("/{id}/state", responses=refuses(NoSuchLead, LeadChanged))
async def mark(id: Number, body: LeadMarkIn, viewer: Changing, platform_: PlatformDep, now: Now) -> LeadOut:  # noqa: A002 as it is called
    """Say what became of a lead, with who and when."""
    number = LeadId(id)
    async with platform_.postgres.transaction(scope=viewer.scope) as session:
        await queries.lead(session, number=number, vault=platform_.vault)
    async with platform_.postgres.transaction() as session:
        await operations.mark(
            session, lead=number, state=body.state, note=body.note, version=body.version, viewer=viewer,
            vault=platform_.vault, now=now,
        )  # fmt: skip
        return LeadOut.of(await queries.lead(session, number=number, vault=platform_.vault))


def _csv(found: Sequence[Lead]) -> Iterator[str]:
    yield "\ufeff"  # by which spreadsheets know UTF-8
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(_HEADS)
    for one in found:
        said = one.particulars
        lines.writerow([
            _harmless(value) for value in (
                one.lead_id, one.platform, one.account, one.received_at.isoformat(), one.state.value, said.phone,
                said.name, said.email, one.city, one.unit, ids.render(one.person) if one.person is not None else "",
                *(one.facts.get(name, "") for name in _FACTS))
        ])  # fmt: skip
    yield written.getvalue()


def _harmless(value: str) -> str:
    """No cell begins as a formula does: who fills in a form must not compute in our spreadsheet."""
    phone = value[:1] == "+" and value[1:].isdecimal()
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") and not phone else value
