"""What others may know of transfers: what is given to whom, how far it is, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from huoshui.bedrock.errors import Conflict, Missing, Unfit

BATCH_MOST: Final = 100
"""How many one question may name: https://developer.work.weixin.qq.com/document/path/92125."""
PERIOD: Final = timedelta(days=90)
TIMES_MOST: Final = 2
"""How often a customer of a staff member in service may be handed on within the period."""
CUSTOMERS_MOST: Final = 20_000
"""The most friends that a staff member can have."""
TAKERS_MOST: Final = 100
WEIGHT_MOST: Final = 100


class What(StrEnum):
    """What is handed on."""

    CUSTOMER = "customer"
    GROUP = "group"


class Balance(StrEnum):
    """``load``: what the takers have afterwards is even; ``share``: what they are given is."""

    LOAD = "load"
    SHARE = "share"


class ItemState(StrEnum):
    """How far one customer or group is; those of `OPEN` are under way, all others are final."""

    PLANNED = "planned"
    ASKING = "asking"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    TAKER_FULL = "taker_full"
    NO_RECORD = "no_record"
    FAILED = "failed"
    TOO_OFTEN = "too_often"


OPEN: Final = (ItemState.PLANNED, ItemState.ASKING, ItemState.WAITING)
AGAIN: Final = (
    ItemState.REFUSED, ItemState.TAKER_FULL, ItemState.NO_RECORD, ItemState.FAILED, ItemState.TOO_OFTEN,
)  # fmt: skip
"""What came to nothing and may be given to somebody else."""


class LeftOut(StrEnum):
    """Why a customer or group is not given: handed on twice in 90 days, or on the way already."""

    TOO_OFTEN = "too_often"
    ON_THE_WAY = "on_the_way"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes over; one of weight 2 is given twice as much as one of weight 1."""

    staff: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """
    What somebody wants handed on.

    ``customers``: these of the giver's alone; ``None``: all. ``again``: what came to nothing in that transfer, and
    nothing else.
    """

    corp: str
    giver: str
    takers: Sequence[Taker]
    balance: Balance = Balance.LOAD
    customers: Sequence[str] | None = None
    groups: bool = True
    message: str = ""
    again: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One customer or group and who takes it; ``known``: they are friends already, so the taker has no more to do."""

    what: What
    thing: str
    taker: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """What one taker would get: friends ``before``, those ``known`` to them already, ``fresh`` ones, groups."""

    staff: str
    name: str
    weight: int
    before: int
    known: int
    fresh: int
    groups: int

    @property
    def after(self) -> int:
        """How many friends they would have."""
        return self.before + self.fresh


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order comes to now: every customer and group once, who takes them, and what is left out and why."""

    order: Order
    giver_name: str
    resigned: bool
    unit: int | None
    given: Sequence[Given]
    portions: Sequence[Portion]
    left_out: Mapping[LeftOut, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Giver:
    """A staff member and what they have: friends, groups, who waits for a new one there, who is on the way."""

    corp: str
    staff: str
    name: str
    unit: str | None
    left_at: datetime | None
    follows: bool
    friends: int
    groups: int
    waiting: int
    on_the_way: int
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer and how far it is: items by state, and by taker and state."""

    id: int
    corp: str
    giver: str
    giver_name: str
    resigned: bool
    balance: Balance
    message: str
    again: int | None
    started_at: datetime
    started_name: str
    finished_at: datetime | None
    counts: Mapping[ItemState, int]
    takers: Sequence["Progress"]
    problem: str
    """Why the platform cannot be asked now, if it cannot."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far what one taker is given is."""

    staff: str
    name: str
    weight: int
    counts: Mapping[ItemState, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One customer or group of a transfer; ``reason`` is the name of the platform's ``code``."""

    id: int
    what: What
    thing: str
    name: str
    identity: int | None
    taker: str
    taker_name: str
    known: bool
    state: ItemState
    code: int
    reason: str
    taken_at: datetime | None
    settled_at: datetime | None


class NoSuchTransfer(Missing):
    """There is no transfer {id}."""


class NobodyToTransfer(Conflict):
    """“{giver}” has nobody who could be handed on now: {left_out} were left out."""


class TransferToGiver(Unfit):
    """“{staff}” hands on and cannot take over."""


class TakerAway(Conflict):
    """“{staff}” has no contacts of their own or left, and cannot take over."""


class TakerNamedTwice(Unfit):
    """“{staff}” is named twice among those who take over."""


class NotTheirCustomers(Conflict):
    """{count} of the customers named are not “{giver}”'s friends, “{example}” among them."""


class AgainOfAnother(Unfit):
    """Transfer {id} was “{giver}”'s; what came to nothing there can only be given again from them."""


class PlanMoved(Conflict):
    """What would be handed on has changed since you looked: {now} customers and groups, not {then}. Look again."""
