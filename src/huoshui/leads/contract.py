"""What others may know of leads: one as it was received, what became of it, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from huoshui.bedrock.errors import Conflict, Missing, Unfit

LeadId = NewType("LeadId", int)


class LeadState(StrEnum):
    """What became of a lead: nobody looked yet, somebody reached out, it is worth it, it is not."""

    NEW = "new"
    CONTACTED = "contacted"
    VALID = "valid"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a lead says about somebody, in clear or masked."""

    phone: str = ""
    email: str = ""
    name: str = ""
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody said what became of a lead."""

    state: LeadState
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Lead:
    """
    A lead as it was received.

    ``person`` is whose it is now; ``facts`` are advertisement, form and click, which name nobody; ``unit`` is the
    code of whose it is to work on, empty for headquarters.
    """

    id: LeadId
    platform: str
    account: str
    lead_id: str
    person: int | None
    unit: str
    channel: str
    occurred_at: datetime
    received_at: datetime
    city: str
    facts: Mapping[str, str]
    state: LeadState
    version: int
    marked_at: datetime | None
    marked_by: str
    particulars: Particulars
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Which leads are wanted; what is empty does not matter. ``q`` is a phone, a lead's number or a city."""

    states: Sequence[LeadState] = ()
    platform: str = ""
    account: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """How many leads in which state an account of a platform brought."""

    platform: str
    account: str
    counts: Mapping[LeadState, int]


class NoSuchLead(Missing):
    """There is no lead “{lead}”."""


class LeadChanged(Conflict):
    """Somebody marked this lead meanwhile: it is {state} now. Look again, then mark it."""


class NotAPlaceInLeads(Unfit):
    """“{after}” is not a place in this list. Use the one that the last page gave as next."""


class NoReasonForLead(Unfit):
    """Say why: the reason goes into the audit log."""
