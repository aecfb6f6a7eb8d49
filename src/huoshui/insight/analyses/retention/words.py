"""The words of retention: its question and its result."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from huoshui.insight.questions.contract import Asked, Breakdown, Cell, Events, Rate

MOST_AGES = 120


class Retention(Asked):
    """
    Of those who began, who came back how many days, weeks or months later.

    Who belongs to a cohort: by ``first`` those whose first such event ever lies in the bucket; by ``entry`` all who did
    it there, so that a person can be in several. Age is the number of calendar buckets since the cohort's. ``exact``:
    came back in that bucket; ``rolling``: in that bucket or any later one up to now; ``bracket``: in any of the ages
    from one of ``brackets`` up to the next (the last ends with ``ages``). In the bucket of the beginning only what is
    not earlier than the beginning counts. ``back``: the events of coming back (default: those of beginning).

    A group of the event (channel, property) is that of the first beginning in the bucket.
    """

    kind: Literal["retention"]
    start: Events
    back: Events | None = None
    granularity: Literal["day", "week", "month"] = "day"
    ages: Annotated[int, Field(ge=1, le=MOST_AGES)] = 7
    mode: Literal["exact", "rolling", "bracket"] = "exact"
    brackets: Annotated[tuple[Annotated[int, Field(ge=0, le=MOST_AGES)], ...], Field(max_length=30)] = ()
    cohort: Literal["first", "entry"] = "first"
    breakdown: Breakdown | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> "Retention":
        if (self.mode == "bracket") != bool(self.brackets):
            needed = "the mode bracket needs brackets, the ages at which they begin, such as [1, 3, 7]"
            msg = needed if self.mode == "bracket" else "brackets belong to the mode bracket; leave them out"
            raise ValueError(msg)
        if list(self.brackets) != sorted(set(self.brackets)) or any(one > self.ages for one in self.brackets):
            msg = "brackets are ages that rise, none above ages"
            raise ValueError(msg)
        return self

    @property
    def columns(self) -> list[tuple[int, int]]:
        """The columns of the table: from which age up to which (without the latter)."""
        if self.mode != "bracket":
            return [(age, age + 1) for age in range(self.ages + 1)]
        return list(zip(self.brackets, (*self.brackets[1:], self.ages + 1), strict=True))


class Return(BaseModel):
    """
    One cell of the table: how many of the cohort came back. Nothing is told of what lies ahead; what has begun and is
    not over is not ``complete``, and of ``rolling`` nothing ever is but age 0's past. The bounds of a figure say how
    little a cohort of few tells.
    """

    age: int
    until: int
    figure: Rate
    complete: bool
    cell: Cell


class Cohort(BaseModel):
    """Who began in one bucket."""

    bucket: str
    size: int
    returns: list[Return]
    cell: Cell


class RetentionLine(BaseModel):
    """One group's table; ``average``: over the cohorts whose cell of that age is complete, each by its size."""

    group: str | None
    people: int
    cohorts: list[Cohort]
    average: list[Rate]


class RetentionResult(BaseModel):
    """A table for everybody, or one for each group, the largest first; ``people`` counts a person in each cohort."""

    kind: Literal["retention"] = "retention"
    granularity: Literal["day", "week", "month"]
    mode: Literal["exact", "rolling", "bracket"]
    cohort: Literal["first", "entry"]
    columns: list[tuple[int, int]]
    lines: list[RetentionLine]
