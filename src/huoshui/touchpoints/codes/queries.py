"""Reading live codes: one, a page of them, what they were, and whose a ``state`` is."""

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import literally
from huoshui.connectors.contract import Account
from huoshui.touchpoints.codes.contract import (
    Alarm,
    Code,
    CodeVersion,
    Duty,
    Greeting,
    ListedCode,
    Media,
    NoSuchCode,
    Standing,
    Today,
    Why,
)
from huoshui.touchpoints.codes.rules.choosing import on_duty
from huoshui.touchpoints.codes.written import planned

MOST_AT_ONCE = 100


async def code(session: AsyncSession, *, slug: str) -> Code:
    """
    This will give a live code.

    :raises NoSuchCode: if it is not there
    """
    row = (await session.execute(text(f"{_CODE} WHERE slug = :slug"), {"slug": slug})).one_or_none()
    if row is None:
        raise NoSuchCode(slug=slug)
    return _code(row)


async def code_by_id(session: AsyncSession, *, id: int) -> Code:  # noqa: A002 it is the code's
    """
    This will give a live code by its number.

    :raises NoSuchCode: if it is not there
    """
    row = (await session.execute(text(f"{_CODE} WHERE live_codes.id = :id"), {"id": id})).one_or_none()
    if row is None:
        raise NoSuchCode(slug=str(id))
    return _code(row)


async def code_of_state(session: AsyncSession, *, account: Account, state: str) -> Code | None:
    """This will give the code by which somebody came, told by the ``state`` that the platform gives back."""
    if not state:
        return None
    asked = {"state": state, "account": account.id}
    row = (await session.execute(text(f"{_CODE} WHERE state = :state AND account = :account"), asked)).one_or_none()
    return _code(row) if row else None


async def code_of_click(session: AsyncSession, *, account: Account, click: str) -> Code | None:
    """This will give the code as which whoever a short link's click brought is welcomed, if the link says so."""
    slug = await session.scalar(_GREETS, {"click": click}) if click else None
    if slug is None:
        return None
    asked = {"slug": slug, "account": account.id}
    row = (await session.execute(text(f"{_CODE} WHERE slug = :slug AND account = :account"), asked)).one_or_none()
    return _code(row) if row else None


async def codes(
    session: AsyncSession, *, q: str, before: int | None, limit: int, now: datetime
) -> tuple[list[ListedCode], int | None]:
    """
    This will list codes whose place, name or campaign holds ``q``, the newest first, below the number ``before``.

    Beside them comes what to give as ``before`` for the next page.
    """
    rows = (
        await session.execute(_CODES, {"q": f"%{literally(q)}%", "before": before, "limit": limit + 1, "now": now})
    ).all()
    found = [ListedCode(_code(row), row.adds_today, row.adds, row.scans) for row in rows[:limit]]
    return found, found[-1].code.id if len(rows) > limit else None


async def history(session: AsyncSession, *, slug: str) -> list[CodeVersion]:
    """
    This will give what a code was, the newest version first.

    :raises NoSuchCode: if it is not there
    """
    known = await code(session, slug=slug)
    rows = await session.execute(_HISTORY, {"code": known.id})
    return [CodeVersion(row.version, planned(row.plan), row.changed_at, row.changed_name) for row in rows]


async def today(session: AsyncSession, *, code: Code, now: datetime) -> Today:
    """This will count a code's adds of this day in Beijing, each contact once for a staff member."""
    rows = (await session.execute(_TODAY, {"code": code.id, "now": now})).all()
    last = await session.scalar(_LAST, {"code": code.id})
    standing = code.standing
    return Today({row.staff_id: row.adds for row in rows}, last or "", standing.shown, standing.away)


async def duty(session: AsyncSession, *, slug: str, at: datetime, now: datetime) -> Duty:
    """
    This will tell who would be shown at a time, with the adds of today where it is today, and none on another day.

    :raises NoSuchCode: if it is not there
    """
    known = await code(session, slug=slug)
    counted = await today(session, code=known, now=min(now, at))
    if not await session.scalar(_SAME_DAY, {"at": at, "now": now}):
        counted = Today({}, counted.last, counted.shown, counted.away)
    return on_duty(known.plan, now=at, today=counted)


async def greeting(session: AsyncSession) -> Greeting:
    """This will tell whether of those who came by any code somebody was greeted, and how the newest of them fared."""
    row = (await session.execute(_GREETING)).one()
    return Greeting(row.came, row.done, row.state or "", row.problem or "")


async def media(session: AsyncSession, *, account: int) -> list[Media]:
    """This will list an account's files for welcomes, the newest first."""
    rows = await session.execute(_MEDIA, {"account": account})
    return [Media(row.id, row.account, row.kind, row.filename, row.size, row.ready_until, row.problem) for row in rows]


def _code(row: Any) -> Code:  # noqa: ANN401 SQLAlchemy's rows
    standing = Standing(
        row.config_id, row.picture, tuple(row.shown), Why(row.why) if row.why else None, row.shown_at,
        frozenset(row.away), tuple(map(Alarm, row.alarms)), row.alarmed_at, row.problem,
    )  # fmt: skip
    return Code(
        row.id, row.slug, row.account, planned(row.plan), row.exclusive, row.state, row.version, row.created_at,
        row.created_name, row.changed_at, row.changed_name, standing,
    )  # fmt: skip


_COLUMNS = """live_codes.id, slug, account, plan, exclusive, state, version, created_at, created_name, changed_at,
    changed_name, config_id, picture, shown, why, shown_at, away, alarms, alarmed_at, problem"""
_FROM = "FROM live_codes JOIN live_code_standings ON live_code_standings.code = live_codes.id"
_CODE = f"SELECT {_COLUMNS} {_FROM}"
_GREETS = text("""
    SELECT NULLIF(versions.variants -> CAST(variant AS integer) ->> 'greets', '')
    FROM link_clicks
    JOIN short_link_versions AS versions ON versions.id = link AND versions.version = link_clicks.version
    WHERE click = :click
""")
_MIDNIGHT = "date_trunc('day', CAST(:now AS timestamptz), 'Asia/Shanghai')"
_CODES = text(f"""
    SELECT {_COLUMNS}, adds_today, adds, scans {_FROM}
    CROSS JOIN LATERAL (
        SELECT count(*) AS adds, count(*) FILTER (WHERE said_at >= {_MIDNIGHT}) AS adds_today
        FROM live_code_adds
        WHERE code = live_codes.id AND click = '' AND said_at >= :now - interval '30 days') AS came
    CROSS JOIN LATERAL (
        SELECT count(*) AS scans FROM page_views
        WHERE page_views.code = live_codes.id AND robot = '' AND at >= :now - interval '30 days') AS opened
    WHERE (slug ILIKE :q OR plan ->> 'name' ILIKE :q OR plan ->> 'campaign' ILIKE :q)
      AND live_codes.id < coalesce(:before, 9223372036854775807)
    ORDER BY live_codes.id DESC LIMIT :limit
""")
_HISTORY = text("""
    SELECT version, plan, changed_at, changed_name FROM live_code_versions WHERE code = :code ORDER BY version DESC
""")
_TODAY = text(f"""
    SELECT staff_id, count(DISTINCT CASE external_userid WHEN '' THEN id::text ELSE external_userid END) AS adds
    FROM live_code_adds
    WHERE code = :code AND click = '' AND said_at >= {_MIDNIGHT} AND said_at < {_MIDNIGHT} + interval '1 day'
    GROUP BY staff_id
""")
_LAST = text("""
    SELECT staff_id FROM live_code_adds WHERE code = :code AND click = '' ORDER BY said_at DESC, id DESC LIMIT 1
""")
_SAME_DAY = text("""
    SELECT CAST(CAST(:at AS timestamptz) AT TIME ZONE 'Asia/Shanghai' AS date)
         = CAST(CAST(:now AS timestamptz) AT TIME ZONE 'Asia/Shanghai' AS date)
""")
_GREETING = text("""
    SELECT newest.id IS NOT NULL AS came, newest.state, newest.problem,
        EXISTS (SELECT FROM live_code_steps WHERE step = 'welcome' AND state = 'done') AS done
    FROM (SELECT 1) AS always LEFT JOIN LATERAL (
        SELECT came.id, state, problem FROM live_code_adds AS came
            LEFT JOIN live_code_steps AS greeted ON greeted.add = came.id AND greeted.step = 'welcome'
        ORDER BY came.id DESC LIMIT 1) AS newest ON true
""")
_MEDIA = text("""
    SELECT id, account, kind, filename, length(content) AS size, problem,
           CASE WHEN media_id != '' THEN uploaded_at + interval '3 days' END AS ready_until
    FROM live_code_media WHERE account = :account ORDER BY id DESC
""")
