"""
What a batch of new links joins, in arrays: blocks of people that unite in any order, and those that need the order.

See `rules`: when a block breaks no guard as a whole, every link inside it is accepted and every refused link that
leaves it stays refused, whatever the order. Only blocks that break one are settled link by link.
"""

from dataclasses import dataclass

import numpy as np

from huoshui.identity.components import Flags, Ints, beyond, connected
from huoshui.identity.rules import Policy
from huoshui.identity.wire import Column


@dataclass(frozen=True, slots=True)
class Members:
    """The identifiers of the people concerned: which person (a place), which namespace, and when they arrived."""

    identity: Column
    person: Ints
    space: Ints
    ordinal: Column


@dataclass(frozen=True, slots=True)
class Blocks:
    """A label per person (a place), shared by those that unite, and which labels need the order."""

    label: Ints
    doubtful: Flags

    @property
    def unsure(self) -> Flags:
        """Which people are in a block that needs the order."""
        return self.doubtful[self.label]


def united(count: int, a: Ints, b: Ints) -> Ints:
    """This will label ``count`` people so that those a link joins share a label."""
    return connected(count, a, b)


def assess(
    label: Ints, members: Members, firm: tuple[Ints, Ints], never: tuple[Ints, Ints], merged: Ints, policy: Policy
) -> Blocks:
    """
    This will find the blocks that break a guard as a whole.

    ``firm`` are the ends (people) of new links between strong identifiers; ``never`` the ends (places in ``members``)
    of pairs that staff keep apart; ``merged`` people that staff put together, to whom something new was linked. Only
    members of blocks of several people count.
    """
    count = label.size
    doubtful = np.zeros(count, dtype=np.bool_)
    doubtful[label[merged]] = True
    block = label[members.person]
    doubtful[beyond(block, policy.cap)] = True
    limits = np.asarray(policy.limits)[members.space]
    limited = np.flatnonzero(limits)
    doubtful[_beyond_limits(block[limited], members.space[limited], limits[limited], len(policy.names))] = True
    apart = block[never[0]] == block[never[1]]
    doubtful[block[never[0][apart]]] = True
    strong = members.person[np.asarray(policy.strong)[members.space]]
    part = connected(count, *firm)
    some = np.zeros(count, dtype=part.dtype)
    some[label[strong]] = part[strong]
    doubtful[label[strong[part[strong] != some[label[strong]]]]] = True
    return Blocks(label, doubtful)


def _beyond_limits(block: Ints, space: Ints, limit: Ints, spaces: int) -> Ints:
    kinds, counts = np.unique(block.astype(np.int64) * spaces + space, return_counts=True)
    bounds = np.zeros(spaces, dtype=np.int64)
    bounds[space] = limit
    broken = kinds[counts > bounds[kinds % spaces]]
    return broken // spaces


def founders(label: Ints, members: Members) -> tuple[Ints, Column]:
    """This will give the labels that occur and the identity of each one's oldest member."""
    block = label[members.person]
    order = np.lexsort((members.ordinal, block))
    labels, first = np.unique(block[order], return_index=True)
    return labels, members.identity[order[first]]
