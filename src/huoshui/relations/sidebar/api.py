"""The HTTP door of the side bar."""

import secrets
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, refuses
from huoshui.bedrock.routes import Doors
from huoshui.relations.contract import DeclinedByWeCom, WeComSilent
from huoshui.relations.sidebar import operations
from huoshui.relations.sidebar.contract import NoConnectorOfWeCom, NotASideBarAddress

router = Doors(prefix="/sidebar", tags=["sidebar"])


class SideBarSignatureOut(BaseModel):
    """What `wx.config` (`config`) and `agentConfig` (`agent`) are called with."""

    corp_id: str
    agent_id: int
    timestamp: int
    nonce: str
    config: str
    agent: str


@router.get("/signature", responses=refuses(NotASideBarAddress, NoConnectorOfWeCom, DeclinedByWeCom, WeComSilent))
async def signature(
    platform: PlatformDep, _viewer: Annotated[Viewer, requires(Permission.PEOPLE_READ)], now: Now,
    url: Annotated[str, Query(max_length=2_000, pattern=r"^[^\x00]*$", description="the page's whole address")],
    corp: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="of several, which corp")] = "",
) -> SideBarSignatureOut:  # fmt: skip
    """Sign the side bar's address, so that WeCom's JavaScript speaks with it."""
    made = await operations.sign(
        platform.postgres, platform.speakers, url=url, corp=corp, nonce=secrets.token_hex(8),
        timestamp=int(now.timestamp()),
    )  # fmt: skip
    return SideBarSignatureOut(
        corp_id=made.corp_id, agent_id=made.agent_id, timestamp=made.timestamp, nonce=made.nonce, config=made.config,
        agent=made.agent,
    )  # fmt: skip
