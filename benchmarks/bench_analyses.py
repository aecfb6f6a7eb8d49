"""
Funnel, retention, paths and the flow map: each of ours against the same question written by hand in ClickHouse SQL.

By hand means what an analyst who knows the tables would write for this one question (`analyses.toml`): without other
orders of steps, exclusions, groups, scopes, several periods and money on the map. Both answers must be equal, and
rounds alternate. The engine is in our process, so that all is measured in processor time, which says more than wall
time on a machine that others use too. The funnel is also asked of DuckDB, which is given the same rows; it is not one
of ours, and is run by uv in an environment of its own.
"""

# ruff: noqa: ANN401 results are of as many types as there are kinds

import asyncio
import statistics
import sys
import time
import tomllib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import harness
import market
import pyarrow.parquet as pq
from pydantic import TypeAdapter

from huoshui.access.contract import EVERYTHING
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight.desk.kinds import Question, kind_of
from huoshui.insight.questions.asking import Asking

QUESTIONS = tomllib.loads(Path(__file__).with_name("analyses.toml").read_text("utf-8"))
GOAL, DUCKDB_GOAL = 1.15, 1.0
NOW = datetime.fromtimestamp(market.ENDED / 1000, UTC)
PACKAGE = "duckdb==2.0.0"
ROWS = f"""
SELECT {market.PERSON} AS person, toUnixTimestamp64Milli(occurred_at) AS moment, toString(name) AS name FROM events
"""
PEER = """
import json, statistics, sys, time
import duckdb
file, sql, rounds = sys.argv[1:]
database = duckdb.connect()
database.execute(f"CREATE TABLE events AS SELECT * FROM '{file}'")
taken = []
for _ in range(int(rounds) + 1):
    began = time.process_time()
    rows = database.execute(sql).fetchall()
    taken.append(time.process_time() - began)
print(json.dumps({"rows": rows, "seconds": statistics.median(taken[1:])}))
"""
ASKED: TypeAdapter[Any] = TypeAdapter(Question)
Figures = list[tuple[Any, ...]]


def of_funnel(result: Any) -> Figures:
    return [(step.step, step.reached) for step in result.lines[0].steps]


def of_retention(result: Any) -> Figures:
    return [
        (at, cohort.size, *(int(one.figure.numerator) for one in cohort.returns))
        for at, cohort in enumerate(result.lines[0].cohorts)
    ]


def of_paths(result: Any) -> Figures:
    return [(tuple(one.path), one.paths, one.people) for one in result.lines[0].top]


def of_flow_map(result: Any) -> Figures:
    held = [node for node in result.map.nodes if node.start or node.end]
    pools = [(0, node.pool.value, "nobody", node.start, node.end, 0.0) for node in held]
    ways = [
        (1, edge.source.value, edge.target.value, edge.moves, edge.people, edge.median_days or 0.0)
        for edge in result.map.edges
    ]
    return sorted([*pools, *ways])


READ: dict[str, Callable[[Any], Figures]] = {
    "funnel": of_funnel, "retention": of_retention, "paths": of_paths, "flow_map": of_flow_map,
}  # fmt: skip


async def ours(clickhouse: ClickHouse, words: dict[str, Any]) -> Figures:
    question = ASKED.validate_python(words)
    asking = Asking(None, clickhouse, EVERYTHING, NOW, "bench")  # type: ignore[arg-type]  # no stored segment is read
    return READ[words["kind"]](await kind_of(question).answer(question, asking))


async def by_hand(clickhouse: ClickHouse, sql: str) -> Figures:
    rows = await clickhouse.rows(sql.replace("{person}", market.PERSON))
    return [tuple(tuple(one) if isinstance(one, list) else one for one in row) for row in rows]


async def timed(question: Awaitable[Figures]) -> tuple[Figures, float]:
    began = time.process_time()
    return await question, time.process_time() - began


async def compare(clickhouse: ClickHouse, kept: dict[str, Any], *, rounds: int) -> tuple[Figures, float, float]:
    """Ask in both ways, and give the answer and the median seconds of ours and of by hand."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        answers = [await timed(ours(clickhouse, kept["question"])), await timed(by_hand(clickhouse, kept["by_hand"]))]
        if answers[0][0] != answers[1][0]:
            sys.exit(f"ours {answers[0][0]}\nby hand {answers[1][0]}")
        for times, (_, seconds) in zip(taken, answers, strict=True):
            times.append(seconds)
    one, other = (statistics.median(times[1:]) for times in taken)  # the first warms up
    return answers[0][0], one, other


async def duckdb(clickhouse: ClickHouse, sql: str, *, rounds: int) -> tuple[Figures, float]:
    """Give DuckDB the rows with their people in a table of its own, and ask it; loading is not counted."""
    with harness.folder() as place:
        file = place / "events.parquet"
        pq.write_table(await clickhouse.arrow(ROWS), file)
        said = await asyncio.to_thread(harness.peer, PEER, str(file), sql, str(rounds), packages=[PACKAGE])
    return [tuple(row) for row in said["rows"]], said["seconds"]


async def measure(clickhouse: ClickHouse, wanted: market.Size) -> None:
    for name, kept in QUESTIONS.items():
        found, one, other = await compare(clickhouse, kept, rounds=wanted.rounds)
        print(f"{name}: {len(found)} lines, ours {one:.3f} s, by hand {other:.3f} s; first {found[0]}", flush=True)
        harness.figure(f"{name}_ratio", one / other, "x", f"<={GOAL:g}", met=one / other <= GOAL)
        if "duckdb" in kept:
            rows, peer = await duckdb(clickhouse, kept["duckdb"], rounds=wanted.rounds)
            if rows != found:
                sys.exit(f"ours {found}\nDuckDB {rows}")
            print(f"{name}: DuckDB {peer:.3f} s", flush=True)
            harness.figure(f"{name}_duckdb_ratio", one / peer, "x", f"<={DUCKDB_GOAL:g}", met=one / peer <= DUCKDB_GOAL)


if __name__ == "__main__":
    market.run(__doc__, measure, stages=market.STAGES)
