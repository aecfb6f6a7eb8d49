"""The feed's own process: it learns of people beside the server, comes back when it dies, and ends with its server."""

import asyncio
import os
import signal
import subprocess
import sys

import msgspec
import pytest
from sqlalchemy import text

from huoshui.app.feeding import FeedProcess, Order
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.events import metrics
from huoshui.events import operations as events
from huoshui.events.contract import Arrival, Source
from tests.world.processes import until


@pytest.fixture
def order(platform: Platform) -> Order:
    return Order(platform.postgres.dsn, str(platform.settings.key_file.absolute()), "error")


@pytest.fixture
async def source(platform: Platform) -> Source:
    async with platform.postgres.transaction() as session:
        source, _ = await events.add_source(session, name="web", channel="", plan="allow", now=clock.now())
    await platform.intake.refresh()
    return source


async def send(platform: Platform, source: Source, visitor: str) -> None:
    at = clock.milliseconds(clock.now())
    arrival = Arrival(f"m-{visitor}", "track", "Product Viewed", at, at, at, "stated", "douyin",
                      [("anonymous", visitor)], b"{}", b"{}")  # fmt: skip
    await platform.intake.submit(source, [arrival], received_at=at)


async def people(platform: Platform) -> int:
    async with platform.postgres.session() as session:
        return int(await session.scalar(text("SELECT count(*) FROM identifiers")) or 0)


class TestFeedProcess:
    async def test_learns_of_people_and_comes_back_when_it_is_killed(
        self, platform: Platform, source: Source, order: Order
    ) -> None:
        feed = FeedProcess(order)
        applied = metrics.APPLIED._value.get()
        feed.start()
        try:
            await send(platform, source, "a1")
            feed.wake()
            await until(lambda: _are(platform, 1))
            first = feed.pid
            assert first is not None
            os.kill(first, signal.SIGKILL)
            await send(platform, source, "a2")
            await until(lambda: _are(platform, 2))
            assert feed.pid != first
        finally:
            await feed.stop()
        assert metrics.APPLIED._value.get() >= applied + 1

    async def test_ends_when_its_server_is_gone(self, order: Order) -> None:
        process = await asyncio.to_thread(
            subprocess.Popen, [sys.executable, "-m", "huoshui.app.feeding"], stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL)  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        process.stdin.close()  # as the system does for a server that was killed
        assert await asyncio.to_thread(process.wait, 60) == 0


async def _are(platform: Platform, count: int) -> bool:
    return await people(platform) == count
