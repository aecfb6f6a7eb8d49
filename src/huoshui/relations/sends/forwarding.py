"""From mass sends to the river: what became of each receiver is an event on the person's timeline, once."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import text

from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events.intake import Intake
from huoshui.relations import handing
from huoshui.relations.sends.contract import CHANNEL, Outcome


async def forward(postgres: Postgres, intake: Intake, *, now: datetime) -> int:
    """
    This will hand the next deliveries and failures to intake, and tell how many there were.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    return await handing.forward(postgres, intake, telling=_TELLING, told=_TOLD, arrival=_arrival, now=now)


def _arrival(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    delivered = row.outcome == Outcome.SENT.value
    message_id = f"send-{row.send}-{hashlib.sha256(f'{row.corp} {row.contact}'.encode()).hexdigest()[:32]}"
    said = {
        "message_id": message_id, "channel": CHANNEL, "send_id": str(row.send), "send_name": row.name,
        "staff_id": row.staff, "unit_code": row.unit or "", "reason": "" if delivered else row.outcome,
    }  # fmt: skip
    name = "Message Delivered" if delivered else "Message Failed"
    return handing.of_contact(
        corp=row.corp, contact=row.contact, message_id=message_id, name=name, at=row.sent_at, said=said
    )


_TELLING = text("""
    SELECT held.id, held.send, held.contact, held.outcome, held.sent_at, part.corp, part.staff, units.code AS unit,
        whole.plan ->> 'name' AS name
    FROM mass_send_receivers AS held JOIN mass_send_parts AS part ON part.id = held.part
        JOIN mass_sends AS whole ON whole.id = held.send LEFT JOIN units ON units.id = part.unit
    WHERE held.tells AND held.contact <> '' ORDER BY held.id LIMIT :limit FOR UPDATE OF held SKIP LOCKED
""")
_TOLD = text("UPDATE mass_send_receivers SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
