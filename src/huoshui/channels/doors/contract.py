"""What a platform's door is made of: a call, what proves it, the messages in it, and what they come to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

MAX_BODY_BYTES: Final = 1024 * 1024
RING: Final = "huoshui_ring"
"""Stands in a callback that we rang ourselves, to try the door: it says nothing about anybody."""


class Forged(ValueError):
    """The platform did not send this to us; the text says which check told."""


class Unreadable(ValueError):
    """This is not what the platform sends."""


@dataclass(frozen=True, slots=True)
class Held:
    """By what an account is known: the platform's name for it, and what both sides hold."""

    app_id: str
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came; names of headers are in lower case."""

    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Proven:
    """
    What a signature proved: the ``content`` that is kept and read, and what of the call nobody can have changed.

    Two calls with the same ``covered`` are one delivery that was repeated.
    """

    content: bytes
    covered: bytes


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way of signing. ``prove`` raises `Forged` or `Unreadable`; ``sign`` makes what ``prove`` takes."""

    prove: Callable[[Call, Held, datetime], Proven]
    sign: Callable[[bytes, Held, datetime, str], Call]
    echo: Callable[[Call, Held, datetime], bytes] | None = None
    """Answers the platform's question (GET) whether we are here."""
    signs_ids: bool = True
    """Whether a message's id is part of what is signed, so that it names a delivery."""
    drawn: bool = False
    """Whether we make the secret, to be entered at the platform; otherwise the platform gave it out."""
    sealed: bool = False
    """Whether callbacks are sealed as well, with an EncodingAESKey."""
    dated: bool = False
    """Whether every call says when it was signed, so that an old one that is brought again is known by its age."""


@dataclass(frozen=True, slots=True)
class Message:
    """
    One thing that a call says. ``id`` is the platform's own name for it, empty where it gives none; ``kind`` is what it
    is in the platform's words; ``said_at`` is in milliseconds since 1970-01-01 UTC.
    """

    id: str
    kind: str
    said_at: int | None
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """
    A message as an event of our dictionary.

    ``personal`` are properties that no store of events may hold: who listens downstream gets them, sealed.
    """

    name: str
    identifiers: Sequence[tuple[str, str]]
    properties: Mapping[str, Any]
    personal: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Door:
    """
    One platform's door.

    ``name`` stands in the callback's address, ``channel`` is the public channel whose people it brings. ``unverified``
    says what of it was read in no first-hand document, or is empty.
    """

    name: str
    chinese: str
    channel: str
    strategy: Strategy
    messages: Callable[[bytes], list[Message]]
    told: Callable[[Message, Held], Sequence[Told]]
    answer: bytes = b""
    challenge: Callable[[bytes], bytes | None] = lambda _content: None
    """Gives the answer where a call only asks whether we are here."""
    unverified: str = ""
