"""An order tells whose it is and by what, what was given back, and which touches came before it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import expect

from huoshui.insight.attribution.contract import TOUCHES
from huoshui.insight.queries import PUBLIC
from tests.world.processes import until

JOURNEY = Path(__file__).parents[2] / "console" / "src" / "stages" / "commerce" / "journey.ts"


class TestTouches:
    def test_are_the_ones_that_attribution_counts(self):
        text = JOURNEY.read_text()
        listed = {
            name: re.findall(r'"([^"]+)"', text.partition(f"export const {name}")[2].partition("];")[0])
            for name in ("TOUCHES", "PUBLIC")
        }
        assert listed["TOUCHES"] == list(TOUCHES)
        assert sorted(listed["PUBLIC"]) == sorted(channel.name for channel in PUBLIC)


@pytest.mark.browser
class TestAnOrder:
    async def test_tells_whose_it_is_what_was_given_back_and_who_gets_the_credit(self, brand, desk):
        page = desk.page
        key = (await brand.call("POST", "/api/sources", json={"name": "order-shop", "channel": "douyin"}))["write_key"]
        now = datetime.now(UTC)
        who = {"userId": "order-buyer-1"}

        def track(name, before, **properties):
            moment = (now - before).isoformat()
            return {"type": "track", **who, "event": name, "timestamp": moment, "properties": properties}

        order = {
            "order_id": "SHEET-1", "total": 199, "currency": "CNY",
            "products": [{"product_id": "H1", "name": "头盔", "price": 199, "quantity": 1}],
        }  # fmt: skip
        calls = [
            {"type": "identify", **who, "traits": {"name": "钱多多"}},
            track("Ad Clicked", timedelta(days=40)),
            track("Ad Clicked", timedelta(days=9)),
            track("Content Viewed", timedelta(days=9, minutes=-5)),
            track("Live Code Scanned", timedelta(days=2)),
            track("Order Completed", timedelta(days=1), **order),
            track("Order Refunded", timedelta(hours=3), order_id="SHEET-1", total=50, currency="CNY"),
        ]
        await brand.call("POST", "/v1/batch", json={"batch": calls, "writeKey": key})

        async def given_back() -> bool:
            found = (await brand.call("GET", "/api/orders", params={"order_id": "SHEET-1"}))["orders"]
            return bool(found) and found[0]["refunded_fen"] == 5_000

        await until(given_back)
        await desk.open("/orders?order=SHEET-1")
        await page.get_by_role("cell", name="SHEET-1").click()
        sheet = page.get_by_role("dialog")
        await expect(sheet.get_by_role("link", name=re.compile("^钱"))).to_be_visible()
        await expect(sheet).to_contain_text("认出的凭据：用户编号")
        await expect(sheet).to_contain_text("¥149.00")
        rows = sheet.locator("table.order-credit tbody tr")
        await expect(rows).to_have_count(2)
        first = await rows.nth(0).locator("td").all_inner_texts()
        last = await rows.nth(1).locator("td").all_inner_texts()
        assert (first[0].split()[0], "2 次" in first[0], first[1:]) == ("抖音", True, ["100.0%", "0.0%", "50.0%"])
        assert last[1:] == ["0.0%", "100.0%", "50.0%"]
