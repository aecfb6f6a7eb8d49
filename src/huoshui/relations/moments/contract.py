"""What others may know of moments: what is said, who publishes it, who sees it, how far it is, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.relations.sends.contract import Message

CHARACTERS_MOST: Final = 2_000
BYTES_MOST: Final = 4_000
"""Of a moment's words: https://developer.work.weixin.qq.com/document/path/95094."""
PICTURES_MOST: Final = 9
REMINDERS_MOST: Final = 3
"""For one moment in 24 hours: a message of our own app, and more than that is a nuisance."""


class State(StrEnum):
    """How far a moment is; ``asking``: a job makes it, ``asked``: staff see their task and may publish."""

    PLANNED = "planned"
    ASKING = "asking"
    ASKED = "asked"
    CANCELING = "canceling"
    CANCELED = "canceled"
    DECLINED = "declined"
    DONE = "done"


class Doing(StrEnum):
    """What one staff member does with it; ``refused``: the platform does not ask them."""

    PLANNED = "planned"
    ASKED = "asked"
    PUBLISHED = "published"
    REFUSED = "refused"
    CANCELED = "canceled"


class Hidden(StrEnum):
    """Why a customer could not see it, whoever of the chosen staff publishes."""

    NOT_A_FRIEND = "not_a_friend"
    STAFF_LEFT = "staff_left"
    NO_RIGHT = "no_right"
    NO_TAG = "no_tag"


class Act(StrEnum):
    """What a customer did with it, as the event's ``kind`` says it."""

    LIKE = "like"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class MomentPlan:
    """A moment as it was composed: who publishes it, and which customers' tags (any of them) let them see it."""

    name: str
    message: Message
    everybody: bool = False
    staff: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Viewing:
    """One staff member at whom one customer could see it."""

    staff: str
    identity: int | None
    friend: bool
    staff_left: bool
    may_publish: bool
    tagged: bool


@dataclass(frozen=True, slots=True)
class PublisherShare:
    """To how many customers one staff member would show it."""

    staff: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class MomentEstimate:
    """
    What a moment would come to, before anybody is asked.

    ``refusing`` of those who could see it refuse marketing: a moment can leave out nobody by name.
    """

    wanted: int
    people: int
    refusing: int
    publishers: Sequence[PublisherShare]
    not_publishing: Sequence[PublisherShare]
    """Chosen staff who left, or may not have customers."""
    hidden: Mapping[Hidden, int]


@dataclass(frozen=True, slots=True)
class MomentCounts:
    """
    How a moment stands. Customers are counted once, however many staff they follow.

    ``chosen`` are those to whom the platform would show it if all who were asked published, ``shown`` those to whom it
    was shown, ``engaged`` those who liked or commented.
    """

    staff: int = 0
    asked: int = 0
    published: int = 0
    chosen: int = 0
    shown: int = 0
    engaged: int = 0
    likes: int = 0
    comments: int = 0

    @property
    def published_rate(self) -> float | None:
        """Which share of the staff who were asked published."""
        return self.published / self.asked if self.asked else None

    @property
    def reach(self) -> float | None:
        """To which share of the customers who were chosen it was shown."""
        return self.shown / self.chosen if self.chosen else None

    @property
    def engagement(self) -> float | None:
        """Which share of those to whom it was shown liked or commented."""
        return self.engaged / self.shown if self.shown else None


@dataclass(frozen=True, slots=True)
class BrandMoment:
    """A moment and how it stands."""

    id: int
    corp: str
    account: int
    plan: MomentPlan
    state: State
    people: int
    hidden: Mapping[str, int]
    created_at: datetime
    created_by: str
    started_at: datetime | None
    asked_at: datetime | None
    ended_at: datetime | None
    problem: str
    counts: MomentCounts = field(default_factory=MomentCounts)


@dataclass(frozen=True, slots=True)
class Publisher:
    """What one staff member did with it, and what came of that."""

    staff: str
    staff_name: str
    unit: str | None
    state: Doing
    published_at: datetime | None
    chosen: int
    shown: int
    likes: int
    comments: int
    reminded_at: Sequence[datetime]
    problem: str


@dataclass(frozen=True, slots=True)
class MomentCustomer:
    """A customer at one staff member: whether it was shown to them, and what they did."""

    contact: str
    name: str
    identity: int | None
    staff: str
    staff_name: str
    shown: bool
    liked_at: datetime | None
    comments: int
    commented_at: datetime | None


class NoSuchMoment(Missing):
    """There is no moment {id}."""


class NoPublishers(Unfit):
    """Say who publishes it: staff, units, or that you mean everybody."""


class NobodyPublishes(Conflict):
    """Nobody would publish it: of {wanted} chosen staff none works here and may have customers."""


class NothingToPublish(Unfit):
    """A moment needs words, pictures, a film or a page."""


class MomentTextTooLong(Unfit):
    """The text has {characters} characters and {bytes} bytes; WeCom takes 2000 and 4000."""


class MomentMixed(Unfit):
    """A moment brings up to {most} pictures, or one film, or one page; {given} were given."""


class NotInAMoment(Unfit):
    """What stands in place {place} cannot be in a moment: {why}."""


class MomentKeyTaken(Conflict):
    """This key was used for another moment ({id}). Take a new one."""


class MomentNotPlanned(Conflict):
    """The moment is “{state}”; only one that is planned can be started."""


class MomentOver(Conflict):
    """The moment is “{state}”; there is nothing left to stop or to remind of."""


class NobodyLeftToRemind(Conflict):
    """There is nobody to remind: whoever was asked has published, or was reminded {most} times in 24 hours."""
