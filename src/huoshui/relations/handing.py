"""What waits to be told to the river is handed to intake, once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import TextClause

from huoshui.bedrock import clock
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.events.contract import Source
from huoshui.events.intake import Intake
from huoshui.relations.contract import SOURCE

AT_ONCE: Final = 500
_IN_ONE_GO: Final = 50


async def forward(
    postgres: Postgres,
    intake: Intake,
    *,
    telling: TextClause,
    told: TextClause,
    arrival: Callable[[Any], Arrival],
    now: datetime,
) -> int:
    """
    This will hand the next ``limit`` rows of ``telling`` to intake, note their ``ids`` by ``told``, and tell how many
    there were.

    A crash before the end hands them over again, and intake knows them by their ids.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    async with postgres.transaction() as session:
        rows = (await session.execute(telling, {"limit": AT_ONCE})).all()
        if not rows:
            return 0
        source = await events.house_source(session, name=SOURCE, channel=SOURCE, now=now)
        await hand(intake, source, [arrival(row) for row in rows], now=now)
        await session.execute(told, {"ids": [row.id for row in rows]})
    return len(rows)


async def hand(intake: Intake, source: Source, arrivals: Sequence[Arrival], *, now: datetime) -> None:
    """This will have arrivals stored, some at a time: whoever waits at the door is answered in between."""
    handed = []
    for start in range(0, len(arrivals), _IN_ONE_GO):
        part = [*arrivals[start : start + _IN_ONE_GO]]
        for place, one in enumerate(part):
            one.index = place
        handed.append(asyncio.create_task(intake.submit(source, part, received_at=clock.milliseconds(now))))
        await asyncio.sleep(0)
    await asyncio.gather(*handed)


def of_contact(
    *, corp: str, contact: str, message_id: str, name: str, at: datetime, said: Mapping[str, str],
    timed_by: str = "platform",
) -> Arrival:  # fmt: skip
    """This will make what happened to somebody whom staff know an event; what says nothing is left out."""
    moment = clock.milliseconds(at)
    return Arrival(
        message_id=message_id, kind="track", name=name, occurred_at=moment, stated_at=moment, sent_at=None,
        timestamp_source=timed_by, channel=SOURCE, identifiers=[(f"wecom_external:{corp}", contact)],
        properties=orjson.dumps({name: value for name, value in said.items() if value}), context=b"{}",
    )  # fmt: skip
