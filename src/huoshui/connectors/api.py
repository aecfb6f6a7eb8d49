"""The HTTP door of connectors; where platforms call is `door`."""

from typing import Annotated

from fastapi import Path, Query, Request

from huoshui.access import queries as access
from huoshui.access.contract import LOCAL, Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.connectors import forwards, operations, outward, probing, queries, quotas
from huoshui.connectors.contract import (
    NAME,
    ConnectorChanged,
    ConnectorExists,
    ForwardExists,
    LetterId,
    LetterState,
    NoSuchConnector,
    NoSuchForward,
    NothingToRing,
    NothingToRotate,
    TooManyForwards,
    UnfitAddress,
    UnfitCredentials,
    UnknownConnectorChannel,
)
from huoshui.connectors.pulls import queries as pulls
from huoshui.connectors.schemas import (
    ConnectorChangeIn,
    ConnectorDeedOut,
    ConnectorOut,
    CredentialsIn,
    ForwardIn,
    ForwardOut,
    FoundOut,
    LetterOut,
    LettersOut,
    NewConnectorIn,
    NewConnectorOut,
    NewForwardOut,
    QuotaOut,
    RetriedOut,
    RetryIn,
    RungOut,
    callback,
)
from huoshui.connectors.tongues import CHANNELS

router = Doors(tags=["connectors"], prefix="/connectors")

Managing = Annotated[Viewer, requires(Permission.CONNECTORS_MANAGE)]
Name = Annotated[str, Path(pattern=rf"^{NAME}$")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


def _base(request: Request, platform: PlatformDep) -> str:
    given: str | None = platform.settings.public_url
    return given or str(request.base_url)


@router.get("")
async def connectors(
    request: Request, platform: PlatformDep, _viewer: Managing, session: Session
) -> list[ConnectorOut]:
    """Our accounts on the platforms, and how each does."""
    base = _base(request, platform)
    return [ConnectorOut.of(one, base=base) for one in await queries.standings(session)]


@router.post("", responses=refuses(ConnectorExists, UnfitCredentials, UnfitAddress, UnknownConnectorChannel),
             status_code=201)  # fmt: skip
async def add(
    body: NewConnectorIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> NewConnectorOut:
    """Add an account; the token and key that are drawn for it are shown this once."""
    if body.channel not in CHANNELS:
        raise UnknownConnectorChannel(channel=body.channel, channels=", ".join(CHANNELS))
    _check(body.address, platform, viewer)
    drawn = CHANNELS[body.channel].drawn()
    await operations.add(
        session, keys=platform.keys, plan=body.planned(), credentials=body.credentials(drawn), viewer=viewer, now=now
    )
    shown = ConnectorOut.of(await queries.standing(session, name=body.name), base=_base(request, platform))
    return NewConnectorOut(
        **shown.model_dump(), token=None if body.token else drawn[0] or None, key=None if body.key else drawn[1] or None
    )


@router.get("/{name}", responses=refuses(NoSuchConnector))
async def show(
    name: Name, request: Request, platform: PlatformDep, _viewer: Managing, session: Session
) -> ConnectorOut:
    """One account, and how it does."""
    return ConnectorOut.of(await queries.standing(session, name=name), base=_base(request, platform))


@router.put("/{name}", responses=refuses(NoSuchConnector, ConnectorChanged, UnfitAddress))
async def change(
    name: Name, body: ConnectorChangeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> ConnectorOut:  # fmt: skip
    """Change what an account is called, and where its platform is asked."""
    _check(body.address, platform, viewer)
    await operations.change(
        session, name=name, title=body.title, address=body.address, version=body.version, viewer=viewer, now=now
    )
    return await show(name, request, platform, viewer, session)


@router.put("/{name}/credentials", responses=refuses(NoSuchConnector, UnfitCredentials))
async def change_credentials(
    name: Name, body: CredentialsIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> ConnectorOut:  # fmt: skip
    """Change an account's credentials; callbacks are heard by the old token and key for another day."""
    await operations.change_credentials(session, keys=platform.keys, name=name, **body.parts(), viewer=viewer, now=now)
    return await show(name, request, platform, viewer, session)


@router.post("/{name}/rotate", responses=refuses(NoSuchConnector, NothingToRotate))
async def rotate(
    name: Name, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> NewConnectorOut:
    """Draw a new token and key, shown this once; callbacks are heard by the old ones for another day."""
    _, fresh = await operations.rotate(session, keys=platform.keys, name=name, viewer=viewer, now=now)
    shown = await show(name, request, platform, viewer, session)
    return NewConnectorOut(**shown.model_dump(), token=fresh.token or None, key=fresh.key or None)


@router.post("/{name}/pause", responses=refuses(NoSuchConnector))
async def pause(
    name: Name, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> ConnectorOut:
    """Ask nothing in an account's name, and let its letters wait, until it is resumed."""
    await operations.pause(session, name=name, paused=True, viewer=viewer, now=now)
    return await show(name, request, platform, viewer, session)


@router.post("/{name}/resume", responses=refuses(NoSuchConnector))
async def resume(
    name: Name, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> ConnectorOut:
    """Go on with a paused account; what waited is read at once."""
    await operations.pause(session, name=name, paused=False, viewer=viewer, now=now)
    return await show(name, request, platform, viewer, session)


@router.get("/{name}/history", responses=refuses(NoSuchConnector))
async def history(name: Name, viewer: Managing, session: Session) -> list[ConnectorDeedOut]:
    """What was done to an account and by whom, the newest first."""
    await queries.account(session, name=name)
    entries = await access.audit(session, scope=viewer.scope, subject=f"connector:{name}", limit=100)
    return [ConnectorDeedOut.of(one) for one in entries]


@router.post("/{name}/probe", responses=refuses(NoSuchConnector))
async def probe(name: Name, request: Request, platform: PlatformDep, _viewer: Managing, now: Now) -> list[FoundOut]:
    """Ask the platform whether all is well, and say what is not and what to do next."""
    async with platform.postgres.session() as session:
        standing = await queries.standing(session, name=name)
        pulled = await pulls.of(session, standing.account)
    address = callback(standing, base=_base(request, platform))
    found = await probing.probe(platform.speakers, standing, callback=address, now=now)
    if pulls.can_be(standing.account):
        found.append(probing.pull_of(pulled, name))
    return [FoundOut.of(one) for one in found]


@router.get("/{name}/quotas", responses=refuses(NoSuchConnector))
async def left(name: Name, platform: PlatformDep, _viewer: Managing, now: Now) -> list[QuotaOut]:
    """What may still be asked of an account's platform, as it tells it now, and how much this process asked lately."""
    async with platform.postgres.session() as session:
        account = await queries.account(session, name=name)
    return [QuotaOut.of(one) for one in await quotas.quotas(platform.speakers, account, now=now)]


@router.post("/{name}/ring", responses=refuses(NoSuchConnector, NothingToRing))
async def ring(
    name: Name, request: Request, platform: PlatformDep, _viewer: Managing, session: Session, now: Now
) -> RungOut:
    """Make a signed callback that says nothing about anybody; whoever posts it tries the whole way to our door."""
    opened = await queries.opened_named(session, platform.keys, name=name)
    made = CHANNELS[opened.account.channel].ring
    if made is None:
        raise NothingToRing(name=name, channel=opened.account.channel)
    address = callback(await queries.standing(session, name=name), base=_base(request, platform))
    return RungOut.of(made(opened, now), address=address)


@router.get("/{name}/letters", responses=refuses(NoSuchConnector))
async def letters(
    name: Name, _viewer: Managing, session: Session,
    state: LetterState | None = None,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> LettersOut:  # fmt: skip
    """The callbacks that were kept and what became of each, without what they say."""
    found, following = await queries.letters(session, name=name, state=state, before=before, limit=limit)
    return LettersOut(letters=[LetterOut.of(one) for one in found], next=following)


@router.post("/{name}/letters/retry", responses=refuses(NoSuchConnector))
async def retry(name: Name, body: RetryIn, viewer: Managing, session: Session, now: Now) -> RetriedOut:
    """Read letters again at once: those that are stuck, or wait for their next try."""
    ids = None if body.ids is None else [LetterId(one) for one in body.ids]
    return RetriedOut(letters=await operations.retry(session, name=name, letters=ids, viewer=viewer, now=now))


@router.get("/{name}/forwards", responses=refuses(NoSuchConnector))
async def list_forwards(name: Name, _viewer: Managing, session: Session) -> list[ForwardOut]:
    """Where an account's callbacks are told on to."""
    return [ForwardOut.of(one) for one in await forwards.forwards(session, name=name)]


@router.post("/{name}/forwards", responses=refuses(NoSuchConnector, ForwardExists, TooManyForwards, UnfitAddress),
             status_code=201)  # fmt: skip
async def add_forward(
    name: Name, body: ForwardIn, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> NewForwardOut:
    """Tell an account's callbacks on to an address from now on; the secret that signs them is shown this once."""
    private: bool = platform.settings.private_addresses
    made, secret = await forwards.add(
        session, keys=platform.keys, name=name, url=body.url, private=private, viewer=viewer, now=now
    )
    return NewForwardOut(**ForwardOut.of(made).model_dump(), secret=secret)


@router.delete("/{name}/forwards/{forward}", responses=refuses(NoSuchConnector, NoSuchForward), status_code=204)
async def remove_forward(name: Name, forward: Number, viewer: Managing, session: Session, now: Now) -> None:
    """Tell an address nothing more."""
    await forwards.remove(session, name=name, forward=forward, viewer=viewer, now=now)


def _check(address: str, platform: PlatformDep, viewer: Viewer) -> None:
    """Whoever sits at the machine may have it ask itself; whoever comes over the network may not."""
    if address:
        outward.checked(address, private=platform.settings.private_addresses or viewer is LOCAL)
