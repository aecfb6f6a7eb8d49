"""Forgetting people: that they followed, what they allowed, and what was sent to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """
    This will delete all that is kept of these identities, and tell the counts for a receipt.

    They may still follow at WeChat, which tells of them again; what it tells is dropped until they return by an act of
    their own (`syncing.bind`).
    """
    counts = {}
    for table in ("follower_facts", "subscription_lines", "subscriptions", "follower_sends", "followers"):
        done = await session.execute(text(_DELETE[table]), {"identities": list(identities)})
        counts[table] = int(done.rowcount)  # type: ignore[attr-defined]
    return counts


_HELD = "identity = ANY(CAST(:identities AS bigint[]))"
_DELETE = {
    **{
        table: f"DELETE FROM {table} USING followers WHERE followers.id = follower AND {_HELD}"
        for table in ("follower_facts", "subscription_lines", "subscriptions", "follower_sends")
    },
    "followers": f"DELETE FROM followers WHERE {_HELD}",
}
