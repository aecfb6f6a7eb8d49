"""
The public door of short links: a plain Starlette route, because what hangs on a wall is opened all at once.

Links that are at hand are followed ahead of all routes, by `Ahead`.
"""

import re
import time
from typing import Any, Final
from urllib.parse import parse_qsl

from msgspec.structs import replace
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from huoshui.access import credentials
from huoshui.bedrock import clock
from huoshui.bedrock.routes import Plain
from huoshui.touchpoints import pages
from huoshui.touchpoints.contract import CODE, Link, NoSuchShortLink, Outcome
from huoshui.touchpoints.rules.addresses import is_web
from huoshui.touchpoints.rules.robots import robot_of
from huoshui.touchpoints.visits import Seen, Verdict, Visits, drawn

PATH: Final = "/s/"
_CODE: Final = re.compile(CODE)
_VISITOR: Final = "hs_v"
_VISITOR_LETTERS: Final = 22
_KNOWN: Final = re.compile(rf"(?:^|;)\s*{_VISITOR}=((?=[-_]*[A-Za-z0-9])[A-Za-z0-9_-]{{16,64}})\s*(?:;|$)")
"""The cookie of somebody whom we saw before."""
_VISITOR_SECONDS: Final = 400 * 24 * 3600  # browsers keep none longer
_NEVER_KEPT: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer-when-downgrade",
    "X-Robots-Tag": "noindex",
}
_PAGE: Final = {
    **_NEVER_KEPT,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}
_SENT_ON: Final = [
    *((name.lower().encode(), value.encode()) for name, value in _NEVER_KEPT.items()),
    (b"content-length", b"0"),
]
_READ: Final = {
    name.encode(): name for name in ("user-agent", "referer", "purpose", "sec-purpose", "x-moz", "x-purpose", "cookie")
}
"""Which headers say anything of whoever asks."""
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


class Ahead:
    """
    Stands before the application: follows links that are at hand, and hands on everything else.

    Middleware and routing cost as much as keeping a click does. Codes that nobody opened yet, and passwords, go the
    usual way.
    """

    def __init__(self, app: Starlette) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will answer one request, or let it pass."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(PATH):
            return await self._app(scope, receive, send)
        visits: Visits = self._app.state.platform.visits
        link = visits.at_hand(scope["path"].removeprefix(PATH))
        if link is None:
            return await self._app(scope, receive, send)
        response = await _visited(visits, link, scope, *seen_of(scope))
        await response(scope, receive, send)
        return None


async def _visited(visits: Visits, link: Link, scope: Scope, seen: Seen, is_new: bool) -> Response:  # noqa: FBT001 as `seen_of` gives it
    response = _answer(await visits.visit(link, seen, now=clock.now()))
    if is_new and not seen.robot:
        remember(scope, response, seen)
    return response


async def _follow(request: Request, guesses: "_Guesses") -> Response:
    visits: Visits = request.app.state.platform.visits
    code = request.path_params["code"]
    try:
        link = await visits.link(code) if _CODE.fullmatch(code) else None
    except NoSuchShortLink:
        link = None
    except (SQLAlchemyError, OSError):
        return HTMLResponse(pages.CLOSED[Outcome.PAUSED], 503, _PAGE)
    if link is None:
        return HTMLResponse(pages.NOTHING, 404, _PAGE)
    seen, is_new = seen_of(request.scope)
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
        seen = replace(seen, unlocked=unlocked)
    if wrong:
        return HTMLResponse(pages.password(wrong=wrong), 200, _PAGE)
    return await _visited(visits, link, request.scope, seen, is_new)


class _SentOn(Response):
    """A 302 with no more to it than its headers, of which only one is ever new."""

    def __init__(self, url: str) -> None:
        self.status_code, self.body, self.background = 302, b"", None
        self.raw_headers = [*_SENT_ON, (b"location", _ascii(url).encode())]


def _answer(verdict: Verdict) -> Response:
    if verdict.outcome is Outcome.SENT:
        if is_web(verdict.url):
            return _SentOn(verdict.url)
        return HTMLResponse(pages.tap(verdict.url), 200, _PAGE)  # browsers follow a deep link only when tapped
    page = pages.password() if verdict.outcome is Outcome.ASKED else pages.CLOSED[verdict.outcome]
    return HTMLResponse(page, _STATUS[verdict.outcome], _PAGE)


def remember(scope: Scope, response: Response, seen: Seen) -> None:
    """This will have a visitor's browser say who it is next time."""
    secure = "; Secure" if scope["scheme"] == "https" else ""
    kept = f"{_VISITOR}={seen.visitor}; HttpOnly; Max-Age={_VISITOR_SECONDS}; Path=/; SameSite=lax{secure}"
    response.raw_headers.append((b"set-cookie", kept.encode()))  # a tenth of the time of `set_cookie`


def seen_of(scope: Scope) -> tuple[Seen, bool]:
    """This will give what is known of the visitor, and whether this is the first time."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        read = _READ.get(name)
        if read is not None:
            said = value.decode("latin-1")
            headers[read] = f"{headers[read]}; {said}" if read == "cookie" and read in headers else said
    agent = headers.get("user-agent", "")
    robot = robot_of(scope["method"], agent, headers)
    known = _KNOWN.search(headers.get("cookie", ""))
    visitor = drawn(_VISITOR_LETTERS) if known is None else known[1]
    ip = scope["client"][0] if scope["client"] else ""
    return Seen(agent, headers.get("referer", ""), ip, robot, visitor, _given(scope["query_string"])), known is None


def _given(query: bytes) -> list[tuple[str, str]]:
    """The parameters of an address, in their order; those that are not encoded need no decoding."""
    said = query.decode("latin-1")
    if "%" in said or "+" in said:
        return parse_qsl(said, keep_blank_values=True)
    return [(name, value) for name, _, value in (one.partition("=") for one in said.split("&") if one)]


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
