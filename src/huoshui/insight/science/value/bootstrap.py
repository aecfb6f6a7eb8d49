"""
How sure a model of purchases is: fitted anew to customers drawn anew, as often as they might have come.

Standard errors from the curvature of the likelihood are missing where it is flat, and too small where parameters run
to an edge; draws say what the data does not say.
"""

import numpy as np

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.value import gamma_gamma
from huoshui.insight.science.value.fitting import maximize
from huoshui.insight.science.value.gamma_gamma import Spending
from huoshui.insight.science.value.purchasing import MODELS, Purchasing
from huoshui.insight.science.value.summaries import Cells, Summaries, cells

REPEATS = 40
MOST_SPENDERS = 20_000
"""With more repeat customers the uncertainty of what a purchase brings is far below that of how many there are."""


def parameters(fitted: Purchasing, of: Summaries, *, random: np.random.Generator, repeats: int = REPEATS) -> Floats:
    """
    This will fit the chosen model to ``repeats`` draws of the customers, each counted a Poisson number of times.

    A row per draw, a column per parameter. Every climb starts from the fit to all.
    """
    grouped, model = cells(of), MODELS[fitted.model]
    found = []
    for _ in range(repeats):
        drawn = _drawn(grouped, random)
        likelihood, size = model.likelihood(drawn), float(drawn.customers.sum())
        one = maximize(likelihood, likelihood, sizes=(size, size), names=model.NAMES, starts=(fitted.fit.parameters,))
        found.append(one.parameters)
    return np.array(found).reshape(repeats, len(model.NAMES))


def spends(spending: Spending, of: Summaries, *, random: np.random.Generator, repeats: int = REPEATS) -> list[Spending]:
    """This will fit what a purchase brings to draws of the repeat customers; the fit itself where they are many."""
    again = np.flatnonzero(of.frequency > 0)
    if of.spend is None or len(again) > MOST_SPENDERS:
        return [spending] * repeats
    found = []
    for _ in range(repeats):
        chosen = random.choice(again, len(again))
        drawn = Summaries(of.frequency[chosen], of.recency[chosen], of.age[chosen], of.spend[chosen])
        found.append(gamma_gamma.fit(drawn) or spending)
    return found


def _drawn(grouped: Cells, random: np.random.Generator) -> Cells:
    counts = random.poisson(grouped.customers).astype(float)
    kept = counts > 0
    if not kept.any():
        return grouped
    return Cells(grouped.frequency[kept], grouped.recency[kept], grouped.age[kept], counts[kept])
