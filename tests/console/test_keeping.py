"""What became of whom we reached: a mass send is confirmed by staff, a customer deletes them, and the loss is shown."""

import random
import re
import time

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

CORP, ACCOUNT = "wwkeeping0987654321", "keeping"


class TestKeeping:
    @pytest.mark.timeout(240)
    async def test_from_a_confirmed_send_to_the_loss_of_who_received_it(self, brand, desk) -> None:
        page, chance = desk.page, random.Random(17)
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=chance, traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        acts.hire("jiangning", name="江宁")
        follows = {
            name: acts.add(acts.appear(name, unionid=f"union-keeping-{name}"), "jiangning")
            for name in ("留下的阿远", "离开的小满")
        }
        corp.letters.clear()
        await brand.leave()
        async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
            plan = {"name": ACCOUNT, "title": "留存企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await brand.call("POST", "/api/relations/syncs", json={"account": ACCOUNT})

            async def known() -> bool:
                pools = await brand.call("GET", "/api/relations/staff")
                return sum(one["friends"] for one in pools if one["corp"] == CORP) == 2

            await until(known)
            await self.sends(brand, page, desk, corp, acts)
            acts.customer_deletes(follows["离开的小满"])
            await brings(Wecom(corp, acts, server, url), http, f"{brand.server.base_url}/in/wecom/{ACCOUNT}").tell()

            async def lost() -> bool:
                found = await brand.call("GET", "/api/relations/losses", params={"staff": "jiangning"})
                return [one["name"] for one in found["losses"]] == ["离开的小满"]

            await until(lost)
            await desk.open("/relations?tab=losses&staff=jiangning")
            row = page.get_by_role("row").filter(has_text="离开的小满")
            await expect(row).to_contain_text("客户删除了员工")
            await expect(row).to_contain_text("江宁")
            await expect(page.get_by_role("row").filter(has_text="留下的阿远")).to_have_count(0)
            await row.get_by_role("link", name="离开的小满").click()
            await expect(page).to_have_url(re.compile(r"/people/"))
            await page.get_by_role("tab", name="关系").click()
            await expect(page.get_by_text("客户已删除员工")).to_be_visible()
            await expect(page.get_by_text(re.compile("要客户重新添加"))).to_be_visible()

    async def sends(self, brand, page, desk, corp: Corp, acts: Acts) -> None:
        """Compose for the customers of this staff member, start, confirm in WeCom, and see both delivered."""
        await desk.open("/sends")
        await page.get_by_role("button", name="新建群发").first.click()
        sheet = page.get_by_role("dialog")
        await sheet.get_by_label("名称").fill("留存提醒")
        await sheet.get_by_label("这些员工的客户").click()
        await page.locator(".ant-select-item-option").filter(has_text="江宁").click()
        await expect(sheet.get_by_text("2 人").first).to_be_visible()
        await sheet.get_by_label("内容").fill("周末到店免费检查刹车。")
        await sheet.get_by_role("button", name="保存，先不发起").click()
        await page.get_by_role("button", name="发起群发").click()
        sure = page.get_by_role("dialog", name=re.compile("将请 1 名员工确认，发给 2 人"))
        await sure.get_by_role("button", name="发起群发").click()

        async def asked() -> bool:
            return bool(corp.sends)

        await until(asked)
        (send,) = corp.sends.values()
        acts.send(send.msgid, "jiangning")
        found = (await brand.call("GET", "/api/sends"))["sends"]
        number = next(one["id"] for one in found if one["plan"]["name"] == "留存提醒")

        async def delivered() -> bool:
            counts = (await brand.call("GET", f"/api/sends/{number}"))["counts"]
            return counts["delivery_rate"] == 1.0

        await until(delivered, seconds=100)
        await desk.open(f"/sends?send={number}")
        sheet = page.get_by_role("dialog")
        await expect(sheet.get_by_text("1 / 1 名员工")).to_be_visible()
        await expect(sheet.get_by_text("100.0%").first).to_be_visible()
