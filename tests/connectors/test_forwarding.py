"""Telling callbacks on: what hears WeCom hears us, until it takes each; nothing is sent inside our own walls."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom.callbacks import ContactAdded
from huoshui.channels.wecom.channel import Ear
from huoshui.channels.wecom.signing import Seal
from huoshui.connectors import forwarding, forwards, outward
from huoshui.connectors.contract import Account, UnfitAddress
from huoshui.connectors.outward import Outward
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import CORP_ID, KEY, TOKEN, Reader, Wecom


@dataclass
class Other:
    """Another system that hears WeCom: it remembers what it took, and takes nothing while it is told so."""

    url: str = ""
    status: int = 200
    asked: int = 0
    taken: list[tuple[bytes, bytes, dict[str, str]]] = field(default_factory=list)

    async def hear(self, request: Request) -> Response:
        self.asked += 1
        if self.status == 200:
            self.taken.append((request.scope["query_string"], await request.body(), dict(request.headers)))
        return Response(status_code=self.status)

    def facts(self) -> list[str]:
        """What it heard, read as WeCom's."""
        ear = Ear(Seal(token=TOKEN, encoding_aes_key=KEY, receive_id=CORP_ID), corp_id=CORP_ID)
        facts = [ear.hear(query, body, now=clock.now()).fact for query, body, _ in self.taken]
        return [fact.external_userid for fact in facts if isinstance(fact, ContactAdded)]


@pytest.fixture
async def other() -> AsyncIterator[Other]:
    other = Other()
    async with served(Starlette(routes=[Route("/hear", other.hear, methods=["POST"])])) as url:
        other.url = f"{url}/hear?from=huoshui"
        yield other


@pytest.fixture
async def secret(client: httpx2.AsyncClient, account: Account, other: Other, platform: Platform) -> AsyncIterator[str]:
    """Callbacks are told on to the other system, which stands inside our walls."""
    outwards, platform.mail._outward = platform.mail._outward, Outward(private=True)
    async with platform.postgres.transaction() as session:
        _, secret = await forwards.add(
            session, keys=platform.keys, name="brand", url=other.url, private=True, viewer=LOCAL, now=clock.now()
        )
    yield secret
    await platform.mail._outward.aclose()
    platform.mail._outward = outwards


async def added(teller: Teller, wecom: Wecom, number: int, mishap: Mishap | None = None) -> list[str]:
    ids = [wecom.acts.add(wecom.acts.appear(f"客户{one}"), "zhangsan").external_userid for one in range(number)]
    await teller.tell(mishap)
    return ids


async def listed(client: httpx2.AsyncClient) -> dict[str, Any]:
    (one,) = (await client.get("/api/connectors/brand/forwards")).json()
    return dict(one)


class TestACallback:
    async def test_is_told_on_as_wecom_tells_it(
        self, teller: Teller, wecom: Wecom, secret: str, other: Other, platform: Platform, client: httpx2.AsyncClient
    ) -> None:
        ids = await added(teller, wecom, 3, Mishap(repeated=1.0))
        assert await platform.mail.forward() == 3
        assert other.facts() == ids
        assert all(query.startswith(b"from=huoshui&msg_signature=") for query, _, _ in other.taken)
        _, body, headers = other.taken[0]
        stated = headers["x-huoshui-signature"]
        assert stated == forwarding.signature(secret.encode(), int(stated[2:12]), body)
        assert await platform.mail.forward() == 0
        assert ((await listed(client))["taken"], (await listed(client))["waiting"]) == (3, 0)

    async def test_is_told_on_though_it_cannot_be_read(
        self, teller: Teller, wecom: Wecom, secret: str, other: Other, platform: Platform, readers: dict[str, Reader]
    ) -> None:
        readers["first"].failing = True
        await added(teller, wecom, 1)
        await platform.mail.read()
        assert await platform.mail.forward() == 1

    async def test_that_came_before_the_address_is_not_told_on(
        self, teller: Teller, wecom: Wecom, platform: Platform, client: httpx2.AsyncClient
    ) -> None:
        await added(teller, wecom, 1)
        await client.post("/api/connectors/brand/forwards", json={"url": "https://crm.example/hear"})
        assert await platform.mail.forward() == 0
        assert (await listed(client))["waiting"] == 0


class TestASystemThatIsAway:
    async def test_gets_everything_in_order_when_it_is_back(
        self, teller: Teller, wecom: Wecom, secret: str, other: Other, platform: Platform, client: httpx2.AsyncClient
    ) -> None:
        other.status = 500
        ids = await added(teller, wecom, 5)
        at = clock.now()
        for _ in range(4):
            await platform.mail.forward(now=at)
            at += timedelta(seconds=1)
        assert other.asked == 1
        assert ((await listed(client))["failure"], (await listed(client))["waiting"]) == ("HTTP 500", 5)
        other.status = 200
        at += timedelta(seconds=10)
        assert await platform.mail.forward(now=at) == 5
        assert sorted(other.facts()) == sorted(ids)

    async def test_is_given_up_after_three_days(
        self, teller: Teller, wecom: Wecom, secret: str, other: Other, platform: Platform, client: httpx2.AsyncClient
    ) -> None:
        other.status = 404
        await added(teller, wecom, 2)
        await platform.mail.forward()
        await platform.mail.forward(now=clock.now() + timedelta(days=3, minutes=1))
        shown = await listed(client)
        assert (shown["given_up"], shown["waiting"], other.asked) == (2, 0, 1)

    async def test_delays_no_other(
        self, teller: Teller, wecom: Wecom, secret: str, other: Other, platform: Platform
    ) -> None:
        async with platform.postgres.transaction() as session:
            await session.execute(
                text("""
                INSERT INTO connector_forwards (account, url, sealed, created_at, created_by, created_name, next_at)
                SELECT account, 'http://127.0.0.1:1/gone', sealed, created_at, created_by, created_name,
                    next_at - interval '1 hour' FROM connector_forwards""")
            )
        ids = await added(teller, wecom, 2)
        assert await platform.mail.forward() == 2
        assert other.facts() == ids

    async def test_and_is_taken_off_the_list_hears_no_more(
        self, teller: Teller, wecom: Wecom, secret: str, other: Other, platform: Platform, client: httpx2.AsyncClient
    ) -> None:
        await added(teller, wecom, 2)
        number = (await listed(client))["id"]
        assert (await client.delete(f"/api/connectors/brand/forwards/{number}")).status_code == 204
        assert await platform.mail.forward() == 0
        again = await client.delete(f"/api/connectors/brand/forwards/{number}")
        assert (again.status_code, again.json()["code"]) == (404, "NoSuchForward")


class TestAnAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "http://example.com/hear", "https://127.0.0.1/", "https://10.1.2.3/", "https://[::1]/", "https://localhost/",
            "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/", "https://db.internal/",
            "https://postgres/", "ftp://example.com/", "https://user:password@example.com/", "https://", "nonsense",
            "https://0.0.0.0/", "https://224.0.0.1/", "https://example.com/#part", "https://100.64.0.1/",
        ],
    )  # fmt: skip
    async def test_inside_our_walls_or_of_another_kind_is_refused(
        self, client: httpx2.AsyncClient, account: Account, url: str
    ) -> None:
        answer = await client.post("/api/connectors/brand/forwards", json={"url": url})
        assert (answer.status_code, answer.json()["code"]) == (422, "UnfitAddress")
        assert (await client.get("/api/connectors/brand/forwards")).json() == []

    async def test_whose_name_leads_inside_is_refused_when_it_is_sent_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def found(*_given: object, **_how: object) -> list[Any]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443)),
                    (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.7", 443))]  # fmt: skip

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", found)
        sender = Outward(private=False)
        with pytest.raises(UnfitAddress, match="inside our own network"):
            await sender.post("https://rebound.example/hear", b"", {})
        await sender.aclose()

    async def test_is_added_once_and_no_more_than_ten(self, client: httpx2.AsyncClient, account: Account) -> None:
        codes = []
        for number in (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11):
            answer = await client.post("/api/connectors/brand/forwards", json={"url": f"https://crm.example/{number}"})
            codes.append(answer.json().get("code"))
        assert codes == [None, "ForwardExists"] + [None] * 9 + ["TooManyForwards"]

    def test_may_be_inside_where_the_house_says_so(self) -> None:
        assert outward.checked("http://10.0.0.1:8080/hear", private=True) == "http://10.0.0.1:8080/hear"
