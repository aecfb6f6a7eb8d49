"""What others may know of identity: persons, links and their evidence, what changed, and the refusals."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from huoshui.bedrock.errors import Conflict, Forbidden, Missing, Unfit

PersonId = NewType("PersonId", int)
"""A person's number is the identity (63-bit fingerprint) of its founding identifier: merges and splits give it back."""

Identity = NewType("Identity", int)
"""The keyed 63-bit fingerprint of one (namespace, value)."""


class LinkState(StrEnum):
    """What became of a link."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Link:
    """Two identifiers that were seen together, with the first evidence for it."""

    a: Identity
    b: Identity
    state: LinkState
    reason: str
    evidence: str
    """``event:<source>/<message_id>``, ``file:<import>/<row>`` or ``staff:<id>``."""
    occurred_at: int


@dataclass(frozen=True, slots=True)
class PeopleMerged:
    """Outbox event: ``absorbed`` persons are now part of ``person``."""

    person: PersonId
    absorbed: tuple[PersonId, ...]
    resolved: bool = False
    """Whether it came with a `Resolution`, so that whoever hears of those has heard it."""


@dataclass(frozen=True, slots=True)
class PersonSplit:
    """Outbox event: what was ``person`` is now these persons (``person`` is one of them)."""

    person: PersonId
    into: tuple[PersonId, ...]
    resolved: bool = False
    """Whether it came with a `Resolution`, so that whoever hears of those has heard it."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Everything that new people hold, identifier by identifier; moments are in milliseconds."""

    identity: tuple[int, ...] = ()
    person: tuple[int, ...] = ()
    namespace: tuple[str, ...] = ()
    first_seen_at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `operations.observe` did: the person of each identity it saw, and whose components changed."""

    person_of: dict[int, int]
    touched: frozenset[int]
    """Persons known before that gained or lost an identifier, both old numbers and new."""
    newcomers: Newcomers = Newcomers()


class NoSuchPerson(Missing):
    """There is no person “{ref}”."""


class NotAnIdentifier(Unfit):
    """“{ref}” is not an identifier: write namespace:value, e.g. phone:13800000000 or user_id:u1."""


class NotOnePerson(Conflict):
    """“{a}” and “{b}” are not one person, so there is nothing to explain or split."""


class LinkRefused(Conflict):
    """The two cannot be one person: {reason}."""


class NothingToSplit(Conflict):
    """{person} holds one identifier only, so there is nothing to split."""


class NoSuchLink(Missing):
    """“{a}” and “{b}” are not linked."""


class NoSuchReview(Missing):
    """There is no review {id}."""


class ReviewDecided(Conflict):
    """Review {id} was decided already: {decision}."""


class NotRecyclable(Conflict):
    """“{ref}” cannot be given to somebody new from that date on: {why}."""


class OutOfReach(Forbidden):
    """This concerns everybody, and you see a part of the people only."""
