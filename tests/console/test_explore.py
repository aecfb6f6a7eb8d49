"""Explore and boards: a question is asked, its people are looked at, it is kept, put on a board, and seen there."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.browser

FUNNEL = {
    "kind": "funnel",
    "period": {"last_days": 90},
    "within": "30d",
    "steps": [{"events": [name]} for name in ("Live Code Scanned", "Contact Added", "Order Completed")],
}


class TestAFunnel:
    async def test_goes_from_the_question_to_people_and_onto_a_board(self, brand, desk):
        page = desk.page
        answer = await brand.call("POST", "/api/insight/questions", json={"question": FUNNEL})
        steps = answer["result"]["lines"][0]["steps"]
        await desk.open("/explore/funnel")
        await desk.answers(f"{steps[0]['reached']} 人里有 {steps[2]['reached']} 人走完")

        await page.get_by_role("button", name="走到“扫活码”后离开").click()
        sheet = page.get_by_role("dialog")
        await expect(sheet).to_contain_text(f"{steps[0]['left']} 人")
        await expect(sheet.locator("li").first).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(sheet).to_have_count(0)

        await page.get_by_role("button", name="加到看板").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("名称", exact=True).fill("门店漏斗")
        await dialog.get_by_label("哪个看板").click()
        await page.locator(".ant-select-item-option", has_text="新建看板").click()
        await dialog.get_by_label("看板名称").fill("周会")
        await dialog.get_by_role("button", name="加到看板").click()
        await expect(page.locator("h1")).to_have_text("门店漏斗")
        await expect(page).to_have_url(re.compile(r"/explore/funnel\?saved=\d+$"))

        await page.get_by_role("link", name="看板").click()
        await page.get_by_role("link", name=re.compile("^周会")).click()
        card = page.get_by_role("region", name="门店漏斗")
        await expect(card).to_contain_text(f"{steps[2]['reached']} 人走完")
        await card.get_by_role("link", name="门店漏斗").click()
        await desk.answers(f"{steps[0]['reached']} 人里有")

    async def test_is_its_address_and_another_sees_the_same(self, desk, desk_of):
        await desk.open("/explore/funnel")
        await desk.page.get_by_label("多久之内走完").fill("3")
        await desk.page.keyboard.press("Enter")
        await expect(desk.page).to_have_url(re.compile(r"\?q="))
        await expect(desk.page.locator(".asked .old")).to_have_count(0)
        said = await desk.page.locator(".page-head .answer").inner_text()
        other = await desk_of("lin", role="viewer")
        place = urlsplit(desk.page.url)
        await other.open(f"{place.path}?{place.query}")
        await other.answers(said)
        await expect(other.page.get_by_role("button", name="保存", exact=True)).to_have_count(0)


class TestABoard:
    async def test_of_a_template_is_rearranged_by_keyboard_and_remembers(self, desk):
        page = desk.page
        await desk.open("/boards")
        tile = page.locator(".board-tile").filter(has_text="卖了多少")
        await tile.get_by_role("button", name="用这个模板").click()
        await expect(page.locator("h1").first).to_have_text("成交")
        await desk.still()
        names = page.locator(".board-card h2")
        before = await names.all_inner_texts()
        assert before[:2] == ["实收", "购买人数"]
        await page.get_by_role("button", name="编辑").click()
        first = page.get_by_role("region", name="实收")
        await first.get_by_role("button", name="往后移").press("Enter")
        await first.get_by_role("button", name="换宽度").press("Enter")
        await page.get_by_role("button", name="保存布局").click()
        await expect(page.get_by_text("第 2 版")).to_be_visible()
        await desk.open(urlsplit(page.url).path)
        assert await names.all_inner_texts() == ["购买人数", "实收", *before[2:]]
        await expect(page.get_by_role("region", name="实收")).to_have_css("grid-column-start", "span 6")

    async def test_is_arranged_by_mouse_and_by_arrow_keys_and_kept_at_once(self, brand, desk, desk_of):
        page = desk.page
        cards = [
            {"question": {"name": name, "question": FUNNEL}, "columns": columns}
            for name, columns in (("甲", 4), ("乙", 4), ("丙", 4), ("丁", 12))
        ]
        board = await brand.call("POST", "/api/insight/boards", json={"name": "拖一拖", "cards": cards})
        await desk.open(f"/boards/{board['id']}")
        names = page.locator(".board-card h2")
        assert await names.all_inner_texts() == ["甲", "乙", "丙", "丁"]

        await self.drag(page, "甲", (60, 24), "丙", (0.9, 0.5))
        await expect(page.get_by_text("第 2 版")).to_be_visible()
        assert await names.all_inner_texts() == ["乙", "丙", "甲", "丁"]
        await self.drag(page, "丁", (60, 24), "乙", (0.1, 0.5), let_go="Escape")
        assert await names.all_inner_texts() == ["乙", "丙", "甲", "丁"]

        corner = page.get_by_role("button", name="改“乙”的大小")
        await corner.hover()
        box = await corner.bounding_box()
        await page.mouse.down()
        await page.mouse.move(box["x"] + 380, box["y"] + 10, steps=4)
        await page.mouse.up()
        await expect(page.get_by_text("第 3 版")).to_be_visible()
        await page.get_by_role("button", name="移动“丁”").press("ArrowLeft")
        await page.get_by_role("button", name="移动“丁”").press("ArrowLeft")
        await page.get_by_role("button", name="改“丁”的大小").press("ArrowLeft")
        await expect(page.get_by_text("第 4 版")).to_be_visible()
        kept = await brand.call("GET", f"/api/insight/boards/{board['id']}")
        assert [(one["question"]["name"], one["columns"], one["height"]) for one in kept["cards"]] == [
            ("乙", 8, "low"), ("丁", 8, "low"), ("丙", 4, "low"), ("甲", 4, "low"),
        ]  # fmt: skip

        looker = await desk_of("lin", role="viewer")
        await looker.open(f"/boards/{board['id']}")
        assert await looker.page.locator(".board-card h2").all_inner_texts() == ["乙", "丁", "丙", "甲"]
        await expect(looker.page.get_by_role("button", name=re.compile("^移动“"))).to_have_count(0)

    async def drag(self, page, name, grip, onto, part, let_go=None):
        box = await page.get_by_role("region", name=name).bounding_box()
        await page.mouse.move(box["x"] + grip[0], box["y"] + grip[1])
        await page.mouse.down()
        await page.mouse.move(box["x"] + grip[0] + 30, box["y"] + grip[1] + 10, steps=3)
        box = await page.get_by_role("region", name=onto).bounding_box()
        await page.mouse.move(box["x"] + part[0] * box["width"], box["y"] + part[1] * box["height"], steps=6)
        if let_go:
            await page.keyboard.press(let_go)
        await page.mouse.up()

    async def test_is_asked_of_another_period_by_everybody_at_once(self, brand, desk):
        card = {
            "question": {"name": "近况", "question": {**FUNNEL, "period": {"last_days": 7}}},
            "columns": 12,
        }  # fmt: skip
        board = await brand.call("POST", "/api/insight/boards", json={"name": "时段", "cards": [card]})
        short, long = [
            (await brand.call("POST", "/api/insight/questions", json={"question": {**FUNNEL, "period": {"last_days": n}}}))[
                "result"
            ]["lines"][0]["entered"]
            for n in (7, 90)
        ]  # fmt: skip
        await desk.open(f"/boards/{board['id']}")
        shown = desk.page.get_by_role("region", name="近况")
        await expect(shown).to_contain_text(f"{short} 人里有")
        await desk.open(f"/boards/{board['id']}?days=90")
        await expect(shown).to_contain_text(f"{long} 人里有")
        await desk.answers("近 90 天")

    async def test_shows_the_flow_map_and_puts_an_earlier_version_up_again(self, brand, desk):
        page = desk.page
        await desk.open("/flow")
        await page.get_by_role("button", name="加到看板").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("名称", exact=True).fill("我们的池子")
        await dialog.get_by_label("哪个看板").click()
        await page.locator(".ant-select-item-option", has_text="新建看板").click()
        await dialog.get_by_label("看板名称").fill("流转周会")
        await dialog.get_by_role("button", name="加到看板").click()
        await expect(page.get_by_text("已加到看板“流转周会”")).to_be_visible()
        boards = await brand.call("GET", "/api/insight/boards")
        board = next(one for one in boards if one["name"] == "流转周会")
        await desk.open(f"/boards/{board['id']}")
        card = page.get_by_role("region", name="我们的池子")
        await expect(card.get_by_role("button", name=re.compile(r"^企微好友 \d"))).to_be_visible()

        await page.get_by_role("button", name="编辑").click()
        await card.get_by_role("button", name="从看板拿下").click()
        await page.get_by_role("button", name="保存布局").click()
        await expect(page.get_by_text("这块看板还是空的")).to_be_visible()
        await page.get_by_role("button", name="更多").click()
        await page.get_by_role("menuitem", name="历史").click()
        sheet = page.get_by_role("dialog")
        await expect(sheet).to_contain_text("拿下“我们的池子”")
        await sheet.get_by_role("button", name="放回来看").click()
        await page.get_by_role("button", name="保存布局").click()
        await expect(page.get_by_text("第 3 版")).to_be_visible()
        await expect(card.get_by_role("button", name=re.compile(r"^企微好友 \d"))).to_be_visible()

    async def test_changed_by_two_at_once_asks_whose_counts(self, brand, desk):
        page = desk.page
        card = {"question": {"name": "两人的漏斗", "question": FUNNEL}, "columns": 12}
        board = await brand.call("POST", "/api/insight/boards", json={"name": "两个人", "cards": [card]})
        await desk.open(f"/boards/{board['id']}")
        await page.get_by_role("button", name="编辑").click()
        await page.get_by_role("textbox", name="看板名称").fill("我改的名字")
        theirs = {"name": "对方改的名字", "version": board["version"], "cards": []}
        await brand.call("PUT", f"/api/insight/boards/{board['id']}", json=theirs)
        await page.get_by_role("button", name="保存布局").click()
        await expect(page.get_by_role("dialog")).to_contain_text("第 2 版")
        await page.get_by_role("button", name="用我的覆盖").click()
        await expect(page.locator("h1").first).to_have_text("我改的名字")
        kept = await brand.call("GET", f"/api/insight/boards/{board['id']}")
        assert (kept["version"], kept["name"], len(kept["cards"])) == (3, "我改的名字", 1)
