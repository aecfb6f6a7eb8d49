"""Credit by rule of position: each gives every touch a share of its journey's conversions."""

from collections.abc import Collection

import numpy as np

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.attribution.paths import Paths

DIRECT = frozenset({"direct", "(direct)", "直接访问", "直接"})
"""Names of “came by themselves”, in lower case."""
HALF_LIFE = 7.0
ENDS = 0.4


def first(paths: Paths) -> Floats:
    """This will give everything to the first touch."""
    return paths.is_first().astype(float)


def last(paths: Paths) -> Floats:
    """This will give everything to the last touch."""
    return _at(paths, paths.ends)


def last_non_direct(paths: Paths, direct: Collection[str] = DIRECT) -> Floats:
    """This will give everything to the last touch that is not ``direct``; to the last where all are."""
    own = np.array([channel.lower() not in direct for channel in paths.channels], dtype=bool)
    places = np.where(own[paths.codes], np.arange(len(paths.codes)), -1)
    newest = np.maximum.reduceat(places, paths.starts[:-1]) if len(paths) else places
    return _at(paths, np.where(newest >= 0, newest, paths.ends))


def linear(paths: Paths) -> Floats:
    """This will give every touch the same."""
    return np.repeat(1 / paths.lengths, paths.lengths)


def position(paths: Paths, ends: float = ENDS) -> Floats:
    """This will give ``ends`` to the first and to the last touch, the rest evenly between; of two, half each."""
    lengths = paths.lengths
    between = np.divide(1 - 2 * ends, lengths - 2, out=np.zeros(len(paths)), where=lengths > 2)
    weights = np.repeat(between, lengths)
    outer = np.select([lengths == 1, lengths == 2], [1.0, 0.5], ends)
    weights[paths.starts[:-1]] = outer
    weights[paths.ends] = outer
    return weights


def time_decay(paths: Paths, ages: Floats | None = None, half_life: float = HALF_LIFE) -> Floats:
    """
    This will halve a touch's share for every ``half_life`` (days) between it and the end of its journey.

    ``ages`` has a place per touch: the days from it to the end. Without them each step back counts as a day.
    """
    if ages is None:
        ages = (np.repeat(paths.ends, paths.lengths) - np.arange(len(paths.codes))).astype(float)
    youngest = np.minimum.reduceat(ages, paths.starts[:-1]) if len(paths) else ages
    owners = paths.owners()
    raw = 0.5 ** ((ages - youngest[owners]) / half_life)
    weights: Floats = raw / np.bincount(owners, raw, minlength=len(paths))[owners]
    return weights


def _at(paths: Paths, places: np.ndarray) -> Floats:
    weights = np.zeros(len(paths.codes))
    weights[places] = 1.0
    return weights
