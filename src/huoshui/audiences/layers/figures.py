"""The figures of layers that cost much to work out, by name; "the last so many days" go with the day."""

from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.access.recipes import Recipe
from huoshui.audiences.contract.layerings import Count, LayeringName
from huoshui.audiences.layers import queries, rfm, trends
from huoshui.audiences.layers.contract import Cuts
from huoshui.audiences.layers.schemas.figures import FlowOut, StockOut, TrendOut
from huoshui.audiences.layers.schemas.tables import RfmIn, RfmOut, TableIn, TableOut
from huoshui.audiences.rulebook import kept_layerings
from huoshui.audiences.rules.bounds import day_of
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

MONTH = 30


class StockAsked(BaseModel):
    """The people on each level at the end of a day; without one: now."""

    layering: LayeringName
    on: date | None = None
    count: Count = "platform"
    base: int | None = None


class DaysAsked(BaseModel):
    """Two days; without the second: now, without the first: so many ``days`` before the second."""

    layering: LayeringName
    since: date | None = None
    until: date | None = None
    days: Annotated[int, Field(ge=1, le=1100)] = MONTH
    count: Count = "platform"

    def ends(self, now: datetime) -> tuple[date, date]:
        """This will give the two days."""
        last = self.until or day_of(clock.milliseconds(now))
        return self.since or last - timedelta(days=self.days), last


async def in_force(session: AsyncSession) -> str:
    """This will name the versions of all rules: a figure is another once one is, since rules may name each other."""
    return ",".join(str(one.version) for one in (await kept_layerings(session)).values())


async def _stock(
    asked: StockAsked, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime
) -> StockOut:
    day = asked.on or day_of(clock.milliseconds(now))
    found = await queries.stock(
        session, clickhouse, name=asked.layering, on=day, count=asked.count, scope=scope, now=now
    )
    return StockOut.of(found, asked.base, now)


async def _flow(
    asked: DaysAsked, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime
) -> FlowOut:
    since, until = asked.ends(now)
    found = await queries.flow(
        session, clickhouse, name=asked.layering, since=since, until=until, count=asked.count, scope=scope, now=now
    )
    return FlowOut.of(found, now)


async def _trend(
    asked: DaysAsked, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime
) -> TrendOut:
    since, until = asked.ends(now)
    found = await trends.trend(
        session, clickhouse, name=asked.layering, since=since, until=until, count=asked.count, scope=scope, now=now
    )
    return TrendOut.of(found, now)


async def _table(
    asked: TableIn, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime
) -> TableOut:
    found = await queries.table(session, clickhouse, dimensions=asked.dimensions, on=asked.on, scope=scope, now=now)
    return TableOut.of(found)


async def _rfm(asked: RfmIn, _session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime) -> RfmOut:
    cuts = Cuts(asked.cuts.days, asked.cuts.orders, asked.cuts.net_fen) if asked.cuts else None
    return RfmOut.of(await rfm.rfm(clickhouse, cuts=cuts, scope=scope, now=now), now)


STOCK = Recipe("layers.stock", StockAsked, _stock, in_force)
FLOW = Recipe("layers.flow", DaysAsked, _flow, in_force)
TREND = Recipe("layers.trend", DaysAsked, _trend, in_force)
TABLE = Recipe("layers.table", TableIn, _table, in_force)
RFM = Recipe("layers.rfm", RfmIn, _rfm)
RECIPES = (STOCK, FLOW, TREND, TABLE, RFM)


def _usual(layering: LayeringName) -> tuple[tuple[str, str], ...]:
    days = DaysAsked(layering=layering).model_dump_json()
    table = TableIn(dimensions=["channel", layering.value]).model_dump_json()
    stock = StockAsked(layering=layering).model_dump_json()
    return ((STOCK.name, stock), (FLOW.name, days), (TREND.name, days), (TABLE.name, table))


FIRST = _usual(LayeringName.AIPL)
"""What the screen of layers shows first: each by the name of its recipe, in its words."""
NEXT = (*_usual(LayeringName.TIER), *_usual(LayeringName.LIFE_CYCLE), (RFM.name, RfmIn().model_dump_json()))
"""What it shows a click further."""
