"""The doctor's door."""

from typing import Annotated

from fastapi import Request
from pydantic import BaseModel

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.app.doctor import engines, setup
from huoshui.app.doctor.findings import State
from huoshui.app.doctor.setup import SetupStep
from huoshui.bedrock.http import Now, PlatformDep
from huoshui.bedrock.routes import Doors
from huoshui.connectors.contract import Standing
from huoshui.connectors.schemas import callback

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


class SetupStepOut(BaseModel):
    """
    One step of setting WeCom up: whether it is done, what was found, and what to do next.

    `symptom` names what was found for screens with words of their own, and `fact` fills those: a name, a number, an
    address. `account` is the connector at which the fix is.
    """

    step: SetupStep
    done: bool
    symptom: str
    said: str
    advice: str
    fact: str
    account: str


@router.get("/system/setup/wecom")
async def wecom_setup(
    request: Request, platform: PlatformDep, now: Now, _: Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
) -> list[SetupStepOut]:
    """How far WeCom is set up: each step is asked of WeCom or of what came of it, now."""

    def address(standing: Standing) -> str:
        return callback(standing, base=platform.settings.public_url or str(request.base_url))

    found = await setup.wecom(platform, callback=address, now=now)
    return [SetupStepOut.model_validate(one, from_attributes=True) for one in found]
