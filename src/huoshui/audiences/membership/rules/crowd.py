"""
Whether people are in watched segments: many people and many segments at once.

The same meaning as `audiences.rules.memory`, which is asked itself wherever more than moments must be looked at. A
property test holds the two equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.membership.rules.plan import Leaf, Plan
from huoshui.audiences.rules.bounds import Bounds, earlier, of_number, of_window
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Deed, Person, Sale
from huoshui.bedrock.readings import SCALE

Bits = np.ndarray
"""One truth per person."""
_NOBODY = Person(0)


class Trace(NamedTuple):
    """What is kept of an event: its moment, the filters that it passed (packed), and itself where somebody needs it."""

    at: int
    hits: bytes
    deed: Deed | None


@dataclass(slots=True)
class Someone:
    """
    A person as the rounds know them: ``still`` are the packed answers to what does not change by time, ``facts`` what
    is known where answers do, ``inside`` the numbers of the watches whose members include them.
    """

    number: int
    there: bool
    identities: tuple[int, ...]
    still: bytes
    facts: Person
    sales: tuple[Sale, ...] = ()
    inside: frozenset[int] = frozenset()
    due: int | None = None
    """The earliest moment at which they are to be looked at again that is written down, in milliseconds."""
    arrivals: tuple[int, ...] = ()
    """Of each identity its place in the order of arrival, the founder first."""


@dataclass(slots=True)
class Crowd:
    """Some people and their traces, side by side; ``owner`` is each trace's place among the people."""

    plan: Plan
    people: Sequence[Someone]
    owner: np.ndarray
    at: np.ndarray
    hits: np.ndarray
    """A row per filter, a column per trace."""
    deeds: Sequence[Deed | None]
    _answers: dict[tuple[str, int], Bits] = field(default_factory=dict)
    _still: np.ndarray | None = None
    _there: np.ndarray | None = None

    @classmethod
    def of(cls, plan: Plan, people: Sequence[Someone], traces: Iterable[Sequence[Trace]]) -> "Crowd":
        """This will put people and the traces of each side by side."""
        kept = list(traces)
        flat = [trace for some in kept for trace in some]
        owner = np.repeat(np.arange(len(people)), [len(some) for some in kept])
        width = (len(plan.filters) + 7) // 8
        packed = np.frombuffer(b"".join(trace.hits for trace in flat), dtype=np.uint8).reshape(len(flat), width)
        hits = np.ascontiguousarray(np.unpackbits(packed, axis=1).T.astype(bool))
        at = np.fromiter((trace.at for trace in flat), dtype=np.int64, count=len(flat))
        return cls(plan, people, owner, at, hits, [trace.deed for trace in flat])

    def __len__(self) -> int:
        return len(self.people)

    def answer(self, place: int, *, now: int, wanted: np.ndarray) -> Bits:
        """
        This will tell who is in the segment at that place at a moment (milliseconds).

        ``wanted`` has a row per segment and a column per person, the same for all that are asked of this crowd; where
        it is false the answer is false, and means nothing.
        """
        if self._there is None:
            self._there = np.fromiter((one.there for one in self.people), dtype=bool, count=len(self))
        found: Bits = self._tree(self.plan.watches[place].tree, now, wanted) & self._there & wanted[place]
        return found

    def _tree(self, tree: Condition, now: int, wanted: np.ndarray) -> Bits:
        if isinstance(tree, language.All | language.Some):
            join = np.logical_and if isinstance(tree, language.All) else np.logical_or
            met: Bits = join.reduce([self._tree(one, now, wanted) for one in tree.of])
            return met
        if isinstance(tree, language.Not):
            return ~self._tree(tree.of, now, wanted)
        if isinstance(tree, language.AsOf):
            return self._tree(tree.of, earlier(tree, now=now), wanted)
        key = self.plan.keys[id(tree)]
        if (key, now) not in self._answers:
            needed: Bits = np.any(wanted[self.plan.asking[key]], axis=0)
            self._answers[key, now] = self._leaf(key, now, needed)
        return self._answers[key, now]

    def _leaf(self, key: str, now: int, needed: Bits) -> Bits:
        kind, leaf = self.plan.leaf(key)
        match kind:
            case "counts":
                return self._count(leaf, now)
            case "still":
                answers: Bits = self._unpacked()[leaf.place]
                return answers
            case "slow":
                return self._judged(leaf, now, needed & self._touched(leaf), self._deeds_of(leaf, needed))
            case "orders":
                has = np.fromiter((bool(one.sales) for one in self.people), dtype=bool, count=len(self))
                return self._judged(leaf, now, needed & has, {})
            case _:
                return self._judged(leaf, now, needed & self._have(leaf), {})

    def _count(self, leaf: Leaf, now: int) -> Bits:
        asked = leaf.asked
        assert isinstance(asked, language.Did)  # noqa: S101 so `plan` sorted them
        counted = self.hits[leaf.filters[0]] & _between(self.at, of_window(asked.within, now=now))
        times = np.bincount(self.owner[counted], minlength=len(self))
        return _between(times * SCALE, of_number(asked.test))

    def _unpacked(self) -> np.ndarray:
        if self._still is None:
            width = (len(self.plan.still) + 7) // 8
            packed = np.frombuffer(b"".join(one.still for one in self.people), dtype=np.uint8)
            self._still = np.unpackbits(packed.reshape(len(self), width), axis=1).T.astype(bool)
        return self._still

    def _touched(self, leaf: Leaf) -> Bits:
        found = np.zeros(len(self), dtype=bool)
        found[self.owner[self.hits[list(leaf.filters)].any(axis=0)]] = True
        return found

    def _have(self, leaf: Leaf) -> Bits:
        asked = leaf.asked
        if isinstance(asked, language.Tagged):
            return np.fromiter((asked.tag in one.facts.tags for one in self.people), dtype=bool, count=len(self))
        if isinstance(asked, language.TraitIs):
            return np.fromiter((asked.name in one.facts.traits for one in self.people), dtype=bool, count=len(self))
        return np.ones(len(self), dtype=bool)

    def _deeds_of(self, leaf: Leaf, needed: Bits) -> dict[int, list[Deed]]:
        found: dict[int, list[Deed]] = {}
        rows = np.flatnonzero(self.hits[list(leaf.filters)].any(axis=0) & needed[self.owner])
        for row, owner in zip(rows.tolist(), self.owner[rows].tolist(), strict=True):
            deed = self.deeds[row]
            if deed is not None:
                found.setdefault(owner, []).append(deed)
        return found

    def _judged(self, leaf: Leaf, now: int, needed: Bits, deeds: dict[int, list[Deed]]) -> Bits:
        """Ask the evaluator in memory person by person; of whom there is nothing to look at, once for all."""
        met = np.full(len(self), judge(leaf.asked, _NOBODY, now=now).met)
        for place in np.flatnonzero(needed).tolist():
            one = self.people[place]
            person = _with(one, tuple(deeds.get(place, ())))
            met[place] = judge(leaf.asked, person, now=now).met
        return met


def pack(answers: Sequence[bool]) -> bytes:
    """This will pack truths as `Someone.still` holds them."""
    return np.packbits(np.asarray(answers, dtype=bool)).tobytes()


def _with(one: Someone, deeds: tuple[Deed, ...]) -> Person:
    facts = one.facts
    return Person(
        one.number, facts.known, facts.reach, facts.traits, facts.tags, facts.granted, facts.denied, deeds, one.sales
    )


def _between(values: np.ndarray, bounds: Bounds) -> np.ndarray:
    met = np.ones(values.shape, dtype=bool)
    if bounds.low is not None:
        met &= values > bounds.low if bounds.low_open else values >= bounds.low
    if bounds.high is not None:
        met &= values < bounds.high if bounds.high_open else values <= bounds.high
    return met
