"""What others may know of events: the shape of an arrival, of a stored happening, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from huoshui.bedrock.errors import Busy, Conflict, Missing, Refusal, TooLarge, Unfit

# What translators hand over is declared with them, down the river, and known here by the same names.
from huoshui.channels.contract import MAX_BATCH_BYTES as MAX_BATCH_BYTES  # noqa: PLC0414
from huoshui.channels.contract import MAX_BATCH_EVENTS as MAX_BATCH_EVENTS  # noqa: PLC0414
from huoshui.channels.contract import MAX_EVENT_BYTES as MAX_EVENT_BYTES  # noqa: PLC0414
from huoshui.channels.contract import MAX_MESSAGE_ID as MAX_MESSAGE_ID  # noqa: PLC0414
from huoshui.channels.contract import Arrival as Arrival  # noqa: PLC0414
from huoshui.channels.contract import UnreadableBody as UnreadableBody  # noqa: PLC0414


class Kind(StrEnum):
    """The six calls of the Segment specification."""

    TRACK = "track"
    IDENTIFY = "identify"
    PAGE = "page"
    SCREEN = "screen"
    GROUP = "group"
    ALIAS = "alias"


class KnownIdentifier(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """
    An identifier after normalizing: ``identity`` is its keyed 63-bit fingerprint, ``value`` its clear normal form.
    """

    namespace: str
    value: str
    identity: int


class Happening(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """
    What downstream stages are told of one stored event, once, in order of storage.

    Only events that can change what we know are told: a new identifier or pair of identifiers, an identify, group or
    alias, and every event whose dictionary entry says so (``told``). ``identity`` is the strongest identifier's.
    ``properties`` are clear (personal data unmasked): they travel sealed and are never logged.
    """

    message_id: str
    source: int
    kind: str
    name: str
    channel: str
    occurred_at: int
    received_at: int
    identity: int
    identifiers: list[KnownIdentifier]
    traits: dict[str, Any]
    properties: dict[str, Any]
    batch: int = 0
    import_id: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """One item of a request that went to quarantine instead of the river."""

    index: int
    message_id: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one request: counts over its items, all of them durable when this is handed out."""

    stored: int = 0
    duplicates: int = 0
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where events come from. ``channel`` is the public channel its events belong to when nothing on them says more."""

    id: int
    name: str
    channel: str
    plan: str = "allow"
    """Tracking plan mode: ``allow`` or ``quarantine`` for events that the dictionary does not know."""


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """One semantic event: its English name is the key; ``told`` says whether downstream stages are told each one."""

    name: str
    chinese: str
    meaning: str
    properties: Mapping[str, str] = field(default_factory=dict)
    """
    Property name to type: string, number, integer, boolean, datetime, money, array, object; a trailing ``!`` =
    required.
    """
    aipl: str = ""
    told: bool = False
    returns: bool = False
    """An act of the person's own by which an erased person returns."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source with what it brought so far."""

    source: Source
    created_at: datetime
    stored: int
    duplicates: int
    rejected: int


@dataclass(frozen=True, slots=True)
class EventCounts:
    """How many events are stored, how many wait in quarantine, how many repeated messages were left out."""

    events: int
    quarantined: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class QuarantinedEvent:
    """An event that was kept aside, with the reason; ``arrival`` shows it with personal data masked."""

    id: int
    source: str
    message_id: str
    name: str
    code: str
    message: str
    received_at: datetime
    arrival: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A row of the event store; ``properties`` and ``context`` are JSON text without clear personal data."""

    identity: int
    occurred_at: datetime
    received_at: datetime
    name: str
    kind: str
    source: int
    channel: str
    message_id: str
    identities: tuple[int, ...]
    properties: str
    context: str
    batch: int


class NoSuchSource(Missing):
    """There is no source named “{name}”."""


class SourceExists(Conflict):
    """There is a source named “{name}” already."""


class NoSuchQuarantined(Missing):
    """Nothing in quarantine waits under {ids}."""


class UnknownWriteKey(Unfit):
    """The write key is not one of ours, or was rotated. Copy it from the source's page."""

    status = 401


class IntakeBusy(Busy):
    """
    More is waiting than we keep in memory, and nothing of this request was kept. Try again in {retry_after} seconds.
    """


class SourceBusy(IntakeBusy):
    """
    What waits of this source alone is as much as one may have in memory, and nothing of this request was kept. Try
    again in {retry_after} seconds.
    """

    status = 429


class IntakeUnavailable(Busy):
    """The store cannot be written ({why}), and nothing of this request was kept. Try again in {retry_after} seconds."""


class NoWriteKey(Unfit):
    """The request carries no write key. Send it as Basic user name, as X-Write-Key, as ?writeKey= or in the body."""

    status = 401


class BodyTooLarge(TooLarge):
    """The body is larger than {limit_kb} KB, which is the most in one request; send it in several."""


class BodyTooSlow(Refusal):
    """The body did not arrive within {seconds} seconds."""

    status = 408


class NoSuchDoor(Missing):
    """Nothing is received at {path}; see docs/howto/send-events.md for what is."""


class WrongMethod(Refusal):
    """{path} takes {allowed}, not {method}."""

    status = 405
