"""
What a value is held against: text, number, date, truth and list, each with the operators that fit it.

A test of a value that is not there, or is of another type, is not met.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

Duration = Annotated[
    str,
    Field(
        pattern=r"^[1-9][0-9]{0,5}[smhdw]$",
        description="seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w",
        examples=["7d"],
    ),
]
Moment = Annotated[AwareDatetime | date, Field(description="a moment with its zone, or a day in Beijing")]
Words = Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Names = Annotated[tuple[Name, ...], Field(min_length=1, max_length=100)]
Places = Annotated[tuple[Words, ...], Field(min_length=1, max_length=100, description="an empty text means: none said")]
Choice = Annotated[tuple[Words, ...], Field(min_length=1, max_length=1000)]
Amount = Annotated[float, Field(ge=-(10**11), le=10**11, allow_inf_nan=False)]

Age = Annotated[int, Field(ge=-1200, le=1200)]

_UNITS_MS = {"s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 7 * 86_400_000}


class Part(BaseModel):
    """What all of the language has in common: it is frozen, and knows no words but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextTest(Part):
    """A text, by what it is or contains; exact, also in letter case."""

    type: Literal["text"]
    op: Literal["is", "contains", "starts_with", "ends_with"]
    value: Words


class TextOneOf(Part):
    """A text that is one of several."""

    type: Literal["text"]
    op: Literal["one_of"]
    value: Choice


class NumberTest(Part):
    """A number against another; exact to four decimals."""

    type: Literal["number"]
    op: Literal["=", ">", ">=", "<", "<="]
    value: Amount


class NumberBetween(Part):
    """A number between two, both included."""

    type: Literal["number"]
    op: Literal["between"]
    value: tuple[Amount, Amount]


class DateTest(Part):
    """A moment before another, or since it (not before it)."""

    type: Literal["date"]
    op: Literal["before", "since"]
    value: Moment


class DateBetween(Part):
    """A moment in a period; its end is not part of it."""

    type: Literal["date"]
    op: Literal["between"]
    value: tuple[Moment, Moment]


class DateRelative(Part):
    """A moment by its distance from now: at most so long ago, longer ago than that, or at most so far ahead."""

    type: Literal["date"]
    op: Literal["within_last", "longer_ago", "within_next"]
    value: Duration


class DateAge(Part):
    """
    How long ago a day is by the calendar of Beijing, in whole units: at least the first number, less than the second.

    ``[3, 6]`` months of a birth date: from the day on which somebody is three months old, up to that of six months. A
    month that has no such day ends on its last. Numbers below 0 are days to come.
    """

    type: Literal["date"]
    op: Literal["age"]
    unit: Literal["days", "weeks", "months", "years"]
    value: tuple[Age, Age]

    @model_validator(mode="after")
    def _forward(self) -> "DateAge":
        if self.value[0] >= self.value[1]:
            msg = "the first number of an age must be less than the second"
            raise ValueError(msg)
        return self


class TruthTest(Part):
    """True or false."""

    type: Literal["boolean"]
    op: Literal["is"] = "is"
    value: bool


class ListTest(Part):
    """A list that holds a text, any of several, or all of them."""

    type: Literal["array"]
    op: Literal["has_any", "has_all"]
    value: Choice


class ListHas(Part):
    """A list that holds a text."""

    type: Literal["array"]
    op: Literal["has"]
    value: Words


class Exists(Part):
    """There is a value, of whatever type."""

    type: Literal["any"]
    op: Literal["exists"] = "exists"


TextKinds = Annotated[TextTest | TextOneOf, Field(discriminator="op")]
NumberKinds = Annotated[NumberTest | NumberBetween, Field(discriminator="op")]
DateKinds = Annotated[DateTest | DateBetween | DateRelative | DateAge, Field(discriminator="op")]
ListKinds = Annotated[ListTest | ListHas, Field(discriminator="op")]


def _type(given: Any) -> Any:  # noqa: ANN401 what pydantic hands in
    return given.get("type") if isinstance(given, dict) else getattr(given, "type", None)


# told apart by a function: OpenAPI has no word for a discriminator inside another
Test = Annotated[
    Annotated[TextKinds, Tag("text")]
    | Annotated[NumberKinds, Tag("number")]
    | Annotated[DateKinds, Tag("date")]
    | Annotated[TruthTest, Tag("boolean")]
    | Annotated[ListKinds, Tag("array")]
    | Annotated[Exists, Tag("any")],
    Discriminator(_type),
]


class Rolling(Part):
    """
    The time that ends now: ``{"last": "30d"}`` is (now − 30 days, now]; with ``"until": "7d"`` it ends 7 days ago.
    """

    last: Duration
    until: Duration | None = None

    @model_validator(mode="after")
    def _forward(self) -> "Rolling":
        if self.until and duration_ms(self.until) >= duration_ms(self.last):
            msg = "until must be a shorter time than last"
            raise ValueError(msg)
        return self


class Absolute(Part):
    """A period, without its end; either side may be left open."""

    since: Annotated[Moment | None, Field(alias="from")] = None
    until: Annotated[Moment | None, Field(alias="to")] = None


def _shape(given: Any) -> str:  # noqa: ANN401 what pydantic hands in
    return "rolling" if isinstance(given, Rolling) or (isinstance(given, dict) and "last" in given) else "absolute"


Window = Annotated[Annotated[Rolling, Tag("rolling")] | Annotated[Absolute, Tag("absolute")], Discriminator(_shape)]


class Clock(Part):
    """A time of day in Beijing, without its end; 22:00 to 06:00 goes over midnight."""

    since: Annotated[str, Field(alias="from", pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    until: Annotated[str, Field(alias="to", pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]

    @property
    def minutes(self) -> tuple[int, int]:
        """From which minute of the day, up to which."""
        since, until = (int(one[:2]) * 60 + int(one[3:]) for one in (self.since, self.until))
        return since, until


def duration_ms(written: str) -> int:
    """This will give a duration in milliseconds."""
    return int(written[:-1]) * _UNITS_MS[written[-1]]
