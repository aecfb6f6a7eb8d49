"""Odd requests against the running system: each is answered by itself and stops nobody else."""

import json
from typing import Any

import httpx2
import pytest

from tests.conftest import LiveServer
from tests.sdk.conftest import Named, Stored

pytestmark = pytest.mark.timeout(240)


async def post(live_server: LiveServer, path: str, content: Any) -> dict[str, Any]:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    async with httpx2.AsyncClient(base_url=live_server.base_url, auth=(live_server.write_key, "")) as client:
        answer = await client.post(path, content=body, timeout=60)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class TestOneOddRequest:
    async def test_of_four_hundred_months_is_stored_whole(self, live_server: LiveServer, stored: Stored) -> None:
        months = [(year, month) for year in range(1990, 2026) for month in range(1, 13)]
        items = [
            {"type": "track", "event": "A", "userId": "u", "messageId": f"{y}-{m}", "timestamp": f"{y}-{m:02}-05"}
            for y, m in months
        ]
        assert await post(live_server, "/v1/batch", {"batch": items}) == {"success": True}
        assert len(await stored()) == 432

    async def test_with_what_no_engine_keeps_is_cleaned_and_told(
        self, live_server: LiveServer, stored: Stored, named: Named
    ) -> None:
        await post(
            live_server,
            "/v1/track",
            {"event": "Order Completed", "userId": "u1", "messageId": "big", "properties": {"order_id": 10**30}},
        )
        await post(
            live_server,
            "/v1/identify",
            rb'{"userId":"u\ud800","traits":{"a\u0000":"\u0000","b":[1e999]},"messageId":"nul"}',
        )
        await live_server.platform.settle()
        rows = await stored()
        assert rows["big"].properties == {"order_id": str(10**30)}
        assert rows["nul"].properties == {"a�": "�", "b": [None]}
        assert rows["nul"].identifiers == named(user_id="u�")

    async def test_item_is_set_aside_with_its_reason(self, live_server: LiveServer, stored: Stored) -> None:
        deep = (
            b'{"type":"track","event":"B","userId":"u","messageId":"deep","properties":{"a":'
            + b"[" * 50_000
            + b"]" * 50_000
            + b"}}"
        )
        good = b'{"type":"track","event":"A","userId":"u","messageId":"good"}'
        large = json.dumps(
            {"type": "track", "event": "C", "userId": "u", "messageId": "large", "properties": {"x" * 40_000: 1}}
        ).encode()
        late = b'{"type":"track","event":"D","userId":"u","messageId":"late","timestamp":"-000001-01-01"}'
        answer = await post(live_server, "/v1/batch", b'{"batch":[' + b",".join((deep, good, large, late)) + b"]}")
        assert [(one["index"], one["messageId"], one["code"]) for one in answer["rejected"]] == [
            (0, "deep", "TooDeep"),
            (2, "large", "EventTooLarge"),
            (3, "late", "BadTimestamp"),
        ]
        assert set(await stored()) == {"good"}
