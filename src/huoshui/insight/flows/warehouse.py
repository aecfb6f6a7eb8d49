"""ClickHouse: where people stood, and which ways they went."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from huoshui.insight.flows.contract import ENTERING, POOLS
from huoshui.insight.ground import NEVER, Ground
from huoshui.insight.quality.contract import OURS

_STAYS = resources.files("huoshui.insight.flows").joinpath("sql", "stays.sql").read_text("utf-8").rstrip()
_CODES = {
    name: 2 * POOLS.index(pool) + leaves
    for pool, *ways in ENTERING
    for leaves, names in enumerate(ways)
    for name in names
}
"""Events by name: twice their pool's number, one more where they lead out of it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What was counted: ``what`` and pools by number as in the statement."""

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
    rows = await ground.rows(
        ground.written(_STAYS),
        periods=[list(period) for period in periods],
        lost_days=lost_days,
        names=list(_CODES),
        codes=list(_CODES.values()),
        ours=list(OURS),
        never=NEVER,
    )
    return [
        Fact(int(period) - 1, what, a, b, int(times), int(people), middle, total)
        for period, what, a, b, times, people, middle, total in rows
    ]
