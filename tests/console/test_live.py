"""An event of a real SDK goes through the live debugger to the person it belongs to."""

import asyncio

import pytest
from playwright.async_api import expect
from segment.analytics.client import Client

pytestmark = pytest.mark.browser


class TestLiveEvents:
    async def test_shows_an_event_as_it_arrives_and_leads_to_its_person(self, brand, desk):
        source = await brand.call("POST", "/api/sources", json={"name": "console-live"})
        await desk.open("/live")
        await asyncio.to_thread(self.send, brand.server.base_url, source["write_key"])
        arrived = desk.page.locator("li").filter(has_text="浏览商品").filter(has_text="console-live")
        await expect(arrived.first).to_be_visible()
        await desk.open("/people/user_id:console-live-1")
        await expect(desk.page.locator("h1")).to_contain_text("林*")
        await expect(desk.page.locator("main")).to_contain_text("console-live-1")

    def send(self, host: str, key: str) -> None:
        client = Client(key, host=host, sync_mode=True)
        client.identify("console-live-1", {"name": "林溪"})
        client.track("console-live-1", "Product Viewed", {"sku": "S1"})
