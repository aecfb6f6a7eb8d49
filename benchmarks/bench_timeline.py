"""
One person's timeline among many events: `people.queries.timeline` on the real table, p95 over random people.

The events are made by the engine itself, straight into the product's schema, in the order of time as intake writes
them, so that every part holds everybody; we measure when the merges of that have ended. A person has one to four
identities; the page is the newest fifty events.
"""

import argparse
import asyncio
import random
import statistics
import sys
import time

import harness

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrate
from huoshui.people import queries

GOAL_MS = 50.0
CHUNK = 1_000_000
DAYS = 120

# Identities are hashes, so that neighbors in the table are strangers, as with keyed fingerprints; a quarter of the
# people have four of them.
IDENTITY = "bitAnd(cityHash64(toUInt64({person}), toUInt64({person} % 4 = 0 ? {number} % 4 : 0)), 9223372036854775807)"
FILL = f"""
INSERT INTO events (identity, occurred_at, received_at, name, kind, source, channel, message_id, batch, namespaces,
                    identities, properties, context)
SELECT {IDENTITY.format(person="person", number="number")} AS identity,
       fromUnixTimestamp64Milli(toInt64(1780000000000 + number * {{step:Float64}}), 'UTC') AS moment, moment,
       ['Product Viewed', 'Store Visited', 'Message Read', 'Order Completed', 'Content Viewed'][1 + number % 5],
       'track', 1,
       ['douyin', 'xiaohongshu', 'wecom', 'stores'][1 + intHash32(number) % 4], hex(number), 1, ['user_id'], [identity],
       concat('{{"sku":"SKU', toString(number % 997), '","price":', toString(number % 9000), ',"seconds":',
              toString(number % 61), '}}'),
       '{{"page":{{"path":"/p"}},"library":{{"name":"bench"}}}}'
FROM (SELECT number, intHash64(number) % {{people:UInt64}} AS person
      FROM numbers({{start:UInt64}}, {{count:UInt64}}))
"""
IDENTITIES = f"SELECT DISTINCT {IDENTITY.format(person='{person:UInt64}', number='number')} FROM numbers(4)"


async def fill(clickhouse: ClickHouse, *, events: int, people: int) -> None:
    step = DAYS * 86_400_000 / events
    for start in range(0, events, CHUNK):
        count = min(CHUNK, events - start)
        await clickhouse.command(FILL, {"start": start, "count": count, "people": people, "step": step})


async def merged(clickhouse: ClickHouse, *, seconds: float = 120) -> None:
    """Wait until the engine has merged what was filled in: nobody has 120 days arrive in one minute."""
    async with asyncio.timeout(seconds):
        while (await clickhouse.rows("SELECT count() FROM system.merges"))[0][0]:  # noqa: ASYNC110 the engine tells nobody
            await asyncio.sleep(0.5)


async def measure(clickhouse: ClickHouse, *, people: int, rounds: int) -> tuple[list[float], int]:
    dice = random.Random(7)
    taken, moments = [], 0
    for _ in range(rounds):
        rows = await clickhouse.rows(IDENTITIES, {"person": dice.randrange(people)})
        began = time.perf_counter()
        found = await queries.timeline(clickhouse, identities=[identity for (identity,) in rows], limit=50)
        taken.append((time.perf_counter() - began) * 1000)
        times = [one.occurred_at for one in found.moments]
        if times != sorted(times, reverse=True):
            sys.exit("the timeline is not in order")
        moments += len(times)
    return sorted(taken), moments


async def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=20_000_000)
    options.add_argument("--people", type=int, default=2_000_000)
    options.add_argument("--rounds", type=int, default=300)
    chosen = options.parse_args()
    with harness.folder() as place:
        clickhouse = ClickHouse.embedded(place / "clickhouse")
        await migrate(clickhouse, ["events"])
        began = time.perf_counter()
        await fill(clickhouse, events=chosen.events, people=chosen.people)
        await merged(clickhouse)
        parts = await clickhouse.rows("SELECT count() FROM system.parts WHERE table = 'events' AND active")
        spent = time.perf_counter() - began
        print(f"{chosen.events:,} events of {chosen.people:,} people made in {spent:.0f} s, {parts[0][0]} parts")
        await measure(clickhouse, people=chosen.people, rounds=20)
        taken, moments = await measure(clickhouse, people=chosen.people, rounds=chosen.rounds)
        clickhouse.close()
    p95 = taken[int(len(taken) * 0.95)]
    print(
        f"p50 {statistics.median(taken):.1f} ms, p95 {p95:.1f} ms, worst {taken[-1]:.1f} ms; "
        f"{moments / len(taken):.1f} events on a page, {len(taken)} people"
    )
    harness.figure("timeline_p95", p95, "ms", f"<={GOAL_MS:g}", met=p95 <= GOAL_MS)


if __name__ == "__main__":
    asyncio.run(main())
