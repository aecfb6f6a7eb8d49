"""What ClickHouse knows of people: the map and its dictionary follow PostgreSQL, and nothing is lost or counted twice."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio
from sqlalchemy import text

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrate, migrations, render
from huoshui.bedrock.postgres import Postgres
from huoshui.identity import operations

from .world import identity, seen

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TABLES = "identifiers, links, link_evidence, never_links, identity_reviews, recycled, identity_changes, outbox"


@pytest_asyncio.fixture(scope="module")
async def clickhouse(tmp_path_factory) -> AsyncIterator[ClickHouse]:
    engine = ClickHouse.embedded(Path(tmp_path_factory.mktemp("clickhouse")))
    await migrate(engine, ["identity"])
    yield engine
    engine.close()


@pytest_asyncio.fixture
async def database(postgres: Postgres) -> AsyncIterator[Postgres]:
    yield postgres
    async with postgres.transaction() as session:
        await session.execute(text(f"TRUNCATE {TABLES}"))


async def person_in_clickhouse(clickhouse: ClickHouse, reference: str) -> int:
    sql = "SELECT dictGetOrDefault('person_of', 'person', {one:UInt64}, {one:UInt64})"
    return int((await clickhouse.rows(sql, {"one": identity(reference)}))[0][0])


class TestMirror:
    async def test_follows_merges_and_splits(self, database: Postgres, clickhouse: ClickHouse) -> None:
        async with database.transaction() as session:
            await operations.observe(
                session, [seen("user_id:u1", "anonymous:a1"), seen("user_id:u2", "anonymous:a2")], now=NOW
            )
        await operations.mirror(database, clickhouse)
        assert await person_in_clickhouse(clickhouse, "anonymous:a1") == identity("user_id:u1")
        assert await person_in_clickhouse(clickhouse, "user_id:u2") == identity("user_id:u2")
        async with database.transaction() as session:
            merged = await operations.merge(
                session, a=identity("user_id:u1"), b=identity("user_id:u2"), by="staff:1", now=NOW
            )
        await operations.mirror(database, clickhouse)
        assert [
            await person_in_clickhouse(clickhouse, one) for one in ("user_id:u1", "user_id:u2", "anonymous:a2")
        ] == [merged] * 3
        async with database.transaction() as session:
            await operations.split(session, person=merged, identifier=identity("user_id:u2"), by="staff:1", now=NOW)
        await operations.mirror(database, clickhouse)
        assert await person_in_clickhouse(clickhouse, "anonymous:a2") == identity("user_id:u2")
        assert await person_in_clickhouse(clickhouse, "user_id:u1") == identity("user_id:u1")

    async def test_writes_no_row_for_who_was_never_anybody_else(
        self, database: Postgres, clickhouse: ClickHouse
    ) -> None:
        await clickhouse.command("TRUNCATE TABLE identity_person")
        async with database.transaction() as session:
            await operations.observe(session, [seen("user_id:u7"), seen("user_id:u8", "anonymous:a8")], now=NOW)
        await operations.mirror(database, clickhouse)
        await operations.mirror(database, clickhouse)
        rows = await clickhouse.rows("SELECT identity, person FROM identity_person")
        assert rows == [(identity("anonymous:a8"), identity("user_id:u8"))]

    async def test_can_be_written_anew(self, database: Postgres, clickhouse: ClickHouse) -> None:
        async with database.transaction() as session:
            await operations.observe(session, [seen("user_id:u1", "anonymous:a1")], now=NOW)
        await operations.mirror(database, clickhouse)
        await clickhouse.command("TRUNCATE TABLE identity_person")
        async with database.transaction() as session:
            await operations.mirror_everything(session)
        await operations.mirror(database, clickhouse)
        assert await person_in_clickhouse(clickhouse, "anonymous:a1") == identity("user_id:u1")


class TestSchema:
    def test_renders_for_a_cluster(self) -> None:
        table, view = (render(one, cluster="c1") for one in migrations(["identity"]))
        assert table[0].count("identity_person_local") == 1
        assert "Distributed('c1', currentDatabase(), identity_person_local, cityHash64(identity))" in table[1]
        assert all("ON CLUSTER 'c1'" in statement for statement in view)
