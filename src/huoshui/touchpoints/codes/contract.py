"""What others may know of live codes: plans, who is on duty, what is done for whoever comes, alarms, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.relations.sends.contract import Enclosed

SLUG = r"[0-9A-Za-z_-]{3,40}"
"""What stands behind ``/p/`` looks like."""
SHOWN_MOST = 100
"""So many staff the platform lets one contact way have."""
CHANNEL = "wecom"


class Mode(StrEnum):
    """Whom of those on duty a code shows: 全部同时, 轮询, 按权重."""

    ALL = "all"
    ROUND_ROBIN = "round_robin"
    WEIGHTED = "weighted"


class Why(StrEnum):
    """Why somebody stands behind a code: 在班, 备用顶上, 无人在班而留任."""

    ON_SHIFT = "on_shift"
    BACKUP = "backup"
    LEFT_OVER = "left_over"


class Alarm(StrEnum):
    """What an operator must know of a code."""

    NOBODY = "nobody"
    BACKUP = "backup"
    LOW = "low"
    FULL = "full"
    AWAY = "away"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REMADE = "remade"
    CODES_FULL = "codes_full"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"


class StepKind(StrEnum):
    """What is done for whoever came by a code; no step waits for another."""

    WELCOME = "welcome"
    TAGS = "tags"
    REMARK = "remark"
    SOURCE = "source"


class StepState(StrEnum):
    """How far a step is. ``late``: its twenty seconds were over; ``taken``: somebody else greeted first."""

    WAITING = "waiting"
    DONE = "done"
    LATE = "late"
    TAKEN = "taken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Greeting:
    """Whether anybody came by any code, whether anybody was greeted, and how the newest one's greeting stands."""

    came: bool
    done: bool
    state: str
    problem: str


@dataclass(frozen=True, slots=True)
class Hours:
    """From one minute of the day to another, in Beijing; an end that is not after the start is the next day's."""

    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours on some weekdays, 1 Monday to 7 Sunday; a shift over midnight is the day's on which it begins."""

    weekdays: frozenset[int]
    hours: Hours


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with hours of its own for everybody but backups; without any it is a holiday."""

    on: date
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A staff member behind a code; without shifts always, without a cap however many come."""

    staff_id: str
    weight: int = 1
    daily_cap: int | None = None
    shifts: tuple[Shift, ...] = ()
    backup: bool = False


@dataclass(frozen=True, slots=True)
class Welcome:
    """How whoever comes is greeted; with neither words nor anything to bring not at all."""

    words: str = ""
    attachments: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What a code is to be. ``tags`` are the platform's ids; ``remark`` is noted of whoever comes; ``source`` and
    ``stage`` become what we know of them.
    """

    name: str
    staff: tuple[Placed, ...]
    mode: Mode = Mode.ALL
    special_days: tuple[SpecialDay, ...] = ()
    welcome: Welcome = field(default_factory=Welcome)
    tags: tuple[str, ...] = ()
    remark: str = ""
    source: str = ""
    stage: str = ""
    note: str = ""
    channel: str = ""
    campaign: str = ""
    skip_verify: bool = True
    paused: bool = False
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """What the day brought: adds by staff, who was added last, whom the platform shows, whom it does not take."""

    adds: Mapping[str, int] = field(default_factory=dict)
    last: str = ""
    shown: tuple[str, ...] = ()
    away: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Duty:
    """
    Who stands behind a code and why; ``full`` are on shift and have had as many as they may.

    ``low``: a fifth is left, or less, of what all who are on shift may have today.
    """

    staff: tuple[str, ...]
    why: Why
    full: tuple[str, ...] = ()
    low: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How a code stands at the platform. ``shown_at`` is when the platform took ``shown``: an add that was made before
    may go over a cap, none after.
    """

    config_id: str = ""
    picture: str = ""
    shown: tuple[str, ...] = ()
    why: Why | None = None
    shown_at: datetime | None = None
    away: frozenset[str] = frozenset()
    alarms: tuple[Alarm, ...] = ()
    alarmed_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A live code: its place in print, its plan, and the ``state`` by which the platform says who came by it."""

    id: int
    slug: str
    account: int
    plan: Plan
    exclusive: bool
    state: str
    version: int
    created_at: datetime
    created_name: str
    changed_at: datetime
    changed_name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class CodeVersion:
    """What a code was, and who made it so."""

    version: int
    plan: Plan
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A code in a list, with what it brought today and in thirty days."""

    code: Code
    adds_today: int
    adds: int
    scans: int


@dataclass(frozen=True, slots=True)
class StaffCount:
    """
    What a code brought a staff member. ``may_exceed_by`` is the most that came within ten seconds in a month: by so
    many a cap can be exceeded before the platform shows somebody else; ``over`` is by how many it was today.
    """

    staff_id: str
    today: int
    adds: int
    over: int
    may_exceed_by: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """What a code brought on a day in Beijing: openings of its page by people and by robots, and adds."""

    day: date
    scans: int
    robots: int
    adds: int


@dataclass(frozen=True, slots=True)
class DoneStep:
    """What became of a step."""

    step: StepKind
    state: StepState
    tries: int
    problem: str
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Add:
    """Somebody who came by a code, or by a short link that greets as it does, and what was done for them."""

    id: int
    staff_id: str
    said_at: datetime
    half: bool
    steps: tuple[DoneStep, ...]
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """A file for welcomes; ``ready_until`` is when the platform forgets it, before which it is brought again."""

    id: int
    account: int
    kind: str
    filename: str
    size: int
    ready_until: datetime | None
    problem: str


class NoSuchCode(Missing):
    """There is no live code “{slug}”."""


class CodeExists(Conflict):
    """The live code “{slug}” exists already, or a page stands there; what is printed is for ever: choose another."""


class CodeChanged(Conflict):
    """Somebody changed the live code “{slug}” meanwhile; it has version {version} now. Look at it, change it again."""


class NobodyBehindCode(Unfit):
    """A live code needs a staff member behind it, and each of them once."""


class WelcomeTooLong(Unfit):
    """The welcome has {bytes} bytes and the platform takes {most}: a Chinese character has three."""


class WelcomeTitleTooLong(Unfit):
    """The title “{title}” has {bytes} bytes and the platform takes {most}: a Chinese character has three."""


class NoSuchWelcomeMedia(Unfit):
    """There is no file {media} for welcomes of this account."""


class NotForWelcomes(Unfit):
    """The file “{filename}” is nothing that a welcome can bring: {why}."""


class NotAnAccountForCodes(Unfit):
    """The account {account} is no account at a platform that has live codes."""
