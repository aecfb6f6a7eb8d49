"""Reading the flow map of a period, and of the one before."""

from huoshui.insight.flows import rules, warehouse
from huoshui.insight.flows.contract import FlowMap, FlowQuestion
from huoshui.insight.ground import Ground


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
