"""How good a forecast of purchases was: told against what customers then did."""

from dataclasses import dataclass

import numpy as np

from huoshui.insight.science.arrays import Floats, Integers

GROUPS = 8
"""Calibration frequencies 0, 1 … 6, and 7 or more."""


@dataclass(frozen=True, slots=True)
class Holdout:
    """What was expected and what came, in all and per group of customers with equal calibration frequency."""

    expected: float
    actual: float
    mean_absolute_error: float
    naive_absolute_error: float
    """The same error of “everybody goes on at their own past rate”."""
    correlation: float
    customers_by_frequency: Integers
    expected_by_frequency: Floats
    actual_by_frequency: Floats

    @property
    def bias(self) -> float:
        """The error of the sum, as a share of what came."""
        return self.expected / self.actual - 1 if self.actual else float("nan")


def compare(expected: Floats, actual: Floats, *, frequency: Floats, age: Floats, horizon: float) -> Holdout:
    """This will set expected purchases against actual ones, one place per customer."""
    groups = np.minimum(frequency, GROUPS - 1).astype(int)
    sizes = np.bincount(groups, minlength=GROUPS)
    rate = np.divide(frequency, age, out=np.zeros(len(age)), where=age > 0)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(groups, values, minlength=GROUPS) / sizes for values in (expected, actual)]
    flat = np.ptp(expected) == 0 or np.ptp(actual) == 0
    return Holdout(
        expected=float(expected.sum()),
        actual=float(actual.sum()),
        mean_absolute_error=float(np.abs(expected - actual).mean()),
        naive_absolute_error=float(np.abs(rate * horizon - actual).mean()),
        correlation=float("nan") if flat else float(np.corrcoef(expected, actual)[0, 1]),
        customers_by_frequency=sizes,
        expected_by_frequency=means[0],
        actual_by_frequency=means[1],
    )
