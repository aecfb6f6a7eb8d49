"""
Everything that we ask WeChat, by name: `WeChat(caller, channel=…).followers()`.

Each method is one endpoint of `limits.ENDPOINTS`. What may come instead of an answer is told at
`channels.wecom.calling.Caller.ask`.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from huoshui.channels.wechat.calling import Caller
from huoshui.channels.wechat.limits import BATCH_MOST
from huoshui.channels.wechat.shapes import (
    Addresses,
    FollowerList,
    FollowerPage,
    FollowerRead,
    MessageTemplate,
    MessageTemplates,
    MiniSession,
    Nothing,
    PhoneAnswer,
    PhoneNumber,
    Quota,
    QuotaAnswer,
    SceneCode,
    Sent,
    SubscribeTemplate,
    SubscribeTemplates,
    UrlLink,
    UrlScheme,
)
from huoshui.channels.wechat.translator import MINI_PROGRAM

_DAYS: Final = 1
"""Of the ways to say when something ends: after so many days."""


class WeChat:
    """One official account or mini-program, and what can be asked in its name."""

    def __init__(self, caller: Caller, *, channel: str) -> None:
        self._caller = caller
        self._ask = caller.ask
        self.channel = channel
        self.appid = caller.app.corp_id

    async def addresses(self) -> list[str]:
        """This will list WeChat's own servers: the cheapest question that needs a token."""
        return (await self._ask("cgi-bin/get_api_domain_ip", Addresses)).ip_list

    async def quota(self, path: str) -> Quota:
        """This will tell how often an endpoint, by its path, may still be asked today."""
        return (await self._ask("cgi-bin/openapi/quota/get", QuotaAnswer, {"cgi_path": f"/{path}"})).quota

    async def followers(self, *, after: str = "") -> FollowerPage:
        """This will give up to 10,000 followers by id, behind one of them."""
        return await self._ask("cgi-bin/user/get", FollowerPage, {"next_openid": after or None})

    async def read(self, openids: Sequence[str]) -> list[FollowerRead]:
        """This will read up to 100 followers; of whom follows no more comes an openid and nothing else."""
        asked = [{"openid": one, "lang": "zh_CN"} for one in openids]
        return (await self._ask("cgi-bin/user/info/batchget", FollowerList, {"user_list": asked})).user_info_list

    async def one(self, openid: str) -> FollowerRead:
        """This will read one follower."""
        return await self._ask("cgi-bin/user/info", FollowerRead, {"openid": openid, "lang": "zh_CN"})

    async def scene_code(self, scene: str, *, seconds: int | None = None) -> SceneCode:
        """This will make a code with a scene of up to 64 characters, for so many seconds (30 days) or for ever."""
        said = {
            "action_name": "QR_STR_SCENE" if seconds else "QR_LIMIT_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
            "expire_seconds": seconds,
        }
        return await self._ask("cgi-bin/qrcode/create", SceneCode, said)

    async def subscribe_templates(self) -> list[SubscribeTemplate]:
        """This will list the templates of subscribe messages."""
        return (await self._ask("wxaapi/newtmpl/gettemplate", SubscribeTemplates)).data

    async def message_templates(self) -> list[MessageTemplate]:
        """This will list the templates of template messages."""
        return (await self._ask("cgi-bin/template/get_all_private_template", MessageTemplates)).template_list

    async def send_subscribed(self, openid: str, *, template: str, values: Mapping[str, str], page: str = "") -> str:
        """This will send a subscribe message, and give its id; it takes one acceptance."""
        path = "send" if self.channel == MINI_PROGRAM else "bizsend"
        said = {"touser": openid, "template_id": template, "page": page or None, "data": _data(values)}
        return _id(await self._ask(f"cgi-bin/message/subscribe/{path}", Sent, said))

    async def send_template(
        self, openid: str, *, template: str, values: Mapping[str, str], url: str = "", key: str
    ) -> str:
        """This will send a template message, and give its id; WeChat sends the same ``key`` once within ten minutes."""
        said = {"touser": openid, "template_id": template, "url": url or None, "data": _data(values),
                "client_msg_id": key}  # fmt: skip
        return _id(await self._ask("cgi-bin/message/template/send", Sent, said))

    async def send_text(self, openid: str, words: str) -> None:
        """This will write to somebody within their customer-service window."""
        await self._ask(
            "cgi-bin/message/custom/send", Nothing, {"touser": openid, "msgtype": "text", "text": {"content": words}}
        )

    async def session_of(self, code: str) -> MiniSession:
        """This will tell who logged in to a mini-program, by a code that serves once, for five minutes."""
        app = self._caller.app
        said = {"appid": app.corp_id, "secret": app.secret, "js_code": code, "grant_type": "authorization_code"}
        return await self._caller.ask_openly("sns/jscode2session", MiniSession, said)

    async def phone_of(self, code: str) -> PhoneNumber:
        """This will give the phone number that somebody let us have, by a code that serves once, for five minutes."""
        return (await self._ask("wxa/business/getuserphonenumber", PhoneAnswer, {"code": code})).phone_info

    async def url_link(self, *, path: str, query: str, days: int) -> str:
        """This will make an address of the web that opens a page of the mini-program, for so many days (30 at most)."""
        said = {"path": path or None, "query": query or None, "expire_type": _DAYS, "expire_interval": days}
        return (await self._ask("wxa/generate_urllink", UrlLink, said)).url_link

    async def url_scheme(self, *, path: str, query: str, days: int) -> str:
        """This will make a deep link that opens a page of the mini-program from outside WeChat, as `url_link` does."""
        page = {"path": path, "query": query}
        said = {"jump_wxa": page, "is_expire": True, "expire_type": _DAYS, "expire_interval": days}
        return (await self._ask("wxa/generatescheme", UrlScheme, said)).openlink


def batches(openids: Sequence[str]) -> list[Sequence[str]]:
    """This will cut a list into parts that can be read at once."""
    return [openids[start : start + BATCH_MOST] for start in range(0, len(openids), BATCH_MOST)]


def _data(values: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"value": value} for name, value in values.items()}


def _id(sent: Sent) -> str:
    return str(sent.msgid) if sent.msgid else ""
