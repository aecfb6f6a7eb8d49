"""
What a stage tells downstream: written in the same transaction as the change, delivered at least once afterwards.

An event is a frozen dataclass from a stage's contract; `app/wiring.py` says who listens. Each listener has its own
place in the stream, and handles an event idempotently. A transaction that commits late can have a smaller number than
one already read, so a listener reads only events of transactions older than every one still running.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres

Listener = Callable[[AsyncSession, Any], Awaitable[None]]
_AT_ONCE = 500
_TELL = """
    INSERT INTO outbox (name, payload) SELECT name, CAST(payload AS jsonb)
    FROM unnest(CAST(:names AS text[]), CAST(:payloads AS text[])) WITH ORDINALITY AS told (name, payload, place)
    ORDER BY place
"""
_UNHEARD = """
    SELECT id, name, payload FROM outbox WHERE id > :place AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY id LIMIT :limit
"""


async def tell(session: AsyncSession, *events: object) -> None:
    """This will tell downstream of the events, in this order, once this transaction commits."""
    if events:
        await session.execute(
            text(_TELL),
            {
                "names": [type(event).__name__ for event in events],
                "payloads": [msgspec.json.encode(event).decode() for event in events],
            },
        )


async def deliver(postgres: Postgres, *, listener: str, wanted: dict[str, tuple[type, Listener]]) -> int:
    """This will hand the next events to one listener, one transaction for all, and tell how many it saw."""
    async with postgres.transaction() as session:
        await session.execute(
            text("INSERT INTO outbox_places (listener) VALUES (:listener) ON CONFLICT DO NOTHING"),
            {"listener": listener},
        )
        place = await session.scalar(
            text("SELECT place FROM outbox_places WHERE listener = :listener FOR UPDATE SKIP LOCKED"),
            {"listener": listener},
        )
        if place is None:
            return 0
        seen = (
            await session.execute(
                text(_UNHEARD),
                {"place": place, "limit": _AT_ONCE},
            )
        ).all()
        for _, name, payload in seen:
            if name in wanted:
                kind, handle = wanted[name]
                await handle(session, msgspec.convert(payload, kind))
        if seen:
            await session.execute(
                text("UPDATE outbox_places SET place = :place WHERE listener = :listener"),
                {"place": seen[-1].id, "listener": listener},
            )
            logger().debug("outbox.delivered", listener=listener, events=len(seen))
        return len(seen)


async def lag(session: AsyncSession) -> int:
    """This will tell how many events the slowest listener has not seen."""
    waiting = await session.scalar(
        text("SELECT count(*) FROM outbox WHERE id > (SELECT coalesce(min(place), 0) FROM outbox_places)")
    )
    return int(waiting or 0)


async def forget(session: AsyncSession) -> int:
    """This will delete what every listener has seen and is older than a week."""
    done = await session.execute(
        text(
            "DELETE FROM outbox WHERE id <= (SELECT coalesce(min(place), 0) FROM outbox_places) "
            "AND created_at < now() - interval '7 days' RETURNING 1"
        )
    )
    return len(done.all())
