"""The HTTP door of posters."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.touchpoints.codes.api import Managing, Reading
from huoshui.touchpoints.posters import on_pages, operations, producing, queries
from huoshui.touchpoints.posters.contract import (
    CodeKind,
    Copy,
    Format,
    NoChineseFont,
    NoCodeForPoster,
    NoSuchPoster,
    NotAPosterPicture,
    PosterChanged,
    PosterMisplaced,
    TooManyPosters,
)
from huoshui.touchpoints.posters.gallery import GALLERY
from huoshui.touchpoints.posters.schemas import (
    NewPosterIn,
    PosterChangeIn,
    PosterOut,
    PosterPictureIn,
    PosterPlanIO,
    PosterPreviewIn,
    PosterRenderIn,
)

router = Doors(tags=["touchpoints"])

PosterId = Annotated[int, Path(ge=1, le=2**63 - 1)]
_PATHS = {CodeKind.LINK: "s", CodeKind.STORE_CODE: "m"}
_MEDIA = {Format.PNG: "image/png", Format.PDF: "application/pdf"}


def _base(request: Request, platform: PlatformDep) -> str:
    given: str | None = platform.settings.public_url
    return (given or str(request.base_url)).rstrip("/")


@router.get("/poster-gallery")
async def gallery(_viewer: Reading) -> list[PosterPlanIO]:
    """Posters to begin with: table card, parcel card, Douyin profile, official account's menu, live room."""
    return [PosterPlanIO.of(one) for one in GALLERY.values()]


@router.get("/posters")
async def posters(
    _viewer: Reading, session: Session,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="a part of the name")] = "",
) -> list[PosterOut]:  # fmt: skip
    """The posters, the newest first."""
    return [PosterOut.of(one) for one in await queries.posters(session, q=q)]


@router.post("/posters", status_code=201, responses=refuses(PosterMisplaced))
async def create(body: NewPosterIn, viewer: Managing, session: Session, now: Now) -> PosterOut:
    """Make a poster."""
    return PosterOut.of(await operations.create(session, plan=body.plan.planned(), viewer=viewer, now=now))


@router.post(
    "/posters/preview", responses=refuses(PosterMisplaced, NoSuchPoster, NoChineseFont), response_class=Response
)
async def preview(
    body: PosterPreviewIn, request: Request, platform: PlatformDep, _viewer: Reading, session: Session
) -> Response:
    """A poster as it would be drawn, before it is kept; its code leads to nothing but our own front page."""
    picture = await queries.picture(session, id=body.poster) if body.poster is not None else None
    copy = Copy(body.staff, body.store, body.customer, f"{_base(request, platform)}/p/example")
    drawn = await producing.one(body.plan.planned(), picture, copy, kind=Format.PNG)
    return Response(drawn, media_type="image/png")


@router.get("/posters/{id}", responses=refuses(NoSuchPoster))
async def show(id: PosterId, _viewer: Reading, session: Session) -> PosterOut:  # noqa: A002 it is the poster's
    """One poster."""
    return PosterOut.of(await queries.poster(session, id=id))


@router.put("/posters/{id}", responses=refuses(NoSuchPoster, PosterChanged, PosterMisplaced, NoChineseFont))
async def change(
    id: PosterId, body: PosterChangeIn, viewer: Managing, session: Session, now: Now  # noqa: A002 it is the poster's
) -> PosterOut:  # fmt: skip
    """Change a poster; what was printed stays as it is, and landing pages that show it change with it."""
    poster = await operations.change(
        session, id=id, plan=body.plan.planned(), version=body.version, viewer=viewer, now=now
    )
    await on_pages.redraw(session, poster)
    return PosterOut.of(poster)


@router.put("/posters/{id}/picture", responses=refuses(NoSuchPoster, NotAPosterPicture, NoChineseFont))
async def set_picture(
    id: PosterId, body: PosterPictureIn, viewer: Managing, session: Session, now: Now  # noqa: A002 it is the poster's
) -> PosterOut:  # fmt: skip
    """Give a poster a background of the brand's, or the gallery's again."""
    picture = await producing.taken(body.picture) if body.picture is not None else None
    poster = await operations.set_picture(session, id=id, picture=picture, viewer=viewer, now=now)
    await on_pages.redraw(session, poster)
    return PosterOut.of(poster)


@router.post(
    "/posters/{id}/render",
    responses=refuses(NoSuchPoster, NoCodeForPoster, TooManyPosters, PosterMisplaced, NotAPosterPicture, NoChineseFont),
    response_class=Response,
)
async def render(
    id: PosterId, body: PosterRenderIn, request: Request, platform: PlatformDep, _viewer: Reading,  # noqa: A002
    session: Session,
) -> Response:  # fmt: skip
    """Draw a poster for one person, or for a list of staff as a zip."""
    poster = await queries.poster(session, id=id)
    picture = await queries.picture(session, id=id)
    copies = []
    for one in body.copies:
        await queries.check_code(session, kind=one.kind, slug=one.slug)
        copies.append(one.copied(address=f"{_base(request, platform)}/{_PATHS.get(one.kind, 'p')}/{one.slug}"))
    if len(copies) == 1:
        content, media = await producing.one(poster.plan, picture, copies[0], kind=body.format), _MEDIA[body.format]
        named = f"poster-{id}.{body.format.value}"
    else:
        content, media = await producing.packed(poster.plan, picture, copies, kind=body.format), "application/zip"
        named = f"posters-{id}.zip"
    return Response(content, media_type=media, headers={"Content-Disposition": f'attachment; filename="{named}"'})
