"""HTTP shapes of SOPs."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.scripts.schemas import Key
from huoshui.relations.work.schemas import TaskWords
from huoshui.relations.work.sops.contract import (
    DAY_LAST,
    STEPS_MOST,
    Begin,
    CalendarDay,
    Enrollment,
    Progress,
    Sop,
    SopPlan,
    SopState,
    Step,
    StepKept,
)
from huoshui.relations.work.sops.rules import Slot

Text = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
Named = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Beijing time")]


class SopStep(BaseModel):
    """
    What is to be done, `day` days after the beginning (0: the same day) or `on` a date, between the hours `at` and
    `until`.
    """

    words: TaskWords
    day: int | None = Field(default=None, ge=0, le=DAY_LAST)
    on: date | None = None
    at: Hour
    until: Hour
    script: int | None = Field(default=None, ge=1, le=2**63 - 1)

    def step(self) -> Step:
        """This will give the step."""
        at, until = time.fromisoformat(self.at), time.fromisoformat(self.until)
        return Step(self.words, at, until, self.day, self.on, self.script)


class SopPlanShape(Shape):
    """
    A plan. Days are counted from `begin`: `added` (became friends), `first_order`, `segment` (was found in `segment`),
    `opened` (the group was opened); with `dates` each step has its own, for every group. `staff` and `units` together
    say whose customers or groups, all where neither is said. One staff member gets at most `most_a_day` tasks a day
    from it; the rest waits for the next working day, the oldest first. On `rest_weekdays` (1 is Monday) and `rest_days`
    nothing is asked of anybody.
    """

    name: Named
    begin: Begin
    steps: list[SopStep] = Field(min_length=1, max_length=STEPS_MOST)
    staff: list[Named] = Field(default_factory=list, max_length=500)
    units: list[Named] = Field(default_factory=list, max_length=500)
    segment: Text = ""
    most_a_day: int = Field(default=20, ge=1, le=1_000)
    rest_weekdays: list[Annotated[int, Field(ge=1, le=7)]] = Field(default_factory=list, max_length=7)
    rest_days: list[date] = Field(default_factory=list, max_length=100)
    ends_on_order: bool = False

    def plan(self) -> SopPlan:
        """This will give the plan."""
        return SopPlan(
            self.name, self.begin, tuple(one.step() for one in self.steps), tuple(self.staff), tuple(self.units),
            self.segment, self.most_a_day, tuple(self.rest_weekdays), tuple(self.rest_days), self.ends_on_order,
        )  # fmt: skip

    @classmethod
    def of(cls, one: SopPlan) -> "SopPlanShape":
        """This will show a plan."""
        steps = [
            SopStep(
                words=step.words, day=step.day, on=step.on, at=f"{step.at:%H:%M}", until=f"{step.until:%H:%M}",
                script=step.script,
            )
            for step in one.steps
        ]  # fmt: skip
        return cls.like(
            one, steps=steps, staff=list(one.staff), units=list(one.units), rest_weekdays=list(one.rest_weekdays),
            rest_days=list(one.rest_days),
        )  # fmt: skip


class SopIn(BaseModel):
    """A SOP of a corp; the same `key` begins one."""

    corp: Named
    plan: SopPlanShape
    key: Key


class SopChangeIn(BaseModel):
    """What a SOP is to plan for whoever is enrolled from now on; `version` is the one that was looked at."""

    plan: SopPlanShape
    version: int = Field(ge=1, le=2**31 - 1)


class StepKeptOut(Shape):
    """How a step of the newest version is kept; tasks that were made after their hours count as made only."""

    step: int
    made: int
    done: int
    done_late: int
    overdue: int
    missed: int

    @classmethod
    def of(cls, one: StepKept) -> "StepKeptOut":
        """This will show how a step is kept."""
        return cls.like(one)


class SopOut(BaseModel):
    """A SOP: whom it follows by how far they are, and how its steps are kept, whole and one by one."""

    id: int
    corp: str
    state: SopState
    version: int
    plan: SopPlanShape
    since_at: datetime
    changed_at: datetime
    changed_name: str
    running: int
    finished: int
    ended: int
    made: int
    done: int
    done_late: int
    overdue: int
    missed: int
    steps: list[StepKeptOut]

    @classmethod
    def of(cls, one: Sop) -> "SopOut":
        """This will show a SOP."""
        steps = [StepKeptOut.of(step) for step in one.steps]
        sums = {
            name: sum(getattr(step, name) for step in steps)
            for name in ("made", "done", "done_late", "overdue", "missed")
        }
        own = ("id", "corp", "state", "version", "since_at", "changed_at", "changed_name", "running", "finished",
               "ended")  # fmt: skip
        return cls(**{name: getattr(one, name) for name in own}, plan=SopPlanShape.of(one.plan), steps=steps, **sums)


class SopSlotOut(Shape):
    """When a step would be done for somebody who came now."""

    step: int
    day: date
    begins_at: datetime
    due_at: datetime

    @classmethod
    def of(cls, one: Slot) -> "SopSlotOut":
        """This will show a slot."""
        return cls.like(one)


class EnrollmentOut(Shape):
    """One customer or group that a SOP follows: of its `steps`, how many were made tasks and done, and why it ended."""

    id: int
    version: int
    progress: Progress
    why: str
    staff: str
    staff_name: str
    person: str | None
    name: str
    group: str
    anchor_at: datetime
    enrolled_at: datetime
    ended_at: datetime | None
    steps: int
    made: int
    done: int

    @classmethod
    def of(cls, one: Enrollment) -> "EnrollmentOut":
        """This will show one whom a SOP follows."""
        return cls.like(one, person=shapes.person(one.identity))


class EnrollmentsOut(BaseModel):
    """A page of whom a SOP follows."""

    enrollments: list[EnrollmentOut]
    next: int | None


class SopDayOut(Shape):
    """What one SOP asks on one day: still to be made, waiting, done on time, done late, and due but not done."""

    day: date
    sop: int
    planned: int
    waiting: int
    done: int
    done_late: int
    undone: int

    @classmethod
    def of(cls, one: CalendarDay) -> "SopDayOut":
        """This will show a day."""
        return cls.like(one)
