"""Checks before a result is believed: were people split as planned, and how many tests were made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from huoshui.insight.science.arrays import Floats

MISMATCH = 0.01
"""Below this p-value the split is not the one that was planned, and no result of it is to be believed."""


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """The χ² test of a split against its plan."""

    statistic: float
    p: float

    @property
    def mismatch(self) -> bool:
        """Whether something else than chance moved people between arms."""
        return self.p < MISMATCH


def sample_ratio(units: Sequence[int], planned: Sequence[float] | None = None) -> SampleRatio:
    """This will test the units of the arms against their ``planned`` shares (any scale; evenly where not given)."""
    seen = np.array(units, dtype=float)
    shares = np.ones(len(seen)) if planned is None else np.array(planned, dtype=float)
    expected = seen.sum() * shares / shares.sum()
    statistic = float((((seen - expected) ** 2) / expected).sum())
    return SampleRatio(statistic, float(chdtrc(len(seen) - 1, statistic)))


def same_share(some: Sequence[int], of: Sequence[int]) -> float:
    """This will give the p-value of the χ² test that groups have one share: ``some`` of each ``of``."""
    counts, trials = np.array(some, dtype=float), np.array(of, dtype=float)
    share = counts.sum() / trials.sum()
    statistic = ((counts - trials * share) ** 2 / (trials * share * (1 - share))).sum()
    return float(chdtrc(len(counts) - 1, statistic))


def holm(p: Sequence[float]) -> Floats:
    """This will adjust p-values so that all who stay below α together risk one false alarm by α (Holm 1979)."""
    values = np.array(p, dtype=float)
    order = np.argsort(values, kind="stable")
    raised = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(raised, 1.0)
    return adjusted


def benjamini_hochberg(p: Sequence[float]) -> Floats:
    """This will adjust p-values so that of all below α a share of α are false (Benjamini and Hochberg 1995)."""
    values = np.array(p, dtype=float)
    order = np.argsort(values, kind="stable")
    ranked = values[order] * len(values) / np.arange(1, len(values) + 1)
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return adjusted
