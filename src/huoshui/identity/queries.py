"""Reading who is one person, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import ids
from huoshui.bedrock.crypto import Keys, Vault, mask
from huoshui.channels import namespaces
from huoshui.channels.contract import UnknownNamespace, Unusable
from huoshui.identity import store, wire
from huoshui.identity.contract import (
    Identity,
    Link,
    LinkState,
    NoSuchPerson,
    NoSuchReview,
    NotAnIdentifier,
    NotOnePerson,
    PersonId,
)
from huoshui.identity.rules import chain
from huoshui.identity.wire import Numbers

MOST_REVIEWS = 200
_STATES = (LinkState.ACCEPTED, LinkState.REFUSED, LinkState.REVOKED)


@dataclass(frozen=True, slots=True)
class HeldIdentifier:
    """An identifier of a person; ``shown`` is the value, masked where it is personal data (empty: it was not kept)."""

    identity: int
    namespace: str
    shown: str
    first_seen_at: datetime
    sealed: bytes | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    Why two identities are one person, or why not: the shortest chain of accepted links between them, and the refused or
    revoked links that stand between their people.
    """

    one: PersonId
    other: PersonId
    chain: tuple[Link, ...]
    against: tuple[Link, ...]
    identifiers: dict[int, HeldIdentifier]

    @property
    def is_one_person(self) -> bool:
        """Whether they are."""
        return self.one == self.other


@dataclass(frozen=True, slots=True)
class Review:
    """A conflict for people to look at: evidence says one person, the limits say two."""

    id: int
    a: int
    b: int
    person_a: int
    person_b: int
    reason: str
    evidence: str
    created_at: datetime
    decision: str | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A person as a graph: nodes, and every link at them, in canonical order of time."""

    person: PersonId
    identifiers: tuple[HeldIdentifier, ...]
    links: tuple[Link, ...]


async def identity_of(session: AsyncSession, *, ref: str, keys: Keys) -> int:
    """
    This will find the identity that ``ref`` means: thirteen letters and digits, or ``namespace:value``.

    A value that was recycled means its present holder.

    :raises NotAnIdentifier: if it is neither
    """
    try:
        return ids.parse(ref)
    except ValueError:
        pass
    try:
        namespace, given = namespaces.parse(ref)
    except UnknownNamespace:
        raise NotAnIdentifier(ref=ref[:120]) from None
    value = namespaces.normalize(namespace, given)
    if isinstance(value, Unusable):
        raise NotAnIdentifier(ref=ref[:120])
    first = keys.fingerprint(namespace, value)
    latest = await session.scalar(
        text("SELECT becomes FROM recycled WHERE identity = :first ORDER BY valid_from DESC LIMIT 1"), {"first": first}
    )
    return int(latest if latest is not None else first)


async def person_of(session: AsyncSession, *, ref: str, keys: Keys) -> PersonId:
    """
    This will tell whose an identity is now: by person number (also one that a merge absorbed) or ``namespace:value``.

    :raises NotAnIdentifier: if ``ref`` is neither
    :raises NoSuchPerson: if nobody is
    """
    return await holder(session, await identity_of(session, ref=ref, keys=keys), ref=ref)


async def holder(session: AsyncSession, identity: int, *, ref: str = "") -> PersonId:
    """
    This will tell whose an identity is.

    :raises NoSuchPerson: if it is nobody's
    """
    person = await session.scalar(
        text("SELECT person FROM identifiers WHERE identity = :identity"), {"identity": identity}
    )
    if person is None:
        raise NoSuchPerson(ref=ref[:120] or ids.render(identity))
    return PersonId(person)


async def holders(session: AsyncSession, identities: Sequence[int]) -> dict[int, int]:
    """This will tell whose each identity is now; those that are nobody's are left out."""
    rows = await wire.rows(
        session, "SELECT identity, person FROM identifiers WHERE identity = ANY(%s)", Numbers(identities)
    )
    return dict(rows)


async def newest(session: AsyncSession) -> int:
    """This will tell the place of the newest identity in the order of arrival."""
    ((ordinal,),) = await wire.rows(session, "SELECT last_value FROM identifier_ordinals")
    return int(ordinal)


async def identities_of(session: AsyncSession, persons: Sequence[int]) -> dict[int, list[int]]:
    """This will give the identities of each person, the founder first."""
    return {person: list(held) for person, held in (await arrivals_of(session, persons)).items()}


async def arrivals_of(session: AsyncSession, persons: Sequence[int]) -> dict[int, dict[int, int]]:
    """This will give the identities of each person with their places in the order of arrival, the founder first."""
    found: dict[int, dict[int, int]] = {}
    rows = await wire.rows(
        session,
        "SELECT person, identity, ordinal FROM identifiers "
        "WHERE person = ANY(%s) AND (identity = ANY(%s) OR person <> identity) ORDER BY ordinal",
        Numbers(persons),
        Numbers(persons),
    )
    for person, identity, ordinal in rows:
        found.setdefault(person, {})[identity] = ordinal
    return found


async def knows_any(session: AsyncSession, keys: Keys) -> bool | None:
    """This will tell whether these keys give any of a few identifiers their identity; ``None`` where there are none."""
    held = (await session.execute(text(_IN_CLEAR))).all()
    return any(keys.fingerprint(one.namespace, one.value) == one.identity for one in held) if held else None


async def identifiers_of(session: AsyncSession, person: int, *, vault: Vault | None = None) -> list[HeldIdentifier]:
    """This will give a person's identifiers in order of arrival, masked where they are personal data."""
    held = await wire.rows(session, f"{_HELD} {_OF_ONE} ORDER BY ordinal", person, person)
    return await _shown(session, held, vault)


async def explain(session: AsyncSession, *, one: int, other: int, vault: Vault | None = None) -> Explanation:
    """
    This will tell by which chain of evidence two identities are one person, or what stands between them.

    :raises NoSuchPerson: if one of them is nobody's
    :raises NotOnePerson: if they are two and nothing ever connected them
    """
    first, second = await holder(session, one), await holder(session, other)
    whose = {
        identity: person
        for person, identities in (await identities_of(session, [first, second])).items()
        for identity in identities
    }
    links = await _links(session, sorted(whose))
    between = {first, second} if first != second else set()
    against = tuple(link for link in links if {whose.get(link.a), whose.get(link.b)} == between)
    if first != second and not against:
        raise NotOnePerson(a=ids.render(one), b=ids.render(other))
    accepted: dict[tuple[int, int], Link] = {
        (link.a, link.b): link for link in reversed(links) if link.state == LinkState.ACCEPTED
    }
    path = chain(accepted, one, other)
    steps = tuple(accepted[min(a, b), max(a, b)] for a, b in pairwise(path))
    named = {end for link in (*steps, *against) for end in (link.a, link.b)} | {one, other}
    held = await wire.rows(session, f"{_HELD} WHERE identity = ANY(%s)", Numbers(sorted(named)))
    shown = {identifier.identity: identifier for identifier in await _shown(session, held, vault)}
    return Explanation(first, second, steps, against, shown)


async def drawing_of(session: AsyncSession, person: int, *, vault: Vault | None = None) -> Drawing:
    """This will give a person's identifiers and every link at them, also those that were refused or revoked."""
    held = await identifiers_of(session, person, vault=vault)
    links = await _links(session, [identifier.identity for identifier in held])
    return Drawing(PersonId(person), tuple(held), tuple(links))


async def reviews(session: AsyncSession, *, decided: bool = False, after: int = 0, limit: int = 50) -> list[Review]:
    """This will list conflicts by number above ``after``: those that wait, or those that were decided."""
    found = await session.execute(
        text(_REVIEWS), {"decided": decided, "after": after, "limit": min(max(limit, 1), MOST_REVIEWS)}
    )
    return [Review(*row) for row in found]


async def review(session: AsyncSession, number: int) -> Review:
    """
    This will give one conflict.

    :raises NoSuchReview: if there is none of that number
    """
    row = (await session.execute(text(f"{_REVIEW} WHERE identity_reviews.id = :id"), {"id": number})).first()
    if row is None:
        raise NoSuchReview(id=number)
    return Review(*row)


async def recycled(session: AsyncSession) -> dict[int, list[int]]:
    """
    This will tell from which moments (milliseconds, rising) the value of an identity belonged to somebody new.

    The identity of its n-th new owner is the fingerprint of the value with ``#n`` behind it.
    """
    return {first: [since for since, _ in owners] for first, owners in (await store.recycled(session)).items()}


async def _links(session: AsyncSession, identities: Sequence[int]) -> list[Link]:
    found = await store.links_at(session, Numbers(identities).values)
    found.sort(key=lambda link: (not link[2], link[4], link[0], link[1]))
    return [
        Link(Identity(a), Identity(b), _STATES[state], reason or "", evidence, at)
        for a, b, _, state, at, reason, evidence in found
    ]


async def _shown(session: AsyncSession, held: Sequence[tuple[Any, ...]], vault: Vault | None) -> list[HeldIdentifier]:
    sealed = [(identity, secret) for identity, _, _, secret, _ in held if secret]
    opened = await vault.open_many(session, sealed) if vault and sealed else [None] * len(sealed)
    clear = {identity: value.decode() for (identity, _), value in zip(sealed, opened, strict=True) if value is not None}
    return [
        HeldIdentifier(identity, namespace, value or _masked(namespace, clear.get(identity)), first_seen_at, secret)
        for identity, namespace, value, secret, first_seen_at in held
    ]


def _masked(namespace: str, value: str | None) -> str:
    return mask(namespace, value) if value is not None else ""


_IN_CLEAR = "SELECT identity, namespace, value FROM identifiers WHERE value IS NOT NULL LIMIT 20"
_HELD = "SELECT identity, namespace, value, sealed, first_seen_at FROM identifiers"
_OF_ONE = "WHERE person = %s AND (identity = %s OR person <> identity)"  # the index by person leaves founders out
_REVIEW = """
    SELECT identity_reviews.id, a, b, one.person, other.person, reason, evidence, created_at, decision
    FROM identity_reviews JOIN identifiers AS one ON one.identity = a JOIN identifiers AS other ON other.identity = b
"""
_REVIEWS = f"""
    {_REVIEW} WHERE (decision IS NOT NULL) = :decided AND identity_reviews.id > :after
    ORDER BY identity_reviews.id LIMIT :limit
"""
