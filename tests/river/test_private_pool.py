"""A corp of our own at work before a real server: whatever callbacks do on their way, we end up knowing what it knows."""

import random
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from huoshui.rehearsal.wecom.play import CONNECTOR, Rehearsal
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from tests.channels.wecom.conftest import served
from tests.world import engines
from tests.world.processes import ServerProcess, until

ROUGH = Mishap(lost=0.15, repeated=0.2, overtaken=0.3)
MOMENTS = 60


@pytest.fixture
async def server() -> AsyncIterator[ServerProcess]:
    data_dir = engines.folder()
    process = ServerProcess(data_dir)
    try:
        await process.start()
        yield process
    finally:
        process.stop()
        shutil.rmtree(data_dir, ignore_errors=True)


async def compared(server: ServerProcess) -> dict[str, Any]:
    """Wait for the end of the newest comparison."""

    async def done() -> bool:
        return bool((await server.call("GET", "/api/relations/syncs"))[0]["finished_at"])

    await until(done)
    newest: dict[str, Any] = (await server.call("GET", "/api/relations/syncs"))[0]
    return newest


async def play(rehearsal: Rehearsal, teller: Teller) -> None:
    """Let things happen, and callbacks fare as they may."""
    for _ in range(MOMENTS):
        rehearsal.trade.moment([one.config_id for one in rehearsal.corp.codes.values() if one.kind])
        if rehearsal.chance.random() < 0.5:
            await teller.tell(ROUGH)
    await teller.tell(ROUGH)


class TestAPrivatePool:
    async def test_is_what_the_corp_has_however_callbacks_fared(self, server: ServerProcess) -> None:
        rehearsal = Rehearsal.of(7, chance=random.Random(7))
        headers = {"Authorization": f"Bearer {server.token}"}
        async with (
            served(rehearsal.server.app) as address,
            httpx2.AsyncClient(base_url=server.base_url, headers=headers, timeout=30) as http,
        ):
            teller = await rehearsal.connect(http, address=address)
            assert await teller.probe()
            await rehearsal.compare(http)
            first = await compared(server)
            assert first["repaired"]["added"] == len(rehearsal.corp.follows)
            await server.call("POST", "/api/units", json={"code": "S0101", "name": "西湖店", "kind": "store"})
            await rehearsal.place(http)
            placed = {one["staff"]: one["unit"] for one in await server.call("GET", "/api/relations/staff")}
            assert placed == {one: "S0101" if one == "s0101-a" else None for one in rehearsal.corp.staff}
            await rehearsal.hang_codes(http)
            await until(lambda: _hung(rehearsal))

            await play(rehearsal, teller)
            await until(lambda: _all_read(server))
            came = [one for one in rehearsal.corp.follows.values() if one.state]
            assert came, "nobody scanned"
            heard = len(came) - len([one for one in teller.told.lost if one.get("State")])
            await until(lambda: _greeted(rehearsal, heard))
            await rehearsal.compare(http)
            await compared(server)

            friends = {one["staff"]: one["friends"] for one in await server.call("GET", "/api/relations/staff")}
            assert {staff: count for staff, count in friends.items() if count} == _knowable(rehearsal, teller)
            assert teller.told.lost, "every callback arrived"
            assert teller.told.repeated
            assert teller.told.given_up == []


def _knowable(rehearsal: Rehearsal, teller: Teller) -> Counter[str]:
    """Friends by staff; that a customer deleted staff is told by its callback only, and by no answer ever after."""
    unheard = {
        (one["UserID"], one["ExternalUserID"]) for one in teller.told.lost if one["ChangeType"] == "del_follow_user"
    }
    return Counter(
        one.userid for key, one in rehearsal.corp.follows.items() if not one.deleted_by_customer or key in unheard
    )


async def _hung(rehearsal: Rehearsal) -> bool:
    return len(rehearsal.corp.codes) == 2


async def _greeted(rehearsal: Rehearsal, least: int) -> bool:
    return len(rehearsal.corp.greeted) >= least


async def _all_read(server: ServerProcess) -> bool:
    one = await server.call("GET", f"/api/connectors/{CONNECTOR}")
    return not one["waiting"] and not one["stuck"]
