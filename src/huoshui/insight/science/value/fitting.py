"""Climbing a likelihood: several starts on a part, a whitened finish on everything, and how sure we may be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from huoshui.bedrock.minimizing import minimize
from huoshui.insight.science.arrays import Floats

Likelihood = Callable[[Floats], tuple[float, Floats]]
"""Positive parameters to the log-likelihood and its gradient."""

NORMAL_95 = 1.959963984540054
_LOWEST, _HIGHEST = -12.0, 16.0
"""Logarithms of parameters stay in here; who reaches the edge has no maximum inside."""
_STEP = 1e-4
_FLATTEST = 1e-9
_WIDEST = 600.0


@dataclass(frozen=True, slots=True)
class Fit:
    """
    The maximum of a likelihood. ``errors`` are standard errors from the observed information, NaN where the data
    does not say; ``lower`` and ``upper`` bound 95 % on the logarithmic scale, so that they stay positive.
    """

    names: tuple[str, ...]
    parameters: Floats
    errors: Floats
    lower: Floats
    upper: Floats
    log_likelihood: float
    at_edge: bool
    """Some parameter ran away: the maximum is a limit of the model."""


def maximize(
    whole: Likelihood, part: Likelihood, *, sizes: tuple[float, float], names: Sequence[str], starts: Sequence[Floats]
) -> Fit:
    """
    This will maximize ``whole``; ``part`` is the likelihood of a part of the same data, from which we start.

    ``sizes`` are the customers of the whole and of the part.
    """
    climbs = [_climb(part, np.log(start), sizes[1]) for start in starts]
    found = max(climbs, key=lambda one: one[1])[0]
    if whole is not part:
        found = _finish(whole, part, found, sizes)
    log_likelihood, _ = whole(np.exp(found))
    parameters = np.exp(found)
    spread = _spread(_information(whole, found))
    return Fit(
        names=tuple(names),
        parameters=parameters,
        errors=parameters * spread,
        lower=parameters * np.exp(-NORMAL_95 * spread),
        upper=parameters * np.exp(np.minimum(NORMAL_95 * spread, _WIDEST)),
        log_likelihood=float(log_likelihood),
        at_edge=bool(np.any((found < _LOWEST + 0.1) | (found > _HIGHEST - 0.1))),
    )


def _climb(likelihood: Likelihood, start: Floats, size: float) -> tuple[Floats, float]:
    def downhill(logarithms: Floats) -> tuple[float, Floats]:
        value, gradient = _in_logarithms(likelihood, logarithms)
        return -value / size, -gradient / size

    bounds = [(_LOWEST, _HIGHEST)] * len(start)
    done = minimize(
        downhill, start, jac=True, method="L-BFGS-B", bounds=bounds,
        options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-8, "maxcor": 20},
    )  # fmt: skip
    return done.x, -float(done.fun) * size


def _finish(whole: Likelihood, part: Likelihood, start: Floats, sizes: tuple[float, float]) -> Floats:
    """Where the part's curvature is known, in coordinates in which it is a sphere: a few steps are enough."""
    curvature = _information(part, start) / sizes[1]
    values, vectors = np.linalg.eigh(curvature)
    if values.min() < 1e-6 or np.any((start < _LOWEST + 1) | (start > _HIGHEST - 1)):
        return _climb(whole, start, sizes[0])[0]
    turn = vectors / np.sqrt(values)

    def downhill(place: Floats) -> tuple[float, Floats]:
        value, gradient = _in_logarithms(whole, np.clip(start + turn @ place, _LOWEST, _HIGHEST))
        return -value / sizes[0], -(turn.T @ gradient) / sizes[0]

    done = minimize(
        downhill, np.zeros(len(start)), jac=True, method="L-BFGS-B",
        options={"maxiter": 200, "ftol": 1e-15, "gtol": 1e-7},
    )  # fmt: skip
    found: Floats = np.clip(start + turn @ done.x, _LOWEST, _HIGHEST)
    return found


def _in_logarithms(likelihood: Likelihood, logarithms: Floats) -> tuple[float, Floats]:
    parameters = np.exp(logarithms)
    value, gradient = likelihood(parameters)
    return value, gradient * parameters


def _information(likelihood: Likelihood, logarithms: Floats) -> Floats:
    """The observed information in logarithms of the parameters: central differences of the analytic gradient."""
    size = len(logarithms)
    rows = np.empty((size, size))
    for place in range(size):
        step = np.zeros(size)
        step[place] = _STEP
        ahead = _in_logarithms(likelihood, logarithms + step)[1]
        behind = _in_logarithms(likelihood, logarithms - step)[1]
        rows[place] = (behind - ahead) / (2 * _STEP)
    return (rows + rows.T) / 2


def _spread(information: Floats) -> Floats:
    values = np.linalg.eigvalsh(information)
    if values.min() <= _FLATTEST * max(values.max(), 1.0):
        return np.full(len(information), np.nan)
    spread: Floats = np.sqrt(np.diag(np.linalg.inv(information)))
    return spread
