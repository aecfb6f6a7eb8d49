"""Importing as an operator does: over HTTP, with the job run when it is asked for."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from huoshui.app import wiring
from huoshui.app.platform import Platform
from huoshui.bedrock import jobs

Import = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def work(platform: Platform) -> Callable[[], Awaitable[None]]:
    """Runs what is queued, then settles."""

    async def run() -> None:
        # a worker closes its application when it ends, so it has one of its own
        async with jobs.working(platform.postgres.dsn, wiring.BLUEPRINTS) as queue:
            await queue.run_worker_async(
                wait=False,
                install_signal_handlers=False,
                listen_notify=False,
                additional_context={"platform": platform},
            )
        await platform.settle()

    return run


@pytest.fixture
def upload(client: httpx2.AsyncClient, work: Callable[[], Awaitable[None]]) -> Import:
    """Uploads a file, lets the job run, and answers with how the import stands."""

    async def run(content: bytes, name: str = "export.csv", **fields: str) -> dict[str, Any]:
        answer = await client.post("/api/imports", files={"file": (name, content)}, data=fields)
        assert answer.status_code == 202, answer.text
        await work()
        shown = await client.get(f"/api/imports/{answer.json()['id']}")
        assert shown.status_code == 200, shown.text
        return dict(shown.json())

    return run
