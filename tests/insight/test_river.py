"""From the collect door to the report: what SDKs send becomes people, orders and the first true answer."""

from typing import Any

import httpx2

from huoshui.app.platform import Platform


async def send(client: httpx2.AsyncClient, platform: Platform, *batch: dict[str, Any]) -> None:
    source = (await client.post("/api/sources", json={"name": "shop", "channel": "website"})).json()
    await platform.intake.refresh()
    body = {"batch": [{"messageId": f"m{number}", **one} for number, one in enumerate(batch)]}
    answer = await client.post("/v1/batch", json=body, auth=(source["write_key"], ""), headers={"Authorization": ""})
    assert answer.status_code == 200, answer.text
    await platform.settle()


def seen(who: dict[str, str], campaign: str, day: int) -> dict[str, Any]:
    context = {"campaign": {"source": campaign}} if campaign else {}
    return {**who, "type": "page", "name": "Home", "context": context, "timestamp": f"2026-10-0{day}T04:00:00Z"}


def order(
    who: dict[str, str], number: str, total: float, day: int, name: str = "Order Completed", **more: Any
) -> dict[str, Any]:
    properties = {"order_id": number, "total": total, **more}
    moment = f"2026-10-0{day}T04:00:00Z"
    return {**who, "type": "track", "event": name, "properties": properties, "timestamp": moment}


class TestTheFirstTrueAnswer:
    async def test_counts_people_and_not_visitors(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        web, phone = {"anonymousId": "a1"}, {"anonymousId": "a2"}
        await send(
            client, platform,
            seen(web, "douyin", 1), seen(phone, "weibo", 2), seen({"anonymousId": "a3"}, "xiaohongshu", 1),
            {"type": "identify", **web, "userId": "u1"}, {"type": "identify", **phone, "userId": "u1"},
            order({"userId": "u1"}, "E1", 100.0, 3, products=[{"sku": "k", "quantity": 2, "price": 50}]),
            order({"userId": "u1"}, "E2", 59.9, 5),
            order({"userId": "u1"}, "E1", -40, 6, "Order Refunded"),
        )  # fmt: skip
        report = (await client.get("/api/reports/channels")).json()
        lines = {line["channel"]: line for line in report["channels"]}
        figures = ("came", "known", "bought", "again", "net_fen", "touched")
        assert [lines["douyin"][name] for name in figures] == [1, 1, 1, 1, 11_990, 1]
        assert [lines["xiaohongshu"][name] for name in figures] == [1, 0, 0, 0, 0, 1]
        assert (lines["weibo"]["came"], lines["weibo"]["touched"], report["total"]["came"]) == (0, 1, 2)
        assert report["freshness"]["newest_event_at"] is not None
        assert report["freshness"]["waiting"] == {"batches": 0, "orders": 0}

    async def test_shows_the_same_orders_on_the_list_and_on_the_persons_page(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        receiver = {"name": "王小明", "phone": "13912345678", "address": "北京市朝阳区长安街 1 号"}
        bought = order({"userId": "u1"}, "E1", 100.0, 3, receiver=receiver, products=[{"sku": "k", "price": 100}])
        await send(client, platform, bought)
        (listed,) = (await client.get("/api/orders", params={"person": "user_id:u1"})).json()["orders"]
        page = (await client.get("/api/people/user_id:u1")).json()
        (told,) = page["sections"]["orders"]["list"]
        assert (told["key"], told["paid_fen"], told["items"]) == (listed["key"], 10_000, listed["items"])
        assert told["receiver"] == {"name": "王**", "phone": "139****5678", "address": "北京市朝阳区****"}

    async def test_an_erased_person_leaves_the_books_and_nothing_else(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await send(client, platform, seen({"userId": "u1"}, "douyin", 1), order({"userId": "u1"}, "E1", 100.0, 3))
        answer = await client.post("/api/people/user_id:u1/erase", json={"reason": "they asked"})
        assert answer.status_code == 200, answer.text
        await platform.settle()
        report = (await client.get("/api/reports/channels")).json()
        assert report["total"]["came"] == 0
        assert report["anonymous"] == {"orders": 1, "bought": 1, "net_fen": 10_000}
