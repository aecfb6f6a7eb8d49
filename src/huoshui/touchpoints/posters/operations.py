"""Changing posters: make, change, and give a picture. Who changed which is in the audit log."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.touchpoints.posters import queries
from huoshui.touchpoints.posters.contract import Poster, PosterChanged, PosterPlan
from huoshui.touchpoints.posters.rules.placing import check


async def create(session: AsyncSession, *, plan: PosterPlan, viewer: Viewer, now: datetime) -> Poster:
    """
    This will make a poster.

    :raises PosterMisplaced: if it cannot be drawn like that
    """
    check(plan)
    made = await session.scalar(_CREATE, _line(plan, viewer, now))
    return await _noted(session, int(made or 0), "posters.created", viewer, now)


async def change(
    session: AsyncSession, *, id: int, plan: PosterPlan, version: int, viewer: Viewer, now: datetime  # noqa: A002
) -> Poster:  # fmt: skip
    """
    This will change a poster; ``version`` is the one that the author saw. What was printed stays as it is.

    :raises NoSuchPoster: if it is not there
    :raises PosterChanged: if it has another version by now
    :raises PosterMisplaced: if it cannot be drawn like that
    """
    check(plan)
    if await session.scalar(_CHANGE, {**_line(plan, viewer, now), "id": id, "version": version}) is None:
        raise PosterChanged(id=id, version=(await queries.poster(session, id=id)).version)
    return await _noted(session, id, "posters.changed", viewer, now)


async def set_picture(
    session: AsyncSession, *, id: int, picture: bytes | None, viewer: Viewer, now: datetime  # noqa: A002
) -> Poster:  # fmt: skip
    """
    This will give a poster a background of the brand's, as `drawing.normalized` gives it, or the gallery's again.

    :raises NoSuchPoster: if it is not there
    """
    given = {"id": id, "picture": picture, "now": now, "by": viewer.actor, "by_name": viewer.name}
    await session.execute(_SET_PICTURE, given)
    return await _noted(session, id, "posters.picture_set" if picture else "posters.picture_removed", viewer, now)


def _line(plan: PosterPlan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"plan": msgspec.json.encode(plan).decode(), "now": now, "by": viewer.actor, "by_name": viewer.name}


async def _noted(session: AsyncSession, poster: int, action: str, viewer: Viewer, now: datetime) -> Poster:
    known = await queries.poster(session, id=poster)
    await access.record(
        session, viewer=viewer, action=action, subject=f"poster:{poster}", facts={"version": known.version}, now=now
    )
    return known


_CREATE = text("""
    INSERT INTO posters (plan, version, created_at, created_by, changed_at, changed_by, changed_name)
    VALUES (CAST(:plan AS jsonb), 1, :now, :by, :now, :by, :by_name) RETURNING id
""")
_CHANGE = text("""
    UPDATE posters SET plan = CAST(:plan AS jsonb), version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name
    WHERE id = :id AND version = :version RETURNING id
""")
_SET_PICTURE = text("""
    UPDATE posters SET picture = :picture, version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name
    WHERE id = :id
""")
