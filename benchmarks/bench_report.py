"""
The report of the channels on many events: ours against the same question written by hand in ClickHouse SQL.

Rows are made by the engine itself, straight into the product's schema and in the order of time, as intake writes them:
a quarter of the people have two to four identities, a tenth of the people and of the orders have an older version
beside the newest. By hand means what an analyst who knows the tables would write, in two ways (joins; one pass over a
union), without periods, scopes, the people whom a channel ever touched and the orders of nobody, all of which ours
answers too; the faster of the two is the peer. The figures that both give must be equal. Rounds alternate.
"""

import argparse
import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any

import harness

from huoshui.access.contract import EVERYTHING
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrate
from huoshui.insight import queries
from huoshui.insight.contract import NO_CHANNEL, ChannelReport, Freshness

GOAL = 1.3
CHUNK = 2_000_000
DAYS = 120
FRESH = Freshness(None, {}, datetime(2026, 11, 21, tzinfo=UTC))
KNOWN_CHANNELS = "['douyin','xiaohongshu','weibo','bilibili','kuaishou','wechat_ads','wechat_channels','stores',"
CHANNELS = KNOWN_CHANNELS + "'wecom','miniprogram','wechat_mp','website']"

IDENTITY = "bitAnd(cityHash64(toUInt64({person}), toUInt64({person} % 4 = 0 ? {number} % 4 : 0)), 9223372036854775807)"
EVENTS = f"""
INSERT INTO events (identity, occurred_at, received_at, name, kind, source, channel, message_id, batch, properties,
                    context)
SELECT {IDENTITY.format(person="person", number="number")},
       fromUnixTimestamp64Milli(toInt64(1780000000000 + number * {{step:Float64}}), 'UTC') AS moment, moment,
       ['Product Viewed', 'Store Visited', 'Message Read', 'Content Viewed'][1 + number % 4], 'track', 1,
       {CHANNELS}[1 + intHash32(number) % 12], toString(number), intDiv(number, 2000), '{{}}', '{{}}'
FROM (SELECT number, intHash64(number) % {{people:UInt64}} AS person
      FROM numbers({{start:UInt64}}, {{count:UInt64}}))
"""
PERSONS = f"""
INSERT INTO identity_person (identity, person, version)
SELECT {IDENTITY.format(person="number", number="toUInt64(k)")},
       {IDENTITY.format(person="number", number="toUInt64(0)")}, 1
FROM numbers({{people:UInt64}}) ARRAY JOIN [1, 2, 3] AS k WHERE number % 4 = 0
"""
PEOPLE = f"""
INSERT INTO people (person, identified, reachable, channels, units, gone, version)
SELECT {IDENTITY.format(person="number", number="toUInt64(0)")}, (number + {{version:UInt64}}) % 2, number % 3 = 0, [],
       [number % 20], 0, {{version:UInt64}}
FROM numbers({{people:UInt64}}) WHERE {{version:UInt64}} = 2 OR number % 10 = 0
"""
ORDERS = f"""
INSERT INTO orders (order_key, identity, state, placed_at, paid_at, paid_fen, refunded_fen, channel, unit, version)
SELECT cityHash64(number, 7), {IDENTITY.format(person="buyer", number="intHash64(number)")},
       {{version:UInt64}} = 1
           ? 'placed' : ['paid', 'paid', 'paid', 'partly_refunded', 'refunded', 'cancelled'][1 + number % 6],
       fromUnixTimestamp64Milli(toInt64(1780000000000 + intHash64(number) % {{span:UInt64}}), 'UTC') AS moment, moment,
       {{version:UInt64}} = 1 ? 0 : 1000 + number % 90000,
       {{version:UInt64}} = 1 ? 0 : multiIf(number % 6 >= 4, 1000 + number % 90000, number % 6 = 3, 500, 0),
       '', buyer % 20, {{version:UInt64}}
FROM (SELECT number, intHash64(number * 3) % intDiv({{people:UInt64}}, 3) AS buyer FROM numbers({{orders:UInt64}}))
WHERE {{version:UInt64}} = 2 OR number % 10 = 0
"""
PERSON = "dictGetOrDefault('person_of', 'person', identity, identity)"
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


async def fill(clickhouse: ClickHouse, *, events: int, people: int) -> None:
    span = DAYS * 86_400_000
    for start in range(0, events, CHUNK):
        sizes = {"start": start, "count": min(CHUNK, events - start), "people": people, "step": span / events}
        await clickhouse.command(EVENTS, sizes)
    await clickhouse.command(PERSONS, {"people": people})
    for version in (1, 2):
        await clickhouse.command(PEOPLE, {"people": people, "version": version})
        sizes = {"people": people, "orders": people // 2, "span": span, "version": version}
        await clickhouse.command(ORDERS, sizes)
    await clickhouse.command("SYSTEM RELOAD DICTIONARY person_of")


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


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=20_000_000)
    options.add_argument("--people", type=int, default=2_000_000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with harness.folder() as place:
        clickhouse = ClickHouse.embedded(place / "clickhouse")
        await migrate(clickhouse, ["events", "identity", "people", "commerce"])
        began = time.perf_counter()
        await fill(clickhouse, events=chosen.events, people=chosen.people)
        print(f"{chosen.events:,} events of {chosen.people:,} people, {chosen.people // 2:,} orders made in "
              f"{time.perf_counter() - began:.0f} s")  # fmt: skip
        medians = await measure(clickhouse, chosen.rounds)
        clickhouse.close()
    print(", ".join(f"{name} {seconds:.2f} s" for name, seconds in medians.items()))
    ratio = medians["ours"] / min(medians["joins"], medians["one pass"])
    harness.figure("report_channels_ratio", ratio, "x", f"<={GOAL:g}", met=ratio <= GOAL)


if __name__ == "__main__":
    asyncio.run(main())
