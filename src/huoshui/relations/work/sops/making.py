"""SOPs at work: whom they follow from now on, whom no more, and each due step becomes one task."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.relations.contract import Standing
from huoshui.relations.sends import gathering as consent
from huoshui.relations.work import operations, rules
from huoshui.relations.work.contract import Drop
from huoshui.relations.work.sops import enrolling, queries
from huoshui.relations.work.sops import rules as calendar
from huoshui.relations.work.sops.contract import Progress, SopPlan, SopState
from huoshui.relations.work.sops.rules import Enrolled

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A SOP under its lock, with every version of its plan."""

    id: int
    corp: str
    since_at: datetime
    looked_at: datetime | None
    version: int
    plans: Mapping[int, SopPlan]

    @property
    def plan(self) -> SopPlan:
        """The plan of who is enrolled from now on."""
        return self.plans[self.version]


async def round_of_all(postgres: Postgres, clickhouse: ClickHouse, *, now: datetime) -> int:
    """This will let every SOP that runs do what is due, each in a transaction of its own, and count the tasks."""
    async with postgres.session() as session:
        running = list(await session.scalars(_RUNNING))
    made = 0
    for number in running:
        async with postgres.transaction() as session:
            made += await perform(session, clickhouse, number=number, now=now)
    return made


async def perform(session: AsyncSession, clickhouse: ClickHouse, *, number: int, now: datetime) -> int:
    """
    This will do one SOP's work: enroll, let go, make what is due, end who is through; and tell how many tasks it made.

    One process at a time does it, and whatever was done already is not done again.
    """
    sop = await _locked(session, number)
    if sop is None:
        return 0
    await enrolling.enroll(
        session, clickhouse, number=sop.id, corp=sop.corp, plan=sop.plan, version=sop.version, since=sop.since_at,
        looked_at=sop.looked_at, now=now,
    )  # fmt: skip
    await _let_go(session, sop, now)
    rows = (await session.execute(_FOLLOWED, {"sop": sop.id})).all()
    enrolled = [Enrolled(row.id, row.staff, sop.plans[row.version], row.anchor_at, row.enrolled_at) for row in rows]
    slots = calendar.schedule(
        enrolled, placed=await queries.placed_of(session, number=sop.id), most=sop.plan.most_a_day,
    )  # fmt: skip
    due = calendar.due(slots, since=sop.since_at, now=now)
    about = {row.id: row for row in rows}
    lines = [_line(about[slot.enrollment], slot, sop) for slot in due]
    for start in range(0, len(lines), _AT_ONCE):
        part = {
            "rows": orjson.dumps(lines[start : start + _AT_ONCE]).decode(),
            "now": now,
            "name": operations.SYSTEM[1],
        }
        await session.execute(_MAKE, {**part, "by": operations.SYSTEM[0]})
    through = calendar.over(slots, enrolled, since=sop.since_at, now=now)
    await _end(session, sorted(through), Progress.FINISHED, "", now)
    if due:
        logger().info("sops.tasks.made", sop=sop.id, tasks=len(due))
    return len(due)


async def _locked(session: AsyncSession, number: int) -> Kept | None:
    row = (await session.execute(_SOP, {"id": number})).one_or_none()
    if row is None or row.state != SopState.RUNNING:
        return None
    versions = await session.execute(_VERSIONS, {"id": number})
    plans = {one.version: calendar.plan_of(one.plan) for one in versions}
    return Kept(row.id, row.corp, row.since_at, row.looked_at, row.version, plans)


async def _let_go(session: AsyncSession, sop: Kept, now: datetime) -> None:
    """End early for whoever is lost, refuses to be written to, or bought where the plan says so."""
    rows = (await session.execute(_FOLLOWED, {"sop": sop.id})).all()
    why: dict[int, Drop] = {}
    known = [row.identity for row in rows if row.identity is not None]
    refusing = await consent.refusing_among(session, known) if known else set()
    following = [row for row in rows if sop.plans[row.version].ends_on_order and row.identity is not None]
    paid = await enrolling.paid_by(session, {row.identity: row.anchor_at for row in following}) if following else {}
    leaving = {row.id for row in following if row.identity in paid}
    for row in rows:
        end = rules.end_of(Standing(row.standing)) if row.standing else None
        if row.gone:
            why[row.id] = end or Drop.DISMISSED
        elif end is not None:
            why[row.id] = end
        elif row.identity in refusing:
            why[row.id] = Drop.REFUSED
        elif row.id in leaving:
            why[row.id] = Drop.BOUGHT
    by: dict[Drop, list[int]] = defaultdict(list)
    for number, reason in sorted(why.items()):
        by[reason].append(number)
    for reason, numbers in by.items():
        await operations.drop_of(session, enrollments=numbers, why=reason, now=now)
        await _end(session, numbers, Progress.ENDED, reason.value, now)


async def _end(session: AsyncSession, numbers: Sequence[int], state: Progress, why: str, now: datetime) -> None:
    if numbers:
        await session.execute(_END, {"ids": list(numbers), "state": state.value, "why": why, "now": now})


def _line(row: Any, slot: calendar.Slot, sop: Kept) -> dict[str, Any]:  # noqa: ANN401 SQLAlchemy's rows
    step = sop.plans[row.version].steps[slot.step]
    return {
        "key": f"sop {slot.enrollment} {slot.step}", "corp": sop.corp, "staff": slot.staff, "relation": row.relation,
        "contact": row.contact or "", "identity": row.identity, "group_id": row.group_id, "words": step.words,
        "script": step.script, "enrollment": slot.enrollment, "step": slot.step,
        "begins_at": slot.begins_at.isoformat(), "due_at": slot.due_at.isoformat(),
    }  # fmt: skip


_RUNNING = text("SELECT id FROM sops WHERE state = 'running' ORDER BY id")
_SOP = text("SELECT id, corp, state, version, since_at, looked_at FROM sops WHERE id = :id FOR UPDATE")
_VERSIONS = text("SELECT version, plan FROM sop_versions WHERE sop = :id")
_FOLLOWED = text("""
    SELECT one.id, one.version, one.relation, one.identity, one.group_id, one.anchor_at, one.enrolled_at,
        coalesce(held.staff, chat.owner, '') AS staff, held.contact, held.standing,
        (one.group_id <> '' AND (chat.id IS NULL OR chat.dismissed_at IS NOT NULL))
            OR (one.group_id = '' AND held.id IS NULL) AS gone
    FROM sop_enrollments AS one LEFT JOIN follow_relations AS held ON held.id = one.relation
        LEFT JOIN customer_groups AS chat ON chat.corp = one.corp AND chat.id = one.group_id AND one.group_id <> ''
    WHERE one.sop = :sop AND one.state = 'running' ORDER BY one.id
""")
_MAKE = text("""
    WITH made AS (
        INSERT INTO staff_tasks (key, corp, staff, relation, contact, identity, group_id, words, script, enrollment,
            step, begins_at, due_at, made_at, made_name)
        SELECT key, corp, staff, relation, contact, identity, group_id, words, script, enrollment, step, begins_at,
            due_at, :now, :name
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (key text, corp text, staff text, relation bigint,
            contact text, identity bigint, group_id text, words text, script bigint, enrollment bigint, step integer,
            begins_at timestamptz, due_at timestamptz)
        WHERE staff <> ''
        ON CONFLICT (key) DO NOTHING RETURNING id)
    INSERT INTO staff_task_facts (task, what, at, by_whom, by_name) SELECT id, 'made', :now, :by, :name FROM made
""")
_END = text("""
    UPDATE sop_enrollments SET state = :state, why = :why, ended_at = :now
    WHERE id = ANY(CAST(:ids AS bigint[])) AND state = 'running'
""")
