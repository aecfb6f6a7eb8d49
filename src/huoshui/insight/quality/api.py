"""The HTTP door of channel quality."""

from typing import Annotated

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.insight.ground import Ground, asking_of, basics
from huoshui.insight.quality import kind, queries
from huoshui.insight.quality.contract import FollowersQuestion, NoSuchChannel, QualityQuestion
from huoshui.insight.quality.schemas import FollowerOut, FollowersOut, QualityReportOut

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Person = Annotated[Viewer, requires(Permission.PEOPLE_READ)]


@router.post("/insight/channel-quality", responses=refuses(NoSuchSegment))
async def report(
    body: QualityQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> QualityReportOut:
    """Per public channel: how many of those whom it brought are people, interact, stay, buy."""
    ground = await Ground.of(asking_of(session, platform.clickhouse, scope=viewer.scope, now=now), body)
    return QualityReportOut(**dict(await kind.answered(ground, body)), **await basics(ground), question=body)


@router.post("/insight/channel-quality/people", responses=refuses(NoSuchSegment, NoSuchChannel))
async def followers(
    body: FollowersQuestion, viewer: Person, session: Session, platform: PlatformDep, now: Now
) -> FollowersOut:
    """Who of a channel's people is most probably active, silent or fake, with the reasons. It deletes nobody."""
    ground = await Ground.of(asking_of(session, platform.clickhouse, scope=viewer.scope, now=now), body)
    found = await queries.followers(ground, asked=body)
    return FollowersOut(**await basics(ground), question=body, people=[FollowerOut.of(one) for one in found])
