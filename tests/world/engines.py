"""Real engines for tests: one embedded PostgreSQL and one chDB per test process, emptied between tests that wrote."""

import asyncio
import os
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from huoshui.app.platform import Platform

_KEPT = {"alembic_version", "trait_policies", "order_mirror"}
"""What migrations filled."""
_LARGE = 1 << 20
"""Of this many bytes on, a table is cut off; below, taking its rows out is quicker."""


_MEMORY = Path("/dev/shm")
_ROOMY = 8 << 30
_FOLDER = re.compile(r"huoshui-test-(\d+)-")


def folder() -> Path:
    """Give this test process a data directory that every system user can reach; `leave` removes it at the latest."""
    place = Path(tempfile.mkdtemp(prefix=f"huoshui-test-{os.getpid()}-", dir=_place()))
    place.chmod(0o755)
    return place


@cache
def _place() -> Path:
    """
    Where test data lies: in memory, where there is room for it.

    The engines sync whatever they commit; a disk takes milliseconds for it, and tests commit some hundred thousand times.
    What they show of killed processes is as true there: memory and disk both keep what a process wrote before it ended.
    """
    in_memory = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOMY
    return _MEMORY if in_memory else Path(tempfile.gettempdir())


def leave() -> None:
    """Remove the data directories of this test process, and those of any that was killed."""
    for place in _place().glob("huoshui-test-*"):
        owner = _FOLDER.match(place.name)
        if owner and (int(owner[1]) == os.getpid() or not _lives(int(owner[1]))):
            shutil.rmtree(place, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


async def empty(platform: Platform) -> None:
    """Take everything out of both engines and out of what intake and short links remember."""
    await asyncio.gather(_empty_postgres_at_last(platform), _empty_clickhouse(platform))
    platform.intake.forget()
    platform.visits.forget()
    platform.mail.hearing.forget()
    await platform.intake.refresh()


async def _empty_postgres_at_last(platform: Platform) -> None:
    for attempt in range(5):
        try:
            await _empty_postgres(platform)
        except OperationalError:  # intake looks into the tables each second, and two can wait for each other
            if attempt == 4:
                raise
        else:
            break


async def _empty_postgres(platform: Platform) -> None:
    async with platform.postgres.transaction() as session:
        names = [name for (name,) in await session.execute(_TABLES) if name not in _KEPT]
        filled = " UNION ALL ".join(
            f"SELECT '{name}', pg_relation_size('{name}') WHERE EXISTS (SELECT FROM {name})" for name in names
        )
        tables = (await session.execute(text(filled))).all()
        emptied = [f"TRUNCATE {name} CASCADE" if size > _LARGE else f"DELETE FROM {name}" for name, size in tables]
        await session.execute(text("LOCK TABLE intake_batches"))
        batches = (await session.execute(_OPEN_BATCHES)).all()
        await session.execute(text("SET LOCAL session_replication_role = replica"))  # the audit log refuses otherwise
        await session.execute(text("; ".join(emptied)))
        await session.execute(_RESTART)
        await session.execute(
            text("INSERT INTO units (code, name, kind, path) VALUES ('HQ', '总部', 'headquarters', '/1/')")
        )
        await session.execute(text("UPDATE order_mirror SET version = 0"))
        await session.execute(text("DELETE FROM procrastinate_jobs"))
        for number, writer in batches:  # the living committer's next batch
            await session.execute(_REOPEN, {"id": number, "writer": writer})


async def _empty_clickhouse(platform: Platform) -> None:
    filled = [name for (name,) in await platform.clickhouse.rows(_FILLED)]
    for name in filled:
        await platform.clickhouse.command(f"TRUNCATE TABLE {name}")
    if filled:
        for (name,) in await platform.clickhouse.rows(_DICTIONARIES):
            await platform.clickhouse.command(f"SYSTEM RELOAD DICTIONARY {name}")


_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'procrastinate%'")
_RESTART = text("""
    SELECT setval(seqrelid, seqstart, false)
    FROM pg_sequence JOIN pg_depend ON objid = seqrelid AND deptype IN ('a', 'i') AND refobjsubid > 0
        JOIN pg_class ON pg_class.oid = refobjid
    WHERE relname NOT LIKE 'procrastinate%' AND pg_sequence_last_value(seqrelid) IS NOT NULL
""")
_OPEN_BATCHES = text("SELECT id, writer FROM intake_batches WHERE closed_at IS NULL")
_REOPEN = text("INSERT INTO intake_batches (id, writer) VALUES (:id, :writer)")
_FILLED = """
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'schema_migrations' AND total_rows > 0
"""
_DICTIONARIES = "SELECT name FROM system.dictionaries WHERE database = currentDatabase()"
