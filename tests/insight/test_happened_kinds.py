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


class TestWhatStandsBeside:
    async def test_costs_that_come_in_are_in_the_next_answer(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await World([Deed(1, BEGIN + 2 * DAY, "Ad Clicked", "douyin")]).settle(platform)
        question = {"question": {"kind": "payback", "period": PERIOD}}

        async def cost() -> int:
            told = (await client.post("/api/insight/questions", json=question)).json()["result"]["channels"]
            return sum(one["cost_fen"] for one in told)

        assert await cost() == 0
        lines = [{"channel": "douyin", "day": "2026-10-05", "fen": 700}]
        assert (await client.post("/api/insight/costs", json={"costs": lines})).status_code == 200
        assert await cost() == 700

    async def test_a_metric_is_told_by_its_newest_definition(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await World([], [Sale(1, BEGIN + 3 * DAY, 500), Sale(2, BEGIN + 4 * DAY, 70)]).settle(platform)
        metric: dict[str, Any] = {
            "name": "beside_test", "chinese": "旁边", "formula": "x", "unit": "times",
            "numerator": {"of": "orders", "measure": "count"},
        }  # fmt: skip
        assert (await client.post("/api/insight/metrics", json=metric)).status_code == 201
        question = {"question": {"kind": "metric", "metric": "beside_test", "period": PERIOD}}
        before = (await client.post("/api/insight/questions", json=question)).json()["result"]["value"]
        metric["numerator"]["measure"] = "net_fen"
        changed = await client.put("/api/insight/metrics/beside_test", json={"metric": metric, "version": 1})
        assert changed.status_code == 200
        after = (await client.post("/api/insight/questions", json=question)).json()["result"]["value"]
        assert (before, after) == (2, 570)
