"""The HTTP door of mass sends."""

from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ATTENDED, ScopedSession, requires
from huoshui.audiences.contract.errors import NoHistory, NoSuchLayer, NoSuchSegment
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import ConnectorPaused, NoSuchConnector
from huoshui.relations.contract import SOURCE, NoConnectorForCorp
from huoshui.relations.sends import operations, queries, rules
from huoshui.relations.sends.contract import (
    AudienceMismatched,
    NoAudience,
    NobodyToRemind,
    NobodyToSendTo,
    NoSuchSend,
    NotAnAttachment,
    NotForSends,
    NothingToSay,
    Outcome,
    SendKeyTaken,
    SendNotPlanned,
    SendOver,
    SendTextTooLong,
    TooManyAttachments,
)
from huoshui.relations.sends.gathering import gather, quota
from huoshui.relations.sends.schemas import (
    NewSendIn,
    RemindedOut,
    RemindIn,
    SendAccountOut,
    SendEstimateIn,
    SendEstimateOut,
    SendMediaIn,
    SendMediaOut,
    SendOut,
    SendPartOut,
    SendQuotaIO,
    SendReceiverOut,
    SendReceiversOut,
    SendsOut,
)

router = Doors(prefix="/sends", tags=["sends"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Sending = Annotated[Viewer, requires(Permission.SENDS_MANAGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Place = Annotated[int | None, Query(ge=1, le=2**63 - 1)]
_AUDIENCE = (NoAudience, AudienceMismatched, NoSuchConnector, NoSuchSegment, NoSuchLayer, NoHistory)
_MESSAGE = (NothingToSay, SendTextTooLong, TooManyAttachments, NotAnAttachment)


@router.get("")
async def listed(
    viewer: Reading, session: ScopedSession, before: Place = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> SendsOut:
    """Mass sends, the newest first: how many staff confirmed, and how many customers each reached."""
    found, following = await queries.sends(session, scope=viewer.scope, before=before, limit=limit)
    return SendsOut(sends=[SendOut.of(one) for one in found], next=following)


@router.get("/accounts")
async def accounts(_viewer: Sending, session: Session) -> list[SendAccountOut]:
    """Connectors in whose name may be sent, with their corps' quotas."""
    found = [one for one in await connectors.accounts(session, channel=SOURCE) if not one.paused]
    return [
        SendAccountOut(name=one.name, title=one.title, corp=one.corp_id, quota=await quota(session, corp=one.corp_id))
        for one in found
    ]


@router.put("/quotas/{corp}", responses=refuses(NoConnectorForCorp), status_code=204)
async def set_quota(
    corp: Annotated[str, Path(max_length=100, pattern=r"^[^\x00]*$")], body: SendQuotaIO, viewer: Sending,
    session: Session, now: Now,
) -> None:  # fmt: skip
    """Say how often a corp lets one customer receive; WeCom does not tell, its console does."""
    if corp not in {one.corp_id for one in await connectors.accounts(session, channel=SOURCE)}:
        raise NoConnectorForCorp(corp=corp[:60])
    await operations.set_quota(session, corp=corp, mode=body.mode, viewer=viewer, now=now)


@router.post("/media", responses=refuses(NoSuchConnector, NotForSends), status_code=201)
async def add_media(body: SendMediaIn, viewer: Sending, session: Session, now: Now) -> SendMediaOut:
    """Keep a file for messages; WeCom gets it when staff are asked."""
    account = await connectors.account(session, name=body.account)
    made = await operations.add_media(
        session, account=account.id, kind=body.kind, filename=body.filename, content=body.content, viewer=viewer,
        now=now,
    )  # fmt: skip
    return SendMediaOut.of(made)


@router.get("/media", responses=refuses(NoSuchConnector))
async def media(
    _viewer: Sending, session: Session, account: Annotated[str, Query(max_length=100)]
) -> list[SendMediaOut]:
    """An account's files for messages, the newest first."""
    known = await connectors.account(session, name=account)
    return [SendMediaOut.of(one) for one in await queries.media(session, account=known.id)]


@router.post("/estimate", responses=refuses(*_AUDIENCE, NobodyWaits), dependencies=[ATTENDED])
async def estimate(
    body: SendEstimateIn, _viewer: Sending, session: Session, platform: PlatformDep, now: Now
) -> SendEstimateOut:
    """What a send would come to: people, senders, and who is left out and why. Nothing is kept and nothing is asked."""
    account = await connectors.account(session, name=body.account)
    planned = body.plan.planned()
    rules.check_audience(planned.kind, planned.audience)
    gathered = await gather(session, platform.clickhouse, corp=account.corp_id, plan=planned, now=now)
    return SendEstimateOut.of(gathered.estimate)


@router.post(
    "", responses=refuses(*_AUDIENCE, *_MESSAGE, NobodyToSendTo, SendKeyTaken, ConnectorPaused), status_code=201
)
async def plan(body: NewSendIn, viewer: Sending, session: Session, platform: PlatformDep, now: Now) -> SendOut:
    """Settle whom a send goes to and through whom; nobody is asked before it is started."""
    account = await connectors.account(session, name=body.account)
    if account.paused:
        raise ConnectorPaused(name=account.name)
    number = await operations.plan(
        session, platform.clickhouse, account=account, planned=body.plan.planned(), key=body.key, viewer=viewer,
        now=now,
    )  # fmt: skip
    return SendOut.of(await queries.send(session, scope=viewer.scope, number=number))


@router.get("/{id}", responses=refuses(NoSuchSend))
async def show(id: Number, viewer: Reading, session: ScopedSession) -> SendOut:  # noqa: A002 as it is called
    """One mass send."""
    return SendOut.of(await queries.send(session, scope=viewer.scope, number=id))


@router.get("/{id}/parts", responses=refuses(NoSuchSend))
async def parts(id: Number, viewer: Reading, session: ScopedSession) -> list[SendPartOut]:  # noqa: A002 as it is called
    """Staff and their tasks: who has not confirmed, and what became of whose customers."""
    await queries.send(session, scope=viewer.scope, number=id)
    return [SendPartOut.of(one) for one in await queries.parts(session, scope=viewer.scope, send=id)]


@router.get("/{id}/receivers", responses=refuses(NoSuchSend))
async def receivers(
    id: Number, viewer: Reading, session: ScopedSession,  # noqa: A002 as it is called
    outcome: Annotated[list[Outcome] | None, Query(description="what became of it; all where none is said")] = None,
    staff: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0, limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> SendReceiversOut:  # fmt: skip
    """Who receives it, and what became of it."""
    await queries.send(session, scope=viewer.scope, number=id)
    found, following = await queries.receivers(
        session, scope=viewer.scope, send=id, outcomes=outcome or [], staff=staff, after=after, limit=limit
    )
    return SendReceiversOut(receivers=[SendReceiverOut.of(one) for one in found], next=following)


@router.post("/{id}/start", responses=refuses(NoSuchSend, SendNotPlanned), status_code=202)
async def start(id: Number, viewer: Sending, session: Session, now: Now) -> SendOut:  # noqa: A002 as it is called
    """Have staff asked: their tasks stand in WeCom within seconds, and what they confirm goes out."""
    await operations.start(session, send=id, viewer=viewer, now=now)
    return SendOut.of(await queries.send(session, scope=viewer.scope, number=id))


@router.post("/{id}/cancel", responses=refuses(NoSuchSend, SendOver), status_code=202)
async def cancel(id: Number, viewer: Sending, session: Session, now: Now) -> SendOut:  # noqa: A002 as it is called
    """Stop what staff have not confirmed; what was sent stays sent."""
    await operations.cancel(session, send=id, viewer=viewer, now=now)
    return SendOut.of(await queries.send(session, scope=viewer.scope, number=id))


@router.post("/{id}/remind", responses=refuses(NoSuchSend, SendOver, NobodyToRemind), status_code=202)
async def remind(id: Number, body: RemindIn, viewer: Sending, session: Session, now: Now) -> RemindedOut:  # noqa: A002
    """Remind staff who have not confirmed; WeCom allows three reminders of a task in 24 hours."""
    tasks = await operations.remind(session, send=id, staff=body.staff, viewer=viewer, now=now)
    return RemindedOut(tasks=tasks)
