"""
Asking 巨量引擎's Marketing API in the name of one grant: with a token that works, and no faster than it takes.

https://open.oceanengine.com/labels/7/docs/1696710506097679 (tokens); README.md has the others.
"""

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

import httpx2
import msgspec
import orjson

from huoshui.bedrock.clock import BEIJING
from huoshui.channels.oceanengine.codes import GRANT_ENDED, TOKEN_REFUSED, TOO_FAST, Code, name_of, passing
from huoshui.channels.oceanengine.shapes import AdFound, AdSaid, GrantSaid, LeadsPage
from huoshui.channels.wecom.failures import Declined, SecretDeclined, TooFast, Unintelligible, Unreachable
from huoshui.channels.wecom.limits import Again, Endpoint, Rate
from huoshui.channels.wecom.scheduler import Lane, Scheduler
from huoshui.channels.wecom.tokens import Keeper, Token, Tokens

OCEANENGINE: Final = "https://api.oceanengine.com"
PAGE: Final = 100
"""Leads on a page: the most that the platform's siblings of this endpoint document."""
_OURS: Final = (Rate(2, 1),)
"""No page that we read names a frequency; this is slow enough to be nobody's concern."""
_ENDPOINTS: Final = {
    endpoint.path: endpoint
    for endpoint in (
        Endpoint("oauth2/access_token/", Again.MAKE),
        Endpoint("oauth2/refresh_token/", Again.MAKE),
        Endpoint("2/tools/clue/get/", Again.READ, rates=_OURS, method="GET", parallel=2),
        Endpoint("2/clue/wechat_data/get/", Again.READ, rates=_OURS, method="GET", parallel=2),
    )
}
_TRIES: Final = 3
_PAUSE: Final = 0.5

_T = TypeVar("_T")


class GrantEnded(Declined):
    """The refresh token serves no longer: nothing is answered until somebody authorizes us anew."""

    tries: int = 1
    """How often it was asked until this was the answer: above 1, an answer before was lost."""


class GrantBrokenOff(GrantEnded):
    """
    The same, and we know why: a renewal was begun with it whose answer never reached our disk.

    The server stopped between the two, or the answer was lost on the way; the platform had ended the pair by then.
    """


class _Coded(msgspec.Struct):
    code: int = -1
    message: str = ""
    data: Any = None


class Ads:
    """
    Asks in the name of one grant, which ``place`` names among the tokens of ``keeper``.

    Of all processes one refreshes at a time: the platform ends the old pair with each refresh. The new refresh token is
    kept before the new access token, so that a crash between them costs one more refresh and no authorization. That a
    refresh is begun is kept before it is asked for: after a crash between the answer and our disk we can say so.
    """

    def __init__(
        self, app_id: str, secret: str, *, place: str, http: httpx2.AsyncClient, keeper: Keeper, scheduler: Scheduler,
        base_url: str = OCEANENGINE, chance: Callable[[], float] = random.random,
    ) -> None:  # fmt: skip
        self._app_id, self._secret, self._place = app_id, secret, place
        self._http, self._keeper, self._scheduler = http, keeper, scheduler
        self._base_url = base_url.rstrip("/")
        self._chance = chance
        self._tokens = Tokens(keeper, f"{place}:access", fetch=self._refreshed, now=scheduler.time.now)

    async def grant(self, auth_code: str) -> GrantSaid:
        """
        This will turn an authorization code, which serves once and for ten minutes, into a pair of tokens, and keep it.

        :raises Declined: if the platform does not take it
        """
        async with self._keeper.alone(f"{self._place}:access"), self._keeper.alone(f"{self._place}:refresh"):
            said = await self._ask_openly("oauth2/access_token/", {"grant_type": "auth_code", "auth_code": auth_code})
            await self._keeper.put(f"{self._place}:access", await self._kept(said))
        return said

    async def granted_until(self) -> float | None:
        """This will tell until when the grant lasts without a refresh, in seconds since 1970; nothing without one."""
        held = await self._keeper.kept(f"{self._place}:refresh")
        return held.expires_at if held else None

    async def leads(self, advertisers: Sequence[str], begin: datetime, end: datetime, *, page: int) -> LeadsPage:
        """
        This will give a page of the leads that were left in a time, the first being page 1.

        :raises GrantEnded: if somebody has to authorize us anew
        :raises TooFast: when to come back
        :raises Declined: if the platform says no otherwise
        :raises Unreachable: if there is no answer
        """
        asked = {
            "advertiser_ids": orjson.dumps([_number(one) for one in advertisers]).decode(),
            "start_time": _written(begin), "end_time": _written(end), "page": page, "page_size": PAGE,
        }  # fmt: skip
        return await self._ask("2/tools/clue/get/", LeadsPage, asked)

    async def ad_of(self, advertiser: str, unionid: str, *, state: str = "") -> AdSaid | None:
        """
        This will tell which advertisement somebody came from who added WeCom staff, if one did.

        ``state`` is that of the code or link by which they came. Failures are those of `leads`.
        """
        asked = {"advertiser_id": _number(advertiser), "union_id": unionid} | ({"state": state} if state else {})
        found = (await self._ask("2/clue/wechat_data/get/", AdFound, asked)).data
        return found if found is not None and (found.click_id or found.ad_id) else None

    async def _refreshed(self) -> Token:
        """Refresh, while we are alone with the access token."""
        name = f"{self._place}:refresh"
        async with self._keeper.alone(name):
            held = await self._keeper.kept(name)
            if held is None or held.expires_at <= self._scheduler.time.now():
                code = Code.REFRESH_EXPIRED
                raise GrantEnded("oauth2/refresh_token/", code=code, named=name_of(code))
            begun = await self._begin(held.value)
            asked = {"grant_type": "refresh_token", "refresh_token": held.value}
            try:
                return await self._kept(await self._ask_openly("oauth2/refresh_token/", asked))
            except Declined as no:
                if isinstance(no, GrantEnded) and (begun or no.tries > 1):
                    raise GrantBrokenOff(no.endpoint, code=no.code, said=no.said, named=name_of(no.code)) from None
                # it said no, and renewed nothing
                await self._keeper.put(f"{self._place}:renewing", Token("", self._scheduler.time.now()))
                raise

    async def _begin(self, refresh: str) -> bool:
        """Keep that we begin to renew by this refresh token, and tell whether we had begun so before."""
        name, digest = f"{self._place}:renewing", hashlib.sha256(refresh.encode()).hexdigest()
        before = await self._keeper.kept(name)
        if before is not None and before.value == digest:
            return True
        await self._keeper.put(name, Token(digest, self._scheduler.time.now()))
        return False

    async def _kept(self, said: GrantSaid) -> Token:
        now = self._scheduler.time.now()
        await self._keeper.put(f"{self._place}:refresh", Token(said.refresh_token, now + said.refresh_token_expires_in))
        return Token(said.access_token, now + said.expires_in)

    async def _ask_openly(self, path: str, said: Mapping[str, Any]) -> GrantSaid:
        content = orjson.dumps({"app_id": _number(self._app_id), "secret": self._secret, **said})
        headers = {"Content-Type": "application/json"}
        return await self._answer(path, GrantSaid, token=False, content=content, headers=headers)

    async def _ask(self, path: str, shape: type[_T], said: Mapping[str, Any]) -> _T:
        return await self._answer(path, shape, token=True, params=said)

    async def _answer(self, path: str, shape: type[_T], *, token: bool, **sent: Any) -> _T:  # noqa: ANN401 httpx's
        """Ask until there is an answer that asking again does not better."""
        endpoint = _ENDPOINTS[path]
        lane = self._scheduler.lane(f"oceanengine:{self._app_id}", endpoint)
        failed: str | None = None
        tries = 0
        while True:
            tries += 1
            access = await self._tokens.get(failed=failed) if token else None
            try:
                async with lane.turn():
                    answer = await self._send(endpoint, access, **sent)
            except httpx2.RequestError as error:
                if tries >= _TRIES:
                    raise Unreachable(path, why=f"{type(error).__name__}: {error}") from None
                await self._pause(tries)
                continue
            if answer.code == Code.DONE:
                return _read(path, answer.data, shape)
            if answer.code in TOKEN_REFUSED and token and failed is None:
                failed = access
            elif passing(answer.code) and tries < _TRIES:
                await self._pause(tries)
            else:
                raise _refused(path, answer, lane, tries)

    async def _send(self, endpoint: Endpoint, access: str | None, **sent: Any) -> _Coded:  # noqa: ANN401 httpx's
        headers = {**sent.pop("headers", {})} | ({"Access-Token": access} if access is not None else {})
        url = f"{self._base_url}/open_api/{endpoint.path}"
        response = await self._http.request(endpoint.method, url, headers=headers, **sent)
        try:
            return msgspec.json.decode(response.content, type=_Coded, strict=False)
        except msgspec.DecodeError:  # a gateway on the way answers in the platform's place
            why = f"HTTP {response.status_code} without an answer"
            raise httpx2.RemoteProtocolError(why) from None

    async def _pause(self, tries: int) -> None:
        await self._scheduler.time.sleep(_PAUSE * 2 ** (tries - 1) * (0.5 + self._chance()))


def _refused(path: str, answer: _Coded, lane: Lane, tries: int) -> Declined:
    named = name_of(answer.code)
    if answer.code in TOO_FAST:
        return TooFast(path, code=answer.code, retry_after=lane.shut(), named=named)
    if answer.code in GRANT_ENDED:
        ended = GrantEnded(path, code=answer.code, said=answer.message, named=named)
        ended.tries = tries
        return ended
    kind = SecretDeclined if answer.code == Code.SECRET_WRONG else Declined
    return kind(path, code=answer.code, said=answer.message, named=named)


def _read(path: str, data: Any, shape: type[_T]) -> _T:  # noqa: ANN401 any JSON
    try:
        return msgspec.convert(data if data is not None else {}, shape, strict=False)
    except msgspec.ValidationError as error:
        raise Unintelligible(path, why=str(error)) from None


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _number(said: str) -> int | str:
    """The platform's numbers are numbers, whatever anybody entered."""
    return int(said) if said.isascii() and said.isdecimal() else said
