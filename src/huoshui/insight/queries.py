"""Reading insight: which channel brought whom, and what became of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.money import Fen
from huoshui.channels.recognition import CHANNELS
from huoshui.commerce import operations as commerce
from huoshui.commerce.contract import KEPT
from huoshui.events import queries as events
from huoshui.insight import warehouse
from huoshui.insight.contract import (
    NO_CHANNEL,
    AnonymousOrders,
    ChannelLine,
    ChannelReport,
    Freshness,
    Funnel,
    NotAPeriod,
)

_BEGINNING, _END = 0, 1 << 50

PUBLIC = tuple(channel for channel in CHANNELS.values() if channel.public)
"""The public sea, in the order in which reports list it; at most 62, each has a bit."""


async def freshness(session: AsyncSession, *, now: datetime) -> Freshness:
    """This will tell how new what ClickHouse holds is."""
    newest, batches = await events.progress(session)
    return Freshness(newest, {"batches": batches, "orders": await commerce.lag(session)}, now)


async def channels(
    clickhouse: ClickHouse,
    *,
    scope: Scope,
    since: datetime | None,
    until: datetime | None,
    freshness: Freshness,
) -> ChannelReport:
    """
    This will tell, per public channel, how many people it brought in [since, until) and what became of them until now.

    Every person is in exactly one line, so the lines add up to the total.

    :raises NotAPeriod: if it ends before it begins
    """
    if since and until and until < since:
        raise NotAPeriod(since=since.isoformat(), until=until.isoformat())
    parameters = _parameters(scope, since, until)
    found = await warehouse.channels(clickhouse, parameters)
    nobodys = await warehouse.anonymous(clickhouse, parameters)
    return ChannelReport(
        since=since,
        until=until,
        lines=tuple(_lines(found)),
        total=_total([_funnel(row) for row in found]),
        anonymous=AnonymousOrders(nobodys["orders"], nobodys["bought"], Fen(nobodys["net_fen"])),
        freshness=freshness,
        sql={"channels": warehouse.CHANNELS, "anonymous": warehouse.ANONYMOUS},
        parameters=parameters,
    )


def _parameters(scope: Scope, since: datetime | None, until: datetime | None) -> dict[str, Any]:
    return {
        "channels": [channel.name for channel in PUBLIC],
        "kept": [state.value for state in KEPT],
        "scoped": int(scope.units is not None),
        "units": list(scope.units or ()),
        "from_ms": max(_BEGINNING, clock.milliseconds(since)) if since else _BEGINNING,
        "to_ms": min(_END, clock.milliseconds(until)) if until else _END,
    }


def _lines(found: Sequence[dict[str, Any]]) -> list[ChannelLine]:
    """Channels that brought or touched anybody, in the order of the register; nobody's channel last, always."""
    by_place = {row["place"]: _funnel(row) for row in found}
    touched = [sum(counts) for counts in zip(*(row["touched"] for row in found), strict=True)] or [0] * (
        len(PUBLIC) + 1
    )
    nothing = Funnel(0, 0, 0, 0, 0, Fen(0))
    lines = [
        ChannelLine(channel.name, channel.chinese, by_place.get(place, nothing), touched[place])
        for place, channel in enumerate(PUBLIC, start=1)
        if touched[place]
    ]
    return [*lines, ChannelLine(NO_CHANNEL, "无公域触点", by_place.get(0, nothing), touched[0])]


def _funnel(row: dict[str, Any]) -> Funnel:
    return Funnel(row["came"], row["known"], row["reachable"], row["bought"], row["bought_again"], Fen(row["net_fen"]))


def _total(funnels: Sequence[Funnel]) -> Funnel:
    return Funnel(
        came=sum(one.came for one in funnels),
        known=sum(one.known for one in funnels),
        reachable=sum(one.reachable for one in funnels),
        bought=sum(one.bought for one in funnels),
        again=sum(one.again for one in funnels),
        net_fen=Fen(sum(one.net_fen for one in funnels)),
    )
