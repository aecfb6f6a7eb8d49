"""Changing how pulls stand: authorized, a page kept, a window read, ended early."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.crypto import Keys
from huoshui.connectors import letters, sea
from huoshui.connectors.contract import Account
from huoshui.connectors.pulls import rules
from huoshui.connectors.pulls.contract import Problem


async def authorize(
    session: AsyncSession, *, account: Account, advertisers: Sequence[str], viewer: Viewer, now: datetime
) -> None:
    """This will note that an account may read these advertisers' leads from now on; how far it read stays."""
    line = {"account": account.id, "advertisers": list(advertisers), "now": now}
    await session.execute(_AUTHORIZE, {**line, "by": viewer.actor, "by_name": viewer.name})
    await access.record(
        session, viewer=viewer, action="connectors.authorized", subject=f"connector:{account.name}",
        facts={"advertisers": list(advertisers)}, now=now,
    )  # fmt: skip


async def keep(
    session: AsyncSession, *, account: Account, leads: Sequence[Mapping[str, Any]], keys: Keys, now: datetime
) -> int:
    """This will keep leads as the letters that their pushes would be, and tell how many we did not have."""
    heard = [sea.pulled(account.channel, one, now=now) for one in leads]
    arrived_at = now.timestamp()
    entries = [
        letters.Kept.of(account.id, one.key, keys.seal(one.content), one.event, one.said_at.timestamp(), arrived_at)
        for one in heard
    ]
    return await letters.keep(session, entries)


async def come_to(session: AsyncSession, *, account: Account, until: datetime) -> None:
    """This will note that what was left before a moment was read."""
    await session.execute(_COME_TO, {"account": account.id, "until": until})


async def done(session: AsyncSession, *, account: Account, seen: int, kept: int, behind: bool, now: datetime) -> None:
    """This will note that a pull came to its end; one that is ``behind`` goes on at once."""
    next_at = now if behind else now + rules.EVERY
    line = {"account": account.id, "seen": seen, "kept": kept, "next_at": next_at, "now": now}
    await session.execute(_DONE, line)
    await session.execute(_ANSWERED, {"account": account.id, "now": now})


async def failed(
    session: AsyncSession, *, account: Account, problem: Problem, fact: str, wait: timedelta, seen: int, kept: int,
    now: datetime,
) -> None:  # fmt: skip
    """This will note that a pull ended early, and when it is tried again."""
    line = {"account": account.id, "problem": problem.value, "fact": fact, "next_at": now + wait, "now": now}
    await session.execute(_FAILED, {**line, "seen": seen, "kept": kept})
    await session.execute(
        _NOT_ANSWERED, {"account": account.id, "now": now, "failure": f"pull: {problem.value} {fact}"}
    )


_AUTHORIZE = text("""
    INSERT INTO connector_pulls (account, advertisers, granted_at, granted_by, granted_name, next_at)
    VALUES (:account, :advertisers, :now, :by, :by_name, :now)
    ON CONFLICT (account) DO UPDATE SET advertisers = excluded.advertisers, granted_at = excluded.granted_at,
        granted_by = excluded.granted_by, granted_name = excluded.granted_name, next_at = excluded.next_at,
        problem = '', fact = '', tries = 0
""")
_COME_TO = text("UPDATE connector_pulls SET until = greatest(until, :until) WHERE account = :account")
_DONE = text("""
    UPDATE connector_pulls SET pulled_at = :now, seen = :seen, kept = :kept, total = total + :kept, problem = '',
        fact = '', tries = 0, next_at = :next_at WHERE account = :account
""")
_FAILED = text("""
    UPDATE connector_pulls SET failed_at = :now, problem = :problem, fact = :fact, tries = tries + 1, seen = :seen,
        kept = :kept, total = total + :kept, next_at = :next_at WHERE account = :account
""")
_ANSWERED = text("UPDATE connector_accounts SET asked_at = :now WHERE id = :account")
_NOT_ANSWERED = text("UPDATE connector_accounts SET failed_at = :now, failure = :failure WHERE id = :account")
