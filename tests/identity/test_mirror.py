"""What ClickHouse knows of people: the map and its dictionary follow PostgreSQL, and nothing is lost or counted twice."""

from datetime import UTC, datetime

from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrations, render
from huoshui.identity import operations

from .world import identity, seen

NOW = datetime(2026, 11, 21, tzinfo=UTC)


async def person_in_clickhouse(clickhouse: ClickHouse, reference: str) -> int:
    sql = "SELECT dictGetOrDefault('person_of', 'person', {one:UInt64}, {one:UInt64})"
    return int((await clickhouse.rows(sql, {"one": identity(reference)}))[0][0])


class TestMirror:
    async def test_follows_merges_and_splits(self, platform: Platform) -> None:
        async with platform.postgres.transaction() as session:
            await operations.observe(
                session, [seen("user_id:u1", "anonymous:a1"), seen("user_id:u2", "anonymous:a2")], now=NOW
            )
        await operations.mirror(platform.postgres, platform.clickhouse)
        assert await person_in_clickhouse(platform.clickhouse, "anonymous:a1") == identity("user_id:u1")
        assert await person_in_clickhouse(platform.clickhouse, "user_id:u2") == identity("user_id:u2")
        async with platform.postgres.transaction() as session:
            merged = await operations.merge(
                session, a=identity("user_id:u1"), b=identity("user_id:u2"), by="staff:1", now=NOW
            )
        await operations.mirror(platform.postgres, platform.clickhouse)
        assert [
            await person_in_clickhouse(platform.clickhouse, one) for one in ("user_id:u1", "user_id:u2", "anonymous:a2")
        ] == [merged] * 3
        async with platform.postgres.transaction() as session:
            await operations.split(session, person=merged, identifier=identity("user_id:u2"), by="staff:1", now=NOW)
        await operations.mirror(platform.postgres, platform.clickhouse)
        assert await person_in_clickhouse(platform.clickhouse, "anonymous:a2") == identity("user_id:u2")
        assert await person_in_clickhouse(platform.clickhouse, "user_id:u1") == identity("user_id:u1")

    async def test_writes_no_row_for_who_was_never_anybody_else(self, platform: Platform) -> None:
        await platform.clickhouse.command("TRUNCATE TABLE identity_person")
        async with platform.postgres.transaction() as session:
            await operations.observe(session, [seen("user_id:u7"), seen("user_id:u8", "anonymous:a8")], now=NOW)
        await operations.mirror(platform.postgres, platform.clickhouse)
        await operations.mirror(platform.postgres, platform.clickhouse)
        rows = await platform.clickhouse.rows("SELECT identity, person FROM identity_person")
        assert rows == [(identity("anonymous:a8"), identity("user_id:u8"))]

    async def test_can_be_written_anew(self, platform: Platform) -> None:
        async with platform.postgres.transaction() as session:
            await operations.observe(session, [seen("user_id:u1", "anonymous:a1")], now=NOW)
        await operations.mirror(platform.postgres, platform.clickhouse)
        await platform.clickhouse.command("TRUNCATE TABLE identity_person")
        async with platform.postgres.transaction() as session:
            await operations.mirror_everything(session)
        await operations.mirror(platform.postgres, platform.clickhouse)
        assert await person_in_clickhouse(platform.clickhouse, "anonymous:a1") == identity("user_id:u1")


class TestSchema:
    def test_renders_for_a_cluster(self) -> None:
        table, view = (render(one, cluster="c1") for one in migrations(["identity"]))
        assert table[0].count("identity_person_local") == 1
        assert "Distributed('c1', currentDatabase(), identity_person_local, cityHash64(identity))" in table[1]
        assert all("ON CLUSTER 'c1'" in statement for statement in view)
