"""What others may know of value: the questions, what they answer with, runs of the model, costs, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from huoshui.audiences.contract.values import Part
from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.insight.ground import Dated
from huoshui.insight.questions.contract import LastDays, Period

HORIZONS = (30, 60, 90, 180, 365)
MOST_HORIZON = 1100
TENTHS = 10
Horizons = Annotated[tuple[Annotated[int, Field(ge=1, le=MOST_HORIZON)], ...], Field(min_length=1, max_length=60)]


class ValueQuestion(Dated):
    """
    What people who began in a period have brought so far: per cohort, within so many days of their beginning.

    People begin with their first paid order, or when they first came (on a public channel, else anywhere). At a horizon
    only those count who have been followed that long: younger ones are not seen as worth less.
    """

    kind: Literal["value"] = "value"
    period: Period = LastDays(last_days=365)
    by: Literal["month", "channel"] = "channel"
    start: Literal["purchase", "arrival"] = "purchase"
    horizons: Horizons = HORIZONS


class RepurchaseQuestion(Dated):
    """
    Who of those who first bought in the period bought again on another day, by how many days: Kaplan and Meier's share,
    which does not take who bought yesterday for somebody who never comes back.
    """

    kind: Literal["repurchase"] = "repurchase"
    period: Period = LastDays(last_days=365)
    horizons: Horizons = HORIZONS


class PaybackQuestion(Dated):
    """What it cost to win people in a period, per channel, and after how many days they had paid that back."""

    kind: Literal["payback"] = "payback"


class RfmQuestion(Dated):
    """Buyers of the period by recency, frequency and money: eight groups, what they brought and will probably bring."""

    kind: Literal["rfm"] = "rfm"
    period: Period = LastDays(last_days=365)
    levels: Annotated[int, Field(ge=3, le=9)] = 5


class ForecastQuestion(Part):
    """What the latest run of the value model expects: of everybody, and how it is spread over people, in tenths."""

    kind: Literal["forecast"]
    version: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class Worth:
    """
    People of a cohort at one horizon: the ``people`` who were followed that long, what they brought on average (fen,
    with 95 % bounds), how many of them bought, and how many bought on two days or more.
    """

    days: int
    people: int
    total_fen: int
    mean_fen: float | None
    low_fen: float | None
    high_fen: float | None
    buyers: int
    again: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who began alike; ``people`` counts all of them, ``net_fen`` is all that they have brought since."""

    key: str
    label: str
    people: int
    net_fen: int
    worth: tuple[Worth, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """
    The share who bought again within ``days``, with its 95 % bounds; ``at_risk`` were still being waited for then.

    ``naive`` is buyers again over all buyers, which time makes larger by itself. Beyond the longest wait
    nothing is told.
    """

    days: int
    share: float | None
    low: float | None
    high: float | None
    at_risk: int
    naive: float


@dataclass(frozen=True, slots=True)
class Repurchase:
    """How people come back: by days since the first purchase, and the days between one purchase and the next."""

    buyers: int
    bought_again: int
    within: tuple[Again, ...]
    median_days: float | None
    interval_quartiles: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Payback:
    """
    One channel's money: what it cost, whom it brought, what those brought.

    ``cac_fen`` is the cost per new buyer, ``payback_days`` the first horizon at which an arrival had brought, on
    average, what an arrival cost: nothing where that was not reached while they could be followed.
    """

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


@dataclass(frozen=True, slots=True)
class RfmLine:
    """One group of buyers; what they brought in the period, and what the latest run expects of them."""

    group: str
    chinese: str
    people: int
    net_fen: int
    median_days_since: float
    mean_orders: float
    expected_fen: float | None


class RunState(StrEnum):
    """How far a run is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class RunAsked(Part):
    """What a run of the value model is to do; it looks at all orders up to yesterday."""

    model: Literal["pareto_nbd", "bg_nbd", "nbd"] = "pareto_nbd"
    horizon_days: Annotated[int, Field(ge=7, le=1100)] = 365
    held_out_days: Annotated[int, Field(ge=7, le=1100)] | None = None
    """How much of the end is held back to test on; a quarter of what there is where nobody says."""
    draws: Annotated[int, Field(ge=10, le=200)] = 40


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the value model: what was asked, how far it is, and what it found."""

    id: int
    state: RunState
    asked: RunAsked
    until_on: date
    step: str
    done: int
    total: int
    answer: Mapping[str, Any] | None
    error: str
    requested_at: datetime
    requested_by: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Prediction:
    """
    What a run expects of one person; ``low`` and ``high`` bound 95 % of what the model does not know, not of what one
    person may do by chance.
    """

    run: int
    person: int
    frequency: int
    recency_days: int
    age_days: int
    paid_fen: int
    alive: float
    purchases: float
    purchases_low: float
    purchases_high: float
    buys: float
    wait_days: float
    spend_fen: float
    value_fen: float
    value_low_fen: float
    value_high_fen: float


@dataclass(frozen=True, slots=True)
class Band:
    """A tenth of the people, the most valuable first; what all of it is expected to bring, and has brought."""

    tenth: int
    people: int
    least_fen: float
    value_fen: float
    paid_fen: int
    alive: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What was paid for a channel on a day, for a campaign of it where somebody says so."""

    channel: str
    day: date
    fen: int
    campaign: str = ""


class NoSuchRun(Missing):
    """There is no run {id} of the value model."""


class NothingPredicted(Missing):
    """Nothing was predicted for this person: no run is done, or they had bought nothing before it."""


class RunGoing(Conflict):
    """Run {id} of the value model is still going on."""


class TooFewBuyers(Unfit):
    """There are {buyers} buyers of whom {again} bought again; a model needs at least {least} who did."""


class NotACost(Unfit):
    """Line {line} is not a cost: {why}."""
