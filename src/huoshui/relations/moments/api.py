"""The HTTP door of moments; their files come through the door of mass sends, which keeps the same."""

from typing import Annotated, Literal

from fastapi import Path, Query

from huoshui.access.contract import NoSuchUnit, Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.http import Now, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import ConnectorPaused, NoSuchConnector
from huoshui.relations.moments import operations, queries
from huoshui.relations.moments.contract import (
    MomentKeyTaken,
    MomentMixed,
    MomentNotPlanned,
    MomentOver,
    MomentTextTooLong,
    NobodyLeftToRemind,
    NobodyPublishes,
    NoPublishers,
    NoSuchMoment,
    NothingToPublish,
    NotInAMoment,
)
from huoshui.relations.moments.gathering import gather
from huoshui.relations.moments.schemas import (
    BrandMomentOut,
    BrandMomentsOut,
    MomentCustomerOut,
    MomentCustomersOut,
    MomentEstimateIn,
    MomentEstimateOut,
    MomentRemindedOut,
    MomentRemindIn,
    MomentStaffOut,
    NewMomentIn,
)

router = Doors(prefix="/moments", tags=["moments"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Sending = Annotated[Viewer, requires(Permission.SENDS_MANAGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Place = Annotated[int | None, Query(ge=1, le=2**63 - 1)]
_COMPOSED = (NoPublishers, NothingToPublish, MomentTextTooLong, MomentMixed, NotInAMoment, NoSuchUnit, NoSuchConnector)


@router.get("")
async def listed(
    viewer: Reading, session: ScopedSession, before: Place = None, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> BrandMomentsOut:
    """Moments, the newest first: how many staff published, and to how many customers it was shown."""
    found, following = await queries.moments(session, scope=viewer.scope, before=before, limit=limit)
    return BrandMomentsOut(moments=[BrandMomentOut.of(one) for one in found], next=following)


@router.post("/estimate", responses=refuses(NoSuchUnit, NoSuchConnector))
async def estimate(body: MomentEstimateIn, _viewer: Sending, session: Session) -> MomentEstimateOut:
    """What a moment would come to: staff, who could see it, who could not and why. Nothing is kept, nobody is asked."""
    account = await connectors.account(session, name=body.account)
    gathered = await gather(session, corp=account.corp_id, plan=body.plan.planned())
    return MomentEstimateOut.of(gathered.estimate)


@router.post("", responses=refuses(*_COMPOSED, NobodyPublishes, MomentKeyTaken, ConnectorPaused), status_code=201)
async def plan(body: NewMomentIn, viewer: Sending, session: Session, now: Now) -> BrandMomentOut:
    """Settle what is said and who publishes it; nobody is asked before it is started."""
    account = await connectors.account(session, name=body.account)
    if account.paused:
        raise ConnectorPaused(name=account.name)
    number = await operations.plan(
        session, account=account, planned=body.plan.planned(), key=body.key, viewer=viewer, now=now
    )
    return BrandMomentOut.of(await queries.moment(session, scope=viewer.scope, number=number))


@router.get("/{id}", responses=refuses(NoSuchMoment))
async def show(id: Number, viewer: Reading, session: ScopedSession) -> BrandMomentOut:  # noqa: A002 as it is called
    """One moment."""
    return BrandMomentOut.of(await queries.moment(session, scope=viewer.scope, number=id))


@router.get("/{id}/staff", responses=refuses(NoSuchMoment))
async def staff(id: Number, viewer: Reading, session: ScopedSession) -> list[MomentStaffOut]:  # noqa: A002 as it is called
    """Who has not published, who has, and what came of it at each."""
    await queries.moment(session, scope=viewer.scope, number=id)
    return [MomentStaffOut.of(one) for one in await queries.publishers(session, scope=viewer.scope, moment=id)]


@router.get("/{id}/customers", responses=refuses(NoSuchMoment))
async def customers(
    id: Number, viewer: Reading, session: ScopedSession,  # noqa: A002 as it is called
    which: Annotated[Literal["chosen", "shown", "engaged"], Query(description="of whom")] = "engaged",
    staff: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    after: Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> MomentCustomersOut:  # fmt: skip
    """To whom it would be shown, was shown, or who liked and commented; at each staff member whom they follow."""
    await queries.moment(session, scope=viewer.scope, number=id)
    found, following = await queries.customers(
        session, scope=viewer.scope, moment=id, which=which, staff=staff, after=after, limit=limit
    )
    return MomentCustomersOut(customers=[MomentCustomerOut.of(one) for one in found], next=following)


@router.post("/{id}/start", responses=refuses(NoSuchMoment, MomentNotPlanned), status_code=202)
async def start(id: Number, viewer: Sending, session: Session, now: Now) -> BrandMomentOut:  # noqa: A002 as it is called
    """Have WeCom ask staff: it takes a job of seconds, then they may publish."""
    await operations.start(session, moment=id, viewer=viewer, now=now)
    return BrandMomentOut.of(await queries.moment(session, scope=viewer.scope, number=id))


@router.post("/{id}/cancel", responses=refuses(NoSuchMoment, MomentOver), status_code=202)
async def cancel(id: Number, viewer: Sending, session: Session, now: Now) -> BrandMomentOut:  # noqa: A002 as it is called
    """Stop what staff have not published; what was published stays, and goes on being counted."""
    await operations.cancel(session, moment=id, viewer=viewer, now=now)
    return BrandMomentOut.of(await queries.moment(session, scope=viewer.scope, number=id))


@router.post("/{id}/remind", responses=refuses(NoSuchMoment, MomentOver, NobodyLeftToRemind), status_code=202)
async def remind(
    id: Number, body: MomentRemindIn, viewer: Sending, session: Session, now: Now  # noqa: A002 as it is called
) -> MomentRemindedOut:  # fmt: skip
    """Write to staff who have not published, in our app; three times in 24 hours at most."""
    reminded = await operations.remind(session, moment=id, staff=body.staff, viewer=viewer, now=now)
    return MomentRemindedOut(staff=reminded)
