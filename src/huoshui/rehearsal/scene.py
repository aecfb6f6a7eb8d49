"""One day of a cohort: what is so this morning, and the diary that the day's acts are written into."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huoshui.rehearsal import brand, planted
from huoshui.rehearsal.chance import DAY, Dice, Floats, Ints, Mask, midnight, moments
from huoshui.rehearsal.identifiers import Slot, bits
from huoshui.rehearsal.people import People

NEVER = -1
Column = NDArray[Any] | int | str


@dataclass(slots=True)
class Acts:
    """
    Acts of one kind, column by column: who (rows of the cohort), when (ms), under which identifiers (masks of slots).

    ``facts`` are further columns that the phrase of this kind speaks; a bare value holds for all.
    """

    kind: str
    who: Ints
    at: Ints
    shown: Ints
    facts: dict[str, Column]


@dataclass(slots=True)
class State:
    """What changes about a cohort from day to day, one row a person."""

    heat: Floats
    """Interest in a vehicle just now: 1 when freshly caught, falling by half in a fortnight."""
    member: Mask
    account: Mask
    """Has signed in to the mini-program, which since knows the member."""
    contact: Ints
    """0 no WeCom contact (any more), 1 of headquarters' corp, 2 of the dealer's own."""
    ever_contact: Mask
    staff: Ints
    contact_store: Ints
    group: Ints
    fan: Mask
    """Follows the official account."""
    follows: Mask
    """(n, channels): follows the brand's account there."""
    fatigue: Floats
    pace: Floats
    """Times the planned cadence of pushes: 1, but drawn at random in the lab group."""
    lab: Mask
    rider: Mask
    """Rides a vehicle of the brand."""
    bought_on: Ints
    """The day of their last vehicle, `NEVER` if none in the market's time."""
    warm_until: Ints
    """The last day on which the retargeter follows them."""
    told_phone: Mask
    """Staff know their number."""
    bridged: Mask
    """Took their first step into WeChat."""
    joined: Ints
    """How often a group was joined, by store."""

    @classmethod
    def at_first(cls, people: People) -> "State":
        """This will give the state before the first day."""
        count = people.count
        none, zero = np.zeros(count, dtype=bool), np.zeros(count)
        never = np.full(count, NEVER)
        return cls(
            heat=zero.copy(),
            member=none.copy(),
            account=none.copy(),
            contact=np.zeros(count, dtype=np.int64),
            ever_contact=none.copy(),
            staff=never.copy(),
            contact_store=people.store.copy(),
            group=never.copy(),
            fan=none.copy(),
            follows=np.zeros((count, len(planted.SEAS)), dtype=bool),
            fatigue=zero.copy(),
            pace=np.ones(count),
            lab=none.copy(),
            rider=people.owner.copy(),
            bought_on=never.copy(),
            warm_until=never.copy(),
            told_phone=none.copy(),
            bridged=none.copy(),
            joined=np.zeros(len(brand.STORES), dtype=np.int64),
        )


@dataclass(slots=True)
class Ledger:
    """What truly came of each person, for the truth beside the data; money in fen."""

    orders: Ints
    paid: Ints
    refunded: Ints
    pushes: Ints
    contact_at: Ints
    deleted_at: Ints
    deleted_by_push: Mask
    inviter: Ints
    seen: NDArray[np.uint32]
    """(n, slots): for each slot, the slots that were shown on one event together with it."""

    @classmethod
    def blank(cls, count: int) -> "Ledger":
        """This will give a ledger in which nothing happened."""
        nought, never = np.zeros(count, dtype=np.int64), np.full(count, NEVER)
        return cls(
            nought.copy(),
            nought.copy(),
            nought.copy(),
            nought.copy(),
            never.copy(),
            never.copy(),
            np.zeros(count, dtype=bool),
            never.copy(),
            np.zeros((count, len(Slot)), dtype=np.uint32),
        )


@dataclass(slots=True)
class Scene:
    """A day on which things happen."""

    people: People
    state: State
    ledger: Ledger
    dice: Dice
    number: int
    day: date
    end: int
    """When the market's time is over: nothing is told of what would happen later."""
    waiting: dict[int, list[Acts]]
    """Acts that were settled already and are due on a later day."""
    diary: list[Acts] = field(default_factory=list)
    order_count: int = 0

    @property
    def midnight(self) -> int:
        """When the day begins, in milliseconds."""
        return midnight(self.day)

    def present(self) -> Ints:
        """This will list the real and silent people who have met the brand by today."""
        return np.flatnonzero((self.people.arrives_on <= self.number) & ~self.people.fake)

    def when(self, rhythm: str, who: Ints) -> Ints:
        """This will draw moments of today by a rhythm, for those who arrive today after their arrival."""
        at = moments(self.dice, rhythm, who.size)
        come = self.people.arrives_at[who]
        late = (self.people.arrives_on[who] == self.number) & (at <= come)
        at[late] = come[late] + 60_000 + (self.dice.random(int(late.sum())) * (DAY - come[late])).astype(np.int64)
        return self.midnight + at

    def note(self, kind: str, who: Ints, at: Ints, shown: Ints | int, **facts: Column) -> None:
        """This will write acts into the diary; ``shown`` is a mask of slots, for each or for all."""
        if who.size:
            self.diary.append(Acts(kind, who, at, _each(shown, who.size), facts))

    def note_later(self, kind: str, days: Ints, who: Ints, at: Ints, shown: Ints | int, **facts: Column) -> None:
        """This will keep acts for the days (counted from today) on which they are due."""
        shown = _each(shown, who.size)
        for ahead in np.unique(days).tolist():
            some = days == ahead
            due = {name: fact[some] if isinstance(fact, np.ndarray) else fact for name, fact in facts.items()}
            self.waiting.setdefault(self.number + ahead, []).append(Acts(kind, who[some], at[some], shown[some], due))

    # ---- what of themselves people show ----

    def on_web(self, who: Ints, *, in_wechat: Mask | bool = False) -> Ints:
        """This will show a browser, usual or second; inside WeChat with the official account's openid."""
        second = self.people.second_device[who] & (self.dice.random(who.size) < 0.25)
        shown = np.where(second, bits(Slot.WEB2, Slot.DEVICE2), bits(Slot.WEB, Slot.DEVICE))
        authorized = np.asarray(in_wechat) & (self.dice.random(who.size) < 0.8)
        signed_in = self.state.account[who] & (self.dice.random(who.size) < 0.4)
        tells_all = self.dice.random(who.size) < 0.6
        account = np.where(tells_all, bits(Slot.OPEN_OFFICIAL, Slot.UNION), bits(Slot.OPEN_OFFICIAL))
        shown = np.where(authorized, shown | account, shown)
        return np.where(signed_in, shown | bits(Slot.USER), shown)

    def in_mini(self, who: Ints) -> Ints:
        """This will show a visitor of the mini-program, signed in if ever they were."""
        shown = bits(Slot.MINI_WEB, Slot.OPEN_MINI, Slot.UNION)
        return np.where(self.state.account[who], shown | bits(Slot.USER), shown)

    def phone(self, who: Ints) -> Ints:
        """This will show the number that each uses now."""
        return np.where(self.people.new_phone_on[who] <= self.number, bits(Slot.PHONE2), bits(Slot.PHONE))

    def in_wecom(self, who: Ints) -> Ints:
        """
        This will show a WeCom contact; headquarters' corp sees the unionid unless that is not bound.

        Some add with their second WeChat: to the brand that is somebody else until a phone says otherwise.
        """
        second = self.people.second_wechat[who]
        union = np.where(self.people.unbound[who], 0, np.where(second, bits(Slot.UNION2), bits(Slot.UNION)))
        contact = np.where(second, bits(Slot.WECOM2), bits(Slot.WECOM))
        return np.where(self.state.contact[who] == 2, bits(Slot.WECOM_DEALER), contact | union)

    def on_platform(self, who: Ints, sea: Ints) -> Ints:
        """This will show how a public platform names them; ads are known by the device."""
        return np.broadcast_to(np.asarray(_SHOWN_ON[sea]), who.shape)

    def in_ads(self, who: Ints, sea: Ints) -> Ints:
        """This will show whom an ad reached: an account of the platform, or only a device."""
        return np.where(self.people.matched[who], self.on_platform(who, sea), bits(Slot.DEVICE))

    def first_step(self, who: Ints) -> Ints:
        """This will show, on the first step into WeChat, the account that it was made from: for most, and once."""
        fresh = ~self.state.bridged[who]
        self.state.bridged[who] = True
        told = fresh & (self.dice.random(who.size) < planted.BRIDGED)
        return np.where(told, self.in_ads(who, self.people.origin[who]), 0)

    def own_corp(self, who: Ints) -> Mask:
        """This will tell whose dealer runs a WeCom of its own."""
        return np.asarray(_OWN_CORP[self.people.store[who]])


def _each(shown: Ints | int, count: int) -> Ints:
    return np.full(count, shown, dtype=np.int64) if isinstance(shown, int) else shown


_OWN_CORP = np.array([shop.dealer in brand.DEALER_CORPS for shop in brand.STORES])
_PLATFORM_SLOT = {
    "douyin": Slot.DOUYIN,
    "xiaohongshu": Slot.XIAOHONGSHU,
    "weibo": Slot.WEIBO,
    "bilibili": Slot.BILIBILI,
    "kuaishou": Slot.KUAISHOU,
    "wechat_channels": Slot.OPEN_SHOP,
}
_SHOWN_ON = np.array([bits(_PLATFORM_SLOT.get(sea.name, Slot.DEVICE)) for sea in planted.SEAS])
