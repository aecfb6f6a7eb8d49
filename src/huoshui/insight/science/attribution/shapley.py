"""
Shapley credit where a coalition of channels is worth the conversions of journeys that used no other.

That game has a closed form: a journey's conversions are shared evenly by its distinct channels, however many channels
there are. It is linear credit without repetition, and no more causal than that.
"""

import numpy as np

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.attribution.paths import Paths


def shares(paths: Paths) -> Floats:
    """This will give every touch its share; of a channel's touches in one journey, the first gets all of it."""
    size = len(paths.channels)
    keys = paths.owners() * size + paths.codes
    newest = np.ones(len(keys), dtype=bool)
    order = np.argsort(keys, kind="stable")
    newest[order[1:]] = keys[order[1:]] != keys[order[:-1]]
    distinct = np.add.reduceat(newest.astype(float), paths.starts[:-1]) if len(paths) else np.zeros(0)
    weights: Floats = newest / np.repeat(distinct, paths.lengths)
    return weights
