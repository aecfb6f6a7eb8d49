"""
For whom it worked: uplift by segment, and Qini curves of a ranking (Radcliffe 2007).

A ranking is worth using when the whole interval of its Qini coefficient is above 0.
"""

from dataclasses import dataclass

import numpy as np

from huoshui.insight.science.arrays import Flags, Floats, Integers
from huoshui.insight.science.experiments.arms import arm, is_binary
from huoshui.insight.science.experiments.checks import benjamini_hochberg
from huoshui.insight.science.experiments.comparison import ALPHA, Comparison, compare_means, compare_shares

REPEATS = 200


@dataclass(frozen=True, slots=True)
class SegmentUplift:
    """One segment's comparison; ``p`` is adjusted for having looked at all of them."""

    segment: int
    comparison: Comparison
    p: float


@dataclass(frozen=True, slots=True)
class Qini:
    """
    The curve of extra outcomes when the best ``share`` of people is treated, as if as many had been controls.

    ``coefficient`` is the area between the curve and the straight line to its end, per person and per unit of share;
    ``low`` and ``high`` bound 95 % of its bootstrap. ``normalized`` divides by the area of a perfect ranking of a
    yes-or-no outcome.
    """

    share: Floats
    extra: Floats
    coefficient: float
    normalized: float
    low: float
    high: float

    def extra_at(self, share: float) -> float:
        """This will give the extra outcomes when the best ``share`` of people is treated."""
        return float(np.interp(share, self.share, self.extra))


def by_segment(outcomes: Floats, treated: Flags, segments: Integers, *, alpha: float = ALPHA) -> list[SegmentUplift]:
    """This will compare the arms in each segment (codes from 0), p-values adjusted by Benjamini and Hochberg."""
    compare = compare_shares if is_binary(outcomes) else compare_means
    codes = np.unique(segments)
    found = []
    for code in codes:
        inside = segments == code
        found.append(compare(arm(outcomes[inside & ~treated]), arm(outcomes[inside & treated]), alpha=alpha))
    p = np.array([one.difference.p for one in found])
    tested = np.isfinite(p)
    adjusted = np.full(len(p), np.nan)
    adjusted[tested] = benjamini_hochberg(p[tested].tolist())
    return [SegmentUplift(int(code), one, float(q)) for code, one, q in zip(codes, found, adjusted, strict=True)]


def qini(
    scores: Floats, outcomes: Floats, treated: Flags, *, random: np.random.Generator, repeats: int = REPEATS
) -> Qini:
    """
    This will judge a ranking of people by ``scores``, the highest first, on a randomized experiment.

    Both arms must have people. Equal scores count as one step. The bootstrap draws people ``repeats`` times.
    """
    order = np.argsort(-scores, kind="stable")
    steps = np.flatnonzero(np.append(np.diff(scores[order]) != 0, [True]))
    y, t = outcomes[order], treated[order].astype(float)
    share, extra = _curve(y, t, np.ones(len(y)), steps)
    area = _area(share, extra)
    size = len(y)
    drawn = []
    for _ in range(repeats):
        weights = np.bincount(random.integers(0, size, size), minlength=size).astype(float)
        drawn.append(_area(*_curve(y, t, weights, steps)))
    low, high = np.nanquantile(drawn, [0.025, 0.975]) if drawn else (np.nan, np.nan)
    perfect = _perfect(y, t)
    return Qini(
        share=share,
        extra=extra,
        coefficient=area / size,
        normalized=area / perfect if perfect > 0 else float("nan"),
        low=float(low) / size,
        high=float(high) / size,
    )


def _curve(y: Floats, t: Floats, weights: Floats, steps: Integers) -> tuple[Floats, Floats]:
    sums = [np.cumsum(weights * part)[steps] for part in (t, 1 - t, y * t, y * (1 - t), np.ones(len(y)))]
    treated, controls, yes_treated, yes_controls, everybody = sums
    scale = np.divide(treated, controls, out=np.zeros(len(steps)), where=controls > 0)
    return (
        np.concatenate([[0.0], everybody / everybody[-1]]),
        np.concatenate([[0.0], yes_treated - yes_controls * scale]),
    )


def _area(share: Floats, extra: Floats) -> float:
    """Between the curve and the straight line to its end."""
    return float(np.trapezoid(extra, share) - extra[-1] / 2)


def _perfect(y: Floats, t: Floats) -> float:
    """The area of the best possible ranking: treated who said yes, then who tells nothing, then controls who did."""
    ranks = y * t - y * (1 - t)
    order = np.argsort(-ranks, kind="stable")
    steps = np.flatnonzero(np.append(np.diff(ranks[order]) != 0, [True]))
    return _area(*_curve(y[order], t[order], np.ones(len(y)), steps))


def levels(scores: Floats, count: int) -> Integers:
    """This will cut people into ``count`` segments of equal size by score, 0 the lowest."""
    ranks = np.argsort(np.argsort(scores, kind="stable"), kind="stable")
    found: Integers = ranks * count // max(len(scores), 1)
    return found
