"""Both renderings of every ClickHouse migration are SQL that the engine understands."""

import pytest

from huoshui.app import wiring
from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse_schema import Migration, migrations, render

ALL = migrations(wiring.STAGES)


class TestRender:
    def test_writes_one_table_for_one_node(self) -> None:
        migration = Migration(
            1,
            "things",
            "-- distributed: things by cityHash64(a)\nCREATE TABLE IF NOT EXISTS things {on_cluster} (a UInt64) ENGINE = {ReplacingMergeTree(a)} ORDER BY a;\n",
        )
        assert [" ".join(statement.split()) for statement in render(migration, cluster=None)] == [
            "-- distributed: things by cityHash64(a) CREATE TABLE IF NOT EXISTS things (a UInt64) ENGINE = ReplacingMergeTree(a) ORDER BY a"
        ]

    def test_writes_a_replicated_table_behind_a_distributed_one_for_a_cluster(self) -> None:
        migration = Migration(
            1,
            "things",
            "-- distributed: things by cityHash64(a)\nCREATE TABLE IF NOT EXISTS things {on_cluster} (a UInt64) ENGINE = {MergeTree} ORDER BY a;\n",
        )
        local, distributed = render(migration, cluster="water")
        assert "CREATE TABLE IF NOT EXISTS things_local ON CLUSTER 'water'" in local
        assert "ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}')" in local
        assert distributed.endswith("ENGINE = Distributed('water', currentDatabase(), things_local, cityHash64(a))")

    @pytest.mark.parametrize("migration", ALL, ids=lambda migration: f"{migration.number:04d}-{migration.name}")
    @pytest.mark.parametrize("cluster", [None, "water"])
    async def test_is_parsed_by_the_engine(
        self, shared_platform: Platform, migration: Migration, cluster: str | None
    ) -> None:
        for statement in render(migration, cluster=cluster):
            ((formatted,),) = await shared_platform.clickhouse.rows(
                "SELECT formatQuery({sql:String})", {"sql": statement}
            )
            assert ("Replicated" in formatted or "Distributed" in formatted) == (
                (cluster is not None and "MergeTree" in statement) or "ENGINE = Distributed" in statement
            )

    def test_numbers_each_migration_once(self) -> None:
        numbers = [migration.number for migration in ALL]
        assert len(numbers) == len(set(numbers)) > 0
