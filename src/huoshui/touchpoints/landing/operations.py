"""Changing landing pages: make, change, and give a picture. What is printed is never taken back."""

import secrets
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.touchpoints.landing import queries
from huoshui.touchpoints.landing.contract import (
    MOST_PICTURE_BYTES,
    LandingPage,
    NotAPicture,
    PageChanged,
    PageExists,
    PagePlan,
)
from huoshui.touchpoints.posters import on_pages, producing
from huoshui.touchpoints.posters.contract import NotAPosterPicture

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"
_LENGTH = 7
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
"""How files of these kinds begin."""


async def create(
    session: AsyncSession, *, plan: PagePlan, slug: str | None = None, viewer: Viewer, now: datetime
) -> LandingPage:
    """
    This will make a landing page, in a place of one's own or a new one; a live code's place is that code's page.

    :raises PageExists: if the place is taken by a page, or by a live code that the page does not show
    :raises NoSuchCode: if the live code that it shows is not there
    :raises NoSuchPoster: if the poster that it shows is not there
    """
    await _check(session, plan, now)
    line = {**_line(plan, viewer, now), "slug": slug or _drawn(), "code": plan.code}
    while await session.scalar(_CREATE, line) is None:
        if slug is not None:
            raise PageExists(slug=slug)
        line["slug"] = _drawn()
    return await _noted(session, line["slug"], "pages.created", viewer, now)


async def change(
    session: AsyncSession, *, slug: str, plan: PagePlan, version: int, viewer: Viewer, now: datetime
) -> LandingPage:
    """
    This will change what a page says and shows; ``version`` is the one that the author saw.

    :raises NoSuchPage: if it is not there
    :raises PageChanged: if it has another version by now
    :raises NoSuchCode: if the live code that it shows is not there
    :raises NoSuchPoster: if the poster that it shows is not there
    """
    await _check(session, plan, now)
    line = {**_line(plan, viewer, now), "slug": slug, "version": version}
    if await session.scalar(_CHANGE, line) is None:
        raise PageChanged(slug=slug, version=(await queries.page(session, slug=slug)).version)
    return await _noted(session, slug, "pages.changed", viewer, now)


async def set_picture(
    session: AsyncSession, *, slug: str, picture: bytes | None, viewer: Viewer, now: datetime
) -> LandingPage:
    """
    This will give a page a picture, or take it away; one that is too large for a page that opens at once is shrunk.

    :raises NoSuchPage: if it is not there
    :raises NotAPicture: if it is no PNG, JPEG or WebP, or none that can be made smaller
    """
    known = await queries.page(session, slug=slug)
    if picture is not None and len(picture) > MOST_PICTURE_BYTES:
        try:
            picture = await producing.small(picture)
        except NotAPosterPicture as refused:
            raise NotAPicture(**refused.facts) from None
    kind = _kind(picture) if picture is not None else ""
    given = {"id": known.id, "picture": picture, "kind": kind, "now": now, "by": viewer.actor, "by_name": viewer.name}
    await session.execute(_SET_PICTURE, given)
    return await _noted(session, slug, "pages.picture_set" if picture else "pages.picture_removed", viewer, now)


async def _check(session: AsyncSession, plan: PagePlan, now: datetime) -> None:
    await queries.behind(session, slug=plan.code, now=now)
    if plan.poster is not None:
        await on_pages.ensure(session, id=plan.poster)


def _kind(picture: bytes) -> str:
    kind = next((kind for begin, kind in _KINDS.items() if picture.startswith(begin)), None)
    if kind is None or (kind == "image/webp" and picture[8:12] != b"WEBP"):
        raise NotAPicture(why="it is neither PNG nor JPEG nor WebP")
    return kind


def _drawn() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _line(plan: PagePlan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"plan": msgspec.json.encode(plan).decode(), "now": now, "by": viewer.actor, "by_name": viewer.name}


async def _noted(session: AsyncSession, slug: str, action: str, viewer: Viewer, now: datetime) -> LandingPage:
    page = await queries.page(session, slug=slug)
    await session.execute(_VERSION, {"id": page.id})
    await access.record(
        session, viewer=viewer, action=action, subject=f"page:{slug}", facts={"version": page.version}, now=now
    )
    return page


_CREATE = text("""
    INSERT INTO landing_pages (slug, plan, version, created_at, created_by, created_name, changed_at, changed_by,
        changed_name)
    SELECT :slug, CAST(:plan AS jsonb), 1, :now, :by, :by_name, :now, :by, :by_name
    WHERE NOT EXISTS (SELECT FROM live_codes WHERE slug = :slug AND slug != :code)
      AND NOT EXISTS (SELECT FROM group_codes WHERE slug = :slug AND slug != :code)
    ON CONFLICT (slug) DO NOTHING RETURNING id
""")
_CHANGE = text("""
    UPDATE landing_pages SET plan = CAST(:plan AS jsonb), version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name
    WHERE slug = :slug AND version = :version RETURNING id
""")
_SET_PICTURE = text("""
    UPDATE landing_pages SET picture = :picture, picture_type = :kind, version = version + 1, changed_at = :now,
        changed_by = :by, changed_name = :by_name
    WHERE id = :id
""")
_VERSION = text("""
    INSERT INTO landing_page_versions (page, version, plan, changed_at, changed_by, changed_name)
    SELECT id, version, plan, changed_at, changed_by, changed_name FROM landing_pages WHERE id = :id
""")
