"""How sure Markov credit is: journeys drawn anew, as often as they might have happened."""

from dataclasses import dataclass, replace

import numpy as np

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.attribution import markov
from huoshui.insight.science.attribution.paths import Paths

REPEATS = 200


@dataclass(frozen=True, slots=True)
class Bands:
    """Per channel: between what 95 % of the draws lie, of removal effects and of credited conversions."""

    removal_low: Floats
    removal_high: Floats
    conversions_low: Floats
    conversions_high: Floats


def bands(paths: Paths, *, order: int = 1, random: np.random.Generator, repeats: int = REPEATS) -> Bands:
    """
    This will draw ``repeats`` times how many of each journey converted and how many did not, each a Poisson count.

    The bands tell chance only. That credit is not cause is a larger error than any of them.
    """
    removal, conversions = [], []
    for _ in range(repeats):
        drawn = replace(
            paths,
            conversions=random.poisson(paths.conversions).astype(float),
            nulls=random.poisson(paths.nulls).astype(float),
        )
        found = markov.attribute(drawn, order=order)
        removal.append(found.removal)
        conversions.append(found.conversions)
    low, high = (np.quantile([removal, conversions], edge, axis=1) for edge in (0.025, 0.975))
    return Bands(removal_low=low[0], removal_high=high[0], conversions_low=low[1], conversions_high=high[1])
