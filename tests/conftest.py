"""Fixtures: the platform on real engines, a clean one for each test that asks, HTTP clients, a live server."""

import asyncio
import gc
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx2
import pytest
import pytest_socket
import uvicorn
from fastapi import FastAPI
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.platform import Platform, open_platform
from huoshui.app.settings import Settings
from huoshui.bedrock import clock, log
from huoshui.channels.wecom.scheduler import Scheduler
from huoshui.events import operations as events
from huoshui.touchpoints.redirect import Ahead
from tests.world import engines
from tests.world.application import application


def pytest_runtest_setup() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def pytest_configure() -> None:
    settings.register_profile("huoshui", deadline=None)  # what runs beside a test is not the test's fault
    settings.load_profile("huoshui")
    gc.disable()  # until everything is imported: all of that stays


def pytest_collection_finish() -> None:
    """Look for garbage from now on, seldom, and never among the hundreds of thousands of things that stay."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def pytest_unconfigure() -> None:
    engines.leave()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    The long ones begin first, in whatever order the others come: nobody then waits for the last of them alone. Those with
    a browser follow together, so that one test process plays the demo brand for all of them (see --dist in the Makefile).

    What drives a browser or processes of its own is tried a second time, because it shares the machine with whatever
    else runs; the summary names it (RERUN), and who is named there twice has a defect.
    """
    items.sort(key=_turn)
    for item in items:
        if any(map(item.get_closest_marker, ("browser", "sdk", "slow"))) or _has_processes(item):
            item.add_marker(pytest.mark.flaky(reruns=1))


def _has_processes(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and "ServerProcess" in vars(item.module)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, mark in enumerate(("slow", "browser")) if item.get_closest_marker(mark)), 2)


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    log.configure(level="warning", as_json=True)


@pytest.fixture(scope="session")
async def shared_platform() -> AsyncIterator[Platform]:
    """One platform for the test process; nothing runs by itself: tests call ``platform.settle()``."""
    data_dir = engines.folder()
    async with open_platform(Settings(data_dir=data_dir), work=False) as platform:
        yield platform
    shutil.rmtree(data_dir, ignore_errors=True)


@pytest.fixture
async def platform(shared_platform: Platform) -> Platform:
    """The platform with empty engines; nobody who asks a platform remembers that it was too fast."""
    await engines.empty(shared_platform)
    await shared_platform.speakers.aclose()
    shared_platform.speakers._scheduler = Scheduler()
    return shared_platform


@pytest.fixture(scope="session")
def app(shared_platform: Platform) -> FastAPI:
    """The application on the shared platform."""
    app = application()
    app.state.platform = shared_platform
    return app


@pytest.fixture
async def session(shared_platform: Platform) -> AsyncIterator[AsyncSession]:
    """A transaction that is rolled back."""
    async with shared_platform.postgres.session() as session:
        await session.begin()
        yield session
        await session.rollback()


@pytest.fixture
async def client(platform: Platform, app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """An HTTP client of the whole application, with the command line's full rights."""
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(Ahead(app), raise_app_exceptions=False),
        base_url="http://huoshui.test",
        headers={"Authorization": f"Bearer {platform.local_token}"},
    ) as client:
        yield client


@dataclass(frozen=True, slots=True)
class LiveServer:
    """A server on a real port of this machine, with a source of its own."""

    base_url: str
    host: str
    port: int
    write_key: str
    platform: Platform


@pytest.fixture
async def live_server(platform: Platform, app: FastAPI) -> AsyncIterator[LiveServer]:
    """The application behind uvicorn on 127.0.0.1, on this test's event loop."""
    async with platform.postgres.transaction() as session:
        _, write_key = await events.add_source(session, name="live", channel="", plan="allow", now=clock.now())
    await platform.intake.refresh()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(Ahead(app), host="127.0.0.1", port=port, log_level="warning", lifespan="off")
    )
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn has no event to wait for
        await asyncio.sleep(0.01)
    yield LiveServer(f"http://127.0.0.1:{port}", "127.0.0.1", port, write_key, platform)
    server.should_exit = True
    await task
