"""Reading SOPs: what they plan, whom they follow and how far, how each step is kept, and what is due on which day."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.work.contract import MISSED_AFTER
from huoshui.relations.work.sops import rules
from huoshui.relations.work.sops.contract import (
    CalendarDay,
    Enrollment,
    NoSuchSop,
    NotAPeriodOfCalendar,
    Progress,
    Sop,
    SopPlan,
    SopState,
    StepKept,
)
from huoshui.relations.work.sops.rules import Enrolled, Key, Slot

DAYS_MOST: Final = 62
_PAGE_MOST = 200


async def sops(session: AsyncSession, *, now: datetime, number: int | None = None) -> list[Sop]:
    """This will list the SOPs, those that run first, with how many they follow and how their steps are kept."""
    rows = (await session.execute(_SOPS, {"id": number})).all()
    kept: Mapping[int, list[StepKept]] = defaultdict(list)
    asked = {"ids": [row.id for row in rows], "now": now, "missed": now - MISSED_AFTER}
    for row in await session.execute(_KEPT, asked):
        kept[row.sop].append(StepKept(row.step, row.made, row.done, row.late, row.overdue, row.missed))
    return [
        Sop(
            row.id, row.corp, SopState(row.state), row.version, rules.plan_of(row.plan), row.since_at, row.changed_at,
            row.changed_name, row.running, row.finished, row.ended, tuple(kept[row.id]),
        )
        for row in rows
    ]  # fmt: skip


async def sop(session: AsyncSession, *, number: int, now: datetime) -> Sop:
    """
    This will give one SOP.

    :raises NoSuchSop: if there is none
    """
    found = await sops(session, now=now, number=number)
    if not found:
        raise NoSuchSop(id=number)
    return found[0]


async def enrollments(
    session: AsyncSession, *, number: int, progress: Progress | None = None, after: int = 0, limit: int = 50
) -> tuple[list[Enrollment], int | None]:
    """This will list whom a SOP follows or followed, the newest first, and give the next page's place."""
    limit = max(1, min(limit, _PAGE_MOST))
    asked = {"sop": number, "state": progress.value if progress else "", "after": after, "limit": limit + 1}
    rows = (await session.execute(_ENROLLMENTS, asked)).all()
    found = [
        Enrollment(
            row.id, row.version, Progress(row.state), row.why, row.staff or "", row.staff_name or row.staff or "",
            row.identity, row.name or "", row.group_id, row.anchor_at, row.enrolled_at, row.ended_at, row.steps,
            row.made, row.done,
        )
        for row in rows[:limit]
    ]  # fmt: skip
    return found, rows[limit - 1].id if len(rows) > limit else None


def preview(plan: SopPlan, *, now: datetime) -> list[Slot]:
    """This will tell when somebody who came now would be met, if staff had nothing else to do."""
    rules.check(plan)
    return rules.schedule([Enrolled(0, "", plan, now, now)], placed={}, most=plan.most_a_day)


async def calendar(session: AsyncSession, *, since: date, until: date, now: datetime) -> list[CalendarDay]:
    """
    This will tell what each SOP asks on each day of [since, until): what was made, and what will be.

    :raises NotAPeriodOfCalendar: if it is longer than two months, or no period at all
    """
    days = (until - since).days
    if not 0 < days <= DAYS_MOST:
        raise NotAPeriodOfCalendar(most=DAYS_MOST, days=days)
    planned: Counter[tuple[date, int]] = Counter()
    for one in await sops(session, now=now):
        if one.state is SopState.RUNNING:
            slots = await _slots(session, one, until=until)
            planned.update((slot.day, one.id) for slot in slots if slot.due_at > max(now, one.since_at))
    asked = {"since": _midnight(since), "until": _midnight(until), "now": now}
    made = {(row.day, row.sop): row for row in await session.execute(_DAYS, asked)}
    keys = sorted({*made, *((day, number) for day, number in planned if since <= day < until)})
    return [
        CalendarDay(day, number, planned[day, number], row.waiting, row.done, row.late, row.undone)
        if (row := made.get((day, number)))
        else CalendarDay(day, number, planned[day, number], 0, 0, 0, 0)
        for day, number in keys
    ]


async def placed_of(session: AsyncSession, *, number: int) -> dict[Key, tuple[str, date]]:
    """This will give the tasks that a SOP has made, with whose they are and on which day (Beijing)."""
    rows = await session.execute(_PLACED, {"sop": number})
    return {(row.enrollment, row.step): (row.staff, row.begins_at.astimezone(BEIJING).date()) for row in rows}


async def uses_of(session: AsyncSession, name: str) -> list[str]:
    """This will name the SOPs that need a segment."""
    return [f"SOP “{one}”" for one in await session.scalars(_USES, {"name": name})]


async def _slots(session: AsyncSession, sop: Sop, *, until: date) -> Sequence[Slot]:
    versions = await session.execute(_VERSIONS, {"id": sop.id})
    plans = {one.version: rules.plan_of(one.plan) for one in versions}
    rows = await session.execute(_RUNNING, {"sop": sop.id})
    enrolled = [Enrolled(row.id, row.staff, plans[row.version], row.anchor_at, row.enrolled_at) for row in rows]
    placed = await placed_of(session, number=sop.id)
    return rules.schedule(enrolled, placed=placed, most=sop.plan.most_a_day, until=until - timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def step_times(slots: Sequence[Slot]) -> Sequence[Slot]:
    """This will put slots in the order of their days."""
    return sorted(slots, key=lambda slot: (slot.begins_at, slot.step))


_SOPS = text("""
    SELECT sops.id, sops.corp, sops.state, sops.version, sops.plan, since_at, changed_at, changed_name,
        count(one.id) FILTER (WHERE one.state = 'running') AS running,
        count(one.id) FILTER (WHERE one.state = 'finished') AS finished,
        count(one.id) FILTER (WHERE one.state = 'ended') AS ended
    FROM sops LEFT JOIN sop_enrollments AS one ON one.sop = sops.id
    WHERE CAST(:id AS bigint) IS NULL OR sops.id = CAST(:id AS bigint)
    GROUP BY sops.id ORDER BY sops.state = 'running' DESC, sops.id DESC
""")
_KEPT = text("""
    SELECT one.sop, task.step, count(*) AS made,
        count(*) FILTER (WHERE outcome = 'done' AND task.ended_at <= due_at) AS done,
        count(*) FILTER (WHERE outcome = 'done' AND task.ended_at > due_at AND made_at <= due_at) AS late,
        count(*) FILTER (WHERE outcome = 'open' AND due_at < :now AND due_at >= :missed AND made_at <= due_at)
            AS overdue,
        count(*) FILTER (WHERE outcome = 'open' AND due_at < :missed AND made_at <= due_at) AS missed
    FROM staff_tasks AS task JOIN sop_enrollments AS one ON one.id = task.enrollment JOIN sops ON sops.id = one.sop
    WHERE one.sop = ANY(CAST(:ids AS bigint[])) AND one.version = sops.version
    GROUP BY one.sop, task.step ORDER BY one.sop, task.step
""")
_ENROLLMENTS = text("""
    SELECT one.id, one.version, one.state, one.why, one.identity, one.group_id, one.anchor_at, one.enrolled_at,
        one.ended_at, coalesce(held.staff, chat.owner) AS staff, member.name AS staff_name,
        CASE one.group_id WHEN '' THEN contact.name ELSE chat.name END AS name,
        (SELECT jsonb_array_length(plan -> 'steps') FROM sop_versions AS kept
         WHERE kept.sop = one.sop AND kept.version = one.version) AS steps,
        (SELECT count(*) FROM staff_tasks WHERE enrollment = one.id) AS made,
        (SELECT count(*) FROM staff_tasks WHERE enrollment = one.id AND outcome = 'done') AS done
    FROM sop_enrollments AS one LEFT JOIN follow_relations AS held ON held.id = one.relation
        LEFT JOIN relation_contacts AS contact ON contact.corp = held.corp AND contact.contact = held.contact
        LEFT JOIN customer_groups AS chat ON chat.corp = one.corp AND chat.id = one.group_id AND one.group_id <> ''
        LEFT JOIN relation_staff AS member ON member.corp = one.corp AND member.staff = coalesce(held.staff, chat.owner)
    WHERE one.sop = :sop AND (:state = '' OR one.state = :state) AND (:after = 0 OR one.id < :after)
    ORDER BY one.id DESC LIMIT :limit
""")
_PLACED = text("""
    SELECT task.enrollment, task.step, task.staff, task.begins_at
    FROM staff_tasks AS task JOIN sop_enrollments AS one ON one.id = task.enrollment WHERE one.sop = :sop
""")
_USES = text("SELECT plan ->> 'name' FROM sops WHERE plan ->> 'segment' = :name ORDER BY id")
_VERSIONS = text("SELECT version, plan FROM sop_versions WHERE sop = :id")
_RUNNING = text("""
    SELECT one.id, one.version, one.anchor_at, one.enrolled_at, coalesce(held.staff, chat.owner, '') AS staff
    FROM sop_enrollments AS one LEFT JOIN follow_relations AS held ON held.id = one.relation
        LEFT JOIN customer_groups AS chat ON chat.corp = one.corp AND chat.id = one.group_id AND one.group_id <> ''
    WHERE one.sop = :sop AND one.state = 'running' ORDER BY one.id
""")
_DAYS = text("""
    SELECT one.sop, CAST(task.begins_at AT TIME ZONE 'Asia/Shanghai' AS date) AS day,
        count(*) FILTER (WHERE outcome = 'open' AND due_at >= :now) AS waiting,
        count(*) FILTER (WHERE outcome = 'done' AND task.ended_at <= due_at) AS done,
        count(*) FILTER (WHERE outcome = 'done' AND task.ended_at > due_at) AS late,
        count(*) FILTER (WHERE outcome = 'open' AND due_at < :now) AS undone
    FROM staff_tasks AS task JOIN sop_enrollments AS one ON one.id = task.enrollment
    WHERE task.begins_at >= :since AND task.begins_at < :until GROUP BY one.sop, day
""")
