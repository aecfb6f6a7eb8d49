"""The arithmetic of an experiment: outcomes of people in arms, compared, adjusted, and put into a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import ceil, isfinite
from typing import Any

import numpy as np

from huoshui.insight.experiments.contract import Effect, Goal, Outcome, Plan, Size, SizeAsked
from huoshui.insight.science.arrays import Floats, Integers
from huoshui.insight.science.experiments import checks, cuped, planning, uplift
from huoshui.insight.science.experiments.arms import arm
from huoshui.insight.science.experiments.comparison import Comparison, compare_means, compare_shares

SEED = 7
BINARY = frozenset({"bought", "did"})


@dataclass(frozen=True, slots=True)
class Units:
    """People in arms (from 0, the control), one place each; ``before`` and ``after`` have a column per metric."""

    persons: Integers
    arms: Integers
    before: Floats
    after: Floats


def outcome(values: Floats, of: Outcome) -> Floats:
    """This will read counts or fen as a metric's outcome: yes and no are 1 and 0."""
    return (values > 0).astype(float) if of.measure in BINARY else values


def judged(units: Units, plan: Plan) -> list[dict[str, Any]]:
    """
    This will compare every arm with the control in every metric, also with what was known before taken out.

    p-values are adjusted by Holm, and by Benjamini and Hochberg, over all arms of the metrics; of guardrails among
    themselves. Whether a guardrail got worse is asked without adjusting: a harm is better seen once too often.
    """
    told = [_goal(units, plan, place, goal) for place, goal in enumerate(plan.goals)]
    for some in (told[: len(told) - len(plan.guardrails)], told[len(told) - len(plan.guardrails) :]):
        lines = [one for goal in some for one in goal["comparisons"]]
        p = [one["p"] for one in lines]
        known = [value for value in p if value is not None]
        holm, hochberg = (list(adjust(known)) if known else [] for adjust in (checks.holm, checks.benjamini_hochberg))
        for one in lines:
            there = one["p"] is not None
            one["p_holm"] = float(holm.pop(0)) if there else None
            one["p_bh"] = float(hochberg.pop(0)) if there else None
    return told


def _goal(units: Units, plan: Plan, place: int, goal: Goal) -> dict[str, Any]:
    binary = goal.outcome.measure in BINARY
    after, before = outcome(units.after[:, place], goal.outcome), outcome(units.before[:, place], goal.outcome)
    adjusted = cuped.adjust(after, before)
    guardrail = goal in plan.guardrails
    comparisons = []
    for code, planned in enumerate(plan.arms[1:], start=1):
        compare = compare_shares if binary else compare_means
        plain = _compared(compare, after, units.arms, code, plan)
        taken = _compared(compare_means, adjusted.outcomes, units.arms, code, plan)
        comparisons.append({
            "treatment": planned.name,
            **_told(plain),
            "p": _finite(plain.difference.p),
            "cuped": _told(taken),
            "harm": guardrail and _harms(taken, goal),
        })  # fmt: skip
    return {
        "name": goal.name, "role": "guardrail" if guardrail else "goal" if goal == plan.goal else "other",
        "better": goal.better, "kind": "share" if binary else "mean",
        "arms": [_arm(name.name, after[units.arms == code]) for code, name in enumerate(plan.arms)],
        "comparisons": comparisons,
        "cuped": {"theta": adjusted.theta, "correlation": adjusted.correlation, "variance_kept": adjusted.kept},
    }  # fmt: skip


def _compared(compare: Any, values: Floats, arms: Integers, code: int, plan: Plan) -> Comparison:  # noqa: ANN401 two functions
    found: Comparison = compare(
        arm(values[arms == 0]), arm(values[arms == code]), alpha=plan.alpha, expected_units=plan.planned_units
    )
    return found


def effects(units: Units, plan: Plan) -> list[Effect]:
    """
    This will tell what all who were not held out brought more of each metric than as many who were.

    With what was known before taken out (CUPED), and bounds that hold at every look.
    """
    treated = (units.arms > 0).astype(np.int64)
    people, told = int(treated.sum()), []
    for before, after in zip(units.before.T, units.after.T, strict=True):
        found = _compared(compare_means, cuped.adjust(after, before).outcomes, treated, 1, plan).always_difference
        told.append(Effect(*(float(one) * people for one in (found.value, found.low, found.high))))
    return told


def _harms(found: Comparison, goal: Goal) -> bool:
    """Whether it got worse for sure, however often one looks."""
    edge = found.always_difference.high if goal.better == "up" else -found.always_difference.low
    return isfinite(edge) and edge < 0


def sample_ratio(units: Units, plan: Plan) -> dict[str, Any]:
    """This will test whether people are in arms as planned."""
    counts = np.bincount(units.arms, minlength=len(plan.arms)).tolist()
    found = checks.sample_ratio(counts, [one.share for one in plan.arms])
    return {"units": counts, "planned": [one.share for one in plan.arms], "statistic": found.statistic, "p": found.p,
            "mismatch": found.mismatch}  # fmt: skip


def by_segment(units: Units, plan: Plan, memberships: Mapping[str, Any]) -> list[dict[str, Any]]:
    """This will tell the goal's uplift inside each segment and outside, first treatment against control; p by BH."""
    goal, both = plan.goal, units.arms < 2
    after = outcome(units.after[:, 0], goal.outcome)[both]
    told = []
    for name, inside in memberships.items():
        for one in uplift.by_segment(after, units.arms[both] == 1, inside[both].astype(np.int64), alpha=plan.alpha):
            found = one.comparison
            told.append({
                "segment": name, "inside": bool(one.segment), "control_units": found.control.units,
                "treatment_units": found.treatment.units, "difference": _plain(found.difference),
                "p_bh": _finite(one.p),
            })  # fmt: skip
    return told


def ranked(units: Units, plan: Plan, scores: Floats) -> dict[str, Any]:
    """This will tell whether who has a high score is who it works for: Qini of the first treatment against control."""
    both = units.arms < 2
    after = outcome(units.after[:, 0], plan.goal.outcome)[both]
    found = uplift.qini(scores[both], after, units.arms[both] == 1, random=np.random.default_rng(SEED), repeats=100)
    steps = np.linspace(0, 1, 11)
    return {
        "coefficient": found.coefficient, "low": found.low, "high": found.high, "normalized": _finite(found.normalized),
        "use": bool(found.low > 0),
        "curve": [{"share": float(step), "extra": found.extra_at(float(step))} for step in steps],
    }  # fmt: skip


def verdict(
    plan: Plan, goals: Sequence[Mapping[str, Any]], ratio: Mapping[str, Any], *, complete: bool
) -> tuple[str, str]:
    """This will say in a sentence what to make of it, in Chinese and in English."""
    if ratio["mismatch"]:
        return "分流与计划不符，先查原因，结果不可信。", "People are not in arms as planned: believe nothing of it."
    harmed = [one["name"] for one in goals if any(line["harm"] for line in one["comparisons"])]
    if harmed:
        return f"护栏指标变差：{'、'.join(harmed)}。建议停止。", f"Guardrails got worse: {', '.join(harmed)}. Stop it."
    moved = [line for line in goals[0]["comparisons"] if _moved(line, plan)]
    if moved:
        names = [line["treatment"] for line in moved]
        signs = [line["cuped"]["always_valid_difference"]["value"] > 0 for line in moved]
        good = all(sign == (plan.goal.better == "up") for sign in signs)
        how, how_en = ("更好", "better") if good else ("不更好", "not better")
        said = f"{', '.join(names)}: {how_en} than control, at any look."
        return f"{'、'.join(names)} 比对照组{how}，随时查看都成立。", said
    if complete:
        return "没有看出差别；先看最小可检出变化。", "No difference shows; look at what it could have shown."
    return "还看不出差别，继续。", "No difference shows yet; go on."


def _moved(line: Mapping[str, Any], plan: Plan) -> bool:
    p = line["cuped"]["always_valid_difference"]["p"]
    return p is not None and p < plan.alpha


def size(before: Floats, after: Floats, asked: SizeAsked) -> Size:
    """This will plan from what people did in the last window, and in the one before it."""
    values, known = outcome(after, asked.outcome), outcome(before, asked.outcome)
    units, base = len(values), float(values.mean()) if len(values) else 0.0
    deviation = float(values.std(ddof=1)) if units > 1 else 0.0
    adjusted = cuped.adjust(values, known) if units > 1 else cuped.Adjusted(values, 0.0, 0.0)
    change = base * asked.change
    if not change or not deviation:
        return Size(units, base, deviation, 0.0, 0, 0, enough=False, visible=None)
    binary = asked.outcome.measure in BINARY
    if binary and 0 < base + change < 1:
        needed = planning.units_for_shares(base, change, alpha=asked.alpha, power=asked.power)
    else:
        needed = planning.units_for_means(deviation, change, alpha=asked.alpha, power=asked.power)
    each = units // asked.arms
    visible = (
        planning.smallest_change_of_mean(deviation, each, alpha=asked.alpha, power=asked.power) / base if each else None
    )
    return Size(
        people=units, base=base, deviation=deviation, correlation=adjusted.correlation, units_per_arm=needed,
        units_per_arm_adjusted=ceil(needed * adjusted.kept), enough=each >= needed, visible=visible,
    )  # fmt: skip


def _arm(name: str, values: Floats) -> dict[str, Any]:
    found = arm(values)
    deviation = found.variance**0.5
    return {"name": name, "units": found.units, "mean": _finite(found.mean), "deviation": _finite(deviation)}


def _told(found: Comparison) -> dict[str, Any]:
    return {
        "difference": _plain(found.difference),
        "lift": _plain(found.lift),
        "always_valid_difference": _plain(found.always_difference),
        "always_valid_lift": _plain(found.always_lift),
    }


def _plain(estimate: Any) -> dict[str, float | None]:  # noqa: ANN401 an Estimate
    return {name: _finite(value) for name, value in asdict(estimate).items()}


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) else None
