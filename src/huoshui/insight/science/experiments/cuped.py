"""
CUPED: what was already known before the experiment is taken out of the outcome (Deng, Xu, Kohavi and Walker 2013).

The covariate must be from before the assignment, best the same metric of the same person.
"""

from dataclasses import dataclass

import numpy as np

from huoshui.insight.science.arrays import Floats


@dataclass(frozen=True, slots=True)
class Adjusted:
    """Outcomes with the covariate taken out; ``kept`` is the share of their variance that is left, 1 - ρ²."""

    outcomes: Floats
    theta: float
    correlation: float

    @property
    def kept(self) -> float:
        """The share of the variance that is left."""
        return 1 - self.correlation**2


def adjust(outcomes: Floats, covariate: Floats) -> Adjusted:
    """
    This will adjust the outcomes of all arms together by θ = cov(y, x) / var(x).

    Who has no covariate (NaN: a new person) counts as average. A covariate that never varies changes nothing.
    """
    known = np.isfinite(covariate)
    middle = float(covariate[known].mean()) if known.any() else 0.0
    apart = np.where(known, covariate - middle, 0.0)
    varies = float(apart @ apart)
    around = outcomes - outcomes.mean()
    if varies <= 0 or not np.any(around):
        return Adjusted(outcomes, 0.0, 0.0)
    theta = float(apart @ around) / varies
    correlation = theta * np.sqrt(varies / float(around @ around))
    return Adjusted(outcomes - theta * apart, theta, float(correlation))
