"""The HTTP door of SOPs."""

from datetime import timedelta
from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import NoSuchUnit, Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import Now, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.bedrock.shapes import DayIn
from huoshui.relations.contract import NoSuchFollower
from huoshui.relations.scripts.contract import NoSuchScript
from huoshui.relations.work.sops import operations, queries
from huoshui.relations.work.sops.contract import (
    NoSuchSop,
    NotAPeriodOfCalendar,
    NotASopPlan,
    NotASopStep,
    Progress,
    SopChanged,
    SopOfAnotherKind,
)
from huoshui.relations.work.sops.schemas import (
    EnrollmentOut,
    EnrollmentsOut,
    SopChangeIn,
    SopDayOut,
    SopIn,
    SopOut,
    SopPlanShape,
    SopSlotOut,
)

router = Doors(prefix="/sops", tags=["sops"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Managing = Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
"""A SOP follows customers of every unit, so that whoever writes one sees every unit."""
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
_PLANNING = (NotASopPlan, NotASopStep, NoSuchFollower, NoSuchUnit, NoSuchSegment, NoSuchScript)


@router.get("")
async def sops(_viewer: Reading, session: ScopedSession, now: Now) -> list[SopOut]:
    """SOPs with how many they follow and how they are kept, those that run first."""
    return [SopOut.of(one) for one in await queries.sops(session, now=now)]


@router.post("", responses=refuses(*_PLANNING), status_code=201)
async def add(body: SopIn, viewer: Managing, session: Session, now: Now) -> SopOut:
    """Begin a SOP; it follows whoever comes from now on."""
    number = await operations.add(session, corp=body.corp, plan=body.plan.plan(), key=body.key, viewer=viewer, now=now)
    return SopOut.of(await queries.sop(session, number=number, now=now))


@router.post("/preview", responses=refuses(NotASopPlan, NotASopStep))
async def preview(body: SopPlanShape, _viewer: Reading, now: Now) -> list[SopSlotOut]:
    """Tell when somebody who came now would be met."""
    return [SopSlotOut.of(one) for one in queries.step_times(queries.preview(body.plan(), now=now))]


@router.get("/calendar", responses=refuses(NotAPeriodOfCalendar))
async def calendar(
    _viewer: Reading, session: ScopedSession, now: Now,
    since: Annotated[DayIn | None, Query(description="today, where it is not said")] = None,
    until: Annotated[DayIn | None, Query(description="not with it; seven days later, where it is not said")] = None,
) -> list[SopDayOut]:  # fmt: skip
    """What each SOP asks on each day."""
    first = since or now.astimezone(BEIJING).date()
    found = await queries.calendar(session, since=first, until=until or first + timedelta(days=7), now=now)
    return [SopDayOut.of(one) for one in found]


@router.get("/{id}", responses=refuses(NoSuchSop))
async def sop(id: Number, _viewer: Reading, session: ScopedSession, now: Now) -> SopOut:  # noqa: A002 as it is called
    """One SOP."""
    return SopOut.of(await queries.sop(session, number=id, now=now))


@router.put("/{id}", responses=refuses(NoSuchSop, SopChanged, SopOfAnotherKind, *_PLANNING))
async def change(id: Number, body: SopChangeIn, viewer: Managing, session: Session, now: Now) -> SopOut:  # noqa: A002 as it is called
    """Change a SOP for whoever comes from now on; what was made stays where it is."""
    await operations.change(session, number=id, plan=body.plan.plan(), version=body.version, viewer=viewer, now=now)
    return SopOut.of(await queries.sop(session, number=id, now=now))


@router.post("/{id}/pause", responses=refuses(NoSuchSop))
async def pause(id: Number, viewer: Managing, session: Session, now: Now) -> SopOut:  # noqa: A002 as it is called
    """Let a SOP rest: it follows nobody new and makes nothing."""
    await operations.pause(session, number=id, viewer=viewer, now=now)
    return SopOut.of(await queries.sop(session, number=id, now=now))


@router.post("/{id}/resume", responses=refuses(NoSuchSop))
async def resume(id: Number, viewer: Managing, session: Session, now: Now) -> SopOut:  # noqa: A002 as it is called
    """Let a SOP go on; what went by meanwhile is not made up for."""
    await operations.resume(session, number=id, viewer=viewer, now=now)
    return SopOut.of(await queries.sop(session, number=id, now=now))


@router.get("/{id}/enrollments", responses=refuses(NoSuchSop))
async def enrollments(
    id: Number, _viewer: Reading, session: ScopedSession, now: Now,  # noqa: A002 as it is called
    progress: Progress | None = None, after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> EnrollmentsOut:  # fmt: skip
    """Whom a SOP follows, and how far it is with each."""
    await queries.sop(session, number=id, now=now)
    found, following = await queries.enrollments(session, number=id, progress=progress, after=after, limit=limit)
    return EnrollmentsOut(enrollments=[EnrollmentOut.of(one) for one in found], next=following)
