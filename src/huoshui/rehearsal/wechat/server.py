"""The server: tokens, quotas and sizes first, then the answer; every answer is a 200 with a code, as WeChat's are."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.rehearsal.wechat.account import Account
from huoshui.rehearsal.wechat.answers import ANSWERS, OPEN, Said
from huoshui.rehearsal.wechat.law import FORCED_A_DAY, TOKEN_SECONDS, No, need

_DAY: Final = 86_400
_BEIJING: Final = 8 * 3600

Before = Callable[[str], Awaitable[int | None]]
"""Asked before each answer, with its path: a code to answer instead, if there is one; it may take its time."""


class Server:
    """
    An account behind HTTP.

    ``before`` lets a test stand in the way: answer a code, wait, or fail by raising; ``after`` does once it is done.
    """

    def __init__(self, account: Account, *, page: int = 10_000) -> None:
        self.account = account
        self.page = page
        self.before: Before | None = None
        self.after: Before | None = None
        self.asked: Counter[str] = Counter()
        """How often each path was asked, whatever the answer was."""
        self.tokens: dict[str, float] = {}
        self.token = ""
        self._forced: Counter[int] = Counter()

    @property
    def app(self) -> Starlette:
        """The application to serve."""
        return Starlette(routes=[Route("/{path:path}", self._answer, methods=["GET", "POST"])])

    def end_tokens(self) -> None:
        """This will end every token, as somebody does who fetches one in the old way; the stable one is given on."""
        self.tokens.clear()

    async def _answer(self, request: Request) -> Response:
        path = request.path_params["path"]
        self.asked[path] += 1
        try:
            code = await self.before(path) if self.before else None
            need(not code, code or 0)
            answer = {"errcode": 0, "errmsg": "ok", **await self._answer_of(request, path)}
            if self.after:
                await self.after(path)
        except No as no:
            answer = {"errcode": no.code, "errmsg": f"refused rid: {self.account.number():x}"}
        return Response(orjson.dumps(answer), media_type="application/json")

    async def _answer_of(self, request: Request, path: str) -> Said:
        said = await _said(request)
        if path == "cgi-bin/stable_token":
            return self._stable_token(said)
        need(path in ANSWERS, 40066)
        if path not in OPEN:
            token = request.query_params.get("access_token", "")
            need(token, 41001)
            need(token in self.tokens, 40001)
            need(self.account.now() < self.tokens[token], 42001)
        self._count(path)
        return ANSWERS[path](self.account, {**said, "_page": self.page})

    def _stable_token(self, said: Said) -> Said:
        need(said.get("appid") == self.account.appid, 40013)
        need(said.get("secret") == self.account.secret, 40125)
        now, forced = self.account.now(), bool(said.get("force_refresh"))
        if forced:
            day = self._today()
            need(self._forced[day] < FORCED_A_DAY, 45009)
            self._forced[day] += 1
        fresh = self._until > now
        if forced or not fresh:
            self.token, self._until = f"{self.account.number():x}{self.account.number():x}", now + TOKEN_SECONDS
            self.tokens = {self.token: self._until}
        return {"access_token": self.token, "expires_in": int(self._until - now)}

    _until: float = 0.0

    def _today(self) -> int:
        return int((self.account.now() + _BEIJING) // _DAY)

    def _count(self, path: str) -> None:
        """Count by Beijing's days; who has used up a quota hears of it until midnight."""
        window = (path, self._today())
        self.account.used[window] += 1
        need(self.account.used[window] <= self.account.quotas.get(path, 10**9), 45009)


async def _said(request: Request) -> Said:
    query: dict[str, Any] = {name: value for name, value in request.query_params.items() if name != "access_token"}
    if request.method == "GET":
        return query
    try:
        said = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        raise No(47001) from None
    need(isinstance(said, dict), 47001)
    return {**query, **said}
