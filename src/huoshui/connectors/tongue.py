"""What a channel's way of being told things looks like: what a callback comes to, and what an account needs for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from huoshui.channels.contract import Arrival
from huoshui.connectors.contract import Credentials, Opened


@dataclass(frozen=True, slots=True)
class Heard:
    """A genuine callback at the door: its key for ever, what is kept of it, its kind, and the platform's moment."""

    key: str
    content: bytes
    event: str
    said_at: datetime
    answer: bytes = b""
    """What the platform wants to hear once it is kept."""
    kept: bool = True
    """Whether it says anything; a platform that only asks whether we are here is answered, and nothing is kept."""


class Tongue(Protocol):
    """One account's way of being told things."""

    def echo(self, query: bytes, *, now: datetime) -> bytes:
        """
        This will answer the platform's question whether we are here.

        :raises ForgedCallback: if it was not the platform that asked
        """

    def hear(self, query: bytes, body: bytes, *, headers: Mapping[str, str], now: datetime) -> Heard:
        """
        This will open a callback; names of headers are in lower case.

        :raises ForgedCallback: if the platform did not send it to us, or long ago
        :raises UnreadableCallback: if it is not what the platform sends
        """

    def read(self, content: bytes, *, now: datetime) -> tuple[object, Sequence[Arrival]]:
        """
        This will read what was kept: the fact in the channel's words, and the events it makes.

        :raises UnreadableCallback: if it can no longer be read
        """

    def retold(self, content: bytes, *, now: datetime) -> tuple[str, bytes, Mapping[str, str]]:
        """This will give a callback as the platform would send it now: the address's end, the body, the headers."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A callback as a platform would bring it: the address's end, the headers, the body."""

    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Channel:
    """What a channel's accounts need: a tongue, new credentials for callbacks, and what credentials look like."""

    tongue: Callable[[Opened], Tongue]
    drawn: Callable[[], tuple[str, str]]
    """Gives a new token and key."""
    check: Callable[[Credentials], None]
    """Raises `UnfitCredentials` where the platform gives out no such."""
    most_bytes: int
    channel: str = ""
    """The public channel whose people it brings, where that has another name."""
    unverified: str = ""
    """What of it was read in no first-hand document."""
    dated: bool = True
    """Whether a callback says when it was signed; the keys of those that do not are never forgotten."""
    secret_signs: bool = False
    """Whether callbacks are signed with the secret that the platform gave out: then there is nothing to draw."""
    ring: Callable[[Opened, datetime], Rung] | None = None
    """Makes a signed callback that says nothing about anybody, to try the door with."""
