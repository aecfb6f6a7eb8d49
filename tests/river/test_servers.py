"""The heart of the suite a second time: PostgreSQL over TCP by a role that is no superuser, ClickHouse over HTTP."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest

from huoshui.app.asgi import create_app
from huoshui.app.platform import Platform, open_platform
from tests.river import test_artery
from tests.world.processes import ServerProcess, until, worker_process
from tests.world.servers import engines_as_servers, platform_on_servers


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


class TestProcesses:
    @pytest.mark.timeout(400)
    async def test_take_events_in_one_and_learn_of_people_in_another(self, shared_platform: Platform) -> None:
        with engines_as_servers(shared_platform.clickhouse) as settings:
            urls = {"HUOSHUI_POSTGRES_URL": settings.postgres_url, "HUOSHUI_CLICKHOUSE_URL": settings.clickhouse_url}
            doors = [ServerProcess(settings.data_dir, command="api", **urls) for _ in range(2)]
            try:
                for door in doors:
                    await door.start()
                key = (await doors[0].call("POST", "/api/sources", json={"name": "web"}))["write_key"]
                events = [
                    {"type": "identify", "messageId": f"m{n}", "userId": f"u{n % 5}", "anonymousId": f"a{n}"}
                    for n in range(20)
                ]
                async with httpx2.AsyncClient(auth=(key, ""), timeout=30) as client:
                    for door, some in zip(doors, (events[:12], events[8:]), strict=True):
                        answer = await client.post(f"{door.base_url}/v1/batch", json={"batch": some})
                        assert answer.status_code == 200
                assert (await doors[1].call("GET", "/api/people/count"))["people"] == 0  # nobody works yet

                async def five() -> bool:
                    return bool((await doors[1].call("GET", "/api/people/count"))["people"] == 5)

                with worker_process(settings.data_dir, **urls):
                    await until(five)
                counts = await doors[0].call("GET", "/api/events/count")
            finally:
                ended = [door.stop() for door in doors]
        assert (counts["events"], counts["duplicates"]) == (20, 4)
        assert ended == [0, 0]
