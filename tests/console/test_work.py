"""Staff's work in a browser: a task is given, done with one tap on a phone and beside a chat; a SOP gives tasks by itself."""

import os
import random
import re
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from huoshui.bedrock.clock import BEIJING
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN
from tests.world.processes import until

pytestmark = pytest.mark.browser

CORP = "wwccccdddd33334444"


async def _pictured(page: Page, name: str) -> None:
    """Keep a picture where somebody wants to look at it."""
    if folder := os.environ.get("HUOSHUI_PICTURES"):
        await page.wait_for_timeout(800)
        await page.screenshot(path=Path(folder) / f"work-{name}.png")


class TestWork:
    async def test_a_task_is_given_found_on_a_phone_and_done_with_one_tap(self, brand, desk) -> None:
        page: Page = desk.page
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=random.Random(3), traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        acts.hire("shujun", name="舒君")
        customer = acts.appear("骑友小林", unionid="union-work-1")
        acts.add(customer, "shujun")
        corp.letters.clear()
        async with served(server.app) as url:
            plan = {"name": "working", "title": "任务企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await brand.call("POST", "/api/relations/syncs", json={"account": "working"})
            ref = f"wecom_external:{CORP}:{customer.external_userid}"
            due = (datetime.now(BEIJING) + timedelta(days=2)).isoformat()
            body = {"staff": "shujun", "corp": CORP, "person": ref, "words": "问问周末来不来店里试骑", "due_at": due,
                    "key": "browser-task-1"}  # fmt: skip

            async def given() -> bool:
                people = await brand.call("GET", "/api/people", params={"q": ref})
                return bool(people["people"]) and any(
                    one["staff"] == "shujun" and one["friends"]
                    for one in await brand.call("GET", "/api/relations/transfers/givers")
                )

            await until(given)
            made = await brand.call("POST", "/api/tasks", json=body)
            await desk.open("/tasks?tab=who")
            row = page.get_by_role("row", name="舒君")
            await expect(row).to_be_visible()
            await _pictured(page, "who")
            await row.get_by_role("button", name=re.compile("提 ?醒$")).click()  # if the clock was quicker, it says so
            await expect(page.get_by_text(re.compile("已提醒舒君，共 1 个任务|“舒君”在 .* 已提醒过"))).to_be_visible()
            assert [(one["said"]["touser"], one["said"]["text"]["content"][:12]) for one in corp.messages] == [
                ("shujun", "员工任务：1 件可以做了")
            ]
            await page.set_viewport_size({"width": 360, "height": 740})
            await desk.open(f"/sidebar?person={made['person']}")
            await page.get_by_role("tab", name="待办").click()
            await expect(page.get_by_text("问问周末来不来店里试骑")).to_be_visible()
            await _pictured(page, "sidebar")
            await desk.open("/tasks?tab=list&staff=shujun")
            await expect(page.get_by_text("问问周末来不来店里试骑")).to_be_visible()
            assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            await _pictured(page, "phone")
            await page.get_by_role("button", name=re.compile("完 ?成$")).click()
            await expect(page.get_by_text("问问周末来不来店里试骑")).to_have_count(0)
            ended = await brand.call("GET", f"/api/tasks/{made['id']}")
            assert (ended["state"], [one["what"] for one in ended["history"]]) == ("done", ["made", "reminded", "done"])
            await page.set_viewport_size({"width": 1440, "height": 900})
            await self._sop(page, desk, brand)

    async def _sop(self, page: Page, desk, brand) -> None:
        await desk.open("/sops")
        await page.get_by_role("button", name="新建 SOP").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("名称").fill("新客三天")
        await form.get_by_label("做什么").fill("打招呼，问他平时在哪骑")
        await form.get_by_role("button", name="加一步").click()
        await form.get_by_label("做什么").nth(1).fill("约周末试骑")
        preview = form.get_by_role("region", name="现在加好友的客户，员工会这样跟进")
        await expect(preview.get_by_role("listitem")).to_have_count(2)
        await expect(preview).to_contain_text("约周末试骑")
        await _pictured(page, "sop-form")
        await form.get_by_role("button", name=re.compile("开 ?始$")).click()
        await expect(page.get_by_text("已开始")).to_be_visible()
        (sop,) = [one for one in await brand.call("GET", "/api/sops") if one["plan"]["name"] == "新客三天"]
        assert [step["day"] for step in sop["plan"]["steps"]] == [0, 1]
        await desk.open(f"/sops?tab=list&sop={sop['id']}")
        drawer = page.get_by_role("dialog")
        await expect(drawer.get_by_text("约周末试骑")).to_be_visible()
        await _pictured(page, "sop")
        await drawer.get_by_role("button", name=re.compile("暂 ?停$")).click()
        await page.get_by_role("tooltip").get_by_role("button", name=re.compile("暂 ?停$")).click()
        await expect(drawer.get_by_text("已暂停")).to_be_visible()
        await brand.call("POST", f"/api/sops/{sop['id']}/pause")
