"""The HTTP door of staff's tasks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Path, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import NoSuchUnit, Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.bedrock.shapes import MomentIn
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people
from huoshui.relations import queries as relations
from huoshui.relations.contract import NoConnectorForCorp, NoSuchFollower, NoSuchGroup, WeComSilent
from huoshui.relations.scripts import queries as scripts
from huoshui.relations.scripts.contract import NoSuchScript
from huoshui.relations.work import operations, queries
from huoshui.relations.work.contract import (
    NoSuchTask,
    NotATaskWindow,
    NothingToRemind,
    NotReminded,
    NotTheirCustomer,
    NotTheirGroup,
    RemindedLately,
    Task,
    TaskAboutTwo,
    TaskDraft,
    TaskEnded,
    TaskForNobody,
    TaskScript,
    TaskScriptOwn,
    TaskState,
)
from huoshui.relations.work.queries import Wanted
from huoshui.relations.work.reminding import Reminder
from huoshui.relations.work.schemas import (
    RemindedStaffOut,
    RemindStaffIn,
    StaffTaskOut,
    StaffTasksOut,
    TaskCountsOut,
    TaskIn,
)

router = Doors(prefix="/tasks", tags=["tasks"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
"""Whoever sees a task may do it; giving tasks to others and taking them back is for who changes people."""
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Word = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]


@router.get("", responses=refuses(NoSuchPerson, NotAnIdentifier))
async def tasks(  # noqa: PLR0913, PLR0917 each is a filter
    viewer: Reading, platform: PlatformDep, session: ScopedSession, house: Session, now: Now,
    corp: Word = "", staff: Word = "", unit: Word = "",
    state: Annotated[list[TaskState] | None, Query(description="these alone; all where none is said")] = None,
    person: Annotated[str, Query(max_length=300, pattern=r"^[^\x00]*$")] = "",
    sop: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    due_from: MomentIn | None = None, due_until: MomentIn | None = None,
    after: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> StaffTasksOut:  # fmt: skip
    """Tasks: those that wait the soonest due first, others the latest first."""
    identities = None
    if person:
        number = await people.person_of(session, ref=person, keys=platform.keys, scope=viewer.scope)
        identities = await people.identities_of(session, number)
    wanted = Wanted(corp, staff, unit, state or (), identities, sop, due_from, due_until)
    found, following = await queries.tasks(
        session, wanted=wanted, vault=platform.vault, now=now, after=after, limit=limit
    )
    return StaffTasksOut(tasks=await _shown(house, found), next=following)


@router.get("/staff")
async def counts(
    _viewer: Reading, session: ScopedSession, now: Now, days: Annotated[int, Query(ge=1, le=400)] = 30
) -> list[TaskCountsOut]:
    """Who did theirs and who did not: what waits now, and what came of what fell due in the last days."""
    found = await queries.counts(session, since=now - timedelta(days=days), now=now)
    return [TaskCountsOut.of(one) for one in found]


@router.post(
    "",
    responses=refuses(
        TaskForNobody, TaskAboutTwo, NoSuchUnit, NoSuchFollower, NoSuchPerson, NotAnIdentifier, NotTheirCustomer,
        NoSuchGroup, NotTheirGroup, NoSuchScript, TaskScriptOwn, NotATaskWindow,
    ),
    status_code=201,
)  # fmt: skip
async def add(body: TaskIn, platform: PlatformDep, viewer: Changing, now: Now) -> StaffTaskOut:
    """Give somebody a task."""
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        draft = await _draft(session, body, platform, viewer, now)
    async with platform.postgres.transaction() as session:
        if body.script is not None:
            script = await scripts.script(session, number=body.script, viewer=viewer, now=now)
            if script.own:
                raise TaskScriptOwn(title=script.title)
        number = await operations.add(session, draft=draft, key=body.key, vault=platform.vault, viewer=viewer, now=now)
    return await _one(platform, number, viewer, now)


@router.post(
    "/reminders",
    responses=refuses(NoSuchFollower, NothingToRemind, RemindedLately, NoConnectorForCorp, NotReminded, WeComSilent),
)
async def remind(body: RemindStaffIn, platform: PlatformDep, viewer: Changing, now: Now) -> RemindedStaffOut:
    """Remind somebody of what waits for them by a message of the app; once an hour at most."""
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        corp = await queries.corp_of(session, staff=body.staff, corp=body.corp)
    reminder = Reminder(platform.postgres, platform.speakers, platform.settings.public_url or "")
    return RemindedStaffOut(tasks=await reminder.by_hand(corp=corp, staff=body.staff, viewer=viewer, now=now))


@router.get("/{id}", responses=refuses(NoSuchTask))
async def task(id: Number, platform: PlatformDep, viewer: Reading, now: Now) -> StaffTaskOut:  # noqa: A002 as it is called
    """One task with its history."""
    return await _one(platform, id, viewer, now)


@router.post("/{id}/done", responses=refuses(NoSuchTask, TaskEnded))
async def done(id: Number, platform: PlatformDep, viewer: Reading, now: Now) -> StaffTaskOut:  # noqa: A002 as it is called
    """Say that a task is done; twice is once."""
    await _one(platform, id, viewer, now)  # whose task the viewer does not see is refused here
    async with platform.postgres.transaction() as session:
        await operations.done(session, number=id, viewer=viewer, now=now)
    return await _one(platform, id, viewer, now)


@router.post("/{id}/drop", responses=refuses(NoSuchTask, TaskEnded))
async def drop(id: Number, platform: PlatformDep, viewer: Changing, now: Now) -> StaffTaskOut:  # noqa: A002 as it is called
    """Take back a task that is not to be done any more."""
    await _one(platform, id, viewer, now)
    async with platform.postgres.transaction() as session:
        await operations.drop(session, number=id, viewer=viewer, now=now)
    return await _one(platform, id, viewer, now)


async def _draft(
    session: AsyncSession, body: TaskIn, platform: PlatformDep, viewer: Viewer, now: datetime
) -> TaskDraft:
    """What is asked for, where the viewer sees all of it."""
    if bool(body.staff) == bool(body.unit):
        raise TaskForNobody
    if body.person and body.group:
        raise TaskAboutTwo
    window = (body.begins_at or now, body.due_at)
    unit = await queries.unit_of(session, code=body.unit, viewer=viewer) if body.unit else None
    corp = await queries.corp_of(session, staff=body.staff, corp=body.corp) if body.staff else body.corp
    if body.group:
        group = await relations.group(session, scope=viewer.scope, id=body.group, today=now)
        return TaskDraft(body.words, *window, corp or group.corp, body.staff, unit, group=group.id, script=body.script)
    if not body.person:
        return TaskDraft(body.words, *window, corp, body.staff, unit, script=body.script)
    person = await people.person_of(session, ref=body.person, keys=platform.keys, scope=viewer.scope)
    if not body.staff:
        return TaskDraft(body.words, *window, corp, "", unit, identity=person, script=body.script)
    identities = await people.identities_of(session, person)
    known = await queries.known(session, corp=corp, staff=body.staff, identities=identities)
    return TaskDraft(
        body.words, *window, corp, body.staff, unit, known.relation, known.contact, known.identity, script=body.script
    )


async def _one(platform: PlatformDep, number: int, viewer: Viewer, now: datetime) -> StaffTaskOut:
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        found = await queries.task(session, number=number, vault=platform.vault, now=now)
    async with platform.postgres.transaction() as session:
        return (await _shown(session, [found]))[0]


async def _shown(session: AsyncSession, found: Sequence[Task]) -> list[StaffTaskOut]:
    """With their scripts, which row security does not show: everybody's are everybody's."""
    numbers = sorted({one.script for one in found if one.script is not None})
    held = await scripts.shared(session, numbers=numbers) if numbers else {}
    wordings = {number: TaskScript(number, title, parts) for number, (title, parts) in held.items()}
    return [StaffTaskOut.of(one, wordings) for one in found]
