"""
Whether somebody may be answered: the customer-service window.

Since 2023-06-12 a message opens 48 hours for 5 messages; a menu's button, a scan and a new follow open one minute for
3; https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html. In a mini-program
a message opens 48 hours for 5, entering the chat one minute for 2;
https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/customer-message/send.html. Allowances do not
add up: what was sent counts against each that was given before it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from huoshui.relations.followers.contract import Kind, Window

LONGEST: Final = timedelta(hours=48)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many messages for so long."""

    messages: int
    lasts: timedelta


ALLOWANCES: Final[Mapping[str, Mapping[Kind, Allowance]]] = {
    "wechat_mp": {
        Kind.MESSAGED: Allowance(5, LONGEST),
        Kind.MENU_CLICKED: Allowance(3, _MINUTE),
        Kind.SCANNED: Allowance(3, _MINUTE),
        Kind.FOLLOWED: Allowance(3, _MINUTE),
    },
    "miniprogram": {
        Kind.MESSAGED: Allowance(5, LONGEST),
        Kind.SERVICE_ENTERED: Allowance(2, _MINUTE),
    },
}


def window(
    channel: str, acts: Iterable[tuple[Kind, datetime]], sent: Sequence[datetime], now: datetime, *, gone: bool = False
) -> Window:
    """
    This will tell how often somebody may be answered now and until when, after what they did and what was sent.

    ``gone``: they follow no more, which shuts every window (45015).
    """
    if gone:
        return Window(0, shut="left")
    allowances = ALLOWANCES[channel]
    given = [(kind, at, allowances[kind]) for kind, at in acts if kind in allowances]
    if not given:
        return Window(0, shut="never")
    alive = [(kind, at, one) for kind, at, one in given if at <= now < at + one.lasts]
    if not alive:
        return Window(0, shut="over")
    lefts = [(one.messages - sum(at <= moment for moment in sent), at + one.lasts, kind) for kind, at, one in alive]
    left, until, kind = max(lefts, key=lambda one: (one[0] > 0, one[1], one[0]))
    if left <= 0:
        return Window(0, shut="used")
    return Window(left, until, kind)
