"""
The mirror of facts in ClickHouse: what counts of each person whose traits, tags or answers changed.

PostgreSQL's triggers note whose rows changed, whichever way they did; merges, splits and erasures are told.
"""

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.people import queries, warehouse

_LOCK = 0x66616374  # one mirror at a time, so that a later version is never of an earlier moment
_AT_ONCE = 2_000


async def touch_facts(session: AsyncSession, persons: Iterable[int]) -> None:
    """This will have the facts of these persons mirrored anew."""
    await session.execute(_TOUCH, {"persons": list(persons)})


async def mirror_facts(session: AsyncSession, clickhouse: ClickHouse) -> int:
    """
    This will hand the facts of the next changed persons to ClickHouse and tell how many changes were taken.

    A crash before this transaction commits hands them over again, under a later version.
    """
    if not await session.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}):
        return 0
    taken = list(await session.scalars(_NEXT, {"most": _AT_ONCE}))
    if taken:
        persons = list(await session.scalars(_PERSONS, {"identities": taken}))
        version = await session.scalar(text("SELECT nextval('people_facts_versions')"))
        facts = await queries.facts_of(session, persons)
        await warehouse.insert_facts(clickhouse, facts, version=int(version or 0))
    return len(taken)


_TOUCH = text("INSERT INTO people_facts_changed SELECT unnest(CAST(:persons AS bigint[]))")
_NEXT = text("""
    DELETE FROM people_facts_changed WHERE ctid = ANY(ARRAY(SELECT ctid FROM people_facts_changed LIMIT :most))
    RETURNING identity
""")
_PERSONS = text("""
    SELECT DISTINCT coalesce(identifiers.person, changed.identity)
    FROM unnest(CAST(:identities AS bigint[])) AS changed (identity) LEFT JOIN identifiers USING (identity)
    UNION  -- a person who was absorbed, or is gone, has no facts of their own any more
    SELECT changed.identity FROM unnest(CAST(:identities AS bigint[])) AS changed (identity)
    JOIN identifiers USING (identity) WHERE identifiers.person <> identifiers.identity
""")
