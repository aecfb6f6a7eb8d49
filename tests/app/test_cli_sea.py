"""The command line of the public side: leads, short links, connectors, followers of official accounts."""

import json
import re
from collections.abc import Iterator

import httpx2
import pytest
from fastapi import FastAPI

from huoshui.app.cli.terminal import moment
from huoshui.bedrock import clock
from huoshui.connectors.contract import Account
from tests.app.shell import Shell
from tests.connectors.conftest import SECRET, Reader, Wecom
from tests.connectors.conftest import account as account  # noqa: PLC0414 a corp, and an account of it
from tests.connectors.conftest import readers as readers  # noqa: PLC0414 two who may fail
from tests.connectors.conftest import wecom as wecom  # noqa: PLC0414
from tests.leads.conftest import Sea
from tests.leads.conftest import sea as sea  # noqa: PLC0414 platforms that bring leads
from tests.relations.followers.conftest import channel as channel  # noqa: PLC0414 an official account
from tests.relations.followers.conftest import square as square  # noqa: PLC0414
from tests.relations.followers.world import APPID, ONCE, Square

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

LEAD = {"id": 1, "phone": "13812345678", "user_name": "王芳", "city": "杭州", "clue_tag": 3, "微信": "wx_1"}
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari"}


@pytest.fixture
def now(square: Square, app: FastAPI) -> Iterator[None]:
    """Let the doors live in the account's time."""
    app.dependency_overrides[clock.now] = square.hours.moment
    yield
    app.dependency_overrides.pop(clock.now)


class TestMoments:
    def test_are_those_of_clocks_in_beijing(self) -> None:
        assert moment("2026-11-20T16:30:00.5Z") == "2026-11-21 00:30"
        assert moment("2026-12-31T23:59:59+08:00") == "2026-12-31 23:59"
        assert (moment(None), moment("")) == ("–", "–")


class TestLeads:
    async def test_are_listed_and_shown_masked(self, sea: Sea, shell: Shell, client: httpx2.AsyncClient) -> None:
        teller = await sea.account("kuaishou")
        assert (await teller.bring(teller.signed(LEAD, clock.now()))).status_code == 200
        await sea.settle()
        marked = {"state": "contacted", "note": "打过电话", "version": 1}
        assert (await client.post("/api/leads/1/state", json=marked)).status_code == 200
        shown = [await shell.shows("leads list"), await shell.shows("leads show 1")]
        told = [
            await shell.tells("leads list --state contacted --platform kuaishou"),
            await shell.tells("leads show 1"),
        ]
        assert re.search(
            r"1 +\d{4}-\d\d-\d\d \d\d:\d\d +kuaishou +138\*\*\*\*5678 +杭州 +contacted 已联系 +\w{13}", shown[0]
        )
        assert re.search(r"phone 手机 +138\*\*\*\*5678", shown[1])
        assert "contacted 已联系 · local 打过电话" in shown[1]
        assert [one["id"] for one in told[0]["leads"]] == [1]
        written = "".join(shown) + json.dumps(told, ensure_ascii=False)
        assert [secret for secret in ("13812345678", "王芳", "wx_1") if secret in written] == []
        person = await shell.shows("people show phone:13812345678")
        assert re.search(rf"{moment(told[1]['occurred_at'])}.* Lead Submitted", person), "in Beijing, as everywhere"
        assert (await shell.tells("leads list --state valid"))["leads"] == []
        assert (await shell.tells("leads list --account kuaishou --q 杭"))["leads"] != []

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, shell: Shell) -> None:
        assert (await shell.refuses("leads show 9")) == "NoSuchLead"
        assert "contacted" in await shell.misses("leads list --state lost")
        await shell.misses("leads show 0")


class TestLinks:
    async def test_are_made_listed_and_counted(self, sea: Sea, shell: Shell, client: httpx2.AsyncClient) -> None:
        line = "links add https://shop.example/ride --name 抖音主页 --channel douyin --campaign ride --most 9"
        assert "/s/ride → https://shop.example/ride" in await shell.shows(f"{line} --code ride")
        assert (await shell.tells(f"{line} --code other"))["most_clicks"] == 9
        for headers in (PHONE, {"User-Agent": "curl/8"}):
            await client.get("/s/ride", headers=headers, follow_redirects=False)
        await sea.settle()
        assert re.search(r"ride +抖音主页 +douyin +open 可用 +1 +1\n", await shell.shows("links list"))
        assert [one["code"] for one in (await shell.tells("links list oth"))["links"]] == ["other"]
        assert re.search(r"\d{4}-\d\d-\d\d +phone +1 +1 +1 +0 +0", await shell.shows("links clicks ride"))
        clicks = (await shell.tells("links clicks ride --days 2"))["clicks"]
        assert sum(one["sent"] for one in clicks) == 1

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, shell: Shell) -> None:
        assert (await shell.refuses("links clicks nowhere")) == "NoSuchShortLink"
        assert (await shell.refuses("links add nowhere --name 名称")) == "NotAnAddress"
        assert "is no name" in await shell.misses("links clicks ride?days=1")
        await shell.misses("links clicks ride --days 0")
        await shell.misses("links add https://a.cn")


class TestConnectors:
    async def test_are_added_and_listed_without_their_secrets(self, shell: Shell) -> None:
        line = "--title 品牌企业微信 --corp ww1234567890abcdef"
        assert "EncodingAESKey" in await shell.shows(f"connectors add brand {line} --agent 7")
        made = await shell.tells(f"connectors add other {line} --agent 8")
        assert (len(made["token"]), len(made["key"])) == (24, 43)
        assert (await shell.refuses(f"connectors add brand {line} --agent 9")) == "ConnectorExists"
        line = "--platform kuaishou --title 快手"
        assert "huoshui connectors ring ks" in (await shell.run(f"connectors add-platform ks {line} --app-id k1")).out
        assert (await shell.tells(f"connectors add-platform ks2 {line} --app-id k2"))["name"] == "ks2"
        listed = await shell.run("connectors list")
        assert re.search(r"brand +品牌企业微信 +wecom +open 正常 +– +– +–", await shell.shows("connectors list"))
        told = await shell.run("connectors list --json")
        for secret in ("a-secret-of-theirs", made["token"], made["key"]):
            assert secret not in listed.out + told.out

    async def test_are_probed_and_say_what_to_do(self, wecom: Wecom, account: Account, shell: Shell) -> None:
        well = await shell.run("connectors probe brand")
        assert (well.status, well.out[0], well.err) == (0, "✓", "")
        assert (await shell.tells("connectors probe brand"))["findings"][0]["health"] == "well"

    async def test_say_what_may_still_be_asked(self, wecom: Wecom, account: Account, shell: Shell) -> None:
        wecom.corp.link_quota, wecom.corp.link_balance = 1000, 20
        assert re.search(r"link_adds 获客链接加人 +980 +1,000 +20", await shell.shows("connectors quotas brand"))
        assert (await shell.tells("connectors quotas brand"))["quotas"][0]["left"] == 20

    async def test_that_are_broken_end_with_one(self, wecom: Wecom, account: Account, shell: Shell) -> None:
        wecom.corp.secrets = {"another-secret": 1}
        ended = await shell.run("connectors probe brand")
        assert (ended.status, ended.err) == (1, "")
        assert re.match(r"✗ .+\n  → .+\n", ended.out)
        assert SECRET not in ended.out
        told = await shell.run("connectors probe brand --json")
        assert (told.status, json.loads(told.out)["findings"][0]["health"]) == (1, "broken")

    async def test_ring_their_own_door_and_list_what_came(self, sea: Sea, shell: Shell) -> None:
        teller = await sea.account("kuaishou")
        await sea.platform.mail.hearing.follow_changes()
        assert (await shell.tells("connectors ring kuaishou"))["status"] == 200
        assert "answered 200" in await shell.shows("connectors ring kuaishou")
        assert (await teller.bring(teller.signed(LEAD, clock.now()))).status_code == 200
        assert re.search(
            r"3 .*waiting 待处理 +\d{4}-\d\d-\d\d \d\d:\d\d", await shell.shows("connectors letters kuaishou")
        )
        assert "waiting 待处理 3" in await shell.shows("connectors list")
        await sea.settle()
        letters = (await shell.tells("connectors letters kuaishou --state read"))["letters"]
        assert [one["state"] for one in letters] == ["read"] * 3
        assert "13812345678" not in json.dumps(letters)
        outside = await shell.tells("connectors ring kuaishou --outside")
        assert (outside["status"], outside["url"]) == (200, f"{sea.url}/in/kuaishou/kuaishou")

    async def test_read_again_what_failed(self, sea: Sea, shell: Shell, readers: dict[str, Reader]) -> None:
        teller = await sea.account("kuaishou")
        assert (await teller.bring(teller.signed(LEAD, clock.now()))).status_code == 200
        assert (await shell.tells("connectors retry kuaishou")) == {"letters": 0}
        readers["first"].failing = True
        await sea.platform.mail.read()
        failed = await shell.shows("connectors letters kuaishou --state waiting")
        assert re.search(r"1 +lead +waiting 待处理 +\d{4}-\d\d-\d\d \d\d:\d\d +1 +.*KeyError", failed)
        assert (await shell.tells("connectors retry kuaishou 1")) == {"letters": 1}
        readers["first"].failing = False
        await sea.platform.mail.read()
        assert len(readers["first"].facts) == 1
        assert "letters 回调 0" in await shell.shows("connectors retry kuaishou")

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, shell: Shell) -> None:
        for command in ("probe", "ring", "letters", "retry"):
            assert (await shell.refuses(f"connectors {command} nobody")) == "NoSuchConnector"
            assert "is no name" in await shell.misses(f"connectors {command} brand/history")
        assert "stuck" in await shell.misses("connectors letters brand --state lost")
        await shell.misses("connectors add brand --title 品牌")


@pytest.mark.usefixtures("now")
class TestFollowers:
    async def test_are_listed_shown_and_written_to_as_they_allow(self, square: Square, shell: Shell) -> None:
        fan, other = square.acts.appear(), square.acts.appear()
        square.acts.follow(fan, scene="shop1")
        square.acts.follow(other)
        square.acts.answer(fan, **{ONCE: "accept"})
        square.acts.write(fan, "你好")
        await square.hear_all()
        await square.compare()
        square.hours.pass_by(minutes=5)
        number = await square.number(fan.openid)
        listed = await shell.shows("followers list")
        assert re.search(rf"{number} +活水骑行 +{fan.openid} +关注中 +shop1 +2026-11-20 +1 +\d", listed)
        for line in ("--scene shop1", "--reach subscription", "--reach window", "--limit 2 --scene shop1"):
            found = (await shell.tells(f"followers list {line}"))["followers"]
            assert [one["openid"] for one in found] == [fan.openid], line
        assert len((await shell.tells("followers list --standing following"))["followers"]) == 2
        line = f"followers send {number} --template {ONCE} --value thing1=到货了"
        sent = await shell.tells(f"{line} --key 00000000-0000-4000-8000-000000000001")
        assert (sent["kind"], len(square.account.sent)) == ("subscribe", 1)
        assert (await shell.refuses(line)) == "NoSubscription"
        assert "service 客服回复" in await shell.shows(f"followers send {number} --words 您好，车到店了")
        assert (
            await shell.refuses(f"followers send {await square.number(other.openid)} --words 您好")
        ) == "WindowClosed"
        shown = await shell.shows(f"followers show {number}")
        assert re.search(r"replies 客服窗口: \d+ until 可回至 2026-11-22 10:\d\d", shown)
        assert re.search(r"2026-11-20 10:\d\d +followed 关注 +shop1", shown)
        assert re.search(r"2026-11-20 10:\d\d +subscribe 订阅消息 +到货提醒 +sent 已发出", shown)
        assert "你好" not in shown
        assert [one["state"] for one in (await shell.tells(f"followers show {number}"))["sends"]] == ["sent", "sent"]
        assert re.search(rf"{ONCE} +到货提醒 +一次性订阅 +1 +0 +1 +0", await shell.shows("followers balances"))
        assert {one["title"] for one in (await shell.tells("followers balances"))["templates"]} >= {"到货提醒"}

    async def test_are_compared(self, square: Square, shell: Shell) -> None:
        square.acts.follow(square.acts.appear(), scene="shop1")
        square.letters()
        await square.compare()
        assert (await shell.tells("followers sync fans"))["state"] == "running"
        assert (await shell.refuses("followers sync fans")) == "FollowerSyncRunning"
        runs = await shell.shows("followers runs")
        assert re.search(rf"1 +{APPID} +done 完成 +1/1 +2026-11-20 10:\d\d +followed 漏掉的关注 1", runs)
        assert [one["state"] for one in (await shell.tells("followers runs"))["runs"]] == ["running", "done"]

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, square: Square, shell: Shell) -> None:
        assert "huoshui followers runs" in await shell.shows("followers sync fans")
        assert (await shell.refuses("followers sync nobody")) == "NoSuchConnector"
        assert (await shell.refuses("followers show 9")) == "NoSuchFan"
        assert (await shell.refuses("followers send 9 --words 您好")) == "NoSuchFan"
        assert "is not name=value" in await shell.misses("followers send 9 --template t --value broken")
        for line in ("send 9 --words x --key y", "list --standing gone", "list --reach fax", "show 0"):
            await shell.misses(f"followers {line}")
