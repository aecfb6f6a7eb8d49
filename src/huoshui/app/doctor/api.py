"""The doctor's door."""

from typing import Annotated

from pydantic import BaseModel

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.app.doctor import engines
from huoshui.app.doctor.findings import State
from huoshui.bedrock.http import Now, PlatformDep
from huoshui.bedrock.routes import Doors

router = Doors(tags=["system"])


class FindingOut(BaseModel):
    """One thing that was checked; ``advice`` is what to do next."""

    name: str
    state: State
    found: str
    advice: str


@router.get("/system/doctor")
async def doctor(
    platform: PlatformDep, now: Now, _: Annotated[Viewer, requires(Permission.SYSTEM_READ)]
) -> list[FindingOut]:
    """Examine both engines, their schemas, and what waits between them."""
    found = [finding async for finding in engines.examine(platform.postgres, platform.clickhouse, now=now)]
    return [FindingOut(name=one.name, state=one.state, found=one.found, advice=one.advice) for one in found]
