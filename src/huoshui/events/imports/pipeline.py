"""
One import from its first row to its last: read, decided by the ledger, submitted, noted; it may be begun again at any
time.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.events import operations as events
from huoshui.events.contract import Arrival, IntakeBusy, IntakeUnavailable, Source
from huoshui.events.imports import ledger, media, reader, store
from huoshui.events.imports.contract import ImportState
from huoshui.events.imports.drafts import DraftProblem, Part
from huoshui.events.imports.reader import End, FileRefused, PartRead, TableFound
from huoshui.events.intake import Intake

_LOCK_CLASS = 0x696D
_TURN = 0
"""The advisory lock of the one import that is at work."""
_SAVE_SECONDS = 1.0
_FIRST_PROBLEMS = 50
_PATIENCE_SECONDS = 120
_BATCH_RECORDS = 2_000
_BATCH_BYTES = 4 << 20
_BATCH_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Engines:
    """What an import needs of the platform."""

    postgres: Postgres
    clickhouse: ClickHouse
    keys: Keys
    intake: Intake
    media: Path


@dataclass(slots=True)
class _Run:
    import_id: int
    file: str
    dry_run: bool
    exported_at: int
    received_at: int
    tables: list[TableFound] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    readable: list[TableFound] = field(default_factory=list)
    rows: int = 0
    problems: int = 0
    first_problems: list[tuple[int, DraftProblem]] = field(default_factory=list)
    results: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Any] = field(default_factory=dict)
    saved_at: float = 0.0


class Turn:
    """Held by the one import at work; a process that dies lets go of it."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: psycopg.AsyncConnection[Any] | None = None

    async def take(self) -> bool:
        """This will take the turn, or tell that somebody else has it."""
        self._connection = await psycopg.AsyncConnection.connect(
            self._dsn, autocommit=True, application_name="huoshui import"
        )
        row = await (
            await self._connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (_LOCK_CLASS, _TURN))
        ).fetchone()
        taken = bool(row and row[0])
        if not taken:
            await self.give()
        return taken

    async def give(self) -> None:
        """This will let the next one work."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None


async def run(engines: Engines, *, import_id: int, now: datetime) -> None:
    """This will bring a queued or interrupted import to its end; whatever stops it is written down with it."""
    begun = await _begin(engines, import_id, now)
    if begun is None:
        return
    run_, task = begun
    try:
        await _read(engines, run_, task)
    except (IntakeBusy, IntakeUnavailable, DBAPIError) as error:
        logger().warning("imports.import.interrupted", id=import_id, error=type(error).__name__)
        raise  # it stays as it is, and is taken up again
    except Exception as error:  # noqa: BLE001 the job's door: a defect ends this import, said so, and no other
        logger().error("imports.import.broke", id=import_id, exc_info=error)
        message = "The import stopped because of a defect on our side, which was logged."
        await _fail(engines, run_, {"code": "ImportBroke", "message": message, "facts": {"what": type(error).__name__}})


async def _begin(engines: Engines, import_id: int, now: datetime) -> tuple[_Run, reader.Task] | None:
    async with engines.postgres.transaction() as session:
        row = (
            await session.execute(text("SELECT * FROM imports WHERE id = :id FOR UPDATE"), {"id": import_id})
        ).one_or_none()
        if row is None or row.state not in {ImportState.QUEUED, ImportState.RUNNING}:
            return None
        # what an interrupted run noted is noted again from the start; records are told apart by their keys
        await session.execute(text("DELETE FROM import_problems WHERE import_id = :id"), {"id": import_id})
        await store.change(
            session, import_id, state=ImportState.RUNNING.value, started_at=now, heartbeat_at=now, rows=0
        )
        saved = await session.execute(text("SELECT document::text FROM import_mappings ORDER BY name"))
        task = reader.Task(
            str(engines.media / row.media), engines.keys.open(bytes(row.media_key)), row.size, row.file,
            clock.milliseconds(row.exported_at), msgspec.json.encode(row.mapping) if row.mapping else None,
            [document.encode() for (document,) in saved], row.platform,
        )  # fmt: skip
    exported, received = clock.milliseconds(row.exported_at), clock.milliseconds(row.created_at)
    return _Run(import_id, row.file, row.dry_run, exported, received), task


async def _read(engines: Engines, run_: _Run, task: reader.Task) -> None:
    """Read on while what was read before is submitted: one batch under way, one being gathered."""
    gathered: Part | None = None
    under_way: asyncio.Task[None] | None = None
    since = time.monotonic()
    try:
        async for message in reader.read(task):
            if isinstance(message, TableFound):
                await _meet(engines, run_, message)
                continue
            part = message.part if isinstance(message, PartRead) else None
            full = gathered is not None and (
                part is None or part.table != gathered.table or _is_full(gathered, since=since)
            )
            if gathered is not None and full:
                if under_way:
                    await under_way
                under_way = asyncio.create_task(_take(engines, run_, gathered))
                gathered, since = None, time.monotonic()
            if part is not None:
                gathered = part if gathered is None else _joined(gathered, part)
                continue
            if under_way:
                await under_way
                under_way = None
            await _over(engines, run_, message)
    finally:
        if under_way:
            await asyncio.gather(under_way, return_exceptions=True)


def _is_full(part: Part, *, since: float) -> bool:
    return len(part.drafts) >= _BATCH_RECORDS or part.size >= _BATCH_BYTES or time.monotonic() - since > _BATCH_SECONDS


def _joined(part: Part, following: Part) -> Part:
    part.drafts += following.drafts
    part.problems += following.problems
    part.rows += following.rows
    part.size += following.size
    part.counts = following.counts
    return part


async def _over(engines: Engines, run_: _Run, message: reader.Message) -> None:
    if isinstance(message, FileRefused):
        await _fail(engines, run_, {"code": message.code, "message": message.message, "facts": message.facts})
    elif isinstance(message, End):
        run_.counts = message.counts
        await _finish(engines, run_)


async def _meet(engines: Engines, run_: _Run, table: TableFound) -> None:
    run_.tables.append(table)
    if table.problem is None:
        run_.readable.append(table)
    async with engines.postgres.transaction() as session:
        if table.problem is None and not run_.dry_run and table.platform not in run_.sources:
            source = await events.house_source(
                session, name=f"file:{table.platform}", channel=table.channel, now=clock.now()
            )
            run_.sources[table.platform] = source
        tables = [
            {name: value for name, value in msgspec.structs.asdict(one).items() if value is not None}
            for one in run_.tables
        ]
        total = sum(one.rows for one in run_.readable)
        await store.change(session, run_.import_id, tables=tables, total=total, heartbeat_at=clock.now())


async def _take(engines: Engines, run_: _Run, part: Part) -> None:
    async with engines.postgres.transaction() as session:
        standings = await ledger.known(session, part.drafts)
    decided = ledger.decide(
        part.drafts, standings, import_id=run_.import_id, exported_at=run_.exported_at, file=run_.file
    )
    run_.results.update(decided.counts)
    run_.rows += part.rows
    run_.counts = part.counts
    if decided.arrivals and not run_.dry_run:
        source = run_.sources[run_.readable[part.table].platform]
        receipt = await _submit(engines.intake, source, decided.arrivals, run_)
        run_.results["events_stored"] += receipt[0]
        run_.results["events_duplicate"] += receipt[1]
        run_.results["events_rejected"] += receipt[2]
    await _note(engines, run_, part, decided)


async def _submit(intake: Intake, source: Source, arrivals: list[Arrival], run_: _Run) -> tuple[int, int, int]:
    """Submit as long as intake asks for patience; it refuses rather than swell when something else is heavier."""
    started = time.monotonic()
    while True:
        try:
            receipt = await intake.submit(
                source, arrivals, received_at=run_.received_at, import_id=run_.import_id, forever=True
            )
        except (IntakeBusy, IntakeUnavailable) as busy:
            if time.monotonic() - started > _PATIENCE_SECONDS:
                raise
            await asyncio.sleep(min(busy.retry_after or 1, 2) / 4)
        else:
            return receipt.stored, receipt.duplicates, len(receipt.rejected)


async def _note(engines: Engines, run_: _Run, part: Part, decided: ledger.Decided) -> None:
    """Write ledger, figures and problems of a part, and about each second how far it has come."""
    problems = part.problems
    room = _FIRST_PROBLEMS - len(run_.first_problems)
    run_.first_problems += [(part.table, one) for one in problems[: max(0, room)]]
    due = time.monotonic() - run_.saved_at > _SAVE_SECONDS
    if run_.dry_run and not due:
        return
    async with engines.postgres.transaction() as session:
        if not run_.dry_run:
            await ledger.write(session, decided.lines)
            await store.write_content(session, decided.content, import_id=run_.import_id, exported_at=run_.exported_at)
            await store.write_problems(
                session, engines.keys, import_id=run_.import_id, first=run_.problems, part=part.table, problems=problems
            )
            run_.problems += len(problems)
        if due:
            counts = _counts(run_)
            await store.change(session, run_.import_id, rows=run_.rows, counts=counts, heartbeat_at=clock.now())
            run_.saved_at = time.monotonic()


def _counts(run_: _Run) -> dict[str, Any]:
    return {**run_.counts, "results": dict(run_.results)}


async def _finish(engines: Engines, run_: _Run) -> None:
    state = ImportState.DRY_RUN if run_.dry_run else ImportState.FINISHED
    await _end(engines, run_, state, None)
    logger().info("imports.import.finished", id=run_.import_id, rows=run_.rows, state=state.value)


async def _fail(engines: Engines, run_: _Run, error: dict[str, Any]) -> None:
    await _end(engines, run_, ImportState.FAILED, error)
    logger().info("imports.import.failed", id=run_.import_id, code=error["code"])


async def _end(engines: Engines, run_: _Run, state: ImportState, error: dict[str, Any] | None) -> None:
    now = clock.now()
    kept = engines.keys.seal(msgspec.msgpack.encode(run_.first_problems))
    async with engines.postgres.transaction() as session:
        row = (
            await session.execute(text("SELECT media FROM imports WHERE id = :id FOR UPDATE"), {"id": run_.import_id})
        ).one()
        await store.change(
            session, run_.import_id, state=state.value, rows=run_.rows, counts=_counts(run_), finished_at=now,
            heartbeat_at=now,
            first_problems=kept, **({"error": error} if error else {}),
        )  # fmt: skip
        if state is not ImportState.DRY_RUN:
            await store.change(session, run_.import_id, media=None, media_key=None)
    if state is not ImportState.DRY_RUN and row.media:
        media.remove(engines.media, row.media)
