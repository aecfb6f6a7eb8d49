"""
The ground that questions about what truly happened stand on: a period, whose people and orders count, the statements.

A question of this kind reads events, orders and people as they lie; the few lines that all of them share are here.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight import queries
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Asked, LastDays, Period, zone_of
from huoshui.insight.questions.lines import Lines
from huoshui.insight.schemas import FreshnessOut

DAY_MS = 86_400_000
NEVER = 1 << 60
"""A moment that no row has."""


class Dated(Asked):
    """A question about what happened in a period; where nobody says which, in the last 90 days."""

    period: Period = LastDays(last_days=90)


def asking_of(session: AsyncSession, clickhouse: ClickHouse, *, scope: Scope, now: datetime) -> Asking:
    """This will begin one question of a viewer."""
    return Asking(session, clickhouse, scope, now, tag=f"insight-{uuid.uuid4().hex}")


@dataclass(frozen=True, slots=True)
class Ground:
    """
    A question's period in milliseconds, [since, until), and the SQL by which only its people and orders count.

    ``only`` continues a condition on ``person``; it is empty where everybody counts. ``parameters`` are those of every
    statement.
    """

    asking: Asking
    zone: str
    since: int
    until: int
    only: str
    parameters: Mapping[str, Any]

    @property
    def clock(self) -> ZoneInfo:
        """The zone by whose days the question counts."""
        return zone_of(self.zone)

    @classmethod
    async def of(cls, asking: Asking, asked: Asked) -> "Ground":
        """
        This will place a question in time, and among the people that it and its viewer mean.

        :raises NoSuchSegment: if it names a segment that is not there
        """
        lines = await Lines.of(asking, asked)
        span, scope = lines.span, asking.scope
        parameters = {
            **lines.parameters.values,
            "since": span.since,
            "until": max(span.end, span.since),
            "zone": asked.zone,
            "scoped": int(scope.units is not None),
            "units": list(scope.units or ()),
        }
        only = f"AND {lines.only}" if lines.only else ""
        return cls(asking, asked.zone, span.since, parameters["until"], only, parameters)

    def written(self, text: str, **parts: str) -> str:
        """This will fill in «only» and the ``parts`` of a statement."""
        for name, part in {**parts, "only": self.only}.items():
            text = text.replace(f"«{name}»", part)
        return text

    async def rows(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 what ClickHouse takes
        """This will ask a written statement."""
        return await self.asking.rows(sql, {**self.parameters, **more})

    async def arrow(self, sql: str, **more: Any) -> pa.Table:  # noqa: ANN401 as above
        """This will ask a statement whose answer is of the size of the data, as columns."""
        return await self.asking.arrow(sql, {**self.parameters, **more})


class QueriedOut(BaseModel):
    """A statement as ClickHouse was asked it."""

    sql: str
    parameters: dict[str, Any]
    seconds: float
    rows_read: int


class HappenedOut(BaseModel):
    """What stands beside every figure; ``causal`` is true only where an experiment decided."""

    since: datetime
    until: datetime
    zone: str
    causal: bool = False
    freshness: FreshnessOut
    statements: list[QueriedOut]


async def basics(ground: Ground) -> dict[str, Any]:
    """This will give the fields of `HappenedOut` of a question that was answered."""
    fresh = await queries.freshness(ground.asking.session, now=ground.asking.now)
    return {
        "since": clock.moment(ground.since),
        "until": clock.moment(ground.until),
        "zone": ground.zone,
        "freshness": FreshnessOut.model_validate(fresh, from_attributes=True),
        "statements": [
            QueriedOut(sql=one.sql, parameters=dict(one.parameters), seconds=one.seconds, rows_read=one.rows_read)
            for one in ground.asking.statements
        ],
    }
