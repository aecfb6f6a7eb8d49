"""Reading group codes."""

from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import literally
from huoshui.touchpoints.codes.contract import Alarm
from huoshui.touchpoints.codes.groups.contract import GroupCode, GroupPlan, NoSuchGroupCode

MOST_AT_ONCE = 100


async def group_code(session: AsyncSession, *, slug: str) -> GroupCode:
    """
    This will give a group code.

    :raises NoSuchGroupCode: if it is not there
    """
    row = (await session.execute(text(f"{_CODE} WHERE slug = :slug"), {"slug": slug})).one_or_none()
    if row is None:
        raise NoSuchGroupCode(slug=slug)
    return _code(row)


async def group_codes(
    session: AsyncSession, *, q: str = "", before: int | None, limit: int
) -> tuple[list[GroupCode], int | None]:
    """
    This will list group codes whose place, name or campaign holds ``q``, the newest first.

    Beside them comes what to give as ``before`` for the next page.
    """
    asked = {"q": f"%{literally(q)}%", "before": before, "limit": limit + 1}
    rows = (await session.execute(_CODES, asked)).all()
    found = [_code(row) for row in rows[:limit]]
    return found, found[-1].id if len(rows) > limit else None


def _code(row: Any) -> GroupCode:  # noqa: ANN401 SQLAlchemy's rows
    return GroupCode(
        row.id, row.slug, row.account, msgspec.convert(row.plan, GroupPlan), row.state, row.version, row.changed_at,
        row.changed_name, row.config_id, row.picture, tuple(row.shown), tuple(row.found), dict(row.sizes),
        tuple(map(Alarm, row.alarms)), row.problem,
    )  # fmt: skip


_COLUMNS = """id, slug, account, plan, state, version, changed_at, changed_name, config_id, picture, shown, found,
    sizes, alarms, problem"""
_CODE = f"SELECT {_COLUMNS} FROM group_codes"
_CODES = text(f"""
    SELECT {_COLUMNS} FROM group_codes
    WHERE (slug ILIKE :q OR plan ->> 'name' ILIKE :q OR plan ->> 'campaign' ILIKE :q)
      AND id < coalesce(:before, 9223372036854775807)
    ORDER BY id DESC LIMIT :limit
""")
