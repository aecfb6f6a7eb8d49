"""The ledger of subscriptions: lines are added and never changed, and a balance is what they come to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds, moment
from huoshui.relations.followers.contract import Entry
from huoshui.relations.followers.rules.balance import Balance, Line, replay


async def enter(
    session: AsyncSession, *, follower: int, template: str, lines: Sequence[Line], now: datetime
) -> Balance:
    """
    This will add lines to the ledger of a follower and a template, and give the balance after them.

    What is in the ledger already changes nothing. Whoever calls holds the follower's row.
    """
    for line in lines:
        await session.execute(_ENTER, {
            "follower": follower, "template": template, "entry": line.entry.value, "at": moment(line.at),
            "key": line.key, "ref": line.ref, "now": now})  # fmt: skip
    balance = replay(await lines_of(session, follower=follower, template=template))
    await session.execute(_BALANCE, {
        "follower": follower, "template": template, "remaining": balance.left, "willing": balance.willing,
        "since": moment(balance.since)})  # fmt: skip
    return balance


async def lines_of(session: AsyncSession, *, follower: int, template: str) -> list[Line]:
    """This will give the ledger of a follower and a template."""
    rows = await session.execute(_LINES, {"follower": follower, "template": template})
    return [Line(Entry(row.entry), milliseconds(row.at), row.key, row.ref) for row in rows]


_ENTER = text("""
    INSERT INTO subscription_lines (follower, template, entry, at, key, ref, learned_at)
    VALUES (:follower, :template, :entry, :at, :key, :ref, :now) ON CONFLICT DO NOTHING
""")
_LINES = text("SELECT entry, at, key, ref FROM subscription_lines WHERE follower = :follower AND template = :template")
_BALANCE = text("""
    INSERT INTO subscriptions (follower, template, remaining, willing, since)
    VALUES (:follower, :template, :remaining, :willing, :since)
    ON CONFLICT (follower, template) DO UPDATE SET remaining = excluded.remaining, willing = excluded.willing,
        since = excluded.since
""")
