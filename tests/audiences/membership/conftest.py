"""What tests of membership share: events through the collect door, watched segments, members and the log."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from huoshui.access.contract import EVERYTHING, LOCAL
from huoshui.app.platform import Platform
from huoshui.audiences import operations as segments
from huoshui.audiences.contract.language import Definition
from huoshui.audiences.membership import operations, queries
from huoshui.bedrock import clock
from tests.audiences.conftest import tell as tell  # noqa: PLC0414 the same way in


class Watching:
    """Watched segments of one test; the time is the test's."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.keeper = platform.keeper()
        self.now = clock.now()

    async def define(self, name: str, where: dict[str, Any]) -> None:
        definition = Definition.model_validate({"version": 1, "where": where})
        async with self.platform.postgres.transaction() as session:
            await segments.create(session, name=name, note="", definition=definition, viewer=LOCAL, now=self.now)

    async def watch(self, name: str, where: dict[str, Any]) -> None:
        await self.define(name, where)
        async with self.platform.postgres.transaction() as session:
            await operations.watch(session, name=name, viewer=LOCAL, now=self.now)
        await self.settle()

    async def settle(self, *, later: timedelta = timedelta(), sweep: bool = False) -> None:
        self.now = max(self.now + later, clock.now())
        await self.platform.feed.settle()
        await self.platform.mirror()
        await self.keeper.settle(self.now, sweep=sweep)

    async def members(self, name: str) -> list[int]:
        async with self.platform.postgres.session() as session:
            clickhouse = self.platform.clickhouse
            found = await queries.members(session, clickhouse, name=name, scope=EVERYTHING, limit=10_000)
            assert len(found) == await queries.count(session, clickhouse, name=name, scope=EVERYTHING)
        return [one.person for one in found]

    async def log(self, name: str) -> list[Any]:
        async with self.platform.postgres.session() as session:
            found = await queries.changes(session, self.platform.clickhouse, name=name, scope=EVERYTHING, limit=10_000)
        return found[::-1]

    async def drift(self) -> int:
        async with self.platform.postgres.session() as session:
            return sum(one.drift for one in await queries.watches(session))


@pytest.fixture
async def watching(client: httpx2.AsyncClient, platform: Platform) -> Any:
    made = Watching(platform)
    yield made
    await made.keeper.stop()


@pytest.fixture
async def send(client: httpx2.AsyncClient, platform: Platform) -> Callable[..., Awaitable[None]]:
    """Send items of a batch, and wait for nothing."""
    source = (await client.post("/api/sources", json={"name": "web", "channel": "website"})).json()
    await platform.intake.refresh()

    async def sent(*batch: dict[str, Any]) -> None:
        answer = await client.post(
            "/v1/batch", json={"batch": list(batch)}, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        assert answer.status_code == 200, answer.text

    return sent
