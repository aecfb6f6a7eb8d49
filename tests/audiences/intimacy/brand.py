"""A market of the rehearsal as it would lie in the engines if every person were known: each truth, one identity."""

from collections import defaultdict
from datetime import UTC, datetime

import numpy as np
import orjson
import pyarrow as pa
from scipy.stats import spearmanr

from huoshui.access.contract import EVERYTHING
from huoshui.app.platform import Platform
from huoshui.audiences.rules.person import Sale
from tests.audiences.world import Market
from tests.rehearsal.told import END_ON, Told, hear

__all__ = ["EVERYTHING", "NOW", "Told", "order_of", "settle"]

NOW = datetime.combine(END_ON, datetime.min.time(), UTC)
_MOMENT = pa.timestamp("ms", "UTC")


async def settle(platform: Platform, *, people: int, days: int, seed: int) -> Told:
    """Let a market's people live, and lay down what they did; person n of the truth is identity n + 1."""
    told = hear(people=people, days=days, seed=seed)
    rows = [one for one in told.messages if one.person is not None]
    moments = pa.array([one.at for one in rows], _MOMENT)
    await platform.clickhouse.insert("events", pa.table({
        "identity": pa.array([one.person + 1 for one in rows if one.person is not None], pa.uint64()),
        "occurred_at": moments,
        "received_at": moments,
        "name": pa.array([one.name for one in rows]),
        "channel": pa.array([one.channel for one in rows]),
        "properties": pa.array([orjson.dumps(one.properties).decode() for one in rows]),
    }))  # fmt: skip
    market = Market(people={row["person"] + 1: {} for row in told.people}, sales=_sales(told))
    await market.fill(platform)
    return told


def _sales(told: Told) -> list[tuple[int, Sale, int]]:
    """Orders net of what was given back."""
    back: defaultdict[str, float] = defaultdict(float)
    for one in told.of("Order Refunded"):
        back[one.properties["order_id"]] += float(one.properties["refund"])
    return [
        (one.person + 1, Sale(one.at, round(left * 100), left > 0), 0)
        for one in told.of("Order Completed")
        if one.person is not None and (left := float(one.properties["total"]) - back[one.properties["order_id"]]) > -1
    ]


def order_of(told: Told, scores: dict[int, float], *, among: list[int]) -> float:
    """How well scores by person keep the planted order among some people: Spearman's rank correlation."""
    truth = {row["person"]: row["intimacy"] for row in told.people}
    least = min(scores.values())
    found = spearmanr([scores.get(person + 1, least) for person in among], [truth[person] for person in among])
    return float(np.float64(found.statistic))
