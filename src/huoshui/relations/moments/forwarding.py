"""From moments to the river: a like or a comment is an event on the person's timeline, once."""

import asyncio
import hashlib
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
    This will hand the next likes and comments to intake, and tell how many there were.

    A crash before the end hands them over again, and intake knows them by their ids.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    async with postgres.transaction() as session:
        rows = (await session.execute(_TELLING, {"limit": _AT_ONCE})).all()
        if not rows:
            return 0
        source = await events.house_source(session, name=SOURCE, channel=SOURCE, now=now)
        handed = []
        for start in range(0, len(rows), _IN_ONE_GO):
            part = [_arrival(row) for row in rows[start : start + _IN_ONE_GO]]
            for place, one in enumerate(part):
                one.index = place
            handed.append(asyncio.create_task(intake.submit(source, part, received_at=clock.milliseconds(now))))
        await asyncio.gather(*handed)
        await session.execute(_TOLD, {"ids": [row.id for row in rows]})
    return len(rows)


def _arrival(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    what = f"{row.corp} {row.contact} {row.staff} {row.act} {row.key}"
    told = {"moment_id": str(row.moment), "moment_name": row.name, "staff_id": row.staff, "kind": row.act,
            "unit_code": row.unit or ""}  # fmt: skip
    at = clock.milliseconds(row.at)
    return Arrival(
        message_id=f"moment-{row.moment}-{hashlib.sha256(what.encode()).hexdigest()[:32]}",
        kind="track", name="Moment Interacted", occurred_at=at, stated_at=at, sent_at=None,
        timestamp_source="platform", channel=SOURCE, identifiers=[(f"wecom_external:{row.corp}", row.contact)],
        properties=orjson.dumps({name: value for name, value in told.items() if value}), context=b"{}",
    )  # fmt: skip


_TELLING = text("""
    SELECT act.id, act.moment, act.contact, act.act, act.key, act.at, act.staff, one.corp, units.code AS unit,
        held.plan ->> 'name' AS name
    FROM moment_acts AS act
        JOIN moment_staff AS one ON (one.moment, one.staff) = (act.moment, act.staff)
        JOIN moments AS held ON held.id = act.moment LEFT JOIN units ON units.id = one.unit
    WHERE act.tells AND act.identity IS NOT NULL ORDER BY act.id LIMIT :limit FOR UPDATE OF act SKIP LOCKED
""")
_TOLD = text("UPDATE moment_acts SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
