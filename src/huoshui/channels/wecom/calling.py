"""
Asking WeCom one question: with a token that works, when it is allowed, and again where that helps.

Base address and codes: https://developer.work.weixin.qq.com/document/path/90664
"""

import hashlib
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

import httpx2
import msgspec
import orjson

from huoshui.channels.wecom.checks import slim
from huoshui.channels.wecom.codes import PASSING, TOKEN_REFUSED, Code, name_of
from huoshui.channels.wecom.failures import (
    Declined,
    OutcomeUnknown,
    SecretDeclined,
    TooFast,
    Unintelligible,
    Unreachable,
)
from huoshui.channels.wecom.limits import ENDPOINTS, Again, Endpoint
from huoshui.channels.wecom.scheduler import Lane, Scheduler
from huoshui.channels.wecom.tokens import Keeper, Token, Tokens

WECOM: Final = "https://qyapi.weixin.qq.com"
TRIES: Final = 3
CROWDED_TRIES: Final = 6
"""When WeCom says that too much is asked at once, each try is narrower than the one before."""
_SECRET_REST: Final = 600.0
"""Seconds in which a secret that was refused is not tried again: WeCom locks an address out for an hour."""
_LIFE: Final = 7200
_PAUSE: Final = 0.5

_DECODERS: Final[dict[type[Any], msgspec.json.Decoder[Any]]] = {}

_T = TypeVar("_T")
_Answer = bytes
"""A JSON object without nulls. It is read straight into its shape: a page of contacts is a thousand small objects."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a platform of this family is asked, and what its codes mean to whoever asks."""

    endpoints: Mapping[str, Endpoint]
    folder: str
    token_refused: frozenset[int]
    secret_wrong: frozenset[int]
    passing: frozenset[int]
    name_of: Callable[[int], str]


AS_WECOM: Final = Manner(ENDPOINTS, "cgi-bin/", TOKEN_REFUSED, frozenset({Code.SECRET_WRONG}), PASSING, name_of)


@dataclass(frozen=True, slots=True)
class App:
    """An app of a corp, by which it is asked."""

    corp_id: str
    secret: str
    agent_id: int = 0

    @property
    def name(self) -> str:
        """The app's name among ours, which tells apart the secrets of one corp without telling them."""
        return f"{self.corp_id}:{hashlib.sha256(self.secret.encode()).hexdigest()[:16]}"

    def __repr__(self) -> str:
        return f"App({self.name})"


class _Coded(msgspec.Struct):
    errcode: int = 0


class _Declining(msgspec.Struct):
    errmsg: Any = ""


class _AccessToken(msgspec.Struct):
    access_token: Annotated[str, msgspec.Meta(min_length=1)]
    expires_in: int = 0


class Caller:
    """Asks in the name of one app; ``chance`` gives numbers from 0 to 1, by which pauses differ between processes."""

    manner = AS_WECOM

    def __init__(
        self,
        app: App,
        *,
        http: httpx2.AsyncClient,
        keeper: Keeper,
        scheduler: Scheduler,
        base_url: str = WECOM,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.app = app
        self._http = http
        self._keeper = keeper
        self._scheduler = scheduler
        self._base_url = base_url.rstrip("/")
        self._chance = chance
        self._tokens = self.tokens(f"token:{app.name}", self._fetch_token)
        self._refused_at: float | None = None

    def tokens(self, name: str, fetch: Callable[[], Awaitable[Token]]) -> Tokens:
        """This will give something that expires and is fetched by asking, such as a ticket, a place with the keeper."""
        return Tokens(self._keeper, name, fetch=fetch, now=self._scheduler.time.now)

    def token(self, value: str, lasting: int) -> Token:
        """This will say when what was fetched just now expires."""
        return Token(value, self._scheduler.time.now() + (lasting or _LIFE))

    async def ask(self, path: str, shape: type[_T], body: Mapping[str, Any] | None = None) -> _T:
        """
        This will ask one question and read the answer.

        ``body`` is sent as JSON, or as the address's parameters where the endpoint is a GET; what is ``None`` or an
        empty object or list is left out.

        :raises Unsendable: if it breaks a documented limit; nothing was sent
        :raises Declined: if WeCom says no: `TooFast` when to come back, `SecretDeclined` when nothing works
        :raises Unreachable: if there is no answer: `OutcomeUnknown` when it may have been done
        :raises Unintelligible: if the answer is not of its shape
        """
        endpoint, said = self.manner.endpoints[path], slim(body or {})
        endpoint.check(said)
        if endpoint.method == "GET":
            return read(endpoint, await self._answer(endpoint, params=said), shape)
        return read(endpoint, await self._answer(endpoint, content=orjson.dumps(said)), shape)

    async def upload(
        self, path: str, shape: type[_T], *, filename: str, content: bytes, params: Mapping[str, Any]
    ) -> _T:
        """This will bring a file, with the failures of `ask`."""
        endpoint = self.manner.endpoints[path]
        file = {"media": (filename, content, "application/octet-stream")}
        return read(endpoint, await self._answer(endpoint, params=params, files=file), shape)

    async def _fetch_token(self) -> Token:
        now = self._scheduler.time.now()
        if self._refused_at is not None and now - self._refused_at < _SECRET_REST:
            raise SecretDeclined("gettoken", code=Code.SECRET_WRONG)
        said = {"corpid": self.app.corp_id, "corpsecret": self.app.secret}
        try:
            answer = await self._answer(ENDPOINTS["gettoken"], token=False, params=said)
        except SecretDeclined:
            self._refused_at = now
            raise
        self._refused_at = None
        fresh = read(ENDPOINTS["gettoken"], answer, _AccessToken)
        return self.token(fresh.access_token, fresh.expires_in)

    async def _answer(self, endpoint: Endpoint, *, token: bool = True, **sent: Any) -> _Answer:  # noqa: ANN401 httpx's
        """Ask until there is an answer that asking again does not better."""
        lane = self._scheduler.lane(self.app.corp_id, endpoint)
        failed: str | None = None
        tries = 0
        while True:
            tries += 1
            access = await self._tokens.get(failed=failed) if token else None
            try:
                async with lane.turn():
                    answer = await self._send(endpoint, access, **sent)
            except httpx2.RequestError as error:
                await self._lost(endpoint, error, tries)
                continue
            code = code_of(endpoint, answer)
            if code == Code.DONE:
                lane.answered()
                return answer
            if code in self.manner.token_refused and token and failed is None:
                failed = access
                continue
            await self._refused(endpoint, lane, answer, tries)

    async def _send(self, endpoint: Endpoint, token: str | None, **sent: Any) -> _Answer:  # noqa: ANN401 httpx's
        params = {**sent.pop("params", {})} | ({"access_token": token} if token is not None else {})
        url = f"{self._base_url}/{self.manner.folder}{endpoint.path}"
        response = await self._http.request(endpoint.method, url, params=params, **sent)
        try:
            return _object(response.content)
        except ValueError:  # a gateway on the way answers in WeCom's place
            why = f"HTTP {response.status_code} without an answer"
            raise httpx2.RemoteProtocolError(why) from None

    async def _lost(self, endpoint: Endpoint, error: httpx2.RequestError, tries: int) -> None:
        """Wait for the next try after a question or its answer was lost, if there may be one."""
        why = f"{type(error).__name__}: {error}"
        unsent = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout)
        if endpoint.again is Again.MAKE and not unsent:
            raise OutcomeUnknown(endpoint.path, why=why) from None
        if tries >= TRIES:
            raise Unreachable(endpoint.path, why=why) from None
        await self._pause(tries)

    async def _refused(self, endpoint: Endpoint, lane: Lane, answer: _Answer, tries: int) -> None:
        """Wait for the next try after WeCom said no, if there may be one."""
        code = code_of(endpoint, answer)
        if code == Code.TOO_FAST:
            raise TooFast(endpoint.path, code=code, retry_after=lane.shut())
        if code == Code.TOO_MANY_AT_ONCE:
            lane.narrow()
        if code in self.manner.passing and tries < (CROWDED_TRIES if code == Code.TOO_MANY_AT_ONCE else TRIES):
            await self._pause(tries)
            return
        kind = SecretDeclined if code in self.manner.secret_wrong else Declined
        said, named = str(read(endpoint, answer, _Declining).errmsg), self.manner.name_of(code)
        raise kind(endpoint.path, code=code, said=said, named=named)

    async def _pause(self, tries: int) -> None:
        await self._scheduler.time.sleep(_PAUSE * 2 ** (tries - 1) * (0.5 + self._chance()))


def code_of(endpoint: Endpoint, answer: _Answer) -> int:
    """This will give the code of an answer; some leave it out when all went well."""
    return read(endpoint, answer, _Coded).errcode


def read(endpoint: Endpoint, answer: _Answer, shape: type[_T]) -> _T:
    """This will read an answer tolerantly: what is new is passed over, what is missing is empty, "1" is a number."""
    try:
        said: _T = _decoder(shape).decode(answer)
    except msgspec.DecodeError as error:
        raise Unintelligible(endpoint.path, why=str(error)) from None
    return said


def _decoder(shape: type[Any]) -> msgspec.json.Decoder[Any]:
    known = _DECODERS.get(shape)
    if known is None:
        known = _DECODERS[shape] = msgspec.json.Decoder(shape, strict=False)
    return known


def _object(content: bytes) -> _Answer:
    """
    An answer as it is read; some say null for what is missing, whole lists included.

    :raises ValueError: if it is no JSON object
    """
    if b"null" in content:
        answer = orjson.loads(content)
        content = orjson.dumps(_without_nulls(answer)) if isinstance(answer, dict) else b""
    content.decode()  # what is no text is no answer either
    msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    return content


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 JSON
    if isinstance(value, dict):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [_without_nulls(inner) for inner in value if inner is not None] if isinstance(value, list) else value
