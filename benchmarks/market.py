"""
A market as rows in ClickHouse, for benchmarks of what is asked of it: 2 M people and 20 M events by default.

The engine makes the rows itself, straight into the product's schema and in the order of time, as intake writes them.
A quarter of the people have four identities, so that their events lie apart; a tenth of the people, of their facts and
of the orders have an older version beside the newest. Chance is a hash, so a market of one size is always the same.
"""

import argparse
import asyncio
import contextlib
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import harness

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrate

STAGES = ["events", "identity", "people", "commerce"]
CHUNK = 2_000_000
DAYS = 120
BEGAN = 1_780_000_000_000
"""The first moment of the market, in milliseconds; the last is ``DAYS`` later."""
ENDED = BEGAN + DAYS * 86_400_000

KNOWN_CHANNELS = "['douyin','xiaohongshu','weibo','bilibili','kuaishou','wechat_ads','wechat_channels','stores',"
CHANNELS = KNOWN_CHANNELS + "'wecom','miniprogram','wechat_mp','website']"
NAMES = (
    "['Ad Viewed','Content Viewed','Content Viewed','Content Liked','Video Viewed','Product List Viewed',"
    "'Product Viewed','Product Viewed','Product Viewed','Product Added','Checkout Started','Live Code Scanned',"
    "'Contact Added','Message Delivered','Message Delivered','Message Read','Message Replied','Mini Program Opened',"
    "'Store Visited','Contact Deleted Staff']"
)
"""By twentieths: what is common stands there more than once."""
CITIES = "['上海','北京','广州','深圳','杭州','成都','武汉','西安','南京','无锡']"

PERSON = "dictGetOrDefault('person_of', 'person', identity, identity)"
"""Whose a row of `events` or `orders` is, as the engine knows it."""
IDENTITY = "bitAnd(cityHash64(toUInt64({person}), toUInt64({person} % 4 = 0 ? {number} % 4 : 0)), 9223372036854775807)"
OLDER_TOO = "{version:UInt64} = 2 OR number % 10 = 0"

EVENTS = f"""
INSERT INTO events (identity, occurred_at, received_at, name, kind, source, channel, message_id, batch, properties,
                    context)
SELECT {IDENTITY.format(person="person", number="number")},
       fromUnixTimestamp64Milli(toInt64({{began:Int64}} + number * {{step:Float64}}), 'UTC') AS moment, moment,
       {NAMES}[1 + intHash64(number + 1) % 20], 'track', 1,
       {CHANNELS}[1 + intHash32(number) % 12], toString(number), intDiv(number, 2000),
       concat('{{"sku":"SKU', toString(number % 997), '","price":', toString(intHash32(number) % 9000), '.5,"seconds":',
              toString(number % 61), '}}'), '{{}}'
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
SELECT {IDENTITY.format(person="number", number="toUInt64(0)")}, (number + {{version:UInt64}}) % 2, number % 3 = 0,
       number % 3 = 0 ? ['wecom'] : [], [number % 20], 0, {{version:UInt64}}
FROM numbers({{people:UInt64}}) WHERE {OLDER_TOO}
"""
FACTS = f"""
INSERT INTO people_facts (person, traits, text_names, text_values, number_names, number_values, tags, tagged_at,
                          granted, gone, version)
SELECT {IDENTITY.format(person="number", number="toUInt64(0)")}, ['age', 'city'], ['city'],
       [{CITIES}[1 + intHash32(number) % 10]], ['age'], [toInt64(18 + intHash64(number) % 50) * 10000],
       number % 5 = 0 ? ['试驾'] : [], number % 5 = 0 ? [{{ended:Int64}}] : [],
       number % 3 = 0 ? ['marketing/wecom'] : [], 0, {{version:UInt64}}
FROM numbers({{people:UInt64}}) WHERE {OLDER_TOO}
"""
SOLD = f"""
FROM
(
    SELECT number, buyer, cityHash64(number, 7) AS key,
           {IDENTITY.format(person="buyer", number="intHash64(number)")} AS identity,
           fromUnixTimestamp64Milli(toInt64({{began:Int64}} + intHash64(number) % {{span:UInt64}}), 'UTC') AS moment,
           {{version:UInt64}} = 1
               ? 'placed'
               : ['paid', 'paid', 'paid', 'partly_refunded', 'refunded', 'cancelled'][1 + number % 6] AS state,
           {{version:UInt64}} = 1 ? 0 : 1000 + number % 90000 AS paid,
           {{version:UInt64}} = 1 ? 0 : multiIf(number % 6 >= 4, paid, number % 6 = 3, 500, 0) AS refunded
    FROM (SELECT number, intHash64(number * 3) % intDiv({{people:UInt64}}, 3) AS buyer FROM numbers({{orders:UInt64}}))
    WHERE {OLDER_TOO}
)
"""
ORDERS = f"""
INSERT INTO orders (order_key, identity, placed_at, state, paid_fen, refunded_fen, paid_at, channel, unit, version)
SELECT key, identity, moment, state, paid, refunded, moment, '', buyer % 20, {{version:UInt64}} {SOLD}
"""
ORDER_FACTS = f"""
INSERT INTO order_facts (order_key, identity, counted_at, bought, net_fen, channel, online, store, unit, skus, version)
SELECT key, identity, moment, state IN ('paid', 'partly_refunded'), paid - refunded, 'stores', number % 2, '',
       buyer % 20, [concat('SKU', toString(number % 997))], {{version:UInt64}} {SOLD}
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a market is, and how often each way is asked."""

    events: int
    people: int
    rounds: int


def size(about: str | None) -> Size:
    """Read the size from the command line."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("--events", type=int, default=20_000_000)
    options.add_argument("--people", type=int, default=2_000_000)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    return Size(chosen.events, chosen.people, chosen.rounds)


async def fill(clickhouse: ClickHouse, wanted: Size, *, until: int = ENDED) -> None:
    """Make the market, whose last moment is ``until`` (milliseconds), and say how long that took."""
    began, span = time.perf_counter(), DAYS * 86_400_000
    ends = {"began": until - span, "ended": until}
    for start in range(0, wanted.events, CHUNK):
        count = min(CHUNK, wanted.events - start)
        sizes = {"start": start, "count": count, "people": wanted.people, "step": span / wanted.events, **ends}
        await clickhouse.command(EVENTS, sizes)
    await clickhouse.command(PERSONS, {"people": wanted.people})
    sizes = {"people": wanted.people, "orders": wanted.people // 2, "span": span, **ends}
    for version in (1, 2):
        for rows in (PEOPLE, FACTS, ORDERS, ORDER_FACTS):
            await clickhouse.command(rows, {**sizes, "version": version})
    await clickhouse.command("SYSTEM RELOAD DICTIONARY person_of")
    print(f"{wanted.events:,} events of {wanted.people:,} people, {wanted.people // 2:,} orders made in "
          f"{time.perf_counter() - began:.0f} s", flush=True)  # fmt: skip


def run(about: str | None, measure: Callable[[ClickHouse, Size], Awaitable[None]], *, stages: list[str]) -> None:
    """Measure on a market of the size that the command line asks for; `run.py` keeps one for all who ask for it."""
    kept = os.environ.get("HUOSHUI_BENCH_MARKET")
    with harness.folder() if kept is None else contextlib.nullcontext(Path(kept)) as place:
        asyncio.run(_whole(place, size(about), measure, stages))


async def _whole(
    place: Path, wanted: Size, measure: Callable[[ClickHouse, Size], Awaitable[None]], stages: list[str]
) -> None:
    folder = place / f"{wanted.events}-{wanted.people}"
    made = folder / "made"
    if not made.exists():
        shutil.rmtree(folder, ignore_errors=True)
    clickhouse = ClickHouse.embedded(folder)
    await migrate(clickhouse, stages)
    if not made.exists():
        await fill(clickhouse, wanted)
        made.touch()
    await measure(clickhouse, wanted)
    clickhouse.close()
