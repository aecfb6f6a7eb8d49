"""Segments in a browser: from nothing to a kept one by the sentence builder, and what the server sees of it."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.async_api import Locator, Page, expect

from .conftest import Brand, Desk, OpenDesk

pytestmark = pytest.mark.browser

PATIENT = 15_000


async def add(page: Page, what: str) -> None:
    """Add a condition by its words, with the keyboard alone."""
    await page.get_by_role("combobox", name="添加条件", exact=True).focus()
    await page.keyboard.type(what)
    await expect(page.get_by_role("option", name=re.compile(what)).first).to_be_attached()
    await page.keyboard.press("Enter")


async def people(page: Page) -> int:
    """Read the live count, once it is counted."""
    await expect(page.locator(".size:not(.old)")).to_be_visible(timeout=PATIENT)
    return int((await page.get_by_test_id("people").inner_text()).replace(",", ""))


def line(page: Page, place: int) -> Locator:
    """Find the condition at a place, as the server names it."""
    return page.locator(f'[data-path="where.of.{place}"]')


class TestASegment:
    async def test_is_built_from_nothing_counted_tested_kept_and_found_again(self, desk: Desk, brand: Brand) -> None:
        page = desk.page
        await desk.open("/segments/new")
        await desk.answers("从一个条件开始")
        await add(page, "做过几次")
        await expect(line(page, 0)).to_contain_text("还没选行为")
        await line(page, 0).get_by_role("combobox", name="选择行为").focus()
        await page.keyboard.type("浏览商品")
        await expect(page.get_by_role("option", name="浏览商品", exact=True)).to_be_attached()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Escape")
        await add(page, "可触达")

        where = {"kind": "all", "of": [
            {"kind": "did", "events": ["Product Viewed"], "within": {"last": "30d"},
             "test": {"type": "number", "op": ">=", "value": 3}},
            {"kind": "reachable"},
        ]}  # fmt: skip
        await desk.answers("可触达")
        counted = await brand.call("POST", "/api/segments/count", json={"segment": {"version": 1, "where": where}})
        assert await people(page) == counted["people"] > 0

        await page.get_by_role("button", name="为什么在里面").first.click()
        verdict = page.get_by_test_id("verdict")
        await expect(verdict).to_contain_text("在这个人群里", timeout=PATIENT)
        await expect(verdict).to_contain_text("近 30 天做过“浏览商品”至少 3 次")
        await expect(line(page, 0)).to_contain_text("满足")

        await page.keyboard.press("Control+s")
        await page.get_by_label("名称").fill("常看能联系")
        await page.get_by_label("用来做什么").fill("本周群发")
        await page.locator(".ant-modal").get_by_role("button", name="保存人群").click()
        await page.wait_for_url(f"**/segments/{quote('常看能联系')}")
        kept = await brand.call("GET", f"/api/segments/{quote('常看能联系')}")
        assert (kept["note"], kept["version"]) == ("本周群发", 1)
        first, second = kept["definition"]["where"]["of"]
        assert (first["events"], first["test"]["value"], second["kind"]) == (["Product Viewed"], 3, "reachable")

        await desk.open("/segments")
        row = page.get_by_role("row", name=re.compile("常看能联系"))
        await expect(row).to_contain_text("近 30 天做过“浏览商品”至少 3 次，并且可触达")
        await expect(row).to_contain_text(str(counted["people"]), timeout=PATIENT)

    async def test_asks_who_is_whose_friend(self, desk: Desk, brand: Brand) -> None:
        page = desk.page
        await desk.open("/segments/new")
        await add(page, "是员工的好友")
        await desk.answers("可触达")
        asked = {"version": 1, "where": {"kind": "relation", "standing": ["friend"]}}
        counted = await brand.call("POST", "/api/segments/count", json={"segment": asked})
        assert await people(page) == counted["people"] > 0
        await page.get_by_role("button", name="为什么在里面").first.click()
        await expect(page.get_by_test_id("verdict")).to_contain_text("是员工的好友", timeout=PATIENT)
        await expect(page.get_by_test_id("verdict")).to_contain_text("：好友，")

    async def test_keeps_what_was_typed_when_somebody_else_saved_first(self, desk: Desk, brand: Brand) -> None:
        body = {"name": "谁先保存", "definition": {"version": 1, "where": {"kind": "known"}}}
        await brand.call("POST", "/api/segments", json=body)
        page = desk.page
        await desk.open(f"/segments/{quote('谁先保存')}")
        await add(page, "买过")
        theirs = {"version": 1, "definition": {"version": 1, "where": {"kind": "reachable"}}, "note": ""}
        await brand.call("PUT", f"/api/segments/{quote('谁先保存')}", json=theirs)
        await page.get_by_role("button", name="保存人群").click()
        both = page.get_by_role("dialog")
        await expect(both).to_contain_text("第 2 版", timeout=PATIENT)
        await expect(both).to_contain_text("已识别，并且近 30 天买过")
        await both.get_by_role("button", name="用我的覆盖").click()
        await expect(both).to_have_count(0, timeout=PATIENT)
        now = await brand.call("GET", f"/api/segments/{quote('谁先保存')}")
        assert now["version"] == 3
        assert [one["kind"] for one in now["definition"]["where"]["of"]] == ["known", "orders"]


class TestBeginning:
    async def test_a_ready_sentence_fills_the_editor_and_can_be_taken_back(self, desk: Desk) -> None:
        page = desk.page
        await desk.open("/segments/new")
        await page.get_by_role("button", name=re.compile("^试骑 14 天未下单")).click()
        await expect(line(page, 0)).to_contain_text("完成试骑", timeout=PATIENT)
        await people(page)
        await expect(page.get_by_role("button", name=re.compile("^试骑 14 天未下单"))).to_have_count(0)
        await page.get_by_role("button", name="保存人群").click()
        await expect(page.get_by_label("名称")).to_have_value("试骑 14 天未下单")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="撤销").click()
        await expect(page.get_by_role("button", name=re.compile("^试骑 14 天未下单"))).to_be_visible()


class TestAViewer:
    async def test_sees_a_segment_and_is_offered_nothing_to_change(self, desk_of: OpenDesk, brand: Brand) -> None:
        body = {"name": "只看看", "definition": {"version": 1, "where": {"kind": "known"}}}
        await brand.call("POST", "/api/segments", json=body)
        desk = await desk_of("kan", role="viewer")
        await desk.open(f"/segments/{quote('只看看')}")
        await expect(desk.page.get_by_role("button", name="保存人群")).to_have_count(0)
        await desk.open("/segments")
        await expect(desk.page.get_by_role("button", name="新建人群")).to_have_count(0)


class TestLayers:
    async def test_a_figure_of_the_flow_opens_its_people(self, desk: Desk, brand: Brand) -> None:
        page = desk.page
        await desk.open("/layers")
        await desk.answers("漏斗里有")
        stage = page.locator(".stage").last
        figure = int((await stage.locator(".stage-people").inner_text()).replace(",", ""))
        await stage.click()
        await expect(page.get_by_role("dialog")).to_contain_text(f"{figure} 人", timeout=PATIENT)
        stock = await brand.call("GET", "/api/layers/aipl/stock")
        assert json.dumps(stock["levels"][0]["people"]) == str(figure)
