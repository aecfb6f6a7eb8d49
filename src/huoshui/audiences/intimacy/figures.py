"""The figures of intimacy that cost much to work out, by name."""

from datetime import date, datetime, time, timedelta

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.access.recipes import Recipe
from huoshui.audiences.intimacy import queries
from huoshui.audiences.intimacy.schemas.everybody import DistributionOut, TrustFlowOut
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clock import BEIJING

_MONTH = timedelta(days=30)


class DistributionAsked(BaseModel):
    """How everybody's scores lie."""


class TrustAsked(BaseModel):
    """Two days, the second exclusive; without them: a month ago, and now."""

    since: date | None = None
    until: date | None = None


async def _distribution(
    _asked: DistributionAsked, _session: AsyncSession, clickhouse: ClickHouse, scope: Scope, _now: datetime
) -> DistributionOut:
    return DistributionOut.of(await queries.distribution(clickhouse, scope=scope))


async def _trust(
    asked: TrustAsked, _session: AsyncSession, clickhouse: ClickHouse, scope: Scope, now: datetime
) -> TrustFlowOut:
    flow = await queries.trust_flow(
        clickhouse,
        since=_midnight(asked.since) if asked.since else now - _MONTH,
        until=_midnight(asked.until) if asked.until else now + timedelta(seconds=1),
        scope=scope,
    )
    return TrustFlowOut.of(flow)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)


DISTRIBUTION = Recipe("intimacy.distribution", DistributionAsked, _distribution)
TRUST = Recipe("intimacy.trust", TrustAsked, _trust)
RECIPES = (DISTRIBUTION, TRUST)

NEXT = ((DISTRIBUTION.name, DistributionAsked().model_dump_json()), (TRUST.name, TrustAsked().model_dump_json()))
"""What the screen of layers shows a click further: each by the name of its recipe, in its words."""
