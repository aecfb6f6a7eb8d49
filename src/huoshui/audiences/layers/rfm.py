"""
RFM of everybody: eight groups, high or low in recency, frequency and money.

From where on a value is high is said by the brand, or found: the cut above which the best two fifths of the buyers lie;
but who bought as seldom as anybody never bought often.
People with the same value are always on the same side, so every group is a segment that can be kept and explained.
"""

from collections.abc import Sequence
from datetime import datetime
from importlib import resources
from typing import Any

from huoshui.access.contract import Scope
from huoshui.audiences.contract.language import Definition
from huoshui.audiences.layers.axes import read, where_all
from huoshui.audiences.layers.contract import Cuts, Group, Rfm
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.readings import LARGEST

_DAY_MS = 86_400_000
_BUYERS = resources.files("huoshui.audiences").joinpath("sql", "layers_rfm.sql").read_text("utf-8").rstrip()
GROUPS: tuple[tuple[str, str], ...] = (
    ("champions", "重要价值客户"), ("loyal", "一般价值客户"), ("big_new", "重要发展客户"), ("new", "一般发展客户"),
    ("at_risk", "重要保持客户"), ("drifting", "一般保持客户"), ("big_lost", "重要挽留客户"), ("lost", "一般挽留客户"),
)  # fmt: skip
"""High or low in recency, frequency and money, in this order: the first is high in all, the last in none."""


async def rfm(clickhouse: ClickHouse, *, cuts: Cuts | None, scope: Scope, now: datetime) -> Rfm:
    """
    This will put the buyers in eight groups, by cuts of the brand or by fifths (a score of 4 or 5 is high).

    A day is 24 hours back from now: who bought at most ``days`` ago is high in recency.
    """
    parameters = _parameters(scope, now)
    scores = await _fifths(clickhouse, parameters)
    high = cuts or Cuts(scores["days"][2], scores["orders"][2], scores["net_fen"][2])
    sql = f"""
        SELECT (1 - recent) * 4 + (1 - often) * 2 + (1 - rich) AS place,
               count(), sum(orders), sum(net_fen), quantileExact(0.5)(days)
        FROM
        (
            SELECT orders, net_fen, intDiv({{now:Int64}} - last_at, {_DAY_MS}) AS days,
                   {{now:Int64}} - last_at < {{days:Int64}} * {_DAY_MS} AS recent, orders >= {{orders:Int64}} AS often,
                   net_fen >= {{net_fen:Int64}} AS rich
            FROM ({_BUYERS})
        )
        GROUP BY place
    """
    asked = {**parameters, "days": high.days, "orders": high.orders, "net_fen": high.net_fen}
    found = {place: figures for place, *figures in await clickhouse.rows(sql, asked)}
    groups = tuple(_group(name, chinese, found.get(place)) for place, (name, chinese) in enumerate(GROUPS))
    return Rfm(groups, high, scores)


def segment_of(group: str, high: Cuts) -> Definition:
    """This will write a group as a segment, with these cuts."""
    place = [name for name, _ in GROUPS].index(group)
    sides: Sequence[tuple[int, dict[str, Any]]] = (
        (place & 4, {"kind": "orders", "within": {"last": f"{high.days}d"}}),
        (place & 2, {"kind": "orders", "test": {"type": "number", "op": ">=", "value": high.orders}}),
        (place & 1, {"kind": "orders", "measure": "net_fen",
                     "test": {"type": "number", "op": ">=", "value": high.net_fen}}),
    )  # fmt: skip
    nodes = [{"kind": "orders"}, *({"kind": "not", "of": node} if low else node for low, node in sides)]
    return where_all([read(node) for node in nodes])


async def _fifths(clickhouse: ClickHouse, parameters: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The cuts from the worst fifth to the best: at most so many days, at least so many orders and so much money."""
    fifths = "quantilesExact(0.2, 0.4, 0.6, 0.8)"
    sql = f"""
        SELECT {fifths}(-1 - intDiv({{now:Int64}} - last_at, {_DAY_MS})), {fifths}(orders), {fifths}(net_fen),
               arraySlice(arraySort(groupUniqArray(orders)), 1, 2)
        FROM ({_BUYERS})
    """
    ((days, orders, net_fen, counts),) = await clickhouse.rows(sql, parameters)
    least = counts[0] if counts else 0
    more = counts[1] if len(counts) > 1 else least + 1  # as often as everybody is not often: most buyers bought once
    return {
        "days": tuple(max(1, -int(cut)) for cut in days),
        "orders": tuple(max(1, int(cut), more if cut == least else 0) for cut in orders),
        "net_fen": tuple(max(-LARGEST, min(LARGEST, int(cut))) for cut in net_fen),
    }


def _group(name: str, chinese: str, figures: Sequence[Any] | None) -> Group:
    people, orders, net_fen, days = figures or (0, 0, 0, None)
    return Group(name, chinese, int(people), int(orders), int(net_fen), None if days is None else int(days))


def _parameters(scope: Scope, now: datetime) -> dict[str, Any]:
    return {
        "now": clock.milliseconds(now),
        "scoped": int(scope.units is not None),
        "units": list(scope.units or ()),
    }
