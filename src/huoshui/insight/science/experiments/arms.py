"""An arm of an experiment as its sums, from which every comparison follows."""

from dataclasses import dataclass

import numpy as np

from huoshui.insight.science.arrays import Floats


@dataclass(frozen=True, slots=True)
class Arm:
    """``units`` people with the sum and the sum of squares of their outcomes; of yes and no, 1 and 0."""

    units: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """The mean outcome; NaN of nobody."""
        return self.total / self.units if self.units else float("nan")

    @property
    def variance(self) -> float:
        """The sample variance of outcomes, over n - 1; NaN below two units."""
        if self.units < 2:
            return float("nan")
        return max(0.0, (self.squares - self.total**2 / self.units) / (self.units - 1))


def arm(outcomes: Floats) -> Arm:
    """This will sum up the outcomes of an arm; sums are taken around the mean, so that large numbers lose nothing."""
    units = len(outcomes)
    total = float(outcomes.sum())
    if not units:
        return Arm(0, 0.0, 0.0)
    apart = float(((outcomes - total / units) ** 2).sum())
    return Arm(units, total, apart + total**2 / units)


def arm_of_counts(successes: int, units: int) -> Arm:
    """This will give the arm of a yes-or-no outcome."""
    return Arm(units, float(successes), float(successes))


def is_binary(outcomes: Floats) -> bool:
    """This will tell whether outcomes are all 0 or 1."""
    return bool(np.all((outcomes == 0) | (outcomes == 1)))
