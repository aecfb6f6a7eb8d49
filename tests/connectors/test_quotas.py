"""Quotas: what the platform says is left, what was asked lately, and what says nothing about the account."""

import random
import time
from datetime import datetime

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom.limits import ENDPOINTS
from huoshui.channels.wecom.scheduler import Scheduler, Time
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Account, Credentials
from huoshui.rehearsal.wechat.account import Account as Official
from huoshui.rehearsal.wechat.server import Server as OfficialServer
from huoshui.rehearsal.wecom.things import Tag
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import Wecom

APPID = "wx0123456789abcdef"
SECRET = "0123456789abcdef0123456789abcdef"


async def told(client: httpx2.AsyncClient, name: str = "brand") -> dict[tuple[str, str], dict[str, object]]:
    answer = await client.get(f"/api/connectors/{name}/quotas")
    assert answer.status_code == 200
    return {(one["kind"], one["subject"]): one for one in answer.json()}


class TestOfWeCom:
    async def test_are_told_by_the_platform(self, client: httpx2.AsyncClient, account: Account, wecom: Wecom) -> None:
        wecom.corp.link_quota, wecom.corp.link_balance = 1000, 120
        wecom.corp.tag_groups["g"] = "意向"
        for number in range(7):
            wecom.corp.tags[f"t{number}"] = Tag(f"t{number}", f"标签{number}", "g", 0.0)
        found = await told(client)
        links, tags = found["link_adds", ""], found["corp_tags", ""]
        assert (links["used"], links["most"], links["left"], links["problem"]) == (880, 1000, 120, "")
        assert (tags["used"], tags["most"], tags["left"]) == (7, 3000, 2993)
        asked = found["calls_lately", "externalcontact/get_corp_tag_list"]
        assert (asked["used"], asked["most"], asked["seconds"], asked["opens_at"]) == (1, 10_000, 60, None)

    async def test_that_a_corp_has_not_bought_say_so_and_nothing_about_the_account(
        self, client: httpx2.AsyncClient, account: Account, wecom: Wecom
    ) -> None:
        async def before(path: str) -> int | None:
            return 48002 if path.startswith("externalcontact/customer_acquisition") else None

        wecom.server.before = before
        found = await told(client)
        assert "48002" in str(found["link_adds", ""]["problem"])
        assert found["corp_tags", ""]["problem"] == ""
        assert not (await client.get("/api/connectors/brand")).json()["failing"]

    async def test_say_when_it_is_asked_again_after_we_were_too_fast(
        self, client: httpx2.AsyncClient, account: Account, wecom: Wecom
    ) -> None:
        wecom.corp.traffic.per_minute = 0
        found = await told(client)
        assert "45009" in str(found["corp_tags", ""]["problem"])
        opens = str(found["calls_lately", "externalcontact/get_corp_tag_list"]["opens_at"])
        assert 50 < (datetime.fromisoformat(opens) - clock.now()).total_seconds() <= 60

    async def test_are_asked_for_a_paused_account_too_and_for_nobody_else(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform
    ) -> None:
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_accounts SET paused = true"))
        assert ("corp_tags", "") in await told(client)
        assert (await client.get("/api/connectors/nobody/quotas")).status_code == 404


class TestOfWeChat:
    @pytest.fixture
    async def official(self, platform: Platform) -> object:
        official = Official(APPID, SECRET, time.time, random.Random(5))
        official.quotas["cgi-bin/message/custom/send"] = 500
        async with served(OfficialServer(official).app) as url:
            plan = connectors.Plan("wechat_mp", "fans", "公众号", APPID, address=url)
            held = Credentials(secret=SECRET, token="callbackToken", key="")
            async with platform.postgres.transaction() as session:
                await connectors.add(
                    session, keys=platform.keys, plan=plan, credentials=held, viewer=LOCAL, now=clock.now()
                )
            yield official

    async def test_are_of_each_endpoint_that_matters(self, client: httpx2.AsyncClient, official: Official) -> None:
        today = int((time.time() + 8 * 3600) // 86_400)
        official.used["cgi-bin/message/custom/send", today] = 42
        found = await told(client, "fans")
        send = found["calls_today", "cgi-bin/message/custom/send"]
        assert (send["used"], send["most"], send["left"]) == (42, 500, 458)
        assert [kind for kind, _ in found] == ["calls_today"] * 6

    async def test_of_an_account_whose_secret_is_wrong_are_asked_once(
        self, client: httpx2.AsyncClient, official: Official
    ) -> None:
        official.secret = "f" * 32
        found = [one for (kind, _), one in (await told(client, "fans")).items() if kind == "calls_today"]
        assert len(found) == 1
        assert "secret wrong" in str(found[0]["problem"])


class TestTraffic:
    async def test_is_counted_by_the_window_that_is_the_fullest(self) -> None:
        now = [1_000_000.0]
        scheduler = Scheduler(time=Time(now=lambda: now[0]))
        tickets, tags = ENDPOINTS["ticket/get"], ENDPOINTS["externalcontact/get_corp_tag_list"]
        for _ in range(3):
            async with scheduler.lane("corp", tickets).turn():
                pass
        async with scheduler.lane("corp", tags).turn():
            pass
        first, second = scheduler.traffic("corp")
        assert (first.path, first.calls, first.most, first.seconds) == ("ticket/get", 3, 100, 3600)
        assert (second.path, second.calls, second.most, second.seconds) == (tags.path, 1, 10_000, 60)
        now[0] += 7200
        assert scheduler.traffic("corp") == []
        assert scheduler.traffic("another") == []
