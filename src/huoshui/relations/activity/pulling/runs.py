"""Where pulls stand: begun, taken up again after a crash, and what they came to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.connectors.contract import Account
from huoshui.relations.activity import queries
from huoshui.relations.activity.contract import Pull, PullRunning, Step


async def begin(session: AsyncSession, *, account: Account, until: date, viewer: Viewer, now: datetime) -> Pull:
    """
    This will begin to pull a corp's figures up to a day; a failed pull of the same day goes on where it stopped.

    :raises PullRunning: if that is going on
    """
    await session.execute(_ALONE, {"account": account.id})
    running = await session.scalar(_RUNNING, {"account": account.id})
    if running is not None:
        pull = await queries.pull(session, number=running)
        raise PullRunning(account=account.title or account.name, staff=pull.staff, staff_done=pull.staff_done)
    line = {"account": account.id, "corp": account.corp_id, "until": until, "now": now, "by": viewer.name}
    number = await session.scalar(_RESUME, line)
    if number is None:
        number = await session.scalar(_BEGIN, line)
        await session.execute(_ENLIST, {"pull": number, "corp": account.corp_id})
    await access.record(
        session, viewer=viewer, action="relations.activity.pulled", subject=f"connector:{account.name}",
        facts={"pull": number, "until": until.isoformat()}, now=now,
    )  # fmt: skip
    return await queries.pull(session, number=int(number or 0))


async def done_until(session: AsyncSession, *, account: int) -> date | None:
    """This will give the day up to which a corp's figures were read to their end; none when they never were."""
    found: date | None = await session.scalar(_DONE_UNTIL, {"account": account})
    return found


async def next_staff(session: AsyncSession, *, pull: int, corp: str) -> Any | None:  # noqa: ANN401 SQLAlchemy's rows
    """This will give whose figures are to be read next, and up to which day they are known; nobody at the end."""
    return (await session.execute(_NEXT_STAFF, {"pull": pull, "corp": corp})).one_or_none()


async def note_staff(session: AsyncSession, *, pull: int, staff: str, problem: str, now: datetime) -> None:
    """This will note that a staff member's figures were read, or why they may not be."""
    await session.execute(_STAFF_DONE, {"pull": pull, "staff": staff, "problem": problem[:200], "now": now})


async def groups_from(session: AsyncSession, *, pull: int, corp: str) -> tuple[date | None, date | None]:
    """This will give the day that a pull read of groups last, and the last that is known of the corp's."""
    row = (await session.execute(_GROUPS_FROM, {"pull": pull, "corp": corp})).one()
    return row.groups_until, row.known


async def owners(session: AsyncSession, *, corp: str) -> list[str]:
    """This will list the owners of groups that are there."""
    return list(await session.scalars(_OWNERS, {"corp": corp}))


async def note_groups(session: AsyncSession, *, pull: int, day: date, now: datetime) -> None:
    """This will note that a day's figures of groups were read."""
    await session.execute(_GROUPS_DONE, {"pull": pull, "day": day, "now": now})


async def count(session: AsyncSession, *, pull: int, figures: int, corrected: int, now: datetime) -> None:
    """This will add to what a pull read, and to what WeCom tells otherwise than before."""
    await session.execute(_COUNT, {"pull": pull, "figures": figures, "corrected": corrected, "now": now})


async def enter(session: AsyncSession, *, pull: int, step: Step, now: datetime) -> None:
    """This will go on to a step; the last one ends the pull."""
    await session.execute(_ENTER, {"pull": pull, "step": step.value, "now": now, "over": step is Step.DONE})


async def fail(session: AsyncSession, *, pull: int, problem: str, now: datetime) -> None:
    """This will note why a pull could not go on."""
    await session.execute(_FAIL, {"pull": pull, "problem": problem[:300], "now": now})


async def silent(session: AsyncSession, *, before: datetime) -> Sequence[int]:
    """This will list the pulls that run and of which nothing was heard since."""
    return list(await session.scalars(_SILENT, {"before": before}))


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('activity.begin', CAST(:account AS bigint)))")
_RUNNING = text("SELECT id FROM activity_pulls WHERE account = :account AND state = 'running'")
_RESUME = text("""
    UPDATE activity_pulls SET state = 'running', beat_at = :now, problem = '', finished_at = NULL, started_by = :by
    WHERE id = (SELECT id FROM activity_pulls WHERE account = :account ORDER BY id DESC LIMIT 1)
      AND state = 'failed' AND corp = :corp AND until = :until
    RETURNING id
""")
_BEGIN = text("""
    INSERT INTO activity_pulls (account, corp, state, step, until, started_at, started_by, beat_at)
    VALUES (:account, :corp, 'running', 'staff', :until, :now, :by, :now) RETURNING id
""")
_ENLIST = text("""
    INSERT INTO activity_pull_staff (pull, staff)
    SELECT :pull, staff FROM relation_staff WHERE corp = :corp AND follows ON CONFLICT DO NOTHING
""")
_DONE_UNTIL = text("SELECT max(until) FROM activity_pulls WHERE account = :account AND state = 'done'")
_NEXT_STAFF = text("""
    SELECT staff, (SELECT max(day) FROM staff_days AS known WHERE known.corp = :corp AND known.staff = listed.staff)
        AS known_until
    FROM activity_pull_staff AS listed WHERE pull = :pull AND done_at IS NULL ORDER BY staff LIMIT 1
""")
_STAFF_DONE = text("""
    UPDATE activity_pull_staff SET done_at = :now, problem = :problem WHERE pull = :pull AND staff = :staff
""")
_GROUPS_FROM = text("""
    SELECT groups_until, (SELECT max(day) FROM owner_days WHERE corp = :corp) AS known
    FROM activity_pulls WHERE id = :pull
""")
_OWNERS = text("""
    SELECT DISTINCT owner FROM customer_groups WHERE corp = :corp AND dismissed_at IS NULL AND owner <> '' ORDER BY 1
""")
_GROUPS_DONE = text("UPDATE activity_pulls SET groups_until = :day, beat_at = :now WHERE id = :pull")
_COUNT = text("""
    UPDATE activity_pulls SET figures = figures + :figures, corrected = corrected + :corrected, beat_at = :now
    WHERE id = :pull
""")
_ENTER = text("""
    UPDATE activity_pulls SET step = :step, beat_at = :now, state = CASE WHEN :over THEN 'done' ELSE state END,
        finished_at = CASE WHEN :over THEN CAST(:now AS timestamptz) END WHERE id = :pull
""")
_FAIL = text("UPDATE activity_pulls SET state = 'failed', problem = :problem, finished_at = :now WHERE id = :pull")
_SILENT = text("SELECT id FROM activity_pulls WHERE state = 'running' AND beat_at < :before")
