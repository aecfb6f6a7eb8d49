"""The library of scripts in the console: ready ones are taken with one press, and stand in the list."""

import re

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.browser


class TestReady:
    async def test_are_taken_once_with_one_press(self, brand, desk) -> None:
        page = desk.page
        await desk.open("/scripts")
        await page.get_by_role("button", name="现成话术").click()
        card = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="餐饮与茶饮")
        await card.get_by_role("button", name="一键放入").click()
        await expect(card.get_by_role("button", name="已放入")).to_be_disabled()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        row = page.get_by_role("row", name=re.compile("过敏与忌口"))
        await expect(row).to_contain_text("餐饮与茶饮")
        await row.get_by_role("button", name="过敏与忌口").click()
        await expect(page.get_by_role("dialog").get_by_text(re.compile("花生、海鲜"))).to_be_visible()
