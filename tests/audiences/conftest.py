"""What tests of audiences share: events told through the collect door, and questions through the API."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform

Tell = Callable[..., Awaitable[None]]


@pytest.fixture
async def tell(client: httpx2.AsyncClient, platform: Platform) -> Tell:
    """Send items of a batch, and wait until everything has reached every mirror."""
    source = (await client.post("/api/sources", json={"name": "shop", "channel": "website"})).json()
    await platform.intake.refresh()

    async def told(*batch: dict[str, Any]) -> None:
        body = {"batch": [{"timestamp": "2026-10-01T04:00:00Z", **one} for one in batch]}
        answer = await client.post(
            "/v1/batch", json=body, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        assert answer.status_code == 200, answer.text
        assert not answer.json().get("rejected"), answer.text
        await platform.settle()

    return told


@pytest.fixture
def asks(client: httpx2.AsyncClient) -> Callable[..., Awaitable[Any]]:
    """Ask one question about one condition, and give the answer as JSON."""

    async def ask(what: str, *, where: dict[str, Any], **more: Any) -> Any:
        body = {"segment": {"version": 1, "where": where}, **more}
        return (await client.post(f"/api/segments/{what}", json=body)).json()

    return ask
