"""What store codes brought: how often they were opened, and which stores were chosen."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.touchpoints.stores import queries
from huoshui.touchpoints.stores.contract import FinderCount, StoreCount


async def opened(session: AsyncSession, *, slug: str, days: int, now: datetime) -> FinderCount:
    """
    This will count openings of a store code's page.

    :raises NoSuchStoreCode: if it is not there
    """
    code = await queries.store_code(session, slug=slug)
    row = (await session.execute(_OPENED, {"code": code.id, "days": days, "now": now})).one()
    return FinderCount(row.views, row.visitors, row.robots)


async def by_store(session: AsyncSession, *, slug: str, days: int, scope: Scope, now: datetime) -> list[StoreCount]:
    """
    This will count who chose which of the stores that the scope covers, the most chosen first.

    :raises NoSuchStoreCode: if it is not there
    """
    code = await queries.store_code(session, slug=slug)
    named = {one.unit: one for one in await queries.stores(session, scope=EVERYTHING)}
    rows = await session.execute(_BY_STORE, {"code": code.id, "days": days, "now": now})
    return [
        StoreCount(row.unit, named[row.unit].code, named[row.unit].name, row.choices, row.visitors, row.near,
                   row.region, row.search, row.direct, row.backup, row.headquarters)
        for row in rows if scope.covers(row.unit) and row.unit in named
    ]  # fmt: skip


_OPENED = text("""
    SELECT count(*) FILTER (WHERE robot = '') AS views,
           count(DISTINCT visitor) FILTER (WHERE visitor != '') AS visitors,
           count(*) FILTER (WHERE robot != '') AS robots
    FROM store_visits WHERE code = :code AND unit IS NULL AND at > :now - make_interval(days => :days)
""")
_BY_STORE = text("""
    SELECT unit, count(*) AS choices, count(DISTINCT visitor) FILTER (WHERE visitor != '') AS visitors,
           count(*) FILTER (WHERE way = 'near') AS near, count(*) FILTER (WHERE way = 'region') AS region,
           count(*) FILTER (WHERE way = 'search') AS search, count(*) FILTER (WHERE way = 'direct') AS direct,
           count(*) FILTER (WHERE led = 'backup') AS backup,
           count(*) FILTER (WHERE led = 'headquarters') AS headquarters
    FROM store_visits
    WHERE code = :code AND unit IS NOT NULL AND robot = '' AND at > :now - make_interval(days => :days)
    GROUP BY unit ORDER BY choices DESC, unit
""")
