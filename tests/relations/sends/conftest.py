"""A pool whose staff have customers, a brand that wants to say something to them, and staff who confirm it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI

from huoshui.access.contract import LOCAL
from huoshui.bedrock import clock
from huoshui.people import operations as people
from huoshui.rehearsal.wecom.things import Customer, Send
from huoshui.relations.sends import forwarding, operations
from huoshui.relations.sends.contract import Audience, Kind, Message, SendPlan
from huoshui.relations.sends.tending import Tender
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.world import CORP, Pool

HELLO = Message("周末骑行，一起出发")


def hello(**how: Any) -> SendPlan:
    """Something to say, to everybody unless said otherwise."""
    audience = how.pop("audience", Audience(everybody=True))
    return SendPlan(how.pop("name", "周末骑行"), how.pop("kind", Kind.CUSTOMERS), how.pop("message", HELLO), audience,
                    **how)  # fmt: skip


@dataclass
class Desk:
    """What an operator does about mass sends."""

    pool: Pool

    async def befriend(self, *names: str, staff: str = "zhangsan") -> list[Customer]:
        """Let customers add staff, and let us know of it."""
        customers = [self.pool.acts.appear(name) for name in names]
        for one in customers:
            self.pool.acts.add(one, staff)
        await self.know()
        return customers

    async def know(self) -> None:
        """Hear and read all that happened at the platform."""
        await self.pool.hear_all()
        await self.pool.read()
        while await self.pool.rows("SELECT 1 FROM relation_contacts WHERE identity IS NULL LIMIT 1"):
            await self.pool.forward()
        await self.pool.forward()

    async def plan(self, plan: SendPlan | None = None, *, key: str = "send-key-1") -> int:
        platform = self.pool.platform
        async with platform.postgres.transaction() as session:
            return await operations.plan(
                session, platform.clickhouse, account=self.pool.account, planned=plan or hello(), key=key,
                viewer=LOCAL, now=self.pool.hours.moment(),
            )  # fmt: skip

    async def start(self, send: int) -> None:
        async with self.pool.platform.postgres.transaction() as session:
            await operations.start(session, send=send, viewer=LOCAL, now=self.pool.hours.moment())

    async def cancel(self, send: int) -> None:
        async with self.pool.platform.postgres.transaction() as session:
            await operations.cancel(session, send=send, viewer=LOCAL, now=self.pool.hours.moment())

    async def remind(self, send: int, *staff: str) -> int:
        async with self.pool.platform.postgres.transaction() as session:
            now = self.pool.hours.moment()
            return await operations.remind(session, send=send, staff=staff, viewer=LOCAL, now=now)

    @property
    def tender(self) -> Tender:
        return Tender(self.pool.platform.postgres, self.pool.platform.speakers)

    async def tend(self, **passing: float) -> None:
        """Do what is due after a while, once for each send."""
        self.pool.hours.pass_by(**(passing or {"minutes": 2}))
        for _ in range(20):
            if not await self.tender.round(self.pool.hours.moment):
                return

    async def sent(self, plan: SendPlan | None = None) -> int:
        """Plan, start, and let staff be asked."""
        send = await self.plan(plan)
        await self.start(send)
        await self.tend()
        return send

    def confirm(self, staff: str) -> None:
        """Let staff confirm every task they have."""
        for one in self.pool.corp.sends.values():
            if staff in one.parts:
                self.pool.acts.send(one.msgid, staff)

    @property
    def asked(self) -> list[Send]:
        return list(self.pool.corp.sends.values())

    async def outcomes(self) -> dict[str, str]:
        """What became of it by contact."""
        rows = await self.pool.rows("SELECT contact, outcome FROM mass_send_receivers")
        return {row.contact: row.outcome for row in rows}

    async def state(self) -> str:
        (row,) = await self.pool.rows("SELECT state FROM mass_sends")
        return row.state

    async def state_of(self, send: int) -> str:
        (row,) = await self.pool.rows("SELECT state FROM mass_sends WHERE id = :send", send=send)
        return row.state

    async def told(self) -> list[str]:
        """The river's events of mass sends."""
        platform = self.pool.platform
        while await forwarding.forward(platform.postgres, platform.intake, now=self.pool.hours.moment()):
            pass
        return [name for name, _, _ in await self.pool.forward() if name.startswith("Message ")]

    async def refuse(self, customer: Customer) -> None:
        """Let somebody refuse marketing."""
        (row,) = await self.pool.rows(
            "SELECT identity FROM relation_contacts WHERE contact = :c", c=customer.external_userid
        )
        await self.pool.platform.settle()
        async with self.pool.platform.postgres.transaction() as session:
            await people.answer(
                session, person=row.identity, purpose="marketing", channel="wecom", granted=False,
                evidence="call", viewer=LOCAL, now=self.pool.hours.moment(),
            )  # fmt: skip


@pytest.fixture
def desk(pool: Pool) -> Desk:
    return Desk(pool)


@pytest.fixture
def now(pool: Pool, app: FastAPI) -> Iterator[None]:
    """Let the doors live in the corp's time."""
    app.dependency_overrides[clock.now] = pool.hours.moment
    yield
    app.dependency_overrides.pop(clock.now)


__all__ = ["CORP", "HELLO", "Desk", "hello"]
