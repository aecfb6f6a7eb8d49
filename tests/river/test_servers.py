"""The heart of the suite a second time: PostgreSQL over TCP by a role that is no superuser, ClickHouse over HTTP."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest

from huoshui.app.asgi import create_app
from huoshui.app.platform import Platform, open_platform
from tests.river import test_artery
from tests.world.servers import platform_on_servers


@pytest.fixture
async def servers(shared_platform: Platform) -> AsyncIterator[Platform]:
    async with platform_on_servers(shared_platform.clickhouse) as platform:
        yield platform


@pytest.fixture
def platform(servers: Platform) -> Platform:
    return servers


@pytest.fixture
async def client(servers: Platform) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(create_app(servers), raise_app_exceptions=False),
        base_url="http://huoshui.test",
        headers={"Authorization": f"Bearer {servers.local_token}"},
    ) as client:
        yield client


@pytest.fixture
async def sender(platform: Platform, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    return await test_artery.sender_of(platform, client)


class TestArteryOnServers(test_artery.TestArtery):
    """Everything that holds for embedded engines."""


class TestTwoServers:
    async def test_keep_one_copy_of_what_both_receive(self, servers: Platform, client: httpx2.AsyncClient) -> None:
        key = (await client.post("/api/sources", json={"name": "two"})).json()["write_key"]
        before = (await client.get("/api/events/count")).json()
        async with open_platform(servers.settings, work=False) as second:
            await servers.intake.refresh()
            await second.intake.refresh()
            senders = [
                httpx2.AsyncClient(
                    transport=httpx2.ASGITransport(create_app(one)), base_url="http://huoshui.test", auth=(key, "")
                )
                for one in (servers, second)
            ]
            batches = [
                [
                    {
                        "type": "track",
                        "event": "Product Viewed",
                        "messageId": f"two-{number}-{place}",
                        "anonymousId": "v",
                    }
                    for place in range(10)
                ]
                for number in range(30)
            ]
            answers = await asyncio.gather(
                *(sender.post("/v1/batch", json={"batch": batch}) for batch in batches for sender in senders)
            )
        assert {answer.status_code for answer in answers} == {200}
        after = (await client.get("/api/events/count")).json()
        assert after["events"] - before["events"] == 300
        assert after["duplicates"] - before["duplicates"] == 300
