"""The public door of landing pages and live codes: plain Starlette routes, as what hangs on a wall has them."""

import asyncio
import re
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
from huoshui.touchpoints.landing import queries
from huoshui.touchpoints.landing.contract import NoSuchPage, Shown
from huoshui.touchpoints.landing.rendering import policy, rendered
from huoshui.touchpoints.redirect import remember, seen_of

PATH: Final = "/p/"
_SLUG: Final = re.compile(SLUG)
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_PATIENCE_SECONDS: Final = 2.0
_MOST_REMEMBERED: Final = 2_000


def routes() -> list[BaseRoute]:
    """List the door's routes."""
    remembered: Memory[str, Shown] = Memory(_MOST_REMEMBERED)

    async def show(request: Request) -> Response:
        return await _show(request, remembered)

    return [Route(PATH + "{slug}", show, methods=["GET", "HEAD"])]


async def _show(request: Request, remembered: Memory[str, Shown]) -> Response:
    platform: Any = request.app.state.platform
    slug = request.path_params["slug"]
    try:
        shown = await _read(platform, slug) if _SLUG.fullmatch(slug) else None
    except (SQLAlchemyError, OSError, TimeoutError):  # what hangs on a wall must not fail because a database does
        shown = remembered.get(slug)
        if shown is None:
            return HTMLResponse(pages.CLOSED[Outcome.PAUSED], 503, _HEADERS)
    if shown is None:
        return HTMLResponse(pages.NOTHING, 404, _HEADERS)
    remembered.put(slug, shown)
    seen, is_new = seen_of(request.scope)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await platform.views.keep(shown, seen, now=clock.now())
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        logger().warning("pages.view.lost", page=shown.page, code=shown.code, error=type(error).__name__)
    status = 200 if shown.open else 503
    response = HTMLResponse(rendered(shown), status, {**_HEADERS, "Content-Security-Policy": policy(shown)})
    if is_new and not seen.robot:
        remember(request.scope, response, seen)
    return response


async def _read(platform: Any, slug: str) -> Shown | None:  # noqa: ANN401 the platform's type lives above us
    async with asyncio.timeout(_PATIENCE_SECONDS), platform.postgres.session() as session:
        try:
            return await queries.shown(session, slug=slug, now=clock.now())
        except NoSuchPage:
            return None
