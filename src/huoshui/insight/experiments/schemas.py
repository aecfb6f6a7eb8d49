"""HTTP shapes of experiments: what was set out, who is in which arm, what came of it, how large one must be."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from huoshui.insight.experiments.contract import Experiment, Plan, Report, Size
from huoshui.insight.questions.contract import Cell

NOTE = (
    "随机分组，因果可信；区间“随时有效”，可随时查看 "
    "randomized, hence causal; always-valid intervals may be looked at every day"
)


class ExperimentIn(BaseModel):
    """What an experiment becomes; ``version`` is the one that the author saw."""

    plan: Plan
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class ExperimentOut(BaseModel):
    """An experiment; the condition of each arm in the segment language is in ``segments``."""

    id: int
    plan: Plan
    salt: str
    state: str
    version: int
    created_at: datetime
    created_by: str
    started_at: datetime | None
    stopped_at: datetime | None
    segments: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, found: Experiment) -> "ExperimentOut":
        """This will write an experiment for the outside, each arm as a random bucket."""
        segments, edge = {}, 0
        for arm in found.plan.arms:
            node = {"kind": "bucket", "salt": found.salt, "from": edge, "to": edge + arm.share}
            segments[arm.name], edge = {"version": 1, "where": node}, edge + arm.share
        told = {name: getattr(found, name) for name in cls.model_fields if name != "segments"}
        return cls(**told, segments=segments)


class ArmOut(BaseModel):
    """
    The arm that a person is in; without one they take no part.

    Whoever shows it to them sends ``event`` to the collect door, so that the exposure is in their timeline.
    """

    experiment: str
    person: str
    arm: str | None
    event: dict[str, Any] | None


class ReportOut(BaseModel):
    """
    What came of an experiment: per metric the arms, the comparisons with the control (plain, and by CUPED), p-values
    adjusted for how many were made; uplift of segments; whether a ranking finds whom it works for.
    """

    experiment: ExperimentOut
    people: int
    outcomes_until: datetime
    complete: bool
    causal: bool = True
    note: str = NOTE
    sample_ratio: dict[str, Any]
    goals: list[dict[str, Any]]
    segments: list[dict[str, Any]]
    ranking: dict[str, Any] | None
    verdict_zh: str
    verdict_en: str

    @classmethod
    def of(cls, found: Report) -> "ReportOut":
        """This will write a report for the outside."""
        return cls(
            experiment=ExperimentOut.of(found.experiment),
            people=found.people,
            outcomes_until=found.outcomes_until,
            complete=found.complete,
            sample_ratio=dict(found.sample_ratio),
            goals=[dict(one) for one in found.goals],
            segments=[dict(one) for one in found.segments],
            ranking=dict(found.ranking) if found.ranking else None,
            verdict_zh=found.verdict_zh,
            verdict_en=found.verdict_en,
        )


class ExperimentResult(BaseModel):
    """
    What came of an experiment: nothing while it has not begun, or while too few are in its arms. ``cells``: who is in
    each arm, as they are counted.
    """

    kind: Literal["experiment"] = "experiment"
    experiment: ExperimentOut
    report: ReportOut | None
    cells: dict[str, Cell]

    @classmethod
    def of(cls, found: Experiment, report: Report | None) -> "ExperimentResult":
        """This will write what came of an experiment for the outside."""
        return cls(
            experiment=ExperimentOut.of(found),
            report=None if report is None else ReportOut.of(report),
            cells={} if report is None else {arm.name: Cell(group=arm.name) for arm in found.plan.arms},
        )


class SizeOut(BaseModel):
    """How many people per arm, also with CUPED; ``visible`` the smallest relative change that those there can show."""

    people: int
    base: float
    deviation: float
    correlation: float
    units_per_arm: int
    units_per_arm_adjusted: int
    enough: bool
    visible: float | None

    @classmethod
    def of(cls, found: Size) -> "SizeOut":
        """This will write a plan for the outside."""
        return cls(**{name: getattr(found, name) for name in cls.model_fields})
