"""SDKs of servers, unmodified: everything they send is stored right."""

import asyncio
from typing import Any

import pytest
import rudderstack.analytics.client
import segment.analytics.client

from tests.conftest import LiveServer
from tests.sdk.conftest import Named, RunNode, Stored, StoredEvent

pytestmark = [pytest.mark.sdk, pytest.mark.timeout(240)]


def check_story(
    rows: dict[str, StoredEvent], ids: list[str], named: Named, *, prefix: str, page_props: dict[str, Any]
) -> None:
    """
    Every script tells the same story: identify, track, page, screen, group, alias, and twenty visitors.

    An SDK tells its message ids in the order in which they left, not in which they were made.
    """
    assert set(rows) == set(ids)
    visitors = [row for row in rows.values() if row.name == "Cart Viewed"]
    acts = {row.kind: row for row in rows.values() if row.name != "Cart Viewed"}
    assert (len(acts), len(visitors)) == (6, 20)
    identify, track, page, screen, group, alias = (
        acts[kind] for kind in ("identify", "track", "page", "screen", "group", "alias")
    )
    who = named(user_id=f"{prefix}-u1", anonymous=f"{prefix}-a1")
    assert (identify.kind, identify.name) == ("identify", "")
    assert identify.identifiers == who | named(phone="13812345678")
    assert identify.properties["plan"] == "vip"
    assert "13812345678" not in str(identify)
    assert (track.kind, track.name, track.identifiers) == ("track", "Product Viewed", who)
    assert track.properties == {"sku": "X3", "name": "长续航 🚲", "price": 3999}
    assert (page.kind, page.name, page.identifiers) == ("page", "首页", who)
    assert page.properties == page_props
    assert page.channel == "xiaohongshu"
    assert track.channel != "xiaohongshu"
    assert (screen.kind, screen.name, screen.identifiers) == ("screen", "Home", who)
    assert (group.kind, group.identifiers) == ("group", who)
    assert (group.properties["groupId"], group.properties["city"]) == ("store-1", "杭州")
    assert (alias.kind, alias.identifiers) == ("alias", named(user_id=f"{prefix}-u2"))
    assert alias.properties["previousId"] == f"{prefix}-u1"
    for visitor in visitors:
        assert visitor.kind == "track"
        assert visitor.identifiers == named(anonymous=f"{prefix}-visitor-{visitor.properties['n']}")
    assert sorted(visitor.properties["n"] for visitor in visitors) == list(range(20))


def tell_story(client: Any, prefix: str) -> list[str]:
    """Tell the story with a Python client; both have the same calls."""
    ids = [f"{prefix}-m{n}" for n in range(26)]
    give = iter(ids)
    who = {"user_id": f"{prefix}-u1", "anonymous_id": f"{prefix}-a1"}
    client.identify(**who, traits={"phone": "13812345678", "plan": "vip"}, message_id=next(give))
    client.track(
        **who,
        event="Product Viewed",
        properties={"sku": "X3", "name": "长续航 🚲", "price": 3999},
        message_id=next(give),
    )
    client.page(
        **who, category="商城", name="首页", properties={"url": "https://b.cn/?utm_source=xhs"}, message_id=next(give)
    )
    client.screen(**who, name="Home", message_id=next(give))
    client.group(**who, group_id="store-1", traits={"city": "杭州"}, message_id=next(give))
    client.alias(previous_id=f"{prefix}-u1", user_id=f"{prefix}-u2", message_id=next(give))
    for n in range(20):
        client.track(
            anonymous_id=f"{prefix}-visitor-{n}", event="Cart Viewed", properties={"n": n}, message_id=next(give)
        )
    client.flush()
    client.shutdown()
    return ids


PAGE = {"url": "https://b.cn/?utm_source=xhs", "category": "商城"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
class TestPython:
    @pytest.mark.parametrize("packed", [False, True])
    async def test_segment_stores_everything_right(
        self, live_server: LiveServer, stored: Stored, named: Named, packed: bool
    ) -> None:
        client = segment.analytics.client.Client(
            live_server.write_key, host=live_server.base_url, gzip=packed, upload_size=7, on_error=_fail
        )
        ids = await asyncio.to_thread(tell_story, client, "py")
        check_story(await stored(), ids, named, prefix="py", page_props=PAGE)

    @pytest.mark.parametrize("packed", [False, True])
    async def test_rudderstack_stores_everything_right(
        self, live_server: LiveServer, stored: Stored, named: Named, packed: bool
    ) -> None:
        client = rudderstack.analytics.client.Client(
            live_server.write_key, host=live_server.base_url, gzip=packed, upload_size=7, on_error=_fail
        )
        ids = await asyncio.to_thread(tell_story, client, "rpy")
        check_story(await stored(), ids, named, prefix="rpy", page_props=PAGE)


class TestNode:
    async def test_segment_stores_everything_right(self, run_node: RunNode, stored: Stored, named: Named) -> None:
        ids = [event["messageId"] for event in await run_node("segment_node.mjs")]
        assert all(one.startswith("node-next-") for one in ids)
        check_story(await stored(), ids, named, prefix="node", page_props=PAGE)

    async def test_rudderstack_stores_everything_right(self, run_node: RunNode, stored: Stored, named: Named) -> None:
        ids = [event["messageId"] for event in await run_node("rudder_node.mjs")]
        check_story(await stored(), ids, named, prefix="rnode", page_props=PAGE)


def _fail(error: Exception, items: object) -> None:
    pytest.fail(f"{error!r} {items!r}")
