"""HTTP shapes of attribution: credit by every model, labeled as what it is; money integer fen where it was counted."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from huoshui.bedrock import clock
from huoshui.insight.attribution.contract import (
    LABEL,
    LABEL_ZH,
    Attribution,
    AttributionQuestion,
    Credit,
    Line,
    Removal,
)
from huoshui.insight.experiments.contract import Caused
from huoshui.insight.ground import HappenedOut
from huoshui.insight.questions.contract import Cell


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
    What a hold-out says: conversions and money from ``since`` up to ``until`` that would not have come, of ``people``
    who were not held out, with bounds that hold at every look.

    ``held`` were held out, of whom ``leaked`` met it all the same. ``per_credited`` is conversions caused over Markov's
    credit, the factor by which to read the credit: where the hold-out is of everybody and of all of the period.
    """

    experiment: str
    since: datetime
    until: datetime
    conversions: float
    low: float
    high: float
    value_fen: float
    value_low_fen: float
    value_high_fen: float
    people: int
    held: int
    leaked: int | None
    significant: bool
    per_credited: float | None

    @classmethod
    def of(cls, caused: Caused | None, credited: float) -> "CausedOut | None":
        """This will write what a hold-out says for the outside, beside what is credited."""
        if caused is None:
            return None
        conversions, value = caused.conversions, caused.value
        return cls(
            experiment=caused.experiment, since=clock.moment(caused.since_ms), until=clock.moment(caused.until_ms),
            conversions=conversions.value, low=conversions.low, high=conversions.high,
            value_fen=value.value, value_low_fen=value.low, value_high_fen=value.high,
            people=caused.people, held=caused.held, leaked=caused.leaked, significant=conversions.significant,
            per_credited=conversions.value / credited if caused.whole and credited else None,
        )  # fmt: skip


class LineOut(BaseModel):
    """One channel, campaign, code or creative; ``cell``: the people whom it touched, where they are told."""

    value: str
    chinese: str
    people: int | None
    touches: int | None
    credit: dict[str, CreditOut]
    removal: RemovalOut
    caused: CausedOut | None
    cell: Cell | None

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
            caused=CausedOut.of(line.caused, line.credit["markov"].conversions),
            cell=None if line.people is None else Cell(group=line.value),
        )


class PathOut(BaseModel):
    """One journey, oldest touch first."""

    touches: list[str]
    conversions: int
    value_fen: int
    nulls: int


class TotalsOut(BaseModel):
    """
    Everything, credited or not; ``untouched`` conversions had no touch in their window. ``caused``: of all that we do.
    """

    conversions: int
    value_fen: int
    untouched: int
    untouched_value_fen: int
    journeys: int
    rate: float | None
    caused: CausedOut | None


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
        totals = {
            name.replace("value", "value_fen"): getattr(found.totals, name)
            for name in ("conversions", "value", "untouched", "untouched_value", "journeys", "rate")
        }
        caused = CausedOut.of(found.totals.caused, found.totals.conversions)
        return cls(
            lines=[LineOut.of(line) for line in found.lines],
            paths=[
                PathOut(touches=list(one.touches), conversions=one.conversions, value_fen=one.value, nulls=one.nulls)
                for one in found.paths
            ],
            totals=TotalsOut(**totals, caused=caused),
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
