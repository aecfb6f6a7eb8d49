"""Reading the tables of identity, whole columns at a time; `records` writes them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.identity import wire
from huoshui.identity.batch import Recycled
from huoshui.identity.rules import Policy
from huoshui.identity.wire import Column, Numbers

ACCEPTED, REFUSED, REVOKED = 0, 1, 2

_LOCK = 0x4F6E6549
_NONE = np.empty(0, dtype=np.int64)


StoredLink = tuple[int, int, bool, int, int, str | None, str]
"""a, b, whether staff made it, state, occurred_at, reason, evidence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which of the rarer things there are at all, so that nobody looks for them in vain."""

    recycled: bool
    never: bool
    merged: bool


async def lock(session: AsyncSession) -> Standing:
    """
    This will make this transaction the only one that changes identity until it ends, and tell what there is.

    Its look-ups go by index even where a table is so small, or grew so lately, that the planner would read it all.
    """
    await wire.rows(session, "SELECT pg_advisory_xact_lock(%s), set_config('enable_seqscan', 'off', true)", _LOCK)
    [standing] = await wire.rows(session, _STANDING)
    return Standing(*standing)


_STANDING = """
    SELECT EXISTS (SELECT FROM recycled), EXISTS (SELECT FROM never_links),
           EXISTS (SELECT FROM links WHERE operator AND state < 2)
"""


async def unlock_planner(session: AsyncSession) -> None:
    """This will let the planner read whole tables again, for what others do later in the same transaction."""
    await wire.rows(session, "SELECT set_config('enable_seqscan', 'on', true)")


async def spaces(session: AsyncSession, wanted: Iterable[str] = ()) -> tuple[str, ...]:
    """This will give the namespaces by their number (0 is a gap), numbering those that are new."""
    numbered = {name: number for number, name in await wire.rows(session, "SELECT id, namespace FROM identity_spaces")}
    new = sorted(set(wanted) - numbered.keys())
    for number, name in enumerate(new, start=max(numbered.values(), default=0) + 1):
        await session.execute(
            text("INSERT INTO identity_spaces (id, namespace) VALUES (:id, :namespace)"),
            {"id": number, "namespace": name},
        )
        numbered[name] = number
    names = [""] * (max(numbered.values(), default=0) + 1)
    for name, number in numbered.items():
        names[number] = name
    return tuple(names)


async def policy(session: AsyncSession) -> Policy:
    """This will give the rules for every namespace that was ever seen."""
    return Policy.of(await spaces(session))


async def recycled(session: AsyncSession) -> Recycled:
    """This will give what was recycled: identity to (valid from, becomes), ascending."""
    found: dict[int, list[tuple[int, int]]] = {}
    for identity, valid_from, becomes in await wire.rows(
        session, "SELECT identity, valid_from, becomes FROM recycled ORDER BY identity, valid_from"
    ):
        found.setdefault(identity, []).append((valid_from, becomes))
    return found


async def persons_of(session: AsyncSession, identities: Column) -> tuple[Column, Column]:
    """This will give those identities that are known, and their people."""
    identity, person = await wire.columns(
        session,
        "SELECT array_agg(identity), array_agg(person) FROM identifiers WHERE identity = ANY(%s)",
        Numbers(identities),
    )
    return identity, person


async def members_of(session: AsyncSession, persons: Column) -> tuple[Column, Column, Column, Column]:
    """This will give identity, person, space and ordinal of everything these people hold."""
    if not persons.size:
        return _NONE, _NONE, _NONE, _NONE
    people = Numbers(persons)
    identity, person, space, ordinal = await wire.columns(session, _MEMBERS, people, people)
    return identity, person, space.astype(np.int64), ordinal


# The founder by the primary key, the others by the index that leaves founders out.
_MEMBERS = """
    SELECT array_agg(identity), array_agg(person), array_agg(space), array_agg(ordinal) FROM (
        SELECT identity, person, space, ordinal FROM identifiers WHERE identity = ANY(%s) AND person = identity
        UNION ALL
        SELECT identity, person, space, ordinal FROM identifiers WHERE person = ANY(%s) AND person <> identity
    ) AS held
"""


async def stored_links(session: AsyncSession, a: Column, b: Column) -> tuple[Column, Column, Column]:
    """This will find links between pairs of identities: the pairs' places, when first evidenced, and the states."""
    place, at, state = await wire.columns(session, _STORED, Numbers(a), Numbers(b))
    return place, at, state


# One look-up a pair, whatever the planner thinks of a join.
_STORED = """
    SELECT array_agg(pair.place - 1), array_agg(known.occurred_at), array_agg(known.state::bigint)
    FROM unnest(%s::bigint[], %s::bigint[]) WITH ORDINALITY AS pair (a, b, place), LATERAL (
        SELECT occurred_at, state FROM links WHERE a = pair.a AND b = pair.b AND NOT operator OFFSET 0) AS known
"""


async def links_at(session: AsyncSession, identities: Column) -> list[StoredLink]:
    """
    This will give every link at these identities.

    An accepted link's other end is the same person's, so it is looked up from there; the rest have indexes.
    """
    _, persons = await persons_of(session, identities)
    members, _, _, _ = await members_of(session, np.unique(persons))
    ends, held = Numbers(identities), Numbers(np.union1d(members, identities))
    found = await wire.rows(session, _LINKS_AT, held, ends, ends)
    wanted = set(identities.tolist())
    return [link for link in dict.fromkeys(found) if wanted & {link[0], link[1]}]


_LINKS_AT = """
    SELECT a, b, operator, state, occurred_at, reason, evidence FROM links WHERE a = ANY(%s)
    UNION ALL SELECT a, b, operator, state, occurred_at, reason, evidence FROM links WHERE b = ANY(%s) AND state = 1
    UNION ALL SELECT a, b, operator, state, occurred_at, reason, evidence FROM links WHERE b = ANY(%s) AND state = 2
"""


async def never_among(session: AsyncSession, identities: Column) -> tuple[Column, Column]:
    """This will give the pairs among these identities that staff keep apart."""
    a, b = await wire.columns(
        session,
        "SELECT array_agg(a), array_agg(b) FROM never_links WHERE a = ANY(%s) AND b = ANY(%s)",
        Numbers(identities),
        Numbers(identities),
    )
    return a, b


async def merged_by_staff(session: AsyncSession, persons: Column) -> Column:
    """This will give those of the people whom staff put together."""
    if not persons.size or not await session.scalar(
        text("SELECT EXISTS (SELECT FROM links WHERE operator AND state < 2)")
    ):
        return np.empty(0, dtype=np.int64)
    (merged,) = await wire.columns(
        session,
        "SELECT array_agg(DISTINCT person) FROM identifiers JOIN links ON links.a = identity "
        "WHERE person = ANY(%s) AND operator AND state < 2",
        Numbers(persons),
    )
    return merged
