"""
AIPL by the rules that ship: the flow between two days, and a month day by day, against the same written by hand.

By hand means what an analyst who knows the tables would write for the flow: one pass over events and one over orders,
summed up by identity, then by person, the conditions of both days side by side. The answers must be equal, and rounds
alternate. The month is compared with one day.
"""

import statistics
import sys
import time
from collections.abc import Awaitable
from datetime import date, timedelta
from typing import TypeVar

import harness
import market

from huoshui.access.contract import EVERYTHING
from huoshui.audiences.contract.layerings import LayeringName
from huoshui.audiences.layers import axes
from huoshui.audiences.layers.series import HISTORIES, compile_series
from huoshui.audiences.rules.bounds import day_of, end_of
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.bedrock.clickhouse import ClickHouse

GOAL = 1.15
UNTIL = day_of(market.ENDED) - timedelta(days=1)
SINCE = UNTIL - timedelta(days=30)
T = TypeVar("T")
Flow = dict[tuple[str, str], int]

DAY_MS = 86_400_000
ROLES = {
    "a": "'Product List Viewed','Promotion Viewed','Ad Viewed','Content Viewed','Video Viewed','Live Entered',"
    "'Live Left','Landing Page Viewed','Form Viewed','Message Read','Official Account Article Read',"
    "'Mini Program Opened','Application Opened','Install Attributed'",
    "i1": "'Products Searched','Product List Filtered','Promotion Clicked','Product Clicked','Product Viewed',"
    "'Product Shared','Cart Shared','Ad Clicked','Content Liked','Content Saved','Content Commented','Content Shared',"
    "'Video Completed','Live Reserved','Live Commented','Link Clicked','Message Clicked','Moment Interacted',"
    "'Official Account Menu Clicked','Mini Program Shared','Campaign Joined','Lottery Drawn','Checked In',"
    "'Invitation Sent','Invitation Accepted','Survey Answered','Push Notification Tapped','Deep Link Opened'",
    "i2": "'Product Added','Cart Viewed','Checkout Started','Payment Info Entered','Product Added to Wishlist',"
    "'Wishlist Product Added to Cart','Order Placed','Brand Searched','Lead Submitted','Lead Qualified',"
    "'Message Replied','Consultation Started','Store Visited','Test Ride Booked','Test Ride Completed',"
    "'Sample Claimed'",
    "scan": "'Live Code Scanned','Official Account Scanned','Coupon Claimed'",
    "browse": "'Product List Viewed','Landing Page Viewed','Mini Program Opened','Application Opened',"
    "'Official Account Article Read'",
}
SPREAD = {
    "video": "name = 'Video Viewed'",
    "browse": f"name IN ({ROLES['browse']})",
    "page": "kind IN ('page', 'screen')",
    "product": "name = 'Product Viewed'",
}
"""What counts when it happens on several days."""
RELATIONS = {
    "public": ("'Account Followed'", "'Account Unfollowed'"),
    "official": ("'Official Account Followed'", "'Official Account Unfollowed'"),
    "contact": ("'Contact Added'", "'Contact Deleted Staff','Staff Deleted Contact'"),
    "groups": ("'Group Joined'", "'Group Left'"),
    "member": ("'Member Joined'", "'Member Left'"),
}


def by_hand(days: tuple[int, int]) -> str:
    """Write the flow as an analyst would, with the ends of the days in milliseconds."""
    inner, middle, stages, orders, sums = [], [], [], [], []
    for n, end in enumerate(days):
        for columns, written in zip((inner, middle), _of_events(n, end), strict=True):
            columns.extend(written)
        for columns, written in zip((orders, sums), _of_orders(n, end), strict=True):
            columns.extend(written)
        stages.append(_stage(n, end))
    return _whole(inner, middle, stages, orders, sums)


def _within(days: int, end: int) -> str:
    return f"at > {end - days * DAY_MS} AND at <= {end}"


def _flags(end: int) -> dict[str, str]:
    """What one event is enough for."""
    half_month, month, year = (_within(days, end) for days in (15, 30, 365))
    return {
        "a": f"(name IN ({ROLES['a']}) OR kind IN ('page', 'screen')) AND {half_month}",
        "i1": f"name IN ({ROLES['i1']}) AND {half_month} OR name IN ({ROLES['scan']}) AND {month} OR "
        f"name IN ('Live Entered', 'Live Left') AND {half_month} AND JSONExtractFloat(properties, 'seconds') >= 60",
        "i2": f"name IN ({ROLES['i2']}) AND {half_month} OR name = 'Consultation Started' AND {month}",
        "l": f"name = 'Referral Made' AND {year} OR name IN ('Product Reviewed', 'Review Written') AND {year} "
        "AND JSONExtractFloat(properties, 'rating') >= 4",
    }


def _of_events(n: int, end: int) -> tuple[list[str], list[str]]:
    """Columns by identity, and by person."""
    flags, half_month = _flags(end), _within(15, end)
    inner = [f"max({flag}) AS {name}_{n}" for name, flag in flags.items()]
    middle = [f"max({name}_{n}) AS {name}_{n}" for name in flags]
    inner.append(f"countIf(name = 'Video Viewed' AND {half_month}) AS videos_{n}")
    middle.append(f"sum(videos_{n}) AS videos_{n}")
    for name, which in SPREAD.items():
        for best in ("min", "max"):
            inner.append(f"{best}IfOrNull(at, {which} AND {half_month}) AS {name}_{best}_{n}")
            middle.append(f"{best}({name}_{best}_{n}) AS {name}_{best}_{n}")
    for name, sides in RELATIONS.items():
        for side, names in zip(("on", "off"), sides, strict=True):
            inner.append(f"maxIf(at, name IN ({names}) AND at <= {end}) AS {name}_{side}_{n}")
            middle.append(f"max({name}_{side}_{n}) AS {name}_{side}_{n}")
    return inner, middle


def _of_orders(n: int, end: int) -> tuple[list[str], list[str]]:
    inner = [
        f"countIf({_within(912, end)} AND bought) AS p_{n}",
        f"minIfOrNull(at, bought AND {_within(365, end)}) AS first_{n}",
        f"maxIfOrNull(at, bought AND {_within(365, end)}) AS last_{n}",
        f"countIf(at <= {end}) AS any_{n}",
    ]
    middle = [
        f"sum(p_{n}) > 0 AS p_{n}",
        f"ifNull(max(last_{n}) - min(first_{n}) >= {DAY_MS}, 0) AS again_{n}",
        f"sum(any_{n}) > 0 AS any_{n}",
    ]
    return inner, middle


def _days(name: str, n: int) -> str:
    """On two days or more in Beijing."""
    first, last = (f"intDiv({name}_{best}_{n} + 28800000, {DAY_MS})" for best in ("min", "max"))
    return f"ifNull({first} < {last}, 0)"


def _stage(n: int, end: int) -> str:
    relation = " OR ".join(f"{name}_on_{n} > 0 AND {name}_on_{n} >= {name}_off_{n}" for name in RELATIONS)
    return f"""
        l_{n} AS loyal_{n},
        multiIf(i2_{n} OR {_days("product", n)}, 3,
                i1_{n} OR {_days("browse", n)} OR {_days("page", n)} OR videos_{n} >= 3 AND {_days("video", n)}
                    OR {relation}, 2, a_{n}, 1, 0) AS depth_{n},
        first_at <= {end} AS seen_{n}"""


def _level(n: int) -> str:
    return (
        f"multiIf(max(loyal_{n}) OR max(again_{n}), 6, max(p_{n}), 5, "
        f"max(depth_{n}) > 0, 1 + max(depth_{n}), max(seen_{n}), 1, 0)"
    )


def _line(known: dict[str, str]) -> str:
    """The columns that the branches of the union share: what one knows, and nothing of the rest."""
    names = [f"{name}_{n}" for n in (0, 1) for name in ("loyal", "depth", "seen", "p", "again", "there")]
    return ", ".join(known.get(name, f"0 AS {name}") for name in names)


def _whole(inner: list[str], middle: list[str], stages: list[str], orders: list[str], sums: list[str]) -> str:
    of_events = {f"{name}_{n}": f"{name}_{n}" for n in (0, 1) for name in ("loyal", "depth", "seen")}
    of_orders = {f"{name}_{n}": f"{name}_{n}" for n in (0, 1) for name in ("p", "again")}
    of_orders |= {f"seen_{n}": f"any_{n} AS seen_{n}" for n in (0, 1)}
    return f"""
        SELECT before, after, count() FROM
        (
            SELECT person, {_level(0)} AS before, {_level(1)} AS after
            FROM
            (
                SELECT person, {_line({"there_0": "1 AS there_0"})} FROM people FINAL WHERE gone = 0
                UNION ALL
                SELECT person, {_line(of_events)} FROM
                (
                    SELECT person, {", ".join(stages)} FROM
                    (
                        SELECT {market.PERSON} AS person, min(first_at) AS first_at, {", ".join(middle)} FROM
                        (
                            SELECT identity, min(at) AS first_at, {", ".join(inner)}
                            FROM (SELECT *, toUnixTimestamp64Milli(occurred_at) AS at FROM events WHERE identity != 0)
                            GROUP BY identity
                        )
                        GROUP BY person
                    )
                )
                UNION ALL
                SELECT person, {_line(of_orders)} FROM
                (
                    SELECT {market.PERSON} AS person, {", ".join(sums)} FROM
                    (
                        SELECT identity, {", ".join(orders)}
                        FROM (SELECT *, toUnixTimestamp64Milli(counted_at) AS at FROM order_facts FINAL
                              WHERE identity != 0 AND NOT withdrawn)
                        GROUP BY identity
                    )
                    GROUP BY person
                )
            )
            GROUP BY person HAVING max(there_0) > 0
        )
        GROUP BY before, after
    """


async def ours(clickhouse: ClickHouse, days: tuple[date, date]) -> Flow:
    bands = axes.of_layering(LAYERINGS, LayeringName.AIPL).bands
    sql, parameters = compile_series(
        [band.where for band in bands], moments=[end_of(day) for day in days], scope=EVERYTHING, now=market.ENDED,
        ask=HISTORIES,
    )  # fmt: skip
    words = ["none", *(band.name for band in bands)]
    return {(words[a], words[b]): int(people) for (a, b), people in await clickhouse.rows(sql, parameters)}


async def analyst(clickhouse: ClickHouse, sql: str) -> Flow:
    words = ("none", "O", "A", "I1", "I2", "P", "L")
    unbounded = {"max_bytes_before_external_group_by": 0}  # it needs more than ours, and an analyst lets it
    return {(words[a], words[b]): int(people) for a, b, people in await clickhouse.rows(sql, settings=unbounded)}


async def month(clickhouse: ClickHouse, *, days: int) -> float:
    levels = [band.where for band in axes.of_layering(LAYERINGS, LayeringName.AIPL).bands]
    moments = [end_of(UNTIL - timedelta(days=back)) for back in reversed(range(days))]
    sql, parameters = compile_series(levels, moments=moments, scope=EVERYTHING, now=market.ENDED)
    _, seconds = await timed(clickhouse.rows(sql, parameters))
    return seconds


async def timed(question: Awaitable[T]) -> tuple[T, float]:
    began = time.perf_counter()
    return await question, time.perf_counter() - began


async def measure(clickhouse: ClickHouse, wanted: market.Size) -> None:
    sql = by_hand((end_of(SINCE), end_of(UNTIL)))
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(wanted.rounds + 1):
        found, own = await timed(ours(clickhouse, (SINCE, UNTIL)))
        known, peer = await timed(analyst(clickhouse, sql))
        if found != known:
            sys.exit(f"ours {sorted(found.items())}, by hand {sorted(known.items())}")
        taken[0].append(own)
        taken[1].append(peer)
    one, other = (statistics.median(times[1:]) for times in taken)  # the first warms up
    print(
        f"flow: {len(found)} cells of {sum(found.values()):,} people, ours {one:.2f} s, by hand {other:.2f} s",
        flush=True,
    )
    harness.figure("aipl_flow_ratio", one / other, "x", f"<={GOAL:g}", met=one / other <= GOAL)
    whole, single = [await month(clickhouse, days=days) for days in (31, 1)]
    print(f"31 days: {whole:.2f} s in one pass; one day: {single:.2f} s", flush=True)


if __name__ == "__main__":
    market.run(__doc__, measure, stages=market.STAGES)
