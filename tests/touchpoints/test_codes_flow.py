"""From print to friend: a code is made, its page opened, staff added, the callback told, everything done once."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.connectors.contract import Account
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from tests.conftest import LiveServer
from tests.connectors.conftest import Wecom
from tests.connectors.conftest import account as account  # noqa: PLC0414 the account of the connectors' tests
from tests.connectors.conftest import teller as teller  # noqa: PLC0414 who brings that corp's callbacks
from tests.connectors.conftest import wecom as wecom  # noqa: PLC0414 the corp of the connectors' tests

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.49"}
PLAN = {"name": "直播间", "staff": [{"staff_id": "zhangsan", "daily_cap": 2}, {"staff_id": "lisi", "backup": True}],
        "welcome": {"words": "你好"}, "remark": "直播间来的", "source": "douyin", "channel": "douyin"}  # fmt: skip


@pytest.fixture
async def code(client: httpx2.AsyncClient, live_server: LiveServer, account: Account) -> dict[str, Any]:
    body = {"account": account.name, "slug": "live", "plan": PLAN}
    assert (await client.post("/api/codes", json=body)).status_code == 201
    await live_server.platform.codes.show(clock.now())
    made: dict[str, Any] = (await client.get("/api/codes/live")).json()
    return made


class TestFlow:
    async def test_goes_from_print_to_friend(
        self, client: httpx2.AsyncClient, live_server: LiveServer, wecom: Wecom, teller: Teller, code: dict[str, Any]
    ) -> None:
        platform = live_server.platform
        opened = await client.get("/p/live?clickid=ad-1", headers=PHONE)
        assert code["standing"]["picture"] in opened.text
        follow = wecom.acts.scan(code["platform_code"], wecom.acts.appear("王女士"))
        assert follow is not None
        assert (await teller.tell(Mishap(repeated=1.0))).repeated == 1
        await platform.mail.read()
        await platform.codes.greet(clock.now())
        assert (len(wecom.corp.greeted), follow.remark) == (1, "直播间来的")
        (add,) = (await client.get("/api/codes/live/adds")).json()
        assert {one["step"]: one["state"] for one in add["steps"]} == {
            "welcome": "done", "remark": "done", "source": "done",
        }  # fmt: skip
        await platform.settle()
        ref = f"wecom_external:{wecom.corp.corp_id}:{follow.external_userid}"
        person = (await client.get(f"/api/people/{ref}", params={"timeline": 10})).json()
        assert "Live Code Scanned" in {one["name"] for one in person["timeline"]}

    async def test_shows_somebody_else_when_a_cap_is_reached_and_nobody_comes_twice(
        self, client: httpx2.AsyncClient, live_server: LiveServer, wecom: Wecom, teller: Teller, code: dict[str, Any]
    ) -> None:
        came = []
        for number in range(4):
            follow = wecom.acts.scan(code["platform_code"], wecom.acts.appear(f"c{number}"))
            assert follow is not None
            came.append(follow.userid)
            await teller.tell()
            await live_server.platform.mail.read()
            await live_server.platform.codes.show(clock.now())
        assert came == ["zhangsan", "zhangsan", "lisi", "lisi"]
        (listed,) = (await client.get("/api/codes")).json()["codes"]
        assert (listed["adds_today"], listed["standing"]["alarms"]) == (4, ["backup", "full"])
        counts = (await client.get("/api/codes/live/counts")).json()["staff"]
        assert [(one["staff_id"], one["today"], one["over"]) for one in counts] == [("zhangsan", 2, 0), ("lisi", 2, 0)]

    async def test_leaves_nobody_behind_when_a_person_is_erased(
        self, client: httpx2.AsyncClient, live_server: LiveServer, wecom: Wecom, teller: Teller, code: dict[str, Any]
    ) -> None:
        platform = live_server.platform
        follow = wecom.acts.scan(code["platform_code"], wecom.acts.appear("王女士"))
        assert follow is not None
        await teller.tell()
        await platform.mail.read()
        await platform.codes.greet(clock.now())
        await platform.settle()
        ref = f"wecom_external:{wecom.corp.corp_id}:{follow.external_userid}"
        receipt = await client.post(f"/api/people/{ref}/erase", json={"reason": "asked"})
        assert receipt.status_code in {200, 202}, receipt.text
        async with platform.postgres.session() as session:
            kept = (
                await session.execute(text("SELECT external_userid, letters, welcome_code FROM live_code_adds"))
            ).all()
        assert [tuple(one) for one in kept] == [("", [], "")]
        counts = (await client.get("/api/codes/live/counts")).json()["staff"]
        assert counts[0]["today"] == 1
