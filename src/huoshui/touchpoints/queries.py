"""Reading short links: one, a page of them, what they were, and what their clicks came to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import literally
from huoshui.touchpoints.contract import Clicks, Environment, Link, LinkVersion, Listed, NoSuchShortLink, Variant
from huoshui.touchpoints.entries.contract import MiniProgramPage

MOST_AT_ONCE = 100
_LATELY = timedelta(days=30)


async def link(session: AsyncSession, *, code: str) -> Link:
    """
    This will give a link.

    :raises NoSuchShortLink: if it is not there
    """
    row = (await session.execute(text(f"{_LINK} WHERE code = :code"), {"code": code})).one_or_none()
    if row is None:
        raise NoSuchShortLink(code=code)
    return _link(row)


async def links(
    session: AsyncSession, *, q: str, before: int | None, limit: int, now: datetime
) -> tuple[list[Listed], int | None]:
    """
    This will list links whose code, name or campaign holds ``q``, the newest first, below the number ``before``.

    Beside them comes what to give as ``before`` for the next page.
    """
    asked = {"q": f"%{literally(q)}%", "before": before, "limit": limit + 1, "since": now - _LATELY}
    rows = (await session.execute(_LINKS, asked)).all()
    found = [Listed(_link(row), row.sent, row.adds, row.robots, row.last_at) for row in rows[:limit]]
    return found, found[-1].link.id if len(rows) > limit else None


async def history(session: AsyncSession, *, code: str) -> list[LinkVersion]:
    """
    This will give what a link was, the newest version first.

    :raises NoSuchShortLink: if it is not there
    """
    known = await link(session, code=code)
    rows = await session.execute(_HISTORY, {"id": known.id})
    return [
        LinkVersion(row.version, row.name, row.paused, _variants(row.variants), row.expires_at, row.most_clicks,
                    row.changed_at, row.changed_name)
        for row in rows
    ]  # fmt: skip


async def changed_lately(session: AsyncSession) -> dict[str, int]:
    """This will give the links that were made or changed within a minute, and the version that each has now."""
    rows = await session.execute(_CHANGED)
    return {row.code: row.version for row in rows}


async def clicks(session: AsyncSession, *, code: str, since: datetime, until: datetime) -> list[Clicks]:
    """
    This will count a link's clicks in [since, until) by day (Beijing), environment and variant.

    :raises NoSuchShortLink: if it is not there
    """
    known = await link(session, code=code)
    rows = await session.execute(_CLICKS, {"link": known.id, "since": since, "until": until})
    return [
        Clicks(row.day, Environment(row.environment), row.variant, row.sent, row.visitors, row.turned_away, row.robots)
        for row in rows
    ]


def pages_of(variants: Sequence[Variant]) -> list[MiniProgramPage]:
    """This will give the pages of mini-programs among the places where a link leads."""
    return [variant.mini_program for variant in variants if variant.mini_program is not None]


def _variants(written: Sequence[dict[str, Any]]) -> tuple[Variant, ...]:
    return tuple(
        Variant(
            one["url"],
            {Environment(name): url for name, url in one["by_environment"].items()},
            one["weight"],
            one["name"],
            MiniProgramPage(**one["mini_program"]) if "mini_program" in one else None,
            one.get("greets", ""),
        )
        for one in written
    )


def _link(row: Any) -> Link:  # noqa: ANN401 SQLAlchemy's rows
    return Link(
        row.id, row.code, row.name, row.note, row.channel, row.campaign, _variants(row.variants), row.paused,
        row.expires_at, row.most_clicks, row.password_hash, row.marks, row.version, row.created_at, row.created_name,
        row.changed_at, row.changed_name,
    )  # fmt: skip


_COLUMNS = """id, code, name, note, channel, campaign, variants, paused, expires_at, most_clicks, password_hash, marks,
    version, created_at, created_name, changed_at, changed_name"""
_LINK = f"SELECT {_COLUMNS} FROM short_links"
_LINKS = text(f"""
    SELECT {_COLUMNS}, sent, adds, robots, last_at FROM short_links CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE outcome = 'sent' AND robot = '') AS sent,
               count(*) FILTER (WHERE robot != '') AS robots, max(at) AS last_at
        FROM link_clicks WHERE link = short_links.id AND at >= :since) AS lately CROSS JOIN LATERAL (
        SELECT count(DISTINCT (corp_id, external_userid)) AS adds
        FROM link_adds WHERE link = short_links.id AND said_at >= :since) AS brought
    WHERE (code ILIKE :q OR name ILIKE :q OR campaign ILIKE :q) AND id < coalesce(:before, 9223372036854775807)
    ORDER BY id DESC LIMIT :limit
""")
_HISTORY = text("""
    SELECT version, name, variants, paused, expires_at, most_clicks, changed_at, changed_name FROM short_link_versions
    WHERE id = :id ORDER BY version DESC
""")
_CHANGED = text("SELECT code, version FROM short_links WHERE written_at > clock_timestamp() - interval '1 minute'")
_CLICKS = text("""
    SELECT CAST(at AT TIME ZONE 'Asia/Shanghai' AS date) AS day, environment, variant,
           count(*) FILTER (WHERE outcome = 'sent' AND robot = '') AS sent,
           count(DISTINCT visitor) FILTER (WHERE outcome = 'sent' AND robot = '') AS visitors,
           count(*) FILTER (WHERE outcome != 'sent' AND robot = '') AS turned_away,
           count(*) FILTER (WHERE robot != '') AS robots
    FROM link_clicks WHERE link = :link AND at >= :since AND at < :until
    GROUP BY day, environment, variant ORDER BY day, environment, variant
""")
