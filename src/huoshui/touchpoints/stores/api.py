"""The HTTP door of stores and store codes; where people open them is `stores.door`."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from huoshui.access.contract import NoSuchUnit
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.touchpoints.api import Picture
from huoshui.touchpoints.codes.api import Managing, Module, Printed, Reading, Slug, drawn, printed
from huoshui.touchpoints.codes.printing import Paper
from huoshui.touchpoints.stores import counting, operations, queries
from huoshui.touchpoints.stores.contract import (
    STORE,
    NoCodeForStore,
    NoSuchStore,
    NoSuchStoreCode,
    NotAStorePlace,
    StoreChanged,
    StoreCodeChanged,
    StoreCodeExists,
    StoreFileUnreadable,
    TooManyStores,
)
from huoshui.touchpoints.stores.door import PATH
from huoshui.touchpoints.stores.schemas import (
    ListedStoreCodeOut,
    NewStoreCodeIn,
    StoreChangeIn,
    StoreCodeChangeIn,
    StoreCodeCountsOut,
    StoreCodeOut,
    StoreCodesOut,
    StoreFileIn,
    StoreFileOut,
    StoreOut,
)

router = Doors(tags=["touchpoints"])

StoreInPath = Annotated[str, Path(pattern=rf"^{STORE}$", description="the store's code in the org tree")]


def _base(request: Request, platform: PlatformDep) -> str:
    given: str | None = platform.settings.public_url
    return f"{(given or str(request.base_url)).rstrip('/')}{PATH}"


@router.get("/stores")
async def stores(viewer: Reading, session: Session) -> list[StoreOut]:
    """The stores of the org tree, with address, hours, coordinates and the codes that they show."""
    return [StoreOut.of(one) for one in await queries.stores(session, scope=viewer.scope)]


@router.post("/stores/import", responses=refuses(StoreFileUnreadable, TooManyStores))
async def bring(body: StoreFileIn, viewer: Managing, session: Session, now: Now) -> StoreFileOut:
    """Take a file of stores; what cannot be taken is told line by line. The same file again changes nothing."""
    became = await operations.bring(
        session, content=body.file, datum=body.datum, dry=body.dry, viewer=viewer, now=now
    )  # fmt: skip
    return StoreFileOut.of(became)


@router.put("/stores/{store}", responses=refuses(NoSuchStore, StoreChanged, NoCodeForStore, NotAStorePlace))
async def describe(store: StoreInPath, body: StoreChangeIn, viewer: Managing, session: Session, now: Now) -> StoreOut:
    """Say where a store is and whose codes it shows."""
    details = body.details.detailed()
    return StoreOut.of(
        await operations.describe(
            session, code=store, details=details, version=body.version, viewer=viewer, now=now
        )
    )  # fmt: skip


@router.get("/store-codes")
async def store_codes(
    request: Request, platform: PlatformDep, _viewer: Reading, session: Session, now: Now,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="in place, name or campaign")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1, description="`next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 50,
) -> StoreCodesOut:  # fmt: skip
    """The store codes, the newest first, with their stores and what thirty days brought."""
    found, following = await queries.store_codes(session, q=q, before=before, limit=limit, now=now)
    below = _base(request, platform)
    return StoreCodesOut(codes=[ListedStoreCodeOut.of_listed(one, base=below) for one in found], next=following)


@router.post("/store-codes", status_code=201, responses=refuses(StoreCodeExists, NoCodeForStore, NoSuchUnit))
async def create(
    body: NewStoreCodeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session, now: Now
) -> StoreCodeOut:
    """Make a store code. What is printed is for ever; which stores it knows may change."""
    code = await operations.create(session, plan=body.plan.planned(), slug=body.slug, viewer=viewer, now=now)
    return StoreCodeOut.of(code, base=_base(request, platform))


@router.get("/store-codes/{slug}", responses=refuses(NoSuchStoreCode))
async def show(slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session) -> StoreCodeOut:
    """One store code."""
    return StoreCodeOut.of(await queries.store_code(session, slug=slug), base=_base(request, platform))


@router.put("/store-codes/{slug}", responses=refuses(NoSuchStoreCode, StoreCodeChanged, NoCodeForStore, NoSuchUnit))
async def change(
    slug: Slug, body: StoreCodeChangeIn, request: Request, platform: PlatformDep, viewer: Managing, session: Session,
    now: Now,
) -> StoreCodeOut:  # fmt: skip
    """Change what a store code says, and which stores it knows; whoever opens it next sees it."""
    code = await operations.change(
        session, slug=slug, plan=body.plan.planned(), version=body.version, viewer=viewer, now=now
    )
    return StoreCodeOut.of(code, base=_base(request, platform))


@router.get("/store-codes/{slug}/counts", responses=refuses(NoSuchStoreCode))
async def counts(
    slug: Slug, viewer: Reading, session: Session, now: Now, days: Annotated[int, Query(ge=1, le=400)] = 30
) -> StoreCodeCountsOut:
    """What a store code brought: openings, and the stores that were chosen by it."""
    opened = await counting.opened(session, slug=slug, days=days, now=now)
    stores = await counting.by_store(session, slug=slug, days=days, scope=viewer.scope, now=now)
    return StoreCodeCountsOut.of(opened, stores)


@router.get("/store-codes/{slug}/qr.{kind}", responses=refuses(NoSuchStoreCode), response_class=Response)
async def picture(
    slug: Slug, kind: Picture, request: Request, platform: PlatformDep, _viewer: Reading, session: Session,
    size: Module = 8,
) -> Response:  # fmt: skip
    """The code as it is printed: our address, with a quarter of redundancy."""
    code = await queries.store_code(session, slug=slug)
    return drawn(code.slug, _base(request, platform), kind=kind, size=size)


@router.get("/store-codes/{slug}/print.pdf", responses=refuses(NoSuchStoreCode), response_class=Response)
async def pack(
    slug: Slug, request: Request, platform: PlatformDep, _viewer: Reading, session: Session, paper: Paper = Paper.A5,
    words: Printed = "微信扫码，找到离你最近的门店",
) -> Response:  # fmt: skip
    """A sheet for print with the code and its words: A4 poster, A5 table card, A6 parcel card."""
    code = await queries.store_code(session, slug=slug)
    return printed(code.slug, _base(request, platform), title=code.plan.name, words=words, paper=paper)
