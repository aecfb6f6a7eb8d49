"""
The ten segments of `segments.toml`: each counted by ours and by hand-written SQL, whose answers must be equal.

Rounds alternate. The figure is the whole ten: the sum of ours over the sum of by hand, in processor time, because the
engine is in our process and the machine is often another's too.
"""

import statistics
import sys
import time
import tomllib
from collections.abc import Awaitable
from datetime import UTC, datetime
from pathlib import Path

import harness
import market
import orjson

from huoshui.access.contract import EVERYTHING
from huoshui.audiences import queries
from huoshui.audiences.contract.language import Definition
from huoshui.bedrock.clickhouse import ClickHouse

GOAL = 1.2
NOW = datetime.fromtimestamp(market.ENDED / 1000, UTC)
WORDS = {
    "{person}": market.PERSON,
    "{now}": f"fromUnixTimestamp64Milli({market.ENDED}, 'UTC')",
    "{here}": "SELECT person FROM people FINAL WHERE gone = 0",
}


async def ours(clickhouse: ClickHouse, segment: str) -> int:
    definition = Definition.model_validate({"version": 1, "where": orjson.loads(segment)})
    return await queries.count(clickhouse, condition=definition.where, scope=EVERYTHING, now=NOW)


async def by_hand(clickhouse: ClickHouse, sql: str) -> int:
    for word, meaning in WORDS.items():
        sql = sql.replace(word, meaning)
    ((found,),) = await clickhouse.rows(sql)
    return int(found)


async def timed(question: Awaitable[int]) -> tuple[int, float]:
    began = time.process_time()
    return await question, time.process_time() - began


async def compare(clickhouse: ClickHouse, segment: str, sql: str, *, rounds: int) -> tuple[int, float, float]:
    """Ask in both ways, and give the answer and the median seconds of ours and of by hand."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        answers = [await timed(ours(clickhouse, segment)), await timed(by_hand(clickhouse, sql))]
        if answers[0][0] != answers[1][0]:
            sys.exit(f"ours {answers[0][0]:,}, by hand {answers[1][0]:,}: {segment}")
        for times, (_, seconds) in zip(taken, answers, strict=True):
            times.append(seconds)
    one, other = (statistics.median(times[1:]) for times in taken)  # the first warms up
    return answers[0][0], one, other


async def measure(clickhouse: ClickHouse, wanted: market.Size) -> None:
    sums = [0.0, 0.0]
    for name, kept in tomllib.loads(Path(__file__).with_name("segments.toml").read_text("utf-8")).items():
        found, *seconds = await compare(clickhouse, kept["segment"], kept["by_hand"], rounds=wanted.rounds)
        words = "{}: {:,} people, ours {:.2f} s, by hand {:.2f} s, {:.2f} x"
        print(words.format(name, found, *seconds, seconds[0] / seconds[1]), flush=True)
        sums = [so_far + one for so_far, one in zip(sums, seconds, strict=True)]
    ratio = sums[0] / sums[1]
    harness.figure("segments_ratio", ratio, "x", f"<={GOAL:g}", met=ratio <= GOAL)


if __name__ == "__main__":
    market.run(__doc__, measure, stages=market.STAGES)
