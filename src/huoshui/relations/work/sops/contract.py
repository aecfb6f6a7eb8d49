"""What others may know of SOPs: plans and their steps, whom they follow, how they are kept, and the refusals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from huoshui.bedrock.errors import Conflict, Missing, Unfit

STEPS_MOST: Final = 60
DAY_LAST: Final = 365


class SopKind(StrEnum):
    """个人 SOP follows customers of staff, 群 SOP follows groups."""

    PERSONAL = "personal"
    GROUP = "group"


class Begin(StrEnum):
    """
    From when days are counted: 加好友, 首单, 进入人群, 建群; with 固定日期 each step has its date, for every group.
    """

    ADDED = "added"
    FIRST_ORDER = "first_order"
    SEGMENT = "segment"
    OPENED = "opened"
    DATES = "dates"

    @property
    def kind(self) -> SopKind:
        """Whom such a SOP follows."""
        return SopKind.GROUP if self in (Begin.OPENED, Begin.DATES) else SopKind.PERSONAL


class SopState(StrEnum):
    """Whether it enrolls and makes tasks: 进行中, 已暂停."""

    RUNNING = "running"
    PAUSED = "paused"


class Progress(StrEnum):
    """How far a SOP is with one whom it follows: 进行中, 走完, 提前结束."""

    RUNNING = "running"
    FINISHED = "finished"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """
    What is to be done on which day and in which hours of it (Beijing): ``day`` days after the beginning, 0 being the
    same day, or ``on`` a date.
    """

    words: str
    at: time
    until: time
    day: int | None = None
    on: date | None = None
    script: int | None = None


@dataclass(frozen=True, slots=True)
class SopPlan:
    """
    A plan: whose customers or groups (``staff`` and ``units`` together, all where neither is said), from when days
    are counted, the steps, how many tasks a day one staff member gets from it at most, the days on which nothing is
    asked of anybody (1 is Monday), and whether a customer who bought is let go.
    """

    name: str
    begin: Begin
    steps: Sequence[Step]
    staff: Sequence[str] = ()
    units: Sequence[str] = ()
    segment: str = ""
    most_a_day: int = 20
    rest_weekdays: Sequence[int] = ()
    rest_days: Sequence[date] = ()
    ends_on_order: bool = False


@dataclass(frozen=True, slots=True)
class StepKept:
    """How a step is kept: tasks made, and what came of those that fell due, where they were made in time."""

    step: int
    made: int
    done: int
    done_late: int
    overdue: int
    missed: int


@dataclass(frozen=True, slots=True)
class Sop:
    """A SOP with how many it follows, by progress, and how its tasks are kept."""

    id: int
    corp: str
    state: SopState
    version: int
    plan: SopPlan
    since_at: datetime
    changed_at: datetime
    changed_name: str
    running: int
    finished: int
    ended: int
    steps: Sequence[StepKept] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Enrollment:
    """One customer or group that a SOP follows, and how many of its steps were made and done."""

    id: int
    version: int
    progress: Progress
    why: str
    staff: str
    staff_name: str
    identity: int | None
    name: str
    group: str
    anchor_at: datetime
    enrolled_at: datetime
    ended_at: datetime | None
    steps: int
    made: int
    done: int


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What one SOP asks on one day: still to be made, waiting, done on time, done late, not done."""

    day: date
    sop: int
    planned: int
    waiting: int
    done: int
    done_late: int
    undone: int


class NoSuchSop(Missing):
    """There is no SOP {id}."""


class SopChanged(Conflict):
    """Somebody changed it meanwhile: it is at version {now}, and yours was {yours}."""


class SopOfAnotherKind(Conflict):
    """It follows a {kind}, and that cannot be changed; make another one."""


class NotASopPlan(Unfit):
    """This cannot be planned: {why}."""


class NotASopStep(Unfit):
    """Step {place} cannot be: {why}."""


class NotAPeriodOfCalendar(Unfit):
    """A calendar shows 1 to {most} days, and these are {days}."""
