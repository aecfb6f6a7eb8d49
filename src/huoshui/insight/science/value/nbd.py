"""
NBD: customers buy at their own rate for ever, the limit of the drop-out models where no drop-out is visible.

Parameters ``r, alpha``, in this order.
"""

import numpy as np
from scipy.special import digamma, gammaln

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.value.fitting import Likelihood
from huoshui.insight.science.value.summaries import Cells, Summaries

NAMES = ("r", "alpha")
STARTS = (np.array([0.5, 5.0]), np.array([1.0, 20.0]), np.array([0.2, 1.0]))


def likelihood(cells: Cells) -> Likelihood:
    """This will give the log-likelihood, on the scale of the drop-out models, with its gradient."""
    counts, places = np.unique(cells.frequency, return_inverse=True)
    sizes = np.bincount(places, cells.customers)
    customers = cells.customers.sum()
    x, age, weights = cells.frequency, cells.age, cells.customers

    def value(parameters: Floats) -> tuple[float, Floats]:
        r, alpha = parameters
        old = np.log(alpha + age)
        total = sizes @ gammaln(r + counts) + customers * (r * np.log(alpha) - gammaln(r)) - weights @ ((r + x) * old)
        by_r = sizes @ digamma(r + counts) + customers * (np.log(alpha) - digamma(r)) - weights @ old
        by_alpha = customers * r / alpha - weights @ ((r + x) / (alpha + age))
        return float(total), np.array([by_r, by_alpha])

    return value


def alive(parameters: Floats, of: Summaries) -> Floats:  # noqa: ARG001 one face for all models
    """This will give 1 for everybody."""
    return np.ones(len(of))


def expected_purchases(parameters: Floats, of: Summaries, horizon: float) -> Floats:
    """This will give the purchases that each customer is expected to make in the next ``horizon``."""
    r, alpha = parameters
    purchases: Floats = (r + of.frequency) / (alpha + of.age) * horizon
    return purchases


def expected_of_new(parameters: Floats, age: Floats) -> Floats:
    """This will give the repeat purchases that a random new customer makes by each ``age``."""
    purchases: Floats = age * (parameters[0] / parameters[1])
    return purchases


def buys_within(parameters: Floats, of: Summaries, horizon: float) -> Floats:
    """This will give the probability of at least one purchase in the next ``horizon``."""
    r, alpha = parameters
    chance: Floats = -np.expm1(-(r + of.frequency) * np.log1p(horizon / (alpha + of.age)))
    return chance
