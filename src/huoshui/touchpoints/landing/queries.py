"""Reading landing pages: one, a page of them, what they were, and what an address shows."""

import contextlib
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import literally
from huoshui.touchpoints.codes import queries as codes
from huoshui.touchpoints.codes.contract import NoSuchCode, Plan
from huoshui.touchpoints.codes.groups import queries as groups
from huoshui.touchpoints.codes.groups.contract import GroupPlan, NoSuchGroupCode
from huoshui.touchpoints.landing.contract import LandingPage, ListedPage, NoSuchPage, PagePlan, PageVersion, Shown
from huoshui.touchpoints.posters import queries as posters

MOST_AT_ONCE = 100


async def page(session: AsyncSession, *, slug: str) -> LandingPage:
    """
    This will give a landing page.

    :raises NoSuchPage: if it is not there
    """
    row = (await session.execute(text(f"{_PAGE} WHERE slug = :slug"), {"slug": slug})).one_or_none()
    if row is None:
        raise NoSuchPage(slug=slug)
    return _page(row)


async def pages(
    session: AsyncSession, *, q: str, before: int | None, limit: int, now: datetime
) -> tuple[list[ListedPage], int | None]:
    """
    This will list pages whose place, name or campaign holds ``q``, the newest first, below the number ``before``.

    Beside them comes what to give as ``before`` for the next page.
    """
    rows = (
        await session.execute(_PAGES, {"q": f"%{literally(q)}%", "before": before, "limit": limit + 1, "now": now})
    ).all()
    found = [ListedPage(_page(row), row.views, row.visitors, row.robots) for row in rows[:limit]]
    return found, found[-1].page.id if len(rows) > limit else None


async def history(session: AsyncSession, *, slug: str) -> list[PageVersion]:
    """
    This will give what a page was, the newest version first.

    :raises NoSuchPage: if it is not there
    """
    known = await page(session, slug=slug)
    rows = await session.execute(_HISTORY, {"page": known.id})
    return [PageVersion(row.version, _plan(row.plan), row.changed_at, row.changed_name) for row in rows]


async def picture(session: AsyncSession, *, slug: str) -> tuple[bytes, str]:
    """
    This will give a page's picture and its media type.

    :raises NoSuchPage: if there is no such page, or no picture of it
    """
    row = (await session.execute(_PICTURE, {"slug": slug})).one_or_none()
    if row is None or row.picture is None:
        raise NoSuchPage(slug=slug)
    return bytes(row.picture), row.picture_type


async def shown(session: AsyncSession, *, slug: str, now: datetime) -> Shown:
    """
    This will give what an address shows: a page, or a live code's own.

    :raises NoSuchPage: if nothing is there
    """
    row = (await session.execute(_SHOWN, {"slug": slug})).one_or_none()
    plan = _plan(row.plan) if row else None
    try:
        own = await behind(session, slug=plan.code if plan else slug, now=now)
    except NoSuchCode:
        own = None
    if row is None or plan is None:
        if own is None:
            raise NoSuchPage(slug=slug)
        return own
    picture = bytes(row.picture) if row.picture else None
    poster = await posters.drawn_on_page(session, id=plan.poster) if plan.poster is not None else None
    opens = own is not None and own.open and not plan.paused
    return Shown(
        slug, row.id, own.code if own else None, row.version, plan, picture, row.picture_type,
        own.code_picture if own else "", opens, poster,
    )  # fmt: skip


async def behind(session: AsyncSession, *, slug: str, now: datetime) -> Shown:
    """
    This will give what a code's own page shows, a live code's or a group's, until somebody writes a better one.

    :raises NoSuchCode: if there is no such code
    """
    with contextlib.suppress(NoSuchGroupCode):
        group = await groups.group_code(session, slug=slug)
        plan = _own(slug, group.plan)
        return Shown(slug, None, None, group.version, plan, None, "", group.picture, not group.plan.paused)
    code = await codes.code(session, slug=slug)
    opens = not code.plan.paused and (code.plan.expires_at is None or now < code.plan.expires_at)
    plan = _own(slug, code.plan)
    return Shown(slug, None, code.id, code.version, plan, None, "", code.standing.picture, opens)


def _own(slug: str, plan: Plan | GroupPlan) -> PagePlan:
    return PagePlan(plan.name, plan.name, slug, channel=plan.channel, campaign=plan.campaign)


def _plan(said: Any) -> PagePlan:  # noqa: ANN401 JSON
    return msgspec.convert(said, PagePlan)


def _page(row: Any) -> LandingPage:  # noqa: ANN401 SQLAlchemy's rows
    return LandingPage(
        row.id, row.slug, _plan(row.plan), row.has_picture, row.version, row.created_at, row.created_name,
        row.changed_at, row.changed_name,
    )  # fmt: skip


_COLUMNS = """id, slug, plan, picture IS NOT NULL AS has_picture, version, created_at, created_name, changed_at,
    changed_name"""
_PAGE = f"SELECT {_COLUMNS} FROM landing_pages"
_PAGES = text(f"""
    SELECT {_COLUMNS}, views, visitors, robots FROM landing_pages CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE robot = '') AS views,
               count(DISTINCT visitor) FILTER (WHERE robot = '') AS visitors,
               count(*) FILTER (WHERE robot != '') AS robots
        FROM page_views WHERE page_views.slug = landing_pages.slug AND at >= :now - interval '30 days') AS opened
    WHERE (slug ILIKE :q OR plan ->> 'name' ILIKE :q OR plan ->> 'campaign' ILIKE :q)
      AND id < coalesce(:before, 9223372036854775807)
    ORDER BY id DESC LIMIT :limit
""")
_HISTORY = text("""
    SELECT version, plan, changed_at, changed_name FROM landing_page_versions WHERE page = :page ORDER BY version DESC
""")
_PICTURE = text("SELECT picture, picture_type FROM landing_pages WHERE slug = :slug")
_SHOWN = text("SELECT id, plan, version, picture, picture_type FROM landing_pages WHERE slug = :slug")
