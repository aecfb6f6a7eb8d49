"""
Scores that mean probabilities: a logistic fit shrunk towards weights we believed before, and how far it can be trusted.

For intimacy: weights of behaviors stay what an expert set while positives are few, and move as evidence comes.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from huoshui.insight.science.arrays import Floats, Integers

RIDGE = 30.0
FEWEST_POSITIVES = 50
"""With fewer, the weights from before are better than any fit."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """Probability = expit(intercept + features @ weights); ``fitted`` is false where only the intercept was."""

    intercept: float
    weights: Floats
    positives: int
    people: int
    fitted: bool

    def probability(self, features: Floats) -> Floats:
        """This will give the probability of each row of ``features``."""
        chance: Floats = expit(self.intercept + features @ self.weights)
        return chance


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    People in the order of predicted probability, in rows: how many, what was predicted, what came.

    ``error`` is the expected calibration error: the mean distance of the two, weighted by people. ``lift`` is what came
    in the top tenth against everybody.
    """

    people: Integers
    predicted: Floats
    actual: Floats
    error: float
    auc: float
    brier: float
    lift: float


def fit(
    features: Floats,
    outcomes: Floats,
    *,
    before: Floats,
    ridge: float = RIDGE,
    positive: bool = True,
    fewest: int = FEWEST_POSITIVES,
) -> Logistic:
    """
    This will fit a logistic regression by maximum likelihood, weights held towards a multiple of ``before``.

    ``features`` has a row per person and a column per behavior, ``outcomes`` is 1 or 0. Scale and intercept of the
    weights from before are fitted first (Platt 1999), so only their proportions are a belief; departures cost
    ``ridge / 2`` per square, in units of each feature's spread. With ``positive`` no weight takes the other sign.
    Below ``fewest`` positives (or negatives) nothing else is fitted.
    """
    positives = int(outcomes.sum())
    belief = features @ before
    intercept, scale = _platt(belief, outcomes)
    start = before * scale
    few = min(positives, len(outcomes) - positives) < fewest
    if few:
        return Logistic(intercept, start, positives, len(outcomes), fitted=False)
    spread = features.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    middle = features.mean(axis=0)
    scaled, home = (features - middle) / spread, start * spread

    def cost(place: Floats) -> tuple[float, Floats]:
        value, gradient = _loss(place, scaled, outcomes)
        apart = place[1:] - home
        return value + ridge / 2 * float(apart @ apart), gradient + ridge * np.append(0.0, apart)

    free = (None, None)
    held = [(0.0, None) if one > 0 else (None, 0.0) if one < 0 else free for one in before]
    done = minimize(
        cost, np.append(intercept + middle @ start, home), jac=True, method="L-BFGS-B",
        bounds=[free, *(held if positive else [free] * len(start))], options={"maxiter": 500},
    )  # fmt: skip
    weights = done.x[1:] / spread
    return Logistic(float(done.x[0] - middle @ weights), weights, positives, len(outcomes), fitted=True)


def check(probabilities: Floats, outcomes: Floats, *, rows: int = 10) -> Calibration:
    """This will set predicted probabilities against what came, in ``rows`` groups of equal size."""
    order = np.argsort(probabilities, kind="stable")
    parts = [part for part in np.array_split(order, rows) if len(part)]
    people = np.array([len(part) for part in parts], dtype=np.int64)
    predicted = np.array([probabilities[part].mean() for part in parts])
    actual = np.array([outcomes[part].mean() for part in parts])
    top = order[-max(1, len(order) // 10) :]
    everybody = outcomes.mean()
    return Calibration(
        people=people,
        predicted=predicted,
        actual=actual,
        error=float(people @ np.abs(predicted - actual) / people.sum()),
        auc=auc(probabilities, outcomes),
        brier=float(((probabilities - outcomes) ** 2).mean()),
        lift=float(outcomes[top].mean() / everybody) if everybody else float("nan"),
    )


def auc(scores: Floats, outcomes: Floats) -> float:
    """This will give the chance that a random positive scores above a random negative, ties counting half."""
    positives = float(outcomes.sum())
    negatives = len(outcomes) - positives
    if not positives or not negatives:
        return float("nan")
    _, places, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    middles = np.cumsum(sizes) - (sizes - 1) / 2
    ranks = float(middles[places][outcomes == 1].sum())
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def _platt(belief: Floats, outcomes: Floats) -> tuple[float, float]:
    """Intercept and scale of one score; targets are drawn in a little, so that a perfect score stays finite."""
    positives = float(outcomes.sum())
    high, low = (positives + 1) / (positives + 2), 1 / (len(outcomes) - positives + 2)
    targets = np.where(outcomes == 1, high, low)
    spread, middle = float(belief.std()) or 1.0, float(belief.mean())
    scaled = ((belief - middle) / spread)[:, None]
    base = float(targets.mean())
    start = np.array([np.log(base / (1 - base)), 0.5])
    done = minimize(
        _loss, start, args=(scaled, targets), jac=True, method="L-BFGS-B", bounds=[(None, None), (0.0, None)]
    )
    return float(done.x[0] - done.x[1] * middle / spread), float(done.x[1] / spread)


def _loss(place: Floats, features: Floats, targets: Floats) -> tuple[float, Floats]:
    line = place[0] + features @ place[1:]
    apart = expit(line) - targets
    return float(np.logaddexp(0.0, line).sum() - targets @ line), np.append(apart.sum(), features.T @ apart)
