"""
The server: tokens, frequencies and sizes first, then the answer; every answer is a 200 with a code, as WeCom's are.

It answers below ``/cgi-bin/``; where it is served from is for the one who starts it (uvicorn, on a port of loopback).
"""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final

import orjson
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.rehearsal.wecom import answers
from huoshui.rehearsal.wecom.answers.asked import ANSWERS, READS, Asked, Said
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import HOURLY, TOKEN_SECONDS, No, hold, need

for _found in pkgutil.iter_modules(answers.__path__):
    importlib.import_module(f"{answers.__name__}.{_found.name}")

_LOCKED_OUT: Final = 3600
_NOTHING_THERE: Final = 40058

Before = Callable[[str], Awaitable[int | None]]
"""Asked before each answer, with its path: a code to answer instead, if there is one; it may take its time."""


class Server:
    """
    A corp behind HTTP.

    ``before`` lets a test stand in the way: answer a code, wait, or fail by raising.
    """

    def __init__(self, corp: Corp) -> None:
        self.corp = corp
        self.before: Before | None = None
        self.asked: Counter[str] = Counter()
        """How often each path was asked, whatever the answer was."""
        self._under_way: Counter[str] = Counter()
        self._counts: Counter[tuple[str, int, int]] = Counter()
        self._shut: dict[str, float] = {}
        self._wrong_secrets = 0
        self._locked_until = 0.0

    @property
    def app(self) -> Starlette:
        """The application to serve."""
        return Starlette(routes=[Route("/cgi-bin/{path:path}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        path = request.path_params["path"]
        self.asked[path] += 1
        self._under_way[path] += 1
        try:
            code = await self.before(path) if self.before else None
            need(not code, code or 0)
            answer = {"errcode": 0, "errmsg": "ok", **await self._answer_of(request, path)}
        except No as no:
            answer = {"errcode": no.code, "errmsg": f"refused, hint: [{self.corp.id('', 16)}]"}
        finally:
            self._under_way[path] -= 1
        return Response(orjson.dumps(answer), media_type="application/json")

    async def _answer_of(self, request: Request, path: str) -> Said:
        said = await _said(request)
        if path == "gettoken":
            return self._gettoken(said)
        secret = self._secret_of(request)
        need(path in ANSWERS, _NOTHING_THERE)
        self._count(path)
        most = self.corp.traffic.at_once
        need(path not in READS or self._under_way[path] <= most, 45033)
        hold(path, said)
        return ANSWERS[path](Asked(self.corp, self.corp.secrets[secret], said))

    def _gettoken(self, said: Said) -> Said:
        now = self.corp.now()
        need(now >= self._locked_until, 45009)
        secret = said.get("corpsecret", "")
        if said.get("corpid") != self.corp.corp_id or secret not in self.corp.secrets:
            self._wrong_secrets += 1
            if self._wrong_secrets >= self.corp.traffic.wrong_secrets:
                self._locked_until, self._wrong_secrets = now + _LOCKED_OUT, 0
            raise No(40001)
        return {"access_token": self.corp.new_token(secret), "expires_in": TOKEN_SECONDS}

    def _secret_of(self, request: Request) -> str:
        token = request.query_params.get("access_token", "")
        need(token, 41001)
        need(token in self.corp.tokens, 40014)
        secret, until = self.corp.tokens[token]
        need(self.corp.now() < until, 42001)
        return secret

    def _count(self, path: str) -> None:
        """Count by natural minutes and hours; who is above is shut out for as long."""
        now = self.corp.now()
        need(now >= self._shut.get(path, 0), 45009)
        hourly = min(self.corp.traffic.per_hour, HOURLY.get(path, self.corp.traffic.per_hour))
        for seconds, most in ((60, self.corp.traffic.per_minute), (3600, hourly)):
            window = (path, seconds, int(now // seconds))
            self._counts[window] += 1
            if self._counts[window] > most:
                self._shut[path] = now + seconds
                raise No(45009)


async def _said(request: Request) -> Said:
    """What a question says: its parameters where it is a GET, its JSON, or how large the file is that it brings."""
    query: dict[str, Any] = {name: value for name, value in request.query_params.items() if name != "access_token"}
    if request.method == "GET":
        return query
    if request.headers.get("content-type", "").startswith("multipart/"):
        async with request.form() as form:
            media = form.get("media")
            if not isinstance(media, UploadFile) or not media.filename:
                raise No(41005)
            return query | {"_bytes": len(await media.read())}
    try:
        said = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        raise No(47001) from None
    need(isinstance(said, dict), 47001)
    return {**query, **said}
