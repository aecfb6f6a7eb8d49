"""Where comparisons stand: begun, taken up again after a crash, and what they came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account
from huoshui.relations import queries
from huoshui.relations.contract import NothingWithheld, Run, SyncRunning
from huoshui.relations.syncing.reading import Seen

DIRECTORY, TAGS, CONTACTS, MISSING, GROUPS, DONE = "directory", "tags", "contacts", "missing", "groups", "done"
STEPS = (DIRECTORY, TAGS, CONTACTS, MISSING, GROUPS, DONE)


async def begin(session: AsyncSession, *, account: Account, viewer: Viewer, now: datetime) -> Run:
    """
    This will begin to compare what we keep of a corp with what the platform has; a failed one goes on where it stopped.

    :raises SyncRunning: if that is going on
    """
    await session.execute(_ALONE, {"account": account.id})
    running = await session.scalar(_RUNNING, {"account": account.id})
    if running is not None:
        run = await queries.run(session, number=running)
        raise SyncRunning(account=account.title or account.name, staff=run.staff, staff_done=run.staff_done)
    line = {"account": account.id, "corp": account.corp_id, "now": now, "by": viewer.name}
    number = await session.scalar(_RESUME, line) or await session.scalar(_BEGIN, line)
    await access.record(
        session, viewer=viewer, action="relations.sync.started", subject=f"connector:{account.name}",
        facts={"run": number}, now=now,
    )  # fmt: skip
    return await queries.run(session, number=int(number or 0))


async def enlist(session: AsyncSession, *, run: int, corp: str) -> None:
    """This will list the staff whose contacts a comparison is to read; those that are listed stay as they are."""
    await session.execute(_ENLIST, {"run": run, "corp": corp})


async def unread(session: AsyncSession, *, run: int) -> Sequence[Any]:
    """This will list whose contacts are to be read yet, and from which page on; those that were begun come first."""
    return (await session.execute(_UNREAD, {"run": run})).all()


@dataclass(frozen=True, slots=True)
class Place:
    """How far a staff member's contacts were read: to their end, ``done``, or behind a page; or they cannot be read."""

    staff: str
    begun_at: datetime
    cursor: str = ""
    done: bool = False
    readable: bool = True


async def note_places(session: AsyncSession, *, run: int, places: Sequence[Place], now: datetime) -> None:
    """This will keep how far each staff member's contacts were read, so that a restart goes on behind it."""
    await session.execute(_PLACES, {"run": run, "now": now, "rows": _json(places)})


async def next_unchecked(session: AsyncSession, *, run: int) -> Any | None:  # noqa: ANN401 SQLAlchemy's rows
    """This will give whose missing contacts are to be found next."""
    return (await session.execute(_NEXT_UNCHECKED, {"run": run})).one_or_none()


async def note_checked(session: AsyncSession, *, run: int, staff: str, now: datetime) -> None:
    """This will note that a staff member's missing contacts were found."""
    await session.execute(_CHECKED, {"run": run, "staff": staff, "now": now})


async def note(
    session: AsyncSession, *, run: int, counts: dict[str, int], seen: Seen | None = None, now: datetime
) -> None:
    """This will add to what a comparison counted and repaired."""
    row = (await session.execute(_COUNTED, {"run": run})).one()
    for name, count in counts.items():
        row.counts[name] = row.counts.get(name, 0) + count
    repaired, examples = dict(row.repaired), dict(row.examples)
    for kind, count in (seen.repaired if seen else {}).items():
        repaired[kind] = repaired.get(kind, 0) + count
        examples[kind] = (examples.get(kind, []) + (seen.examples.get(kind, []) if seen else []))[:5]
    line = {"run": run, "counts": _json(row.counts), "repaired": _json(repaired), "examples": _json(examples)}
    await session.execute(_COUNT, {**line, "now": now})


async def enter(session: AsyncSession, *, run: int, step: str, now: datetime) -> None:
    """This will go on to a step; the last one ends the comparison."""
    await session.execute(_ENTER, {"run": run, "step": step, "now": now, "over": step == DONE})


async def rest(session: AsyncSession, *, run: int, problem: str, now: datetime) -> None:
    """This will note why a comparison does not go on now; it is taken up again as one that a crash broke off is."""
    await session.execute(_REST, {"run": run, "problem": problem[:300], "now": now})


async def withhold(session: AsyncSession, *, run: int, friends: int, now: datetime) -> None:
    """This will note how many friends stood on no page and are not let go before somebody says that it is so."""
    await session.execute(_WITHHOLD, {"run": run, "friends": friends, "now": now})


async def confirm(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> Run:
    """
    This will let those go whom a comparison held back; it runs again from there.

    :raises NoSuchSync: if there is none of that number
    :raises NothingWithheld: if it holds nobody back, or a later one was begun: that one asks again if need be
    """
    run = await queries.run(session, number=number)
    await session.execute(_ALONE, {"account": run.account})
    account = next(one for one in await connectors.accounts(session) if one.id == run.account)
    confirmed = await session.scalar(_CONFIRM, {"run": number, "account": run.account, "now": now, "by": viewer.name})
    if confirmed is None:
        raise NothingWithheld(id=number)
    await access.record(
        session, viewer=viewer, action="relations.sync.confirmed", subject=f"connector:{account.name}",
        facts={"run": number, "friends": run.withheld}, now=now,
    )  # fmt: skip
    return await queries.run(session, number=number)


async def fail(session: AsyncSession, *, run: int, problem: str, now: datetime) -> None:
    """This will note why a comparison could not go on."""
    await session.execute(_FAIL, {"run": run, "problem": problem[:300], "now": now})


async def silent(session: AsyncSession, *, before: datetime) -> Sequence[int]:
    """This will list the comparisons that run and of which nothing was heard since."""
    return list(await session.scalars(_SILENT, {"before": before}))


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('relations.run', CAST(:account AS bigint)))")
_RUNNING = text("SELECT id FROM relation_runs WHERE account = :account AND state = 'running'")
_RESUME = text("""
    UPDATE relation_runs SET state = 'running', beat_at = :now, problem = '', finished_at = NULL, started_by = :by
    WHERE id = (SELECT id FROM relation_runs WHERE account = :account ORDER BY id DESC LIMIT 1)
      AND state = 'failed' AND corp = :corp AND started_at > CAST(:now AS timestamptz) - interval '12 hours'
    RETURNING id
""")
_BEGIN = text("""
    INSERT INTO relation_runs (account, corp, state, step, started_at, started_by, beat_at)
    VALUES (:account, :corp, 'running', 'directory', :now, :by, :now) RETURNING id
""")
_ENLIST = text("""
    INSERT INTO relation_run_staff (run, staff)
    SELECT :run, staff FROM relation_staff WHERE corp = :corp AND follows ON CONFLICT DO NOTHING
""")
_UNREAD = text("""
    SELECT staff, begun_at, cursor FROM relation_run_staff WHERE run = :run AND done_at IS NULL
    ORDER BY begun_at IS NULL, staff
""")
_PLACES = text("""
    UPDATE relation_run_staff AS known SET cursor = given.cursor, begun_at = given.begun_at,
        done_at = CASE WHEN done THEN CAST(:now AS timestamptz) END,
        checked_at = CASE WHEN NOT readable THEN CAST(:now AS timestamptz) END
    FROM json_to_recordset(CAST(:rows AS json)) AS given (staff text, begun_at timestamptz, cursor text, done boolean,
        readable boolean)
    WHERE run = :run AND known.staff = given.staff
""")
_NEXT_UNCHECKED = text("""
    SELECT staff, begun_at FROM relation_run_staff WHERE run = :run AND done_at IS NOT NULL AND checked_at IS NULL
    ORDER BY staff LIMIT 1
""")
_CHECKED = text("UPDATE relation_run_staff SET checked_at = :now WHERE run = :run AND staff = :staff")
_COUNTED = text("SELECT counts, repaired, examples FROM relation_runs WHERE id = :run FOR UPDATE")
_COUNT = text("""
    UPDATE relation_runs SET counts = CAST(:counts AS jsonb), repaired = CAST(:repaired AS jsonb),
        examples = CAST(:examples AS jsonb), beat_at = :now WHERE id = :run
""")
_ENTER = text("""
    UPDATE relation_runs SET step = :step, beat_at = :now, problem = '',
        state = CASE WHEN :over THEN 'done' ELSE state END,
        finished_at = CASE WHEN :over THEN CAST(:now AS timestamptz) END WHERE id = :run
""")
_REST = text("UPDATE relation_runs SET problem = :problem, beat_at = :now WHERE id = :run")
_WITHHOLD = text("UPDATE relation_runs SET withheld = :friends, beat_at = :now WHERE id = :run")
_CONFIRM = text("""
    UPDATE relation_runs SET state = 'running', step = 'missing', withheld = 0, confirmed_by = :by, beat_at = :now,
        finished_at = NULL, counts = counts - 'groups' - 'members'
    WHERE id = :run AND state = 'done' AND withheld > 0
      AND id = (SELECT max(id) FROM relation_runs WHERE account = :account)
    RETURNING id
""")
"""Behind the missing come the groups once more: they are counted anew."""
_FAIL = text("""
    UPDATE relation_runs SET state = 'failed', problem = :problem, finished_at = :now WHERE id = :run
""")
_SILENT = text("SELECT id FROM relation_runs WHERE state = 'running' AND beat_at < :before")
