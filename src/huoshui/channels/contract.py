"""What others may know of channels: namespaces of identifiers, the public channels, and what a file export says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from huoshui.bedrock.errors import TooLarge, Unfit

MAX_EVENT_BYTES = 32 * 1024
MAX_BATCH_BYTES = 500 * 1024
MAX_BATCH_EVENTS = 2500
MAX_MESSAGE_ID = 100


class Strength(StrEnum):
    """Whether an identifier proves a person (strong) or only suggests one (weak)."""

    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Namespace:
    """
    What an identifier of this kind can prove.

    ``rank`` orders identifiers on one event, the smallest is the strongest; ``limit`` is how many different values one
    person may hold (``None``: any number); a ``scoped`` namespace is written ``wechat_openid:<appid>``.
    """

    name: str
    chinese: str
    rank: int
    strength: Strength
    limit: int | None
    personal: bool = False
    scoped: bool = False
    joins: bool = True
    """Whether a link through it may ever prove two records one person."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a value is no identifier: ``blocked``, ``masked``, ``ciphertext``, ``malformed``, ``empty``, ``too_long``."""

    reason: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One public or private channel, e.g. ``douyin`` 抖音."""

    name: str
    chinese: str
    public: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row of a file; ``row`` counts from 1 at the first line of the file, header included."""

    row: int
    column: str
    code: str
    message: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FileEvent:
    """
    One row (or group of rows) of a file in our terms.

    ``key`` names the row for ever: platform + shop + order number + sub-order number. ``name`` is a dictionary event.
    """

    key: str
    name: str
    occurred_at: int
    identifiers: list[tuple[str, str]]
    properties: dict[str, Any]
    traits: dict[str, Any] = field(default_factory=dict)
    rows: tuple[int, ...] = ()


Normalizer = Callable[[str], str | Unusable]
HeaderSignature = Mapping[str, frozenset[str]]


class UnknownNamespace(Unfit):
    """“{namespace}” is not a namespace of identifiers that we know; GET /api/identity/namespaces lists them."""


class Arrival(msgspec.Struct, gc=False):
    """
    One event as a translator (SDK door, webhook, file) hands it to intake; nothing is decided yet.

    ``identifiers`` are (namespace, value) as given, in any order; ``properties`` and ``context`` are JSON objects as
    UTF-8 bytes; ``traits`` are what an identify (or a file's customer row) states about the person. Moments are
    milliseconds since 1970-01-01 UTC.
    """

    message_id: str
    kind: str
    name: str
    occurred_at: int
    stated_at: int | None
    sent_at: int | None
    timestamp_source: str
    channel: str
    identifiers: list[tuple[str, str]]
    properties: bytes
    context: bytes
    traits: dict[str, Any] | None = None
    index: int = 0
    problem: tuple[str, str] | None = None
    """(code, message) when the translator already knows that this cannot be taken; it goes to quarantine."""
    masked: bytes | None = None
    """``properties`` without personal data, when the translator has masked it already; otherwise intake does."""


class UnreadableBody(Unfit):
    """The body is not the JSON that this route takes: {why}."""

    status = 400


class TooManyEvents(TooLarge):
    """The batch holds {events} events, {limit} is the most; send them in several batches."""
