"""Who changed a thing stands with the thing: sources, staff, units, tokens."""

import pytest
from playwright.async_api import Page, expect

from tests.console.conftest import Brand, Desk

pytestmark = pytest.mark.browser


async def told(page: Page, done: str) -> None:
    """Read the history of what is open, and close it."""
    await expect(page.get_by_role("dialog").locator(".logged li").first).to_contain_text(done)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


class TestHistory:
    async def test_stands_with_each_thing(self, brand: Brand, desk: Desk) -> None:
        page = desk.page
        await brand.call("POST", "/api/sources", json={"name": "history-web", "channel": "website", "plan": "allow"})
        await brand.call("POST", "/api/units", json={"code": "HISTORY", "name": "记事大区", "kind": "region"})
        await brand.call("PATCH", "/api/units/HISTORY", json={"name": "记事东区"})
        await brand.hire("history", "viewer")
        token = {"name": "记事程序", "permissions": ["people.read"]}
        await brand.call("POST", "/api/tokens", json=token)

        await desk.open("/sources")
        await page.get_by_role("button", name="history-web").click()
        await told(page, "加了来源")
        await desk.open("/settings/staff")
        await page.get_by_role("row").filter(has_text="history").first.click()
        await told(page, "加了员工")
        await desk.open("/settings/units")
        row = page.get_by_role("row").filter(has_text="记事东区")
        await row.get_by_role("button", name="改名或移动").click()
        await told(page, "给组织改名")
        await desk.open("/settings/tokens")
        await page.get_by_role("button", name="记事程序").click()
        await told(page, "建了接口令牌")
