"""
What callbacks say, typed: one fact for each.

https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html (events),
https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message.html (subscriptions).

What somebody wrote is not taken in: only that they wrote, of which kind, and how long it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from huoshui.channels.wechat.envelopes import Envelope
from huoshui.channels.wecom.envelopes import Fields, number, text

SCENE_PREFIX: Final = "qrscene_"
ACCEPTED: Final = "accept"


@dataclass(frozen=True, slots=True)
class Followed:
    """Somebody follows the account; ``scene`` is of the code that they scanned, empty where there was none."""

    openid: str
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """Somebody follows the account no more; why is not said."""

    openid: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """Somebody who follows already scanned a code of ours."""

    openid: str
    scene: str = ""


@dataclass(frozen=True, slots=True)
class MenuUsed:
    """Somebody pressed a button of the menu; ``button`` is its kind (``CLICK``, ``VIEW``, ``scancode_push`` …)."""

    openid: str
    button: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Messaged:
    """Somebody wrote, or sent a picture, a voice, a place."""

    openid: str
    kind: str
    characters: int = 0


@dataclass(frozen=True, slots=True)
class ServiceEntered:
    """Somebody opened the customer-service chat of a mini-program."""

    openid: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to one template: ``accept``, ``reject`` or ``ban``, as WeChat writes it."""

    template: str
    status: str


@dataclass(frozen=True, slots=True)
class SubscriptionAnswered:
    """Somebody was asked whether we may write (``changed``: or set it anew among their own settings)."""

    openid: str
    answers: tuple[Answer, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message; ``code`` 0: it came."""

    template: str
    message_id: str
    code: int


@dataclass(frozen=True, slots=True)
class SubscriptionSent:
    """What became of subscribe messages that we sent."""

    openid: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class TemplateSent:
    """What became of a template message: ``success``, ``failed:user block``, ``failed: system failed``."""

    openid: str
    message_id: str
    status: str

    @property
    def delivered(self) -> bool:
        """Whether it came."""
        return self.status == "success"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that we do not know; the envelope has all it said."""

    event: str


Fact = (
    Followed | Unfollowed | Scanned | MenuUsed | Messaged | ServiceEntered | SubscriptionAnswered | SubscriptionSent
    | TemplateSent | Unknown
)  # fmt: skip


def fact_of(envelope: Envelope) -> Fact:
    """This will say what a callback says."""
    if envelope.kind != "event":
        return Messaged(envelope.openid, envelope.kind, len(text(envelope.fields, "Content")))
    reading = _READINGS.get(envelope.event.lower())
    return reading(envelope.openid, envelope.fields) if reading else Unknown(envelope.event)


def scene_of(key: str) -> str:
    """This will take the scene out of an event's key: who begins to follow has it behind a prefix."""
    return key.removeprefix(SCENE_PREFIX)


def _menu(openid: str, fields: Fields) -> Fact:
    return MenuUsed(openid, text(fields, "Event"), text(fields, "EventKey")[:300])


def _answered(part: str, *, changed: bool) -> "_Reading":
    def reading(openid: str, fields: Fields) -> Fact:
        answers = tuple(
            Answer(text(one, "TemplateId"), text(one, "SubscribeStatusString").lower())
            for one in _listed(fields, part)
            if text(one, "TemplateId")
        )
        return SubscriptionAnswered(openid, answers, changed)

    return reading


def _sent(openid: str, fields: Fields) -> Fact:
    outcomes = tuple(
        Outcome(text(one, "TemplateId"), text(one, "MsgID", "MsgId"), number(one, "ErrorCode"))
        for one in _listed(fields, "SubscribeMsgSentEvent")
        if text(one, "TemplateId")
    )
    return SubscriptionSent(openid, outcomes)


def _listed(fields: Fields, part: str) -> Iterator[Fields]:
    """The items of a list, which in XML stands inside an element, and in JSON is an object where it has one item."""
    inside = fields.get(part)
    listed = (inside if isinstance(inside, dict) else fields).get("List")
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            yield one


_Reading = Callable[[str, Fields], Fact]
_MENU: Final = ("click", "view", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album",
                "pic_weixin", "location_select", "view_miniprogram")  # fmt: skip
_READINGS: Final[Mapping[str, _Reading]] = {
    "subscribe": lambda openid, fields: Followed(openid, scene_of(text(fields, "EventKey"))),
    "unsubscribe": lambda openid, _: Unfollowed(openid),
    "scan": lambda openid, fields: Scanned(openid, scene_of(text(fields, "EventKey"))),
    "user_enter_tempsession": lambda openid, _: ServiceEntered(openid),
    "subscribe_msg_popup_event": _answered("SubscribeMsgPopupEvent", changed=False),
    "subscribe_msg_change_event": _answered("SubscribeMsgChangeEvent", changed=True),
    "subscribe_msg_sent_event": _sent,
    "templatesendjobfinish": lambda openid, fields: TemplateSent(
        openid, text(fields, "MsgID", "MsgId"), text(fields, "Status")
    ),
    **dict.fromkeys(_MENU, _menu),
}
