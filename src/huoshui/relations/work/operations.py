"""Making, doing and dropping tasks; what may be repeated is done once, and every step stays in the history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Viewer
from huoshui.bedrock.crypto import Vault
from huoshui.relations.contract import Standing
from huoshui.relations.work import rules
from huoshui.relations.work.contract import (
    Drop,
    NoSuchTask,
    NotTheirCustomer,
    NotTheirGroup,
    Outcome,
    TaskDraft,
    TaskEnded,
)

SYSTEM = ("sop", "SOP")
"""Who makes the tasks of a SOP, and drops what has lost its sense."""


async def add(
    session: AsyncSession, *, draft: TaskDraft, key: str, vault: Vault, viewer: Viewer, now: datetime
) -> int:  # fmt: skip
    """
    This will make a task and give its number; the same ``key`` of the same maker makes one.

    :raises NotATaskWindow: if it could not be done in time
    :raises NotTheirCustomer: if the relation has ended
    :raises NotTheirGroup: if the group is not there
    """
    known = await session.scalar(_BY_KEY, {"key": f"{viewer.actor} {key}"})
    if known is not None:
        return int(known)
    rules.check_window(draft.begins_at, draft.due_at, now=now)
    await _check_about(session, draft)
    line = _line(draft) | {"key": f"{viewer.actor} {key}", "now": now, "name": viewer.name, "sealed": None}
    if draft.identity is not None:
        (sealed,) = await vault.seal_many(session, [(draft.identity, draft.words.encode())])
        line |= {"words": "", "sealed": sealed}
    number = await session.scalar(_ADD, line)
    if number is None:
        return int((await session.execute(_BY_KEY, line)).scalar_one())
    await note(session, [int(number)], "made", "", viewer.actor, viewer.name, now)
    return int(number)


async def done(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will end a task as done; one that was done stays as it was.

    :raises NoSuchTask: if there is none
    :raises TaskEnded: if it was dropped, or missed
    """
    row = await _locked(session, number)
    if row.outcome == Outcome.DONE:
        return
    state = rules.state_of(Outcome(row.outcome), due_at=row.due_at, ended_at=row.ended_at, now=now)
    if state in (state.DROPPED, state.MISSED):
        raise TaskEnded(state=state.value)
    await session.execute(_END, {"id": number, "outcome": Outcome.DONE.value, "now": now})
    await note(session, [number], "done", "", viewer.actor, viewer.name, now)


async def drop(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will end a task that is not to be done; one that was dropped stays as it was.

    :raises NoSuchTask: if there is none
    :raises TaskEnded: if it was done
    """
    row = await _locked(session, number)
    if row.outcome == Outcome.DROPPED:
        return
    if row.outcome == Outcome.DONE:
        raise TaskEnded(state=Outcome.DONE.value)
    await _drop(session, [number], Drop.BY_HAND, now, by=(viewer.actor, viewer.name))


async def drop_ended(session: AsyncSession, *, now: datetime) -> int:
    """This will drop the open tasks about relations that ended and groups that were dissolved, and tell how many."""
    rows = (await session.execute(_LOST, {"stay": [one.value for one in rules.IN_CONTACT]})).all()
    by: dict[Drop, list[int]] = {}
    for row in rows:
        why = rules.end_of(Standing(row.standing)) if row.standing else Drop.DISMISSED
        if why is not None:
            by.setdefault(why, []).append(row.id)
    for why, numbers in by.items():
        await _drop(session, numbers, why, now)
    return len(rows)


async def drop_of(session: AsyncSession, *, enrollments: Sequence[int], why: Drop, now: datetime) -> None:
    """This will drop the open tasks that a SOP made for some whom it follows no more."""
    rows = await session.scalars(_OF_ENROLLMENTS, {"ids": list(enrollments)})
    await _drop(session, list(rows), why, now)


async def erase(session: AsyncSession, *, identities: Sequence[int], now: datetime) -> dict[str, int]:
    """This will forget about whom tasks were, and what was written about them; that there were tasks stays."""
    given = {"identities": list(identities), "now": now}
    open_ones = list(await session.scalars(_OPEN_OF, given))
    await _drop(session, open_ones, Drop.ERASED, now)
    forgotten = await session.execute(_FORGET, given)
    followed = await session.execute(_FORGET_ENROLLMENTS, given)
    return {
        "staff_tasks": int(forgotten.rowcount),  # type: ignore[attr-defined]
        "sop_enrollments": int(followed.rowcount),  # type: ignore[attr-defined]
    }


async def _check_about(session: AsyncSession, draft: TaskDraft) -> None:
    if draft.relation is not None:
        standing = await session.scalar(_STANDING, {"relation": draft.relation})
        if standing is None or rules.end_of(Standing(standing)) is not None:
            raise NotTheirCustomer(staff=draft.staff)
    if draft.group and await session.scalar(_GROUP, {"corp": draft.corp, "group": draft.group}) is None:
        raise NotTheirGroup(group=draft.group[:60], staff=draft.staff)


def _line(draft: TaskDraft) -> dict[str, Any]:
    names = ("words", "begins_at", "due_at", "corp", "staff", "unit", "relation", "contact", "identity", "group",
             "script")  # fmt: skip
    return {name: getattr(draft, name) for name in names}


async def _locked(session: AsyncSession, number: int) -> Any:  # noqa: ANN401 SQLAlchemy's rows
    row = (await session.execute(_LOCKED, {"id": number})).one_or_none()
    if row is None:
        raise NoSuchTask(id=number)
    return row


async def _drop(
    session: AsyncSession, numbers: list[int], why: Drop, now: datetime, *, by: tuple[str, str] = SYSTEM
) -> None:
    if numbers:
        await session.execute(_DROP, {"ids": numbers, "now": now})
        await note(session, numbers, "dropped", why.value, *by, now)


async def note(
    session: AsyncSession, numbers: list[int], what: str, why: str, by: str, name: str, now: datetime
) -> None:
    """This will write a line into the history of each of these tasks."""
    await session.execute(_NOTE, {"ids": numbers, "what": what, "why": why, "now": now, "by": by, "name": name})


_BY_KEY = text("SELECT id FROM staff_tasks WHERE key = :key")
_ADD = text("""
    INSERT INTO staff_tasks (key, corp, staff, unit, relation, contact, identity, group_id, words, sealed, script,
        begins_at, due_at, made_at, made_name)
    VALUES (:key, :corp, :staff, :unit, :relation, :contact, :identity, :group, :words, :sealed, :script, :begins_at,
        :due_at, :now, :name)
    ON CONFLICT (key) DO NOTHING RETURNING id
""")
_LOCKED = text("SELECT outcome, due_at, ended_at FROM staff_tasks WHERE id = :id FOR UPDATE")
_END = text("""
    UPDATE staff_tasks SET outcome = :outcome, ended_at = :now, tells = identity IS NOT NULL AND contact <> ''
    WHERE id = :id
""")
_DROP = text("""
    UPDATE staff_tasks SET outcome = 'dropped', ended_at = :now WHERE id = ANY(CAST(:ids AS bigint[]))
""")
_LOST = text("""
    SELECT task.id, held.standing FROM staff_tasks AS task JOIN follow_relations AS held ON held.id = task.relation
    WHERE task.outcome = 'open' AND task.relation IS NOT NULL AND NOT held.standing = ANY(CAST(:stay AS text[]))
    UNION ALL
    SELECT task.id, NULL FROM staff_tasks AS task
        JOIN customer_groups AS held ON held.corp = task.corp AND held.id = task.group_id
    WHERE task.outcome = 'open' AND task.group_id <> '' AND held.dismissed_at IS NOT NULL
    ORDER BY id
""")
_OF_ENROLLMENTS = text("""
    SELECT id FROM staff_tasks WHERE enrollment = ANY(CAST(:ids AS bigint[])) AND outcome = 'open'
    ORDER BY id FOR UPDATE
""")
_NOTE = text("""
    INSERT INTO staff_task_facts (task, what, why, at, by_whom, by_name)
    SELECT one, :what, :why, :now, :by, :name FROM unnest(CAST(:ids AS bigint[])) AS one
""")
_STANDING = text("SELECT standing FROM follow_relations WHERE id = :relation")
_GROUP = text("SELECT id FROM customer_groups WHERE corp = :corp AND id = :group AND dismissed_at IS NULL")
_OPEN_OF = text("""
    SELECT id FROM staff_tasks WHERE identity = ANY(CAST(:identities AS bigint[])) AND outcome = 'open' FOR UPDATE
""")
_FORGET = text("""
    UPDATE staff_tasks SET identity = NULL, relation = NULL, contact = '', sealed = NULL, tells = false
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
_FORGET_ENROLLMENTS = text("""
    UPDATE sop_enrollments SET identity = NULL, relation = NULL, ended_at = coalesce(ended_at, :now),
        why = CASE state WHEN 'running' THEN 'erased' ELSE why END,
        state = CASE state WHEN 'running' THEN 'ended' ELSE state END
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
