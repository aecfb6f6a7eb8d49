"""A batch of happenings as columns: the identifiers in order of arrival, and each pair that was seen together once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from huoshui.events.contract import Happening, Kind, KnownIdentifier
from huoshui.identity.wire import Column

DAY = 86_400_000
_ALIAS = Kind.ALIAS.value

Recycled = Mapping[int, Sequence[tuple[int, int]]]
"""Identity to (valid from, becomes), ascending: from that moment the same value is another identity."""


def evidence_of(sight: Happening) -> str:
    """This will name the evidence: ``event:<source>/<message_id>`` or ``file:<import>/<row>``."""
    if sight.import_id:
        return f"file:{sight.import_id}/{sight.message_id}"
    return f"event:{sight.source}/{sight.message_id}"


def before(one: Happening, other: Happening) -> bool:
    """This will tell whether one sight comes before the other, whatever the order they arrived in."""
    if one.occurred_at != other.occurred_at:
        return one.occurred_at < other.occurred_at
    return evidence_of(one) < evidence_of(other)


@dataclass(frozen=True, slots=True)
class Batch:
    """
    What some happenings say about identity.

    ``identities`` are distinct, in order of arrival; ``a`` and ``b`` are places among them, the smaller identity at
    ``a``; pairs ascend by identities. Moments are milliseconds.
    """

    identities: Column
    identifiers: list[KnownIdentifier]
    arrived_at: Column
    a: Column
    b: Column
    at: Column
    sights: Column
    """The happening in which each pair was seen together first."""
    later: list[tuple[int, int, Happening]]
    """Evidence for the same pairs on other days, by identities."""
    happenings: Sequence[Happening]

    @property
    def namespaces(self) -> list[str]:
        """The namespace of each identifier."""
        return [one.namespace for one in self.identifiers]

    def sight(self, pair: int) -> Happening:
        """This will give the happening in which a pair was seen together first."""
        return self.happenings[int(self.sights[pair])]


def gather(happenings: Sequence[Happening]) -> Batch:
    """
    This will read happenings: on each event the links are a star from the strongest identifier to every other one.

    An alias says that somebody renamed an identifier, which proves nothing: it makes no link.

    :raises ValueError: if an event's identity is not among its identifiers
    """
    held = [known for one in happenings for known in one.identifiers]
    event = np.repeat(np.arange(len(happenings)), [len(one.identifiers) for one in happenings])
    identity = np.array([known.identity for known in held], dtype=np.int64)
    moment = np.array([one.occurred_at for one in happenings], dtype=np.int64)
    hub = np.array([one.identity if one.kind != _ALIAS else -1 for one in happenings], dtype=np.int64)[event]
    ascending, first, rank = np.unique(identity, return_index=True, return_inverse=True)
    arrival = np.argsort(first)
    place = np.empty_like(arrival)
    place[arrival] = np.arange(arrival.size)
    linked = np.flatnonzero((hub != identity) & (hub >= 0))
    one, other = rank[linked], np.searchsorted(ascending[:-1], hub[linked])
    if not np.array_equal(ascending[other], hub[linked]):
        raise ValueError("an event's identity is not among its identifiers")
    key = np.minimum(one, other) * ascending.size + np.maximum(one, other)
    pairs, firsts, whose = np.unique(key, return_index=True, return_inverse=True)
    low, high = np.divmod(pairs, max(ascending.size, 1))
    sights = event[linked][firsts]
    later: list[tuple[int, int, Happening]] = []
    if pairs.size < key.size:
        ends = ascending[low], ascending[high]
        later = _merge_sights(happenings, sights, whose, event[linked], ends)
    return Batch(
        identities=ascending[arrival],
        identifiers=[held[index] for index in first[arrival].tolist()],
        arrived_at=moment[event[first[arrival]]],
        a=place[low],
        b=place[high],
        at=moment[sights],
        sights=sights,
        later=later,
        happenings=happenings,
    )


def _merge_sights(
    happenings: Sequence[Happening], sights: Column, whose: Column, seen: Column, ends: tuple[Column, Column]
) -> list[tuple[int, int, Happening]]:
    """Let the first sight of each pair stand in ``sights``, and give those of other days."""
    every: dict[int, list[int]] = {}
    again = np.flatnonzero(np.bincount(whose)[whose] > 1)
    for pair, number in zip(whose[again].tolist(), seen[again].tolist(), strict=True):
        every.setdefault(pair, []).append(number)
    later = []
    for pair, numbers in every.items():
        first = numbers[0]
        for number in numbers:
            first = number if before(happenings[number], happenings[first]) else first
        sights[pair] = first
        day = happenings[first].occurred_at // DAY
        a, b = int(ends[0][pair]), int(ends[1][pair])
        later += [(a, b, happenings[one]) for one in numbers if happenings[one].occurred_at // DAY != day]
    return later


def current(identity: int, at: int, recycled: Recycled) -> int:
    """This will give the identity that a value stood for at a moment, given the identity of its first owner."""
    now = identity
    for valid_from, becomes in recycled.get(identity, ()):
        if at >= valid_from:
            now = becomes
    return now


def as_of_then(happenings: Sequence[Happening], recycled: Recycled) -> Sequence[Happening]:
    """This will read each recycled identifier as the owner of its time."""
    if not recycled:
        return happenings
    return [_as_of_then(one, recycled) if _recycled(one, recycled) else one for one in happenings]


def _recycled(one: Happening, recycled: Recycled) -> bool:
    return any(known.identity in recycled for known in one.identifiers)


def _as_of_then(one: Happening, recycled: Recycled) -> Happening:
    return msgspec.structs.replace(
        one,
        identity=current(one.identity, one.occurred_at, recycled),
        identifiers=[
            msgspec.structs.replace(known, identity=current(known.identity, one.occurred_at, recycled))
            for known in one.identifiers
        ],
    )
