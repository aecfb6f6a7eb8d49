"""The platform inside this process, for commands that find no server running."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx2

from huoshui.app import platform as platforms
from huoshui.app.asgi import create_app
from huoshui.app.schema import upgrade
from huoshui.app.settings import Settings
from huoshui.bedrock import log


@asynccontextmanager
async def open_api(
    settings: Settings,
) -> AsyncIterator[tuple[httpx2.AsyncBaseTransport, Callable[[], Awaitable[None]]]]:
    """
    This will open the platform on the data directory and speak to it without a network.

    What was accepted has reached every stage before it closes.

    :raises DirectoryInUse: if another process holds the directory
    """
    log.configure(level="warning")
    async with platforms.open_platform(settings) as platform:
        yield httpx2.ASGITransport(app=create_app(platform), raise_app_exceptions=False), platform.settle
        await platform.settle()


async def migrate(settings: Settings) -> dict[str, str]:
    """
    This will bring both databases forward and tell where each stands; opening the platform does just that.

    :raises DirectoryInUse: if another process holds the directory
    """
    async with platforms.open_platform(settings, work=False) as platform:
        revision = await upgrade.current(platform.postgres)
        ((number, name),) = await platform.clickhouse.rows(
            "SELECT number, name FROM schema_migrations ORDER BY number DESC LIMIT 1"
        )
    return {"postgresql": str(revision), "clickhouse": f"{number:04d}_{name}"}
