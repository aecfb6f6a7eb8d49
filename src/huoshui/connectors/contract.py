"""What others may know of connectors: accounts on platforms, the letters they bring, and the refusals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from huoshui.bedrock.errors import Busy, Conflict, Forbidden, Missing, Unfit
from huoshui.channels.contract import Arrival

AccountId = NewType("AccountId", int)
LetterId = NewType("LetterId", int)

NAME = r"[a-z0-9][a-z0-9_-]{1,39}"
"""What an account may be called: it stands in an address."""


@dataclass(frozen=True, slots=True)
class Account:
    """
    One account of ours on a platform, without its secrets.

    ``name`` is its place in the callback address and never changes; ``corp_id`` is the platform's name for whose it is
    (an appid, a shop's id).
    """

    id: AccountId
    channel: str
    name: str
    title: str
    corp_id: str
    agent_id: int
    paused: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """
    By what we are known: ``secret`` when we ask, ``token`` and ``key`` (EncodingAESKey) when we are told; most public
    platforms sign what they tell with the secret.

    What was told by before they were rotated is heard until ``before_until``.
    """

    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    before_secret: str = field(default="", repr=False)
    before_token: str = field(default="", repr=False)
    before_key: str = field(default="", repr=False)
    before_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An account with its secrets, for whoever speaks with the platform; ``mark`` changes whenever it does."""

    account: Account
    credentials: Credentials
    address: str
    """Where the platform is asked; empty: where everybody asks it."""
    mark: tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class Letter:
    """
    One callback that was truly sent to us, opened.

    ``fact`` is what it says in the channel's own words (``channels.wecom.callbacks.Fact``); ``arrivals`` are the events
    that it makes. ``said_at`` is the platform's moment, ``arrived_at`` ours.
    """

    id: LetterId
    key: str
    fact: object
    arrivals: Sequence[Arrival]
    said_at: datetime
    arrived_at: datetime


UNREADABLE: Final = "unreadable"
"""Stands among the checks by which a callback is refused, for what is no callback at all."""


class LetterState(StrEnum):
    """What became of a letter: it waits to be read (again), every reader had it, or it was tried often enough."""

    WAITING = "waiting"
    READ = "read"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class LetterStood:
    """A letter without what it says; ``event`` is its kind in the platform's words."""

    id: LetterId
    event: str
    state: LetterState
    said_at: datetime
    arrived_at: datetime
    read_at: datetime | None
    tries: int
    next_at: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How an account does.

    ``heard_at`` is when a genuine callback came last, ``asked_at`` when the platform answered last; ``waiting`` and
    ``stuck`` count letters, and the oldest that waits came at ``oldest_at``. ``repeated`` counts callbacks that we had
    already, ``forged`` and ``unreadable`` those that were refused, the last of them by the check ``refused``.
    """

    account: Account
    address: str
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    heard_at: datetime | None
    forged_at: datetime | None
    forged: int
    asked_at: datetime | None
    failed_at: datetime | None
    failure: str
    waiting: int
    oldest_at: datetime | None
    stuck: int
    forwards: int
    repeated: int = 0
    repeated_at: datetime | None = None
    unreadable: int = 0
    refused_at: datetime | None = None
    refused: str = ""

    @property
    def failing(self) -> bool:
        """Whether the platform refused us and has not answered since."""
        return self.failed_at is not None and (self.asked_at is None or self.failed_at > self.asked_at)


class NoSuchConnector(Missing):
    """There is no connector “{name}”."""


class ConnectorPaused(Conflict):
    """The connector “{name}” is paused: nothing is asked in its name until somebody resumes it."""


class ConnectorExists(Conflict):
    """There is a connector “{name}” for this already; change that one, or choose another name or application."""


class ConnectorChanged(Conflict):
    """Somebody changed the connector “{name}” meanwhile: it has version {version} now. Look again, then change it."""


class UnknownConnectorChannel(Unfit):
    """“{channel}” is no channel that brings callbacks; there are {channels}."""


class UnfitAddress(Unfit):
    """“{url}” is no address that we may send to: {why}."""


class NoSuchForward(Missing):
    """The connector “{name}” forwards nothing under the number {forward}."""


class ForwardExists(Conflict):
    """The connector “{name}” forwards to this address already."""


class TooManyForwards(Conflict):
    """The connector “{name}” forwards to {most} addresses already. Remove one first."""


class ForgedCallback(Forbidden):
    """This was not sent by the platform for us, or was sent long ago ({check}). Nothing was kept."""


class UnreadableCallback(Unfit):
    """This is not what the platform sends: {why}. Nothing was kept."""


class CallbackNotKept(Busy):
    """The callback could not be kept now. Bring it again in {retry_after} seconds."""


class UnfitCredentials(Unfit):
    """The {part} is not one that the platform gives out: {why}."""


class NothingToRotate(Conflict):
    """The platform gave out the secret of “{name}”: draw a new one there, and enter it here."""


class NothingToRing(Conflict):
    """The callbacks of “{name}” cannot be rung from here: use the test in the console of {channel}."""


class VisitorCodeDeclined(Conflict):
    """WeChat does not take this code of {part}: {why}. A code serves once, for five minutes; ask for a new one."""


class VisitorBlocked(Forbidden):
    """WeChat lets this visitor log in nowhere for now: it takes them for a risk."""


class MiniProgramAway(Busy):
    """WeChat cannot be asked in this mini-program's name now. Try again in {retry_after} seconds, with new codes."""
