"""The public door of store codes: plain Starlette routes, as what hangs on a wall has them."""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from huoshui.bedrock import clock
from huoshui.bedrock.log import logger
from huoshui.bedrock.memory import Memory
from huoshui.touchpoints import pages
from huoshui.touchpoints.codes.contract import SLUG
from huoshui.touchpoints.contract import Outcome
from huoshui.touchpoints.landing.contract import Shown
from huoshui.touchpoints.redirect import remember, seen_of
from huoshui.touchpoints.rules import addresses
from huoshui.touchpoints.stores import leading, operations, queries, rendering
from huoshui.touchpoints.stores.contract import (
    Candidate,
    Datum,
    Finder,
    Led,
    NoSuchStoreCode,
    NotAStorePlace,
    Point,
    Store,
    Visit,
    Way,
)
from huoshui.touchpoints.stores.rules import places, regions
from huoshui.touchpoints.visits import Seen

PATH: Final = "/m/"
NOWHERE: Final = "-"
"""Stands where a store's code would: whoever finds none is led to headquarters."""
_SLUG: Final = re.compile(SLUG)
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Permissions-Policy": "geolocation=(self)",
}
_PATIENCE_SECONDS: Final = 2.0
_YOUNG_SECONDS: Final = 30.0
"""So late may a store that was renamed or moved in the org tree be shown by its old name."""
_FEW: Final = 20
_NEAREST: Final = 10
_MOST_FORM: Final = 1_024
_MOST_WORDS: Final = 60


@dataclass(slots=True)
class _Remembered:
    """What was shown last, for as long as nothing changed, and while the database is away."""

    finders: Memory[str, tuple[tuple[object, ...], float, Finder]] = field(default_factory=lambda: Memory(200))
    shown: Memory[tuple[str, int], tuple[Candidate, Shown]] = field(default_factory=lambda: Memory(5_000))


def routes() -> list[BaseRoute]:
    """List the door's routes."""
    remembered = _Remembered()

    async def find(request: Request) -> Response:
        return await _find(request, remembered)

    async def choose(request: Request) -> Response:
        return await _choose(request, remembered)

    return [
        Route(PATH + "{slug}", find, methods=["GET", "HEAD", "POST"]),
        Route(PATH + "{slug}/{store}", choose, methods=["GET", "HEAD"]),
    ]


async def _find(request: Request, remembered: _Remembered) -> Response:
    finder = await _finder(request, remembered)
    if not isinstance(finder, Finder):
        return finder
    seen, is_new = seen_of(request.scope)
    path, kept = PATH + finder.code.slug, addresses.kept(seen.query)
    here = await _here(request) if request.method == "POST" else None
    asked = {name: value for name, value in seen.query if name in {*rendering.NARROWING, "q"}}
    if here is not None:
        near = places.nearest(finder.stores, here, most=_NEAREST, within_km=finder.code.plan.radius_km)
        body = rendering.found(finder, near, way=Way.NEAR, path=path, kept=kept)
    elif words := asked.get("q", "").strip()[:_MOST_WORDS]:
        matching = [(one, None) for one in regions.searched(finder.stores, words)]
        body = rendering.found(finder, matching, way=Way.SEARCH, words=words, path=path, kept=kept)
    else:
        steps = [asked[name] for name in rendering.NARROWING if name in asked]
        level = regions.narrowed(finder.stores, steps, few=_FEW)
        body = rendering.finding(finder, level, path=path, kept=kept)
    if not asked and request.method != "POST":
        await _keep(request, finder, seen)
    return _answer(request, body, rendering.FINDING, seen, is_new=is_new)


async def _choose(request: Request, remembered: _Remembered) -> Response:
    finder = await _finder(request, remembered)
    if not isinstance(finder, Finder):
        return finder
    wanted = request.path_params["store"]
    store = next((one for one in finder.stores if one.code == wanted), None)
    if store is None and wanted != NOWHERE:
        return HTMLResponse(pages.NOTHING, 404, _HEADERS)
    seen, is_new = seen_of(request.scope)
    kept = addresses.kept(seen.query)
    behind = await _behind(request, remembered, finder, store)
    if behind is None:
        return HTMLResponse(pages.CLOSED[Outcome.PAUSED], 503, _HEADERS)
    candidate, shown = behind
    await _keep(request, finder, seen, store=store, led=candidate.led, shown=shown)
    body = rendering.chosen(finder, store, shown, path=PATH + finder.code.slug, kept=kept)
    status = 200 if shown.open else 503
    return _answer(request, body, rendering.showing(shown), seen, is_new=is_new, status=status)


async def _finder(request: Request, remembered: _Remembered) -> Finder | Response:
    slug = request.path_params["slug"]
    if not _SLUG.fullmatch(slug):
        return HTMLResponse(pages.NOTHING, 404, _HEADERS)
    known = remembered.finders.get(slug)
    try:
        finder = await _read(request.app.state.platform, slug, remembered)
    except NoSuchStoreCode:
        return HTMLResponse(pages.NOTHING, 404, _HEADERS)
    except (SQLAlchemyError, OSError, TimeoutError):  # what hangs on a wall must not fail because a database does
        if known is None:
            return HTMLResponse(pages.CLOSED[Outcome.PAUSED], 503, _HEADERS)
        finder = known[2]
    if finder.code.plan.paused:
        return HTMLResponse(pages.CLOSED[Outcome.PAUSED], 503, _HEADERS)
    return finder


async def _read(platform: Any, slug: str, remembered: _Remembered) -> Finder:  # noqa: ANN401 the platform's type lives above us
    known = remembered.finders.get(slug)
    async with asyncio.timeout(_PATIENCE_SECONDS), platform.postgres.session() as session:
        stamp = await queries.stamp(session, slug=slug)
        if known is not None and known[0] == stamp and time.monotonic() - known[1] < _YOUNG_SECONDS:
            return known[2]
        finder = await queries.finder(session, slug=slug)
    remembered.finders.put(slug, (stamp, time.monotonic(), finder))
    return finder


async def _behind(
    request: Request, remembered: _Remembered, finder: Finder, store: Store | None
) -> tuple[Candidate, Shown] | None:
    platform: Any = request.app.state.platform
    place = (finder.code.slug, store.unit if store else 0)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS), platform.postgres.session() as session:
            behind = await leading.behind(session, plan=finder.code.plan, store=store, now=clock.now())
    except (SQLAlchemyError, OSError, TimeoutError):
        return remembered.shown.get(place)
    remembered.shown.put(place, behind)
    return behind


async def _keep(
    request: Request, finder: Finder, seen: Seen, *, store: Store | None = None, led: Led | None = None,
    shown: Shown | None = None,
) -> None:  # fmt: skip
    """An opening is kept for counting; of a store that was chosen the code was scanned, too."""
    platform: Any = request.app.state.platform
    now, visitor = clock.now(), "" if seen.robot else seen.visitor
    way = next((Way(value) for name, value in seen.query if name == "via" and value in set(Way)), Way.DIRECT)
    identity = platform.keys.fingerprint("anonymous", visitor) if visitor else 0
    also = {"store_code": finder.code.slug, **({"store_id": store.code} if store else {})}
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            if shown is not None:
                await platform.views.keep(replace(shown, page=None), seen, also=also, now=now)
            if shown is None or store is not None:
                visit = Visit(finder.code.id, store.unit, way, led) if store else Visit(finder.code.id)
                async with platform.postgres.transaction() as session:
                    await operations.keep(
                        session, visit, robot=seen.robot, visitor=visitor, identity=identity, now=now
                    )  # fmt: skip
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        logger().warning("stores.visit.lost", code=finder.code.id, error=type(error).__name__)


async def _here(request: Request) -> Point | None:
    """Where somebody is, as far as they said: it is used for this answer, and kept nowhere."""
    if int(request.headers.get("content-length") or _MOST_FORM + 1) > _MOST_FORM:
        return None
    form: Mapping[str, Any] = await request.form(max_files=0, max_fields=4)
    try:
        said = Point(float(form.get("latitude", "")), float(form.get("longitude", "")))
        return places.kept(said, Datum.WGS84)
    except (ValueError, TypeError, NotAStorePlace):
        return None


def _answer(request: Request, body: str, policy: str, seen: Seen, *, is_new: bool, status: int = 200) -> Response:
    response = HTMLResponse(body, status, {**_HEADERS, "Content-Security-Policy": policy})
    if is_new and not seen.robot:
        remember(request.scope, response, seen)
    return response
