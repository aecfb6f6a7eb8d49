"""A batch of happenings as columns: the identifiers in order of arrival, and each pair that was seen together once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from huoshui.events.contract import Happening, Kind, KnownIdentifier
from huoshui.identity.wire import Column

DAY = 86_400_000
_ALIAS = Kind.ALIAS.value

Recycled = Mapping[int, Sequence[tuple[int, int]]]
"""Identity to (valid from, becomes), ascending: from that moment the same value is another identity."""


Sight = tuple[int, Happening]
"""When and in what two identifiers were seen together; the first has the smallest moment, then evidence."""


def evidence_of(sight: Sight) -> str:
    """This will name the evidence: ``event:<source>/<message_id>`` or ``file:<import>/<row>``."""
    one = sight[1]
    return f"file:{one.import_id}/{one.message_id}" if one.import_id else f"event:{one.source}/{one.message_id}"


def before(one: Sight, other: Sight) -> bool:
    """This will tell whether one sight comes before the other, whatever the order they arrived in."""
    return one[0] < other[0] or (one[0] == other[0] and evidence_of(one) < evidence_of(other))


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
    first: dict[int, tuple[KnownIdentifier, int]] = {}
    pairs: dict[tuple[int, int], Sight] = {}
    again: list[tuple[tuple[int, int], Sight]] = []
    for one in happenings:
        hub, at, held = one.identity, one.occurred_at, one.identifiers
        linked = len(held) > 1 and one.kind != _ALIAS
        sight = (at, one)
        for known in held:
            identity = known.identity
            if identity not in first:
                first[identity] = (known, at)
            if linked and identity != hub:
                pair = (hub, identity) if hub < identity else (identity, hub)
                if pairs.setdefault(pair, sight) is not sight:
                    again.append((pair, sight))
    later = _merge_sights(pairs, again)
    place = dict(zip(first, range(len(first)), strict=True))
    sights = list(pairs.values())
    return Batch(
        identities=np.fromiter(first, dtype=np.int64, count=len(first)),
        identifiers=[known for known, _ in first.values()],
        seen_at=[at for _, at in first.values()],
        a=np.array([place[a] for a, _ in pairs], dtype=np.int64),
        b=np.array([place[b] for _, b in pairs], dtype=np.int64),
        at=np.array([at for at, _ in sights], dtype=np.int64),
        sights=sights,
        later=later,
    )


def _merge_sights(
    pairs: dict[tuple[int, int], Sight], again: list[tuple[tuple[int, int], Sight]]
) -> list[tuple[int, int, Sight]]:
    """Let the first sight of each pair stand in ``pairs``, and give those of other days."""
    every: dict[tuple[int, int], list[Sight]] = {}
    for pair, sight in again:
        every.setdefault(pair, [pairs[pair]]).append(sight)
    later = []
    for pair, sights in every.items():
        first = sights[0]
        for sight in sights:
            first = sight if before(sight, first) else first
        pairs[pair] = first
        later += [(*pair, sight) for sight in sights if sight[0] // DAY != first[0] // DAY]
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
