"""How many are in a segment, for whoever takes a count of some minutes ago."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.access.recipes import Recipe
from huoshui.audiences import queries
from huoshui.audiences.layers import figures as layers
from huoshui.audiences.schemas import AskedIn, CountOut
from huoshui.bedrock.clickhouse import ClickHouse


async def _count(
    asked: AskedIn, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime
) -> CountOut:
    condition = await queries.resolved(session, clickhouse, asked.segment)
    return CountOut(people=await queries.count(clickhouse, condition=condition, scope=scope, now=now), counted_at=now)


async def _in_force(session: AsyncSession) -> str:
    """What a segment may name: layers by their rules, and other segments."""
    return f"{await layers.in_force(session)} {await session.scalar(_STORED)}"


COUNT = Recipe("segments.count", AskedIn, _count, _in_force)

_STORED = text("SELECT md5(string_agg(name || ' ' || version, ',' ORDER BY name)) FROM segments")
