"""Histories told day by day: `day(n)` is a moment of the n-th of November 2026 in Beijing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from huoshui.app.platform import Platform
from huoshui.audiences.rules.person import Deed, Sale
from huoshui.bedrock.clock import BEIJING
from tests.audiences.world import Market, clear

NOW = datetime(2026, 11, 20, 11, 0, tzinfo=BEIJING)
TODAY = date(2026, 11, 20)


def moment(day: int, clock: str = "12:00:00") -> int:
    """That day of November 2026 (0 and below: October and before) at a time in Beijing, in milliseconds."""
    when = datetime.combine(date(2026, 11, 1) + timedelta(days=day - 1), datetime.min.time(), BEIJING)
    hours, minutes, seconds = clock.split(":")
    return round((when.timestamp() + int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def on(day: int) -> date:
    return date(2026, 11, 1) + timedelta(days=day - 1)


def did(day: int, name: str, clock: str = "12:00:00", *, channel: str = "", **properties: Any) -> Deed:
    return Deed(moment(day, clock), name, channel, properties)


def bought(day: int, clock: str = "12:00:00", *, fen: int = 10_000, kept: bool = True) -> Sale:
    return Sale(moment(day, clock), fen if kept else 0, bought=kept)


async def told(platform: Platform, *people: Iterable[Deed | Sale], **facts: Any) -> Market:
    """People 1, 2, 3 …, each with what happened to them."""
    market = Market(people={number: dict(facts) for number in range(1, len(people) + 1)})
    for number, history in enumerate(people, start=1):
        for one in history:
            if isinstance(one, Deed):
                market.deeds.append((number, one))
            else:
                market.sales.append((number, one, 1))
    await fill(platform, market)
    return market


async def fill(platform: Platform, market: Market) -> None:
    await clear(platform)
    await market.fill(platform)
    await market.name(platform)
