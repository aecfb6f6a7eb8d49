"""
When an answer can change by time alone: the next such moment of each person.

A moment enters a rolling window and runs out of it at fixed distances from itself, so that what matters is a moment
and a distance. It is enough never to be late: who is looked at once too often has not changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.contract.values import DateRelative, Rolling, Window, duration_ms
from huoshui.audiences.membership.rules.crowd import Crowd, Someone
from huoshui.audiences.membership.rules.plan import Plan, filters_of, is_once
from huoshui.audiences.rules.bounds import end_of
from huoshui.bedrock import readings

NEVER = (1 << 62) - 1


@dataclass(frozen=True, slots=True)
class Distance:
    """After so many milliseconds what happened may count differently; ``last``: only the last time it happened."""

    milliseconds: int
    last: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A leaf as it is asked, ``shift`` milliseconds before now."""

    leaf: Condition
    shift: int


def leaves(tree: Condition, *, now: int, shift: int = 0) -> Iterator[Asked]:
    """This will give the leaves of a tree, each with how long before ``now`` it is asked; days that are over never."""
    match tree:
        case language.All() | language.Some():
            for one in tree.of:
                yield from leaves(one, now=now, shift=shift)
        case language.Not():
            yield from leaves(tree.of, now=now, shift=shift)
        case language.AsOf():
            if tree.ago is not None:
                yield from leaves(tree.of, now=now, shift=shift + duration_ms(tree.ago))
            elif tree.on is not None and now - shift <= end_of(tree.on):
                yield from leaves(tree.of, now=now, shift=shift)
        case _:
            yield Asked(tree, shift)


def distances(asked: Asked) -> Iterator[tuple[int, Distance]]:
    """This will give, for each filter of a leaf about events (by its place), the distances that matter."""
    leaf, shift = asked.leaf, asked.shift
    filters = list(filters_of(leaf))
    window = getattr(leaf, "within", None)
    for place, _ in enumerate(filters):
        is_without = isinstance(leaf, language.Sequence) and place == len(leaf.steps)
        yield place, Distance(shift)
        yield from ((place, one) for one in _of_window(None if is_without else window, shift, last=is_once(leaf)))
    if isinstance(leaf, language.Sequence) and leaf.without is not None and leaf.without.within:
        yield len(leaf.steps) - 1, Distance(shift + duration_ms(leaf.without.within))
    if isinstance(leaf, language.DidAt) and isinstance(leaf.test, DateRelative):
        yield 0, Distance(shift + duration_ms(leaf.test.value))


def of_orders(asked: Asked) -> list[int]:
    """This will give the distances that matter to a leaf about orders, in milliseconds."""
    leaf, shift = asked.leaf, asked.shift
    found = [shift, *(one.milliseconds for one in _of_window(getattr(leaf, "within", None), shift, last=False))]
    if isinstance(leaf, language.OrdersAt) and isinstance(leaf.test, DateRelative):
        found.append(shift + duration_ms(leaf.test.value))
    return found


def of_tag(leaf: language.Tagged) -> list[int]:
    """This will give the distances that matter to a tag, from the moment it was put on, in milliseconds."""
    return [0, *(one.milliseconds for one in _of_window(leaf.within, 0, last=False))]


def around(test: DateRelative) -> tuple[int, int, int]:
    """This will give the distances from a date at which a test of it by the present moment may change."""
    far = duration_ms(test.value)
    return -far, 0, far


@dataclass(frozen=True, slots=True)
class Schedule:
    """What time alone can change in a plan: distances by filter and of orders, leaves on facts, dates in properties."""

    filters: tuple[tuple[int, Distance], ...]
    orders: tuple[int, ...]
    facts: tuple[Asked, ...]
    properties: tuple[tuple[str, DateRelative, int], ...]

    @classmethod
    def of(cls, plan: Plan, *, now: int) -> "Schedule":
        """This will work it out once for a plan; ``now`` in milliseconds."""
        asked = list(dict.fromkeys(one for watch in plan.watches for one in leaves(watch.tree, now=now)))
        filters = {
            (plan.filter(some[place]), distance)
            for one in asked
            if (some := list(filters_of(one.leaf)))
            for place, distance in distances(one)
        }
        orders = {far for one in asked if isinstance(one.leaf, language.OrdersFilter) for far in of_orders(one)}
        facts = [one for one in asked if isinstance(one.leaf, language.TraitIs | language.Tagged)]
        properties = {
            (one.property, one.test, leaf.shift)
            for leaf in asked
            for some in filters_of(leaf.leaf)
            for one in some.where
            if isinstance(one.test, DateRelative)
        }
        return cls(tuple(filters), tuple(sorted(orders)), tuple(facts), tuple(properties))

    def next_dues(self, crowd: Crowd, *, now: int) -> np.ndarray:
        """This will give for each person the next moment at which an answer may change (milliseconds), or `NEVER`."""
        due = np.full(len(crowd), NEVER, dtype=np.int64)
        for number, distance in self.filters:
            _least(crowd, due, number, distance, now)
        for place, person in enumerate(crowd.people):
            moments = [at for at in self._of_person(person) if at > now]
            if moments:
                due[place] = min(due[place], *moments)
        if self.properties:
            self._of_properties(crowd, due, now)
        return due

    def _of_person(self, person: Someone) -> Iterator[int]:
        for sale in person.sales:
            yield from (sale.at + far for far in self.orders)
        for asked in self.facts:
            yield from (at + asked.shift for at in _of_facts(asked.leaf, person))

    def _of_properties(self, crowd: Crowd, due: np.ndarray, now: int) -> None:
        for row, deed in enumerate(crowd.deeds):
            for name, test, shift in self.properties if deed else ():
                at = readings.moment(deed.properties.get(name)) if deed else None
                later = [] if at is None else [when for far in around(test) if (when := at + far + shift) > now]
                if later:
                    owner = crowd.owner[row]
                    due[owner] = min(due[owner], *later)


def _of_window(window: Window | None, shift: int, *, last: bool) -> Iterator[Distance]:
    if isinstance(window, Rolling):
        if window.until:
            yield Distance(shift + duration_ms(window.until))
        yield Distance(shift + duration_ms(window.last), last=last and not window.until)


def _least(crowd: Crowd, due: np.ndarray, number: int, distance: Distance, now: int) -> None:
    moments = crowd.at + distance.milliseconds
    rows = crowd.hits[number] & (moments > now)
    if distance.last:
        latest = np.zeros(len(crowd), dtype=np.int64)
        np.maximum.at(latest, crowd.owner[rows], moments[rows])
        np.minimum(due, np.where(latest > 0, latest, NEVER), out=due)
    else:
        np.minimum.at(due, crowd.owner[rows], moments[rows])


def _of_facts(leaf: Condition, person: Someone) -> Iterator[int]:
    if isinstance(leaf, language.TraitIs) and isinstance(leaf.test, DateRelative):
        at = readings.moment(person.facts.traits.get(leaf.name))
        if at is not None:
            yield from (at + far for far in around(leaf.test))
    elif isinstance(leaf, language.Tagged) and leaf.tag in person.facts.tags:
        yield from (person.facts.tags[leaf.tag] + far for far in of_tag(leaf))
