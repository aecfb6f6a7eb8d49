"""The artery from end to end: events come in over HTTP, become one person each, and the first true answer comes out."""

import httpx2
import pytest

from huoshui.app.platform import Platform


@pytest.fixture
async def sender(platform: Platform, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    return await sender_of(platform, client)


async def sender_of(platform: Platform, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """A client that holds a write key of its own instead of rights."""
    added = (await client.post("/api/sources", json={"name": "官网"})).json()
    await platform.intake.refresh()
    return httpx2.AsyncClient(
        transport=client._transport, base_url="http://huoshui.test", auth=(added["write_key"], "")
    )


def track(
    message: str,
    name: str,
    *,
    user: str | None = None,
    visitor: str | None = None,
    source: str | None = None,
    **properties: object,
) -> dict[str, object]:
    context = {"campaign": {"source": source}} if source else {}
    return {
        "type": "track",
        "event": name,
        "messageId": message,
        "userId": user,
        "anonymousId": visitor,
        "properties": properties,
        "context": context,
    }


class TestArtery:
    async def test_turns_events_into_people_and_an_answer_per_channel(
        self, platform: Platform, client: httpx2.AsyncClient, sender: httpx2.AsyncClient
    ) -> None:
        batch = [
            track("1", "Product Viewed", visitor="v1", source="douyin"),
            track("2", "Product Viewed", visitor="v2", source="xiaohongshu"),
            {
                "type": "identify",
                "messageId": "3",
                "userId": "u1",
                "anonymousId": "v1",
                "traits": {"phone": "13912345678", "name": "王小明"},
            },
            track("4", "Order Completed", user="u1", order_id="o1", total=1299.0, currency="CNY"),
            track("5", "Order Completed", user="u1", order_id="o2", total=99.5, currency="CNY"),
            track("6", "Product Viewed", visitor="v3", source="douyin"),
        ]
        answer = (await sender.post("/v1/batch", json={"batch": batch})).json()
        assert answer["success"] is True
        await platform.settle()

        assert (await client.get("/api/events/count")).json() == {"events": 6, "quarantined": 0, "duplicates": 0}
        count = (await client.get("/api/people/count")).json()
        assert (count["people"], count["identified"]) == (3, 1)

        person = (await client.get("/api/people/phone:13912345678?timeline=50")).json()
        assert {held["namespace"] for held in person["identifiers"]} == {"user_id", "anonymous", "phone"}
        assert len(person["timeline"]) == 4
        assert "13912345678" not in str(person)

        report = (await client.get("/api/reports/channels")).json()
        channels = {line["channel"]: line for line in report["channels"]}
        assert (channels["douyin"]["came"], channels["douyin"]["known"], channels["douyin"]["bought"]) == (2, 1, 1)
        assert (channels["xiaohongshu"]["came"], channels["xiaohongshu"]["known"]) == (1, 0)
