"""What others may know of insight: the report of the channels, what each figure means, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from huoshui.bedrock.errors import Unfit
from huoshui.bedrock.money import Fen

NO_CHANNEL = "none"
"""The row of people who never touched a public channel."""

DEFINITIONS_VERSION = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means."""

    zh: str
    en: str


DEFINITIONS: Mapping[str, Definition] = {
    "came": Definition(
        "来了：首次公域触点在该渠道的人数；一人只算一次，合并身份之后计。按首次触点的时刻归入时段；从未有公域触点的人按首次出现归入“无公域触点”。",
        "Came: people whose first event on any public channel was on this one, each person once, after identities were "
        "joined. A person belongs to the period of that first touch; whoever never touched a public channel belongs to "
        "the row “no public channel”, at the moment they first appeared.",
    ),
    "touched": Definition(
        "触达过：时段内来的人中，曾在该渠道有过任意事件的人数；一人可计入多个渠道，因此不可相加。“无公域触点”一行为在公域之外有过事件的人数。",
        "Touched: of the people who came in the period, those who had any event on this channel at any time; one "
        "person may count on several channels, so this does not add up. In the row “no public channel”: any event "
        "elsewhere.",
    ),
    "known": Definition(
        "认识：来了的人中，持有任一强标识（会员号、手机号、UnionID 等）的人数。",
        "Known: of those who came, people who hold an identifier that proves who they are (member "
        "number, phone, UnionID …).",
    ),
    "reachable": Definition(
        "能触达：来了的人中，至少有一个渠道可以向其发送营销消息（有同意且有地址）的人数。",
        "Reachable: of those who came, people to whom at least one channel may carry a marketing message.",
    ),
    "bought": Definition(
        "买了：来了的人中，至少有一张订单已付款、未取消且未全额退款的人数，不限购买时间。",
        "Bought: of those who came, people with at least one order, at any time, that was paid, not cancelled and not "
        "refunded entirely.",
    ),
    "again": Definition(
        "又买：买了的人中，在至少两个不同的北京日期为这样的订单付款的人数；全额退款和取消的订单不计。",
        "Bought again: of those who bought, people who paid such orders on at least two different days, Beijing time; "
        "cancelled and entirely refunded orders do not count.",
    ),
    "net_fen": Definition(
        "实收：来了的人的全部订单实付减已退款，单位分；已取消的订单视为全额退款；不换算币种。",
        "Net revenue: what was paid less what was refunded over all orders of those who came, in fen; a cancelled "
        "order counts as refunded; currencies are not converted.",
    ),
    "anonymous": Definition(
        "匿名订单：没有任何标识的订单，不属于任何人；按下单时间归入时段。各渠道与匿名订单之和等于全部。",
        "Anonymous orders: orders without any identifier, which are nobody's; in the period they were placed. The "
        "channels and they together are the whole.",
    ),
    "scope": Definition(
        "数据范围：受限的查看者只看到归属于其门店的人，以及这些门店自己的订单。",
        "Scope: a viewer who sees only some units gets their people, and only those units' own orders.",
    ),
}
"""Figures by name. A change of meaning is a new `DEFINITIONS_VERSION`."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it was made of; ``None`` when there is nothing to divide by."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """The share."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far people came; each is counted once in each figure."""

    came: int
    known: int
    reachable: int
    bought: int
    again: int
    net_fen: Fen

    @property
    def rates(self) -> dict[str, Rate]:
        """Shares of those who came; of ``again``, of those who bought."""
        return {
            "known": Rate(self.known, self.came),
            "reachable": Rate(self.reachable, self.came),
            "bought": Rate(self.bought, self.came),
            "again": Rate(self.again, self.bought),
        }


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel's people; ``touched`` counts everybody who was ever there."""

    channel: str
    chinese: str
    funnel: Funnel
    touched: int


@dataclass(frozen=True, slots=True)
class AnonymousOrders:
    """Orders that are nobody's."""

    orders: int
    bought: int
    net_fen: Fen


@dataclass(frozen=True, slots=True)
class Freshness:
    """How new the figures are: when the newest events were stored, and what is stored but not in every figure yet."""

    newest_event_at: datetime | None
    waiting: Mapping[str, int]
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """The people of a period by the public channel that brought them; ``total`` is everybody once."""

    since: datetime | None
    until: datetime | None
    lines: tuple[ChannelLine, ...]
    total: Funnel
    anonymous: AnonymousOrders
    freshness: Freshness
    sql: Mapping[str, str]
    parameters: Mapping[str, object]


class NotAPeriod(Unfit):
    """The period ends ({until}) before it begins ({since})."""
