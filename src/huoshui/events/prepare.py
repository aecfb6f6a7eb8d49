"""
The hot loop: an arrival becomes a row for the store, a line for downstream, or a line for quarantine.

What was seen before is remembered in bounded memories, so that a known visitor's next page view costs a few look-ups.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec

from huoshui.bedrock.crypto import Keys
from huoshui.channels import namespaces
from huoshui.channels.contract import UnknownNamespace, Unusable
from huoshui.events import dictionary, privacy
from huoshui.events.contract import MAX_MESSAGE_ID, Arrival, Happening, KnownIdentifier, Rejected, Source

K = TypeVar("K")
V = TypeVar("V")

NOBODY = 0
"""The identity of an order or fact that came without any usable identifier; it is no person."""
EARLIEST = 631_152_000_000
"""1990-01-01: before it, a moment is a clock that was never set."""
_DAY = 86_400_000
_ALWAYS_TOLD = frozenset({"identify", "group", "alias"})

Row = tuple[
    int, int, int, str, str, int, str, str, list[str], list[int], bytes, bytes, int, int | None, int | None, str
]
COLUMNS = ("identity", "occurred_at", "received_at", "name", "kind", "source", "channel", "message_id",
"namespaces", "identities",
           "properties", "context", "import_id", "stated_at", "sent_at", "timestamp_source")  # fmt: skip


class Memory(Generic[K, V]):
    """Remembers up to ``size`` recent keys, and forgets the older half at once when it is full."""

    def __init__(self, size: int) -> None:
        self._half = size // 2
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """This will give what is remembered under ``key``."""
        value = self._young.get(key)
        if value is None and key in self._old:
            value = self._old[key]
            self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """This will remember ``value``."""
        if len(self._young) >= self._half:
            self._old = self._young
            self._young = {}
        self._young[key] = value

    def clear(self) -> None:
        """This will forget everything."""
        self._young = {}
        self._old = {}


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


class Preparer:
    """Turns arrivals into rows; used from one thread only."""

    def __init__(self, keys: Keys, *, remember: int = 600_000) -> None:
        self._keys = keys
        self._identifiers: Memory[tuple[str, str], KnownIdentifier | Unusable] = Memory(remember)
        self._told: Memory[int, int] = Memory(remember)
        self._contexts: Memory[bytes, bytes] = Memory(20_000)
        self.suppressed: frozenset[int] = frozenset()
        """Identities of erased persons who have not returned."""
        self.recycled: dict[int, list[int]] = {}
        """Identity to the moments (ms, rising) from which its value belonged to somebody new."""

    def forget(self) -> None:
        """This will make the next mention of each identifier be told again."""
        self._told.clear()

    def prepare(self, prepared: Prepared, arrivals: Iterable[Arrival], *, planned: bool = True) -> Prepared:
        """This will sort the arrivals into ``prepared``; with ``planned`` off the tracking plan is not asked."""
        strict = planned and prepared.source.plan == "quarantine"
        for arrival in arrivals:
            prepared.size += len(arrival.properties) + len(arrival.context) + 300
            key = message_key(prepared.source.id, arrival.message_id)
            identifiers = self._usable(arrival)
            problem = arrival.problem or self._problem(prepared, arrival, identifiers, strict=strict)
            if problem:
                self._reject(prepared, key, arrival, *problem)
            else:
                self._accept(prepared, key, arrival, identifiers)
        return prepared

    def _accept(self, prepared: Prepared, key: bytes, arrival: Arrival, identifiers: list[KnownIdentifier]) -> None:
        identity = identifiers[0].identity if identifiers else NOBODY
        if arrival.kind in _ALWAYS_TOLD or prepared.import_id or self._is_news(arrival, identifiers):
            prepared.told[len(prepared.rows)] = _happening(prepared, arrival, identifiers)
        properties = arrival.masked
        if properties is None:
            stated = (
                msgspec.json.encode(privacy.masked_traits(arrival.traits)) if arrival.traits else arrival.properties
            )
            properties = privacy.scrubbed(stated)
        prepared.keys.append(key)
        prepared.rows.append((
            identity, arrival.occurred_at, prepared.received_at, arrival.name, arrival.kind, prepared.source.id,
            arrival.channel, arrival.message_id,
            [known.namespace for known in identifiers], [known.identity for known in identifiers],
            properties, self._scrubbed_context(arrival.context), prepared.import_id,
            arrival.stated_at, arrival.sent_at, arrival.timestamp_source,
        ))  # fmt: skip

    def _scrubbed_context(self, context: bytes) -> bytes:
        # a visitor's events share their context, and those of a server all do
        scrubbed = self._contexts.get(context)
        if scrubbed is None:
            scrubbed = privacy.scrubbed(context)
            self._contexts.put(context, scrubbed)
        return scrubbed

    def _reject(self, prepared: Prepared, key: bytes, arrival: Arrival, code: str, message: str) -> None:
        prepared.rejected.append(Rejected(arrival.index, arrival.message_id[:MAX_MESSAGE_ID], code, message))
        if code != "Erased":  # of somebody who asked to be forgotten nothing is kept, not even aside
            whose = [known.identity for known in self._usable(arrival)]
            prepared.quarantined.append(Quarantined(key, arrival, code, message, whose))

    def _usable(self, arrival: Arrival) -> list[KnownIdentifier]:
        """The usable identifiers on an arrival, the strongest first, each once."""
        found = []
        for pair in arrival.identifiers:
            known = self._identifiers.get(pair)
            if known is None:
                known = self._normalized(*pair)
                self._identifiers.put(pair, known)
            if isinstance(known, KnownIdentifier):
                found.append(
                    self._of_its_time(known, arrival.occurred_at) if known.identity in self.recycled else known
                )
        if len(found) > 1:
            unique = {known.identity: known for known in found}
            found = sorted(unique.values(), key=_rank)
        return found

    def _normalized(self, namespace: str, raw: str) -> KnownIdentifier | Unusable:
        try:
            value = namespaces.normalize(namespace, raw)
        except UnknownNamespace:
            return Unusable("unknown_namespace")
        if isinstance(value, Unusable):
            return value
        return KnownIdentifier(namespace, value, self._keys.fingerprint(namespace, value))

    def _of_its_time(self, known: KnownIdentifier, occurred_at: int) -> KnownIdentifier:
        generation = sum(since <= occurred_at for since in self.recycled[known.identity])
        if not generation:
            return known
        value = f"{known.value}#{generation}"
        return KnownIdentifier(known.namespace, known.value, self._keys.fingerprint(known.namespace, value))

    def _problem(
        self, prepared: Prepared, arrival: Arrival, identifiers: list[KnownIdentifier], *, strict: bool
    ) -> tuple[str, str] | None:
        if not EARLIEST <= arrival.occurred_at <= prepared.received_at + _DAY:
            return "BadTimestamp", f"The moment {arrival.occurred_at} ms is not between 1990 and tomorrow."
        if not identifiers and not prepared.import_id:
            return "NoUsableIdentifier", "No identifier on the event is usable: all are blocked, masked or malformed."
        if self.suppressed and any(known.identity in self.suppressed for known in identifiers):
            entry = dictionary.entry_of(arrival.name)
            if entry is None or not entry.returns:
                return "Erased", "The person asked to be forgotten and has not returned by an act of their own."
        return _plan_problem(arrival) if strict else None

    def _is_news(self, arrival: Arrival, identifiers: list[KnownIdentifier]) -> bool:
        """Whether downstream must hear of it: a new identifier or pair, an earlier sighting of one, or a told event."""
        news = arrival.name in dictionary.TOLD
        if identifiers:
            strongest = identifiers[0].identity
            moment = arrival.occurred_at
            for known in identifiers:
                pair = known.identity if known.identity == strongest else known.identity * 31 + strongest
                before = self._told.get(pair)
                if before is None or moment < before:
                    self._told.put(pair, moment)
                    news = True
        return news


def message_key(source: int, message_id: str) -> bytes:
    """This will give the 16 bytes under which a message is stored at most once: its id within its source."""
    return hashlib.blake2b(f"{source}\0{message_id}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _rank(known: KnownIdentifier) -> tuple[int, str, int]:
    return namespaces.rank(known.namespace), known.namespace, known.identity


def _happening(prepared: Prepared, arrival: Arrival, identifiers: list[KnownIdentifier]) -> Happening:
    properties: dict[str, Any] = msgspec.json.decode(arrival.properties) if len(arrival.properties) > 2 else {}
    if b"\\u0000" in arrival.properties:
        properties = _without_nul(properties)
    return Happening(
        arrival.message_id, prepared.source.id, arrival.kind, arrival.name, arrival.channel, arrival.occurred_at,
        prepared.received_at, identifiers[0].identity if identifiers else NOBODY, identifiers,
        _without_nul(arrival.traits or {}),
        properties, 0, prepared.import_id,
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
