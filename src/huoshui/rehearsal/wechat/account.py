"""One official account or mini-program: who follows, by which code, and what they allowed."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huoshui.rehearsal.wechat.law import WINDOWS

Letter = dict[str, Any]
"""A callback without its head: who it is from, when, and what it says."""


@dataclass(slots=True)
class Fan:
    """Somebody whom the account knows by an openid."""

    openid: str
    unionid: str = ""
    follows: bool = False
    followed_at: int = 0
    scene: str = ""
    way: str = ""
    accepted: dict[str, int] = field(default_factory=dict)
    """Templates, with how many messages may still come; those for long count as one until they are refused."""
    acts: list[tuple[str, float]] = field(default_factory=list)
    answered: int = 0
    """Messages since the last act that opened a window."""


@dataclass(slots=True)
class Sent:
    """A message that came to somebody."""

    openid: str
    way: str
    template: str
    msgid: int
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of a mini-program that opens by a ticket until some moment."""

    kind: str
    path: str
    query: str
    until: float


@dataclass(slots=True)
class Account:
    """What WeChat keeps of an account; ``now`` tells seconds since 1970-01-01 UTC."""

    appid: str
    secret: str
    now: Callable[[], float]
    chance: random.Random
    channel: str = "wechat_mp"
    original_id: str = "gh_0123456789ab"
    fans: dict[str, Fan] = field(default_factory=dict)
    templates: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Subscribe templates: title, and 2 for once or 3 for long."""
    messages: dict[str, str] = field(default_factory=dict)
    """Template messages' templates: title."""
    letters: list[Letter] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    """Scenes by ticket."""
    permanent: int = 0
    logins: dict[str, tuple[str, float]] = field(default_factory=dict)
    phones: dict[str, tuple[str, float]] = field(default_factory=dict)
    quotas: dict[str, int] = field(default_factory=dict)
    """Calls a day for a path, where there are fewer than anybody would use."""
    used: Counter[tuple[str, int]] = field(default_factory=Counter)
    client_ids: dict[tuple[str, str], int] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    """Pages of a mini-program that are published; none: it is not published."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """URL Links and URL Schemes by their ticket."""
    entries_at: list[float] = field(default_factory=list)
    """When the last of them were made."""

    def tell(self, openid: str, event: str, **said: Any) -> None:  # noqa: ANN401 JSON
        """This will write an event's callback."""
        head = {"FromUserName": openid, "CreateTime": int(self.now()), "MsgType": "event", "Event": event}
        self.letters.append({**head, **said})

    def number(self) -> int:
        """This will draw a message's number."""
        return self.chance.randrange(10**17, 10**18)

    def window(self, fan: Fan) -> tuple[bool, bool]:
        """This will tell whether somebody may be answered by the time that passed, and by how often they were."""
        windows = WINDOWS[self.channel]
        gone = self.channel == "wechat_mp" and not fan.follows
        acts = [] if gone else [(act, at) for act, at in fan.acts if act in windows]
        alive = [windows[act][0] for act, at in acts if self.now() < at + windows[act][1]]
        return bool(alive), fan.answered < max(alive, default=0)
