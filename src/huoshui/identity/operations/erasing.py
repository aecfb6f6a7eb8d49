"""Forgetting identifiers: what identity keeps of an erased person."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.identity import store, wire
from huoshui.identity.operations.settling import resettle, tell
from huoshui.identity.wire import Column, Numbers

_TABLES = ("links", "link_evidence", "never_links", "identity_reviews")


async def erase(session: AsyncSession, *, identities: Sequence[int], now: datetime) -> Mapping[str, int]:
    """
    This will delete these identities with every link of theirs, and tell table → rows; it may be repeated.

    Whoever hung together through them only comes apart. An identity that returns begins anew, as its own person.
    """
    await store.lock(session)
    gone = Numbers(identities)
    held = await wire.rows(session, _NEIGHBORS, gone, gone)
    counts = {}
    for table in _TABLES:
        counts[table] = await wire.execute(session, f"DELETE FROM {table} WHERE a = ANY(%s) OR b = ANY(%s)", gone, gone)
    recycled = await wire.execute(
        session, "DELETE FROM recycled WHERE identity = ANY(%s) OR becomes = ANY(%s)", gone, gone
    )
    left = await wire.columns(session, _FORGET, gone)
    counts |= {"recycled": recycled, "identifiers": int(left[0].size)}
    await store.note_changes(session, left[0], left[0])
    neighbors = np.array(sorted({one for (one,) in held} - set(identities)), dtype=np.int64)
    await tell(session, await resettle(session, await _stay(session, neighbors, left[1]), now=now))
    await store.unlock_planner(session)
    return counts


async def _stay(session: AsyncSession, neighbors: Column, persons: Column) -> Column:
    """Those who stay: neighbors, and whoever else belonged to the people that lost identifiers."""
    identity, _, _, _ = await store.members_of(session, np.unique(persons))
    return np.union1d(neighbors, identity)


_NEIGHBORS = "SELECT b FROM links WHERE a = ANY(%s) UNION SELECT a FROM links WHERE b = ANY(%s)"
_FORGET = """
    WITH gone AS (DELETE FROM identifiers WHERE identity = ANY(%s) RETURNING identity, person)
    SELECT array_agg(identity), array_agg(person) FROM gone
"""
