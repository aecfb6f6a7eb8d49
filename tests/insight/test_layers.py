"""Layers as questions: the same people as the layers' own screen counts, now and before the period."""

from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform
from tests.insight.test_every_cell import market, told


async def stock(client: httpx2.AsyncClient, layering: str, **on: str) -> dict[str, int]:
    answer = await client.get(f"/api/layers/{layering}/stock", params=on)
    return {level["name"]: level["people"] for level in answer.json()["levels"]}


class TestLayers:
    @pytest.mark.parametrize("layering", ["aipl", "life_cycle", "tier"])
    @pytest.mark.parametrize("count", ["platform", "active"])
    async def test_are_those_of_the_layers_own_screen(
        self, client: httpx2.AsyncClient, platform: Platform, layering: str, count: str
    ) -> None:
        await market().settle(platform)
        period = {"from": "2026-10-08", "to": "2026-10-21"}
        question = {"kind": "layers", "layering": layering, "count": count, "period": period}
        found: dict[str, Any] = (await told(client, "insight/questions", question=question))["result"]
        assert (found["since"], found["on"]) == ("2026-10-07", "2026-10-20")
        levels = {one["level"]: (one["people"], one["before"]) for one in found["levels"]}
        now, before = [await stock(client, layering, on=day, count=count) for day in ("2026-10-20", "2026-10-07")]
        assert levels == {name: (now[name], before[name]) for name in now}
        assert sum(now.values()) == 12

    async def test_know_only_today_where_the_rules_do(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await market().settle(platform)
        rules = (await client.get("/api/layers/tier")).json()["definition"]
        rules["levels"][2]["lines"] = [{"label": "已识别", "where": {"kind": "known"}}]
        assert (await client.put("/api/layers/tier", json={"definition": rules, "version": 0})).status_code == 200
        found = (await told(client, "insight/questions", question={"kind": "layers", "layering": "tier"}))["result"]
        assert {one["before"] for one in found["levels"]} == {None}
        assert all("before" not in one["cells"] for one in found["levels"])
        assert sum(one["people"] for one in found["levels"]) == 12
