"""The HTTP door of relations."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import NoSuchUnit, Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.jobs import defer_once
from huoshui.bedrock.routes import Doors
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import ConnectorPaused, NoSuchConnector
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people
from huoshui.relations import operations, queries
from huoshui.relations.contract import (
    LOSSES,
    CorpTagsFull,
    DeclinedByWeCom,
    NoConnectorForCorp,
    NoSuchCorpTag,
    NoSuchFollower,
    NoSuchRelation,
    NoSuchSync,
    NotAFriend,
    NotAPlaceInPages,
    NothingWithheld,
    SyncRunning,
    Turn,
    WeComSilent,
)
from huoshui.relations.schemas import (
    ComparisonOut,
    CorpTagOut,
    FollowerUnitIn,
    FollowRelationOut,
    LossesOut,
    LossOut,
    MarkIn,
    NewTagsIn,
    PoolDayOut,
    PoolOut,
    SyncIn,
    TagNameIn,
)
from huoshui.relations.syncing import runs, tagging

router = Doors(prefix="/relations", tags=["relations"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Managing = Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
Staffing = Annotated[Viewer, requires(Permission.STAFF_MANAGE)]
Running = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Days = Annotated[int, Query(ge=1, le=400)]
Id = Annotated[str, Path(max_length=100, pattern=r"^[^\x00]*$")]
After = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="`next` of the page before")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
_LOST = (*LOSSES, Turn.TRANSFERRED_AWAY)


@router.get("/staff")
async def pools(viewer: Reading, session: ScopedSession, now: Now, days: Days = 30) -> list[PoolOut]:
    """Staff and their pools, the largest first, with who came and went in the last days."""
    found = await queries.pools(session, scope=viewer.scope, since=_since(now, days), until=now)
    return [PoolOut.of(one) for one in found]


@router.put("/staff/{corp}/{staff}/unit", responses=refuses(NoSuchUnit, NoSuchFollower), status_code=204)
async def assign(corp: Id, staff: Id, body: FollowerUnitIn, viewer: Staffing, session: Session, now: Now) -> None:
    """Say whose unit a staff member's relations and groups are; everybody of that unit sees them from then on."""
    await operations.assign(session, corp=corp, staff=staff, unit=body.unit, viewer=viewer, now=now)


@router.get("/days")
async def days_(viewer: Reading, session: ScopedSession, now: Now, days: Days = 30) -> list[PoolDayOut]:
    """Day by day who came, went and was handed on, in pools and in groups."""
    found = await queries.days(session, scope=viewer.scope, since=_since(now, days), until=now)
    return [PoolDayOut.of(one) for one in found]


@router.get("/losses", responses=refuses(NotAPlaceInPages))
async def losses(
    viewer: Reading, session: ScopedSession, now: Now, days: Days = 30,
    turn: Annotated[list[Turn] | None, Query(description="which losses; all three ways where none is said")] = None,
    staff: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")] = "",
    after: After = "", limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> LossesOut:  # fmt: skip
    """Who was lost and why, the newest first; a transfer is listed beside them and is none."""
    found, following = await queries.losses(
        session, scope=viewer.scope, turns=[one for one in turn or _LOST if one in _LOST], staff=staff,
        since=_since(now, days), until=now, after=after, limit=limit,
    )  # fmt: skip
    return LossesOut(losses=[LossOut.of(one) for one in found], next=following)


@router.get("/people/{ref}", responses=refuses(NoSuchPerson, NotAnIdentifier))
async def of_person(
    ref: Annotated[str, Path(max_length=300)], viewer: Reading, session: ScopedSession, platform: PlatformDep
) -> list[FollowRelationOut]:
    """A person's relations with staff: how they stand, since when, by which way, tags and history."""
    person = await people.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    identities = await people.identities_of(session, person)
    found = await queries.relations_of(session, identities=identities, vault=platform.vault)
    return [FollowRelationOut.of(one) for one in found]


@router.get("/tags")
async def tags(_viewer: Reading, session: ScopedSession) -> list[CorpTagOut]:
    """The corp's tags, group by group."""
    return [CorpTagOut.of(one) for one in await queries.tags(session)]


@router.post(
    "/tags", responses=refuses(CorpTagsFull, NoConnectorForCorp, DeclinedByWeCom, WeComSilent), status_code=201
)
async def add_tags(body: NewTagsIn, platform: PlatformDep, viewer: Managing, now: Now) -> list[CorpTagOut]:
    """Add tags to the corp; beyond 3,000 WeCom is not asked."""
    await tagging.add(
        platform.postgres, platform.speakers, corp=body.corp, group=body.group, names=body.names, viewer=viewer, now=now
    )
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        return [
            CorpTagOut.of(one)
            for one in await queries.tags(session)
            if one.corp == body.corp and one.group == body.group
        ]


@router.put(
    "/tags/{corp}/{tag}", status_code=204,
    responses=refuses(NoSuchCorpTag, NoConnectorForCorp, DeclinedByWeCom, WeComSilent),
)  # fmt: skip
async def rename_tag(corp: Id, tag: Id, body: TagNameIn, platform: PlatformDep, viewer: Managing, now: Now) -> None:
    """Call a tag of the corp differently; WeCom has it before it is so here."""
    await tagging.rename(
        platform.postgres, platform.speakers, corp=corp, tag=tag, name=body.name, viewer=viewer, now=now
    )


@router.delete(
    "/tags/{corp}/{tag}", status_code=204,
    responses=refuses(NoSuchCorpTag, NoConnectorForCorp, DeclinedByWeCom, WeComSilent),
)  # fmt: skip
async def remove_tag(corp: Id, tag: Id, platform: PlatformDep, viewer: Managing, now: Now) -> None:
    """Delete a tag of the corp: WeCom takes it off everybody who has it."""
    await tagging.remove(platform.postgres, platform.speakers, corp=corp, tag=tag, viewer=viewer, now=now)


@router.post(
    "/{id}/tags", responses=refuses(NoSuchRelation, NotAFriend, NoSuchCorpTag, NoConnectorForCorp), status_code=202
)
async def mark(id: Number, body: MarkIn, platform: PlatformDep, viewer: Changing, now: Now) -> None:  # noqa: A002 as it is called
    """Put corp tags on a relation or take them off; the platform is asked until it has it."""
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        known = await queries.relation(session, number=id, vault=platform.vault)
    async with platform.postgres.transaction() as session:
        account = await tagging.account_of(session, corp=known.corp)
        await operations.mark(
            session, relation=id, account=account.id, add=body.add, remove=body.remove, key=body.key, viewer=viewer,
            now=now,
        )  # fmt: skip


@router.get("/syncs")
async def syncs(
    _viewer: Reading, session: ScopedSession,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None, limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> list[ComparisonOut]:  # fmt: skip
    """Comparisons with the platform, the newest first: what each read and what it repaired."""
    return [ComparisonOut.of(one) for one in await queries.runs(session, before=before, limit=limit)]


@router.get("/syncs/{id}", responses=refuses(NoSuchSync))
async def sync(id: Number, _viewer: Reading, session: ScopedSession) -> ComparisonOut:  # noqa: A002 as it is called
    """One comparison."""
    return ComparisonOut.of(await queries.run(session, number=id))


@router.post("/syncs", responses=refuses(NoSuchConnector, ConnectorPaused, SyncRunning), status_code=202)
async def start(body: SyncIn, platform: PlatformDep, viewer: Running, now: Now) -> ComparisonOut:
    """Compare what we keep of a corp with what the platform has; what broke off goes on where it stopped."""
    async with platform.postgres.transaction() as session:
        account = await connectors.account(session, name=body.account)
        if account.paused:
            raise ConnectorPaused(name=account.name)
        run = await runs.begin(session, account=account, viewer=viewer, now=now)
    await defer_once(platform.jobs, "relations:compare", number=run.id)
    return ComparisonOut.of(run)


@router.post("/syncs/{id}/confirm", responses=refuses(NoSuchSync, NothingWithheld), status_code=202)
async def confirm(id: Number, platform: PlatformDep, viewer: Running, now: Now) -> ComparisonOut:  # noqa: A002 as it is called
    """Say that those whom a comparison held back did go; then it lets them go."""
    async with platform.postgres.transaction() as session:
        run = await runs.confirm(session, number=id, viewer=viewer, now=now)
    await defer_once(platform.jobs, "relations:compare", number=run.id)
    return ComparisonOut.of(run)


def _since(now: datetime, days: int) -> datetime:
    return _today(now) - timedelta(days=days - 1)


def _today(now: datetime) -> datetime:
    return now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
