"""Forgetting identifiers: what identity keeps of an erased person."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.identity import records, store, wire
from huoshui.identity.operations.settling import resettle, tell
from huoshui.identity.wire import Column, Numbers

_TABLES = ("link_evidence", "never_links", "identity_reviews")


async def erase(session: AsyncSession, *, identities: Sequence[int], now: datetime) -> Mapping[str, int]:
    """
    This will delete these identities with every link of theirs, and tell table → rows; it may be repeated.

    Whoever hung together through them only comes apart. An identity that returns begins anew, as its own person.
    """
    await store.lock(session)
    gone = Numbers(identities)
    links = await store.links_at(session, gone.values)
    counts = {"links": await _delete(session, [link[:3] for link in links])}
    for table in _TABLES:
        counts[table] = await wire.execute(session, f"DELETE FROM {table} WHERE a = ANY(%s) OR b = ANY(%s)", gone, gone)
    recycled = await wire.execute(
        session, "DELETE FROM recycled WHERE identity = ANY(%s) OR becomes = ANY(%s)", gone, gone
    )
    await wire.execute(session, "DELETE FROM identifier_imports WHERE identity = ANY(%s)", gone)
    await wire.execute(session, "DELETE FROM identifier_imports WHERE identity = ANY(%s)", gone)
    left = await wire.columns(session, _FORGET, gone)
    counts |= {"recycled": recycled, "identifiers": int(left[0].size)}
    await records.note_changes(session, left[0], left[0])
    neighbors = np.array(sorted({end for link in links for end in link[:2]} - set(identities)), dtype=np.int64)
    await tell(session, await resettle(session, await _stay(session, neighbors, left[1]), now=now))
    await store.unlock_planner(session)
    return counts


async def _delete(session: AsyncSession, links: Sequence[tuple[int, int, bool]]) -> int:
    return await wire.execute(
        session,
        "DELETE FROM links USING unnest(%s::bigint[], %s::bigint[]) AS gone (a, b) "
        "WHERE links.a = gone.a AND links.b = gone.b",
        Numbers([a for a, _, _ in links]),
        Numbers([b for _, b, _ in links]),
    )


async def _stay(session: AsyncSession, neighbors: Column, persons: Column) -> Column:
    """Those who stay: neighbors, and whoever else belonged to the people that lost identifiers."""
    identity, _, _, _ = await store.members_of(session, np.unique(persons))
    return np.union1d(neighbors, identity)


_FORGET = """
    WITH gone AS (DELETE FROM identifiers WHERE identity = ANY(%s) RETURNING identity, person)
    SELECT array_agg(identity), array_agg(person) FROM gone
"""
