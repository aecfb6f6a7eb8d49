"""
The report of the channels on many events: ours against the same question written by hand in ClickHouse SQL.

By hand means what an analyst who knows the tables would write, in two ways (joins; one pass over a
union), without periods, scopes, the people whom a channel ever touched and the orders of nobody, all of which ours
answers too; the faster of the two is the peer. The figures that both give must be equal. Rounds alternate.
"""

import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any

import harness
import market
from market import PERSON

from huoshui.access.contract import EVERYTHING
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight import queries
from huoshui.insight.contract import NO_CHANNEL, ChannelReport, Freshness

GOAL = 1.3
FRESH = Freshness(None, {}, datetime(2026, 11, 21, tzinfo=UTC))
BOUGHT = f"""
    SELECT {PERSON} AS person, countIf(state IN ('paid', 'partly_refunded')) AS orders,
           uniqExactIf(toDate(paid_at, 'Asia/Shanghai'), state IN ('paid', 'partly_refunded')) AS days,
           sum(paid_fen - refunded_fen) AS net
    FROM orders FINAL GROUP BY person
"""
TOUCHES = f"""
    SELECT {PERSON} AS person, argMinIf(channel, occurred_at, channel IN {{public:Array(String)}}) AS first
    FROM events GROUP BY person
"""
JOINS = f"""
SELECT first, count(), countIf(known), countIf(reach), countIf(orders >= 1), countIf(days >= 2), sum(net)
FROM
(
    SELECT person, first, people.identified AS known, people.reachable AS reach, orders, days, net
    FROM ({TOUCHES}) AS touches
    FULL JOIN (SELECT person, identified, reachable FROM people FINAL WHERE gone = 0) AS people USING (person)
    FULL JOIN ({BOUGHT}) AS bought USING (person)
)
GROUP BY first
"""
UNION = f"""
SELECT place, count(), sum(known), sum(reach), countIf(bought >= 1), countIf(dates >= 2), sum(revenue)
FROM
(
    SELECT person, max(first) AS place, max(identified) AS known, max(reachable) AS reach,
           sum(orders) AS bought, sum(days) AS dates, sum(net) AS revenue
    FROM
    (
        SELECT person, toString(first) AS first, 0 AS identified, 0 AS reachable, 0 AS orders, 0 AS days, 0 AS net
        FROM ({TOUCHES})
        UNION ALL
        SELECT person, '', identified, reachable, 0, 0, 0 FROM people FINAL WHERE gone = 0
        UNION ALL
        SELECT person, '', 0, 0, orders, days, net FROM ({BOUGHT})
    )
    GROUP BY person
)
GROUP BY place
"""
Figures = dict[str, tuple[int, ...]]


async def ours(clickhouse: ClickHouse) -> Figures:
    report = await queries.channels(clickhouse, scope=EVERYTHING, since=None, until=None, freshness=FRESH)
    return _figures(report)


def _figures(report: ChannelReport) -> Figures:
    found = {line.channel: line.funnel for line in report.lines if line.funnel.came}
    return {
        channel: (one.came, one.known, one.reachable, one.bought, one.again, one.net_fen)
        for channel, one in found.items()
    }


async def by_hand(clickhouse: ClickHouse, sql: str) -> Figures:
    public = [channel.name for channel in queries.PUBLIC]
    rows: list[tuple[Any, ...]] = await clickhouse.rows(sql, {"public": public})
    return {channel or NO_CHANNEL: tuple(map(int, figures)) for channel, *figures in rows}


async def measure(clickhouse: ClickHouse, rounds: int) -> dict[str, float]:
    ways = {"ours": lambda: ours(clickhouse), "joins": lambda: by_hand(clickhouse, JOINS),
            "one pass": lambda: by_hand(clickhouse, UNION)}  # fmt: skip
    answers: dict[str, Figures] = {}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for round_ in range(rounds + 1):
        for name, ask in ways.items():
            began = time.perf_counter()
            answers[name] = await ask()
            if round_:  # the first warms up
                taken[name].append(time.perf_counter() - began)
    if not answers["ours"] == answers["joins"] == answers["one pass"]:
        sys.exit(f"the answers differ: {answers}")
    came = sum(figures[0] for figures in answers["ours"].values())
    print(f"all answers equal: {came:,} people on {len(answers['ours'])} channels")
    return {name: statistics.median(times) for name, times in taken.items()}


async def main(clickhouse: ClickHouse, wanted: market.Size) -> None:
    medians = await measure(clickhouse, wanted.rounds)
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in medians.items()))
    ratio = medians["ours"] / min(medians["joins"], medians["one pass"])
    harness.figure("report_channels_ratio", ratio, "x", f"<={GOAL:g}", met=ratio <= GOAL)


if __name__ == "__main__":
    market.run(__doc__, main, stages=market.STAGES)
