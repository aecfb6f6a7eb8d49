"""ClickHouse: what is seen of the people whom public channels brought."""

from importlib import resources

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

PUBLIC = tuple(channel for channel in CHANNELS.values() if channel.public)
_FOLLOWERS = resources.files("huoshui.insight.quality").joinpath("sql", "followers.sql").read_text("utf-8").rstrip()


async def followers(ground: Ground) -> pa.Table:
    """This will give a row per person whom a public channel brought in the period, by person number."""
    now = clock.milliseconds(ground.asking.now)
    return await ground.arrow(
        ground.written(_FOLLOWERS),
        public=[channel.name for channel in PUBLIC],
        interactions=list(INTERACTIONS),
        deliveries=list(DELIVERIES),
        reads=list(READS),
        leaving=list(LEAVING),
        ours=list(OURS),
        soon_ms=SOON_DAYS * DAY_MS,
        shared_by=SHARED_BY,
        retention=list(RETENTION_DAYS),
        never=NEVER,
        now=now,
        today=today(ground),
    )


def today(ground: Ground) -> int:
    """This will give the number of today's day, from 1970-01-01."""
    return (ground.asking.now.astimezone(ground.clock).date() - clock.moment(0).date()).days
