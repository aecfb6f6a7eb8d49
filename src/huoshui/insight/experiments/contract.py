"""What others may know of experiments: what one is, what it answers with, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from huoshui.audiences.contract.values import Part
from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.insight.dimensions import Dimension
from huoshui.insight.questions.contract import Segment

TEN_THOUSAND = 10_000
VIEWED = "Experiment Viewed"
"""The event by which an exposure is told, with the experiment's name as its property ``experiment_id``."""

Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\s/\x00-\x1f]([^/\x00-\x1f]*[^\s/\x00-\x1f])?$")]
ArmName = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
EventName = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class ArmPlan(Part):
    """An arm and its share of all people, out of 10,000."""

    name: ArmName
    share: Annotated[int, Field(ge=1, le=TEN_THOUSAND)]


class OrdersOutcome(Part):
    """What a person bought: whether at all, how often, for how much (fen, refunds taken out)."""

    of: Literal["orders"]
    measure: Literal["bought", "count", "net_fen"] = "bought"


class EventsOutcome(Part):
    """What a person did: whether at all, or how often."""

    of: Literal["events"]
    events: Annotated[tuple[EventName, ...], Field(min_length=1, max_length=100)]
    measure: Literal["did", "count"] = "did"


Outcome = Annotated[OrdersOutcome | EventsOutcome, Field(discriminator="of")]


class Goal(Part):
    """A metric of an experiment; ``better`` tells which way is meant to be good."""

    name: ArmName
    outcome: Outcome
    better: Literal["up", "down"] = "up"


class HeldOut(Part):
    """What the first arm is kept from: a channel, campaign, code or creative, as attribution names it."""

    by: Dimension
    value: EventName


class Plan(Part):
    """
    What an experiment is. The first arm is the control; what the shares leave over takes no part.

    ``people`` may limit it to a segment, by what the treatment cannot change. ``guardrails`` must not get worse.
    With ``exposed`` only those count who were told to have met it (the event “Experiment Viewed”).
    """

    name: Name
    note: Words = ""
    arms: Annotated[tuple[ArmPlan, ...], Field(min_length=2, max_length=10)]
    goal: Goal
    others: Annotated[tuple[Goal, ...], Field(max_length=20)] = ()
    guardrails: Annotated[tuple[Goal, ...], Field(max_length=20)] = ()
    people: Segment | None = None
    exposed: bool = False
    held_out: HeldOut | None = None
    everything: bool = False
    """A global hold-out: the first arm is kept from all that we do."""
    window_days: Annotated[int, Field(ge=1, le=365)] = 30
    before_days: Annotated[int, Field(ge=0, le=365)] = 30
    planned_units: Annotated[int, Field(ge=2, le=2**31)] = 5000
    """In all arms together; always-valid intervals are narrowest there."""
    alpha: Annotated[float, Field(ge=1e-6, le=0.5)] = 0.05

    @model_validator(mode="after")
    def _holds_together(self) -> "Plan":
        if sum(arm.share for arm in self.arms) > TEN_THOUSAND:
            msg = "the shares of the arms come to more than 10,000"
            raise ValueError(msg)
        if len({arm.name for arm in self.arms}) < len(self.arms):
            msg = "two arms have one name"
            raise ValueError(msg)
        if len({goal.name for goal in self.goals}) < len(self.goals):
            msg = "two metrics have one name"
            raise ValueError(msg)
        return self

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All metrics, the one that decides first, guardrails last."""
        return (self.goal, *self.others, *self.guardrails)


class State(StrEnum):
    """How far an experiment is; what has begun is not changed any more."""

    DRAFT = "draft"
    RUNNING = "running"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Experiment:
    """An experiment as it is kept; its salt decides who is in which arm, and is never used again."""

    id: int
    plan: Plan
    salt: str
    state: State
    version: int
    created_at: datetime
    created_by: str
    started_at: datetime | None
    stopped_at: datetime | None

    def arm_of(self, number: int) -> str | None:
        """This will name the arm of somebody by their number under the salt, from 0 to 9,999; nothing outside."""
        edge = 0
        for arm in self.plan.arms:
            edge += arm.share
            if number < edge:
                return arm.name
        return None


class ResultAsked(Part):
    """What to tell beside the comparison: the uplift of segments, and whether a ranking finds whom it works for."""

    segments: Annotated[tuple[Segment, ...], Field(max_length=10)] = ()
    ranking: Literal["before", "value"] | None = None
    """By what people did before, or by what the value model expects of them."""


class ExperimentQuestion(Part):
    """What came of an experiment so far, by its number."""

    kind: Literal["experiment"]
    version: Literal[1] = 1
    experiment: Annotated[int, Field(ge=1, le=2**62)]


class SizeAsked(Part):
    """How many people an experiment needs; with ``outcome`` base, spread and CUPED's gain come from own data."""

    outcome: Outcome
    change: Annotated[float, Field(gt=-1, lt=100, description="relative to the base: 0.1 is ten percent more")]
    window_days: Annotated[int, Field(ge=1, le=365)] = 30
    people: Segment | None = None
    arms: Annotated[int, Field(ge=2, le=10)] = 2
    alpha: Annotated[float, Field(ge=1e-6, le=0.5)] = 0.05
    power: Annotated[float, Field(gt=0.05, lt=1)] = 0.8

    @model_validator(mode="after")
    def _changes(self) -> "SizeAsked":
        if not self.change:
            msg = "no change can be found with any number of people"
            raise ValueError(msg)
        return self


@dataclass(frozen=True, slots=True)
class Size:
    """
    What to plan for: people per arm, also when CUPED takes out what was known, and how much there are.

    ``base`` and ``deviation`` are those of the last ``window_days``; ``visible`` is the smallest change that all people
    together can be expected to show.
    """

    people: int
    base: float
    deviation: float
    correlation: float
    units_per_arm: int
    units_per_arm_adjusted: int
    enough: bool
    visible: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """An experiment's answer, as plain values of the same names as `huoshui insight experiment` gives."""

    experiment: Experiment
    people: int
    outcomes_until: datetime
    complete: bool
    sample_ratio: Mapping[str, Any]
    goals: tuple[Mapping[str, Any], ...]
    segments: tuple[Mapping[str, Any], ...]
    ranking: Mapping[str, Any] | None
    verdict_zh: str
    verdict_en: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What came more of it, of all who were not held out, with bounds that hold at every look."""

    value: float
    low: float
    high: float

    @property
    def significant(self) -> bool:
        """Whether nothing at all lies outside the bounds."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Caused:
    """
    What a hold-out says that something caused from ``since_ms`` up to ``until_ms``: conversions and money (fen).

    ``people`` were not held out, ``held`` were; ``leaked`` of those met it all the same, which makes effects look
    smaller than they are. ``whole``: everybody was in one or the other for all of the question's period.
    """

    experiment: str
    since_ms: int
    until_ms: int
    people: int
    held: int
    leaked: int | None
    conversions: Effect
    value: Effect
    whole: bool


class NoSuchExperiment(Missing):
    """There is no experiment “{experiment}”."""


class ExperimentExists(Conflict):
    """There is an experiment named “{name}” already."""


class ExperimentBegun(Conflict):
    """The experiment “{name}” is {state}: what has begun is not changed any more."""


class ExperimentChanged(Conflict):
    """Somebody changed the experiment “{name}” meanwhile: it is at version {version} now."""


class ExperimentNotBegun(Conflict):
    """The experiment “{name}” has not begun, so there is nothing to tell."""


class TooFewInArms(Unfit):
    """The arms of the experiment hold {units} people; two in each are needed at least."""
