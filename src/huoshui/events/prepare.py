"""
The hot loop: an arrival becomes a row for the store, a line for downstream, or a line for quarantine.

What was seen before is remembered in bounded memories, so that a known visitor's next page view costs a few look-ups.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.memory import Memory
from huoshui.channels import namespaces
from huoshui.channels.contract import UnknownNamespace, Unusable
from huoshui.events import dictionary, privacy
from huoshui.events.contract import MAX_MESSAGE_ID, Arrival, Happening, KnownIdentifier, Rejected, Source
from huoshui.events.rows import Row

NOBODY = 0
"""The identity of an order or fact that came without any usable identifier; it is no person."""
EARLIEST = 631_152_000_000
"""1990-01-01: before it, a moment is a clock that was never set."""
_DAY = 86_400_000
_NEVER = 1 << 62
_SCRUBBED = 20_000
_LONGEST_REMEMBERED = 1500
_MOST_NAMES, _LONGEST_NAMES = 10, 600
_ALWAYS_TOLD = frozenset({"identify", "group", "alias"})


@dataclass(slots=True)
class Quarantined:
    """An arrival that is kept aside, with the reason."""

    key: bytes
    arrival: Arrival
    code: str
    message: str
    identities: list[int]
    """Whose it may be."""


@dataclass(slots=True)
class Prepared:
    """One request's arrivals, sorted into what is stored (with keys and what to tell), and what is not."""

    source: Source
    received_at: int
    import_id: int = 0
    forever: bool = False
    rows: list[Row] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    told: dict[int, Happening] = field(default_factory=dict)
    """Position in ``rows`` to what downstream is told of it."""
    quarantined: list[Quarantined] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    size: int = 0


class Named(msgspec.Struct, gc=False):
    """Whom the identifiers on an arrival name, worked out once."""

    identifiers: list[KnownIdentifier]
    """The usable ones, the strongest first, each once."""
    identity: int
    """The strongest's, or `NOBODY`."""
    namespaces: list[str]
    identities: list[int]
    erased: bool
    """Whether one of them is an erased person's who has not returned."""
    told_since: int = _NEVER
    """The earliest moment (ms) of which downstream has been told."""


class Preparer:
    """Turns arrivals into rows; used from one thread only."""

    def __init__(self, keys: Keys, *, remember: int = 300_000) -> None:
        self._keys = keys
        self._named: Memory[tuple[tuple[str, str], ...], Named] = Memory(remember)
        self._scrubbed: Memory[bytes, bytes] = Memory(_SCRUBBED)
        self._suppressed: frozenset[int] = frozenset()
        self._recycled: dict[int, list[int]] = {}

    def heed(self, suppressed: frozenset[int], recycled: dict[int, list[int]]) -> None:
        """
        This will take note of the identities of erased persons who have not returned, and of those whose value
        belonged to somebody new from certain moments on (ms, rising).
        """
        if (suppressed, recycled) != (self._suppressed, self._recycled):
            self._suppressed, self._recycled = suppressed, recycled
            self.forget()

    def forget(self) -> None:
        """This will make the next mention of each identifier be told again."""
        self._named.clear()

    def prepare(self, prepared: Prepared, arrivals: Iterable[Arrival], *, planned: bool = True) -> Prepared:
        """This will sort the arrivals into ``prepared``; with ``planned`` off the tracking plan is not asked."""
        strict = planned and prepared.source.plan == "quarantine"
        for arrival in arrivals:
            prepared.size += len(arrival.properties) + len(arrival.context) + 300
            key = message_key(prepared.source.id, arrival.message_id)
            given = tuple(arrival.identifiers)
            named = self._named.get(given) or self._name(given, arrival.occurred_at)
            problem = arrival.problem or _problem(prepared, arrival, named, strict=strict)
            if problem is None:
                self._accept(prepared, key, arrival, named)
            else:
                _reject(prepared, key, arrival, named, *problem)
        return prepared

    def _accept(self, prepared: Prepared, key: bytes, arrival: Arrival, named: Named) -> None:
        moment = arrival.occurred_at
        telling = arrival.name in dictionary.TOLD or arrival.kind in _ALWAYS_TOLD or prepared.import_id > 0
        if telling or moment < named.told_since:
            prepared.told[len(prepared.rows)] = _happening(prepared, arrival, named, whole=telling)
            named.told_since = min(moment, named.told_since)
        properties = arrival.masked
        if properties is None:
            properties = (
                privacy.scrubbed(msgspec.json.encode(privacy.masked_traits(arrival.traits)))
                if arrival.traits
                else self._scrub(arrival.properties)
            )
        prepared.keys.append(key)
        prepared.rows.append((
            named.identity, moment, prepared.received_at, arrival.name, arrival.kind, prepared.source.id,
            arrival.channel, arrival.message_id, named.namespaces, named.identities, properties,
            self._scrub(arrival.context), prepared.import_id, arrival.stated_at, arrival.sent_at,
            arrival.timestamp_source,
        ))  # fmt: skip

    def _scrub(self, document: bytes) -> bytes:
        # a visitor's events share their context, those of a server all do, and thousands view one product
        scrubbed = self._scrubbed.get(document)
        if scrubbed is None:
            scrubbed = privacy.scrubbed(document)
            if len(document) <= _LONGEST_REMEMBERED:
                self._scrubbed.put(document, scrubbed)
        return scrubbed

    def _name(self, given: tuple[tuple[str, str], ...], moment: int) -> Named:
        """Work out whom identifiers name; those that changed hands name somebody else at another moment."""
        known = [one for pair in given if (one := self._normalized(*pair)) is not None]
        changing = not self._recycled.keys().isdisjoint(one.identity for one in known)
        if changing:
            known = [self._of_its_time(one, moment) for one in known]
        if len(known) > 1:
            known = sorted({one.identity: one for one in known}.values(), key=_rank)
        identities = [one.identity for one in known]
        named = Named(
            known,
            identities[0] if identities else NOBODY,
            [one.namespace for one in known],
            identities,
            not self._suppressed.isdisjoint(identities),
        )
        # what comes from outside may be of any length, and the memory counts only how many there are
        if not changing and len(given) <= _MOST_NAMES and sum(len(raw) for _, raw in given) <= _LONGEST_NAMES:
            self._named.put(given, named)
        return named

    def _normalized(self, namespace: str, raw: str) -> KnownIdentifier | None:
        try:
            value = namespaces.normalize(namespace, raw)
        except UnknownNamespace:
            return None
        if isinstance(value, Unusable):
            return None
        return KnownIdentifier(namespace, value, self._keys.fingerprint(namespace, value))

    def _of_its_time(self, known: KnownIdentifier, occurred_at: int) -> KnownIdentifier:
        generation = sum(since <= occurred_at for since in self._recycled.get(known.identity, ()))
        if not generation:
            return known
        value = f"{known.value}#{generation}"
        return KnownIdentifier(known.namespace, known.value, self._keys.fingerprint(known.namespace, value))


def _problem(prepared: Prepared, arrival: Arrival, named: Named, *, strict: bool) -> tuple[str, str] | None:
    if not EARLIEST <= arrival.occurred_at <= prepared.received_at + _DAY:
        return "BadTimestamp", f"The moment {arrival.occurred_at} ms is not between 1990 and tomorrow."
    if not named.identity and not prepared.import_id:
        return "NoUsableIdentifier", "No identifier on the event is usable: all are blocked, masked or malformed."
    if named.erased:
        entry = dictionary.entry_of(arrival.name)
        if entry is None or not entry.returns:
            return "Erased", "The person asked to be forgotten and has not returned by an act of their own."
    return _plan_problem(arrival) if strict else None


def _reject(prepared: Prepared, key: bytes, arrival: Arrival, named: Named, code: str, message: str) -> None:
    prepared.rejected.append(Rejected(arrival.index, arrival.message_id[:MAX_MESSAGE_ID], code, message))
    if code != "Erased":  # of somebody who asked to be forgotten nothing is kept, not even aside
        prepared.quarantined.append(Quarantined(key, arrival, code, message, named.identities))


def message_key(source: int, message_id: str) -> bytes:
    """This will give the 16 bytes under which a message is stored at most once: its id within its source."""
    return hashlib.blake2b(f"{source}\0{message_id}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _rank(known: KnownIdentifier) -> tuple[int, str, int]:
    return namespaces.rank(known.namespace), known.namespace, known.identity


def _happening(prepared: Prepared, arrival: Arrival, named: Named, *, whole: bool) -> Happening:
    """What downstream is told: the ``whole`` event, or only that these identifiers appeared, which costs far less."""
    properties: dict[str, Any] = {}
    if whole and len(arrival.properties) > 2:
        properties = msgspec.json.decode(arrival.properties)
        if b"\\u0000" in arrival.properties:
            properties = _without_nul(properties)
    return Happening(
        arrival.message_id, prepared.source.id, arrival.kind, arrival.name, arrival.channel, arrival.occurred_at,
        prepared.received_at, named.identity, named.identifiers,
        _without_nul(arrival.traits) if arrival.traits else {}, properties, 0, prepared.import_id,
    )  # fmt: skip


def _plan_problem(arrival: Arrival) -> tuple[str, str] | None:
    if arrival.kind not in {"track", "screen", "page"} or (arrival.kind != "track" and not arrival.name):
        return None
    entry = dictionary.entry_of(arrival.name)
    if entry is None:
        if arrival.kind != "track":
            return None
        return (
            "UnplannedEvent",
            f"“{arrival.name[:80]}” is not in the event dictionary, and this source takes planned events only.",
        )
    problems = dictionary.problems_of(entry, msgspec.json.decode(arrival.properties))
    return ("UnfitProperties", "; ".join(problems)) if problems else None


def _without_nul(value: Any) -> Any:  # noqa: ANN401 any JSON
    """PostgreSQL's text and jsonb cannot hold U+0000."""
    if isinstance(value, str):
        return value.replace("\0", "") if "\0" in value else value
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    return value
