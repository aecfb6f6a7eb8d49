"""What truly happened, asked at the desk: each kind is answered there as on its own route."""

from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform
from tests.insight.happened import BEGIN, DAY, Deed, Sale, World

PERIOD = {"from": "2026-10-01", "to": "2026-10-21"}
ROUTES = {
    "attribution": "/api/insight/attribution",
    "channel_quality": "/api/insight/channel-quality",
    "flow_map": "/api/insight/flow-map",
    "value": "/api/insight/value",
    "repurchase": "/api/insight/value/repurchase",
    "rfm": "/api/insight/value/rfm",
    "payback": "/api/insight/value/payback",
    "metric": "/api/insight/metrics/value",
}


class TestEveryKind:
    @pytest.mark.parametrize("kind", ROUTES)
    async def test_is_answered_at_the_desk_as_on_its_own_route(
        self, client: httpx2.AsyncClient, platform: Platform, kind: str
    ) -> None:
        deeds = [Deed(who, BEGIN + 2 * DAY, "Ad Clicked", "douyin") for who in range(1, 5)]
        people = {who: {"reach": ("sms",) if who < 3 else ()} for who in range(1, 5)}
        sales = [Sale(1, BEGIN + 3 * DAY, 500), Sale(3, BEGIN + 3 * DAY, 70), Sale(1, BEGIN + 9 * DAY, 20)]
        await World(deeds, sales, people=people).settle(platform)
        reach = {"version": 1, "where": {"kind": "reachable"}}
        question: dict[str, Any] = {"kind": kind, "period": PERIOD, "people": reach}
        if kind == "metric":
            question["metric"] = "net_revenue"
        desk = await client.post("/api/insight/questions", json={"question": question})
        own = await client.post(ROUTES[kind], json=question)
        assert (desk.status_code, own.status_code) == (200, 200), (desk.text, own.text)
        result, told = desk.json()["result"], own.json()
        if kind == "channel_quality":  # ages are counted to the moment of asking, and that was not the same
            assert (
                [one["arrivals"] for one in result["channels"]] == [one["arrivals"] for one in told["channels"]] == [2]
            )
        else:
            assert result == {name: told[name] for name in result}
        if kind == "metric":
            assert result["value"] == 520  # of the segment only
        assert len(told["statements"]) >= 1
        assert told["freshness"]["waiting"] == {"batches": 0, "orders": 0}
