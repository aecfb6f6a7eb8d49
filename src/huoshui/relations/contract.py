"""What others may know of relations: how staff and customers stand, what happened between them, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from huoshui.bedrock.errors import Busy, Conflict, Missing, Unfit

SOURCE: Final = "wecom"
"""What the house's own source of these events is called."""
TAGS_MOST: Final = 3_000
"""Corp tags of one corp: https://developer.work.weixin.qq.com/document/path/92117."""
GROUP_CAPACITY: Final = 500


class Kind(StrEnum):
    """A fact about a follow relation; of those in one moment the one that stands first here happened first."""

    HALF_ADDED = "half_added"
    ADDED = "added"
    FOUND = "found"
    READ = "read"
    MARKED = "marked"
    TRANSFER_FAILED = "transfer_failed"
    DELETED_BY_CUSTOMER = "deleted_by_customer"
    DELETED_BY_STAFF = "deleted_by_staff"
    TRANSFERRED_AWAY = "transferred_away"
    MISSING = "missing"


class Standing(StrEnum):
    """How two stand: 未建立, 单向, 好友, 客户已删除, 员工已删除, 已转接."""

    NONE = "none"
    HALF = "half"
    FRIEND = "friend"
    DELETED_BY_CUSTOMER = "deleted_by_customer"
    DELETED_BY_STAFF = "deleted_by_staff"
    TRANSFERRED = "transferred"


class Turn(StrEnum):
    """What a fact turned; ``cleared``: staff deleted someone who had deleted them before."""

    NOTHING = ""
    HALF_ADDED = "half_added"
    ADDED = "added"
    CONFIRMED = "confirmed"
    READDED = "readded"
    TRANSFERRED_TO = "transferred_to"
    EDITED = "edited"
    TRANSFER_FAILED = "transfer_failed"
    DELETED_BY_CUSTOMER = "deleted_by_customer"
    DELETED_BY_STAFF = "deleted_by_staff"
    CLEARED = "cleared"
    TRANSFERRED_AWAY = "transferred_away"


GAINS: Final = (Turn.HALF_ADDED, Turn.ADDED, Turn.READDED)
LOSSES: Final = (Turn.DELETED_BY_CUSTOMER, Turn.DELETED_BY_STAFF)
"""A transfer is in neither: nobody came and nobody went."""


class Move(StrEnum):
    """A step of a group's member; ``seen`` and ``gone`` were read from the platform's list."""

    JOINED = "joined"
    SEEN = "seen"
    LEFT = "left"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Reach:
    """Who may write to whom; ``mass`` is whether a mass send would reach them, ``how`` says what would have to be."""

    staff_writes: bool
    customer_writes: bool
    mass: bool
    how: str


REACH: Final[Mapping[Standing, Reach]] = {
    Standing.NONE: Reach(staff_writes=False, customer_writes=False, mass=False, how="add"),
    Standing.HALF: Reach(staff_writes=False, customer_writes=True, mass=False, how="confirm"),
    Standing.FRIEND: Reach(staff_writes=True, customer_writes=True, mass=True, how=""),
    Standing.DELETED_BY_CUSTOMER: Reach(staff_writes=False, customer_writes=False, mass=False, how="add_again"),
    Standing.DELETED_BY_STAFF: Reach(staff_writes=False, customer_writes=False, mass=False, how="add_again"),
    Standing.TRANSFERRED: Reach(staff_writes=False, customer_writes=False, mass=False, how="ask_taker"),
}
LEFT_BEHIND: Final = Reach(staff_writes=False, customer_writes=False, mass=False, how="assign")
"""Where the staff member does not work here any more."""


@dataclass(frozen=True, slots=True)
class Pool:
    """One staff member's pool: who is in it now, and what came and went in the period."""

    corp: str
    staff: str
    name: str
    unit: str | None
    left_at: datetime | None
    friends: int
    half: int
    added: int
    transferred_to: int
    deleted_by_customer: int
    deleted_by_staff: int
    transferred_away: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a relation's history."""

    at: datetime
    kind: Kind
    turn: Turn
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """One staff member's relation with one customer, as one sees it on the customer's page."""

    id: int
    corp: str
    staff: str
    staff_name: str
    contact: str
    standing: Standing
    reach: Reach
    since: datetime
    begun_at: datetime | None
    way: int
    source: str
    supposed: bool
    remark: str
    tags: Sequence[str]
    history: Sequence[Line] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Somebody whom a staff member lost, or handed on, and how long they had been there."""

    id: int
    at: datetime
    turn: Turn
    supposed: bool
    corp: str
    staff: str
    staff_name: str
    contact: str
    name: str
    identity: int | None
    added_at: datetime | None
    way: int
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of customers."""

    corp: str
    id: str
    name: str
    owner: str
    owner_name: str
    opened_at: datetime | None
    dismissed_at: datetime | None
    members: int
    customers: int
    joined_today: int
    left_today: int
    read_at: datetime | None
    tags: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody who is in a group, or was."""

    member: str
    name: str
    staff: bool
    identity: int | None
    joined_at: datetime | None
    left_at: datetime | None
    scene: str
    inviter: str
    state: str
    quit_scene: str
    inviter_name: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day (Beijing)."""

    day: date
    added: int
    transferred: int
    deleted_by_customer: int
    deleted_by_staff: int
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class Run:
    """
    A comparison with the platform: how far it is, what it read, and what it repaired, by kind, with examples.

    ``state``: ``running``, ``done`` or ``failed``; a failed one goes on where it stopped when it is started again.
    ``withheld`` friends stood on no page and are too many to be let go unasked; ``confirmed_by`` said that they went.
    """

    id: int
    account: int
    corp: str
    state: str
    step: str
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    staff: int
    staff_done: int
    counts: Mapping[str, int]
    repaired: Mapping[str, int]
    examples: Mapping[str, Sequence[str]]
    problem: str
    withheld: int
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class CorpTag:
    """A corp tag; ``carriers`` are the relations that have it."""

    corp: str
    id: str
    name: str
    group: str
    group_id: str
    place: int
    carriers: int


class NoSuchRelation(Missing):
    """There is no relation {id}."""


class NoSuchGroup(Missing):
    """There is no group “{group}”."""


class NoSuchFollower(Missing):
    """There is no staff member “{staff}” with contacts."""


class NoSuchCorpTag(Missing):
    """There is no corp tag “{tag}” at “{corp}”."""


class NoSuchSync(Missing):
    """There is no comparison {id}."""


class SyncRunning(Conflict):
    """“{account}” is being compared with the platform already; it has read {staff_done} of {staff} staff."""


class NothingWithheld(Conflict):
    """Comparison {id} holds nobody back, or a later one was begun."""


class NotAFriend(Conflict):
    """The platform takes tags only for friends, and this relation is “{standing}”."""


class CorpTagsFull(Conflict):
    """A corp has at most {most} tags, and there are {held}: {asked} more do not fit."""


class NotAPlaceInPages(Unfit):
    """“{after}” is no place in this list; take the `next` of the page before."""


class NoConnectorForCorp(Conflict):
    """No connector of “{corp}” works now: connect one, or resume it, before this can be asked."""


class DeclinedByWeCom(Conflict):
    """WeCom did not do it: {why}. Nothing was changed here."""


class WeComSilent(Busy):
    """WeCom does not answer. Look in {retry_after} seconds whether it was done, before you ask again."""
