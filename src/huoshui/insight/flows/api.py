"""The HTTP door of the flow map."""

from typing import Annotated

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.insight.flows import kind
from huoshui.insight.flows.contract import FlowQuestion
from huoshui.insight.flows.schemas import FlowMapOut
from huoshui.insight.ground import Ground, asking_of, basics

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]


@router.post("/insight/flow-map", responses=refuses(NoSuchSegment))
async def flow_map(
    body: FlowQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> FlowMapOut:
    """Pools with their stocks, the ways between them, and where a push would pay most; the period before beside it."""
    ground = await Ground.of(asking_of(session, platform.clickhouse, scope=viewer.scope, now=now), body)
    return FlowMapOut(**dict(await kind.answered(ground, body)), **await basics(ground), question=body)
