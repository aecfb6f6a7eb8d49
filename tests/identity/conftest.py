"""A PostgreSQL of its own for the tests of identity; every test's transaction is rolled back."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.schema.upgrade import upgrade
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.postgres import Postgres


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    with tempfile.TemporaryDirectory(prefix="huoshui-identity-") as folder:
        Path(folder).chmod(0o755)
        embedded = EmbeddedPostgres(Path(folder))
        embedded.start()
        yield embedded
        embedded.stop()


@pytest_asyncio.fixture(scope="session")
async def postgres(server: EmbeddedPostgres) -> AsyncIterator[Postgres]:
    database = Postgres(server.dsn)
    await upgrade(database)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def session(postgres: Postgres) -> AsyncIterator[AsyncSession]:
    async with postgres.session() as one:
        yield one
        await one.rollback()
