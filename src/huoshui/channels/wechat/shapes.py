"""The answers of WeChat, as far as somebody reads them."""

from typing import Annotated
from urllib.parse import urlencode

from msgspec import Meta, Struct, field


class Nothing(Struct):
    """An answer that says no more than that it was done."""


class OpenIds(Struct):
    """The ids of a page."""

    openid: list[str] = []


class FollowerPage(Struct):
    """A page of the followers' ids; ``next_openid`` is behind which the next page begins."""

    total: int = 0
    count: int = 0
    data: OpenIds = field(default_factory=OpenIds)
    next_openid: str = ""


class FollowerRead(Struct):
    """What WeChat says of one follower: no name and no picture since 2021-12-27."""

    openid: str
    subscribe: int = 0
    unionid: str = ""
    subscribe_time: int = 0
    subscribe_scene: str = ""
    qr_scene: int = 0
    qr_scene_str: str = ""
    tagid_list: list[int] = []

    @property
    def scene(self) -> str:
        """The scene of the code that they came by, as events have it."""
        return self.qr_scene_str or (str(self.qr_scene) if self.qr_scene else "")


class FollowerList(Struct):
    """Several followers."""

    user_info_list: list[FollowerRead] = []


class SceneCode(Struct):
    """A code with a scene: where its picture is, and what is in it."""

    ticket: str = ""
    expire_seconds: int = 0
    url: str = ""

    @property
    def picture(self) -> str:
        """Where its picture is."""
        return f"https://mp.weixin.qq.com/cgi-bin/showqrcode?{urlencode({'ticket': self.ticket})}"


class SubscribeTemplate(Struct):
    """A template of subscribe messages; ``type`` 2: once, 3: for long."""

    priTmplId: str  # noqa: N815 WeChat's
    title: str = ""
    content: str = ""
    type: int = 2


class SubscribeTemplates(Struct):
    """The templates of subscribe messages that an account has."""

    data: list[SubscribeTemplate] = []


class MessageTemplate(Struct):
    """A template of template messages."""

    template_id: str
    title: str = ""
    content: str = ""


class MessageTemplates(Struct):
    """The templates of template messages that an account has."""

    template_list: list[MessageTemplate] = []


class Sent(Struct):
    """A message that WeChat took."""

    msgid: int = 0


class MiniSession(Struct):
    """Who logged in to a mini-program; the key stays on the server."""

    openid: str
    session_key: str = ""
    unionid: str = ""

    def __repr__(self) -> str:
        return f"MiniSession({self.openid})"


class PhoneNumber(Struct):
    """A phone number, with and without its country's code."""

    phoneNumber: str = ""  # noqa: N815 WeChat's
    purePhoneNumber: str = ""  # noqa: N815 WeChat's
    countryCode: str = ""  # noqa: N815 WeChat's


class PhoneAnswer(Struct):
    """Whose phone number it is."""

    phone_info: PhoneNumber = field(default_factory=PhoneNumber)


class Addresses(Struct):
    """The addresses of WeChat's servers."""

    ip_list: list[str] = []


class Quota(Struct):
    """How often something may be asked today, and was."""

    daily_limit: int = 0
    used: int = 0
    remain: int = 0


class QuotaAnswer(Struct):
    """The quota of one endpoint."""

    quota: Quota = field(default_factory=Quota)


class UrlLink(Struct):
    """An address of the web that opens a page of a mini-program."""

    url_link: Annotated[str, Meta(min_length=1)]


class UrlScheme(Struct):
    """A deep link that opens a page of a mini-program."""

    openlink: Annotated[str, Meta(min_length=1)]
