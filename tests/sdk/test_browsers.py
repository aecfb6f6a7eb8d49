"""SDKs of web pages, unmodified, in Chromium, on a page of another origin: everything they send is stored right."""

import asyncio
import json
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Request

from tests.conftest import LiveServer
from tests.sdk.conftest import Named, Stored, StoredEvent

pytestmark = [pytest.mark.sdk, pytest.mark.browser, pytest.mark.timeout(240)]

SEGMENT = "@segment/analytics-next/dist/umd/index.js"
SEGMENT_STORY = """
async ({ writeKey, apiHost, batching }) => {
  const { AnalyticsBrowser } = window.AnalyticsNext
  const segment = batching ? { deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 200 } } } : {}
  const [analytics] = await AnalyticsBrowser.load(
    { writeKey, cdnURL: `http://${apiHost}` }, { integrations: { 'Segment.io': segment } })
  const sent = []
  const keep = async (call) => sent.push((await call).event)
  await keep(analytics.page('商城', '首页'))
  await keep(analytics.track('Product Viewed', { sku: 'X3', name: '长续航 🚲', price: 3999 }))
  await keep(analytics.identify('web-u1', { phone: '13812345678', plan: 'vip' }))
  await keep(analytics.track('Cart Viewed', { n: 1 }))
  await keep(analytics.screen('Home'))
  await keep(analytics.group('store-1', { city: '杭州' }))
  await keep(analytics.alias('web-u2'))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return { sent, anonymous: analytics.user().anonymousId() }
}
"""
RUDDER = "@rudderstack/analytics-js/dist/npm/legacy/bundled/umd/index.js"
NOTE_BEACONS = """
window.beacons = []
const send = navigator.sendBeacon.bind(navigator)
navigator.sendBeacon = (url, data) => { window.beacons.push(data.text()); return send(url, data) }
"""
"""A beacon's body cannot be seen from outside of the page; the beacon itself goes out as it is."""
RUDDER_STORY = """
async ({ writeKey, apiHost, options }) => {
  const analytics = new window.rudderanalytics.RudderAnalytics()
  await new Promise((resolve) => {
    analytics.ready(resolve)
    analytics.load(writeKey, `http://${apiHost}`,
      { configUrl: `http://${apiHost}`, plugins: [], ...options, onLoaded: resolve })
  })
  analytics.page('商城', '首页')
  analytics.track('Product Viewed', { sku: 'X3', name: '长续航 🚲', price: 3999 })
  analytics.identify('web-u1', { phone: '13812345678', plan: 'vip' })
  analytics.track('Cart Viewed', { n: 1 })
  analytics.group('store-1', { city: '杭州' })
  analytics.alias('web-u2')
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return { anonymous: analytics.getAnonymousId(), beacons: await Promise.all(window.beacons) }
}
"""


class Watched:
    """A page whose requests are written down."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.paths: list[str] = []
        self.sent: dict[str, dict[str, Any]] = {}
        self.statuses: set[int] = set()
        page.on("request", self._saw)
        page.on("response", lambda response: self.statuses.add(response.status))

    def _saw(self, request: Request) -> None:
        path = request.url.split("?")[0].split("/", 3)[-1]
        self.paths.append(f"{request.method} /{path}")
        if request.post_data:
            self.note(request.post_data)

    def note(self, body: str) -> None:
        """Write down the messages of a body."""
        message = json.loads(body)
        for item in message.get("batch", [message]):
            self.sent[item["messageId"]] = item


async def all_stored(stored: Stored, watched: Watched, count: int) -> dict[str, StoredEvent]:
    """Wait until what was sent is stored, at most ten seconds."""
    for _ in range(100):
        rows = await stored()
        if len(rows) >= count:
            break
        await asyncio.sleep(0.1)
    assert set(rows) == set(watched.sent), watched.paths
    assert len(rows) == count
    assert max(watched.statuses) < 300, watched.paths
    return rows


def check_story(rows: list[StoredEvent], named: Named, anonymous: str, shop: str) -> None:
    """Check what both SDKs tell: page, track, identify, track, group."""
    page, track, identify, later, group = rows
    visitor, known = named(anonymous=anonymous), named(anonymous=anonymous, user_id="web-u1")
    assert (page.kind, page.name, page.channel, page.identifiers) == ("page", "首页", "xiaohongshu", visitor)
    assert (page.properties["category"], page.properties["url"].startswith(shop)) == ("商城", True)
    assert (track.kind, track.name, track.identifiers) == ("track", "Product Viewed", visitor)
    assert track.properties == {"sku": "X3", "name": "长续航 🚲", "price": 3999}
    assert identify.kind == "identify"
    assert identify.identifiers == known | named(phone="13812345678")
    assert identify.properties["plan"] == "vip"
    assert (later.kind, later.name, later.identifiers, later.properties) == ("track", "Cart Viewed", known, {"n": 1})
    assert (group.kind, group.identifiers) == ("group", known)
    assert (group.properties["groupId"], group.properties["city"]) == ("store-1", "杭州")
    assert "13812345678" not in str(rows)


class TestAnalyticsNext:
    @pytest.mark.parametrize("batching", [False, True])
    async def test_stores_everything_right(
        self, chrome: Browser, shop: str, live_server: LiveServer, stored: Stored, named: Named, batching: bool
    ) -> None:
        watched = Watched(await chrome.new_page())
        await watched.page.goto(f"{shop}/?utm_source=xhs&utm_medium=kol")
        await watched.page.add_script_tag(url=f"{shop}/sdk/{SEGMENT}")
        told = await watched.page.evaluate(
            SEGMENT_STORY,
            {
                "writeKey": live_server.write_key,
                "apiHost": f"{live_server.host}:{live_server.port}",
                "batching": batching,
            },
        )
        rows = await all_stored(stored, watched, 7)
        page, track, identify, later, screen, group, alias = (rows[event["messageId"]] for event in told["sent"])
        check_story([page, track, identify, later, group], named, told["anonymous"], shop)
        assert (screen.kind, screen.name) == ("screen", "Home")
        # after identify this SDK's alias names the present user on both sides; it links nobody
        assert alias.kind == "alias"
        assert len(alias.identifiers) == 1
        assert f"GET /v1/projects/{live_server.write_key}/settings" in watched.paths
        assert ("POST /v1/b" in watched.paths) is batching
        assert ("POST /v1/t" in watched.paths) is not batching


class TestRudderstack:
    @pytest.mark.parametrize(
        ("options", "path"),
        [
            ({}, "POST /v1/track"),
            ({"queueOptions": {"batch": {"enabled": True, "maxItems": 3, "flushInterval": 500}}}, "POST /v1/batch"),
            ({"useBeacon": True, "beaconQueueOptions": {"flushQueueInterval": 500}}, "POST /beacon/v1/batch"),
        ],
    )
    async def test_stores_everything_right(
        self,
        chrome: Browser,
        shop: str,
        live_server: LiveServer,
        stored: Stored,
        named: Named,
        options: Any,
        path: str,
    ) -> None:
        watched = Watched(await chrome.new_page())
        await watched.page.add_init_script(NOTE_BEACONS)
        await watched.page.goto(f"{shop}/?utm_source=xhs&utm_medium=kol")
        await watched.page.add_script_tag(url=f"{shop}/sdk/{RUDDER}")
        told = await watched.page.evaluate(
            RUDDER_STORY,
            {
                "writeKey": live_server.write_key,
                "apiHost": f"{live_server.host}:{live_server.port}",
                "options": options,
            },
        )
        for body in told["beacons"]:
            watched.note(body)
        rows = await all_stored(stored, watched, 6)
        by_type = {(item["type"], item.get("event")): rows[message_id] for message_id, item in watched.sent.items()}
        story = [
            ("page", None),
            ("track", "Product Viewed"),
            ("identify", None),
            ("track", "Cart Viewed"),
            ("group", None),
        ]
        check_story([by_type[one] for one in story], named, told["anonymous"], shop)
        assert by_type["alias", None].identifiers == named(user_id="web-u2")
        assert "GET /sourceConfig/" in watched.paths
        assert path in watched.paths
