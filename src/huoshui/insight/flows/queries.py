"""Reading the flow map of a period, and of the one before."""

from huoshui.insight.flows import rules, warehouse
from huoshui.insight.flows.contract import POOLS, FlowMap, FlowQuestion
from huoshui.insight.ground import Ground
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.errors import NoSuchCell

_SIDES = {"start": 0, "end": 1}
_MOVED = 2


async def flow_map(ground: Ground, *, asked: FlowQuestion) -> tuple[FlowMap, FlowMap | None]:
    """This will draw the map of the period, and with ``compare`` that of the period before it, both in one pass."""
    since, until = ground.since, ground.until
    periods = [(since, until)]
    if asked.compare:
        periods.append((since - (until - since), since))
    facts = await warehouse.facts(ground, periods=periods, lost_days=asked.lost_days)
    maps = [
        rules.flow_map([fact for fact in facts if fact.period == place], since=begun, until=ended)
        for place, (begun, ended) in enumerate(periods)
    ]
    return maps[0], maps[1] if asked.compare else None


def who(ground: Ground, *, asked: FlowQuestion, cell: Cell) -> Who:
    """
    This will tell who stood in a pool at the ``start`` or the ``end`` (``path`` names the pool), or ``moved`` from one
    to another (``path`` names both); with ``at`` 1 in the period before.

    :raises NoSuchCell: if there is no such pool, or nobody could have gone that way
    """
    places = _places(cell)
    if cell.what in _SIDES and len(places) == 1 and places[0]:
        what, source, target = _SIDES[cell.what], places[0], 0
    elif cell.what == "moved" and len(places) == 2 and places[1] and places[0] != places[1]:
        what, source, target = _MOVED, *places
    else:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such pool, or no such way")
    if cell.at not in {None, 0, 1}:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such period")
    period = (2 * ground.since - ground.until, ground.since) if cell.at else (ground.since, ground.until)
    fact = {"what": what, "source": source, "target": target}
    return Who(*warehouse.who(ground, period=period, lost_days=asked.lost_days, **fact))


def _places(cell: Cell) -> list[int]:
    known = {pool.value: place for place, pool in enumerate(POOLS)}
    return [known[name] for name in cell.path or () if name in known]
