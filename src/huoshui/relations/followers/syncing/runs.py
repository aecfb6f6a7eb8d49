"""Where comparisons of followers stand: begun, taken up again after a crash, and what they came to."""

from collections.abc import Sequence
from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.connectors.contract import Account
from huoshui.relations.followers import queries
from huoshui.relations.followers.contract import CHANNELS, FollowerRun, FollowerSyncRunning, NotAnOfficialAccount

TEMPLATES, LIST, MISSING, DONE = "templates", "list", "missing", "done"


async def begin(session: AsyncSession, *, account: Account, viewer: Viewer, now: datetime) -> FollowerRun:
    """
    This will begin to compare an account's followers with WeChat's; a failed comparison goes on where it stopped.

    Of a mini-program only the templates are read: it has users and no followers.

    :raises NotAnOfficialAccount: if the account is another platform's
    :raises FollowerSyncRunning: if that is going on
    """
    if account.channel not in CHANNELS:
        raise NotAnOfficialAccount(appid=account.title or account.name)
    await session.execute(_ALONE, {"account": account.id})
    running = await session.scalar(_RUNNING, {"account": account.id})
    if running is not None:
        run = await queries.run(session, number=running)
        read, total = run.counts.get("followers", 0), run.counts.get("total", 0)
        raise FollowerSyncRunning(account=account.title or account.name, read=read, total=total)
    line = {"account": account.id, "appid": account.corp_id, "now": now, "by": viewer.name}
    number = await session.scalar(_RESUME, line) or await session.scalar(_BEGIN, line)
    await access.record(
        session, viewer=viewer, action="followers.sync.started", subject=f"connector:{account.name}",
        facts={"run": number}, now=now,
    )  # fmt: skip
    return await queries.run(session, number=int(number or 0))


async def note(
    session: AsyncSession, *, run: int, now: datetime, cursor: str | None = None, total: int | None = None,
    counts: dict[str, int] | None = None, repaired: dict[str, int] | None = None,
) -> None:  # fmt: skip
    """This will add to what a comparison counted and repaired, and keep its place."""
    row = (await session.execute(_COUNTED, {"run": run})).one()
    held, mended = dict(row.counts), dict(row.repaired)
    for target, more in ((held, counts or {}), (mended, repaired or {})):
        for name, count in more.items():
            target[name] = target.get(name, 0) + count
    if total is not None:
        held["total"] = total
    line = {"run": run, "counts": _json(held), "repaired": _json(mended), "cursor": cursor, "now": now}
    await session.execute(_COUNT, line)


async def enter(session: AsyncSession, *, run: int, step: str, now: datetime) -> None:
    """This will go on to a step; the last one ends the comparison."""
    await session.execute(_ENTER, {"run": run, "step": step, "now": now, "over": step == DONE})


async def fail(session: AsyncSession, *, run: int, problem: str, now: datetime) -> None:
    """This will end a comparison for now; it goes on where it stopped when somebody starts it again."""
    await session.execute(_FAIL, {"run": run, "problem": problem[:300], "now": now})


async def silent(session: AsyncSession, *, before: datetime) -> Sequence[int]:
    """This will list comparisons that run and were not heard of since, because of a crash."""
    return list(await session.scalars(_SILENT, {"before": before}))


def _json(value: dict[str, int]) -> str:
    return orjson.dumps(value).decode()


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('followers.begin', CAST(:account AS bigint)))")
_RUNNING = text("SELECT id FROM follower_runs WHERE account = :account AND state = 'running'")
_RESUME = text("""
    UPDATE follower_runs SET state = 'running', problem = '', finished_at = NULL, beat_at = :now
    WHERE id = (SELECT id FROM follower_runs WHERE account = :account ORDER BY id DESC LIMIT 1) AND state = 'failed'
      AND begun_at > CAST(:now AS timestamptz) - interval '1 day' RETURNING id
""")
_BEGIN = text("""
    INSERT INTO follower_runs (account, appid, state, step, begun_at, started_at, started_by, beat_at)
    VALUES (:account, :appid, 'running', 'templates', :now, :now, :by, :now) RETURNING id
""")
_COUNTED = text("SELECT counts, repaired FROM follower_runs WHERE id = :run FOR UPDATE")
_COUNT = text("""
    UPDATE follower_runs SET counts = CAST(:counts AS jsonb), repaired = CAST(:repaired AS jsonb), beat_at = :now,
        cursor = coalesce(CAST(:cursor AS text), cursor) WHERE id = :run
""")
_ENTER = text("""
    UPDATE follower_runs SET step = :step, beat_at = :now, state = CASE WHEN :over THEN 'done' ELSE state END,
        finished_at = CASE WHEN :over THEN CAST(:now AS timestamptz) END WHERE id = :run
""")
_FAIL = text("""
    UPDATE follower_runs SET state = 'failed', problem = :problem, finished_at = :now, beat_at = :now WHERE id = :run
""")
_SILENT = text("SELECT id FROM follower_runs WHERE state = 'running' AND beat_at < :before ORDER BY id")
