"""The HTTP door of live codes; where people open them is `landing.door`."""

import io
from typing import Annotated

import segno
from fastapi import Path, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.bedrock.shapes import MomentIn
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import NoSuchConnector
from huoshui.touchpoints.api import Picture
from huoshui.touchpoints.codes import counting, operations, queries
from huoshui.touchpoints.codes.contract import (
    CHANNEL,
    SLUG,
    CodeChanged,
    CodeExists,
    NobodyBehindCode,
    NoSuchCode,
    NoSuchWelcomeMedia,
    NotAnAccountForCodes,
    NotForWelcomes,
    WelcomeTitleTooLong,
    WelcomeTooLong,
)
from huoshui.touchpoints.codes.printing import Paper, sheet
from huoshui.touchpoints.codes.schemas import (
    CodeAccountOut,
    CodeAddOut,
    CodeChangeIn,
    CodeCountsOut,
    CodeOut,
    CodesOut,
    CodeStepsAgainOut,
    CodeVersionOut,
    DutyOut,
    ListedCodeOut,
    NewCodeIn,
    WelcomeMediaIn,
    WelcomeMediaOut,
)

router = Doors(tags=["touchpoints"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Managing = Annotated[Viewer, requires(Permission.TOUCHPOINTS_MANAGE)]
Slug = Annotated[str, Path(pattern=rf"^{SLUG}$")]
Module = Annotated[int, Query(ge=1, le=40, description="pixels (PNG) or units (SVG) of one module")]
Printed = Annotated[str, Query(max_length=40, pattern=r"^[^\x00]*$", description="what stands below the code")]
_PATH = "/p/"
_MOST_DAYS = 400


def base(request: Request, platform: PlatformDep) -> str:
    """This will give what stands before a printed code: the brand's own domain, or where we were asked."""
    given: str | None = platform.settings.public_url
    return f"{(given or str(request.base_url)).rstrip('/')}{_PATH}"


@router.get("/codes")
async def codes(
    request: Request, platform: PlatformDep, _viewer: Reading, session: Session, now: Now,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="in place, name or campaign")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> CodesOut:  # fmt: skip
    """The live codes, the newest first, with who is shown, what is wrong, and what they brought."""
    found, following = await queries.codes(session, q=q, before=before, limit=limit, now=now)
    below = base(request, platform)
    return CodesOut(codes=[ListedCodeOut.of_listed(one, base=below) for one in found], next=following)


@router.post(
    "/codes", status_code=201,
    responses=refuses(
        CodeExists, NobodyBehindCode, WelcomeTooLong, WelcomeTitleTooLong, NoSuchWelcomeMedia, NotAnAccountForCodes
    ),
)  # fmt: skip
async def create(
    body: NewCodeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> CodeOut:
    """Make a live code. What is printed is for ever; who stands behind it may change."""
    code = await operations.create(
        session, account=await account_of(session, body.account), plan=body.plan.planned(), slug=body.slug,
        exclusive=body.exclusive, viewer=viewer, now=now,
    )  # fmt: skip
    return CodeOut.of(code, base=base(request, platform))


@router.get("/code-accounts")
async def accounts(_viewer: Reading, session: Session) -> list[CodeAccountOut]:
    """The accounts that live codes may be made at."""
    return [CodeAccountOut.of(one) for one in await connectors.accounts(session, channel=CHANNEL)]


@router.post("/welcome-media", status_code=201, responses=refuses(NotForWelcomes, NotAnAccountForCodes))
async def add_media(body: WelcomeMediaIn, viewer: Managing, session: Session, now: Now) -> WelcomeMediaOut:
    """Keep a file for welcomes; the platform has it within seconds, and again before it forgets it."""
    account = await account_of(session, body.account)
    kept = await operations.add_media(
        session, account=account, kind=body.kind, filename=body.filename, content=body.content, viewer=viewer, now=now
    )
    return WelcomeMediaOut.of(kept)


@router.get("/welcome-media", responses=refuses(NotAnAccountForCodes))
async def media(
    _viewer: Reading, session: Session, account: Annotated[str, Query(max_length=100)]
) -> list[WelcomeMediaOut]:
    """An account's files for welcomes, the newest first."""
    number = await account_of(session, account)
    return [WelcomeMediaOut.of(one) for one in await queries.media(session, account=number)]


@router.get("/codes/{slug}", responses=refuses(NoSuchCode))
async def show(slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session) -> CodeOut:
    """One live code."""
    return CodeOut.of(await queries.code(session, slug=slug), base=base(request, platform))


@router.put(
    "/codes/{slug}",
    responses=refuses(
        NoSuchCode, CodeChanged, NobodyBehindCode, WelcomeTooLong, WelcomeTitleTooLong, NoSuchWelcomeMedia
    ),
)
async def change(
    slug: Slug, body: CodeChangeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> CodeOut:  # fmt: skip
    """Change who and what stands behind a code; the platform follows within a second."""
    code = await operations.change(
        session, slug=slug, plan=body.plan.planned(), version=body.version, viewer=viewer, now=now
    )
    return CodeOut.of(code, base=base(request, platform))


@router.get("/codes/{slug}/history", responses=refuses(NoSuchCode))
async def history(slug: Slug, _viewer: Reading, session: Session) -> list[CodeVersionOut]:
    """What a code was, the newest version first."""
    return [CodeVersionOut.of(one) for one in await queries.history(session, slug=slug)]


@router.get("/codes/{slug}/duty", responses=refuses(NoSuchCode))
async def duty(
    slug: Slug, _viewer: Reading, session: Session, now: Now,
    at: Annotated[MomentIn | None, Query(description="now, where it is not said")] = None,
) -> DutyOut:  # fmt: skip
    """Who would be shown at a time: with today's adds today, and with none on another day."""
    when = at or now
    return DutyOut.of(await queries.duty(session, slug=slug, at=when, now=now), at=when)


@router.get("/codes/{slug}/counts", responses=refuses(NoSuchCode))
async def counts(
    slug: Slug, _viewer: Reading, session: Session, now: Now, days: Annotated[int, Query(ge=1, le=_MOST_DAYS)] = 30
) -> CodeCountsOut:
    """What a code brought: by staff, today and in thirty days, and by day."""
    staff = await counting.by_staff(session, slug=slug, now=now)
    return CodeCountsOut.of(staff, await counting.by_day(session, slug=slug, days=days, now=now))


@router.get("/codes/{slug}/adds", responses=refuses(NoSuchCode))
async def adds(
    slug: Slug, _viewer: Reading, session: Session, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> list[CodeAddOut]:
    """Who came last by a code, unnamed, and what was done for them: welcome, tags, remark, source."""
    return [CodeAddOut.of(one) for one in await counting.adds(session, slug=slug, limit=limit)]


@router.post("/codes/{slug}/steps/again", responses=refuses(NoSuchCode), status_code=202)
async def try_again(slug: Slug, viewer: Managing, session: Session, now: Now) -> CodeStepsAgainOut:
    """Try tags, remarks and sources again that failed in the last 30 days, as the code has them now."""
    return CodeStepsAgainOut(steps=await operations.try_again(session, slug=slug, viewer=viewer, now=now))


@router.get("/codes/{slug}/qr.{kind}", responses=refuses(NoSuchCode), response_class=Response)
async def picture(
    slug: Slug, kind: Picture, request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    size: Module = 8,
) -> Response:  # fmt: skip
    """The code as it is printed: our address, with a quarter of redundancy."""
    code = await queries.code(session, slug=slug)
    return drawn(code.slug, base(request, platform), kind=kind, size=size)


@router.get("/codes/{slug}/print.pdf", responses=refuses(NoSuchCode), response_class=Response)
async def pack(
    slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    paper: Paper = Paper.A5,
    words: Printed = "微信扫码，添加我们",
) -> Response:  # fmt: skip
    """A sheet for print with the code and its words: A4 poster, A5 table card, A6 parcel card."""
    code = await queries.code(session, slug=slug)
    return printed(code.slug, base(request, platform), title=code.plan.name, words=words, paper=paper)


def drawn(slug: str, below: str, *, kind: Picture, size: int) -> Response:
    """This will answer with what is printed of a code."""
    out = io.BytesIO()
    segno.make_qr(f"{below}{slug}", error="q").save(out, kind=kind.value, scale=size)
    media_type = "image/svg+xml" if kind is Picture.SVG else "image/png"
    named = f'inline; filename="{slug}.{kind.value}"'
    return Response(out.getvalue(), media_type=media_type, headers={"Content-Disposition": named})


def printed(slug: str, below: str, *, title: str, words: str, paper: Paper) -> Response:
    """This will answer with a sheet for print."""
    named = f'attachment; filename="{slug}-{paper.value}.pdf"'
    content = sheet(f"{below}{slug}", title=title, words=words, paper=paper)
    return Response(content, media_type="application/pdf", headers={"Content-Disposition": named})


async def account_of(session: AsyncSession, name: str) -> int:
    """
    This will give the number of an account that codes may be made at.

    :raises NotAnAccountForCodes: if there is none of that name, or it is another platform's
    """
    try:
        account = await connectors.account(session, name=name)
    except NoSuchConnector:
        raise NotAnAccountForCodes(account=name) from None
    if account.channel != CHANNEL:
        raise NotAnAccountForCodes(account=name)
    return account.id
