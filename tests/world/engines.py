"""Real engines for tests: one embedded PostgreSQL and one chDB per test process, emptied between tests that wrote."""

import os
import tempfile
from pathlib import Path

from sqlalchemy import text

from huoshui.app.platform import Platform

_KEPT = {"alembic_version", "trait_policies", "order_mirror"}
"""What migrations filled."""


def folder() -> Path:
    """Give this test process a data directory that every system user can reach."""
    place = Path(tempfile.mkdtemp(prefix=f"huoshui-test-{os.getpid()}-"))
    place.chmod(0o755)
    return place


async def empty(platform: Platform) -> None:
    """Take everything out of both engines and out of intake's memory."""
    async with platform.postgres.transaction() as session:
        found = await session.execute(text(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'procrastinate%'"))  # fmt: skip
        tables = [name for (name,) in found if name not in _KEPT]
        open_batches = (
            await session.execute(text("SELECT id, writer FROM intake_batches WHERE closed_at IS NULL"))
        ).all()
        await session.execute(
            text("SET LOCAL session_replication_role = replica")
        )  # the audit log refuses to be emptied
        await session.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
        await session.execute(
            text("INSERT INTO units (code, name, kind, path) VALUES ('HQ', '总部', 'headquarters', '/1/')")
        )
        await session.execute(text("UPDATE order_mirror SET version = 0"))
        await session.execute(text("DELETE FROM procrastinate_jobs"))
        for number, writer in open_batches:  # the living committer's next batch
            await session.execute(
                text("INSERT INTO intake_batches (id, writer) VALUES (:id, :writer)"), {"id": number, "writer": writer}
            )
    tables = [name for (name,) in await platform.clickhouse.rows(
        "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'schema_migrations'")]  # fmt: skip
    for table in tables:
        await platform.clickhouse.command(f"TRUNCATE TABLE {table}")
    for (dictionary,) in await platform.clickhouse.rows(
        "SELECT name FROM system.dictionaries WHERE database = currentDatabase()"
    ):
        await platform.clickhouse.command(f"SYSTEM RELOAD DICTIONARY {dictionary}")
    platform.intake.forget()
    await platform.intake.refresh()
