"""Everybody at once: who meets a tree, and when time alone may change that."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from huoshui.access.contract import EVERYTHING
from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.contract.values import DateRelative
from huoshui.audiences.membership.rules.dues import Schedule, around, of_tag
from huoshui.audiences.membership.rules.plan import Plan
from huoshui.audiences.rules.person import names_of
from huoshui.audiences.warehouse import compile_trees
from huoshui.bedrock.clickhouse import ClickHouse

_LIMITS = {"max_execution_time": 120, "max_memory_usage": 4 << 30, "max_bytes_before_external_group_by": 1 << 30}
"""One that is too slow or too large fails for itself; it is shown, and tried again later."""


_MOST_DUE = 4_000


async def who(clickhouse: ClickHouse, trees: Sequence[Condition], *, now: int) -> list[np.ndarray]:
    """This will give for each tree who meets it at a moment (milliseconds), by person number, in order."""
    asked = compile_trees(trees, scope=EVERYTHING, now=now)
    met = " + ".join(f"bitShiftLeft(toUInt64({tree}), {place})" for place, tree in enumerate(asked.trees))
    table = await clickhouse.arrow(
        f"SELECT person, {met} AS met FROM ({asked.frame}) WHERE {asked.there} AND met != 0 ORDER BY person",
        asked.parameters,
        settings=_LIMITS,
    )
    people, bits = table.column("person").to_numpy(), table.column("met").to_numpy()
    return [people[(bits >> np.uint64(place)) & np.uint64(1) == 1] for place in range(len(trees))]


async def due_within(clickhouse: ClickHouse, *, since: int, until: int) -> tuple[list[int], int]:
    """
    This will give the identities that are to be looked at in (since, until], in milliseconds, and up to when they are.

    Where many are due, some are given, and up to when is earlier.
    """
    rows = await clickhouse.rows(_DUE, {"since": since, "until": until, "most": _MOST_DUE})
    if len(rows) == _MOST_DUE and rows[-1][0] > rows[0][0]:
        until = rows[-1][0] - 1  # there may be more at that moment
    elif len(rows) == _MOST_DUE:
        until = rows[-1][0]
        rows = await clickhouse.rows(_DUE, {"since": since, "until": until, "most": 1 << 31})
    return list({identity for at, identity in rows if at <= until}), until


async def write_dues(clickhouse: ClickHouse, identities: Sequence[int], moments: Sequence[int]) -> None:
    """This will write down when (milliseconds) to look at whom again."""
    at = pa.array(moments, pa.int64()).view(pa.timestamp("ms", "UTC"))
    await clickhouse.insert("membership_due", pa.table({"due": at, "identity": pa.array(identities, pa.uint64())}))


async def write_first_dues(clickhouse: ClickHouse, plan: Plan, schedule: Schedule, *, now: int) -> None:
    """
    This will write down for everybody when time alone may first change what a plan asks.

    By the events' names only: whoever is looked at once too often has not changed, and is not looked at again.
    """
    for distance in {distance.milliseconds for _, distance in schedule.filters}:
        numbers = [number for number, one in schedule.filters if one.milliseconds == distance]
        named = [names_of(plan.filters[number]) for number in numbers]
        names = None if None in named else sorted({name for some in named for name in some or ()})
        of_names = "" if names is None else "AND name IN {names:Array(String)}"
        await _write(clickhouse, _EVENTS.replace("«named»", of_names),
                     {"far": distance, "now": now, "names": names or []})  # fmt: skip
    for far in schedule.orders:
        await _write(clickhouse, _ORDERS, {"far": far, "now": now})
    for asked in schedule.facts:
        leaf = asked.leaf
        if isinstance(leaf, language.TraitIs) and isinstance(leaf.test, DateRelative):
            for far in around(leaf.test):
                await _write(clickhouse, _TRAITS, {"far": far + asked.shift, "now": now, "name": leaf.name})
        elif isinstance(leaf, language.Tagged):
            for far in of_tag(leaf):
                await _write(clickhouse, _TAGS, {"far": far + asked.shift, "now": now, "name": leaf.tag})
    for name, test, shift in schedule.properties:
        for far in around(test):
            await _write(clickhouse, _PROPERTIES, {"far": far + shift, "now": now, "name": name})


async def _write(clickhouse: ClickHouse, sql: str, parameters: dict[str, Any]) -> None:
    await clickhouse.command(f"INSERT INTO membership_due (due, identity) {sql}", parameters, settings=_LIMITS)


_DUE = """
    SELECT toUnixTimestamp64Milli(due) AS at, identity FROM membership_due
    WHERE due > fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND due <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
    ORDER BY due LIMIT {most:UInt32}
"""
_EVENTS = """
    SELECT fromUnixTimestamp64Milli(min(toUnixTimestamp64Milli(occurred_at)) + {far:Int64}, 'UTC'), identity FROM events
    WHERE occurred_at > fromUnixTimestamp64Milli({now:Int64} - {far:Int64}, 'UTC') AND identity != 0 «named»
    GROUP BY identity
"""
_ORDERS = """
    SELECT fromUnixTimestamp64Milli(min(toUnixTimestamp64Milli(counted_at)) + {far:Int64}, 'UTC'), identity
    FROM order_facts FINAL
    WHERE counted_at > fromUnixTimestamp64Milli({now:Int64} - {far:Int64}, 'UTC') AND identity != 0 GROUP BY identity
"""
_PROPERTIES = """
    SELECT fromUnixTimestamp64Milli(min(said) + {far:Int64}, 'UTC'), identity
    FROM
    (
        SELECT identity, toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(
            JSONExtractString(properties, {name:String}), 3, 'Etc/GMT-8')) AS said
        FROM events WHERE identity != 0 AND position(properties, {name:String}) > 0
    )
    WHERE said + {far:Int64} > {now:Int64} GROUP BY identity
"""
_TRAITS = """
    SELECT fromUnixTimestamp64Milli(moment_values[indexOf(moment_names, {name:String})] + {far:Int64}, 'UTC'), person
    FROM people_facts FINAL
    WHERE gone = 0 AND has(moment_names, {name:String})
      AND moment_values[indexOf(moment_names, {name:String})] + {far:Int64} > {now:Int64}
"""
_TAGS = """
    SELECT fromUnixTimestamp64Milli(tagged_at[indexOf(tags, {name:String})] + {far:Int64}, 'UTC'), person
    FROM people_facts FINAL
    WHERE gone = 0 AND has(tags, {name:String}) AND tagged_at[indexOf(tags, {name:String})] + {far:Int64} > {now:Int64}
"""
