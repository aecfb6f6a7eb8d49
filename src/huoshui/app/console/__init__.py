"""
The console, served beside the API by the process that answers it.

`make console` builds it into ``built/`` here, every file beside its packed copies, so that serving is choosing one.
An address that no route answers is shown the console when a browser navigates to it: it is then a screen's.
"""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

HERE = Path(__file__).parent
BUILT = HERE / "built"
UNBUILT = HERE / "unbuilt.html"

PACKINGS = {"br": ".br", "gzip": ".gz"}
"""Content codings that the build has prepared, best first, and what their files end with."""
MACHINES = ("/api/", "/v1/", "/in/")
"""Below these nothing is a screen: what is not there is refused like everywhere in the API."""

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_GUARDS = {
    # styles are set by scripts all the time (antd); scripts come from here and nowhere else
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_SIDE_BAR = "/sidebar"
_OF_WECOM = "https://res.wx.qq.com https://open.work.weixin.qq.com"
_GUARDS_OF_SIDE_BAR = _GUARDS | {
    # inside WeCom the side bar speaks with the chat, through WeCom's own script; no other page, no other program
    "Content-Security-Policy": _GUARDS["Content-Security-Policy"].replace(
        "script-src 'self'", f"script-src 'self' {_OF_WECOM}"
    )
}


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """One file of the build: where it is, in which packings it lies beside itself, and how long it may be kept."""

    path: Path
    packings: frozenset[str]
    tag: str
    keep: str

    def response(self, request: Request) -> Response:
        """This will send the file in the best packing that the browser takes, or tell it that it has it already."""
        headers = {"Cache-Control": self.keep, "ETag": self.tag, "Vary": "Accept-Encoding", **_guards(request)}
        if request.headers.get("If-None-Match") == self.tag:
            return Response(status_code=304, headers=headers)
        kind = mimetypes.guess_type(self.path.name)[0] or "application/octet-stream"
        accepted = request.headers.get("Accept-Encoding", "")
        packing = next((one for one in PACKINGS if one in self.packings and one in accepted), None)
        if packing is None:
            return FileResponse(self.path, media_type=kind, headers=headers)
        packed = self.path.with_name(self.path.name + PACKINGS[packing])
        return FileResponse(packed, media_type=kind, headers=headers | {"Content-Encoding": packing})


def _guards(request: Request) -> Mapping[str, str]:
    in_wecom = "wxwork" in request.headers.get("User-Agent", "").lower()
    return _GUARDS_OF_SIDE_BAR if in_wecom and request.url.path == _SIDE_BAR else _GUARDS


@cache
def files(built: Path = BUILT) -> Mapping[str, BuiltFile]:
    """This will give what was built by its address: ``/``, ``/mark.svg``, ``/assets/…``; nothing when nothing was."""
    every = {path for path in built.rglob("*") if path.is_file()} if built.is_dir() else set()
    plain = [path for path in every if path.suffix not in {".br", ".gz"} and not path.name.startswith(".")]
    found = {f"/{path.relative_to(built).as_posix()}": _described(path, every) for path in plain}
    if "/index.html" in found:
        found["/"] = found.pop("/index.html")
    return found


def _described(path: Path, every: set[Path]) -> BuiltFile:
    packings = frozenset(name for name, end in PACKINGS.items() if path.with_name(path.name + end) in every)
    tag = f'"{sha256(path.read_bytes()).hexdigest()[:20]}"'
    return BuiltFile(path, packings, tag, _FOREVER if path.parent.name == "assets" else _ASK_AGAIN)


class Screens:
    """What a router does with addresses that no route answers: the console's files and screens, else a refusal."""

    def __init__(self, refuse: ASGIApp, found: Mapping[str, BuiltFile] | None = None) -> None:
        self._refuse = refuse
        self._files = files() if found is None else found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will answer one request."""
        answer = self._answer(Request(scope)) if scope["type"] == "http" else None
        await (answer or self._refuse)(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        path = request.url.path
        if request.method not in {"GET", "HEAD"}:
            return None
        if file := self._files.get(path):
            return file.response(request)
        is_screen = "text/html" in request.headers.get("Accept", "") and not path.startswith(MACHINES)
        if path != "/" and not is_screen:
            return None
        if entry := self._files.get("/"):
            return entry.response(request)
        return FileResponse(UNBUILT, media_type="text/html", headers={"Cache-Control": _ASK_AGAIN, **_GUARDS})


def install(router: Router) -> None:
    """This will let the console answer what the router's own routes do not."""
    router.default = Screens(router.default)
