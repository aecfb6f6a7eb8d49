"""What others may know of staff's tasks: their states and reasons, figures by staff, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from huoshui.bedrock.errors import Conflict, Missing, Unfit

MISSED_AFTER: Final = timedelta(days=7)
"""So long a task may still be done late; after that it was missed."""
WORDS_MOST: Final = 1_000


class TaskState(StrEnum):
    """How a task stands: 待办, 已逾期, 按时完成, 逾期完成, 未做, 已取消; all but the last are told by its window."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    MISSED = "missed"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What is written down of how a task ended."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Drop(StrEnum):
    """Why a task was dropped, or a SOP ended early for somebody."""

    BY_HAND = "by_hand"
    LOST = "lost"
    TRANSFERRED = "transferred"
    BOUGHT = "bought"
    ERASED = "erased"
    DISMISSED = "dismissed"
    REFUSED = "refused"


class Nudge(StrEnum):
    """Of what staff are reminded: 可以做了, 快到期, 已逾期; each once for a task, and of the later not the earlier."""

    BEGUN = "begun"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """
    A task to be made: whose (``staff`` of ``corp``, else ``unit`` by number), about whom (``relation`` with its contact
    and identity, or an identity alone, or a group, or nobody), what to do and in which window.
    """

    words: str
    begins_at: datetime
    due_at: datetime
    corp: str = ""
    staff: str = ""
    unit: int | None = None
    relation: int | None = None
    contact: str = ""
    identity: int | None = None
    group: str = ""
    script: int | None = None


@dataclass(frozen=True, slots=True)
class TaskFact:
    """
    A line of a task's history: ``made``, ``done``, ``dropped`` and why, ``reminded`` (of what, or ``by_hand``) or
    ``unreached`` and why a reminder did not arrive.
    """

    what: str
    why: str
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class TaskScript:
    """The script that goes with a task."""

    id: int
    title: str
    parts: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Task:
    """A task as somebody sees it; ``sop`` is the SOP that made it, with its name and the step's place."""

    id: int
    state: TaskState
    words: str
    corp: str
    staff: str
    staff_name: str
    unit: str | None
    identity: int | None
    person_name: str
    group: str
    group_name: str
    script: int | None
    sop: int | None
    sop_name: str
    step: int | None
    begins_at: datetime
    due_at: datetime
    ended_at: datetime | None
    made_at: datetime
    made_name: str
    why: str
    history: Sequence[TaskFact] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """
    What one staff member (or a unit, where ``staff`` is empty) has to do now, and what came of what was due in a
    period: done on time, done late, missed.
    """

    corp: str
    staff: str
    name: str
    unit: str | None
    open: int
    due_today: int
    overdue: int
    done: int
    done_late: int
    missed: int


class NoSuchTask(Missing):
    """There is no task {id}."""


class TaskForNobody(Unfit):
    """A task is for one staff member or for one unit: say which."""


class TaskAboutTwo(Unfit):
    """A task is about a customer or about a group, not about both."""


class NotTheirCustomer(Conflict):
    """“{staff}” is not in contact with this customer now, so that they cannot do it."""


class NotTheirGroup(Conflict):
    """The group “{group}” is not of “{staff}”'s corp, or was dissolved."""


class NotATaskWindow(Unfit):
    """It cannot be due in this window: {why}."""


class TaskEnded(Conflict):
    """The task was ended already: it is {state}."""


class TaskScriptOwn(Conflict):
    """The script “{title}” is your own, and whoever has the task would not see it. Take one of everybody's."""


class NothingToRemind(Conflict):
    """“{staff}” has nothing that waits now: everything is done, or its hours have not begun."""


class RemindedLately(Conflict):
    """“{staff}” was reminded at {at}; they can be reminded again an hour after that."""


class NotReminded(Conflict):
    """WeCom did not bring the reminder to “{staff}”: {why}."""
