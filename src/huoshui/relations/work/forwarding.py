"""From tasks to the river: what was done about somebody is an event on their timeline, once."""

from datetime import datetime
from typing import Any

from sqlalchemy import text

from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events.intake import Intake
from huoshui.relations import handing


async def forward(postgres: Postgres, intake: Intake, *, now: datetime) -> int:
    """
    This will hand the next tasks that were done to intake, and tell how many there were.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    return await handing.forward(postgres, intake, telling=_TELLING, told=_TOLD, arrival=_arrival, now=now)


def _arrival(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    said = {
        "task_id": str(row.id), "staff_id": row.staff, "unit_code": row.unit or "", "sop_name": row.sop_name or "",
        "result": "on_time" if row.ended_at <= row.due_at else "late",
    }  # fmt: skip
    return handing.of_contact(
        corp=row.corp, contact=row.contact, message_id=f"task-{row.id}", name="Task Done", at=row.ended_at, said=said,
        timed_by="task",
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
