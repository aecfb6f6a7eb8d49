"""A corp as WeCom has it: all that there is in it, and the law by which it grows."""

import random
from collections.abc import Callable
from typing import Any

from huoshui.rehearsal.wecom.law import TOKEN_SECONDS, Traffic, found, need
from huoshui.rehearsal.wecom.things import (
    Chat,
    Code,
    Customer,
    Follow,
    Link,
    Member,
    Moment,
    Send,
    Tag,
    Transfer,
    Welcome,
    Written,
)

Letter = dict[str, Any]
"""What one callback says beside its envelope."""


class Corp:
    """
    All that WeCom knows of a corp.

    ``secrets`` are its apps' with their agent ids; ``now`` tells the time; whatever is drawn is drawn from ``chance``.
    What happens by staff's and customers' hands goes into ``letters``, for a `teller` to bring.
    """

    def __init__(
        self,
        corp_id: str,
        *,
        secrets: dict[str, int],
        now: Callable[[], float],
        chance: random.Random,
        traffic: Traffic | None = None,
    ) -> None:
        self.corp_id = corp_id
        self.secrets = secrets
        self.now = now
        self.chance = chance
        self.traffic = traffic or Traffic()
        self.bound_to_wechat = True
        self.quota_per_month: int | None = None
        """How many mass sends a customer receives in a month: as many as it has days, or what a test makes of it."""
        self.quota_mode = "month"
        """What the corp decided instead: ``week`` seven in one, ``day`` one a day (path/96997)."""
        self.tokens: dict[str, tuple[str, float]] = {}
        self.staff: dict[str, Member] = {}
        self.departments: dict[int, tuple[int, str]] = {1: (0, "总部")}
        self.customers: dict[str, Customer] = {}
        self.follows: dict[tuple[str, str], Follow] = {}
        self._of_staff: dict[str, dict[str, Follow]] = {}
        self._of_customer: dict[str, dict[str, Follow]] = {}
        self.readings: dict[str, list[Follow]] = {}
        """What is being read page by page, as it was when that began."""
        self.tag_groups: dict[str, str] = {}
        self.tags: dict[str, Tag] = {}
        self.codes: dict[str, Code] = {}
        self.chats: dict[str, Chat] = {}
        self.welcomes: dict[str, Welcome] = {}
        self.group_welcomes: dict[str, dict[str, Any]] = {}
        self.sends: dict[str, Send] = {}
        self.transfers: list[Transfer] = []
        self.moments: dict[str, Moment] = {}
        self.moment_jobs = 100
        """So many jobs of moments may be under way at once (41078); the page names no number."""
        self.moment_job_seconds = 0.0
        self.moments_shown_a_month: int | None = None
        """How many of the corp's moments one customer is shown in a month; no interface tells the number."""
        self.links: dict[str, Link] = {}
        self.link_quota = self.link_balance = 1000
        self.media: dict[str, float] = {}
        self.moment_media: set[str] = set()
        """Which of them came for moments, which take no others."""
        self.oauth: dict[str, tuple[float, dict[str, str]]] = {}
        self.messages: list[dict[str, Any]] = []
        self.greeted: list[dict[str, Any]] = []
        self.chat_keys: dict[str, tuple[Follow, str, float]] = {}
        """By the key of the callback that somebody who came by a link wrote: with whom, which link, since when."""
        self.written: list[Written] = []
        self.deletions: list[tuple[float, str]] = []
        """When a customer deleted whom."""
        self.counted_at_hour: int | None = None
        """Until this hour of the day after a day's figures are told as nothing; none: they are there at once."""
        self.letters: list[Letter] = []

    def id(self, prefix: str, length: int = 32) -> str:
        """This will make an id as WeCom's look."""
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return prefix + "".join(self.chance.choices(letters, k=length - len(prefix)))

    def tell(self, event: str, change: str = "", **said: Any) -> None:  # noqa: ANN401 what letters say
        """This will write a callback."""
        self.letters.append({"CreateTime": int(self.now()), "Event": event, "ChangeType": change, **said})

    def new_token(self, secret: str) -> str:
        """This will give an app a token; the one before is good no longer."""
        self.tokens = {token: held for token, held in self.tokens.items() if held[0] != secret}
        token = self.id("", 64)
        self.tokens[token] = (secret, self.now() + TOKEN_SECONDS)
        return token

    def member(self, userid: str, code: int = 60111) -> Member:
        """This will find someone who works here now, or refuse."""
        member = found(self.staff.get(userid), code)
        need(member.left_at is None, code)
        return member

    def follow(self, userid: str, external_userid: str) -> Follow:
        """This will find what staff may act upon: not what they deleted, nor what is only half, or refuse (84061)."""
        need(external_userid in self.customers, 40096)
        follow = found(self.follows.get((userid, external_userid)), 84061)
        need(not follow.half, 84061)
        return follow

    def shown_by(self, said: dict[str, Any]) -> list[str]:
        """This will list the staff of a live code who work here now, those of its departments included."""
        parties = set(said.get("party", []))
        return [
            one.userid
            for one in self.staff.values()
            if one.left_at is None and (one.userid in said.get("user", []) or parties & set(one.departments))
        ]

    def keep(self, follow: Follow) -> Follow:
        """This will let a contact be."""
        self.follows[follow.userid, follow.external_userid] = follow
        self._of_staff.setdefault(follow.userid, {})[follow.external_userid] = follow
        self._of_customer.setdefault(follow.external_userid, {})[follow.userid] = follow
        return follow

    def part(self, follow: Follow) -> None:
        """This will let a contact be no more."""
        del self.follows[follow.userid, follow.external_userid]
        del self._of_staff[follow.userid][follow.external_userid]
        del self._of_customer[follow.external_userid][follow.userid]

    def has_room(self, userid: str) -> bool:
        """This will tell whether staff may have one contact more."""
        return len(self._of_staff.get(userid, {})) < self.staff[userid].room

    def of_staff(self, userid: str) -> list[Follow]:
        """This will list a staff member's contacts, in the order in which they came."""
        return list(self._of_staff.get(userid, {}).values())

    def of_customer(self, external_userid: str) -> list[Follow]:
        """This will list who follows a customer, in the order in which they came."""
        return list(self._of_customer.get(external_userid, {}).values())
