"""What others may know of followers: how they stand, what they allowed, what was sent, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from huoshui.bedrock.errors import Busy, Conflict, Missing, Unfit

CHANNELS: Final = ("wechat_mp", "miniprogram")
"""公众号 and 小程序, as connectors and events name them."""


class Kind(StrEnum):
    """A fact about a follower; of those in one moment the one that stands first here happened first."""

    FOLLOWED = "followed"
    FOUND = "found"
    SCANNED = "scanned"
    MENU_CLICKED = "menu_clicked"
    MESSAGED = "messaged"
    SERVICE_ENTERED = "service_entered"
    UNFOLLOWED = "unfollowed"
    MISSING = "missing"


class Standing(StrEnum):
    """How somebody stands with an account: 未关注, 关注中, 已取关."""

    NONE = "none"
    FOLLOWING = "following"
    UNFOLLOWED = "unfollowed"


class Turn(StrEnum):
    """What a fact turned."""

    NOTHING = ""
    FOLLOWED = "followed"
    REFOLLOWED = "refollowed"
    UNFOLLOWED = "unfollowed"


class Entry(StrEnum):
    """A line of the subscription ledger; of those in one moment the one that stands first here counts first."""

    ACCEPTED = "accepted"
    ALLOWED = "allowed"
    REFUSED = "refused"
    EXHAUSTED = "exhausted"
    RESERVED = "reserved"
    RETURNED = "returned"


class SendKind(StrEnum):
    """By which way one person is written to: 订阅消息, 模板消息, 客服消息."""

    SUBSCRIBE = "subscribe"
    TEMPLATE = "template"
    SERVICE = "service"


class SendState(StrEnum):
    """``reserved``: it is being asked for; ``unknown``: the answer was lost, and it is not asked for again."""

    RESERVED = "reserved"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Window:
    """
    Whether somebody may be answered now, how often, and until when; ``by`` is what opened it.

    ``shut``: why not: they ``never`` wrote, it is ``over``, all messages are ``used``, or they ``left``.
    """

    left: int
    until: datetime | None = None
    by: Kind | None = None
    shut: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What somebody allowed for one template; ``lasting`` templates may be sent until they are refused."""

    template: str
    title: str
    lasting: bool
    left: int
    willing: bool
    since: datetime

    @property
    def open(self) -> bool:
        """Whether a message may be sent by it."""
        return self.willing if self.lasting else self.left > 0


@dataclass(frozen=True, slots=True)
class FollowerLine:
    """A line of a follower's history."""

    at: datetime
    kind: Kind
    turn: Turn
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Send:
    """A message to one person."""

    id: int
    key: str
    kind: SendKind
    template: str
    title: str
    state: SendState
    asked_at: datetime
    asked_by: str
    settled_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody whom an account knows by an openid; ``source`` is the scene of the code they came by."""

    id: int
    appid: str
    channel: str
    openid: str
    identity: int | None
    standing: Standing
    since: datetime
    followed_at: datetime | None
    source: str
    way: str
    supposed: bool
    known: bool
    """Whether WeChat tells by which unionid they are known elsewhere."""
    window: Window
    subscriptions: Sequence[Subscription] = ()


@dataclass(frozen=True, slots=True)
class SceneCount:
    """How many came by a code's scene, and how many of them still follow."""

    source: str
    came: int
    following: int


@dataclass(frozen=True, slots=True)
class Figures:
    """An account's followers in numbers; the days are Beijing's."""

    following: int
    unfollowed: int
    followed_today: int
    unfollowed_today: int
    subscribed: int
    scenes: Sequence[SceneCount]


@dataclass(frozen=True, slots=True)
class TemplateSum:
    """What all people together allowed for one template, and what was sent by it in the last 30 days."""

    appid: str
    template: str
    title: str
    kind: str
    people: int
    left: int
    sent: int
    unknown: int


@dataclass(frozen=True, slots=True)
class FollowerRun:
    """A comparison with WeChat's list of followers; a failed one goes on where it stopped when it is started again."""

    id: int
    account: int
    appid: str
    state: str
    step: str
    cursor: str
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    counts: Mapping[str, int]
    repaired: Mapping[str, int]
    problem: str


class NoSuchFan(Missing):
    """There is no follower {id}."""


class NoSuchFollowerSync(Missing):
    """There is no comparison of followers {id}."""


class FollowerSyncRunning(Conflict):
    """The followers of “{account}” are being compared with WeChat already; {read} of {total} are read."""


class NotAnOfficialAccount(Conflict):
    """“{appid}” is no official account: mini-programs have no followers, and send no template messages."""


class NoConnectorForAccount(Conflict):
    """No connector of “{appid}” works now: connect it, or resume it, before this can be asked."""


class NoSubscription(Conflict):
    """This person has no acceptance left for the template “{template}” ({why}). Nothing was sent."""


class WindowClosed(Conflict):
    """This person may not be answered now ({why}): they must write, scan or press the menu first. Nothing was sent."""


class NotFollowing(Conflict):
    """Template messages reach followers only, and this person is “{standing}”. Nothing was sent."""


class FollowerMessageTaken(Conflict):
    """Another message was sent under this key. Take a new one for a new message."""


class MessageIncomplete(Unfit):
    """The message lacks {part}. Nothing was sent."""


class DeclinedByWeChat(Conflict):
    """WeChat did not do it: {why}."""


class WeChatSilent(Busy):
    """WeChat was asked and its answer lost. It is not sent again; look in {retry_after} seconds what became of it."""


class NotAFollowerPlace(Unfit):
    """“{after}” is no place in this list; take the `next` of the page before."""
