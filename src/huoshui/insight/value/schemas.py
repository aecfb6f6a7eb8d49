"""HTTP shapes of value: money in fen, every mean with the people it is of, every forecast with its bounds."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from huoshui.bedrock import ids
from huoshui.bedrock.shapes import DayIn
from huoshui.insight.ground import HappenedOut
from huoshui.insight.questions.contract import Cell
from huoshui.insight.value.contract import (
    Band,
    Cohort,
    Cost,
    Payback,
    PaybackQuestion,
    Prediction,
    RepurchaseQuestion,
    RfmLine,
    RfmQuestion,
    Run,
    RunAsked,
    ValueQuestion,
    Worth,
)

CENSORED = "每个时长只计已被观察满该时长的人 at each horizon only people who were followed that long"


class WorthOut(BaseModel):
    """
    People of a cohort at one horizon: the means are of the ``people`` who were followed that long. ``cells``: who they
    are, who of them the ``buyers`` are, and who bought ``again``.
    """

    days: int
    people: int
    total_fen: int
    mean_fen: float | None
    low_fen: float | None
    high_fen: float | None
    buyers: int
    again: int
    cells: dict[str, Cell]

    @classmethod
    def of(cls, worth: Worth, key: str) -> "WorthOut":
        """This will write a horizon of a cohort for the outside."""
        cells = {what: Cell(what=what, group=key, age=worth.days) for what in ("people", "buyers", "again")}
        return cls(**asdict(worth), cells=cells)


class CohortOut(BaseModel):
    """People who began alike."""

    key: str
    label: str
    people: int
    net_fen: int
    worth: list[WorthOut]
    cell: Cell

    @classmethod
    def of(cls, cohort: Cohort) -> "CohortOut":
        """This will write a cohort for the outside."""
        worth = [WorthOut.of(one, cohort.key) for one in cohort.worth]
        return cls(
            key=cohort.key, label=cohort.label, people=cohort.people, net_fen=cohort.net_fen, worth=worth,
            cell=Cell(group=cohort.key),
        )  # fmt: skip


class ValueResult(BaseModel):
    """What people have brought so far, per cohort and horizon. Observed, nothing is forecast."""

    kind: Literal["value"] = "value"
    censored: str = CENSORED
    cohorts: list[CohortOut]


class ValueOut(HappenedOut, ValueResult):
    """The result with what it was made of."""

    question: ValueQuestion


class AgainOut(BaseModel):
    """The share who bought again on another day within ``days``, with 95 % bounds; ``naive`` ignores who is young."""

    days: int
    share: float | None
    low: float | None
    high: float | None
    at_risk: int
    naive: float


class RepurchaseResult(BaseModel):
    """Who bought again, by when."""

    kind: Literal["repurchase"] = "repurchase"
    buyers: int
    bought_again: int
    within: list[AgainOut]
    median_days: float | None
    interval_quartiles: tuple[float, float, float] | None
    cells: dict[str, Cell] = {"buyers": Cell(what="buyers"), "bought_again": Cell(what="again")}


class RepurchaseOut(HappenedOut, RepurchaseResult):
    """The result with what it was made of."""

    question: RepurchaseQuestion


class PaybackLineOut(BaseModel):
    """One channel's money; see `contract.Payback`."""

    channel: str
    chinese: str
    cost_fen: int
    arrivals: int
    buyers: int
    net_fen: int
    cost_per_arrival_fen: float | None
    cac_fen: float | None
    payback_days: int | None
    return_on_cost: float | None
    cells: dict[str, Cell]

    @classmethod
    def of(cls, line: Payback) -> "PaybackLineOut":
        """This will write a channel for the outside."""
        cells = {what: Cell(what=what, group=line.channel) for what in ("arrivals", "buyers")}
        return cls(**asdict(line), cells=cells)


class PaybackResult(BaseModel):
    """What channels cost against what those whom they brought have brought."""

    kind: Literal["payback"] = "payback"
    channels: list[PaybackLineOut]


class PaybackOut(HappenedOut, PaybackResult):
    """The result with what it was made of."""

    question: PaybackQuestion


class RfmLineOut(BaseModel):
    """One group of buyers; ``expected_fen`` is what the latest run expects of them."""

    group: str
    chinese: str
    people: int
    net_fen: int
    median_days_since: float
    mean_orders: float
    expected_fen: float | None
    cell: Cell

    @classmethod
    def of(cls, line: RfmLine) -> "RfmLineOut":
        """This will write a group for the outside."""
        return cls(**asdict(line), cell=Cell(group=line.group))


class RfmResult(BaseModel):
    """Buyers in eight groups; ``run`` is the run that says what is expected of them."""

    kind: Literal["rfm"] = "rfm"
    run: int | None
    groups: list[RfmLineOut]


class RfmOut(HappenedOut, RfmResult):
    """The result with what it was made of."""

    question: RfmQuestion


class RunOut(BaseModel):
    """One run of the value model."""

    id: int
    state: str
    asked: RunAsked
    until_on: date
    step: str
    done: int
    total: int
    answer: dict[str, Any] | None
    error: str
    requested_at: datetime
    requested_by: str
    finished_at: datetime | None

    @classmethod
    def of(cls, run: Run) -> "RunOut":
        """This will write a run for the outside."""
        return cls(**{name: getattr(run, name) for name in cls.model_fields})


class PredictionOut(BaseModel):
    """
    What the latest run expects of one person. Bounds hold 95 % of what the model does not know; what one person does
    scatters more. ``buys`` is the chance of at least one purchase within the horizon.
    """

    run: int
    person: str
    frequency: int
    recency_days: int
    age_days: int
    paid_fen: int
    alive: float
    purchases: float
    purchases_low: float
    purchases_high: float
    buys: float
    wait_days: float | None
    spend_fen: float | None
    value_fen: float | None
    value_low_fen: float | None
    value_high_fen: float | None

    @classmethod
    def of(cls, found: Prediction) -> "PredictionOut":
        """This will write a prediction for the outside; what cannot be told is null."""
        told = {name: _finite(value) for name, value in asdict(found).items()}
        return cls(**{**told, "person": ids.render(found.person)})


class BandOut(BaseModel):
    """A tenth of the people, the most valuable first; ``cells``: who they are, asked of the kind ``forecast``."""

    tenth: int
    people: int
    least_fen: float
    value_fen: float
    paid_fen: int
    alive: float
    cells: dict[str, Cell]

    @classmethod
    def of(cls, band: Band, *, run: int) -> "BandOut":
        """This will write a tenth of a run for the outside."""
        return cls(**asdict(band), cells={"people": Cell(what="people", group=str(run), at=band.tenth - 1)})


class BandsOut(BaseModel):
    """How what the latest run expects is spread over people."""

    run: int
    tenths: list[BandOut]


class ForecastResult(BaseModel):
    """What the latest run expects, and the viewer's people in tenths; no ``run`` where none is done yet."""

    kind: Literal["forecast"] = "forecast"
    run: RunOut | None
    tenths: list[BandOut]


class CostIn(BaseModel):
    """What was paid for a channel on a day."""

    channel: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
    day: DayIn
    fen: Annotated[int, Field(ge=0, lt=10**15)]
    campaign: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""

    def cost(self) -> Cost:
        """This will give it as a value."""
        return Cost(self.channel, self.day, self.fen, self.campaign)


class CostsIn(BaseModel):
    """Costs to take in; a line that is sent again replaces the one before."""

    costs: Annotated[list[CostIn], Field(min_length=1, max_length=10_000)]


class CostOut(BaseModel):
    """What was paid for a channel on a day."""

    channel: str
    day: date
    fen: int
    campaign: str

    @classmethod
    def of(cls, cost: Cost) -> "CostOut":
        """This will write a cost for the outside."""
        return cls(channel=cost.channel, day=cost.day, fen=cost.fen, campaign=cost.campaign)


class TakenOut(BaseModel):
    """How many lines were taken in, and what they come to."""

    lines: int
    fen: int


def _finite(value: Any) -> Any:  # noqa: ANN401 a column's value
    return None if isinstance(value, float) and (value != value or abs(value) == float("inf")) else value  # noqa: PLR0124
