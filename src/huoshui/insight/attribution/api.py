"""The HTTP door of attribution."""

from typing import Annotated

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.insight.attribution import kind
from huoshui.insight.attribution.contract import AttributionQuestion, NoValueRun
from huoshui.insight.attribution.schemas import AttributionOut
from huoshui.insight.ground import Ground, asking_of, basics

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]


@router.post("/insight/attribution", responses=refuses(NoValueRun, NoSuchSegment))
async def attribution(
    body: AttributionQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> AttributionOut:
    """Who gets credit for what was sold, by every model side by side, and what experiments say beside it."""
    ground = await Ground.of(asking_of(session, platform.clickhouse, scope=viewer.scope, now=now), body)
    return AttributionOut(**dict(await kind.answered(ground, body)), **await basics(ground), question=body)
