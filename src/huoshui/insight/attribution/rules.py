"""The arithmetic between the warehouse and the science: tables of journeys as arrays, and every model on them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from huoshui.insight.attribution import contract
from huoshui.insight.attribution.contract import Path, Removal
from huoshui.insight.science.arrays import Floats, Integers, sums
from huoshui.insight.science.attribution import all_models, bands, rules, shapley
from huoshui.insight.science.attribution.paths import Paths

SEED = 7
"""The same journeys give the same bands."""
REACH = 1.959963984540054
MOST_DRAWN = 200_000_000
"""Touches times draws; beyond it bands are drawn from fewer draws, and the least is ten."""


@dataclass(frozen=True, slots=True)
class Journeys:
    """
    Journeys as paths, and what their moments said: time decay's credit per value, in conversions and in fen.

    ``shares`` has a place per touch: time decay's mean share of the journey's conversions. ``untouched`` are the
    conversions, and their money, before which nothing was seen.
    """

    paths: Paths
    decayed: Floats
    decayed_value: Floats
    shares: Floats
    untouched: tuple[int, int]


def read(tables: Sequence[pa.Table], names: Sequence[str]) -> Journeys:
    """This will read tables of journeys; codes in ``path`` count the names from 1, one more is what has no name."""
    whole = pa.concat_tables(tables)
    lists = whole.column("path").combine_chunks()
    starts = lists.offsets.to_numpy().astype(np.int64)
    codes = lists.flatten().to_numpy(zero_copy_only=False).astype(np.int64) - 1
    conversions, value, nulls = (_floats(whole, name) for name in ("conversions", "value", "nulls"))
    empty = np.diff(starts) == 0
    untouched = int(conversions[empty].sum()), int(value[empty].sum())
    filled = ~empty
    kept = np.concatenate([starts[:-1][filled], starts[-1:]])
    paths = Paths(tuple(names), codes, kept, conversions[filled], value[filled], nulls[filled])
    decayed, money = (_elements(whole, name) for name in ("decayed", "decayed_value"))
    size = len(names)
    owners = paths.conversions[paths.owners()]
    shares: Floats = np.divide(decayed, owners, out=np.zeros(len(codes)), where=owners > 0)
    return Journeys(paths, sums(codes, decayed, size), sums(codes, money, size), shares, untouched)


@dataclass(frozen=True, slots=True)
class Model:
    """One model's credit per value with the bounds of chance in conversions."""

    conversions: Floats
    value: Floats
    low: Floats | None = None
    high: Floats | None = None


def credit(journeys: Journeys, *, order: int, draws: int) -> tuple[dict[str, Model], list[Removal]]:
    """
    This will credit every value by every model, and tell removal effects.

    A rule gives fixed shares, so the chance in its credit is that of Poisson counts of each journey, which adds up
    exactly; removal effects are not sums, so of them journeys are drawn anew ``draws`` times.
    """
    paths = journeys.paths
    size = len(paths.channels)
    if not len(paths):
        nothing = np.zeros(size)
        return {name: Model(nothing, nothing) for name in contract.MODELS}, [Removal(0.0)] * size
    found = {one.model: one for one in all_models.credit(paths, order=order)}
    models = {name: Model(one.conversions, one.value) for name, one in found.items()}
    models["time_decay"] = Model(journeys.decayed, journeys.decayed_value)
    for name, weights in _weights(journeys).items():
        error = REACH * _spread(paths, weights)
        one = models[name]
        models[name] = replace(one, low=np.maximum(one.conversions - error, 0.0), high=one.conversions + error)
    effects = found["markov"].removal
    if effects is None:
        effects = np.zeros(size)
    removals = [Removal(float(effect)) for effect in effects]
    if draws:
        drawn = bands.bands(
            paths, order=order, random=np.random.default_rng(SEED), repeats=_repeats(draws, len(paths.codes))
        )
        models["markov"] = replace(models["markov"], low=drawn.conversions_low, high=drawn.conversions_high)
        edges = zip(effects, drawn.removal_low, drawn.removal_high, strict=True)
        removals = [Removal(float(effect), float(low), float(high)) for effect, low, high in edges]
    return {name: models[name] for name in contract.MODELS}, removals


def commonest(paths: Paths, *, most: int) -> tuple[Path, ...]:
    """This will list the journeys that converted most often, each once, whatever slices they came in."""
    totals: dict[bytes, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    wanted = set(_top(paths, most))
    for place in range(len(paths)) if wanted else ():
        key = paths.codes[paths.starts[place] : paths.starts[place + 1]].tobytes()
        if key in wanted:
            figures = (paths.conversions[place], paths.value[place], paths.nulls[place])
            totals[key] = [had + more for had, more in zip(totals[key], figures, strict=True)]
    found = [
        Path(tuple(paths.channels[code] for code in np.frombuffer(key, dtype=np.int64)), *(int(one) for one in figures))
        for key, figures in totals.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.conversions, -one.value, one.touches)))


def _top(paths: Paths, most: int) -> list[bytes]:
    counted: dict[bytes, float] = defaultdict(float)
    for place in np.flatnonzero(paths.conversions):
        counted[paths.codes[paths.starts[place] : paths.starts[place + 1]].tobytes()] += paths.conversions[place]
    return sorted(counted, key=lambda key: (-counted[key], len(key), key))[:most]


def _weights(journeys: Journeys) -> Mapping[str, Floats]:
    paths = journeys.paths
    return {
        "first": rules.first(paths),
        "last": rules.last(paths),
        "last_non_direct": rules.last_non_direct(paths),
        "linear": rules.linear(paths),
        "position": rules.position(paths),
        "time_decay": journeys.shares,
        "shapley": shapley.shares(paths),
    }


def _spread(paths: Paths, weights: Floats) -> Floats:
    """The standard error of each value's conversions: the root of the sum of counts times shares squared."""
    size = len(paths.channels)
    keys, places = np.unique(paths.owners() * size + paths.codes, return_inverse=True)
    shares = np.bincount(places, weights)
    owners: Integers = keys // size
    error: Floats = np.sqrt(sums(keys % size, shares**2 * paths.conversions[owners], size))
    return error


def _repeats(draws: int, touches: int) -> int:
    return max(min(draws, MOST_DRAWN // max(touches, 1)), 10)


def _floats(table: pa.Table, name: str) -> Floats:
    column: Floats = table.column(name).to_numpy().astype(float)
    return column


def _elements(table: pa.Table, name: str) -> Floats:
    flat: Floats = table.column(name).combine_chunks().flatten().to_numpy(zero_copy_only=False).astype(float)
    return flat
