"""Reading what came in: sources, counts, quarantine, the newest events."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys
from huoshui.events import privacy
from huoshui.events.contract import (
    Arrival,
    EventCounts,
    NoSuchSource,
    QuarantinedEvent,
    Source,
    SourceState,
    StoredEvent,
)

_STORED = """
    SELECT identity, occurred_at, received_at, name, kind, source, channel, message_id, identities, properties,
    context, batch
    FROM events WHERE received_at > fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND received_at >= (
        SELECT min(received_at) FROM (
            SELECT received_at FROM events WHERE received_at > fromUnixTimestamp64Milli({since:Int64}, 'UTC')
            ORDER BY received_at DESC LIMIT {limit:UInt32}
        )
    )
    ORDER BY received_at DESC, message_id DESC LIMIT {limit:UInt32}
"""
"""Which are the newest is found by their moment alone, so that only theirs are read whole."""


async def source_named(session: AsyncSession, name: str) -> Source:
    """
    This will find a source.

    :raises NoSuchSource: if there is none of that name
    """
    row = (
        await session.execute(text("SELECT id, name, channel, plan FROM sources WHERE name = :name"), {"name": name})
    ).one_or_none()
    if row is None:
        raise NoSuchSource(name=name)
    return Source(row.id, row.name, row.channel, row.plan)


async def sources(session: AsyncSession) -> list[SourceState]:
    """This will list the sources with what each brought, by name."""
    rows = await session.execute(
        text("""
        SELECT sources.id, name, channel, plan, created_at, coalesce(stored, 0) AS stored,
               coalesce(duplicates, 0) AS duplicates, coalesce(rejected, 0) AS rejected
        FROM sources LEFT JOIN intake_totals ON source = sources.id ORDER BY name
    """)
    )
    return [
        SourceState(
            Source(row.id, row.name, row.channel, row.plan), row.created_at, row.stored, row.duplicates, row.rejected
        )
        for row in rows
    ]


async def counts(session: AsyncSession, clickhouse: ClickHouse) -> EventCounts:
    """
    This will count what is stored, what waits in quarantine, and how many repeated messages were left out. All exact.
    """
    ((stored,),) = await clickhouse.rows("SELECT count() FROM events")
    quarantined = await session.scalar(text("SELECT count(*) FROM quarantine WHERE released_at IS NULL"))
    duplicates = await session.scalar(text("SELECT coalesce(sum(duplicates), 0) FROM intake_totals"))
    return EventCounts(int(stored), int(quarantined or 0), int(duplicates or 0))


async def quarantine(
    session: AsyncSession,
    keys: Keys,
    *,
    after: int = 0,
    limit: int = 100,
    code: str | None = None,
    source: str | None = None,
) -> list[QuarantinedEvent]:
    """
    This will list what waits in quarantine, oldest first, with personal data masked; ``after`` is the last id of the
    page before.
    """
    rows = await session.execute(text("""
        SELECT quarantine.id, sources.name AS source, message_id, quarantine.name, code, message, arrival, received_at
        FROM quarantine JOIN sources ON sources.id = quarantine.source
        WHERE released_at IS NULL AND quarantine.id > :after
          AND (CAST(:code AS text) IS NULL OR code = :code) AND (CAST(:source AS text) IS NULL OR sources.name =
          :source)
        ORDER BY quarantine.id LIMIT :limit
    """), {"after": after, "limit": limit, "code": code, "source": source})  # fmt: skip
    return [
        QuarantinedEvent(row.id, row.source, row.message_id, row.name, row.code, row.message, row.received_at,
                         _shown(msgspec.msgpack.decode(keys.open(bytes(row.arrival)), type=Arrival)))
        for row in rows
    ]  # fmt: skip


async def quarantine_reasons(session: AsyncSession) -> list[tuple[str, int]]:
    """This will count what waits in quarantine by reason, the most frequent first."""
    rows = await session.execute(
        text(
            "SELECT code, count(*) FROM quarantine WHERE released_at IS NULL GROUP BY code ORDER BY count(*) DESC, code"
        )
    )
    return [(code, count) for code, count in rows]


async def newest(clickhouse: ClickHouse, *, since: datetime, limit: int) -> list[StoredEvent]:
    """This will give the newest stored events received after ``since``, newest first."""
    rows = await clickhouse.dicts(_STORED, {"since": clock.milliseconds(since), "limit": limit})
    aware = [{name: row[name].replace(tzinfo=UTC) for name in ("occurred_at", "received_at")} for row in rows]
    return [
        StoredEvent(**{**row, **at, "identities": tuple(row["identities"])})
        for row, at in zip(rows, aware, strict=True)
    ]


async def newest_aside(session: AsyncSession, *, since: datetime, limit: int) -> Sequence[Any]:
    """This will give the newest quarantined events received after ``since``, newest first."""
    return (
        await session.execute(
            text("""
        SELECT quarantine.id, sources.name AS source, message_id, quarantine.name, code, message, received_at
        FROM quarantine JOIN sources ON sources.id = quarantine.source
        WHERE received_at > :since ORDER BY received_at DESC LIMIT :limit
    """),
            {"since": since, "limit": limit},
        )
    ).all()


async def progress(session: AsyncSession) -> tuple[datetime | None, int]:
    """This will tell when the newest events were stored (of the last week), and how many batches downstream awaits."""
    row = (await session.execute(text("""
        SELECT (SELECT closed_at FROM intake_batches WHERE closed_at IS NOT NULL AND stored > 0
                ORDER BY id DESC LIMIT 1),
               (SELECT count(*) FROM intake_batches WHERE closed_at IS NOT NULL AND applied_at IS NULL)
    """))).one()  # fmt: skip
    return row[0], int(row[1])


def _shown(arrival: Arrival) -> dict[str, Any]:
    def document(raw: bytes) -> Any:  # noqa: ANN401 any JSON
        try:
            return msgspec.json.decode(privacy.scrubbed(raw))
        except msgspec.DecodeError:
            return {"unreadable": len(raw)}

    return {
        "kind": arrival.kind, "name": arrival.name, "occurred_at": arrival.occurred_at, "channel": arrival.channel,
        "identifiers": [namespace for namespace, _ in arrival.identifiers],
        "properties": document(arrival.properties[:65536]),
        "traits": privacy.masked_traits(arrival.traits or {}),
    }  # fmt: skip
