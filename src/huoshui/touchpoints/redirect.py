"""The public door of short links: plain Starlette routes, because what hangs on a wall is opened all at once."""

import re
import secrets
import time
from typing import Any, Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from huoshui.access import credentials
from huoshui.bedrock import clock
from huoshui.bedrock.routes import Plain
from huoshui.touchpoints import pages
from huoshui.touchpoints.contract import CODE, Link, NoSuchShortLink, Outcome
from huoshui.touchpoints.rules.addresses import is_web
from huoshui.touchpoints.rules.robots import robot_of
from huoshui.touchpoints.visits import Seen, Verdict, Visits

PATH: Final = "/s/"
_CODE: Final = re.compile(CODE)
_VISITOR: Final = "hs_v"
_VISITOR_SECONDS: Final = 400 * 24 * 3600  # browsers keep none longer
_NEVER_KEPT: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer-when-downgrade",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}
_MOST_FORM: Final = 4_096
_STATUS: Final = {Outcome.ASKED: 200, Outcome.EXPIRED: 410, Outcome.PAUSED: 503, Outcome.FULL: 410}
_TRIES, _TRIES_SECONDS = 10, 300.0
_MOST_GUESSERS: Final = 10_000


def routes() -> list[BaseRoute]:
    """List the door's routes."""
    guesses = _Guesses()

    async def follow(request: Request) -> Response:
        return await _follow(request, guesses)

    return [Route(PATH + "{code}", Plain(follow), methods=["GET", "HEAD", "POST"])]


async def _follow(request: Request, guesses: "_Guesses") -> Response:
    visits: Visits = request.app.state.platform.visits
    code = request.path_params["code"]
    try:
        link = await visits.link(code) if _CODE.fullmatch(code) else None
    except NoSuchShortLink:
        link = None
    except (SQLAlchemyError, OSError):
        return HTMLResponse(pages.CLOSED[Outcome.PAUSED], 503, _NEVER_KEPT)
    if link is None:
        return HTMLResponse(pages.NOTHING, 404, _NEVER_KEPT)
    seen, is_new = seen_of(request)
    unlocked, wrong = False, ""
    if request.method == "POST" and link.password_hash is not None:
        if not guesses.may(code, seen.ip):
            return HTMLResponse(
                pages.password(wrong="太多次了，请过几分钟再试。 Too many tries; wait a few minutes."), 429
            )
        unlocked = await _opens(request, link)
        if not unlocked:
            guesses.wrong(code, seen.ip)
        wrong = "" if unlocked else "口令不对，请再试一次。 That is not the password."
        seen = Seen(seen.agent, seen.referrer, seen.ip, seen.robot, seen.visitor, seen.query, unlocked=unlocked)
    if wrong:
        return HTMLResponse(pages.password(wrong=wrong), 200, _NEVER_KEPT)
    verdict = await visits.visit(link, seen, now=clock.now())
    response = _answer(verdict)
    if is_new and not seen.robot:
        remember(request, response, seen)
    return response


def _answer(verdict: Verdict) -> Response:
    if verdict.outcome is Outcome.SENT:
        if is_web(verdict.url):
            return Response(status_code=302, headers={**_NEVER_KEPT, "Location": _ascii(verdict.url)})
        return HTMLResponse(pages.tap(verdict.url), 200, _NEVER_KEPT)  # browsers follow a deep link only when tapped
    page = pages.password() if verdict.outcome is Outcome.ASKED else pages.CLOSED[verdict.outcome]
    return HTMLResponse(page, _STATUS[verdict.outcome], _NEVER_KEPT)


def remember(request: Request, response: Response, seen: Seen) -> None:
    """This will have a visitor's browser say who it is next time."""
    secure = "; Secure" if request.scope["scheme"] == "https" else ""
    kept = f"{_VISITOR}={seen.visitor}; HttpOnly; Max-Age={_VISITOR_SECONDS}; Path=/; SameSite=lax{secure}"
    response.headers.append("Set-Cookie", kept)  # a tenth of the time of `set_cookie`


def seen_of(request: Request) -> tuple[Seen, bool]:
    """This will give what is known of the visitor, and whether this is the first time."""
    headers = request.headers
    agent = headers.get("user-agent", "")
    robot = robot_of(request.method, agent, headers)
    known = request.cookies.get(_VISITOR, "")
    is_new = not (16 <= len(known) <= 64 and known.isascii() and known.replace("-", "").replace("_", "").isalnum())
    visitor = secrets.token_urlsafe(16) if is_new else known
    query = request.query_params.multi_items()
    ip = request.client.host if request.client else ""
    return Seen(agent, headers.get("referer", ""), ip, robot, visitor, query), is_new


async def _opens(request: Request, link: Link) -> bool:
    if int(request.headers.get("content-length") or _MOST_FORM + 1) > _MOST_FORM:
        return False
    form: Any = await request.form(max_files=0, max_fields=4)
    said = form.get("password", "")
    return isinstance(said, str) and await credentials.matches(said, link.password_hash)


def _ascii(url: str) -> str:
    """An address as a header can hold it."""
    if url.isascii():
        return url
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in url
    )


class _Guesses:
    """So many wrong passwords for a link from one address in five minutes; who guesses waits, who knows it never."""

    def __init__(self) -> None:
        self._tries: dict[tuple[str, str], list[float]] = {}

    def may(self, code: str, ip: str) -> bool:
        return len(self._recent(code, ip)) < _TRIES

    def wrong(self, code: str, ip: str) -> None:
        if len(self._tries) > _MOST_GUESSERS:  # a flood of addresses must not fill the memory
            self._tries.clear()
        self._tries[code, ip] = [*self._recent(code, ip), time.monotonic()]

    def _recent(self, code: str, ip: str) -> list[float]:
        return [at for at in self._tries.get((code, ip), ()) if at > time.monotonic() - _TRIES_SECONDS]
