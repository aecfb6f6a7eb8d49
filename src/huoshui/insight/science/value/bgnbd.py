"""
BG/NBD: customers buy at their own rate and may drop out after any purchase (Fader, Hardie and Lee 2005).

Parameters ``r, alpha`` (rates are Gamma) and ``a, b`` (drop-out probabilities are Beta), in this order.
"""

import numpy as np
from scipy.special import betaincinv, digamma, expit, gammaln, hyp2f1

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.value.fitting import Likelihood
from huoshui.insight.science.value.summaries import Cells, Summaries

NAMES = ("r", "alpha", "a", "b")
STARTS = (np.array([0.5, 5.0, 1.0, 3.0]), np.array([1.0, 10.0, 0.3, 1.0]), np.array([0.3, 1.0, 2.0, 10.0]))
_NEAR_ONE = 1e-5
_SMALLEST = 1e-12
_nodes, _weights = np.polynomial.legendre.leggauss(48)
_QUANTILES: Floats = ((_nodes + 1) / 2)[:, None]
_WEIGHTS: Floats = _weights / 2


def likelihood(cells: Cells) -> Likelihood:
    """This will give the log-likelihood with its gradient; Gammas are taken once per distinct frequency."""
    counts, places = np.unique(cells.frequency, return_inverse=True)
    sizes = np.bincount(places, cells.customers)
    customers = cells.customers.sum()
    x, recency, age, weights = cells.frequency, cells.recency, cells.age, cells.customers
    again = x > 0

    def value(parameters: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = parameters
        gammas = gammaln(r + counts) + gammaln(b + counts) - gammaln(a + b + counts)
        fixed = customers * (-gammaln(r) + r * np.log(alpha) + gammaln(a + b) - gammaln(b))
        old, last = np.log(alpha + age), np.log(alpha + recency)
        gone = np.where(again, np.log(a) - np.log(np.where(again, b + x - 1, 1.0)) + (r + x) * (old - last), -np.inf)
        total = sizes @ gammas + fixed + weights @ (np.logaddexp(0.0, gone) - (r + x) * old)
        share = weights * expit(gone)
        rate = (r + x) / (alpha + age)
        ends = digamma(a + b) * customers - sizes @ digamma(a + b + counts)
        by_r = sizes @ digamma(r + counts) + customers * (np.log(alpha) - digamma(r)) - weights @ old
        by_alpha = customers * r / alpha - weights @ rate + share @ (rate - (r + x) / (alpha + recency))
        by_a = ends + share.sum() / a
        by_b = ends + sizes @ digamma(b + counts) - customers * digamma(b) - share[again] @ (1 / (b + x[again] - 1))
        return float(total), np.array([by_r + share @ (old - last), by_alpha, by_a, by_b])

    return value


def alive(parameters: Floats, of: Summaries) -> Floats:
    """
    This will give the probability that each customer is still one.

    It is 1 for who never bought again: in this model only a purchase ends a relation. Paretos are fairer to them.
    """
    r, alpha, a, b = parameters
    again = of.frequency > 0
    gone = np.log(a) - np.log(np.where(again, b + of.frequency - 1, 1.0))
    gone += (r + of.frequency) * (np.log(alpha + of.age) - np.log(alpha + of.recency))
    return np.where(again, expit(-gone), 1.0)


def expected_purchases(parameters: Floats, of: Summaries, horizon: float) -> Floats:
    """This will give the purchases that each customer is expected to make in the next ``horizon``."""
    r, alpha, a, b = parameters
    x, span = of.frequency, np.full(len(of), horizon)
    return _purchases(r + x, alpha + of.age, a, b + x, span) * alive(parameters, of)


def expected_of_new(parameters: Floats, age: Floats) -> Floats:
    """This will give the repeat purchases that a random new customer makes by each ``age``."""
    r, alpha, a, b = parameters
    one = np.ones(len(age))
    return _purchases(r * one, alpha * one, a, b * one, age)


def buys_within(parameters: Floats, of: Summaries, horizon: float) -> Floats:
    """This will give the probability of at least one purchase in the next ``horizon``."""
    r, alpha, _, _ = parameters
    quiet = (r + of.frequency) * np.log1p(horizon / (alpha + of.age))
    chance: Floats = -np.expm1(-quiet) * alive(parameters, of)
    return chance


def _purchases(r: Floats, alpha: Floats, a: float, b: Floats, span: Floats) -> Floats:
    """The purchases within ``span`` of customers that are there, their rates and drop-out distributed like that."""
    off = a if abs(a - 1) > _NEAR_ONE else 1 + _NEAR_ONE  # the formula has a removable hole there
    shrink = alpha / (alpha + span)
    with np.errstate(all="ignore"):
        # Euler's transformation: the published form overflows for who bought hundreds of times
        ratio = shrink ** (off - 1) * hyp2f1(off + b - 1 - r, off - 1, off + b - 1, 1 - shrink)
        found: Floats = (off + b - 1) / (off - 1) * (1 - ratio)
        lost = np.flatnonzero(~((found >= 0) & (found <= r * span / alpha * (1 + 1e-9))))
    found[lost] = _by_chances(r[lost], alpha[lost], a, b[lost], span[lost])
    return found


def _by_chances(r: Floats, alpha: Floats, a: float, b: Floats, span: Floats) -> Floats:
    """The same where the hypergeometric function fails (parameters in the thousands): over quantiles of drop-out."""
    chance = np.maximum(betaincinv(a, b, _QUANTILES), _SMALLEST)
    found: Floats = _WEIGHTS @ (-np.expm1(-r * np.log1p(chance * span / alpha)) / chance)
    return found
