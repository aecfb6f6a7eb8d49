"""A pool whose staff have customers, a brand that writes a moment, and staff who publish it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI

from huoshui.access.contract import LOCAL
from huoshui.bedrock import clock
from huoshui.rehearsal.wecom.things import Customer, Moment
from huoshui.relations.moments import forwarding, operations, queries
from huoshui.relations.moments.contract import BrandMoment, MomentPlan
from huoshui.relations.moments.tending import Tender
from huoshui.relations.sends.contract import Message
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.sends.conftest import Desk as People
from tests.relations.world import CORP, Pool

AUTUMN = Message("秋天的第一杯，给最懂的你")


def autumn(**how: Any) -> MomentPlan:
    """Something to publish, by everybody unless said otherwise."""
    how.setdefault("everybody", not (how.get("staff") or how.get("units")))
    return MomentPlan(how.pop("name", "秋日上新"), how.pop("message", AUTUMN), **how)


@dataclass
class Desk:
    """What an operator does about moments."""

    pool: Pool

    @property
    def people(self) -> People:
        return People(self.pool)

    async def befriend(self, *names: str, staff: str = "zhangsan") -> list[Customer]:
        """Let customers add staff, and let us know of both."""
        customers = [self.pool.acts.appear(name) for name in names]
        for one in customers:
            self.pool.acts.add(one, staff)
        await self.know()
        return customers

    async def know(self) -> None:
        """Hear and read all that happened at the platform, staff included."""
        await self.people.know()
        await self.pool.compare()

    async def plan(self, plan: MomentPlan | None = None, *, key: str = "moment-key-1") -> int:
        async with self.pool.platform.postgres.transaction() as session:
            return await operations.plan(
                session, account=self.pool.account, planned=plan or autumn(), key=key, viewer=LOCAL,
                now=self.pool.hours.moment(),
            )  # fmt: skip

    async def start(self, moment: int) -> None:
        async with self.pool.platform.postgres.transaction() as session:
            await operations.start(session, moment=moment, viewer=LOCAL, now=self.pool.hours.moment())

    async def cancel(self, moment: int) -> None:
        async with self.pool.platform.postgres.transaction() as session:
            await operations.cancel(session, moment=moment, viewer=LOCAL, now=self.pool.hours.moment())

    async def remind(self, moment: int, *staff: str) -> int:
        async with self.pool.platform.postgres.transaction() as session:
            now = self.pool.hours.moment()
            return await operations.remind(session, moment=moment, staff=staff, viewer=LOCAL, now=now)

    async def erase(self, *identities: int) -> dict[str, int]:
        async with self.pool.platform.postgres.transaction() as session:
            return await operations.erase(session, identities=identities, now=self.pool.hours.moment())

    @property
    def tender(self) -> Tender:
        return Tender(self.pool.platform.postgres, self.pool.platform.speakers)

    async def tend(self, **passing: float) -> None:
        """Do what is due after a while, once for each moment."""
        self.pool.hours.pass_by(**(passing or {"minutes": 2}))
        for _ in range(20):
            if not await self.tender.round(self.pool.hours.moment):
                return

    async def asked(self, plan: MomentPlan | None = None, *, key: str = "moment-key-1") -> int:
        """Plan, start, and let staff be asked."""
        moment = await self.plan(plan, key=key)
        await self.start(moment)
        await self.tend_often()
        return moment

    async def tend_often(self) -> None:
        """Do what is due as long as a job takes."""
        for _ in range(4):
            await self.tend(seconds=10)

    @property
    def made(self) -> list[Moment]:
        """The platform's moments."""
        return list(self.pool.corp.moments.values())

    def publish(self, *staff: str) -> None:
        """Let staff publish the newest moment."""
        for one in staff:
            self.pool.acts.publish(self.made[-1], one)

    async def moment(self, number: int) -> BrandMoment:
        async with self.pool.platform.postgres.session() as session:
            return await queries.moment(session, scope=LOCAL.scope, number=number)

    async def state(self) -> str:
        (row,) = await self.pool.rows("SELECT state FROM moments ORDER BY id DESC LIMIT 1")
        return str(row.state)

    async def doing(self) -> dict[str, str]:
        """What each staff member does with the newest moment."""
        rows = await self.pool.rows(
            "SELECT staff, state FROM moment_staff WHERE moment = (SELECT max(id) FROM moments)"
        )
        return {row.staff: row.state for row in rows}

    async def told(self) -> list[tuple[str, str, str]]:
        """The river's events of moments: kind, staff, and the moment's name."""
        platform = self.pool.platform
        while await forwarding.forward(platform.postgres, platform.intake, now=self.pool.hours.moment()):
            pass
        await self.pool.forward()
        rows = await platform.clickhouse.rows(
            "SELECT JSONExtractString(properties, 'kind'), JSONExtractString(properties, 'staff_id'), "
            "JSONExtractString(properties, 'moment_name') FROM events WHERE name = 'Moment Interacted' "
            "ORDER BY occurred_at, 1, 2"
        )
        return [(kind, staff, name) for kind, staff, name in rows]


@pytest.fixture
def desk(pool: Pool) -> Desk:
    return Desk(pool)


@pytest.fixture
def now(pool: Pool, app: FastAPI) -> Iterator[None]:
    """Let the doors live in the corp's time."""
    app.dependency_overrides[clock.now] = pool.hours.moment
    yield
    app.dependency_overrides.pop(clock.now)


__all__ = ["AUTUMN", "CORP", "Desk", "autumn"]
