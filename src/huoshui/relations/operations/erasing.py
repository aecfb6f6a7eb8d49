"""Forgetting people: their relations, their histories, and that they were in groups."""

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

    They stay contacts at the platform, which tells of them again; what it tells is dropped until they return by an act
    of their own (`syncing.binding`).
    """
    counts = {}
    for table in ("relation_facts", "follow_relations", "relation_contacts", "group_steps", "group_members"):
        done = await session.execute(text(_DELETE[table]), {"identities": list(identities)})
        counts[table] = int(done.rowcount)  # type: ignore[attr-defined]
    return counts


_OF = "identity = ANY(CAST(:identities AS bigint[]))"
_DELETE = {
    "relation_facts": (
        f"DELETE FROM relation_facts USING follow_relations AS held WHERE held.id = relation AND held.{_OF}"
    ),
    "follow_relations": f"DELETE FROM follow_relations WHERE {_OF}",
    "relation_contacts": f"DELETE FROM relation_contacts WHERE {_OF}",
    "group_steps": (
        "DELETE FROM group_steps AS step USING group_members AS held WHERE (held.corp, held.group_id, held.member) = "
        f"(step.corp, step.group_id, step.member) AND held.{_OF}"
    ),
    "group_members": f"DELETE FROM group_members WHERE {_OF}",
}
