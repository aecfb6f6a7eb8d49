"""The HTTP door of activity."""

from datetime import timedelta
from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ATTENDED, ScopedSession, requires
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses
from huoshui.bedrock.jobs import defer_once
from huoshui.bedrock.routes import Doors
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import ConnectorPaused, NoSuchConnector
from huoshui.relations.activity import queries, rules
from huoshui.relations.activity.contract import KEPT_DAYS, NoSuchPull, PullRunning
from huoshui.relations.activity.pulling import runs
from huoshui.relations.activity.schemas import ActivityOut, ActivityPullIn, ActivityPullOut
from huoshui.relations.contract import SOURCE

router = Doors(prefix="/relations/activity", tags=["relations"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Running = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]


@router.get("", responses=refuses(NobodyWaits), dependencies=[ATTENDED])
async def activity(
    viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now,
    days: Annotated[int, Query(ge=1, le=KEPT_DAYS, description="so many days, yesterday the last")] = 30,
    corp: Words = "", staff: Words = "",
) -> ActivityOut:  # fmt: skip
    """What WeCom counts of staff and their groups, day by day and one by one, beside what we count of the same."""
    last = rules.day_of(now) - timedelta(days=1)
    found = await queries.activity(
        session, platform.clickhouse, scope=viewer.scope, since=last - timedelta(days=days - 1), until=last,
        corp=corp, staff=staff,
    )  # fmt: skip
    async with platform.postgres.session() as unscoped:  # how a pull stands names nobody
        return ActivityOut.of(found, await queries.latest(unscoped))


@router.get("/pulls")
async def pulls(
    _viewer: Reading, session: Session, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> list[ActivityPullOut]:
    """Pulls of WeCom's figures, the newest first: how far each is, and what it read."""
    return [ActivityPullOut.of(one) for one in await queries.pulls(session, limit=limit)]


@router.get("/pulls/{id}", responses=refuses(NoSuchPull))
async def pull(id: Number, _viewer: Reading, session: Session) -> ActivityPullOut:  # noqa: A002 as it is called
    """One pull."""
    return ActivityPullOut.of(await queries.pull(session, number=id))


@router.post("/pulls", responses=refuses(NoSuchConnector, ConnectorPaused, PullRunning), status_code=202)
async def start(body: ActivityPullIn, platform: PlatformDep, viewer: Running, now: Now) -> ActivityPullOut:
    """Pull WeCom's figures up to the last day that it tells; what broke off goes on where it stopped."""
    async with platform.postgres.transaction() as session:
        account = await connectors.account(session, name=body.account)
        if account.channel != SOURCE:
            raise NoSuchConnector(name=account.name)
        if account.paused:
            raise ConnectorPaused(name=account.name)
        begun = await runs.begin(session, account=account, until=rules.last_told(now), viewer=viewer, now=now)
    await defer_once(platform.jobs, "activity:pull", number=begun.id)
    return ActivityPullOut.of(begun)
