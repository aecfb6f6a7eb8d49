"""What staff decide about who is one person: merge, split, keep apart, revoke; each can be undone."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock, ids
from huoshui.channels import namespaces
from huoshui.identity import store
from huoshui.identity.contract import (
    LinkRefused,
    NoSuchLink,
    NoSuchPerson,
    NoSuchReview,
    NothingToSplit,
    NotOnePerson,
    PersonId,
    ReviewDecided,
)
from huoshui.identity.operations.settling import Changes, Region, region_of, resettle, tell
from huoshui.identity.rules import Tie, cut_for


async def merge(
    session: AsyncSession, *, a: int, b: int, by: str, note: str = "", anyway: bool = False, now: datetime
) -> PersonId:
    """
    This will make the people of two identities one, whatever the limits say, and tell whose number stays.

    The strongest identifiers of the two are linked in the name of ``by`` (``staff:3``). Already one is success.

    :raises NoSuchPerson: if one of them is unknown
    :raises LinkRefused: if staff keep something of theirs apart, unless ``anyway``, which lifts that
    """
    await store.lock(session)
    one, other = await _person(session, a), await _person(session, b)
    if one == other:
        return PersonId(one)
    kept_apart = await _kept_apart(session, one, other)
    if kept_apart and not anyway:
        raise LinkRefused(reason="staff keep them apart; lift that first")
    await _lift(session, kept_apart)
    ends = sorted([await _strongest(session, one), await _strongest(session, other)])
    await session.execute(
        text(_LINK), {"a": ends[0], "b": ends[1], "at": clock.milliseconds(now), "evidence": _evidence(by, note)}
    )
    await _settle(session, ends, now=now)
    person = await _person(session, a)
    if person != await _person(session, b):
        raise LinkRefused(reason="staff keep some of their identifiers apart")
    return PersonId(person)


async def split(
    session: AsyncSession, *, person: int, identifier: int, by: str, note: str = "", now: datetime
) -> dict[int, PersonId]:
    """
    This will take an identifier, with what hangs on it alone, out of a person, and tell who holds each part now.

    Where staff had merged people, the merge comes apart and both are as they were. The links that held the two sides
    together are revoked and their ends kept apart from now on.

    :raises NoSuchPerson: if there is no such person
    :raises NotOnePerson: if the identifier is not the person's
    :raises NothingToSplit: if the person has no other identifier
    """
    await store.lock(session)
    whose = await _person(session, identifier)
    if whose != await _person(session, person):
        raise NotOnePerson(a=ids.render(person), b=ids.render(identifier))
    region = await region_of(session, np.array([identifier], dtype=np.int64))
    members = sorted((one for one, held in region.person.items() if held == whose), key=region.ordinal.__getitem__)
    if len(members) < 2:
        raise NothingToSplit(person=ids.render(whose))
    await _cut(session, region, members, identifier, by=by, note=note, now=now)
    await _settle(session, members, now=now)
    _, persons = await store.persons_of(session, np.array(members, dtype=np.int64))
    return {one: PersonId(await _person(session, one)) for one in sorted({identifier, *persons.tolist()})}


async def _cut(
    session: AsyncSession, region: Region, members: Sequence[int], identifier: int, *, by: str, note: str, now: datetime
) -> None:
    cut = cut_for(
        identifier,
        members=members,
        space=region.space,
        ties=region.ties,
        never=region.never,
        policy=await store.policy(session),
    )
    await _revoke(session, cut)
    await _keep_apart(session, [(tie.a, tie.b) for tie in cut], by=by, note=note, now=now)


async def never_link(session: AsyncSession, *, a: int, b: int, by: str, note: str = "", now: datetime) -> None:
    """
    This will keep two identities apart for good: people that hold both come apart by the canonical order.

    :raises NoSuchPerson: if one of them is unknown
    :raises LinkRefused: if they are the same identity
    """
    await store.lock(session)
    if a == b:
        raise LinkRefused(reason="an identifier cannot be kept apart from itself")
    await _person(session, a), await _person(session, b)
    await _keep_apart(session, [(min(a, b), max(a, b))], by=by, note=note, now=now)
    await _settle(session, [a, b], now=now)


async def allow_link(session: AsyncSession, *, a: int, b: int, now: datetime) -> None:
    """This will lift what `never_link` or a split decided between two identities; evidence counts again."""
    await store.lock(session)
    await _lift(session, [(min(a, b), max(a, b))])
    await session.execute(text(_RESTORE), {"a": min(a, b), "b": max(a, b)})
    await _settle(session, [a, b], now=now)


async def revoke(session: AsyncSession, *, a: int, b: int, now: datetime) -> None:
    """
    This will take back the link between two identities, whoever made it; its evidence stays, and does not count.

    :raises NoSuchLink: if they are not linked
    """
    await store.lock(session)
    done = await session.execute(text(_REVOKE), {"a": min(a, b), "b": max(a, b)})
    if not done.all():
        raise NoSuchLink(a=ids.render(a), b=ids.render(b))
    await _settle(session, [a, b], now=now)


async def decide(session: AsyncSession, *, review: int, merging: bool, by: str, now: datetime) -> PersonId | None:
    """
    This will settle a conflict: merge the two anyway, or keep them apart for good.

    :raises NoSuchReview: if there is none of that number
    :raises ReviewDecided: if it was decided already
    """
    found = (
        await session.execute(
            text("SELECT a, b, decision FROM identity_reviews WHERE id = :id FOR UPDATE"), {"id": review}
        )
    ).first()
    if found is None:
        raise NoSuchReview(id=review)
    if found.decision is not None:
        raise ReviewDecided(id=review, decision=found.decision)
    person = None
    if merging:
        person = await merge(session, a=found.a, b=found.b, by=by, anyway=True, now=now)
    else:
        await never_link(session, a=found.a, b=found.b, by=by, now=now)
    await session.execute(
        text("UPDATE identity_reviews SET decision = :decision, decided_by = :by, decided_at = :now WHERE id = :id"),
        {"id": review, "decision": "merge" if merging else "apart", "by": by, "now": now},
    )
    return person


async def _settle(session: AsyncSession, seeds: Iterable[int], *, now: datetime) -> Changes:
    changes = await resettle(session, np.array(sorted(seeds), dtype=np.int64), now=now)
    await tell(session, changes)
    await store.unlock_planner(session)
    return changes


async def _person(session: AsyncSession, identity: int) -> int:
    person = await session.scalar(
        text("SELECT person FROM identifiers WHERE identity = :identity"), {"identity": identity}
    )
    if person is None:
        raise NoSuchPerson(ref=ids.render(identity))
    return int(person)


async def _strongest(session: AsyncSession, person: int) -> int:
    """A link between weak identifiers could be overruled by what they already are; the strongest cannot."""
    held = await session.execute(
        text(
            "SELECT identity, namespace FROM identifiers "
            "WHERE person = :person AND (identity = :person OR person <> identity) ORDER BY ordinal"
        ),
        {"person": person},
    )
    return int(min(held.all(), key=lambda one: namespaces.rank(one.namespace)).identity)


async def _kept_apart(session: AsyncSession, one: int, other: int) -> list[tuple[int, int]]:
    found = await session.execute(text(_KEPT_APART), {"one": one, "other": other})
    return [(a, b) for a, b in found]


async def _keep_apart(
    session: AsyncSession, pairs: Sequence[tuple[int, int]], *, by: str, note: str, now: datetime
) -> None:
    await session.execute(
        text(
            "INSERT INTO never_links (a, b, decided_by, decided_at, note) SELECT DISTINCT a, b, :by, "
            "CAST(:now AS timestamptz), :note FROM unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[])) AS pair (a, b) "
            "ON CONFLICT DO NOTHING"
        ),
        {"a": [a for a, _ in pairs], "b": [b for _, b in pairs], "by": by, "note": note[:1000], "now": now},
    )


async def _lift(session: AsyncSession, pairs: Sequence[tuple[int, int]]) -> None:
    await session.execute(
        text(
            "DELETE FROM never_links USING unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[])) AS pair (a, b) "
            "WHERE never_links.a = pair.a AND never_links.b = pair.b"
        ),
        {"a": [a for a, _ in pairs], "b": [b for _, b in pairs]},
    )


async def _revoke(session: AsyncSession, ties: Sequence[Tie]) -> None:
    await session.execute(
        text(
            "UPDATE links SET state = 2 "
            "FROM unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), CAST(:operator AS boolean[])) "
            "AS cut (a, b, operator) WHERE links.a = cut.a AND links.b = cut.b AND links.operator = cut.operator"
        ),
        {"a": [tie.a for tie in ties], "b": [tie.b for tie in ties], "operator": [tie.operator for tie in ties]},
    )


def _evidence(by: str, note: str) -> str:
    return f"{by} {note}".strip()[:1000]


_LINK = """
    INSERT INTO links (a, b, occurred_at, operator, evidence) VALUES (:a, :b, :at, true, :evidence)
    ON CONFLICT (a, b, operator) DO UPDATE
    SET occurred_at = excluded.occurred_at, evidence = excluded.evidence, state = 0, reason = NULL
"""
_REVOKE = "UPDATE links SET state = 2 WHERE a = :a AND b = :b AND state < 2 RETURNING 1"
_RESTORE = "UPDATE links SET state = 1, reason = 'pending' WHERE a = :a AND b = :b AND state = 2 AND NOT operator"
_KEPT_APART = """
    SELECT never_links.a, never_links.b FROM never_links
    JOIN identifiers AS one ON one.identity = never_links.a JOIN identifiers AS other ON other.identity = never_links.b
    WHERE (one.person, other.person) IN ((:one, :other), (:other, :one))
"""
