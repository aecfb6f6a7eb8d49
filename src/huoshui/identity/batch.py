"""A batch of happenings as columns: the identifiers in order of arrival, and each pair that was seen together once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
import numpy as np

from huoshui.events.contract import Happening, Kind, KnownIdentifier
from huoshui.identity.wire import Column

DAY = 86_400_000
_ALIAS = Kind.ALIAS.value

Recycled = Mapping[int, Sequence[tuple[int, int]]]
"""Identity to (valid from, becomes), ascending: from that moment the same value is another identity."""


class Sight(NamedTuple):
    """The first evidence for a pair, of those at hand: when, and in what."""

    at: int
    happening: Happening

    @property
    def evidence(self) -> str:
        """``event:<source>/<message_id>`` or ``file:<import>/<row>``."""
        one = self.happening
        return f"file:{one.import_id}/{one.message_id}" if one.import_id else f"event:{one.source}/{one.message_id}"

    def before(self, other: "Sight") -> bool:
        """This will tell which of two comes first, whatever the order they arrived in."""
        return self.at < other.at or (self.at == other.at and self.evidence < other.evidence)


@dataclass(frozen=True, slots=True)
class Batch:
    """
    What some happenings say about identity.

    ``identities`` are distinct, in order of arrival; ``a`` and ``b`` are places in it, the smaller identity at ``a``.
    """

    identities: Column
    identifiers: list[KnownIdentifier]
    seen_at: list[int]
    a: Column
    b: Column
    at: Column
    sights: list[Sight]
    later: list[tuple[int, int, Sight]]
    """Evidence for the same pairs on other days, by identities."""

    @property
    def namespaces(self) -> set[str]:
        """The namespaces that occur."""
        return {one.namespace for one in self.identifiers}


def gather(happenings: Iterable[Happening]) -> Batch:
    """
    This will read happenings: on each event the links are a star from the strongest identifier to every other one.

    An alias says that somebody renamed an identifier, which proves nothing: it makes no link.
    """
    place: dict[int, int] = {}
    identifiers: list[KnownIdentifier] = []
    seen_at: list[int] = []
    pairs: dict[tuple[int, int], Sight] = {}
    again: list[tuple[int, int, Sight]] = []
    for one in happenings:
        hub, at, many = one.identity, one.occurred_at, len(one.identifiers) > 1
        sight = Sight(at, one) if many and one.kind != _ALIAS else None
        for known in one.identifiers:
            identity = known.identity
            if identity not in place:
                place[identity] = len(identifiers)
                identifiers.append(known)
                seen_at.append(at)
            if sight is None or identity == hub:
                continue
            pair = (hub, identity) if hub < identity else (identity, hub)
            first = pairs.get(pair)
            if first is None:
                pairs[pair] = sight
            elif sight.before(first):
                pairs[pair] = sight
                again.append((*pair, first))
            else:
                again.append((*pair, sight))
    sights = list(pairs.values())
    return Batch(
        identities=np.fromiter(place, dtype=np.int64, count=len(place)),
        identifiers=identifiers,
        seen_at=seen_at,
        a=np.array([place[a] for a, _ in pairs], dtype=np.int64),
        b=np.array([place[b] for _, b in pairs], dtype=np.int64),
        at=np.array([sight.at for sight in sights], dtype=np.int64),
        sights=sights,
        later=[(a, b, sight) for a, b, sight in again if sight.at // DAY != pairs[a, b].at // DAY],
    )


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
