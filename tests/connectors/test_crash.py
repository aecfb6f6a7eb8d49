"""A server that is killed while callbacks come and are read: what was acknowledged is there, and is read once."""

import asyncio
import random
import shutil
import time
from collections.abc import AsyncIterator

import httpx2
import pytest

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, CORP_ID, KEY, SECRET, TOKEN, Wecom, brings
from tests.world import engines
from tests.world.processes import ServerProcess, until

CUSTOMERS = 60


@pytest.fixture
async def process() -> AsyncIterator[ServerProcess]:
    """A server of the test's own."""
    data_dir = engines.folder()
    process = ServerProcess(data_dir, HUOSHUI_PRIVATE_ADDRESSES="true")
    await process.start()
    yield process
    process.stop()
    shutil.rmtree(data_dir, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.timeout(240)
class TestAServerThatIsKilled:
    async def test_reads_afterwards_each_callback_that_it_acknowledged(self, process: ServerProcess) -> None:
        corp = Corp(CORP_ID, secrets={SECRET: AGENT}, now=time.time, chance=random.Random(7))
        server, acts = Server(corp), Acts(corp)
        acts.hire("zhangsan")
        corp.letters.clear()
        async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
            body = {"name": "brand", "title": "品牌", "corp_id": CORP_ID, "agent_id": AGENT, "secret": SECRET,
                    "token": TOKEN, "key": KEY, "address": url}  # fmt: skip
            await process.call("POST", "/api/connectors", json=body)
            teller = brings(Wecom(corp, acts, server, url), http, f"{process.base_url}/in/wecom/brand")
            for number in range(CUSTOMERS):
                acts.add(acts.appear(f"客户{number}"), "zhangsan")
            brought = list(corp.letters)
            assert (await teller.tell()).taken == CUSTOMERS
            process.kill()
            await process.start()
            corp.letters = brought  # and WeCom, which heard nothing more, brings them all again
            assert (await teller.tell()).taken == 2 * CUSTOMERS

            async def all_read() -> bool:
                return (await process.call("GET", "/api/connectors/brand"))["waiting"] == 0

            await until(all_read)
            page = await process.call("GET", "/api/connectors/brand/letters", params={"limit": 200})
            assert [one["state"] for one in page["letters"]] == ["read"] * CUSTOMERS

            async def all_known() -> bool:
                await asyncio.sleep(0.5)  # the platform is served by this loop too, and has much to answer now
                return (await process.call("GET", "/api/people/count"))["people"] >= CUSTOMERS

            await until(all_known, seconds=100)  # what was being asked for when it was killed waits for a minute
            assert (await process.call("GET", "/api/people/count"))["people"] == CUSTOMERS
