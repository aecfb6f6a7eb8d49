"""
Who visits a mini-program: its codes become an openid, a unionid, a phone, and an event that says whose they are.

Asking needs the AppSecret, so the page asks us. What WeChat says beside the ids, the session key, is thrown away: it
opens what WeChat seals for the page, and nothing here does. Of a phone the page hears its mask.

https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
"""

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import orjson

from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.masks import mask
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.segment.translator import translate
from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wechat.codes import Code
from huoshui.channels.wechat.translator import MINI_PROGRAM
from huoshui.channels.wecom.failures import Declined, Failure, TooFast
from huoshui.connectors import queries
from huoshui.connectors.contract import MiniProgramAway, NoSuchConnector, VisitorBlocked, VisitorCodeDeclined
from huoshui.connectors.speaking import Speakers
from huoshui.events.contract import Source
from huoshui.events.intake import Intake

_PATIENCE_S: Final = 10.0
_MOST_AT_ONCE: Final = 50
_AGAIN_S: Final = 5
_CHINA: Final = "86"
_NO_CODE: Final = frozenset({Code.CODE_INVALID, Code.CODE_USED})
_WHY: Final = {Code.CODE_INVALID: "it is none, or older than five minutes", Code.CODE_USED: "it was used before"}


@dataclass(frozen=True, slots=True)
class Codes:
    """
    What a page brings: the code of `wx.login`, and that of a phone's button where somebody pressed it.

    ``anonymous`` and ``user`` are by what the page's own events know the visitor, empty where by nothing.
    """

    login: str = field(repr=False)
    phone: str = field(default="", repr=False)
    anonymous: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who it is, as the page may know: of a phone its mask."""

    openid: str
    unionid: str
    phone: str


@dataclass(slots=True)
class Reception:
    """Receives visitors in one event loop."""

    postgres: Postgres
    speakers: Speakers
    intake: Intake
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MOST_AT_ONCE))

    async def receive(self, name: str, codes: Codes, *, source: Source, now: datetime) -> Visitor:
        """
        This will ask WeChat who it is, and come back when an event that says so is on disk.

        :raises NoSuchConnector: if there is no such mini-program
        :raises ConnectorPaused: if nothing shall be asked in its name now
        :raises VisitorCodeDeclined: if WeChat does not take a code
        :raises VisitorBlocked: if WeChat lets this visitor log in nowhere
        :raises MiniProgramAway: if WeChat cannot be asked now
        """
        async with self.postgres.session() as session:
            account = await queries.account(session, name=name)
        if account.channel != MINI_PROGRAM:
            raise NoSuchConnector(name=name)
        wechat = await self.speakers.wechat(account.id)
        try:
            async with asyncio.timeout(_PATIENCE_S), self._room:
                openid, unionid, phone = await _asked(wechat, codes)
        except TimeoutError:
            raise MiniProgramAway(retry_after=_AGAIN_S) from None
        body = _said(account.corp_id, codes, openid, unionid, phone)
        at = milliseconds(now)
        arrivals = translate(body, kind="identify", received_at=at, default_channel=MINI_PROGRAM)
        await self.intake.submit(source, arrivals, received_at=at)
        return Visitor(openid, unionid, mask("phone", phone) if phone else "")


async def _asked(wechat: WeChat, codes: Codes) -> tuple[str, str, str]:
    """Openid, unionid, phone; the codes serve once, so a phone is asked for only when the visitor is known."""
    part = "wx.login"
    try:
        session = await wechat.session_of(codes.login)
        if not codes.phone:
            return session.openid, session.unionid, ""
        part = "getPhoneNumber"
        said = await wechat.phone_of(codes.phone)
    except TooFast as failure:
        raise MiniProgramAway(retry_after=max(1, round(failure.retry_after))) from None
    except Declined as no:
        if no.code in _NO_CODE:
            raise VisitorCodeDeclined(part=part, why=_WHY[Code(no.code)]) from None
        if no.code == Code.USER_BLOCKED:
            raise VisitorBlocked from None
        raise MiniProgramAway(retry_after=_AGAIN_S) from None
    except Failure:
        raise MiniProgramAway(retry_after=_AGAIN_S) from None
    phone = said.purePhoneNumber if said.countryCode in ("", _CHINA) else said.phoneNumber
    return session.openid, session.unionid, phone


def _said(appid: str, codes: Codes, openid: str, unionid: str, phone: str) -> bytes:
    """The event as an SDK would say it; a code serves once, so its digest names it."""
    known = [{"type": f"wechat_openid:{appid}", "id": openid}]
    if unionid:
        known.append({"type": "wechat_unionid:default", "id": unionid})
    name = hashlib.sha256(f"{appid} {codes.login} {codes.phone}".encode()).hexdigest()
    said = {
        "messageId": f"mini-{name}", "anonymousId": codes.anonymous, "userId": codes.user,
        "traits": {"phone": phone} if phone else {}, "context": {"externalIds": known},
    }  # fmt: skip
    return orjson.dumps({part: value for part, value in said.items() if value})
