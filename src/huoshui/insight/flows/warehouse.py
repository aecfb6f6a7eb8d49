"""ClickHouse: where people stood, and which ways they went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from huoshui.insight.flows.contract import ENTERING, POOLS
from huoshui.insight.ground import Ground
from huoshui.insight.quality.contract import OURS

_STAYS = resources.files("huoshui.insight.flows").joinpath("sql", "stays.sql").read_text("utf-8").rstrip()
_COUNTED = {
    "told": "period, what, a, b, count() AS times, uniqExactIf(person, what = 2) AS people, "
    "medianExact(figure) AS middle, sum(figure) AS total",
    "rest": "GROUP BY period, what, a, b\nORDER BY period, what, a, b",
}
_WHO = {"told": "person", "rest": "WHERE what = {what:UInt8} AND a = {a:UInt8} AND b = {b:UInt8}"}
_CODES = {
    name: 2 * POOLS.index(pool) + leaves
    for pool, *ways in ENTERING
    for leaves, names in enumerate(ways)
    for name in names
}
"""Events by name: twice their pool's number, one more where they lead out of it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What was counted: ``what`` and pools by number as in the statement; ``people`` of moves only."""

    period: int
    what: int
    source: int
    target: int
    times: int
    people: int
    median: float
    total: float


async def facts(ground: Ground, *, periods: Sequence[tuple[int, int]], lost_days: int) -> list[Fact]:
    """This will tell stocks, moves and money of each period, [since, until) in ms; none may end after the ground."""
    rows = await ground.rows(ground.written(_STAYS, **_COUNTED), **_walked(periods, lost_days))
    return [
        Fact(int(period) - 1, what, a, b, int(times), int(people), middle, total)
        for period, what, a, b, times, people, middle, total in rows
    ]


def who(
    ground: Ground, *, period: tuple[int, int], what: int, source: int, target: int, lost_days: int
) -> tuple[str, Mapping[str, Any]]:
    """This will write who is behind a fact of a period, ``what`` and pools by number as in the statement."""
    walked = _walked([period], lost_days)
    return ground.written(_STAYS, **_WHO), {**ground.parameters, **walked, "what": what, "a": source, "b": target}


def _walked(periods: Sequence[tuple[int, int]], lost_days: int) -> dict[str, Any]:
    return {
        "periods": [list(period) for period in periods],
        "lost_days": lost_days,
        "names": list(_CODES),
        "codes": list(_CODES.values()),
        "ours": list(OURS),
    }
