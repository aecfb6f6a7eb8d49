"""Bringing PostgreSQL forward; a database that is current costs one short query."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from huoshui.bedrock.postgres import Postgres

_HERE = Path(__file__).parent
_LOCK = 0x48756F73  # only one process migrates


def head() -> str:
    """This will tell the newest revision, from the file names alone."""
    return max(path.stem for path in (_HERE / "versions").glob("0*.py"))


async def current(postgres: Postgres) -> str | None:
    """This will tell the database's revision, or nothing for an empty one."""
    async with postgres.session() as session:
        try:
            revision: str | None = await session.scalar(text("SELECT version_num FROM alembic_version"))
        except ProgrammingError:
            return None
        return revision


async def upgrade(postgres: Postgres) -> list[str]:
    """This will run what is missing, all in one transaction, and tell which revisions ran."""
    before = await current(postgres)
    if before == head():
        return []
    async with postgres.engine.begin() as connection:
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await connection.run_sync(_run)
    config = _config()
    script = ScriptDirectory.from_config(config)
    return [
        revision.revision
        for revision in script.walk_revisions("base", "heads")
        if before is None or revision.revision > before
    ]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("path_separator", "os")
    return config


def _run(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
