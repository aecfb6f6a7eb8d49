"""
People of a whole set of links at once, in arrays: connected components, and the few whose guards need the order.

A component that breaks no guard as a whole is one person in any order (see `rules`); only the others go through
`rules.settle`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from huoshui.identity.rules import Policy

Int64s = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[Any]


def connected(count: int, a: Ints, b: Ints) -> Ints:
    """
    This will label ``count`` nodes so that connected ones share a label, which is the smallest node of the component.

    Each root hooks onto the smallest root beside it, then paths are halved until flat; edges inside a tree are dropped,
    so that each round works on fewer. (After Shiloach and Vishkin, Journal of Algorithms 3, 1982, in arrays.)
    """
    kind = np.int32 if count < 2**31 else np.int64
    parent = np.arange(count, dtype=kind)
    a, b = a.astype(kind, copy=False), b.astype(kind, copy=False)
    while a.size:
        low, high = np.minimum(a, b), np.maximum(a, b)
        np.minimum.at(parent, high, low)
        _flatten(parent)
        a, b = parent[low], parent[high]
        apart = a != b
        a, b = a[apart], b[apart]
    return parent


def _flatten(parent: Ints) -> None:
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return
        parent[:] = above


@dataclass(frozen=True, slots=True)
class Graph:
    """Identifiers and links as columns: ``space`` per node, and the ends (node numbers) of each link."""

    space: Ints
    a: Ints
    b: Ints
    operator: Flags
    never_a: Ints
    never_b: Ints


def doubtful(graph: Graph, label: Ints, policy: Policy) -> Flags:
    """This will flag, per label (a node number), the components that break a guard as a whole and so need the order."""
    count = graph.space.size
    flagged = np.zeros(count, dtype=np.bool_)
    flagged[np.flatnonzero(np.bincount(label, minlength=count) > policy.cap)] = True
    for space, limit in enumerate(policy.limits):
        if limit:
            held = label[graph.space == space]
            flagged[beyond(held, limit)] = True
    apart = label[graph.never_a] == label[graph.never_b]
    flagged[label[graph.never_a[apart]]] = True
    flagged[label[graph.a[graph.operator]]] = True
    joins = np.asarray(policy.joins, dtype=np.bool_)
    if not joins.all():
        idle = ~graph.operator & ~(joins[graph.space[graph.a]] & joins[graph.space[graph.b]])
        flagged[label[graph.a[idle]]] = True
    _flag_strangers(graph, label, policy, flagged)
    return flagged


def beyond(labels: Ints, limit: int) -> Ints:
    """This will give the labels that occur more often than ``limit``."""
    if labels.size <= limit:
        return labels[:0]
    ordered = np.sort(labels)
    found: Ints = ordered[limit:][ordered[limit:] == ordered[: ordered.size - limit]]
    return found


def _flag_strangers(graph: Graph, label: Ints, policy: Policy, flagged: Flags) -> None:
    """Flag components whose strong identifiers hang together through weak ones only."""
    strong = np.asarray(policy.strong, dtype=np.bool_)[graph.space]
    firm = ~graph.operator & strong[graph.a] & strong[graph.b]
    part = connected(graph.space.size, graph.a[firm], graph.b[firm])
    nodes = np.flatnonzero(strong)
    some = np.zeros(graph.space.size, dtype=part.dtype)
    some[label[nodes]] = part[nodes]
    strange = part[nodes] != some[label[nodes]]
    flagged[label[nodes[strange]]] = True


class Places:
    """Where identities stand in an ascending column; they lie evenly in 63 bits, so that the first guess is near."""

    def __init__(self, ascending: Int64s) -> None:
        self._sorted = np.append(ascending, np.iinfo(np.int64).max)
        self._bits = max(ascending.size, 2).bit_length()
        counts = np.bincount(ascending >> (63 - self._bits), minlength=1 << self._bits)
        self._start = np.zeros(counts.size, dtype=np.int32)
        np.cumsum(counts[:-1], out=self._start[1:])

    def of(self, identities: Int64s) -> Ints:
        """This will give the place of each identity, all of which must be there."""
        place: Ints = self._start[identities >> (63 - self._bits)]
        short = np.flatnonzero(self._sorted[place] < identities)
        for _ in range(16):
            if not short.size:
                return place
            place[short] += 1
            short = short[self._sorted[place[short]] < identities[short]]
        place[short] = np.searchsorted(self._sorted, identities[short])
        return place
