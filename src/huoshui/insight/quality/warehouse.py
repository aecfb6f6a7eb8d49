"""ClickHouse: what is seen of the people whom public channels brought."""

from importlib import resources
from typing import Any

import pyarrow as pa

from huoshui.bedrock import clock
from huoshui.channels.recognition import CHANNELS
from huoshui.insight.ground import DAY_MS, NEVER, Ground
from huoshui.insight.quality.contract import (
    DELIVERIES,
    INTERACTIONS,
    LEAVING,
    OURS,
    READS,
    RETENTION_DAYS,
    SHARED_BY,
    SOON_DAYS,
)
from huoshui.insight.questions.contract import Who

COUNTED = {
    "arrivals": "1",
    "reachable": "reachable",
    "seen_lately": "lately",
    "left_soon": "left_soon",
    "buyers": "net_fen > 0",
    "retained": "retained[{column:UInt8}] AND arrived_day + {retention:Array(UInt16)}[{column:UInt8}] < {today:UInt16}",
}
"""Who is counted in which figure."""
PUBLIC = tuple(channel for channel in CHANNELS.values() if channel.public)
_FOLLOWERS = resources.files("huoshui.insight.quality").joinpath("sql", "followers.sql").read_text("utf-8").rstrip()


async def followers(ground: Ground) -> pa.Table:
    """This will give a row per person whom a public channel brought in the period, by person number."""
    return await ground.arrow(ground.written(_FOLLOWERS), **_asked(ground))


def who(ground: Ground, *, place: int, what: str, retained: int) -> Who:
    """This will write who of a channel (from 1; 0: of all) is counted there; ``retained``: the place of the day n."""
    of_channel = "place = {picked:UInt16}" if place else "1"
    sql = f"SELECT person FROM (\n{ground.written(_FOLLOWERS)}\n) WHERE {of_channel} AND {COUNTED[what]}"
    return Who(sql, {**ground.parameters, **_asked(ground), "picked": place, "column": retained})


def _asked(ground: Ground) -> dict[str, Any]:
    return {
        "public": [channel.name for channel in PUBLIC],
        "interactions": list(INTERACTIONS),
        "deliveries": list(DELIVERIES),
        "reads": list(READS),
        "leaving": list(LEAVING),
        "ours": list(OURS),
        "soon_ms": SOON_DAYS * DAY_MS,
        "shared_by": SHARED_BY,
        "retention": list(RETENTION_DAYS),
        "never": NEVER,
        "now": clock.milliseconds(ground.asking.now),
        "today": today(ground),
    }


def today(ground: Ground) -> int:
    """This will give the number of today's day, from 1970-01-01."""
    return (ground.asking.now.astimezone(ground.clock).date() - clock.moment(0).date()).days
