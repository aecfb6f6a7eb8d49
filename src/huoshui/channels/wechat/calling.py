"""
Asking WeChat one question: as WeCom is asked, but with a stable token, and with quotas that end at midnight in Beijing.

https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, TypeVar

import msgspec
import orjson

from huoshui.bedrock.clock import BEIJING
from huoshui.channels.wechat.codes import PASSING, TOKEN_REFUSED, Code, name_of
from huoshui.channels.wechat.limits import ENDPOINTS
from huoshui.channels.wecom import calling
from huoshui.channels.wecom.calling import Manner, code_of, read
from huoshui.channels.wecom.checks import slim
from huoshui.channels.wecom.failures import SecretDeclined, TooFast
from huoshui.channels.wecom.limits import Endpoint
from huoshui.channels.wecom.scheduler import Lane
from huoshui.channels.wecom.tokens import EARLY, Token

WECHAT: Final = "https://api.weixin.qq.com"
_SECRET_REST: Final = 600.0
_PATH: Final = "cgi-bin/stable_token"

_T = TypeVar("_T")


class _AccessToken(msgspec.Struct):
    access_token: Annotated[str, msgspec.Meta(min_length=1)]
    expires_in: int = 0


class Caller(calling.Caller):
    """Asks in the name of one official account or mini-program; ``app.corp_id`` is its appid."""

    manner = Manner(
        ENDPOINTS, "", TOKEN_REFUSED, frozenset({Code.CREDENTIAL_INVALID, Code.SECRET_WRONG, Code.APPID_INVALID}),
        PASSING, name_of,
    )  # fmt: skip

    async def ask_openly(self, path: str, shape: type[_T], body: Mapping[str, Any]) -> _T:
        """This will ask what is asked without a token, with the failures of `ask`."""
        endpoint, said = self.manner.endpoints[path], slim(body)
        endpoint.check(said)
        return read(endpoint, await self._answer(endpoint, token=False, params=said), shape)

    async def _fetch_token(self) -> Token:
        """
        Fetch the token that every process of this account has.

        WeChat gives the same one for as long as it serves. When that is the one which failed, somebody ended it
        otherwise, and a new one is asked for by force, which WeChat allows a few times a day.
        """
        now = self._scheduler.time.now()
        if self._refused_at is not None and now - self._refused_at < _SECRET_REST:
            raise SecretDeclined(_PATH, code=Code.SECRET_WRONG, named=name_of(Code.SECRET_WRONG))
        kept = await self._keeper.kept(f"token:{self.app.name}")
        fresh = await self._stable(now, force=False)
        if kept is not None and kept.value == fresh.value and kept.expires_at - EARLY > now:
            fresh = await self._stable(now, force=True)
        return fresh

    async def _stable(self, now: float, *, force: bool) -> Token:
        said = {"grant_type": "client_credential", "appid": self.app.corp_id, "secret": self.app.secret}
        content = orjson.dumps({**said, "force_refresh": force})
        try:
            answer = await self._answer(ENDPOINTS[_PATH], token=False, content=content)
        except SecretDeclined:
            self._refused_at = now
            raise
        self._refused_at = None
        fresh = read(ENDPOINTS[_PATH], answer, _AccessToken)
        return self.token(fresh.access_token, fresh.expires_in)

    async def _refused(self, endpoint: Endpoint, lane: Lane, answer: bytes, tries: int) -> None:
        code = code_of(endpoint, answer)
        if code == Code.QUOTA_USED:
            after = lane.shut(_midnight(self._scheduler.time.now()))
            raise TooFast(endpoint.path, code=code, retry_after=after, named=name_of(code))
        if code in (Code.TOO_FAST, Code.ENTRIES_TOO_FAST):
            raise TooFast(endpoint.path, code=code, retry_after=lane.shut(), named=name_of(code))
        await super()._refused(endpoint, lane, answer, tries)


def _midnight(now: float) -> float:
    """When the next day begins in Beijing."""
    today = datetime.fromtimestamp(now, UTC).astimezone(BEIJING)
    return (today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)).timestamp()
