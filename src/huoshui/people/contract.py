"""What others may know of people: purposes and answers, traits and tags with their origin, erasures, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from huoshui.bedrock.errors import Conflict, Missing, Unfit

ReceiptId = NewType("ReceiptId", int)

EVERY_CHANNEL = "all"
"""A consent line with this channel speaks for every channel."""


class Purpose(StrEnum):
    """What a person may be asked to allow: 服务, 营销, 画像, 向第三方提供, 广告."""

    SERVICE = "service"
    MARKETING = "marketing"
    PROFILING = "profiling"
    SHARING = "sharing"
    ADS = "ads"


class Said(StrEnum):
    """What a person said; missing is an answer too."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"


class Policy(StrEnum):
    """Which of several values of a trait counts. There is no sum: what is summed cannot be taken apart again."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UNION = "union"
    MAX = "max"
    MIN = "min"


class ErasureState(StrEnum):
    """How far an erasure has come; each step may be repeated."""

    OPENED = "opened"
    SHREDDED = "shredded"
    COUNTED = "counted"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class TraitLine:
    """
    One thing that was said about an identity. ``value`` is JSON, ``None`` when the trait was deleted, and masked when
    it is personal; ``first_at`` and ``occurred_at`` are the first and last time it was said, in milliseconds.
    """

    identity: int
    name: str
    value: Any
    source: int
    first_at: int
    occurred_at: int
    message_id: str
    learned_at: datetime
    import_id: int = 0
    sealed: bytes | None = None

    @property
    def personal(self) -> bool:
        """Whether the clear value lies sealed."""
        return self.sealed is not None


@dataclass(frozen=True, slots=True)
class Trait:
    """What counts of a person's trait, and the lines that it was decided by (one, but for a union)."""

    name: str
    value: Any
    policy: Policy
    lines: tuple[TraitLine, ...]


@dataclass(frozen=True, slots=True)
class TagLine:
    """The latest word for and against a tag of one identity; moments are milliseconds."""

    identity: int
    tag: str
    added_at: int | None
    added_by: str | None
    removed_at: int | None
    removed_by: str | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One line of the ledger."""

    identity: int
    purpose: str
    channel: str
    granted: bool
    occurred_at: int
    evidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What a person's lines come to for one purpose and channel; ``decided_by`` is the line that decided."""

    purpose: str
    channel: str
    said: Said
    allowed: bool
    decided_by: ConsentLine | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Whether an identity could last be reached through a channel and counterpart (a staff account, an app)."""

    identity: int
    channel: str
    counterpart: str
    active: bool
    since: int
    evidence: str


@dataclass(frozen=True, slots=True)
class ChannelReach:
    """Whether a person can be reached for marketing through one channel, and why (not)."""

    channel: str
    reachable: bool
    reason: str
    """``consented``, ``connected``, ``no_consent``, ``withdrawn`` or ``disconnected``."""
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A store or dealer that an identity has to do with; ``unit`` is empty while nobody created such a unit."""

    identity: int
    label: str
    unit: int | None
    since: int
    evidence: str


@dataclass(frozen=True, slots=True)
class HeldIdentifier:
    """One identifier of a person; ``shown`` is masked when it is personal data."""

    identity: int
    namespace: str
    shown: str
    personal: bool
    strong: bool
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people there are, how many hold a strong identifier, how many can be reached for marketing."""

    people: int
    identified: int
    reachable: int


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of a list of people."""

    person: int
    display: str
    identified: bool
    reachable: bool
    channels: tuple[str, ...]
    units: tuple[int, ...]
    tags: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Reached:
    """What segments ask of a summary: whether somebody is identified, and the channels that reach them."""

    identified: bool
    channels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What counts of a person, as segments ask for it: traits as JSON (personal ones masked), tags with the moment they
    were put on (milliseconds), consent answers as ``purpose/channel``.
    """

    person: int
    traits: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    granted: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing is known of them."""
        return not (self.traits or self.tags or self.granted or self.denied)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on a person's timeline; ``chinese`` is the dictionary's name for it, empty when it has none."""

    occurred_at: int
    received_at: int
    message_id: str
    name: str
    chinese: str
    kind: str
    channel: str
    source: int
    identity: int
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Erasure:
    """The receipt of an erasure; ``counts`` is store → table → rows."""

    receipt: ReceiptId
    person: int
    identities: tuple[int, ...]
    state: ErasureState
    requested_by: str
    reason: str
    at: datetime
    finished_at: datetime | None
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Outbox event: everything we held under these identities is gone."""

    person: int
    identities: tuple[int, ...]


class NotATag(Unfit):
    """“{tag}” cannot be a tag: 1 to 100 characters, no line breaks."""


class NotAConsent(Unfit):
    """“{what}” is not a {kind} that a consent can be about."""


class NoEvidence(Unfit):
    """A consent needs its evidence: say where and how the person answered."""


class NoReason(Unfit):
    """Say why: the reason goes into the audit log."""


class NoSuchReceipt(Missing):
    """There is no erasure with the receipt “{receipt}”."""


class NotAPolicy(Unfit):
    """“{policy}” is not a merge policy: newest, oldest, union, max or min; sums could not be split again."""


class ErasureRunning(Conflict):
    """An erasure of this person is on its way; its receipt is {receipt}."""


class NotAPlace(Unfit):
    """“{after}” is not a place in this list. Use the one that the last page gave as next."""
