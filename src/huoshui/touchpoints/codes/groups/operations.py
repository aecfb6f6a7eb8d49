"""Changing group codes: make and change. What is printed is never taken back."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.touchpoints.codes import operations as codes
from huoshui.touchpoints.codes.groups import queries
from huoshui.touchpoints.codes.groups.contract import GroupCode, GroupCodeChanged, GroupCodeExists, GroupPlan

_GATHERED = timedelta(seconds=2)
"""Those who join within it are looked at together."""


async def create(
    session: AsyncSession, *, account: int, plan: GroupPlan, slug: str | None = None, viewer: Viewer, now: datetime
) -> GroupCode:
    """
    This will make a group code, in a place of one's own or a new one; the platform's is made within a second.

    :raises GroupCodeExists: if the place is taken
    """
    line = {**_line(plan, viewer, now), "account": account, "slug": slug or codes.drawn(7)}
    while await session.scalar(_CREATE, {**line, "state": f"hg{codes.drawn(16)}"}) is None:
        if slug is not None:
            raise GroupCodeExists(slug=slug)
        line["slug"] = codes.drawn(7)
    return await _noted(session, line["slug"], "group_codes.created", viewer, now)


async def change(
    session: AsyncSession, *, slug: str, plan: GroupPlan, version: int, viewer: Viewer, now: datetime
) -> GroupCode:
    """
    This will change the groups behind a code; ``version`` is the one that the author saw.

    :raises NoSuchGroupCode: if it is not there
    :raises GroupCodeChanged: if it has another version by now
    """
    line = {**_line(plan, viewer, now), "slug": slug, "version": version}
    if await session.scalar(_CHANGE, line) is None:
        raise GroupCodeChanged(slug=slug, version=(await queries.group_code(session, slug=slug)).version)
    return await _noted(session, slug, "group_codes.changed", viewer, now)


async def look(
    session: AsyncSession, *, account: int, group: str, now: datetime, opened: bool = False, gone: bool = False
) -> None:
    """
    This will have the codes looked at within seconds to which it matters that a group was opened, filled or is gone.

    Whoever joins is many, and each look reads every group of a code: only a group that is nearly full is looked at.
    """
    asked = {"account": account, "group": group, "now": now, "soon": now + _GATHERED, "opened": opened, "gone": gone}
    await session.execute(_LOOK, asked)


def _line(plan: GroupPlan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"plan": msgspec.json.encode(plan).decode(), "now": now, "by": viewer.actor, "by_name": viewer.name}


async def _noted(session: AsyncSession, slug: str, action: str, viewer: Viewer, now: datetime) -> GroupCode:
    code = await queries.group_code(session, slug=slug)
    facts = {"version": code.version, "groups": list(code.plan.groups)}
    await access.record(session, viewer=viewer, action=action, subject=f"group_code:{slug}", facts=facts, now=now)
    await codes.wake(session)
    return code


_CREATE = text("""
    INSERT INTO group_codes (slug, account, plan, state, version, created_at, created_by, changed_at, changed_by,
        changed_name, due_at)
    SELECT :slug, :account, CAST(:plan AS jsonb), :state, 1, :now, :by, :now, :by, :by_name, :now
    WHERE NOT EXISTS (SELECT FROM live_codes WHERE slug = :slug)
      AND NOT EXISTS (SELECT FROM landing_pages WHERE slug = :slug)
    ON CONFLICT DO NOTHING RETURNING id
""")
_CHANGE = text("""
    UPDATE group_codes SET plan = CAST(:plan AS jsonb), version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name, due_at = :now
    WHERE slug = :slug AND version = :version RETURNING id
""")
_LOOK = text("""
    UPDATE group_codes SET due_at = :soon
    WHERE account = :account AND (due_at > :soon OR leased_until > :now) AND CASE WHEN :opened
        THEN plan ->> 'next_name' != ''
        ELSE CAST(:group AS text) = ANY(shown) AND (:gone
            OR coalesce(CAST(sizes ->> CAST(:group AS text) AS integer), 0)
             + greatest(CAST(plan ->> 'most' AS integer) / 5, 5) >= CAST(plan ->> 'most' AS integer)) END
""")
