"""Two people who were taken for one come apart again, from the evidence in their profile."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.browser

WHO = {"console-wrong-a": {"name": "林一"}, "console-wrong-b": {"name": "周二"}}
ONE_PHONE = {
    "console-phone-a": {"name": "吴三", "phone": "13800138777"},
    "console-phone-b": {"name": "郑四", "phone": "13800138777"},
}


class TestAWrongMerge:
    async def test_is_seen_in_the_evidence_and_split_and_both_are_as_before(self, brand, desk):
        await self.merged(brand)
        await desk.open("/people/user_id:console-wrong-a?tab=identity")
        page = desk.page
        # by keyboard: a level line has no height, so that the browser's driver does not see where to press
        await page.get_by_role("button", name="用户编号 – 用户编号").press("Enter")
        await expect(page.locator(".graph")).to_contain_text("证据")
        await page.get_by_role("button", name="用户编号 console-wrong-b").click()
        await page.get_by_role("button", name="从这个人拆出去").click()
        asked = page.get_by_role("dialog")
        await asked.get_by_label("备注").fill("两个人共用一台手机")
        await asked.get_by_role("button", name="从这个人拆出去").click()
        await expect(page.get_by_text("已拆成 2 个人")).to_be_visible()
        for login, traits in WHO.items():
            await desk.open(f"/people/user_id:{login}")
            await expect(page.locator("h1")).to_contain_text(f"{traits['name'][0]}*")
            await desk.answers("1 个标识")

    async def merged(self, brand):
        """Two people, each known by a number and a name, whom somebody took for one."""
        source = await brand.call("POST", "/api/sources", json={"name": "console-wrong"})
        await brand.identify(source["write_key"], WHO)
        pair = {"a": "user_id:console-wrong-a", "b": "user_id:console-wrong-b", "note": "看着像"}
        await brand.call("POST", "/api/people/merge", json=pair)
        person = await brand.call("GET", "/api/people/user_id:console-wrong-b")
        assert len(person["identifiers"]) == 2


class TestReviews:
    async def test_are_decided_by_keyboard_and_taken_back(self, brand, desk):
        source = await brand.call("POST", "/api/sources", json={"name": "console-phone"})
        await brand.identify(source["write_key"], ONE_PHONE)
        waiting = await brand.call("GET", "/api/identity/reviews")
        await desk.open("/reviews")
        await desk.answers(f"有 {len(waiting)} 对")
        await desk.page.keyboard.press("x")
        await expect(desk.page.get_by_text("已记住：永不合并").first).to_be_visible()
        decided = await brand.call("GET", "/api/identity/reviews", params={"decided": True})
        assert {one["id"]: one["decision"] for one in decided}[waiting[0]["id"]] == "apart"
        await desk.open("/reviews?show=decided")
        await desk.page.get_by_role("button", name="撤销", exact=True).click()
        await expect(desk.page.get_by_text("已取消“永不合并”")).to_be_visible()
