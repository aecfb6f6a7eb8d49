"""The HTTP door of groups: who is in them, how busy they are, our tags on them, and welcomes."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import ConnectorPaused, NoSuchConnector
from huoshui.relations import queries as relations
from huoshui.relations.contract import DeclinedByWeCom, NoSuchGroup, WeComSilent
from huoshui.relations.groups import operations, queries, welcoming
from huoshui.relations.groups.contract import GroupWelcomesFull, GroupWelcomeUnconfirmed, NoSuchGroupWelcome
from huoshui.relations.groups.schemas import (
    CustomerGroupOut,
    CustomerGroupsOut,
    GroupDayOut,
    GroupMemberOut,
    GroupMembersOut,
    GroupTagName,
    GroupTagOut,
    GroupTagsIn,
    GroupWelcomeIn,
    GroupWelcomeOut,
    NewGroupWelcomeIn,
)
from huoshui.relations.groups.welcoming import Wording
from huoshui.relations.sends.contract import NotAnAttachment, NothingToSay, SendTextTooLong

router = Doors(prefix="/relations/groups", tags=["relations"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Sending = Annotated[Viewer, requires(Permission.SENDS_MANAGE)]
Id = Annotated[str, Path(max_length=100, pattern=r"^[^\x00]*$")]
After = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="`next` of the page before")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
_WORDING = (NothingToSay, SendTextTooLong, NotAnAttachment)


@router.get("")
async def groups(
    viewer: Reading, session: ScopedSession, now: Now,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="in name, id or owner")] = "",
    tag: Annotated[list[GroupTagName] | None, Query(description="any of these of our tags")] = None,
    dismissed: Annotated[bool, Query(description="those that were dissolved as well")] = False,  # noqa: FBT002 a query parameter
    after: After = "", limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CustomerGroupsOut:  # fmt: skip
    """Groups of customers, with who came and went today."""
    found, following = await relations.groups(
        session,
        scope=viewer.scope,
        today=_today(now),
        q=q,
        tags=tag or [],
        dismissed=dismissed,
        after=after,
        limit=limit,
    )
    return CustomerGroupsOut(groups=[CustomerGroupOut.of(one) for one in found], next=following)


@router.get("/tags")
async def tags(_viewer: Reading, session: ScopedSession) -> list[GroupTagOut]:
    """Our tags on groups, those of the most groups first."""
    return [GroupTagOut.of(one) for one in await queries.tags(session)]


@router.get("/welcomes")
async def welcomes(_viewer: Reading, session: Session) -> list[GroupWelcomeOut]:
    """Welcomes that owners of groups may choose in WeCom, the newest first."""
    return [GroupWelcomeOut.of(one) for one in await queries.welcomes(session)]


@router.post(
    "/welcomes",
    responses=refuses(
        *_WORDING, NoSuchConnector, ConnectorPaused, GroupWelcomesFull, GroupWelcomeUnconfirmed, DeclinedByWeCom,
        WeComSilent,
    ),
    status_code=201,
)  # fmt: skip
async def add_welcome(body: NewGroupWelcomeIn, platform: PlatformDep, viewer: Sending, now: Now) -> GroupWelcomeOut:
    """Make a welcome; which groups use it is for their owners."""
    async with platform.postgres.transaction() as session:
        account = await connectors.account(session, name=body.account)
    wording = Wording(body.name, body.text, body.enclosed())
    number = await welcoming.add(
        platform.postgres, platform.speakers, account=account, wording=wording, notify=body.notify, key=body.key,
        viewer=viewer, now=now,
    )  # fmt: skip
    return await _welcome(platform, number)


@router.put(
    "/welcomes/{id}",
    responses=refuses(
        *_WORDING, NoSuchGroupWelcome, ConnectorPaused, NoSuchConnector, GroupWelcomeUnconfirmed, DeclinedByWeCom,
        WeComSilent,
    ),
)  # fmt: skip
async def change_welcome(
    id: Number, body: GroupWelcomeIn, platform: PlatformDep, viewer: Sending, now: Now  # noqa: A002 as it is called
) -> GroupWelcomeOut:  # fmt: skip
    """Change a welcome; groups that use it use what it says now."""
    wording = Wording(body.name, body.text, body.enclosed())
    await welcoming.change(platform.postgres, platform.speakers, number=id, wording=wording, viewer=viewer, now=now)
    return await _welcome(platform, id)


@router.delete(
    "/welcomes/{id}",
    responses=refuses(NoSuchGroupWelcome, ConnectorPaused, NoSuchConnector, DeclinedByWeCom, WeComSilent),
    status_code=204,
)
async def remove_welcome(id: Number, platform: PlatformDep, viewer: Sending, now: Now) -> None:  # noqa: A002 as it is called
    """Remove a welcome; groups that use it welcome nobody any more."""
    await welcoming.remove(platform.postgres, platform.speakers, number=id, viewer=viewer, now=now)


@router.get("/{id}", responses=refuses(NoSuchGroup))
async def group(id: Id, viewer: Reading, session: ScopedSession, now: Now) -> CustomerGroupOut:  # noqa: A002 the platform's
    """One group."""
    return CustomerGroupOut.of(await relations.group(session, scope=viewer.scope, id=id, today=_today(now)))


@router.get("/{id}/members", responses=refuses(NoSuchGroup))
async def members(
    id: Id, viewer: Reading, session: ScopedSession, now: Now,  # noqa: A002 the platform's
    inside: Annotated[bool, Query(description="who is in; otherwise who was")] = True,  # noqa: FBT002 a query parameter
    after: After = "", limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> GroupMembersOut:  # fmt: skip
    """Who is in a group, or was; how they came and who invited them."""
    known = await relations.group(session, scope=viewer.scope, id=id, today=_today(now))
    found, following = await relations.members(session, group=known, inside=inside, after=after, limit=limit)
    return GroupMembersOut(members=[GroupMemberOut.of(one) for one in found], next=following)


@router.get("/{id}/days", responses=refuses(NoSuchGroup))
async def days(
    id: Id, viewer: Reading, session: ScopedSession, now: Now,  # noqa: A002 the platform's
    days: Annotated[int, Query(ge=1, le=400)] = 30,
) -> list[GroupDayOut]:  # fmt: skip
    """Day by day who came into a group and who went."""
    known = await relations.group(session, scope=viewer.scope, id=id, today=_today(now))
    found = await queries.days(session, group=known, since=_today(now) - timedelta(days=days - 1), until=now)
    return [GroupDayOut.of(one) for one in found]


@router.put("/{id}/tags", responses=refuses(NoSuchGroup))
async def tag(id: Id, body: GroupTagsIn, platform: PlatformDep, viewer: Changing, now: Now) -> CustomerGroupOut:  # noqa: A002 as above
    """Say which of our tags a group has; WeCom knows none of groups."""
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        known = await relations.group(session, scope=viewer.scope, id=id, today=_today(now))
    async with platform.postgres.transaction() as session:
        await operations.tag(session, group=known, tags=body.tags, viewer=viewer, now=now)
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        found = await relations.group(session, scope=viewer.scope, id=id, today=_today(now))
    return CustomerGroupOut.of(found)


async def _welcome(platform: PlatformDep, number: int) -> GroupWelcomeOut:
    async with platform.postgres.transaction() as session:
        return GroupWelcomeOut.of(await queries.welcome(session, number=number))


def _today(now: datetime) -> datetime:
    return now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
