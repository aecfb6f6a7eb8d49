"""A PostgreSQL of its own for the tests of identity; every test's transaction is rolled back."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.schema.upgrade import upgrade
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.postgres import Postgres
from tests.world import engines


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    embedded = EmbeddedPostgres(engines.folder())
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
