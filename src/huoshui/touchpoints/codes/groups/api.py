"""The HTTP door of group codes."""

from typing import Annotated

from fastapi import Query, Request, Response

from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.touchpoints.api import Picture
from huoshui.touchpoints.codes.api import (
    Managing,
    Module,
    Printed,
    Reading,
    Slug,
    account_of,
    base,
    drawn,
    printed,
)
from huoshui.touchpoints.codes.contract import NotAnAccountForCodes
from huoshui.touchpoints.codes.groups import operations, queries
from huoshui.touchpoints.codes.groups.contract import GroupCodeChanged, GroupCodeExists, NoSuchGroupCode
from huoshui.touchpoints.codes.groups.schemas import GroupCodeChangeIn, GroupCodeOut, GroupCodesOut, NewGroupCodeIn
from huoshui.touchpoints.codes.printing import Paper

router = Doors(tags=["touchpoints"])


@router.get("/group-codes")
async def group_codes(
    request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="in place, name or campaign")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> GroupCodesOut:  # fmt: skip
    """The group codes, the newest first, with what each leads to."""
    found, following = await queries.group_codes(session, q=q, before=before, limit=limit)
    below = base(request, platform)
    return GroupCodesOut(codes=[GroupCodeOut.of(one, base=below) for one in found], next=following)


@router.post("/group-codes", status_code=201, responses=refuses(GroupCodeExists, NotAnAccountForCodes))
async def create(
    body: NewGroupCodeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> GroupCodeOut:
    """Make a group code. What is printed is for ever; which groups it leads to may change."""
    account = await account_of(session, body.account)
    code = await operations.create(
        session, account=account, plan=body.plan.planned(), slug=body.slug, viewer=viewer, now=now
    )
    return GroupCodeOut.of(code, base=base(request, platform))


@router.get("/group-codes/{slug}", responses=refuses(NoSuchGroupCode))
async def show(slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session) -> GroupCodeOut:
    """One group code."""
    return GroupCodeOut.of(await queries.group_code(session, slug=slug), base=base(request, platform))


@router.put("/group-codes/{slug}", responses=refuses(NoSuchGroupCode, GroupCodeChanged))
async def change(
    slug: Slug, body: GroupCodeChangeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> GroupCodeOut:  # fmt: skip
    """Change the groups behind a code; the platform follows within a second."""
    code = await operations.change(
        session, slug=slug, plan=body.plan.planned(), version=body.version, viewer=viewer, now=now
    )
    return GroupCodeOut.of(code, base=base(request, platform))


@router.get("/group-codes/{slug}/qr.{kind}", responses=refuses(NoSuchGroupCode), response_class=Response)
async def picture(
    slug: Slug, kind: Picture, request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    size: Module = 8,
) -> Response:  # fmt: skip
    """The code as it is printed: our address, with a quarter of redundancy."""
    code = await queries.group_code(session, slug=slug)
    return drawn(code.slug, base(request, platform), kind=kind, size=size)


@router.get("/group-codes/{slug}/print.pdf", responses=refuses(NoSuchGroupCode), response_class=Response)
async def pack(
    slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session, paper: Paper = Paper.A5,
    words: Printed = "微信扫码，进群聊聊",
) -> Response:  # fmt: skip
    """A sheet for print with the code and its words: A4 poster, A5 table card, A6 parcel card."""
    code = await queries.group_code(session, slug=slug)
    return printed(code.slug, base(request, platform), title=code.plan.name, words=words, paper=paper)
