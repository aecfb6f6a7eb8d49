"""Faults: the server is killed, the database stops, the disk fills, a second server comes. Nothing acknowledged is lost or doubled."""

import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import pytest

from huoshui.app.platform import Platform
from tests.world import engines, exports
from tests.world.processes import RetryingSender, ServerProcess, until

ROUNDS = 20


@pytest.fixture
async def server() -> AsyncIterator[ServerProcess]:
    data_dir = engines.folder()
    server = ServerProcess(data_dir)
    await server.start()
    yield server
    server.stop()
    shutil.rmtree(data_dir, ignore_errors=True)


async def write_key(server: ServerProcess) -> str:
    return str((await server.call("POST", "/api/sources", json={"name": "faults"}))["write_key"])


_READ = """
import json, sys
from huoshui.bedrock.clickhouse import ClickHouse
print(json.dumps([one for (one,) in ClickHouse(f"chdb://{sys.argv[1]}/clickhouse").client.query("SELECT message_id FROM events").result_rows]))
"""


async def stored(server: ServerProcess) -> list[str]:
    """Stop the server and read the message ids from its engine, in a process of its own: one process opens one directory."""
    server.stop()
    done = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", _READ, str(server.data_dir)], check=True, capture_output=True, text=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


async def until_more(senders: list[RetryingSender]) -> None:
    """Wait until anything more is acknowledged."""

    async def count() -> int:
        return sum(len(sender.acknowledged) for sender in senders)

    before = await count()

    async def more() -> bool:
        return await count() > before

    await until(more)


class TestKilledServer:
    @pytest.mark.slow
    @pytest.mark.timeout(1200)
    async def test_keeps_every_acknowledged_event_exactly_once_over_twenty_kills(self, server: ServerProcess) -> None:
        key = await write_key(server)
        draw = random.Random(20)
        senders = [RetryingSender(server, key, name=f"s{number}") for number in range(6)]
        sending = [asyncio.create_task(sender.run()) for sender in senders]
        for number in range(ROUNDS):
            if number % 2:  # every other kill comes among answers, the rest may come before the first
                await until_more(senders)
            await asyncio.sleep(draw.uniform(0.05, 1.2))
            server.kill()
            await server.start()
        await until_more(senders)
        for sender in senders:
            sender.finish()
        await asyncio.wait_for(asyncio.gather(*sending), 60)
        acknowledged = [one for sender in senders for one in sender.acknowledged]
        found = await stored(server)
        assert len(acknowledged) >= (ROUNDS // 2 + 1) * 20
        assert sorted(found) == sorted(acknowledged)


class TestKilledImport:
    @pytest.mark.timeout(400)
    async def test_goes_on_where_it_was_and_counts_nothing_twice(self, server: ServerProcess) -> None:
        content, draw = exports.export("douyin-orders", 12_000).csv(), random.Random(3)
        number = (await server.call("POST", "/api/imports", files={"file": ("orders.csv", content)}))["id"]

        async def far() -> tuple[str, int]:
            known = await server.call("GET", f"/api/imports/{number}")
            return known["state"], known["rows"]

        reached = []
        for _ in range(3):
            await asyncio.sleep(draw.uniform(0.3, 1.2))
            reached.append(await far())
            server.kill()
            await server.start()

        async def ended() -> bool:
            return (await far())[0] not in {"queued", "running"}

        await until(ended, seconds=120)
        assert await far() == ("finished", 12_000)
        assert "running" in {state for state, _ in reached}
        done = await server.call("GET", f"/api/imports/{number}")
        found = await stored(server)
        assert len(found) == len(set(found)) == sum(done["events"].values())


class TestStoppedPostgres:
    @pytest.mark.timeout(400)
    async def test_refuses_while_it_is_away_and_goes_on_when_it_is_back(self, server: ServerProcess) -> None:
        key = await write_key(server)
        sender = RetryingSender(server, key, name="pg")
        sending = asyncio.create_task(sender.run())
        await until_more([sender])
        control = "from pathlib import Path; import sys; from huoshui.bedrock.embedded_postgres import EmbeddedPostgres as E; e = E(Path(sys.argv[1])); getattr(e, sys.argv[2])()"

        async def control_postgres(act: str) -> None:
            command = [sys.executable, "-c", control, str(server.data_dir), act]
            await asyncio.to_thread(subprocess.run, command, check=True)

        async def refused() -> bool:  # by the door that asks whose key it is, while the key is new; then by intake
            return not sender.refused.isdisjoint({"DatabaseUnavailable", "IntakeUnavailable"})

        await control_postgres("kill")
        await until(refused)
        await asyncio.sleep(1)  # it stays away for a while
        await control_postgres("start")
        await until_more([sender])
        await until_more([sender])
        sender.finish()
        await asyncio.wait_for(sending, 60)
        assert sorted(await stored(server)) == sorted(sender.acknowledged)


class TestSecondServer:
    async def test_is_refused_on_the_same_directory(self, platform: Platform) -> None:
        environment = {**os.environ, "HUOSHUI_DATA_DIR": str(platform.settings.data_dir)}
        done = await asyncio.to_thread(
            subprocess.run, [sys.executable, "-m", "huoshui.app.cli", "serve", "--port", "0"], env=environment,
            capture_output=True, text=True, check=False, timeout=60)  # fmt: skip
        assert done.returncode == 1
        assert f"in use by process {os.getpid()}" in " ".join(done.stderr.split())


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 700 MB, where this machine lets us make one."""
    place = engines.folder()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine does not let us mount a small file system")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


class TestFullDisk:
    @pytest.mark.timeout(400)
    async def test_refuses_clearly_and_recovers(self, small_disk: Path) -> None:
        server = ServerProcess(small_disk)
        await server.start()
        key = await write_key(server)
        ballast = small_disk / "ballast"
        free = shutil.disk_usage(small_disk).free
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - (64 << 20))
        await asyncio.sleep(2)
        batch = {"batch": [{"type": "track", "event": "Product Viewed", "messageId": "m1", "anonymousId": "a1"}]}
        async with httpx2.AsyncClient(timeout=10, auth=(key, "")) as client:
            refused = await client.post(f"{server.base_url}/v1/batch", json=batch)
            assert (refused.status_code, refused.json()["code"]) == (503, "IntakeUnavailable")
            assert "free on the disk" in refused.json()["message"]
            assert refused.headers["Retry-After"] == "10"
            ballast.unlink()

            async def taken() -> bool:
                return (await client.post(f"{server.base_url}/v1/batch", json=batch)).status_code == 200

            await until(taken)
        assert await stored(server) == ["m1"]
