"""The HTTP door of pulls."""

from typing import Annotated

from fastapi import Path

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.connectors.contract import NAME, ConnectorPaused, NoSuchConnector
from huoshui.connectors.pulls import queries
from huoshui.connectors.pulls.contract import (
    AuthorizationDeclined,
    NoSuchAdvertiser,
    NotAuthorized,
    NothingToPull,
    PullUnderWay,
)
from huoshui.connectors.pulls.pulling import Puller
from huoshui.connectors.pulls.schemas import AuthorizationIn, PullOut

router = Doors(tags=["connectors"], prefix="/connectors")

Managing = Annotated[Viewer, requires(Permission.CONNECTORS_MANAGE)]
Name = Annotated[str, Path(pattern=rf"^{NAME}$")]


@router.get("/{name}/pull", responses=refuses(NoSuchConnector, NothingToPull, NotAuthorized))
async def pulled(name: Name, _viewer: Managing, session: Session) -> PullOut:
    """How an account's leads are pulled: how far, when last, what went wrong, and what to do."""
    return PullOut.of(await queries.pull(session, name=name))


@router.post("/{name}/pull", responses=refuses(
    NoSuchConnector, NothingToPull, NotAuthorized, PullUnderWay, ConnectorPaused))  # fmt: skip
async def pull(name: Name, platform: PlatformDep, _viewer: Managing, now: Now) -> PullOut:
    """Pull an account's leads now, and tell how it went."""
    return PullOut.of(await _puller(platform).pull(name=name, now=now))


@router.post("/{name}/pull/authorization", responses=refuses(
    NoSuchConnector, NothingToPull, AuthorizationDeclined, NoSuchAdvertiser, ConnectorPaused))  # fmt: skip
async def authorize(name: Name, body: AuthorizationIn, platform: PlatformDep, viewer: Managing, now: Now) -> PullOut:
    """Let an account read leads, by the auth_code that the platform gave; it serves once, for ten minutes."""
    done = await _puller(platform).authorize(
        name=name, auth_code=body.auth_code, advertisers=body.advertisers, viewer=viewer, now=now
    )
    return PullOut.of(done)


def _puller(platform: PlatformDep) -> Puller:
    return Puller(platform.postgres, platform.keys, platform.speakers)
