"""Changing what we call groups."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.relations.contract import Group


async def tag(session: AsyncSession, *, group: Group, tags: Sequence[str], viewer: Viewer, now: datetime) -> None:
    """This will give a group these tags and no others; the same once more changes nothing."""
    wanted = sorted({one.strip() for one in tags})
    line = {"corp": group.corp, "id": group.id, "tags": wanted}
    if await session.scalar(_TAG, line) is None:
        return
    facts = {"added": sorted(set(wanted) - set(group.tags)), "removed": sorted(set(group.tags) - set(wanted))}
    await access.record(
        session, viewer=viewer, action="relations.group.tagged", subject=f"group:{group.id}"[:200], facts=facts, now=now
    )


_TAG = text("""
    UPDATE customer_groups SET tags = CAST(:tags AS text[])
    WHERE corp = :corp AND id = :id AND tags <> CAST(:tags AS text[]) RETURNING id
""")
