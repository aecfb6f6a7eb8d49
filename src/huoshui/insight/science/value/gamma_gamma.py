"""
Gamma-Gamma: what one more purchase of a customer is expected to bring (Fader and Hardie 2013).

Parameters ``p, q, gamma``, in this order. It wants amounts that do not depend on how often somebody buys; `Spending`
carries that correlation. Where amounts are too heavy-tailed for it, medians are shrunk instead.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.value.fitting import Fit, Likelihood, maximize
from huoshui.insight.science.value.summaries import Summaries

NAMES = ("p", "q", "gamma")
HEAVY = 1e3
"""Beyond this ``p`` the model has degenerated, and beyond this ``q`` customers differ by chance only."""
_MANY, _PART = 40_000, 10_000


@dataclass(frozen=True, slots=True)
class Spending:
    """What purchases bring; ``shrinkage`` is used instead of the fit where the spend is heavy-tailed."""

    fit: Fit
    customers: int
    correlation: float
    shrinkage: "Shrinkage"

    @property
    def heavy_tailed(self) -> bool:
        """Whether the fit has degenerated."""
        p, q, _ = self.fit.parameters
        return bool(p > HEAVY or q <= 1) or (self.fit.at_edge and not self.alike)

    @property
    def alike(self) -> bool:
        """Whether customers spend alike: then the expectation of everybody is the mean of all."""
        p, q, _ = self.fit.parameters
        return bool(q > HEAVY >= p)


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """The median of customers' means, and the variances of their logarithms between and within customers."""

    median: float
    between: float
    within: float


def fit(summaries: Summaries) -> Spending | None:
    """This will fit the spend of the customers who bought again for more than nothing; nothing if fewer than three."""
    if summaries.spend is None:
        return None
    able = (summaries.frequency > 0) & (np.nan_to_num(summaries.spend) > 0)
    x, spend = summaries.frequency[able], summaries.spend[able]
    if len(x) < 3:
        return None
    scale = float(np.median(spend))
    whole = likelihood(x, spend / scale)
    step = -(-len(x) // _PART) if len(x) > _MANY else 1
    part = whole if step == 1 else likelihood(x[::step], spend[::step] / scale)
    starts = (np.array([5.0, 4.0, 1.0]), np.array([1.0, 2.0, 1.0]), np.array([10.0, 10.0, 1.0]))
    found = maximize(whole, part, sizes=(len(x), len(x[::step])), names=NAMES, starts=starts)
    alike = np.ptp(x) == 0 or np.ptp(spend) == 0
    correlation = float("nan") if alike else float(np.corrcoef(x, spend)[0, 1])
    return Spending(_rescaled(found, scale, len(x)), len(x), correlation, _shrinkage(x, spend))


def likelihood(x: Floats, spend: Floats) -> Likelihood:
    """This will give the log-likelihood of mean spends over ``x`` purchases, with its gradient."""
    counts, places = np.unique(x, return_inverse=True)
    sizes = np.bincount(places).astype(float)
    customers = float(len(x))
    money, logs, constant = x * spend, np.log(spend), float(x @ np.log(x))
    along = float(x @ logs)

    def value(parameters: Floats) -> tuple[float, Floats]:
        p, q, gamma = parameters
        depth = np.log(money + gamma)
        total = sizes @ (gammaln(p * counts + q) - gammaln(p * counts)) + customers * (q * np.log(gamma) - gammaln(q))
        total += p * along - logs.sum() + p * constant - p * (x @ depth) - q * depth.sum()
        joint = digamma(p * counts + q)
        by_p = sizes @ (counts * (joint - digamma(p * counts))) + along + constant - x @ depth
        by_q = sizes @ joint + customers * (np.log(gamma) - digamma(q)) - depth.sum()
        by_gamma = customers * q / gamma - (p * x + q) @ (1 / (money + gamma))
        return float(total), np.array([by_p, by_q, by_gamma])

    return value


def expected_spend(spending: Spending, of: Summaries) -> Floats:
    """This will give what the next purchase of each customer is expected to bring, also of who never bought again."""
    x = of.frequency
    spend = np.nan_to_num(of.spend) if of.spend is not None else np.zeros(len(of))
    x = np.where(spend > 0, x, 0.0)
    if spending.heavy_tailed:
        return _shrunk(spending.shrinkage, x, spend)
    p, q, gamma = spending.fit.parameters
    expected: Floats = p * (gamma + x * spend) / (p * x + q - 1)
    return expected


def _rescaled(found: Fit, scale: float, customers: int) -> Fit:
    """Back from the unit of the median: gamma carries the unit, and so does the density."""
    unit = np.array([1.0, 1.0, scale])
    return Fit(
        names=found.names,
        parameters=found.parameters * unit,
        errors=found.errors * unit,
        lower=found.lower * unit,
        upper=found.upper * unit,
        log_likelihood=found.log_likelihood - customers * float(np.log(scale)),
        at_edge=found.at_edge,
    )


def _shrinkage(x: Floats, spend: Floats) -> Shrinkage:
    """Squared distances of logarithms from their median, as between + within / x, by least squares."""
    middle = float(np.median(spend))
    apart = np.log(spend / middle) ** 2
    rows = np.column_stack([np.ones(len(x)), 1 / x])
    between, within = np.linalg.lstsq(rows, apart, rcond=None)[0]
    if within <= 0:
        return Shrinkage(middle, float(apart.mean()), 0.0)
    return Shrinkage(middle, max(float(between), 0.0), float(within))


def _shrunk(by: Shrinkage, x: Floats, spend: Floats) -> Floats:
    known = x > 0
    noise = by.between * x + by.within
    weight = np.where(known & (noise > 0), by.between * x / np.where(noise > 0, noise, 1.0), 0.0)
    shrunk: Floats = by.median * np.exp(weight * np.log(np.where(known, spend, by.median) / by.median))
    return shrunk
