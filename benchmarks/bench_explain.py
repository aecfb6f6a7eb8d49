"""
Why is this person (not) in it: `audiences.queries.explain` of the ten segments for people picked by chance.

Events and orders are those of the market; PostgreSQL holds identifiers, summaries and traits of a tenth of its people,
among whom we pick. Everything is read anew for each question, as the API does.
"""

import random
import statistics
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import harness
import market
import orjson
import psycopg

from huoshui.access.contract import EVERYTHING
from huoshui.app.schema.upgrade import upgrade
from huoshui.audiences import queries
from huoshui.audiences.contract.language import Condition, Definition
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.postgres import Postgres

GOAL_MS = 50.0
NOW = datetime.fromtimestamp(market.ENDED / 1000, UTC)
QUESTIONS = 300
HELD = f"""
SELECT DISTINCT {market.IDENTITY.format(person="number", number="toUInt64(k)")} AS identity,
       {market.IDENTITY.format(person="number", number="toUInt64(0)")} AS person, number % 3 = 0 AS reachable,
       toString(18 + intHash64(number) % 50) AS age, {market.CITIES}[1 + intHash32(number) % 10] AS city
FROM numbers({{people:UInt64}}) ARRAY JOIN [0, 1, 2, 3] AS k
"""
IDENTIFIERS = "identifiers (identity, person, space, first_seen_at, namespace, value)"
PEOPLE = "people (person, identified, reachable, reach, units, tags, display, since, version, updated_at)"
TRAITS = "traits (identity, name, source, value, first_at, occurred_at, message_id, learned_at)"


def fill(dsn: str, held: list[tuple[Any, ...]]) -> list[int]:
    """Tell PostgreSQL of people as the feed would, and give them."""
    founders = [row for row in held if row[0] == row[1]]
    tables = {
        IDENTIFIERS: ((identity, person, 1, NOW, "anonymous", str(identity)) for identity, person, *_ in held),
        PEOPLE: (
            (person, True, bool(reachable), ["wecom"] if reachable else [], [1], [], "", NOW, 1, NOW)
            for _, person, reachable, *_ in founders
        ),
        TRAITS: (
            (identity, name, 1, said, 1, 1, "m", NOW)
            for identity, _, _, age, city in founders
            for name, said in (("age", age), ("city", orjson.dumps(city).decode()))
        ),
    }
    with psycopg.connect(dsn, autocommit=True) as connection:
        for table, rows in tables.items():
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        connection.execute("VACUUM ANALYZE")
    return [person for _, person, *_ in founders]


async def ask(postgres: Postgres, clickhouse: ClickHouse, people: list[int], segments: list[Condition]) -> list[float]:
    """Explain, and give the milliseconds of each question in order of size."""
    dice, taken = random.Random(7), []
    for number in range(QUESTIONS):
        began = time.perf_counter()
        async with postgres.session() as session:
            await queries.explain(
                session, clickhouse, person=dice.choice(people), condition=segments[number % len(segments)],
                scope=EVERYTHING, now=NOW)  # fmt: skip
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


async def measure(clickhouse: ClickHouse, wanted: market.Size) -> None:
    kept = tomllib.loads(Path(__file__).with_name("segments.toml").read_text("utf-8")).values()
    segments = [Definition(version=1, where=orjson.loads(one["segment"])).where for one in kept]
    with harness.folder() as place:
        server = EmbeddedPostgres(place)
        server.start()
        postgres = Postgres(server.dsn)
        try:
            await upgrade(postgres)
            held = await clickhouse.rows(HELD, {"people": wanted.people // 10})
            people = fill(server.dsn, held)
            await ask(postgres, clickhouse, people, segments)  # warms up
            taken = await ask(postgres, clickhouse, people, segments)
        finally:
            await postgres.close()
            server.stop()
    p95 = taken[int(len(taken) * 0.95)]
    print(
        f"{len(taken)} questions about {len(people):,} people: p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms"
    )
    harness.figure("explain_p95", p95, "ms", f"<={GOAL_MS:g}", met=p95 <= GOAL_MS)


if __name__ == "__main__":
    market.run(__doc__, measure, stages=market.STAGES)
