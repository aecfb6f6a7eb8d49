"""The private pool in the console: a corp is compared, customers come and go, and each loss shows why."""

import os
import random
import re
import time
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import expect

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN, Wecom, brings
from tests.world.processes import until

pytestmark = pytest.mark.browser

CORP, COUNTED, UNSEEN = "wwfedcba0987654321", "ww13579bdf02468ace", "ww2244668800aaccee"
NAMES = ("王芳", "李雷", "周杰", "何静", "宋佳", "唐悦", "韩梅", "冯宁", "陆遥", "高飞", "程晨", "夏雨")


class Past:
    """The corp's clock: what happened lies in the past weeks."""

    def __init__(self) -> None:
        self.back = 20 * 86_400.0

    def now(self) -> float:
        return time.time() - self.back


async def _pictured(page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"relations-{name}.png")


def busy(acts: Acts, past: Past, chance: random.Random) -> None:
    """Let three weeks pass: people come, some go, one group fills."""
    staff = {"chenlu": "陈露", "sunyi": "孙一", "qinhao": "秦浩"}
    for userid, name in staff.items():
        acts.hire(userid, name=name)
    chat = acts.open_group("chenlu", "骑行一群")
    for number in range(60):
        past.back -= chance.uniform(10_000, 24_000)
        customer = acts.appear(chance.choice(NAMES), unionid=f"union-relations-{number}")
        follow = acts.add(customer, chance.choice(list(staff)), state=f"code{number % 4}")
        if chance.random() < 0.5:
            acts.join(chat, customer)
        if chance.random() < 0.2:
            acts.customer_deletes(follow)
        elif chance.random() < 0.1:
            acts.staff_deletes(follow)


class TestRelations:
    async def test_from_comparing_to_seeing_who_was_lost_and_why(self, brand, desk) -> None:
        page, past, chance = desk.page, Past(), random.Random(7)
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=past.now, chance=chance, traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        busy(acts, past, chance)
        past.back = 60
        letters, corp.letters = corp.letters, []
        async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
            plan = {"name": "pool", "title": "骑行企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            corp.letters = [one for one in letters if chance.random() > 0.15]
            teller = brings(Wecom(corp, acts, server, url), http, f"{brand.server.base_url}/in/wecom/pool")
            await teller.tell()
            await desk.open("/relations?tab=runs")
            await page.get_by_role("button", name="现在对账").click()

            async def compared() -> bool:
                runs = await brand.call("GET", "/api/relations/syncs")
                return "done" in {one["state"] for one in runs if one["corp"] == CORP}

            await until(compared)
            await expect(page.get_by_text("完成").first).to_be_visible()
            await _pictured(page, "runs")
            await desk.open("/relations")
            await expect(page.get_by_role("cell", name="陈露", exact=True)).to_be_visible()
            await _pictured(page, "staff")
            await self.opens_its_people(brand, page)
            await page.get_by_role("tab", name="流失").click()
            await page.locator(".relations-find").get_by_text("客户删除了员工").click()  # others lost many another way
            await expect(page.get_by_text("客户删除了员工").nth(1)).to_be_visible()
            await _pictured(page, "losses")
            await desk.open("/groups")
            await page.get_by_role("button", name="骑行一群", exact=True).click()
            await expect(page.get_by_role("dialog").get_by_text("扫码").first).to_be_visible()
            await _pictured(page, "group")
            (lost, *_) = (await brand.call("GET", "/api/relations/losses", params={"turn": "deleted_by_customer"}))[
                "losses"
            ]
            await desk.open(f"/people/{lost['person']}?tab=relations")
            await expect(page.get_by_text("客户已删除员工")).to_be_visible()
            await expect(page.get_by_text(re.compile("要客户重新添加"))).to_be_visible()
            await _pictured(page, "person")

    async def opens_its_people(self, brand, page) -> None:
        pools = await brand.call("GET", "/api/relations/staff")
        chenlu = next(one for one in pools if one["corp"] == CORP and one["name"] == "陈露")
        sheet = page.get_by_role("dialog")
        counted = ""
        for _ in range(20):  # the relations' events follow the relations within seconds
            await page.get_by_role("button", name="陈露 · 好友").click()
            many = sheet.locator(".row.between > b").or_(sheet.get_by_text("这个数字是零"))
            await expect(many).to_have_text(re.compile(r"^[\d,]+ 人$|零"))
            counted = await many.inner_text()
            await page.keyboard.press("Escape")
            await expect(sheet).to_have_count(0)
            if counted == f"{chenlu['friends']} 人":
                break
            await page.reload()
        assert counted == f"{chenlu['friends']} 人"


def counted(acts: Acts, past: Past) -> None:
    """Let five days pass in which two staff add, are asked and answer, and one is deleted."""
    for userid, name in (("luoyi", "罗一"), ("xuer", "许二")):
        acts.hire(userid, name=name)
    chat = acts.open_group("luoyi", "试骑群")
    for number in range(4):
        past.back -= 86_400
        for userid in ("luoyi", "xuer"):
            follow = acts.add(acts.appear(f"{userid}的第{number}位", unionid=f"union-{userid}-{number}"), userid)
            acts.write(follow, by_customer=True)
            past.back -= 300
            acts.write(follow)
        acts.join(chat, acts.corp.customers[follow.external_userid])
        acts.write_in(chat, follow.external_userid)
    acts.customer_deletes(follow)  # and no callback of it reaches us


class TestActivity:
    @pytest.mark.timeout(240)
    async def test_pulls_what_wecom_counts_and_says_how_it_stands_to_ours(self, brand, desk) -> None:
        page, past = desk.page, Past()
        past.back = 6 * 86_400.0
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(COUNTED, secrets={SECRET: AGENT}, now=past.now, chance=random.Random(3), traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        counted(acts, past)
        past.back = 60
        await brand.leave()
        async with served(server.app) as url:
            plan = {"name": "figures", "title": "数据企业微信", "corp_id": COUNTED, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await brand.call("POST", "/api/relations/syncs", json={"account": "figures"})

            async def known() -> bool:
                pools = await brand.call("GET", "/api/relations/staff")
                return sum(one["friends"] for one in pools if one["corp"] == COUNTED) == 8

            await until(known)

            async def declined(path: str) -> int | None:
                return 48002 if path.endswith("get_user_behavior_data") else None

            server.before = declined
            await desk.open("/relations?tab=activity&days=7&staff=xuer")
            await page.get_by_role("button", name="现在读取").click()
            await expect(page.get_by_text("上次没有读完")).to_be_visible(timeout=60_000)
            await expect(page.get_by_role("link", name="去连接器检查")).to_be_visible()
            await _pictured(page, "activity-failed")
            server.before = None
            await page.get_by_role("button", name="现在读取").click()
            await expect(page.get_by_text("上次没有读完")).to_have_count(0, timeout=60_000)
            row = page.get_by_role("row", name=re.compile("许二"))
            await expect(row).to_be_visible()
            await expect(page.get_by_text("企业微信 4，我们 4")).to_be_visible()
            await expect(page.get_by_text("两边一样")).to_be_visible()
            apart = row.get_by_role("button", name=re.compile("企业微信 1，我们 0。.*拉黑没有回调"))
            await expect(apart).to_be_visible()
            await page.get_by_text("首次回复").first.click()
            await expect(page).to_have_url(re.compile("measure=first_reply"))
            await expect(page.get_by_text("企业微信 5 分钟")).to_be_visible()
            await _pictured(page, "activity")
            await desk.open("/relations?tab=activity&days=30&of=groups&staff=luoyi")
            owner = page.get_by_role("row", name=re.compile("罗一"))
            await expect(owner).to_contain_text("5")  # members: four customers and the owner
            await _pictured(page, "activity-groups")


class TestFriendsThatAreNotSeen:
    @pytest.mark.timeout(240)
    async def test_are_let_go_by_whoever_says_so(self, brand, desk) -> None:
        page, past = desk.page, Past()
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(UNSEEN, secrets={SECRET: AGENT}, now=past.now, chance=random.Random(3), traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        acts.hire("wenhe", name="温和")
        follows = [
            acts.add(acts.appear(f"车友{number}", unionid=f"union-unseen-{number}"), "wenhe") for number in range(60)
        ]
        past.back = 60
        await brand.leave()
        async with served(server.app) as url:
            plan = {"name": "unseen", "title": "换了应用的企业微信", "corp_id": UNSEEN, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await self.compared(brand, friends=60)
            for follow in follows[:55]:
                corp.part(follow)
            await self.compared(brand, friends=60)
            await desk.open("/relations?tab=runs")
            asked = page.get_by_role("alert").filter(has_text="55 位好友看不到了")
            await expect(asked).to_contain_text("先没有当作流失")
            await _pictured(page, "withheld")
            await asked.get_by_role("button", name="确实都走了").click()
            await page.get_by_role("tooltip").get_by_role("button", name="确实都走了").click()
            await expect(asked).to_have_count(0)
            await expect(page.get_by_text("补上删除 55")).to_be_visible()

    async def compared(self, brand, *, friends: int) -> None:
        """Compare to the end, and see how many friends there are then."""
        run = await brand.call("POST", "/api/relations/syncs", json={"account": "unseen"})

        async def done() -> bool:
            return (await brand.call("GET", f"/api/relations/syncs/{run['id']}"))["state"] == "done"

        await until(done)
        pools = await brand.call("GET", "/api/relations/staff")
        assert sum(one["friends"] for one in pools if one["corp"] == UNSEEN) == friends
