"""Accounts on public platforms, and whoever brings their callbacks to a live server."""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Credentials
from huoshui.rehearsal.platforms.signatures import Shared
from huoshui.rehearsal.platforms.teller import PlatformTeller
from tests.channels.doors.world import APP, KEY, SECRET, TOKEN
from tests.conftest import LiveServer


@dataclass
class Sea:
    """The public side: its platforms, and what came to us."""

    platform: Platform
    url: str
    http: httpx2.AsyncClient

    async def account(self, name: str, *, called: str = "") -> PlatformTeller:
        """Add an account on a platform, and give who brings its callbacks."""
        called = called or name.replace("_", "-")
        async with self.platform.postgres.transaction() as session:
            await connectors.add(
                session, keys=self.platform.keys, plan=connectors.Plan(name, called, "品牌", APP),
                credentials=Credentials(SECRET, TOKEN, KEY), viewer=LOCAL, now=clock.now(),
            )  # fmt: skip
        held = Shared(APP, SECRET, TOKEN, KEY)
        return PlatformTeller(name, f"{self.url}/in/{name}/{called}", held, self.http, random.Random(11))

    async def settle(self) -> None:
        """Read all letters, and let every stage have what they say."""
        await self.platform.mail.read()
        await self.platform.settle()

    async def rows(self, statement: str) -> list[Any]:
        """Read from PostgreSQL."""
        async with self.platform.postgres.session() as session:
            return list(await session.execute(text(statement)))

    async def events(self) -> list[Any]:
        """Read the events that are stored."""
        return await self.platform.clickhouse.rows("SELECT name, channel, properties FROM events ORDER BY name")


@pytest.fixture
async def sea(live_server: LiveServer, platform: Platform) -> AsyncIterator[Sea]:
    async with httpx2.AsyncClient(verify=False) as http:
        yield Sea(platform, live_server.base_url, http)


@pytest.fixture
def now() -> datetime:
    return clock.now()
