"""From mass sends to the river: what became of each receiver is an event on the person's timeline, once."""

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
from huoshui.relations.sends.contract import CHANNEL, Outcome

_AT_ONCE: Final = 500
_IN_ONE_GO: Final = 50


async def forward(postgres: Postgres, intake: Intake, *, now: datetime) -> int:
    """
    This will hand the next deliveries and failures to intake, and tell how many there were.

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
    delivered = row.outcome == Outcome.SENT.value
    message_id = f"send-{row.send}-{hashlib.sha256(f'{row.corp} {row.contact}'.encode()).hexdigest()[:32]}"
    told = {
        "message_id": message_id, "channel": CHANNEL, "send_id": str(row.send), "send_name": row.name,
        "staff_id": row.staff, "unit_code": row.unit or "", "reason": "" if delivered else row.outcome,
    }  # fmt: skip
    at = clock.milliseconds(row.sent_at)
    return Arrival(
        message_id=message_id, kind="track", name="Message Delivered" if delivered else "Message Failed",
        occurred_at=at, stated_at=at, sent_at=None, timestamp_source="platform", channel=SOURCE,
        identifiers=[(f"wecom_external:{row.corp}", row.contact)],
        properties=orjson.dumps({name: value for name, value in told.items() if value}), context=b"{}",
    )  # fmt: skip


_TELLING = text("""
    SELECT held.id, held.send, held.contact, held.outcome, held.sent_at, part.corp, part.staff, units.code AS unit,
        whole.plan ->> 'name' AS name
    FROM mass_send_receivers AS held JOIN mass_send_parts AS part ON part.id = held.part
        JOIN mass_sends AS whole ON whole.id = held.send LEFT JOIN units ON units.id = part.unit
    WHERE held.tells AND held.contact <> '' ORDER BY held.id LIMIT :limit FOR UPDATE OF held SKIP LOCKED
""")
_TOLD = text("UPDATE mass_send_receivers SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
