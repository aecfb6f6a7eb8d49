"""The language of tests of staff's work: customers who come and go, tasks, SOPs, and minutes that pass."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from huoshui.access.contract import LOCAL
from huoshui.bedrock.clock import BEIJING
from huoshui.rehearsal.wecom.things import Customer
from huoshui.relations.work import operations
from huoshui.relations.work.contract import TaskDraft
from huoshui.relations.work.sops import making, rules
from huoshui.relations.work.sops import operations as sops
from huoshui.relations.work.sops.contract import SopPlan
from tests.relations.world import CORP, Pool


@dataclass
class Store:
    """What staff, operators and the clock do."""

    pool: Pool

    @property
    def now(self) -> datetime:
        return self.pool.hours.moment()

    async def befriend(self, *names: str, staff: str = "zhangsan") -> list[Customer]:
        """Let customers add staff, and let us know of it."""
        customers = [self.pool.acts.appear(name) for name in names]
        for one in customers:
            self.pool.acts.add(one, staff)
        await self.know()
        return customers

    async def lose(self, customer: Customer, staff: str = "zhangsan") -> None:
        """Let a customer delete staff."""
        self.pool.acts.customer_deletes(self.pool.corp.follows[staff, customer.external_userid])
        await self.know()

    async def know(self) -> None:
        """Hear and read all that happened at the platform, and let the river know."""
        await self.pool.hear_all()
        await self.pool.read(seconds=1)
        while await self.pool.rows("SELECT 1 FROM relation_contacts WHERE identity IS NULL LIMIT 1"):
            await self.pool.forward()
        await self.pool.forward()

    async def task(self, words: str = "回访", *, key: str = "task-0001", hours: float = 3, **about: Any) -> int:
        """Give somebody a task that is due in some hours."""
        draft = TaskDraft(words, self.now, self.now + timedelta(hours=hours), **{"corp": CORP, "staff": "zhangsan",
                                                                                 **about})  # fmt: skip
        platform = self.pool.platform
        async with platform.postgres.transaction() as session:
            return await operations.add(session, draft=draft, key=key, vault=platform.vault, viewer=LOCAL, now=self.now)

    async def begin(self, plan: SopPlan, *, key: str = "sop-key-1") -> int:
        async with self.pool.platform.postgres.transaction() as session:
            return await sops.add(session, corp=CORP, plan=plan, key=key, viewer=LOCAL, now=self.now)

    async def change(self, number: int, plan: SopPlan, *, version: int = 1) -> None:
        async with self.pool.platform.postgres.transaction() as session:
            await sops.change(session, number=number, plan=plan, version=version, viewer=LOCAL, now=self.now)

    async def tend(self) -> int:
        """Do once what the clock does every minute."""
        platform = self.pool.platform
        async with platform.postgres.transaction() as session:
            await operations.drop_ended(session, now=self.now)
        return await making.round_of_all(platform.postgres, platform.clickhouse, now=self.now)

    async def days_pass(self, days: int, *, every_hours: int = 12) -> None:
        """Let days pass with the clock at work."""
        for _ in range(days * 24 // every_hours):
            self.pool.hours.pass_by(hours=every_hours)
            await self.tend()

    async def made(self) -> list[tuple[str, int, str, str]]:
        """The tasks of SOPs: of whom, which step, on which day and from when until when (Beijing)."""
        rows = await self.pool.rows("SELECT contact || group_id AS about, step, begins_at, due_at FROM staff_tasks "
                                    "WHERE enrollment IS NOT NULL ORDER BY begins_at, id")  # fmt: skip
        return [
            (row.about, row.step, f"{row.begins_at.astimezone(BEIJING):%m-%d}",
             f"{row.begins_at.astimezone(BEIJING):%H:%M}–{row.due_at.astimezone(BEIJING):%H:%M}")
            for row in rows
        ]  # fmt: skip

    async def progress(self) -> list[tuple[str, str]]:
        """How far SOPs are with each whom they follow, and why they ended."""
        rows = await self.pool.rows("SELECT state, why FROM sop_enrollments ORDER BY id")
        return [(row.state, row.why) for row in rows]


def plan_of(**how: Any) -> SopPlan:
    """A plan as it is written, from its parts."""
    kept = {"name": "新客七天", "begin": "added", "staff": [], "units": [], "segment": "", "most_a_day": 20,
            "rest_weekdays": [], "rest_days": [], "ends_on_order": False, **how}  # fmt: skip
    return rules.plan_of(kept)


def step(day: int | None = 0, at: str = "10:00", until: str = "20:00", *, on: str | None = None,
         words: str = "打个招呼", script: int | None = None) -> dict[str, Any]:  # fmt: skip
    return {"words": words, "day": None if on else day, "on": on, "at": at, "until": until, "script": script}
