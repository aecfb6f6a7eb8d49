"""
Removal effects in a Markov chain of channels, solved exactly (Anderl, Becker, von Wangenheim and Schumann 2016).

Journeys are walks from a start over states to conversion or to nothing; a state of order ``k`` is the last ``k``
channels. A channel is removed by sending whoever would come to it to nothing. What then is lost, as a share of all
conversions, is its removal effect; credit is shared in proportion to these.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from huoshui.insight.science.arrays import Floats, Integers, sums
from huoshui.insight.science.attribution.paths import Paths

_DENSE = 400
_MOST_PAIRS = 5_000_000
_LONGEST_WALK, _NOBODY = 2_000, 1e-15


@dataclass(frozen=True, slots=True)
class Chain:
    """
    Shares of moves. State 0 is the start; ``channels`` tells each state's last channel, -1 of the start.

    ``moves[i, j]`` is the share of visits of state ``i`` that go on to ``j``; ``rewards`` are a visit's chance to
    convert at once, and the money of that on average.
    """

    moves: sparse.csr_matrix
    rewards: Floats
    channels: Integers


@dataclass(frozen=True, slots=True)
class Markov:
    """Per channel: removal effects on conversions and on value; ``rate`` is the share of journeys that convert."""

    order: int
    rate: float
    removal: Floats
    removal_of_value: Floats
    conversions: Floats
    value: Floats


def attribute(paths: Paths, *, order: int = 1) -> Markov:
    """This will give removal effects and credit in a chain whose states are the last ``order`` channels."""
    chain = chain_of(paths, order)
    whole = _worth(chain, None)
    kept = np.array([_worth(chain, channel) for channel in range(len(paths.channels))]).reshape(-1, 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        removal = np.clip(np.where(whole > 0, 1 - kept / whole, 0.0), 0.0, 1.0)
    removal[:, 1] = removal[:, 1] if whole[1] > 0 else 0.0
    return Markov(
        order=order,
        rate=float(whole[0]),
        removal=removal[:, 0],
        removal_of_value=removal[:, 1],
        conversions=_shared(removal[:, 0], float(paths.conversions.sum())),
        value=_shared(removal[:, 1], float(paths.value.sum())),
    )


def chain_of(paths: Paths, order: int) -> Chain:
    """This will count moves between states of ``order`` channels; who did not convert counts as much as who did."""
    states, channels = _states(paths, order)
    size = len(channels)
    walks = paths.conversions + paths.nulls
    came_from = np.empty_like(states)
    came_from[1:] = states[:-1]
    came_from[paths.starts[:-1]] = 0
    moved = _counted(came_from, states, walks[paths.owners()], size)
    ends = states[paths.ends]
    done = np.column_stack([sums(ends, one, size) for one in (paths.conversions, paths.value)])
    visits = np.asarray(moved.sum(axis=1)).ravel() + sums(ends, walks, size)
    share: Floats = np.divide(1.0, visits, out=np.zeros(size), where=visits > 0)
    return Chain((sparse.diags(share) @ moved).tocsr(), done * share[:, None], channels)


def _states(paths: Paths, order: int) -> tuple[Integers, Integers]:
    """The state after each touch, numbered from 1, and the last channel of each state."""
    size = len(paths.channels)
    if order == 1:
        return paths.codes + 1, np.arange(-1, size)
    states = paths.codes + 1
    places = np.arange(len(states)) - np.repeat(paths.starts[:-1], paths.lengths)
    for back in range(1, order):
        earlier = np.zeros_like(states)
        earlier[back:] = paths.codes[:-back] + 1
        earlier[places < back] = 0
        _, states = np.unique(states * (size + 1) + earlier, return_inverse=True)
    channels = np.full(int(states.max(initial=-1)) + 2, -1)
    channels[states + 1] = paths.codes
    return states + 1, channels


def _counted(before: Integers, after: Integers, weights: Floats, size: int) -> sparse.csr_matrix:
    pairs = before * size + after
    if size * size <= _MOST_PAIRS:
        return sparse.csr_matrix(np.bincount(pairs, weights, minlength=size * size).reshape(size, size))
    distinct, places = np.unique(pairs, return_inverse=True)
    counts = np.bincount(places, weights)
    return sparse.csr_matrix((counts, (distinct // size, distinct % size)), shape=(size, size))


def _worth(chain: Chain, without: int | None) -> Floats:
    """Conversions and money per journey, of the chain without a channel."""
    kept = chain.channels != without if without is not None else np.ones(len(chain.channels), dtype=bool)
    moves, rewards = chain.moves[kept][:, kept], chain.rewards[kept]
    size = len(rewards)
    if size <= _DENSE:
        found: Floats = np.linalg.solve(np.eye(size) - moves.toarray(), rewards)[0]
        return found
    worth: Floats = _visits(moves) @ rewards
    return worth


def _visits(moves: sparse.csr_matrix) -> Floats:
    """The expected visits of each state by one journey: walk until nobody is left; factorize where that takes long."""
    size = moves.shape[0]
    onward = moves.T.tocsr()
    now: Floats = np.eye(1, size)[0]
    visits: Floats = now.copy()
    for _ in range(_LONGEST_WALK):
        now = onward @ now
        visits += now
        if now.sum() < _NOBODY:
            return visits
    from scipy.sparse.linalg import splu  # noqa: PLC0415 it takes long to import, and few journeys are so long

    solved: Floats = splu((sparse.identity(size) - onward).tocsc()).solve(np.eye(1, size)[0])
    return solved


def _shared(effects: Floats, total: float) -> Floats:
    whole = float(effects.sum())
    shared: Floats = effects * (total / whole if whole > 0 else 0.0)
    return shared
