"""What others may know of mass sends: what is said, to whom, through whom, how far it is, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from huoshui.bedrock.errors import Conflict, Missing, Unfit

TEXT_MOST: Final = 4_000
"""Bytes of a mass send's words: https://developer.work.weixin.qq.com/document/path/92135."""
ATTACHMENTS_MOST: Final = 9
RECEIVERS_MOST: Final = {"customers": 10_000, "groups": 2_000}
"""So many fit into one question to the platform."""
REMINDERS_MOST: Final = 3
"""For one task in 24 hours: https://developer.work.weixin.qq.com/document/path/97610."""
CHANNEL: Final = "wecom"


class Kind(StrEnum):
    """To whom: 客户, 客户群."""

    CUSTOMERS = "customers"
    GROUPS = "groups"


class Pick(StrEnum):
    """Who sends where a customer has several staff: 最近沟通, 最早添加, 最近添加, 指定员工."""

    LAST_TALKED = "last_talked"
    FIRST_ADDED = "first_added"
    LAST_ADDED = "last_added"
    NAMED = "named"


class State(StrEnum):
    """How far a send is; ``asked``: staff see their tasks, ``canceling``: what is not confirmed is being stopped."""

    PLANNED = "planned"
    ASKING = "asking"
    ASKED = "asked"
    CANCELING = "canceling"
    CANCELED = "canceled"
    DONE = "done"


class PartState(StrEnum):
    """How far one question is. ``asking``: it may have left, and what became of it is not known yet."""

    PLANNED = "planned"
    ASKING = "asking"
    ASKED = "asked"
    NOBODY = "nobody"
    DECLINED = "declined"
    CANCELED = "canceled"


class Outcome(StrEnum):
    """What became of it for one receiver; ``unsent``: staff have not confirmed."""

    PLANNED = "planned"
    UNSENT = "unsent"
    SENT = "sent"
    NOT_A_FRIEND = "not_a_friend"
    OVER_QUOTA = "over_quota"
    UNREACHABLE = "unreachable"
    LEFT_OUT = "left_out"
    CANCELED = "canceled"


class Left(StrEnum):
    """Why somebody of the audience is not asked for."""

    NO_CONTACT = "no_contact"
    NOT_A_FRIEND = "not_a_friend"
    STAFF_LEFT = "staff_left"
    REFUSED = "refused"
    NO_SENDER = "no_sender"
    OVER_QUOTA = "over_quota"


class QuotaMode(StrEnum):
    """How often the corp lets one customer or group receive: 每月（当月天数）, 每周 7 次, 每天 1 次."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What a message brings beside its words: an uploaded ``media``, a page, or a mini-program with its picture."""

    kind: str
    media: int | None = None
    title: str = ""
    url: str = ""
    words: str = ""
    appid: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said."""

    text: str = ""
    attachments: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """
    To whom: what is given must all hold. ``everybody`` says that nothing needs to be given; ``tags`` are any of these
    (of groups ``group_tags``), ``staff`` whose customers or groups, ``contacts`` and ``groups`` the platform's ids.
    """

    segment: str = ""
    tags: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    group_tags: tuple[str, ...] = ()
    everybody: bool = False
    listed: int = 0
    """How many contacts were given, once the send is planned: then they are its receivers and stand nowhere else."""


@dataclass(frozen=True, slots=True)
class SendPlan:
    """A mass send as it was composed."""

    name: str
    kind: Kind
    message: Message
    audience: Audience
    pick: Pick = Pick.LAST_TALKED
    senders: tuple[str, ...] = ()
    """The named staff, the first before the second; only where ``pick`` is ``named``."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One staff member by whom one customer could be reached."""

    contact: str
    staff: str
    unit: int | None
    identity: int | None
    friend: bool
    staff_left: bool
    added_at: datetime | None
    talked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SenderShare:
    """What one staff member would have, or has, to send."""

    staff: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a send would come to, before anything is sent."""

    wanted: int
    people: int
    parts: int
    senders: Sequence[SenderShare]
    left_out: Mapping[Left, int]
    quota: QuotaMode
    most: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How a send stands: receivers by what became of them, staff who were asked and who confirmed."""

    people: int = 0
    senders: int = 0
    asked_senders: int = 0
    confirmed_senders: int = 0
    asked: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def execution_rate(self) -> float | None:
        """Which share of the staff who were asked confirmed."""
        return self.confirmed_senders / self.asked_senders if self.asked_senders else None

    @property
    def delivery_rate(self) -> float | None:
        """Which share of the receivers for whom staff were asked it reached."""
        return self.outcomes.get(Outcome.SENT, 0) / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class MassSend:
    """A mass send and how it stands."""

    id: int
    corp: str
    account: int
    plan: SendPlan
    state: State
    left_out: Mapping[str, int]
    created_at: datetime
    created_by: str
    started_at: datetime | None
    asked_at: datetime | None
    ended_at: datetime | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Part:
    """One staff member's task; who has more than fits into one question has several."""

    id: int
    staff: str
    staff_name: str
    unit: str | None
    state: PartState
    people: int
    outcomes: Mapping[Outcome, int]
    asked_at: datetime | None
    confirmed_at: datetime | None
    reminded_at: Sequence[datetime]
    problem: str


@dataclass(frozen=True, slots=True)
class SendReceiver:
    """Somebody, or a group, to whom it goes, and what became of it."""

    id: int
    contact: str
    name: str
    identity: int | None
    staff: str
    staff_name: str
    outcome: Outcome
    reason: str
    sent_at: datetime | None


class NoSuchSend(Missing):
    """There is no mass send {id}."""


class NoAudience(Unfit):
    """Say to whom: a segment, tags, staff, customers or groups; or that you mean everybody."""


class AudienceMismatched(Unfit):
    """A send to {kind} cannot be narrowed by {by}."""


class NothingToSay(Unfit):
    """A message needs words or an attachment."""


class SendTextTooLong(Unfit):
    """The text has {bytes} bytes; WeCom takes {most}, and a Chinese character has three."""


class TooManyAttachments(Unfit):
    """There are {given} attachments; WeCom takes {most}."""


class NotAnAttachment(Unfit):
    """The attachment in place {place} cannot be sent: {why}."""


class NotForSends(Unfit):
    """“{filename}” cannot be sent: {why}."""


class NobodyToSendTo(Conflict):
    """Nobody is left to send to: {wanted} were wanted, and each of them is left out. The estimate says why."""


class SendKeyTaken(Conflict):
    """This key was used for another mass send ({id}). Take a new one."""


class SendNotPlanned(Conflict):
    """The send is “{state}”; only one that is planned can be started."""


class SendOver(Conflict):
    """The send is “{state}”; there is nothing left to stop or to remind of."""


class NobodyToRemind(Conflict):
    """There is nobody to remind: whoever was asked has confirmed, or was reminded {most} times in 24 hours."""
