"""What others may know of touchpoints: short links, where they lead, what became of a click, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.touchpoints.entries.contract import MiniProgramPage

CODE = r"[0-9A-Za-z_-]{3,40}"
"""What a link's code looks like."""
CLICK_PARAMETER = "hs_click"
"""What a click's id is called in the address that it leads to."""
STATE_PARAMETER = "customer_channel"
"""What it is called in WeCom's acquisition links; 64 bytes at most."""


class Environment(StrEnum):
    """What a link is opened in: 企业微信, 微信, 抖音, 小红书, …; ``phone`` and ``desktop`` are browsers."""

    WECOM = "wecom"
    WECHAT = "wechat"
    DOUYIN = "douyin"
    XIAOHONGSHU = "xiaohongshu"
    KUAISHOU = "kuaishou"
    WEIBO = "weibo"
    BILIBILI = "bilibili"
    ALIPAY = "alipay"
    TAOBAO = "taobao"
    JD = "jd"
    QQ = "qq"
    PHONE = "phone"
    DESKTOP = "desktop"


class Outcome(StrEnum):
    """What became of a click: sent on, or why not: 已跳转, 待输口令, 已过期, 已暂停, 次数已满."""

    SENT = "sent"
    ASKED = "asked"
    EXPIRED = "expired"
    PAUSED = "paused"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Variant:
    """
    One of the places where a link leads: an address, others for some environments, and how often it is chosen.

    With a ``mini_program`` phones and applications are led there, and the address is for desktops, and for when the
    platform gave no way to open it. Whoever becomes a contact by an acquisition link is welcomed and tagged as the live
    code ``greets`` has it (its place).
    """

    url: str
    by_environment: Mapping[Environment, str] = field(default_factory=dict)
    weight: int = 1
    name: str = ""
    mini_program: MiniProgramPage | None = None
    greets: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """
    A short link. ``most_clicks`` counts people, not robots; ``marks`` adds the click's id to where it leads, by which
    the site can tell us who came (`CLICK_PARAMETER`).
    """

    id: int
    code: str
    name: str
    note: str
    channel: str
    campaign: str
    variants: tuple[Variant, ...]
    paused: bool
    expires_at: datetime | None
    most_clicks: int | None
    password_hash: str | None
    marks: bool
    version: int
    created_at: datetime
    created_name: str
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class LinkVersion:
    """What a link was, and who made it so."""

    version: int
    name: str
    paused: bool
    variants: tuple[Variant, ...]
    expires_at: datetime | None
    most_clicks: int | None
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class Clicks:
    """
    Clicks of one day, environment and variant: of people who were sent on, of how many different ones, of people who
    were not sent on, and of robots.
    """

    day: date
    environment: Environment
    variant: int
    sent: int
    visitors: int
    turned_away: int
    robots: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A link in a list, with what its last thirty days brought; ``adds`` are people who became contacts."""

    link: Link
    sent: int
    adds: int
    robots: int
    last_at: datetime | None


class HookKind(StrEnum):
    """What hangs outside: 短链, 活码, 群活码, 门店码, 落地页; and 海报, which hang with one of them in their corner."""

    LINK = "link"
    CODE = "code"
    GROUP_CODE = "group_code"
    STORE_CODE = "store_code"
    PAGE = "page"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class Hook:
    """One thing that hangs outside, by the code in its address; a poster by its number."""

    kind: HookKind
    code: str
    name: str
    campaign: str


class NoSuchShortLink(Missing):
    """There is no short link “{code}”."""


class ShortLinkExists(Conflict):
    """The short link “{code}” exists already, and codes are for ever: choose another."""


class ShortLinkChanged(Conflict):
    """Somebody changed the link “{code}” meanwhile; it has version {version} now. Look at it and change it again."""


class NothingToPrint(Missing):
    """There is no {kind} “{code}” to be printed; it was mistyped, or is of another kind."""


class GreetsNobody(Unfit):
    """Nobody can be welcomed as “{code}” says: {why}."""


class NotAnAddress(Unfit):
    """“{url}” is no address that a link may lead to: {why}."""
