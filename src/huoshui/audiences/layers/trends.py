"""Reading layers over many days: the stock of each level, and how long people stay on it."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences.contract.layerings import NONE, Count, LayeringName
from huoshui.audiences.layers import axes
from huoshui.audiences.layers.contract import MOST_DAYS, LevelDays, Rules, TooManyDays, Trend
from huoshui.audiences.layers.queries import check_days
from huoshui.audiences.layers.rules import median_stay
from huoshui.audiences.layers.series import compile_series
from huoshui.audiences.rulebook import kept_layerings
from huoshui.audiences.rules.bounds import end_of
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse


async def trend(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    name: LayeringName,
    since: date,
    until: date,
    count: Count = "platform",
    scope: Scope,
    now: datetime,
) -> Trend:
    """
    This will tell the stock of each level at the end of each day, both included, in one pass of each table.

    :raises DayToCome: if a day is not there yet
    :raises DaysReversed: if the last is not later than the first
    :raises TooManyDays: if there are more than `MOST_DAYS`
    :raises NoHistory: if the rules ask what is known of today only
    """
    check_days(since, until, now=now)
    days = tuple(since + timedelta(days=number) for number in range((until - since).days + 1))
    if len(days) > MOST_DAYS:
        raise TooManyDays(days=len(days), most=MOST_DAYS)
    kept = await kept_layerings(session)
    rulebook = {layering: one.definition for layering, one in kept.items()}
    bands = axes.over_days(rulebook, name, count=count, since=since)
    moments = [min(end_of(day), clock.milliseconds(now)) for day in days]
    sql, parameters = compile_series(
        [band.where for band in bands], moments=moments, scope=scope, now=clock.milliseconds(now)
    )
    stocks: dict[int, list[int]] = defaultdict(lambda: [0] * len(days))
    stays: dict[int, list[tuple[int, bool, int]]] = defaultdict(list)
    for what, level, number, ended, people in await clickhouse.rows(sql, parameters):
        if what:
            stays[level].append((number, bool(ended), people))
        else:
            stocks[level][number] = people
    named = [*((place, band.name, band.chinese) for place, band in enumerate(bands, start=1)), (0, NONE, "不在其中")]
    levels = tuple(_level(level, chinese, stocks[place], stays[place]) for place, level, chinese in named)
    return Trend(days, Rules(name, kept[name].version, count), levels)


def _level(name: str, chinese: str, people: list[int], stays: list[tuple[int, bool, int]]) -> LevelDays:
    return LevelDays(
        name, chinese, tuple(people), sum(times for *_, times in stays),
        sum(times for _, over, times in stays if over), median_stay(stays),
    )  # fmt: skip
