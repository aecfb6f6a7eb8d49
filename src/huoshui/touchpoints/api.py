"""The HTTP door of short links; where people follow them is `redirect`."""

import io
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

import segno
from fastapi import Path, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials
from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.touchpoints import finding, operations, queries
from huoshui.touchpoints.contract import (
    CODE,
    GreetsNobody,
    Link,
    NoSuchShortLink,
    NotAnAddress,
    ShortLinkChanged,
    ShortLinkExists,
)
from huoshui.touchpoints.entries import operations as entry_operations
from huoshui.touchpoints.entries import queries as entries
from huoshui.touchpoints.entries.contract import NoSuchMiniProgram, NotAMiniProgramPage
from huoshui.touchpoints.redirect import PATH
from huoshui.touchpoints.schemas import (
    ClicksOut,
    HookOut,
    LinkChangeIn,
    LinkOut,
    LinksOut,
    LinkVersionOut,
    ListedLinkOut,
    MiniProgramOut,
    NewLinkIn,
    PasswordIn,
)

router = Doors(tags=["touchpoints"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Managing = Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
Code = Annotated[str, Path(pattern=rf"^{CODE}$")]
_MOST_DAYS = 400
_NOWHERE = (NotAnAddress, GreetsNobody, NoSuchMiniProgram, NotAMiniProgramPage)


class Picture(StrEnum):
    """How a code is drawn."""

    SVG = "svg"
    PNG = "png"


def _base(request: Request, platform: PlatformDep) -> str:
    """What stands before a code where it is printed: the brand's own domain, or the address that we were asked by."""
    given: str | None = platform.settings.public_url
    return f"{(given or str(request.base_url)).rstrip('/')}{PATH}"


@router.get("/hooks")
async def hooks(
    _viewer: Reading, session: Session,
    q: Annotated[
        str, Query(min_length=1, max_length=300, pattern=r"^[^\x00]*$", description="a code, address or part of a name")
    ],
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 8,
) -> list[HookOut]:  # fmt: skip
    """Short links, live codes, group codes, store codes, landing pages and posters that are called like that."""
    return [HookOut.of(one) for one in await finding.hooks(session, q=q, limit=limit)]


@router.get("/links")
async def links(
    request: Request, platform: PlatformDep, _viewer: Reading, session: Session, now: Now,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="in code, name or campaign")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> LinksOut:  # fmt: skip
    """The short links, the newest first, with what their last thirty days brought."""
    found, following = await queries.links(session, q=q, before=before, limit=limit, now=now)
    pages = [page for one in found for page in queries.pages_of(one.link.variants)]
    known, base = await entries.entries(session, pages=pages), _base(request, platform)
    shown = [ListedLinkOut.of_listed(one, base=base, entries=known, now=now) for one in found]
    return LinksOut(links=shown, next=following)


@router.get("/mini-programs")
async def mini_programs(_viewer: Reading, session: Session) -> list[MiniProgramOut]:
    """The mini-programs that we are connected to, which links may lead to."""
    return [MiniProgramOut.of(one) for one in await entries.mini_programs(session)]


async def _shown(session: AsyncSession, link: Link, *, base: str, now: datetime) -> LinkOut:
    known = await entries.entries(session, pages=queries.pages_of(link.variants))
    return LinkOut.of(link, base=base, entries=known, now=now)


@router.post("/links", responses=refuses(ShortLinkExists, *_NOWHERE), status_code=201)
async def create(
    body: NewLinkIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> LinkOut:
    """Make a short link. Its code is for ever; where it leads may change."""
    hashed = await credentials.hash_password(body.password) if body.password else None
    link = await operations.create(
        session, plan=body.planned(), code=body.code, password_hash=hashed, viewer=viewer, now=now
    )
    return await _shown(session, link, base=_base(request, platform), now=now)


@router.get("/links/{code}", responses=refuses(NoSuchShortLink))
async def show(
    code: Code, request: Request, platform: PlatformDep, _viewer: Reading, session: Session, now: Now
) -> LinkOut:
    """One short link."""
    return await _shown(session, await queries.link(session, code=code), base=_base(request, platform), now=now)


@router.put("/links/{code}", responses=refuses(NoSuchShortLink, ShortLinkChanged, *_NOWHERE))
async def change(
    code: Code,
    body: LinkChangeIn,
    request: Request,
    platform: PlatformDep,
    viewer: Managing,
    session: Session,
    now: Now,
) -> LinkOut:
    """Change what stands behind a code; within a second everybody who opens it goes there."""
    link = await operations.change(
        session, code=code, plan=body.planned(), version=body.version, viewer=viewer, now=now
    )
    return await _shown(session, link, base=_base(request, platform), now=now)


@router.put("/links/{code}/password", responses=refuses(NoSuchShortLink))
async def set_password(
    code: Code, body: PasswordIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> LinkOut:
    """Have a link ask for another password, or for none."""
    hashed = await credentials.hash_password(body.password) if body.password else None
    link = await operations.set_password(session, code=code, password_hash=hashed, viewer=viewer, now=now)
    return await _shown(session, link, base=_base(request, platform), now=now)


@router.post("/links/{code}/entries", responses=refuses(NoSuchShortLink, NoSuchMiniProgram, NotAMiniProgramPage))
async def try_entries(
    code: Code, request: Request, platform: PlatformDep, _viewer: Managing, session: Session, now: Now
) -> LinkOut:
    """Have what failed of a link's mini-programs tried at once; it is known within seconds whether they open."""
    link = await queries.link(session, code=code)
    await entry_operations.want(session, pages=queries.pages_of(link.variants), now=now)
    return await _shown(session, link, base=_base(request, platform), now=now)


@router.get("/links/{code}/history", responses=refuses(NoSuchShortLink))
async def history(code: Code, _viewer: Reading, session: Session) -> list[LinkVersionOut]:
    """What a link was, the newest version first."""
    return [LinkVersionOut.of(one) for one in await queries.history(session, code=code)]


@router.get("/links/{code}/clicks", responses=refuses(NoSuchShortLink))
async def clicks(
    code: Code, _viewer: Reading, session: Session, now: Now,
    days: Annotated[int, Query(ge=1, le=_MOST_DAYS)] = 30,
) -> list[ClicksOut]:  # fmt: skip
    """A link's clicks of the last days, by day, environment and variant; robots apart."""
    found = await queries.clicks(session, code=code, since=now - timedelta(days=days), until=now + timedelta(seconds=1))
    return [ClicksOut.of(one) for one in found]


@router.get("/links/{code}/qr.{kind}", responses=refuses(NoSuchShortLink), response_class=Response)
async def picture(
    code: Code, kind: Picture, request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    size: Annotated[int, Query(ge=1, le=40, description="pixels (PNG) or units (SVG) of one module")] = 8,
) -> Response:  # fmt: skip
    """The link as a QR code with a quarter of redundancy, as print wants it."""
    link = await queries.link(session, code=code)
    drawn, out = segno.make_qr(f"{_base(request, platform)}{link.code}", error="q"), io.BytesIO()
    drawn.save(out, kind=kind.value, scale=size)
    media = "image/svg+xml" if kind is Picture.SVG else "image/png"
    named = f'inline; filename="{code}.{kind.value}"'
    return Response(out.getvalue(), media_type=media, headers={"Content-Disposition": named})
