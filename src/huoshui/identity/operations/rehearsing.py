"""What other rules would make of the stored links, without writing anything."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.contract import Namespace
from huoshui.identity import store
from huoshui.identity.components import Ints
from huoshui.identity.operations.rebuilding import load, resolve
from huoshui.identity.rules import Policy
from huoshui.identity.wire import Column

_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """
    What changed rules would do: how many people there are and would be, how many of today's would come apart, how many
    of tomorrow's would unite several of today's, and some of each: (person, those that it comes apart into or unites).
    """

    people: int
    people_after: int
    split: int
    merged: int
    split_examples: tuple[tuple[int, tuple[int, ...]], ...]
    merged_examples: tuple[tuple[int, tuple[int, ...]], ...]


async def rehearse(
    session: AsyncSession, *, changed: Mapping[str, Namespace], blocked: Collection[int] = ()
) -> Rehearsal:
    """
    This will apply other rules for some namespaces (by family or full name) to the stored links and compare.

    ``blocked`` are identities that would count as nobody's: every link to them is left out. Nothing is written.
    """
    names = await store.spaces(session)
    whole = await load(session, without=frozenset(blocked))
    after = await resolve(session, whole, Policy.of(names, changed))
    return _compared(whole.person, after.person)


def _compared(before: Column, after: Column) -> Rehearsal:
    split, merged = _fanned(before, after), _fanned(after, before)
    return Rehearsal(
        people=np.unique(before).size,
        people_after=np.unique(after).size,
        split=len(split),
        merged=len(merged),
        split_examples=_examples(split, before, after),
        merged_examples=_examples(merged, after, before),
    )


def _fanned(one: Column, other: Column) -> Ints:
    """Which values of one column stand beside several of the other."""
    pairs = np.unique(np.stack([one, other], axis=1), axis=0)
    values, counts = np.unique(pairs[:, 0], return_counts=True)
    return values[counts > 1]


def _examples(values: Ints, one: Column, other: Column) -> tuple[tuple[int, tuple[int, ...]], ...]:
    return tuple(
        (int(value), tuple(np.unique(other[one == value])[:_EXAMPLES].tolist())) for value in values[:_EXAMPLES]
    )
