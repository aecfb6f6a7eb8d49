"""The brand's public side beside its WeCom, before a real server: who came from where is one person everywhere."""

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from huoshui.rehearsal import brand
from huoshui.rehearsal.shore import OFFICIAL, PLATFORMS, Newcomer, Shore
from huoshui.rehearsal.wecom.play import CONNECTOR, Rehearsal
from tests.channels.wecom.conftest import served
from tests.world import engines
from tests.world.processes import ServerProcess, until

MOMENTS = 120
APP = "1800000000000001"
BUYERS = {"doudian": f"doudian_openid:{APP}", "wxshop": f"wechat_openid:{APP}", "youzan": "youzan_openid:160"}
"""By shop: the namespace of its buyers."""


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


async def everything(server: ServerProcess, path: str, part: str) -> list[Any]:
    """Read a list that has pages."""
    found: list[Any] = []
    after = ""
    while True:
        page = await server.call("GET", path, params={"after": after, "limit": 200} if after else {"limit": 200})
        found += page[part]
        if not page["next"]:
            return found
        after = page["next"]


async def person(server: ServerProcess, ref: str) -> Any:
    """Whose an identifier is, by the number of the person; nobody's where it is not known yet."""
    headers = {"Authorization": f"Bearer {server.token}"}
    async with httpx2.AsyncClient(base_url=server.base_url, headers=headers) as http:
        answer = await http.get(f"/api/people/{ref}")
    assert answer.status_code in (200, 404)
    return answer.json().get("person")


class TestTheShore:
    async def test_brings_leads_followers_and_contacts_as_one_person_each(self, server: ServerProcess) -> None:
        rehearsal = Rehearsal.of(7, chance=random.Random(7))
        shore = Shore.of(rehearsal, chance=random.Random(5))
        headers = {"Authorization": f"Bearer {server.token}"}
        async with (
            served(rehearsal.server.app) as wecom,
            served(shore.ocean_server.app) as ocean,
            served(shore.official_server.app) as official,
            httpx2.AsyncClient(base_url=server.base_url, headers=headers, timeout=60) as http,
        ):
            teller = await rehearsal.connect(http, address=wecom)
            await rehearsal.hang_codes(http)
            await shore.connect(http, ocean=ocean, official=official)
            await shore.connect(http, ocean=ocean, official=official)  # a second play finds them there
            await until(lambda: _hung(rehearsal))
            for _ in range(MOMENTS):
                await shore.moment(rehearsal.hung)
                await teller.tell()
            await rehearsal.open_pages(http)
            codes = (await server.call("GET", "/api/codes"))["codes"]
            assert sum(one["scans"] for one in codes) == sum(one.turn for one in rehearsal.corp.codes.values()) > 0
            done = await _pulled(server, PLATFORMS["oceanengine"][0])
            assert done["problem"] is None
            await until(lambda: _all_read(server))
            known = {one["name"] for one in await server.call("GET", "/api/connectors")}
            assert known == {CONNECTOR, OFFICIAL, *(name for name, _ in PLATFORMS.values())}
            came = [one for one in shore.people if one.lead]
            assert came, "nobody left a lead"
            await until(lambda: _has(server, "/api/leads", "leads", len(came)))
            leads = await everything(server, "/api/leads", "leads")
            assert len({one["lead_id"] for one in leads}) == len(came)
            assert done["total"] > 0  # of 巨量's some were in its list only
            assert any(one.shop for one in shore.people), "nobody bought"
            whole = [one for one in shore.people if one.member and (one.lead or one.fan or one.shop)]
            assert whole, "nobody became a member"
            for one in whole:
                await until(lambda one=one: _is_one(server, one))  # type: ignore[misc]
            assert (await server.call("GET", f"/api/connectors/{OFFICIAL}"))["heard_at"]
            follows = sum(one.follows for one in shore.official.fans.values())
            await until(lambda: _follow(server, follows))


async def _pulled(server: ServerProcess, name: str) -> Any:
    """Pull an account's leads, as soon as the server is not at it by itself."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await server.call("POST", f"/api/connectors/{name}/pull")
            except httpx2.HTTPStatusError as refused:
                if refused.response.json()["code"] != "PullUnderWay":
                    raise
            await asyncio.sleep(0.1)


async def _is_one(server: ServerProcess, one: Newcomer) -> bool:
    """Phone, unionid, contact and follower are one person's."""
    assert one.customer is not None
    contact = f"wecom_external:{brand.CORP}:{one.customer.external_userid}"
    refs = [f"phone:{one.phone}", f"wechat_unionid:default:{one.unionid}", contact]
    if one.fan is not None and one.fan.follows:  # of who left before it was read WeChat tells nothing more
        refs.append(f"wechat_openid:{brand.OFFICIAL}:{one.fan.openid}")
    if one.shop:
        refs.append(f"{BUYERS[one.shop]}:{one.buyer}")
    found = {await person(server, ref) for ref in refs}
    return len(found) == 1 and None not in found


async def _has(server: ServerProcess, path: str, part: str, count: int) -> bool:
    return len(await everything(server, path, part)) >= count


async def _follow(server: ServerProcess, count: int) -> bool:
    following: int = (await server.call("GET", "/api/followers/figures"))["following"]
    return following == count


async def _hung(rehearsal: Rehearsal) -> bool:
    return len(rehearsal.hung) == 2


async def _all_read(server: ServerProcess) -> bool:
    accounts = await server.call("GET", "/api/connectors")
    assert not any(one["stuck"] for one in accounts)
    return not any(one["waiting"] for one in accounts)
