"""
Pareto/NBD: customers buy at their own rate and may drop out at any moment (Schmittlein, Morrison and Colombo 1987).

Parameters ``r, alpha`` (rates of purchase are Gamma) and ``s, beta`` (rates of drop-out are Gamma), in this order.
The published likelihood is a difference of hypergeometric functions; it is the integral over the unseen moment of
drop-out, and we take that by Gauss-Legendre in a coordinate in which it is nearly flat. Nothing cancels, and the
gradient comes from the same nodes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, expit, gammaln

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.value.fitting import Likelihood
from huoshui.insight.science.value.summaries import Cells, Summaries

NAMES = ("r", "alpha", "s", "beta")
STARTS = (np.array([0.5, 10.0, 0.5, 10.0]), np.array([1.0, 5.0, 1.0, 30.0]), np.array([0.3, 20.0, 0.3, 3.0]))
_NODES = 16
_CHUNK = 4096
_FLAT = 1e-8

_places, _weights = np.polynomial.legendre.leggauss(_NODES)
_cube = (_places + 1) / 2  # nodes crowd, as a cube, towards the far end, where the integrand is a fractional power
_PLACES: Floats = (1 - _cube**3)[:, None]
_WEIGHTS: Floats = (_weights / 2 * 3 * _cube**2)[:, None]


@dataclass(frozen=True, slots=True)
class _Integral:
    """∫₀ˢᵖᵃⁿ (A+u)^-p (B+u)^-q du: its logarithm, and where its mass lies (means under the normalized integrand)."""

    logarithm: Floats
    share: Floats
    near: Floats
    far: Floats

    def mean(self, values: Floats) -> Floats:
        """This will average over the mass."""
        mean: Floats = np.einsum("ij,ij->j", self.share, values)
        return mean


def _integral(p: Floats | float, near: Floats, q: Floats | float, far: Floats, span: Floats) -> _Integral:
    """All one-dimensional; ``near`` (A) must not be above ``far`` (B), so that the mass never thins out upwards."""
    reach = np.log1p(span / near)
    decay = np.maximum((p - 1) + q * near / far, _FLAT)
    fall = -np.expm1(-decay * reach)
    ahead = np.log1p(-_PLACES * fall) / -decay
    from_near = near * np.exp(ahead)
    from_far = (far - near) + from_near
    height = _WEIGHTS * np.exp((1 - p + decay) * ahead - q * np.log(from_far / far))
    mass = height.sum(axis=0)
    with np.errstate(divide="ignore"):  # nobody can drop out in no time
        logarithm = np.log(fall / decay * mass) + (1 - p) * np.log(near) - q * np.log(far)
    return _Integral(logarithm, height / mass, from_near, from_far)


def _log_integral(p: Floats | float, near: Floats, q: Floats | float, far: Floats, span: Floats) -> Floats:
    """The integral's logarithm in two halves: a horizon may be hundreds of times as long as a customer is old."""
    halfway = near * np.expm1(np.log1p(span / near) / 2)
    first = _integral(p, near, q, far, halfway)
    second = _integral(p, near + halfway, q, far + halfway, span - halfway)
    both: Floats = np.logaddexp(first.logarithm, second.logarithm)
    return both


@dataclass(frozen=True, slots=True)
class _Ends:
    """What drop-out says of some customers: odds of being gone, and means of the moment of drop-out if gone."""

    stays: Floats
    odds: Floats
    from_alpha: Floats
    from_beta: Floats
    integral: _Integral


def _ends(parameters: Floats, x: Floats, recency: Floats, age: Floats) -> _Ends:
    r, alpha, s, beta = parameters
    purchase, drop = alpha + recency, beta + recency
    if alpha <= beta:
        found = _integral(r + x, purchase, s + 1, drop, age - recency)
        from_alpha, from_beta = found.near, found.far
    else:
        found = _integral(s + 1, drop, r + x, purchase, age - recency)
        from_alpha, from_beta = found.far, found.near
    stays = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
    return _Ends(stays, np.log(s) + found.logarithm - stays, from_alpha, from_beta, found)


def likelihood(cells: Cells) -> Likelihood:
    """This will give the log-likelihood with its gradient."""
    counts, places = np.unique(cells.frequency, return_inverse=True)
    sizes = np.bincount(places, cells.customers)
    customers = cells.customers.sum()

    def value(parameters: Floats) -> tuple[float, Floats]:
        r, alpha, s, beta = parameters
        total = sizes @ gammaln(r + counts)
        total += customers * (r * np.log(alpha) + s * np.log(beta) - gammaln(r))
        gradient = customers * np.array([np.log(alpha) - digamma(r), r / alpha, np.log(beta), s / beta])
        gradient[0] += sizes @ digamma(r + counts)
        for part in _chunks(len(cells.frequency)):
            weights = cells.customers[part]
            x, recency, age = cells.frequency[part], cells.recency[part], cells.age[part]
            ends = _ends(parameters, x, recency, age)
            total += weights @ (ends.stays + np.logaddexp(0.0, ends.odds))
            gone = weights * expit(ends.odds)
            here = weights - gone
            mean = ends.integral.mean
            gradient[0] -= here @ np.log(alpha + age) + gone @ mean(np.log(ends.from_alpha))
            gradient[1] -= (r + x) @ (here / (alpha + age) + gone * mean(1 / ends.from_alpha))
            gradient[2] -= here @ np.log(beta + age) + gone @ (mean(np.log(ends.from_beta)) - 1 / s)
            gradient[3] -= s * (here @ (1 / (beta + age))) + (s + 1) * (gone @ mean(1 / ends.from_beta))
        return float(total), gradient

    return value


def alive(parameters: Floats, of: Summaries) -> Floats:
    """This will give the probability that each customer is still one."""
    chance = np.empty(len(of))
    for part in _chunks(len(of)):
        chance[part] = expit(-_ends(parameters, of.frequency[part], of.recency[part], of.age[part]).odds)
    return chance


def expected_purchases(parameters: Floats, of: Summaries, horizon: float) -> Floats:
    """This will give the purchases that each customer is expected to make in the next ``horizon``."""
    r, alpha, s, beta = parameters
    rate = (r + of.frequency) / (alpha + of.age)
    purchases: Floats = rate * _lasting(s, beta + of.age, horizon) * alive(parameters, of)
    return purchases


def expected_of_new(parameters: Floats, age: Floats) -> Floats:
    """This will give the repeat purchases that a random new customer makes by each ``age``."""
    r, alpha, s, beta = parameters
    purchases: Floats = r / alpha * _lasting(s, beta, age)
    return purchases


def buys_within(parameters: Floats, of: Summaries, horizon: float) -> Floats:
    """This will give the probability of at least one purchase in the next ``horizon``."""
    r, alpha, s, beta = parameters
    chance = np.empty(len(of))
    for part in _chunks(len(of)):
        bought = r + of.frequency[part]
        purchase, drop = alpha + of.age[part], beta + of.age[part]
        span = np.full(len(bought), horizon)
        if alpha <= beta:
            logarithm = _log_integral(bought + 1, purchase, s, drop, span)
        else:
            logarithm = _log_integral(s, drop, bought + 1, purchase, span)
        chance[part] = np.exp(np.log(bought) + bought * np.log(purchase) + s * np.log(drop) + logarithm)
    return np.minimum(chance, 1.0) * alive(parameters, of)


def _lasting(s: float, scale: Floats | float, horizon: Floats | float) -> Floats:
    """The expected time up to ``horizon`` that a customer lasts: ∫ (scale / (scale + u))^s du, also where s is 1."""
    reach = np.log1p(np.asarray(horizon) / scale)
    if abs(s - 1) < 1e-12:
        return np.asarray(scale * reach)
    lasting: Floats = -scale * np.expm1(-(s - 1) * reach) / (s - 1)
    return lasting


def _chunks(size: int) -> Iterator[slice]:
    for start in range(0, size, _CHUNK):
        yield slice(start, start + _CHUNK)
