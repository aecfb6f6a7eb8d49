"""The arithmetic of the flow map: nodes and edges of what was counted, and where a push would pay most."""

from collections import defaultdict
from collections.abc import Iterable

from huoshui.insight.flows.contract import POOLS, Edge, FlowMap, Node, Pool, Push
from huoshui.insight.flows.warehouse import Fact

MORE = 0.1
"""By how much a push raises a way, or cuts a leak."""


def flow_map(facts: Iterable[Fact], *, since: int, until: int) -> FlowMap:
    """This will draw one period's map; of nobody's pool no node is shown, people come out of it."""
    stocks: dict[int, dict[int, int]] = {0: defaultdict(int), 1: defaultdict(int)}
    moves: dict[tuple[int, int], Fact] = {}
    money: dict[int, float] = defaultdict(float)
    for fact in facts:
        if fact.what in stocks:
            stocks[fact.what][fact.source] = fact.times
        elif fact.what == 2:
            moves[fact.source, fact.target] = fact
        else:
            money[fact.source] = fact.total
    came, went = _sums(moves)
    exposed = {place: stocks[0][place] + came[place] for place in range(len(POOLS))}
    nodes = [
        Node(POOLS[place], stocks[0][place], came[place], went[place], stocks[1][place])
        for place in range(1, len(POOLS))
    ]
    edges = [
        Edge(
            POOLS[source], POOLS[target], fact.times, fact.people,
            exposed[source] if source else 0, fact.median if source else None,
        )
        for (source, target), fact in sorted(moves.items())
    ]  # fmt: skip
    values = _values(edges, exposed, money)
    return FlowMap(since, until, tuple(nodes), tuple(edges), _pushes(edges, exposed, values), values)


def _sums(moves: dict[tuple[int, int], Fact]) -> tuple[dict[int, int], dict[int, int]]:
    came: dict[int, int] = defaultdict(int)
    went: dict[int, int] = defaultdict(int)
    for (source, target), fact in moves.items():
        came[target] += fact.times
        went[source] += fact.times
    return came, went


def _values(edges: list[Edge], exposed: dict[int, int], money: dict[int, float]) -> dict[Pool, float]:
    """What a person in each pool brings in this period, and in the next where this one's moves would have led them."""
    now = {pool: money[place] / exposed[place] if exposed[place] else 0.0 for place, pool in enumerate(POOLS)}
    later = dict(now)
    for edge in edges:
        if edge.conversion is not None:
            later[edge.source] += edge.conversion * (now[edge.target] - now[edge.source])
    return {pool: now[pool] + later[pool] for pool in POOLS[1:]}


def _pushes(edges: list[Edge], exposed: dict[int, int], values: dict[Pool, float]) -> tuple[Push, ...]:
    """Ways forward that would gain by more people going them, and leaks that would by fewer; the best first."""
    whole = sum(exposed[POOLS.index(pool)] * value for pool, value in values.items())
    found = []
    for edge in edges:
        if edge.source is Pool.NOBODY or not edge.conversion:
            continue
        more = values[edge.target] - values[edge.source]
        gain = MORE * edge.moves * (-more if edge.leak else more)
        if gain > 0:
            found.append(
                Push(edge.source, edge.target, edge.leak, abs(more), gain, gain / MORE / whole if whole else 0.0)
            )
    return tuple(sorted(found, key=lambda push: -push.gain_fen))
