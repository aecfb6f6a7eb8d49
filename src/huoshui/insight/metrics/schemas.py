"""HTTP shapes of metrics: the definition, its version, and a value with what it was made of."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from huoshui.insight.ground import HappenedOut
from huoshui.insight.metrics.contract import Entry, Metric, MetricQuestion, Value
from huoshui.insight.questions.contract import Cell


class MetricIn(BaseModel):
    """What a metric becomes; ``version`` is the one that the author saw."""

    metric: Metric
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class MetricOut(BaseModel):
    """A metric in the dictionary; those that ship cannot be changed."""

    metric: Metric
    version: int
    built_in: bool
    changed_at: datetime | None
    changed_by: str

    @classmethod
    def of(cls, entry: Entry) -> "MetricOut":
        """This will write an entry for the outside."""
        return cls(
            metric=entry.metric,
            version=entry.version,
            built_in=entry.built_in,
            changed_at=entry.changed_at,
            changed_by=entry.changed_by,
        )


class MetricResult(BaseModel):
    """
    A metric's value with its numerator and denominator; no value where there is nothing to divide by. ``cells``: who
    they are, of the parts that count people.
    """

    kind: Literal["metric"] = "metric"
    metric: MetricOut
    numerator: float
    denominator: float | None
    value: float | None
    cells: dict[str, Cell]

    @classmethod
    def of(cls, found: Value) -> "MetricResult":
        """This will write a value for the outside."""
        return cls(
            metric=MetricOut.of(found.entry),
            numerator=found.numerator,
            denominator=found.denominator,
            value=found.value,
            cells={name: Cell(what=name) for name in found.entry.metric.of_people},
        )


class MetricValueOut(HappenedOut, MetricResult):
    """The value with what it was made of."""

    question: MetricQuestion
