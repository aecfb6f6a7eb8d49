"""The HTTP door of landing pages; where people open them is `door`."""

from typing import Annotated

import segno
from fastapi import Path, Query, Request, Response

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.touchpoints.codes.contract import SLUG, NoSuchCode
from huoshui.touchpoints.landing import operations, queries
from huoshui.touchpoints.landing.contract import NoSuchPage, NotAPicture, PageChanged, PageExists, Shown
from huoshui.touchpoints.landing.door import PATH
from huoshui.touchpoints.landing.rendering import policy, rendered
from huoshui.touchpoints.landing.schemas import (
    LandingPageOut,
    ListedPageOut,
    NewPageIn,
    PageChangeIn,
    PagePictureIn,
    PagePlanIO,
    PagesOut,
    PageVersionOut,
)
from huoshui.touchpoints.posters import on_pages
from huoshui.touchpoints.posters.contract import NoChineseFont, NoSuchPoster, PosterChanged

router = Doors(tags=["touchpoints"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Managing = Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
_NO_POSTER = (NoSuchPoster, PosterChanged, NoChineseFont)
Slug = Annotated[str, Path(pattern=rf"^{SLUG}$")]


def _base(request: Request, platform: PlatformDep) -> str:
    given: str | None = platform.settings.public_url
    return f"{(given or str(request.base_url)).rstrip('/')}{PATH}"


@router.get("/pages")
async def pages(
    request: Request, platform: PlatformDep, _viewer: Reading, session: Session, now: Now,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="in place, name or campaign")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> PagesOut:  # fmt: skip
    """The landing pages, the newest first, with who opened them in thirty days."""
    found, following = await queries.pages(session, q=q, before=before, limit=limit, now=now)
    base = _base(request, platform)
    return PagesOut(pages=[ListedPageOut.of_listed(one, base=base) for one in found], next=following)


@router.post("/pages", responses=refuses(PageExists, NoSuchCode, *_NO_POSTER), status_code=201)
async def create(
    body: NewPageIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> LandingPageOut:
    """Make a landing page for a live code."""
    page = await operations.create(session, plan=body.plan.planned(), slug=body.slug, viewer=viewer, now=now)
    return LandingPageOut.of(page, base=_base(request, platform))


@router.post("/pages/preview", responses=refuses(NoSuchCode, *_NO_POSTER), response_class=Response)
async def preview(
    body: PagePlanIO, request: Request, platform: PlatformDep, _viewer: Reading, session: Session, now: Now
) -> Response:
    """The page as a phone would get it, before it is kept; with our own code, as the console shows no one else's."""
    plan = body.planned()
    behind = await queries.behind(session, slug=plan.code, now=now)
    drawn = segno.make_qr(f"{_base(request, platform)}{plan.code}", error="q").svg_data_uri(scale=8)
    poster = await on_pages.shown(session, id=plan.poster) if plan.poster is not None else None
    shown = Shown("", None, behind.code, 0, plan, None, "", drawn, behind.open and not plan.paused, poster)
    return Response(rendered(shown), media_type="text/html", headers={"Content-Security-Policy": policy(shown)})


@router.get("/pages/{slug}", responses=refuses(NoSuchPage))
async def show(
    slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session
) -> LandingPageOut:
    """One landing page."""
    return LandingPageOut.of(await queries.page(session, slug=slug), base=_base(request, platform))


@router.put("/pages/{slug}", responses=refuses(NoSuchPage, PageChanged, NoSuchCode, *_NO_POSTER))
async def change(
    slug: Slug, body: PageChangeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> LandingPageOut:  # fmt: skip
    """Change what a page says and shows; whoever opens it next sees it."""
    page = await operations.change(
        session, slug=slug, plan=body.plan.planned(), version=body.version, viewer=viewer, now=now
    )
    return LandingPageOut.of(page, base=_base(request, platform))


@router.put("/pages/{slug}/picture", responses=refuses(NoSuchPage, NotAPicture))
async def set_picture(
    slug: Slug, body: PagePictureIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> LandingPageOut:  # fmt: skip
    """Give a page a picture, or take it away."""
    page = await operations.set_picture(session, slug=slug, picture=body.picture, viewer=viewer, now=now)
    return LandingPageOut.of(page, base=_base(request, platform))


@router.get("/pages/{slug}/picture", responses=refuses(NoSuchPage), response_class=Response)
async def picture(slug: Slug, _viewer: Reading, session: Session) -> Response:
    """A page's picture."""
    content, kind = await queries.picture(session, slug=slug)
    return Response(content, media_type=kind, headers={"X-Content-Type-Options": "nosniff"})


@router.get("/pages/{slug}/history", responses=refuses(NoSuchPage))
async def history(slug: Slug, _viewer: Reading, session: Session) -> list[PageVersionOut]:
    """What a page was, the newest version first."""
    return [PageVersionOut.of(one) for one in await queries.history(session, slug=slug)]
