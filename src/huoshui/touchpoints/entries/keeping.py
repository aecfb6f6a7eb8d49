"""Entries made, renewed and let go: each by one process at a time, and none for a click."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy import text

from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wecom.failures import Failure, TooFast
from huoshui.connectors.contract import AccountId
from huoshui.touchpoints.entries.contract import EntryKind
from huoshui.touchpoints.entries.operations import IN_HAND
from huoshui.touchpoints.entries.rules import LIFE, RENEW, wait

Speaking = Callable[[AccountId], Awaitable[WeChat]]
"""Gives the client of an account."""

_AT_ONCE = 20
_MOST_PROBLEM = 200


async def keep(postgres: Postgres, wechat: Speaking, *, now: datetime) -> int:
    """
    This will make and renew the entries that are due, and let go those that no link leads to; it tells how many.

    Whatever the platform says, the last entry stays until it ends by itself.
    """
    async with postgres.transaction() as session:
        claim = {"now": now, "until": now + IN_HAND, "limit": _AT_ONCE}
        rows = (await session.execute(_CLAIM, claim)).all()
        unwanted = [row.id for row in rows if not row.wanted]
        if unwanted:
            await session.execute(_LET_GO, {"ids": unwanted, "until": now + IN_HAND})
    await asyncio.gather(*(_keep_one(postgres, wechat, row, now) for row in rows if row.wanted))
    return len(rows)


async def _keep_one(postgres: Postgres, wechat: Speaking, row: Any, now: datetime) -> None:  # noqa: ANN401 SQLAlchemy's rows
    try:
        address = await _made(await wechat(AccountId(row.account)), row)
    except (Failure, Refusal) as failure:
        asked = failure.retry_after if isinstance(failure, TooFast) else None
        due_at = now + wait(row.tries, asked=asked)
        statement, line = _FAILED, {"problem": str(failure)[:_MOST_PROBLEM], "due_at": due_at}
        logger().warning("entries.failed", entry=row.id, kind=row.kind, tries=row.tries + 1)
    else:
        statement, line = _MADE, {"address": address, "expires_at": now + LIFE, "due_at": now + RENEW}
    async with postgres.transaction() as session:
        await session.execute(statement, {"id": row.id, "now": now, **line})


async def _made(wechat: WeChat, row: Any) -> str:  # noqa: ANN401 SQLAlchemy's rows
    make = wechat.url_scheme if row.kind == EntryKind.SCHEME else wechat.url_link
    return await make(path=row.path, query=row.query, days=LIFE.days)


_CLAIM = text("""
    UPDATE mini_program_entries AS entry SET due_at = :until
    FROM connector_accounts WHERE connector_accounts.id = entry.account AND entry.id IN (
        SELECT id FROM mini_program_entries WHERE due_at <= :now ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
    RETURNING entry.id, account, path, query, kind, tries, EXISTS (
        SELECT FROM short_links WHERE NOT paused AND (expires_at IS NULL OR expires_at > :now)
        AND variants @> jsonb_build_array(jsonb_build_object('mini_program',
            jsonb_build_object('account', connector_accounts.name, 'path', path, 'query', query)
            || CASE kind WHEN 'scheme' THEN '{"by_scheme": true}' ELSE '{}' END :: jsonb))) AS wanted
""")
_LET_GO = text("DELETE FROM mini_program_entries WHERE id = ANY(CAST(:ids AS bigint[])) AND due_at = :until")
_MADE = text("""
    UPDATE mini_program_entries SET address = :address, made_at = :now, expires_at = :expires_at, due_at = :due_at,
        tries = 0, problem = '', failed_at = NULL, written_at = clock_timestamp()
    WHERE id = :id
""")
_FAILED = text("""
    UPDATE mini_program_entries SET problem = :problem, failed_at = :now, tries = tries + 1, due_at = :due_at,
        written_at = clock_timestamp()
    WHERE id = :id
""")
