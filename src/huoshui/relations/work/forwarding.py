"""From tasks to the river: what was done about somebody is an event on their timeline, once."""

import asyncio
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.events.intake import Intake
from huoshui.relations.contract import SOURCE

_AT_ONCE: Final = 500
_IN_ONE_GO: Final = 50


async def forward(postgres: Postgres, intake: Intake, *, now: datetime) -> int:
    """
    This will hand the next tasks that were done to intake, and tell how many there were.

    A crash before the end hands them over again, and intake knows them by their ids.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    async with postgres.transaction() as session:
        rows = (await session.execute(_TELLING, {"limit": _AT_ONCE})).all()
        if not rows:
            return 0
        source = await events.house_source(session, name=SOURCE, channel=SOURCE, now=now)
        arrivals = [_arrival(row) for row in rows]
        handed = []
        for start in range(0, len(arrivals), _IN_ONE_GO):
            part = arrivals[start : start + _IN_ONE_GO]
            for place, one in enumerate(part):
                one.index = place
            handed.append(asyncio.create_task(intake.submit(source, part, received_at=clock.milliseconds(now))))
        await asyncio.gather(*handed)
        await session.execute(_TOLD, {"ids": [row.id for row in rows]})
    return len(rows)


def _arrival(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    at = clock.milliseconds(row.ended_at)
    told = {
        "task_id": str(row.id), "staff_id": row.staff, "unit_code": row.unit or "", "sop_name": row.sop_name or "",
        "result": "on_time" if row.ended_at <= row.due_at else "late",
    }  # fmt: skip
    return Arrival(
        message_id=f"task-{row.id}", kind="track", name="Task Done", occurred_at=at, stated_at=at, sent_at=None,
        timestamp_source="task", channel=SOURCE, identifiers=[(f"wecom_external:{row.corp}", row.contact)],
        properties=orjson.dumps({name: value for name, value in told.items() if value}), context=b"{}",
    )  # fmt: skip


_TELLING = text("""
    SELECT task.id, task.corp, task.contact, task.staff, task.ended_at, task.due_at, units.code AS unit,
        sops.plan ->> 'name' AS sop_name
    FROM staff_tasks AS task
        LEFT JOIN relation_staff AS one ON one.corp = task.corp AND one.staff = task.staff
        LEFT JOIN units ON units.id = coalesce(task.unit, one.unit)
        LEFT JOIN sop_enrollments AS followed ON followed.id = task.enrollment LEFT JOIN sops ON sops.id = followed.sop
    WHERE task.tells ORDER BY task.id LIMIT :limit FOR UPDATE OF task SKIP LOCKED
""")
_TOLD = text("UPDATE staff_tasks SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
