"""The words of a funnel: its question and its result."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from huoshui.audiences.contract.language import Name
from huoshui.audiences.contract.values import Duration, duration_ms
from huoshui.insight.analyses.waits import Waiting
from huoshui.insight.questions.contract import Asked, Breakdown, Cell, Events, Share

MOST_STEPS = 10
LONGEST_MS = 366 * 86_400_000


class Exclusion(Events):
    """What must not happen later than step ``after`` and before step ``before`` (from 1; default: the whole way)."""

    after: Annotated[int, Field(ge=1, le=MOST_STEPS - 1)] = 1
    before: Annotated[int, Field(ge=2, le=MOST_STEPS)] | None = None


class Funnel(Asked):
    """
    How far people come.

    An entry is an event of the first step in the period; from there each step is the first event of it later than the
    step before (never at the same moment), not later than ``within`` after the entry, also when that is after the
    period. ``strict``: it must be among what the person does at the very next moment at which they do anything.
    ``any``: an entry is an event of any step, and the steps are done in whatever order; step i is "i of them".

    An exclusion in between ends the way there. ``hold``: all steps have the same value of this property. A person
    counts once, by the entry from which they come farthest, of those the earliest; with ``count`` = ``entries`` each
    entry counts.
    """

    kind: Literal["funnel"]
    steps: Annotated[tuple[Events, ...], Field(min_length=2, max_length=MOST_STEPS)]
    within: Duration = "7d"
    order: Literal["ordered", "strict", "any"] = "ordered"
    exclusions: Annotated[tuple[Exclusion, ...], Field(max_length=5)] = ()
    hold: Name | None = None
    count: Literal["people", "entries"] = "people"
    times: bool = True
    breakdown: Breakdown | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> "Funnel":
        if self.within_ms > LONGEST_MS:
            msg = "within is at most 366 days"
            raise ValueError(msg)
        if self.order == "strict" and self.hold:
            msg = "strict is about the very next thing that somebody does, whatever it is of; leave out hold or strict"
            raise ValueError(msg)
        for one in self.exclusions:
            before = one.before or len(self.steps)
            if not one.after < before <= len(self.steps):
                msg = f"an exclusion lies after a step and before a later one, of 1 to {len(self.steps)}"
                raise ValueError(msg)
            if self.order == "any" and (one.after, before) != (1, len(self.steps)):
                msg = "steps in any order have no places, so an exclusion is of the whole way"
                raise ValueError(msg)
        return self

    @property
    def within_ms(self) -> int:
        """The window in milliseconds."""
        return duration_ms(self.within)


class FunnelStep(BaseModel):
    """
    One step: how many reached it, of those at the step before, and of all; how many left after it; how long the step
    took from the one before. ``open``: of those who left, how many still have time to go on (not told without times).
    """

    step: int
    label: str
    reached: int
    conversion: Share
    total: Share
    left: int
    open: int | None
    waiting: Waiting | None
    cell: Cell
    cell_left: Cell


class FunnelLine(BaseModel):
    """One group's way."""

    group: str | None
    entered: int
    converted: Share
    steps: list[FunnelStep]
    whole: Waiting | None
    """From the entry to the last step."""


class Difference(BaseModel):
    """
    Whether groups differ in the conversion to a step more than chance explains.

    ``p`` of the chi-squared test that all groups convert alike; for each group ``against_rest``, the p of the test
    against all others together, all of one step guarded by Holm's procedure. Groups of fewer than 10 are left out.
    """

    step: int
    p: float
    against_rest: dict[str, float]


class FunnelResult(BaseModel):
    """A line for everybody, or one for each group, the largest first."""

    kind: Literal["funnel"] = "funnel"
    counted: Literal["people", "entries"]
    order: Literal["ordered", "strict", "any"]
    within: Duration
    lines: list[FunnelLine]
    differences: list[Difference]
