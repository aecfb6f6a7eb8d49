"""The HTTP door of followers and of what they allowed."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path, Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.jobs import defer_once
from huoshui.bedrock.routes import Doors
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import ConnectorPaused, NoSuchConnector
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people
from huoshui.relations.followers import queries, sending
from huoshui.relations.followers.contract import (
    CHANNELS,
    DeclinedByWeChat,
    FollowerMessageTaken,
    FollowerSyncRunning,
    MessageIncomplete,
    NoConnectorForAccount,
    NoSubscription,
    NoSuchFan,
    NoSuchFollowerSync,
    NotAFollowerPlace,
    NotAnOfficialAccount,
    NotFollowing,
    Standing,
    WeChatSilent,
    WindowClosed,
)
from huoshui.relations.followers.schemas import (
    FanOut,
    FansOut,
    FollowerDetailOut,
    FollowerFiguresOut,
    FollowerLineOut,
    FollowerMessageIn,
    FollowerSendOut,
    FollowerSyncIn,
    FollowerSyncOut,
    SubscriptionSumOut,
)
from huoshui.relations.followers.syncing import runs

router = Doors(tags=["followers"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Running = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Account = Annotated[
    str, Query(max_length=100, pattern=r"^[^\x00]*$", description="an appid; every account's where empty")
]
Text = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]


@router.get("/followers", responses=refuses(NotAFollowerPlace))
async def followers(  # noqa: PLR0913, PLR0917 as many filters as the screen has
    _viewer: Reading, session: ScopedSession, whole: Session, now: Now, appid: Account = "",
    standing: Standing | None = None,
    scene: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="came by this code")] = "",
    reach: Annotated[
        Literal["", "subscription", "window"], Query(description="may be sent something; or wrote within 48 hours")
    ] = "",
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="an openid")] = "",
    after: Text = "", limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> FansOut:  # fmt: skip
    """Followers of official accounts and users of mini-programs, those whose standing changed last first."""
    found, following = await queries.followers(
        session, now=now, appid=appid, standing=standing, scene=scene, reach=reach, q=q, after=after, limit=limit
    )
    titles = await _titles(whole)
    return FansOut(followers=[FanOut.of(one, titles) for one in found], next=following)


@router.get("/followers/figures")
async def figures(_viewer: Reading, session: ScopedSession, now: Now, appid: Account = "") -> FollowerFiguresOut:
    """Followers in numbers, and the scenes by which they came."""
    return FollowerFiguresOut.of(await queries.figures(session, appid=appid, today=_today(now)))


@router.get("/followers/people/{ref}", responses=refuses(NoSuchPerson, NotAnIdentifier))
async def of_person(
    ref: Annotated[str, Path(max_length=300)], viewer: Reading, session: ScopedSession, whole: Session,
    platform: PlatformDep, now: Now,
) -> list[FanOut]:  # fmt: skip
    """The accounts that a person follows or followed, and by which way they may be reached."""
    person = await people.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    identities = await people.identities_of(session, person)
    titles = await _titles(whole)
    return [FanOut.of(one, titles) for one in await queries.of_identities(session, identities=identities, now=now)]


@router.get("/followers/syncs")
async def syncs(_viewer: Reading, session: ScopedSession) -> list[FollowerSyncOut]:
    """Comparisons with WeChat's lists, the newest first: what each read and what it repaired."""
    return [FollowerSyncOut.of(one) for one in await queries.runs(session)]


@router.get("/followers/syncs/{id}", responses=refuses(NoSuchFollowerSync))
async def sync(id: Number, _viewer: Reading, session: ScopedSession) -> FollowerSyncOut:  # noqa: A002 as it is called
    """One comparison."""
    return FollowerSyncOut.of(await queries.run(session, number=id))


@router.post(
    "/followers/syncs",
    responses=refuses(NoSuchConnector, ConnectorPaused, NotAnOfficialAccount, FollowerSyncRunning),
    status_code=202,
)
async def start(body: FollowerSyncIn, platform: PlatformDep, viewer: Running, now: Now) -> FollowerSyncOut:
    """Compare an account's followers and templates with WeChat; what broke off goes on where it stopped."""
    async with platform.postgres.transaction() as session:
        account = await connectors.account(session, name=body.account)
        if account.paused:
            raise ConnectorPaused(name=account.name)
        run = await runs.begin(session, account=account, viewer=viewer, now=now)
    await defer_once(platform.jobs, "followers:compare", number=run.id)
    return FollowerSyncOut.of(run)


@router.get("/followers/{id}", responses=refuses(NoSuchFan))
async def follower(id: Number, _viewer: Reading, session: ScopedSession, whole: Session, now: Now) -> FollowerDetailOut:  # noqa: A002 as it is called
    """One follower: what happened, what they allowed, whether they may be answered, and what was sent."""
    known = await queries.follower(session, number=id, now=now)
    history = [FollowerLineOut.of(one) for one in await queries.history(session, number=id)]
    sends = [FollowerSendOut.of(one) for one in await queries.sends(session, number=id)]
    shown = FanOut.of(known, await _titles(whole))
    return FollowerDetailOut(**shown.model_dump(), history=history, sends=sends)


@router.post(
    "/followers/{id}/messages",
    responses=refuses(
        NoSuchFan, MessageIncomplete, FollowerMessageTaken, NoSubscription, WindowClosed, NotFollowing,
        NotAnOfficialAccount,
        NoConnectorForAccount, DeclinedByWeChat, WeChatSilent,
    ),
    status_code=201,
)  # fmt: skip
async def write(
    id: Number, body: FollowerMessageIn, platform: PlatformDep, viewer: Changing, now: Now  # noqa: A002 as it is called
) -> FollowerSendOut:  # fmt: skip
    """Send one person a subscribe message, a template message or an answer; refused where they did not allow it."""
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        await queries.follower(session, number=id, now=now)
    sent = await sending.write(
        platform.postgres, platform.speakers, follower=id, message=body.message(), key=body.key, viewer=viewer, now=now
    )
    return FollowerSendOut.of(sent)


@router.get("/subscriptions")
async def subscriptions(
    _viewer: Reading, session: ScopedSession, now: Now, appid: Account = ""
) -> list[SubscriptionSumOut]:
    """Templates with what people allowed for each, and what was sent."""
    return [SubscriptionSumOut.of(one) for one in await queries.templates(session, appid=appid, now=now)]


async def _titles(session: Session) -> dict[str, str]:
    """What we call our accounts, by appid."""
    return {one.corp_id: one.title for one in await connectors.accounts(session) if one.channel in CHANNELS}


def _today(now: datetime) -> datetime:
    return now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
