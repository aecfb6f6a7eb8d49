"""HTTP shapes of staff's tasks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import MomentIn, Shape
from huoshui.relations.scripts.schemas import Key, ScriptPart
from huoshui.relations.work.contract import WORDS_MOST, Drop, Task, TaskCounts, TaskScript, TaskState

Text = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
TaskWords = Annotated[str, Field(min_length=1, max_length=WORDS_MOST, pattern=r"^[^\x00]*\S[^\x00]*$")]


class TaskIn(BaseModel):
    """
    What is to be done: by a staff member (`staff`, and `corp` where several have one of that name) or by a `unit` by
    its code; about a `person` (a number or an identifier), a `group`, or nobody; with a script of everybody's; between
    `begins_at` (now, where it is not said) and `due_at`. The same `key` makes one.
    """

    corp: Text = ""
    staff: Text = ""
    unit: Text = ""
    person: str | None = Field(default=None, max_length=300, pattern=r"^[^\x00]*$")
    group: Text = ""
    words: TaskWords
    script: int | None = Field(default=None, ge=1, le=2**63 - 1)
    begins_at: MomentIn | None = None
    due_at: MomentIn
    key: Key


class TaskFactOut(BaseModel):
    """
    A line of a task's history: `made`, `done`, `dropped`, `reminded` (of what: `begun`, `due`, `overdue`, or `by_hand`)
    or `unreached` (a reminder that did not arrive), by whom, and why.
    """

    what: str
    why: str
    at: datetime
    name: str


class RemindStaffIn(BaseModel):
    """Who is to be reminded of what waits; `corp` where several have one of that name."""

    staff: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
    corp: Text = ""


class RemindedStaffOut(BaseModel):
    """Of how many tasks somebody was reminded."""

    tasks: int


class TaskScriptOut(BaseModel):
    """The script that goes with a task, as it is now."""

    id: int
    title: str
    parts: list[ScriptPart]

    @classmethod
    def of(cls, one: TaskScript) -> "TaskScriptOut":
        """This will show a script."""
        return cls(id=one.id, title=one.title, parts=[ScriptPart(**part) for part in one.parts])


class StaffTaskOut(Shape):
    """
    A task. `open` and `overdue` wait; `done` was on time, `done_late` was not, `missed` was not done within seven days
    after it was due, `dropped` lost its sense (`why`). `words` are empty where they were of somebody who was erased.
    """

    id: int
    state: TaskState
    words: str
    corp: str
    staff: str
    staff_name: str
    unit: str | None
    person: str | None
    person_name: str
    group: str
    group_name: str
    script: TaskScriptOut | None
    sop: int | None
    sop_name: str
    step: int | None
    begins_at: datetime
    due_at: datetime
    ended_at: datetime | None
    made_at: datetime
    made_name: str
    why: Drop | None
    history: list[TaskFactOut]

    @classmethod
    def of(cls, one: Task, scripts: Mapping[int, TaskScript]) -> "StaffTaskOut":
        """This will show a task with its script, where that is still everybody's."""
        script = scripts.get(one.script) if one.script is not None else None
        return cls.like(
            one,
            person=shapes.person(one.identity),
            script=TaskScriptOut.of(script) if script else None,
            why=Drop(one.why) if one.why else None,
            history=[TaskFactOut(what=fact.what, why=fact.why, at=fact.at, name=fact.name) for fact in one.history],
        )


class StaffTasksOut(BaseModel):
    """A page of tasks."""

    tasks: list[StaffTaskOut]
    next: int | None


class TaskCountsOut(Shape):
    """
    A staff member, or a unit where `staff` is empty: what waits now (`open` begun and not yet due, `due_today` until
    midnight in Beijing, `overdue`), and what came of what fell due in the last days.
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

    @classmethod
    def of(cls, one: TaskCounts) -> "TaskCountsOut":
        """This will show the counts of one."""
        return cls.like(one)
