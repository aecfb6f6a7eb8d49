"""Reading tasks: who has which to do, what came of them, and who did not do theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries as org
from huoshui.access.contract import NoSuchUnit, Viewer
from huoshui.bedrock.crypto import Vault
from huoshui.relations.contract import NoSuchFollower
from huoshui.relations.work import rules
from huoshui.relations.work.contract import (
    MISSED_AFTER,
    NoSuchTask,
    NotTheirCustomer,
    Outcome,
    Task,
    TaskCounts,
    TaskFact,
    TaskState,
)

MOST_AT_ONCE = 200
_WAITING = (TaskState.OPEN, TaskState.OVERDUE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks: of one staff member or unit, in these states, about these identities, made by a SOP, due when."""

    corp: str = ""
    staff: str = ""
    unit: str = ""
    states: Sequence[TaskState] = ()
    identities: Sequence[int] | None = None
    sop: int | None = None
    due_from: datetime | None = None
    due_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A staff member's relation with a customer, of whom a task is to be."""

    relation: int
    contact: str
    identity: int


async def tasks(
    session: AsyncSession, *, wanted: Wanted, vault: Vault, now: datetime, after: int | None = None, limit: int = 50
) -> tuple[list[Task], int | None]:
    """
    This will list tasks and give the next page's place: by when they are due, those that are waiting only the soonest
    first, else the latest first.
    """
    limit = max(1, min(limit, MOST_AT_ONCE))
    waiting = bool(wanted.states) and all(one in _WAITING for one in wanted.states)
    order = ("ASC", ">") if waiting else ("DESC", "<")
    asked = _asked(wanted, now) | {"after": after, "limit": limit + 1}
    rows = (await session.execute(text(_LIST.format(way=order[0], behind=order[1])), asked)).all()
    found = await _told(session, rows[:limit], vault, now)
    return found, rows[limit - 1].id if len(rows) > limit else None


async def task(session: AsyncSession, *, number: int, vault: Vault, now: datetime) -> Task:
    """
    This will give one task with its history.

    :raises NoSuchTask: if it is not there for whoever asks
    """
    rows = (await session.execute(text(f"{_TASKS} WHERE task.id = :id"), {"id": number})).all()
    if not rows:
        raise NoSuchTask(id=number)
    history = [
        TaskFact(one.what, one.why, one.at, one.by_name) for one in await session.execute(_FACTS, {"id": number})
    ]
    return (await _told(session, rows, vault, now, history=history))[0]


async def counts(session: AsyncSession, *, since: datetime, now: datetime) -> list[TaskCounts]:
    """This will count by staff (and unit) what waits now, and what came of what fell due since; most overdue first."""
    asked = {"since": since, "now": now, "tomorrow": rules.end_of_day(now), "missed": now - MISSED_AFTER}
    return [
        TaskCounts(
            row.corp, row.staff, row.name or row.staff or row.unit_name or "", row.unit, row.open, row.today,
            row.overdue, row.done, row.late, row.missed,
        )
        for row in await session.execute(_COUNTS, asked)
    ]  # fmt: skip


async def unit_of(session: AsyncSession, *, code: str, viewer: Viewer) -> int:
    """
    This will give a unit's number.

    :raises NoSuchUnit: if there is none for the viewer
    """
    found = await org.unit(session, code=code)
    if found is None or not viewer.scope.covers(found.id):
        raise NoSuchUnit(unit=code)
    return found.id


async def corp_of(session: AsyncSession, *, staff: str, corp: str) -> str:
    """
    This will give the corp in which somebody works whom the viewer sees; ``corp`` says which of several.

    :raises NoSuchFollower: if there is none, or several and none is said
    """
    found = list(await session.scalars(_STAFF, {"staff": staff, "corp": corp}))
    if len(found) != 1:
        raise NoSuchFollower(staff=staff)
    return str(found[0])


async def known(session: AsyncSession, *, corp: str, staff: str, identities: Sequence[int]) -> Known:
    """
    This will give the relation that a staff member has with a person.

    :raises NotTheirCustomer: if they are not in contact
    """
    asked = {"corp": corp, "staff": staff, "identities": list(identities),
             "stay": [one.value for one in rules.IN_CONTACT]}  # fmt: skip
    row = (await session.execute(_KNOWN, asked)).one_or_none()
    if row is None:
        raise NotTheirCustomer(staff=staff)
    return Known(row.id, row.contact, row.identity)


def _asked(wanted: Wanted, now: datetime) -> dict[str, Any]:
    return {
        "corp": wanted.corp, "staff": wanted.staff, "unit": wanted.unit,
        "states": [one.value for one in wanted.states], "sop": wanted.sop, "now": now, "missed": now - MISSED_AFTER,
        "identities": None if wanted.identities is None else list(wanted.identities),
        "due_from": wanted.due_from, "due_until": wanted.due_until,
    }  # fmt: skip


async def _told(
    session: AsyncSession, rows: Sequence[Any], vault: Vault, now: datetime, *, history: Sequence[TaskFact] = ()
) -> list[Task]:
    sealed = [(row.identity, bytes(row.sealed)) for row in rows if row.sealed is not None and row.identity is not None]
    opened = iter(await vault.open_many(session, sealed))
    found = []
    for row in rows:
        hidden = row.sealed is not None and row.identity is not None
        words = (next(opened) or b"").decode() if hidden else row.words
        found.append(_task(row, words, now, history))
    return found


def _task(row: Any, words: str, now: datetime, history: Sequence[TaskFact]) -> Task:  # noqa: ANN401 SQLAlchemy's rows
    state = rules.state_of(Outcome(row.outcome), due_at=row.due_at, ended_at=row.ended_at, now=now)
    return Task(
        row.id, state, words, row.corp, row.staff, row.staff_name or row.staff, row.unit, row.identity,
        row.person_name or "", row.group_id, row.group_name or "", row.script, row.sop, row.sop_name or "", row.step,
        row.begins_at, row.due_at, row.ended_at, row.made_at, row.made_name, row.why or "", tuple(history),
    )  # fmt: skip


_STATE = """
    CASE WHEN task.outcome = 'dropped' THEN 'dropped'
         WHEN task.outcome = 'done' THEN CASE WHEN task.ended_at <= task.due_at THEN 'done' ELSE 'done_late' END
         WHEN :now <= task.due_at THEN 'open'
         WHEN :missed <= task.due_at THEN 'overdue' ELSE 'missed' END
"""
_TASKS = """
    SELECT task.id, task.outcome, task.words, task.sealed, task.corp, task.staff, task.identity, task.group_id,
        task.script, task.step, task.begins_at, task.due_at, task.ended_at, task.made_at, task.made_name,
        one.name AS staff_name, units.code AS unit, contact.name AS person_name, held.name AS group_name,
        followed.sop, sops.plan ->> 'name' AS sop_name,
        (SELECT fact.why FROM staff_task_facts AS fact WHERE fact.task = task.id AND fact.what = 'dropped' LIMIT 1)
            AS why
    FROM staff_tasks AS task
        LEFT JOIN relation_staff AS one ON one.corp = task.corp AND one.staff = task.staff
        LEFT JOIN units ON units.id = coalesce(task.unit, one.unit)
        LEFT JOIN relation_contacts AS contact ON contact.corp = task.corp AND contact.contact = task.contact
        LEFT JOIN customer_groups AS held ON held.corp = task.corp AND held.id = task.group_id
        LEFT JOIN sop_enrollments AS followed ON followed.id = task.enrollment
        LEFT JOIN sops ON sops.id = followed.sop
"""
_LIST = (
    _TASKS
    + f"""
    WHERE (:corp = '' OR task.corp = :corp) AND (:staff = '' OR task.staff = :staff)
      AND (:unit = '' OR units.code = :unit)
      AND (CAST(:identities AS bigint[]) IS NULL OR task.identity = ANY(CAST(:identities AS bigint[])))
      AND (CAST(:sop AS bigint) IS NULL OR followed.sop = CAST(:sop AS bigint))
      AND (CAST(:due_from AS timestamptz) IS NULL OR task.due_at >= CAST(:due_from AS timestamptz))
      AND (CAST(:due_until AS timestamptz) IS NULL OR task.due_at < CAST(:due_until AS timestamptz))
      AND (CAST(:states AS text[]) = '{{{{}}}}' OR {_STATE} = ANY(CAST(:states AS text[])))
      AND (CAST(:after AS bigint) IS NULL OR (task.due_at, task.id) {{behind}} (
          SELECT due_at, id FROM staff_tasks WHERE id = CAST(:after AS bigint)))
    ORDER BY task.due_at {{way}}, task.id {{way}} LIMIT :limit
"""
)
_FACTS = text("SELECT what, why, at, by_name FROM staff_task_facts WHERE task = :id ORDER BY id")
_COUNTS = text("""
    SELECT task.corp, task.staff, one.name, units.code AS unit, units.name AS unit_name,
        count(*) FILTER (WHERE outcome = 'open' AND due_at >= :now AND begins_at <= :now) AS open,
        count(*) FILTER (WHERE outcome = 'open' AND due_at >= :now AND due_at < :tomorrow) AS today,
        count(*) FILTER (WHERE outcome = 'open' AND due_at < :now AND due_at >= :missed) AS overdue,
        count(*) FILTER (WHERE outcome = 'done' AND ended_at <= due_at AND due_at >= :since) AS done,
        count(*) FILTER (WHERE outcome = 'done' AND ended_at > due_at AND due_at >= :since) AS late,
        count(*) FILTER (WHERE outcome = 'open' AND due_at < :missed AND due_at >= :since) AS missed
    FROM staff_tasks AS task
        LEFT JOIN relation_staff AS one ON one.corp = task.corp AND one.staff = task.staff
        LEFT JOIN units ON units.id = coalesce(task.unit, one.unit)
    WHERE due_at >= :since OR outcome = 'open'
    GROUP BY task.corp, task.staff, one.name, units.code, units.name
    ORDER BY overdue DESC, open DESC, task.corp, task.staff, units.code
""")
_STAFF = text(
    "SELECT corp FROM relation_staff WHERE staff = :staff AND (:corp = '' OR corp = :corp) AND left_at IS NULL"
)
_KNOWN = text("""
    SELECT id, contact, identity FROM follow_relations
    WHERE corp = :corp AND staff = :staff AND identity = ANY(CAST(:identities AS bigint[]))
      AND standing = ANY(CAST(:stay AS text[])) ORDER BY id LIMIT 1
""")
