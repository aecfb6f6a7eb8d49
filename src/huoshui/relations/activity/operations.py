"""Keeping what WeCom counted: the same once, and what it tells otherwise later in its place."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.wecom.shapes.staff import Behavior, GroupFigures

_STAFF = {
    "added": "integer", "deleted": "integer", "chats": "integer", "messages": "integer",
    "replied": "double precision", "first_reply": "double precision", "asked": "integer",
}  # fmt: skip
_GROUPS = dict.fromkeys(
    ("opened", "groups", "groups_talked", "joined", "members", "talked", "messages"), "integer"
)  # fmt: skip


async def keep_days(
    session: AsyncSession, *, corp: str, staff: str, told: Sequence[tuple[date, Behavior]], now: datetime
) -> tuple[int, int]:
    """
    This will keep a staff member's days, and tell how many are new or different, and how many of these were corrected.

    A day that is told again as it was changes nothing.
    """
    rows = [
        (staff, day, one.new_contact_cnt, one.negative_feedback_cnt, one.chat_cnt, one.message_cnt,
         one.reply_percentage, one.avg_reply_time, one.new_apply_cnt)
        for day, one in told
    ]  # fmt: skip
    return await _keep(session, _KEEP_STAFF, _STAFF, corp, rows, now)


async def keep_groups(
    session: AsyncSession, *, corp: str, day: date, told: Sequence[tuple[str, GroupFigures]], now: datetime
) -> tuple[int, int]:
    """This will keep one day of several owners' groups, and tell what `keep_days` tells."""
    rows = [
        (owner, day, one.new_chat_cnt, one.chat_total, one.chat_has_msg, one.new_member_cnt, one.member_total,
         one.member_has_msg, one.msg_total)
        for owner, one in told
    ]  # fmt: skip
    return await _keep(session, _KEEP_GROUPS, _GROUPS, corp, rows, now)


async def _keep(
    session: AsyncSession, statement: Any, columns: dict[str, str], corp: str, rows: Sequence[Any], now: datetime  # noqa: ANN401 SQLAlchemy's
) -> tuple[int, int]:  # fmt: skip
    if not rows:
        return 0, 0
    named = ("staff", "day", *columns)
    line = {name: list(values) for name, values in zip(named, zip(*rows, strict=True), strict=True)}
    kept = (await session.execute(statement, {**line, "corp": corp, "now": now})).all()
    return len(kept), sum(row.corrected for row in kept)


def _keeping(table: str, columns: dict[str, str]) -> str:
    names = ", ".join(columns)
    arrays = ", ".join(f"CAST(:{name} AS {kind}[])" for name, kind in columns.items())
    return f"""
        INSERT INTO {table} AS held (corp, staff, day, {names}, read_at)
        SELECT :corp, told.*, CAST(:now AS timestamptz)
        FROM unnest(CAST(:staff AS text[]), CAST(:day AS date[]), {arrays}) AS told (staff, day, {names})
        ON CONFLICT (corp, staff, day) DO UPDATE SET ({names}, read_at, corrected_at)
            = ({", ".join(f"excluded.{name}" for name in columns)}, excluded.read_at, excluded.read_at)
        WHERE ({", ".join(f"held.{name}" for name in columns)})
            IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in columns)})
        RETURNING corrected_at IS NOT NULL AS corrected
    """


_KEEP_STAFF = text(_keeping("staff_days", _STAFF))
_KEEP_GROUPS = text(_keeping("owner_days", _GROUPS))
