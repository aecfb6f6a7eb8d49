"""From moments to the river: a like or a comment is an event on the person's timeline, once."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import text

from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events.intake import Intake
from huoshui.relations import handing


async def forward(postgres: Postgres, intake: Intake, *, now: datetime) -> int:
    """
    This will hand the next likes and comments to intake, and tell how many there were.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    return await handing.forward(postgres, intake, telling=_TELLING, told=_TOLD, arrival=_arrival, now=now)


def _arrival(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    what = f"{row.corp} {row.contact} {row.staff} {row.act} {row.key}"
    said = {"moment_id": str(row.moment), "moment_name": row.name, "staff_id": row.staff, "kind": row.act,
            "unit_code": row.unit or ""}  # fmt: skip
    message_id = f"moment-{row.moment}-{hashlib.sha256(what.encode()).hexdigest()[:32]}"
    return handing.of_contact(
        corp=row.corp, contact=row.contact, message_id=message_id, name="Moment Interacted", at=row.at, said=said
    )


_TELLING = text("""
    SELECT act.id, act.moment, act.contact, act.act, act.key, act.at, act.staff, one.corp, units.code AS unit,
        held.plan ->> 'name' AS name
    FROM moment_acts AS act
        JOIN moment_staff AS one ON (one.moment, one.staff) = (act.moment, act.staff)
        JOIN moments AS held ON held.id = act.moment LEFT JOIN units ON units.id = one.unit
    WHERE act.tells AND act.identity IS NOT NULL ORDER BY act.id LIMIT :limit FOR UPDATE OF act SKIP LOCKED
""")
_TOLD = text("UPDATE moment_acts SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
