"""
The parts that questions are made of, and what comes back.

A kind of question is a frozen model with a ``kind`` of its own; `desk.kinds` is the one table of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from huoshui.audiences.contract.language import Definition, EventFilter, Name, SegmentName
from huoshui.audiences.contract.values import Part
from huoshui.insight.science.experiments.arms import arm_of_counts
from huoshui.insight.science.experiments.comparison import wilson

MOST_DAYS = 1100
"""Three years and a bit: the longest period that a question may ask about."""
MOST_GROUPS = 50
NOTHING = ""
"""The group of those who have no value."""
OTHERS = "…"
"""The group of all values that are not among the largest."""


def _known(zone: str) -> str:
    if zone not in available_timezones():
        msg = "is no zone of the IANA data base, such as Asia/Shanghai"
        raise ValueError(msg)
    return zone


BEIJING = "Asia/Shanghai"
"""The zone of the segment language, and of whoever names none."""
Zone = Annotated[str, Field(max_length=60), AfterValidator(_known)]
Granularity = Literal["hour", "day", "week", "month"]
"""Weeks begin on Monday; all of them in the zone of the question."""


class Days(Part):
    """A period of days in the zone of the question: ``from`` is part of it, ``to`` is not."""

    since: Annotated[date, Field(alias="from", ge=date(1990, 1, 1), le=date(2100, 1, 1))]
    until: Annotated[date, Field(alias="to", ge=date(1990, 1, 1), le=date(2100, 1, 1))]

    @model_validator(mode="after")
    def _forward(self) -> "Days":
        if not 0 < (self.until - self.since).days <= MOST_DAYS:
            msg = f"a period has from 1 to {MOST_DAYS} days; its end is not part of it"
            raise ValueError(msg)
        return self


class LastDays(Part):
    """So many days up to today, today included."""

    last_days: Annotated[int, Field(ge=1, le=MOST_DAYS)]


def _shape(given: Any) -> str:  # noqa: ANN401 what pydantic hands in
    return "last" if isinstance(given, LastDays) or (isinstance(given, dict) and "last_days" in given) else "days"


Period = Annotated[Annotated[Days, Tag("days")] | Annotated[LastDays, Tag("last")], Discriminator(_shape)]
Segment = Annotated[
    SegmentName | Definition,
    Field(description="the name of a stored segment, or a definition", union_mode="left_to_right"),
]


class Asked(Part):
    """What every question about people's events says: when, by which clock, and of whom (default: everybody)."""

    version: Literal[1] = 1
    period: Period
    zone: Zone = BEIJING
    people: Segment | None = None


class Events(EventFilter):
    """Which events, by the segment language; all that is given must hold. Nothing given: every event."""

    label: Annotated[str, Field(max_length=100)] | None = None


class ByChannel(Part):
    """A group for each channel of the event that counts."""

    by: Literal["channel"]
    top: Annotated[int, Field(ge=1, le=MOST_GROUPS)] = 10


class ByProperty(Part):
    """A group for each value of a property of the event that counts: its text, or its number as it is written."""

    by: Literal["property"]
    property: Name
    top: Annotated[int, Field(ge=1, le=MOST_GROUPS)] = 10


class ByTrait(Part):
    """A group for each value of a person's trait, as it is today."""

    by: Literal["trait"]
    trait: Name
    top: Annotated[int, Field(ge=1, le=MOST_GROUPS)] = 10


class BySegments(Part):
    """A group for each segment, as of now; whoever is in several counts in each."""

    by: Literal["segments"]
    segments: Annotated[tuple[Segment, ...], Field(min_length=1, max_length=10)]


Breakdown = Annotated[ByChannel | ByProperty | ByTrait | BySegments, Field(discriminator="by")]


class Cell(Part):
    """
    One cell of an answer, as the answer writes it; the coordinates that its kind of question has.

    ``group`` is the value of the breakdown (empty: none; "…": all that is not among the largest).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: Annotated[str, Field(max_length=40)] = "people"
    """What is counted there, where there are several: ``reached``, ``left`` …"""
    series: Annotated[int, Field(ge=0, le=100)] = 0
    group: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")] | None = None
    at: Annotated[int, Field(ge=0, le=100_000)] | None = None
    """The place of the bucket of time, of the step, of the bin: counted from 0."""
    age: Annotated[int, Field(ge=0, le=100_000)] | None = None
    path: Annotated[tuple[str, ...], Field(max_length=20)] | None = None


class Share(BaseModel):
    """A rate with what it was made of; no value where there is nothing to divide by."""

    numerator: float
    denominator: float
    value: float | None

    @classmethod
    def of(cls, numerator: float, denominator: float) -> "Share":
        """This will divide."""
        return cls(numerator=numerator, denominator=denominator, value=numerator / denominator if denominator else None)


class Rate(Share):
    """A share of people with its 95 % bounds of chance (Wilson 1927), which also hold for few; none of nobody."""

    low: float | None
    high: float | None

    @classmethod
    def of(cls, numerator: float, denominator: float) -> "Rate":
        """This will divide, and bound."""
        low, high = wilson(arm_of_counts(int(numerator), int(denominator))) if denominator else (None, None)
        share = numerator / denominator if denominator else None
        return cls(numerator=numerator, denominator=denominator, value=share, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as ClickHouse was asked it, and what that cost."""

    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    rows_read: int = 0


@dataclass(frozen=True, slots=True)
class Who:
    """
    The people of a cell: a statement that gives them in a column ``person``, and its parameters.

    It may name somebody twice.
    """

    sql: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sayable:
    """A cell as a segment; without a ``definition`` where the language cannot say it, with the reason."""

    definition: Definition | None
    why: str = ""


def zone_of(name: str) -> ZoneInfo:
    """This will give a zone by its name."""
    return ZoneInfo(name)
