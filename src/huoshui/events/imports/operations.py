"""Changing imports: begin one, commit what was tried, undo, save a mapping, tidy up."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.log import logger
from huoshui.channels.exports import moments
from huoshui.channels.exports.mapping import Mapping
from huoshui.events import operations as events
from huoshui.events.imports import media, store
from huoshui.events.imports.contract import (
    WORKING,
    ImportId,
    ImportRunning,
    ImportState,
    NoSuchImport,
    NothingToUndo,
    UploadGone,
)
from huoshui.events.imports.pipeline import Engines

Undoer = Callable[[AsyncSession, ClickHouse, int, datetime], Awaitable[Any]]
"""Takes back what an import said: ``await undoer(session, clickhouse, import_id, now)``; may be called twice."""

undoers: list[Undoer] = []
"""Filled by app/wiring: what each stage does when an import is undone, in the order of the river."""

_TRIED_FOR = timedelta(hours=24)
_PROBLEMS_FOR = timedelta(days=90)
_NAME_FROM_THE_FUTURE = timedelta(days=1)


async def begin(
    engines: Engines,
    chunks: AsyncIterator[bytes],
    *,
    file: str,
    mapping: Mapping | None,
    platform: str,
    dry_run: bool,
    by: str,
    now: datetime,
) -> ImportId:
    """
    This will keep an upload and queue its import; the job does the rest.

    :raises UploadTooLarge: if the file is larger than we take
    :raises EmptyUpload: if it is empty
    """
    upload = await media.store(engines.media, chunks, file=file)
    at = moments.exported_at(file)
    exported = clock.moment(at) if at is not None and clock.moment(at) < now + _NAME_FROM_THE_FUTURE else now
    async with engines.postgres.transaction() as session:
        number = await session.scalar(
            _BEGIN,
            {
                "file": file[:300],
                "sha256": upload.sha256,
                "size": upload.size,
                "media": upload.name,
                "media_key": engines.keys.seal(upload.key),
                "dry_run": dry_run,
                "platform": platform,
                "by": by,
                "now": now,
                "mapping": mapping.model_dump_json(exclude_defaults=True) if mapping else None,
                "exported_at": min(exported, now),
            },
        )
    return ImportId(int(number or 0))


async def commit(session: AsyncSession, *, import_id: int, by: str, now: datetime) -> ImportId:
    """
    This will queue the import of a file that was only tried so far, as an import of its own.

    :raises NoSuchImport: if there is none of that number
    :raises ImportRunning: if it is still being tried
    :raises UploadGone: if the file is no longer kept
    """
    row = (
        await session.execute(text("SELECT state, media FROM imports WHERE id = :id FOR UPDATE"), {"id": import_id})
    ).one_or_none()
    if row is None:
        raise NoSuchImport(id=import_id)
    if row.state in WORKING:
        raise ImportRunning(id=import_id, state=row.state)
    if row.media is None or row.state != ImportState.DRY_RUN:
        raise UploadGone(id=import_id)
    number = await session.scalar(_COMMIT, {"id": import_id, "by": by, "now": now})
    await store.change(session, import_id, media=None, media_key=None)
    return ImportId(int(number or 0))


async def open_undo(session: AsyncSession, *, import_id: int, now: datetime) -> None:
    """
    This will queue the undoing of an import; the job does the rest.

    :raises NoSuchImport: if there is none of that number
    :raises ImportRunning: if it is still at work
    :raises NothingToUndo: if it changed nothing, or was undone before
    """
    row = (
        await session.execute(text("SELECT state FROM imports WHERE id = :id FOR UPDATE"), {"id": import_id})
    ).one_or_none()
    if row is None:
        raise NoSuchImport(id=import_id)
    if row.state in WORKING:
        raise ImportRunning(id=import_id, state=row.state)
    touched = await session.scalar(_TOUCHED, {"id": import_id})
    if row.state in {ImportState.DRY_RUN, ImportState.UNDONE} or (row.state == ImportState.FAILED and not touched):
        raise NothingToUndo(id=import_id, state=row.state)
    await store.change(session, import_id, state=ImportState.UNDOING.value, heartbeat_at=now)


async def undo(engines: Engines, *, import_id: int, cluster: str | None, now: datetime) -> bool:
    """
    This will take back what an import brought: its events, message keys, ledger lines, figures, and what
    downstream learned.

    It may be begun again at any time. Answers ``False`` as long as the feed has not yet handed on all that the
    import told.
    """
    async with engines.postgres.session() as session:
        state = await session.scalar(text("SELECT state FROM imports WHERE id = :id"), {"id": import_id})
        if state != ImportState.UNDOING:
            return True
        if await session.scalar(_ON_ITS_WAY, {"id": import_id}):
            return False
    table = f"events_local ON CLUSTER '{cluster}'" if cluster else "events"
    await engines.clickhouse.command(
        f"DELETE FROM {table} WHERE import_id = {{import_id:UInt64}}",
        {"import_id": import_id},
        settings={"lightweight_deletes_sync": 2},
    )
    async with engines.postgres.transaction() as session:
        await events.hold_feed(session)
        for undoer in undoers:
            await undoer(session, engines.clickhouse, import_id, now)
        gone = {}
        for relation in ("message_keys", "quarantine", "import_records", "content_facts", "import_problems"):
            done = await session.execute(text(_GONE.format(relation=relation)), {"id": import_id})
            gone[relation] = int(done.scalar_one())
        undone = {"undone": gone}
        await session.execute(
            text(
                "UPDATE imports SET state = 'undone', finished_at = :now, heartbeat_at = :now, "
                "counts = counts || CAST(:gone AS jsonb) "
                "WHERE id = :id"
            ),
            {"id": import_id, "now": now, "gone": msgspec.json.encode(undone).decode()},
        )
    engines.intake.forget()
    logger().info("imports.import.undone", id=import_id, **gone)
    return True


async def save_mapping(session: AsyncSession, *, mapping: Mapping, by: str, now: datetime) -> None:
    """This will save a mapping under its name; from now on files that fit it are recognized."""
    await session.execute(
        text(
            "INSERT INTO import_mappings (name, document, updated_at, updated_by) "
            "VALUES (:name, CAST(:document AS jsonb), :now, :by) "
            "ON CONFLICT (name) DO UPDATE SET document = excluded.document, updated_at = :now, updated_by = :by"
        ),
        {"name": mapping.name, "document": mapping.model_dump_json(exclude_defaults=True), "now": now, "by": by},
    )


async def tidy(engines: Engines, *, now: datetime) -> int:
    """
    This will delete uploads that were only tried a day ago or never begun, and rows with problems after ninety days.
    """
    async with engines.postgres.transaction() as session:
        stale = (await session.execute(_STALE, {"then": now - _TRIED_FOR})).all()
        await session.execute(
            text("DELETE FROM import_problems USING imports WHERE imports.id = import_id AND finished_at < :then"),
            {"then": now - _PROBLEMS_FOR},
        )
        kept = set(await session.scalars(text("SELECT media FROM imports WHERE media IS NOT NULL")))
    for (name,) in stale:
        media.remove(engines.media, name)
    orphans = media.orphans(engines.media, kept, before=(now - _TRIED_FOR).timestamp())
    for name in orphans:
        media.remove(engines.media, name)
    return len(stale) + len(orphans)


_BEGIN = text("""
    INSERT INTO imports (file, sha256, size, media, media_key, mapping, platform, dry_run, state, created_at,
    created_by, exported_at,
                         heartbeat_at)
    VALUES (:file, :sha256, :size, :media, :media_key, CAST(:mapping AS jsonb), :platform, :dry_run, 'queued',
    :now, :by, :exported_at, :now)
    RETURNING id
""")
_COMMIT = text("""
    INSERT INTO imports (file, sha256, size, media, media_key, mapping, platform, dry_run, state, created_at,
    created_by, exported_at,
                         heartbeat_at)
    SELECT file, sha256, size, media, media_key, mapping, platform, false, 'queued', :now, :by, exported_at, :now
    FROM imports
    WHERE id = :id RETURNING id
""")
_TOUCHED = text(
    "SELECT EXISTS (SELECT FROM message_keys WHERE import_id = :id) "
    "OR EXISTS (SELECT FROM import_records WHERE import_id = :id)"
)
_ON_ITS_WAY = text("""
    SELECT EXISTS (
        SELECT FROM intake_batches WHERE applied_at IS NULL AND closed_at IS NOT NULL
        AND id IN (SELECT DISTINCT batch FROM message_keys WHERE import_id = :id))
""")
_GONE = "WITH gone AS (DELETE FROM {relation} WHERE import_id = :id RETURNING 1) SELECT count(*) FROM gone"
_STALE = text("""
    UPDATE imports SET media = NULL, media_key = NULL
    FROM (SELECT id, media FROM imports WHERE state = 'dry_run' AND media IS NOT NULL AND finished_at < :then FOR
    UPDATE) AS old
    WHERE imports.id = old.id RETURNING old.media
""")
