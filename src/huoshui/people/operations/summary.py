"""The summary of each person: recomputed for whoever changed, and mirrored to ClickHouse."""

from collections.abc import Iterable
from datetime import datetime
from importlib import resources

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.identity.contract import Newcomers
from huoshui.people import warehouse
from huoshui.people.rules import allowed, strength

_LOCK = 0x70656F70  # one refresh at a time: each sees what the one before it saw, and more
_AT_ONCE = 50_000


async def refresh(session: AsyncSession, persons: Iterable[int], *, now: datetime) -> None:
    """
    This will bring the summaries of these persons up to date; who holds no identifier any more vanishes.

    A summary that did not change keeps its version.
    """
    wanted = sorted(set(persons))
    if not wanted:
        return
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    alive = await _collect(session, wanted)
    channels = sorted(allowed.BY_ADDRESS.items())
    await session.execute(
        _SUMMARY,
        {
            "strong": strength.STRONG,
            "channels": [channel for channel, _ in channels],
            "addresses": [kind for _, kind in channels],
            "now": now,
        },
    )
    if alive < len(wanted):
        await session.execute(_VANISH, {"persons": wanted})


async def welcome(session: AsyncSession, newcomers: Newcomers, *, now: datetime) -> frozenset[int]:
    """
    This will summarize new people of whom nothing is known but their identifiers, and tell who is left for `refresh`.

    Without a contact or an answer nobody can be reached, so that such a summary needs no look at other tables.
    """
    if not newcomers.person:
        return frozenset()
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    holding = set((await session.scalars(_HOLDING, {"identities": list(newcomers.identity)})).all())
    known = {
        person for identity, person in zip(newcomers.identity, newcomers.person, strict=True) if identity in holding
    }
    since: dict[int, int] = {}
    identified = set()
    for person, namespace, seen in zip(newcomers.person, newcomers.namespace, newcomers.first_seen_at, strict=True):
        if person not in known:
            since[person] = min(seen, since.get(person, seen))
            if strength.is_strong(namespace):
                identified.add(person)
    if since:
        persons = sorted(since)
        await session.execute(
            _WELCOME,
            {
                "persons": persons,
                "identified": [person in identified for person in persons],
                "since": [since[person] for person in persons],
                "now": now,
            },
        )
    return frozenset(known)


async def mirror(session: AsyncSession, clickhouse: ClickHouse) -> int:
    """
    This will hand the next changed summaries to ClickHouse and tell how many there were.

    A crash before this transaction commits hands them over again, under the same versions.
    """
    rows = (await session.execute(_NEXT, {"most": _AT_ONCE})).all()
    if rows:
        await warehouse.insert_people(clickhouse, [tuple(row) for row in rows])
    return len(rows)


async def _collect(session: AsyncSession, wanted: list[int]) -> int:
    """Write what these persons hold beside each other, and tell how many of them hold anything."""
    await session.execute(_TABLE)
    await session.execute(_EMPTY)
    await session.execute(_HELD, {"persons": wanted})
    await session.execute(_ANALYZE)
    return int(await session.scalar(_ALIVE) or 0)


_TABLE = text("""
    CREATE TEMP TABLE IF NOT EXISTS people_refreshing (
        person bigint, identity bigint, namespace text, first_seen_at timestamptz) ON COMMIT DELETE ROWS
""")
_EMPTY = text("TRUNCATE people_refreshing")
_HELD = text("""
    INSERT INTO people_refreshing (person, identity, namespace, first_seen_at)
    SELECT person, identity, namespace, first_seen_at FROM identifiers
    JOIN unnest(CAST(:persons AS bigint[])) AS wanted (person) USING (person) WHERE person <> identity
    UNION ALL
    SELECT founder.person, identity, namespace, first_seen_at FROM identifiers AS founder
    JOIN unnest(CAST(:persons AS bigint[])) AS wanted (person) ON founder.identity = wanted.person
    WHERE founder.person = identity
""")
_ANALYZE = text("ANALYZE people_refreshing")  # the planner must know how many, or it loops over the wrong side
_ALIVE = text("SELECT count(DISTINCT person) FROM people_refreshing")
_SUMMARY = text(resources.files("huoshui.people").joinpath("sql", "summary.sql").read_text("utf-8"))
_KEYED = ("traits", "tags", "consents", "contactability", "affiliations")
_HOLDING = text(
    " UNION ALL ".join(
        f"SELECT {key} FROM {table} WHERE {key} = ANY(CAST(:identities AS bigint[]))"
        for table, key in (*((table, "identity") for table in _KEYED), ("people", "person"))
    )
)
_WELCOME = text("""
    WITH welcomed AS (
        INSERT INTO people (person, identified, reachable, reach, units, tags, display, since, version, updated_at)
        SELECT person, identified, false, '{}', '{}', '{}', '',
               CAST('epoch' AS timestamptz) + since * interval '1 millisecond', nextval('people_versions'),
               CAST(:now AS timestamptz)
        FROM unnest(CAST(:persons AS bigint[]), CAST(:identified AS boolean[]), CAST(:since AS bigint[]))
             AS newcomer (person, identified, since)
        RETURNING person, version
    )
    INSERT INTO people_changed (person, version) SELECT person, version FROM welcomed
""")
_VANISH = text("""
    WITH vanished AS (
        DELETE FROM people WHERE person = ANY(CAST(:persons AS bigint[]))
          AND NOT EXISTS (SELECT FROM people_refreshing WHERE people_refreshing.person = people.person)
        RETURNING people.person
    )
    INSERT INTO people_changed (person, version) SELECT person, nextval('people_versions') FROM vanished
""")
# Rows that another mirror holds are left to it; whichever ends last, the greater version wins in ClickHouse.
_NEXT = text("""
    WITH taken AS (
        DELETE FROM people_changed WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM people_changed LIMIT :most FOR UPDATE SKIP LOCKED))
        RETURNING person, version
    ), latest AS (
        SELECT person, max(version) AS version FROM taken GROUP BY person
    )
    SELECT person, coalesce(identified, false)::int, coalesce(reachable, false)::int, coalesce(reach, '{}'),
           coalesce(units, '{}'), (people.person IS NULL)::int, greatest(people.version, latest.version)
    FROM latest LEFT JOIN people USING (person)
""")
