"""What there is in a corp: staff, customers and what is between them, groups, tags, codes, and what is under way."""

from dataclasses import dataclass, field
from typing import Any

from huoshui.rehearsal.wecom.law import FRIENDS_MOST


@dataclass(slots=True)
class Member:
    """A member of staff."""

    userid: str
    name: str
    departments: list[int]
    active: bool = True
    has_contacts: bool = True
    """Whether 客户联系 is switched on for them."""
    left_at: float | None = None
    room: int = FRIENDS_MOST
    """How many contacts they may have."""


@dataclass(slots=True)
class Customer:
    """A WeChat user; ``pending_id`` by which an app knew them before they were a contact."""

    external_userid: str
    name: str
    unionid: str = ""
    openid: str = ""
    pending_id: str = ""
    pending_until: float = 0.0


@dataclass(slots=True)
class Follow:
    """What is between a member of staff and a customer."""

    userid: str
    external_userid: str
    created_at: float
    state: str = ""
    add_way: int = 1
    remark: str = ""
    description: str = ""
    company: str = ""
    mobiles: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    half: bool = False
    deleted_by_customer: bool = False
    spoke: bool = False
    agreed_to_archive: bool = True


@dataclass(slots=True)
class Tag:
    """A tag, in a group."""

    id: str
    name: str
    group_id: str
    created_at: float
    order: int = 0


@dataclass(slots=True)
class Code:
    """A live code (``kind`` 1, 2) or a group's code (``kind`` 0); ``said`` is what the app said of it."""

    config_id: str
    kind: int
    said: dict[str, Any]
    created_at: float
    turn: int = 0


@dataclass(slots=True)
class Chat:
    """A group: members by id, with how each joined."""

    chat_id: str
    name: str
    owner: str
    created_at: float
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    version: int = 1
    transferred_at: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Send:
    """A mass send: for each sender the receivers and what became of each, 0 not sent … 3 over quota."""

    msgid: str
    kind: str
    creator: str
    created_at: float
    parts: dict[str, dict[str, int]]
    confirmed_at: dict[str, float] = field(default_factory=dict)
    reminded_at: list[float] = field(default_factory=list)
    canceled: bool = False
    text: str = ""


@dataclass(slots=True)
class Transfer:
    """A contact on its way; ``status`` 2 waits until ``due_at``, then 1; 3 the customer refused, 4 taker full."""

    giver: str
    taker: str
    external_userid: str
    begun_at: float
    due_at: float
    status: int = 2
    resigned: bool = False


@dataclass(slots=True)
class Welcome:
    """A right to greet, once."""

    follow: Follow
    until: float
    used: bool = False


@dataclass(slots=True)
class Moment:
    """
    A moment: by sender those who may see it, to whom it was shown when it was published, and who liked or commented.

    Likes and comments are by customer and sender, for somebody may follow two who publish the same.
    """

    moment_id: str
    jobid: str
    created_at: float
    visible_to: dict[str, list[str]]
    published: set[str] = field(default_factory=set)
    shown_to: dict[str, list[str]] = field(default_factory=dict)
    likes: dict[tuple[str, str], float] = field(default_factory=dict)
    comments: list[tuple[str, str, float]] = field(default_factory=list)
    invalid_senders: list[str] = field(default_factory=list)
    invalid_departments: list[int] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    done_at: float = 0.0
    """When its job is done and it stands in the list."""
    asked: int = 0
    canceled: bool = False
    fails: int = 0
    """The code with which its job ends instead of making it."""


@dataclass(slots=True)
class Link:
    """An acquisition link, how often it was opened and whom it brought."""

    link_id: str
    name: str
    users: list[str]
    created_at: float
    opened: int = 0
    brought: list[Follow] = field(default_factory=list)


@dataclass(slots=True)
class Written:
    """Something that was written: to a customer by staff, to staff by a customer, or in a group."""

    at: float
    staff: str
    other: str
    """The customer; in a group whoever of its members wrote."""
    by_customer: bool = False
    chat_id: str = ""
