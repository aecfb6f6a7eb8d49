"""What others may know of metrics: what a definition says, what a value is made of, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from huoshui.audiences.contract.language import Definition
from huoshui.audiences.contract.values import Part
from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.insight.ground import Dated
from huoshui.insight.questions.contract import LastDays, Period

PERIOD = "$period"
"""Stands in a condition for the period that is asked about."""
_SAMPLE = {"from": "2026-01-01", "to": "2026-02-01"}

Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Label = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\s\x00]([^\x00]*[^\s\x00])?$")]
MetricName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,59}$", description="a-z, 0-9 and _, from a letter on")]
EventName = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class People(Part):
    """How many people meet a condition of the segment language; ``"within": "$period"`` is the period asked about."""

    of: Literal["people"]
    where: dict[str, Any]
    counts_people: ClassVar[bool] = True

    @model_validator(mode="after")
    def _readable(self) -> "People":
        self.definition(_SAMPLE)
        return self

    def definition(self, period: Mapping[str, Any]) -> Definition:
        """This will give the condition as a segment, the period in its places."""
        return Definition.model_validate({"version": 1, "where": _filled(self.where, dict(period))})


class Times(Part):
    """How often events of these names happened in the period."""

    of: Literal["times"]
    counts_people: ClassVar[bool] = False
    events: Annotated[tuple[EventName, ...], Field(min_length=1, max_length=100)]


class Orders(Part):
    """Paid orders of the period that were not given back entirely: how many, what stayed of their money, whose."""

    of: Literal["orders"]
    measure: Literal["count", "net_fen", "buyers"]

    @property
    def counts_people(self) -> bool:
        """Whether it is whose orders they are that is counted."""
        return self.measure == "buyers"


Measure = Annotated[People | Times | Orders, Field(discriminator="of")]


class Official(Part):
    """The platform's own figure of that kind, and how ours differs."""

    name: Words
    source: Words
    difference: Words


class InEnglish(Part):
    """What the definition says in words, for those who read English."""

    formula: Words = ""
    window: Words = ""
    note: Words = ""
    official: Words = ""
    difference: Words = ""


class Metric(Part):
    """
    What a figure means: ``numerator``, less ``minus``, over ``denominator``, where there are such.

    ``window`` says in words what the period bounds, ``owner`` who answers for the definition; all metrics that ship say
    it in English too.
    """

    name: MetricName
    chinese: Label
    formula: Words
    numerator: Measure
    minus: Measure | None = None
    denominator: Measure | None = None
    unit: Literal["people", "times", "fen", "share", "ratio"]
    window: Words = ""
    zone: Literal["Asia/Shanghai"] = "Asia/Shanghai"
    owner: Words = ""
    official: Official | None = None
    note: Words = ""
    english: InEnglish | None = None

    @property
    def of_people(self) -> tuple[str, ...]:
        """The parts that are a number of people; of a difference there are none."""
        parts = {"numerator": None if self.minus else self.numerator, "denominator": self.denominator}
        return tuple(name for name, one in parts.items() if one is not None and one.counts_people)


class MetricQuestion(Dated):
    """A metric's value in a period, of everybody or of a segment; days are Beijing's."""

    kind: Literal["metric"] = "metric"
    metric: MetricName
    period: Period = LastDays(last_days=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """A metric in the dictionary: those that ship are ``built_in``, and their version is the program's."""

    metric: Metric
    version: int
    built_in: bool
    changed_at: datetime | None = None
    changed_by: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A metric's value; ``numerator`` has what is subtracted taken out already."""

    entry: Entry
    numerator: float
    denominator: float | None

    @property
    def value(self) -> float | None:
        """The value; nothing where there is nothing to divide by."""
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


def _filled(node: Any, period: dict[str, Any]) -> Any:  # noqa: ANN401 any JSON
    if node == PERIOD:
        return period
    if isinstance(node, dict):
        return {key: _filled(value, period) for key, value in node.items()}
    return [_filled(value, period) for value in node] if isinstance(node, list | tuple) else node


class NoSuchMetric(Missing):
    """There is no metric “{name}”."""


class MetricExists(Conflict):
    """There is a metric “{name}” already; two metrics of one name cannot exist."""


class MetricShips(Conflict):
    """The metric “{name}” ships with the program and cannot be changed; define one of your own."""


class MetricChanged(Conflict):
    """Somebody changed the metric “{name}” meanwhile: it is at version {version} now."""


class NotThatMetric(Unfit):
    """The definition is of “{given}” and the address is that of “{name}”."""
