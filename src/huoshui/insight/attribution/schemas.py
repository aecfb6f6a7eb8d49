"""HTTP shapes of attribution: credit by every model, labeled as what it is; money integer fen where it was counted."""

from dataclasses import asdict
from typing import Literal

from pydantic import BaseModel

from huoshui.insight.attribution.contract import (
    LABEL,
    LABEL_ZH,
    Attribution,
    AttributionQuestion,
    Credit,
    Line,
    Removal,
)
from huoshui.insight.ground import HappenedOut


class CreditOut(BaseModel):
    """
    What a model gives; ``low`` and ``high`` bound 95 % of the chance in ``conversions``.

    ``value_fen_per_person`` is the credited money over the people it touched: how to compare large and small channels.
    """

    conversions: float
    low: float | None
    high: float | None
    value_fen: float
    value_fen_per_person: float | None


class RemovalOut(BaseModel):
    """The share of conversions that the Markov chain loses without it, with 95 % bounds of chance."""

    effect: float
    low: float | None
    high: float | None


class CausedOut(BaseModel):
    """
    What an experiment that held it out says: conversions that would not have come, with 95 % bounds.

    ``per_credited`` is those over Markov's credit: the factor by which to read the credit.
    """

    experiment: str
    conversions: float
    low: float
    high: float
    people: int
    significant: bool
    per_credited: float | None


class LineOut(BaseModel):
    """One channel, campaign, code or creative."""

    value: str
    chinese: str
    people: int | None
    touches: int | None
    credit: dict[str, CreditOut]
    removal: RemovalOut
    caused: CausedOut | None

    @classmethod
    def of(cls, line: Line) -> "LineOut":
        """This will write a line for the outside."""
        return cls(
            value=line.value,
            chinese=line.chinese,
            people=line.people,
            touches=line.touches,
            credit={model: _credit(one, line.people) for model, one in line.credit.items()},
            removal=_removal(line.removal),
            caused=_caused(line),
        )


class PathOut(BaseModel):
    """One journey, oldest touch first."""

    touches: list[str]
    conversions: int
    value_fen: int
    nulls: int


class TotalsOut(BaseModel):
    """Everything, credited or not; ``untouched`` conversions had no touch in their window."""

    conversions: int
    value_fen: int
    untouched: int
    untouched_value_fen: int
    journeys: int
    rate: float | None


class AttributionResult(BaseModel):
    """Who gets credit, by every model side by side. Descriptive: it says how journeys looked, not what caused them."""

    kind: Literal["attribution"] = "attribution"
    label: str = LABEL
    label_zh: str = LABEL_ZH
    lines: list[LineOut]
    paths: list[PathOut]
    totals: TotalsOut

    @classmethod
    def of(cls, found: Attribution) -> "AttributionResult":
        """This will write the result for the outside."""
        totals = {name.replace("value", "value_fen"): one for name, one in asdict(found.totals).items()}
        return cls(
            lines=[LineOut.of(line) for line in found.lines],
            paths=[
                PathOut(touches=list(one.touches), conversions=one.conversions, value_fen=one.value, nulls=one.nulls)
                for one in found.paths
            ],
            totals=TotalsOut(**totals),
        )


class AttributionOut(HappenedOut, AttributionResult):
    """The result with what it was made of."""

    question: AttributionQuestion


def _credit(credit: Credit, people: int | None) -> CreditOut:
    return CreditOut(
        conversions=credit.conversions,
        low=credit.low,
        high=credit.high,
        value_fen=credit.value,
        value_fen_per_person=credit.value / people if people else None,
    )


def _removal(removal: Removal) -> RemovalOut:
    return RemovalOut(effect=removal.effect, low=removal.low, high=removal.high)


def _caused(line: Line) -> CausedOut | None:
    if line.caused is None:
        return None
    credited = line.credit["markov"].conversions
    return CausedOut(**asdict(line.caused), per_credited=line.caused.conversions / credited if credited else None)
