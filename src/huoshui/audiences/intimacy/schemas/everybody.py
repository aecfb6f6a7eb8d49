"""HTTP shapes of everybody's closeness: distribution, trust, fits and runs."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from huoshui.audiences.intimacy.contract.values import Distribution, Fit, Run, Task, Trust, TrustFlow


class RunIn(BaseModel):
    """What to do over everybody: ``score``, or ``fit`` the weights first."""

    task: Task = Task.SCORE


class InForceIn(BaseModel):
    """Which fit to put in force; 0 is the default weights."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class DistributionOut(BaseModel):
    """Everybody in scope, of the last published run: by ten points of score (0–10, …, 90–100) and by trust stage."""

    people: int
    bins: list[int]
    stages: dict[str, int]
    mean: float | None
    run: int | None
    model_version: int | None
    scored_at: datetime | None

    @classmethod
    def of(cls, found: Distribution) -> "DistributionOut":
        """This will write a distribution for the outside."""
        return cls(
            people=found.people,
            bins=list(found.bins),
            stages={stage.value: people for stage, people in found.stages.items()},
            mean=found.mean,
            run=found.run,
            model_version=found.version,
            scored_at=found.scored_at,
        )


class MovedOut(BaseModel):
    """How many changes from one stage to another; ``before`` is null for whoever was new."""

    before: Trust | None
    after: Trust
    people: int


class TrustFlowOut(BaseModel):
    """Who stands in which trust stage now, and the changes in [since, until)."""

    since: datetime
    until: datetime
    stock: dict[str, int]
    moves: list[MovedOut]

    @classmethod
    def of(cls, flow: TrustFlow) -> "TrustFlowOut":
        """This will write a flow for the outside."""
        return cls(
            since=flow.since,
            until=flow.until,
            stock={stage.value: people for stage, people in flow.stock.items()},
            moves=[MovedOut(before=one, after=other, people=people) for one, other, people in flow.moves],
        )


class FitOut(BaseModel):
    """A fit: its weights beside the defaults, its anchors, and its report on people that it had not seen."""

    version: int
    label: str
    in_force: bool
    verdict: str
    made_at: datetime
    made_by: str
    weights: dict[str, float]
    defaults: dict[str, float]
    anchors: list[tuple[float, float]]
    report: dict[str, Any]

    @classmethod
    def of(cls, fit: Fit, *, defaults: dict[str, float]) -> "FitOut":
        """This will write a fit for the outside."""
        return cls(
            version=fit.version,
            label=fit.model.label,
            in_force=fit.in_force,
            verdict=fit.verdict,
            made_at=fit.made_at,
            made_by=fit.made_by,
            weights=dict(fit.model.weights),
            defaults=defaults,
            anchors=list(fit.model.anchors),
            report=dict(fit.report),
        )


class RunOut(BaseModel):
    """How a run over everybody stands; ``step`` is what it does now."""

    run: int
    task: Task
    state: str
    step: str
    asked_by: str
    as_of: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    people: int
    moves: int
    version: int | None
    note: str

    @classmethod
    def of(cls, run: Run) -> "RunOut":
        """This will write a run for the outside."""
        return cls.model_validate(run, from_attributes=True)
