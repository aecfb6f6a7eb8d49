"""
Changing how events come in: sources and keys, releasing what was kept aside, telling downstream again, taking back.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import repeat
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres, apart
from huoshui.events import queries
from huoshui.events.contract import (
    Arrival,
    Happening,
    KnownIdentifier,
    NoSuchQuarantined,
    Receipt,
    Source,
    SourceExists,
)
from huoshui.events.feed import FEED_LOCK
from huoshui.events.intake import Intake

_KEPT_FOR = timedelta(days=8)  # message keys: seven days promised, one to spare
_OVERLAP = timedelta(hours=24)


async def add_source(session: AsyncSession, *, name: str, channel: str, plan: str, now: datetime) -> tuple[Source, str]:
    """
    This will add a source and give it with its write key, which is shown this once and kept only as a hash.

    :raises SourceExists: if the name is taken
    """
    try:
        async with session.begin_nested():
            number = await session.scalar(
                text(_ADD_SOURCE),
                {"name": name, "channel": channel, "plan": plan, "now": now})  # fmt: skip
    except IntegrityError:
        raise SourceExists(name=name) from None
    source = Source(int(number or 0), name, channel, plan)
    return source, await _add_key(session, source, now)


async def house_source(session: AsyncSession, *, name: str, channel: str, now: datetime) -> Source:
    """
    This will find a source of our own (files, short links), or make it; it has no write key and no tracking plan.

    It is made in a transaction of its own: events are known again by their source's number, and intake keeps them
    before the caller commits.
    """
    known = (await session.execute(text(_NAMED), {"name": name})).one_or_none()
    if known is None:
        async with apart(session) as own:
            await own.execute(text(_HOUSE_SOURCE), {"name": name, "channel": channel, "now": now})
        known = (await session.execute(text(_NAMED), {"name": name})).one()
    return Source(known.id, known.name, known.channel)


async def rotate_key(session: AsyncSession, *, name: str, now: datetime) -> str:
    """
    This will give a source a new write key; the old ones work for another day, so that nothing is lost meanwhile.

    :raises NoSuchSource: if there is none of that name
    """
    source = await queries.source_named(session, name)
    await session.execute(
        text("UPDATE write_keys SET retired_at = :until WHERE source = :source AND retired_at IS NULL"),
        {"until": now + _OVERLAP, "source": source.id},
    )
    return await _add_key(session, source, now)


async def change_source(session: AsyncSession, *, name: str, channel: str | None, plan: str | None) -> Source:
    """
    This will change a source's channel or tracking-plan mode for the events to come.

    :raises NoSuchSource: if there is none of that name
    """
    source = await queries.source_named(session, name)
    await session.execute(
        text("UPDATE sources SET channel = coalesce(:channel, channel), plan = coalesce(:plan, plan) WHERE id = :id"),
        {"channel": channel, "plan": plan, "id": source.id},
    )
    return await queries.source_named(session, name)


async def release(
    postgres: Postgres,
    intake: Intake,
    keys: Keys,
    *,
    ids: Sequence[int],
    fix: dict[str, Any],
    accept_unplanned: bool,
    now: datetime,
) -> dict[int, Receipt]:
    """
    This will send what waits in quarantine through intake again, with ``fix`` laid over each event.

    ``fix`` may hold ``name``, ``occurred_at`` (ms), ``identifiers`` ([[namespace, value], …], added),
    ``properties`` and
    ``traits`` (laid over; ``null`` removes). An event that fails again stays, with its new reason. A crash in
    between only
    makes a second release find the event stored already.

    :raises NoSuchQuarantined: if none of the ids waits
    """
    async with postgres.transaction() as session:
        rows = (await session.execute(text("""
            SELECT quarantine.id, source, sources.name, channel, plan, arrival, received_at, import_id
            FROM quarantine JOIN sources ON sources.id = source WHERE quarantine.id = ANY(:ids) AND released_at IS NULL
        """), {"ids": list(ids)})).all()  # fmt: skip
    if not rows:
        raise NoSuchQuarantined(ids=", ".join(map(str, ids)))
    receipts: dict[int, Receipt] = {}
    for row in rows:
        arrival = _fixed(msgspec.msgpack.decode(keys.open(bytes(row.arrival)), type=Arrival), fix)
        source = Source(row.source, row.name, row.channel, row.plan)
        receipts[row.id] = receipt = await intake.submit(
            source,
            [arrival],
            received_at=clock.milliseconds(row.received_at),
            import_id=row.import_id,
            planned=not accept_unplanned,
        )
        await _after_release(postgres, keys, row.id, arrival, receipt, now)
    return receipts


async def _after_release(
    postgres: Postgres, keys: Keys, number: int, arrival: Arrival, receipt: Receipt, now: datetime
) -> None:
    async with postgres.transaction() as session:
        if not receipt.rejected:
            await session.execute(
                text("UPDATE quarantine SET released_at = :now, arrival = '' WHERE id = :id"),
                {"now": now, "id": number},
            )
            return
        why = receipt.rejected[0]
        await session.execute(
            text(_STILL_ASIDE),
            {"code": why.code, "message": why.message, "name": arrival.name[:200], "id": number,
             "arrival": keys.seal(msgspec.msgpack.encode(arrival))})  # fmt: skip


async def replay(
    postgres: Postgres, clickhouse: ClickHouse, keys: Keys, *, since: datetime, until: datetime, at_once: int = 20_000
) -> int:
    """
    This will tell downstream again every stored event of the period ``[since, until)``, and say how many there were.

    What downstream knows already stays as it is. Personal data is not in the event store, so replay brings back links,
    never phones or names.
    """
    told = 0
    place = (clock.milliseconds(since), "")
    while True:
        rows = await clickhouse.dicts(
            _REPLAY, {"since": place[0], "last": place[1], "until": clock.milliseconds(until), "limit": at_once}
        )
        if not rows:
            return told
        async with postgres.transaction() as session:
            sealed = keys.seal(msgspec.msgpack.encode([_remembered(row) for row in rows]))
            await session.execute(text(_TELL_AGAIN),
                {"told": sealed})  # fmt: skip
        told += len(rows)
        place = (rows[-1]["moment"], rows[-1]["message_id"])


async def hold_feed(session: AsyncSession) -> None:
    """
    This will keep the feed from delivering until the transaction ends.

    Whoever else changes several stages in one transaction (an erasure, the undoing of an import) calls it first, so
    that the two never wait for each other in a circle.
    """
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": FEED_LOCK})


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will delete from quarantine what may be these identities', and tell table to rows; it may be repeated."""
    gone = await session.execute(
        text("DELETE FROM quarantine WHERE identities && CAST(:identities AS bigint[]) RETURNING 1"),
        {"identities": list(identities)},
    )
    return {"quarantine": len(gone.all())}


async def forget_old_keys(session: AsyncSession, *, now: datetime) -> int:
    """This will delete message keys older than eight days (never those of files) and the batches they came in."""
    newest = await session.scalar(
        text("SELECT max(id) FROM intake_batches WHERE applied_at < :then"), {"then": now - _KEPT_FOR}
    )
    if newest is None:
        return 0
    done = await session.execute(text(_FORGET),
        {"newest": newest})  # fmt: skip
    await session.execute(
        text("DELETE FROM intake_batches WHERE id <= :newest AND applied_at IS NOT NULL"), {"newest": newest}
    )
    return int(done.scalar_one())


async def _add_key(session: AsyncSession, source: Source, now: datetime) -> str:
    key = f"wk_{secrets.token_urlsafe(24)}"
    await session.execute(
        text("INSERT INTO write_keys (hash, source, created_at) VALUES (:hash, :source, :now)"),
        {"hash": hashlib.sha256(key.encode()).digest(), "source": source.id, "now": now})  # fmt: skip
    return key


def _fixed(arrival: Arrival, fix: dict[str, Any]) -> Arrival:
    arrival.problem = None
    arrival.masked = None  # what is fixed is masked anew
    arrival.name = fix.get("name", arrival.name)
    arrival.occurred_at = fix.get("occurred_at", arrival.occurred_at)
    arrival.identifiers = arrival.identifiers + [(namespace, value) for namespace, value in fix.get("identifiers", [])]
    if "properties" in fix:
        arrival.properties = msgspec.json.encode(_laid_over(msgspec.json.decode(arrival.properties), fix["properties"]))
    if "traits" in fix:
        arrival.traits = _laid_over(arrival.traits or {}, fix["traits"])
    return arrival


def _laid_over(below: Any, above: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 what arrived may be anything
    merged = {**(below if isinstance(below, dict) else {}), **above}
    return {key: value for key, value in merged.items() if value is not None}


def _remembered(row: dict[str, Any]) -> Happening:
    """A stored row as a happening; the identifiers' values stay where they are, with identity."""
    identifiers = [
        KnownIdentifier(*known) for known in zip(row["namespaces"], repeat(""), row["identities"], strict=False)
    ]
    return Happening(
        row["message_id"], row["source"], row["kind"], row["name"], row["channel"], row["moment"], row["received"],
        row["identity"], identifiers, {}, msgspec.json.decode(row["properties"]) if row["kind"] == "track" else {},
        row["batch"], row["import_id"],
    )  # fmt: skip


_REPLAY = """
    SELECT identity, toUnixTimestamp64Milli(occurred_at) AS moment, toUnixTimestamp64Milli(received_at) AS
    received, name, kind,
           source, channel, message_id, namespaces, identities, properties, batch, import_id
    FROM events
    WHERE (toUnixTimestamp64Milli(occurred_at), message_id) > ({since:Int64}, {last:String})
      AND occurred_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND occurred_at <
      fromUnixTimestamp64Milli({until:Int64}, 'UTC')
    ORDER BY moment, message_id LIMIT {limit:UInt32}
"""
_ADD_SOURCE = "INSERT INTO sources (name, channel, plan, created_at) VALUES (:name, :channel, :plan, :now) RETURNING id"
_HOUSE_SOURCE = """
    INSERT INTO sources (name, channel, plan, created_at) VALUES (:name, :channel, 'allow', :now) ON CONFLICT DO NOTHING
"""
_NAMED = "SELECT id, name, channel FROM sources WHERE name = :name"
_STILL_ASIDE = """
    UPDATE quarantine SET code = :code, message = :message, name = :name, arrival = :arrival WHERE id = :id
"""
_TELL_AGAIN = """
    INSERT INTO intake_batches (id, writer, told, closed_at) VALUES (nextval('intake_batch_ids'), 0, :told, now())
"""
_FORGET = """
    WITH gone AS (DELETE FROM message_keys WHERE batch <= :newest AND import_id IS NULL RETURNING 1)
    SELECT count(*) FROM gone
"""
