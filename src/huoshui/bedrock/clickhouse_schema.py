"""
Numbered ClickHouse migrations in two renderings: one node, and a cluster.

A file ``<stage>/sql/schema/NNNN_name.sql`` holds statements that end with ``;`` at a line's end, written once:
``{MergeTree}`` and ``{ReplacingMergeTree(version)}`` name engines, ``{on_cluster}`` stands after a table's name,
and a line
``-- distributed: events by cityHash64(identity)`` says that on a cluster the table is ``events_local`` on every shard
behind a ``Distributed`` table ``events``.
"""

import re
from dataclasses import dataclass
from importlib import resources

from huoshui.bedrock.clickhouse import ClickHouse

_DISTRIBUTED = re.compile(r"^-- distributed: (\w+) by (.+)$", re.MULTILINE)
_ENGINE = re.compile(r"\{((?:Replacing|Aggregating|Summing)?MergeTree)(?:\(([^)]*)\))?\}")
_LEDGER = """
    CREATE TABLE IF NOT EXISTS schema_migrations (number UInt32, name String, applied_at DateTime DEFAULT now())
    ENGINE = MergeTree ORDER BY number
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    number: int
    name: str
    sql: str


def migrations(stages: list[str]) -> list[Migration]:
    """This will read the migrations of the stages, in the order of their numbers."""
    found = []
    for stage in stages:
        folder = resources.files("huoshui").joinpath(stage, "sql", "schema")
        if folder.is_dir():
            files = [file for file in folder.iterdir() if file.name.endswith(".sql")]
            found += [Migration(int(file.name[:4]), file.name[5:-4], file.read_text("utf-8")) for file in files]
    return sorted(found, key=lambda migration: migration.number)


def render(migration: Migration, *, cluster: str | None) -> list[str]:
    """This will write the migration's statements for one node, or for the named ``cluster``."""
    sql = migration.sql
    distributed = dict(_DISTRIBUTED.findall(sql)) if cluster else {}
    for table in distributed:
        sql = re.sub(rf"\b(TABLE (?:IF NOT EXISTS )?){table}\b", rf"\1{table}_local", sql)
    sql = sql.replace("{on_cluster}", f"ON CLUSTER '{cluster}'" if cluster else "")
    sql = _ENGINE.sub(lambda found: _engine(found[1], found[2] or "", replicated=bool(cluster)), sql)
    statements = [part.strip() for part in re.split(r";\s*$", sql, flags=re.MULTILINE)]
    statements = [part for part in statements if re.sub(r"--.*", "", part).strip()]
    return statements + [
        f"CREATE TABLE IF NOT EXISTS {table} ON CLUSTER '{cluster}' AS {table}_local "
        f"ENGINE = Distributed('{cluster}', currentDatabase(), {table}_local, {key})"
        for table, key in distributed.items()
    ]


def _engine(name: str, arguments: str, *, replicated: bool) -> str:
    if not replicated:
        return f"{name}({arguments})"
    place = "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'"
    return f"Replicated{name}({place}{', ' if arguments else ''}{arguments})"


async def pending(clickhouse: ClickHouse, stages: list[str]) -> list[Migration]:
    """This will tell which migrations have not run on this database."""
    await clickhouse.command(_LEDGER)
    done = {number for (number,) in await clickhouse.rows("SELECT number FROM schema_migrations")}
    return [migration for migration in migrations(stages) if migration.number not in done]


async def migrate(clickhouse: ClickHouse, stages: list[str], *, cluster: str | None = None) -> list[Migration]:
    """
    This will bring the database forward and tell what ran.

    Statements are written to be repeatable (``IF NOT EXISTS``), so a crash between two of them is mended by
    running again.
    """
    todo = await pending(clickhouse, stages)
    for migration in todo:
        for statement in render(migration, cluster=cluster):
            await clickhouse.command(statement)
        await clickhouse.command(
            "INSERT INTO schema_migrations (number, name) VALUES ({number:UInt32}, {name:String})",
            {"number": migration.number, "name": migration.name},
        )
    return todo
