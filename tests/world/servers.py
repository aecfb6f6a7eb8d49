"""Engines as servers: a PostgreSQL over TCP with a password, and the ClickHouse engine behind an HTTP front."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import psycopg

from huoshui.app.platform import Platform, open_platform
from huoshui.app.settings import Settings
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from tests.world.clickhouse_front import front
from tests.world.engines import folder
from tests.world.processes import free_port

_OWNER = "CREATE ROLE water LOGIN CREATEROLE PASSWORD 'living'"


@contextmanager
def engines_as_servers(engine: ClickHouse) -> Iterator[Settings]:
    """Start both engines as an operator with servers has them, the PostgreSQL role no superuser; give the settings."""
    home = folder()
    postgres = EmbeddedPostgres(home)
    postgres.start()
    port = free_port()
    with psycopg.connect(postgres.dsn, autocommit=True) as connection:
        connection.execute(_OWNER)
        connection.execute("CREATE DATABASE huoshui OWNER water")
        connection.execute("ALTER SYSTEM SET listen_addresses = '127.0.0.1'")
        connection.execute(f"ALTER SYSTEM SET port = {port}")
    (postgres.data / "pg_hba.conf").write_text("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n")
    postgres.stop()
    postgres.start()
    engine.client.command("DROP DATABASE IF EXISTS servers")
    engine.client.command("CREATE DATABASE servers")
    apart = ClickHouse(engine.dsn, database="servers")
    try:
        with front(apart) as clickhouse_url:
            yield Settings(
                data_dir=home / "own",
                postgres_url=f"postgresql://water:living@127.0.0.1:{port}/huoshui",
                clickhouse_url=clickhouse_url,
            )
    finally:
        apart.close()
        postgres.stop()
        shutil.rmtree(home, ignore_errors=True)


@asynccontextmanager
async def platform_on_servers(engine: ClickHouse) -> AsyncIterator[Platform]:
    """Open a platform on such engines."""
    with engines_as_servers(engine) as settings:
        async with open_platform(settings, work=False) as platform:
            yield platform
