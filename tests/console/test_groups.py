"""The groups of customers: every figure of the screen is told as it is, opens whom it counts, and is taken away."""

import csv
import io
import random
import re
import time

import pytest
from playwright.async_api import expect

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from huoshui.rehearsal.wecom.things import Chat, Customer
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN
from tests.world.processes import until

pytestmark = pytest.mark.browser

CORP, ACCOUNT = "ww2468ace013579bdf", "groups"
FULL, SMALL, OVER = "试驾交流一群", "试驾交流二群", "试驾交流旧群"


class Times:
    """The corp's clock: first some days ago, then now."""

    def __init__(self) -> None:
        self.back = 4 * 86_400.0

    def now(self) -> float:
        return time.time() - self.back


def gathered(acts: Acts) -> tuple[list[Chat], list[Customer]]:
    """Let three groups form, days ago."""
    for userid, name in (("qiaoan", "乔安"), ("maobei", "毛北")):
        acts.hire(userid, name=name)
    full, small, over = (
        acts.open_group(owner, name) for owner, name in (("qiaoan", FULL), ("maobei", SMALL), ("maobei", OVER))
    )
    customers = [acts.appear(f"群友{number}", unionid=f"union-groups-{number}") for number in range(8)]
    for customer in customers:
        acts.add(customer, "qiaoan")
    acts.join(full, *customers[:5])
    acts.join(small, customers[0])
    acts.join(over, customers[1])
    return [full, small, over], customers


def today(acts: Acts, chats: list[Chat], customers: list[Customer]) -> None:
    """Let two more come into the first, one go, and the last be dissolved."""
    acts.dismiss(chats[2])
    acts.join(chats[0], *customers[5:7])
    acts.leave(chats[0], customers[0])


class TestGroups:
    @pytest.mark.timeout(240)
    async def test_tell_who_is_in_them_who_came_and_who_went(self, brand, desk) -> None:
        page, times = desk.page, Times()
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=times.now, chance=random.Random(5), traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        chats, customers = gathered(acts)
        await brand.leave()
        async with served(server.app) as url:
            plan = {"name": ACCOUNT, "title": "客户群企业微信", "corp_id": CORP, "agent_id": AGENT, "address": url,
                    "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
            await brand.call("POST", "/api/connectors", json=plan)
            await self.compared(brand, {FULL: 5, SMALL: 1, OVER: 1})
            times.back = 1
            today(acts, chats, customers)
            await self.compared(brand, {FULL: 6, SMALL: 1})
            await self.are_tagged_and_welcomed(desk, corp)
        await desk.open("/groups?q=试驾交流")
        row = page.get_by_role("row").filter(has_text=FULL)
        await expect(row).to_contain_text("乔安")
        await expect(row.get_by_role("button", name=f"{FULL} · 人数")).to_contain_text("7 / ")  # six, and the owner
        await expect(row.get_by_role("button", name=f"{FULL} · 进群 2", exact=True)).to_be_visible()
        await expect(row.get_by_role("button", name=f"{FULL} · 退群 1", exact=True)).to_be_visible()
        await expect(page.get_by_role("row").filter(has_text=SMALL)).to_contain_text("毛北")
        await expect(page.get_by_role("row").filter(has_text=OVER)).to_have_count(0)
        await self.opens_its_members(page)
        await self.opens_its_people(page)
        await self.is_taken_away(page)

    async def are_tagged_and_welcomed(self, desk, corp: Corp) -> None:
        page = desk.page
        await desk.open("/groups?q=试驾交流")
        await page.get_by_role("button", name=FULL, exact=True).click()
        sheet = page.get_by_role("dialog")
        await sheet.get_by_role("combobox", name="群标签").fill("试驾")
        await page.keyboard.press("Enter")
        await expect(
            page.get_by_role("row").filter(has_text=FULL).get_by_role("button", name="试驾", exact=True)
        ).to_be_visible()
        await sheet.get_by_text("进出", exact=True).click()
        await expect(sheet.get_by_text("近 30 天的进群与退群")).to_be_visible()
        await desk.open("/groups?q=试驾交流&tag=试驾")
        await expect(page.get_by_role("row").filter(has_text=FULL)).to_be_visible()
        await expect(page.get_by_role("row").filter(has_text=SMALL)).to_have_count(0)
        await desk.open("/groups?tab=welcomes")
        await page.get_by_role("button", name="新建欢迎语").click()
        await sheet.get_by_label("名称").fill("试驾新人")
        await sheet.get_by_role("button", name="保存到企业微信").click()
        await expect(sheet.get_by_text("写一段内容，或加一个附件")).to_be_visible()
        await sheet.get_by_role("button", name="插入客户昵称").click()
        await sheet.get_by_role("button", name="保存到企业微信").click()
        await expect(sheet).to_have_count(0)
        await expect(page.get_by_text("试驾新人")).to_be_visible()
        assert [one["text"]["content"] for one in corp.group_welcomes.values()] == ["%NICKNAME%"]
        line = page.get_by_role("listitem").filter(has_text="试驾新人")
        await line.get_by_role("button", name=re.compile("删 ?除")).click()
        await page.get_by_role("tooltip").get_by_role("button", name=re.compile("删 ?除")).click()
        await expect(line).to_have_count(0)
        assert corp.group_welcomes == {}
        await desk.open("/relations?tab=tags")
        await page.get_by_role("button", name="新建标签").click()
        await sheet.get_by_label("标签组").fill("试驾意向")
        await sheet.get_by_role("combobox", name="标签", exact=True).fill("想试驾")
        await page.keyboard.press("Enter")
        await sheet.get_by_role("button", name="保存到企业微信").click()
        await expect(sheet).to_have_count(0)
        await expect(page.get_by_text("试驾意向", exact=True)).to_be_visible()
        await page.get_by_role("button", name="改“想试驾”").click()
        change = page.get_by_role("tooltip")
        await change.get_by_label("改“想试驾”").fill("约好试驾")
        await change.get_by_role("button", name=re.compile("改 ?名$")).click()
        await page.get_by_role("button", name="改“约好试驾”").click()
        assert [one.name for one in corp.tags.values()] == ["约好试驾"]
        await change.get_by_role("button", name="删除标签").first.click()
        await (
            page.get_by_role("tooltip")
            .filter(has_text="删除“约好试驾”？")
            .get_by_role("button", name="删除标签")
            .click()
        )
        await expect(page.get_by_text("约好试驾")).to_have_count(0)
        assert corp.tags == {}

    async def compared(self, brand, customers: dict[str, int]) -> None:
        """Compare with the corp until these groups are known with so many customers."""
        await brand.call("POST", "/api/relations/syncs", json={"account": ACCOUNT})

        async def known() -> bool:
            found = (await brand.call("GET", "/api/relations/groups", params={"q": "试驾交流"}))["groups"]
            return {one["name"]: one["customers"] for one in found} == customers

        await until(known)

    async def opens_its_members(self, page) -> None:
        sheet = page.get_by_role("dialog")
        await page.get_by_role("button", name=f"{FULL} · 人数").click()
        await expect(sheet.get_by_text("群友6")).to_be_visible()
        await expect(sheet.get_by_role("listitem")).to_have_count(7)
        await expect(sheet.get_by_text("员工", exact=True)).to_have_count(1)
        await page.keyboard.press("Escape")
        await expect(sheet).to_have_count(0)
        await page.get_by_role("button", name=f"{FULL} · 退群").click()
        await expect(sheet.get_by_role("listitem")).to_have_count(1)
        await expect(sheet.get_by_role("listitem")).to_contain_text("群友0")
        await page.keyboard.press("Escape")
        await expect(sheet).to_have_count(0)

    async def opens_its_people(self, page) -> None:
        sheet = page.get_by_role("dialog")
        counted = ""
        for _ in range(20):  # the relations' events follow the relations within seconds
            await page.get_by_role("button", name=f"{FULL} · 客户").click()
            many = sheet.locator(".row.between > b").or_(sheet.get_by_text("这个数字是零"))
            await expect(many).to_have_text(re.compile(r"^[\d,]+ 人$|零"))
            counted = await many.inner_text()
            if counted == "6 人":
                break
            await page.keyboard.press("Escape")
            await expect(sheet).to_have_count(0)
            await page.reload()
        assert counted == "6 人"
        await expect(sheet.get_by_role("listitem")).to_have_count(6)
        await page.keyboard.press("Escape")
        await expect(sheet).to_have_count(0)

    async def is_taken_away(self, page) -> None:
        await page.get_by_role("checkbox", name="含已解散").check()
        await expect(page.get_by_role("row").filter(has_text=OVER)).to_contain_text("已解散")
        async with page.expect_download() as downloading:
            await page.get_by_role("button", name="CSV").click()
        text = (await (await downloading.value).path()).read_text("utf-8-sig")
        head, *rows = list(csv.reader(io.StringIO(text)))
        told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
        assert told.keys() == {FULL, SMALL, OVER}
        assert (told[FULL]["群主"], told[FULL]["人数"], told[FULL]["客户"]) == ("乔安", "7", "6")
        assert (told[OVER]["解散时间"] != "", told[FULL]["解散时间"]) == (True, "")
