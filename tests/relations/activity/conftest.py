"""A desk that pulls what a corp counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from huoshui.access.contract import LOCAL
from huoshui.relations.activity import rules
from huoshui.relations.activity.contract import Pull
from huoshui.relations.activity.pulling import runs
from huoshui.relations.activity.pulling.pulling import Pulling
from tests.relations.world import Pool


@dataclass
class Desk:
    """The pool, and the hands that pull its corp's figures."""

    pool: Pool

    async def begin(self) -> Pull:
        now = self.pool.hours.moment()
        async with self.pool.platform.postgres.transaction() as session:
            return await runs.begin(
                session, account=self.pool.account, until=rules.last_told(now), viewer=LOCAL, now=now
            )

    async def perform(self, pull: Pull) -> Pull:
        platform = self.pool.platform
        speakers, clock = platform.speakers, self.pool.hours.moment
        return await Pulling(pull, postgres=platform.postgres, speakers=speakers, clock=clock).perform()

    async def pull(self) -> Pull:
        return await self.perform(await self.begin())

    async def days(self, staff: str = "zhangsan") -> dict[date, Any]:
        rows = await self.pool.rows("SELECT * FROM staff_days WHERE staff = :staff ORDER BY day", staff=staff)
        return {row.day: row for row in rows}

    async def of_groups(self, staff: str = "zhangsan") -> dict[date, Any]:
        rows = await self.pool.rows("SELECT * FROM owner_days WHERE staff = :staff ORDER BY day", staff=staff)
        return {row.day: row for row in rows}

    def asked(self, path: str) -> int:
        """How often the corp's server was asked at a path so far."""
        return self.pool.server.asked[f"externalcontact/{path}"]


@pytest.fixture
def desk(pool: Pool) -> Desk:
    return Desk(pool)
