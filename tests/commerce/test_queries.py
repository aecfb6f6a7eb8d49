"""Reading orders: pages, filters, receivers, scopes, and the HTTP door."""

from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING, NOTHING, Scope
from huoshui.app.platform import Platform
from huoshui.bedrock import ids
from huoshui.commerce import queries
from huoshui.commerce.contract import NoSuchOrder, NotACursor, OrderFilter, OrderState, Receiver
from huoshui.commerce.rules.reading import order_key
from tests.commerce.conftest import Stores
from tests.commerce.world import DAY, NOON, tell, told

KEY = order_key("youzan", "", "E1")
RECEIVER = {"name": "王小明", "phone": "13912345678", "address": "北京市朝阳区长安街 1 号"}


async def listed(session: AsyncSession, *, after: str = "", limit: int = 50, **wanted: Any) -> list[str]:
    page = await queries.orders(session, scope=EVERYTHING, wanted=OrderFilter(**wanted), after=after, limit=limit)
    return [order.order_id for order in page.orders]


@pytest.fixture
async def shop(platform: Platform, stores: Stores) -> Stores:
    await tell(platform, [
        told("Order Completed", {"order_id": "E1", "total": 10, "store": "S1", "receiver": RECEIVER}, message_id="m1"),
        told("Order Placed", {"order_id": "E2", "total": 20, "store": "S2"}, message_id="m2", at=NOON + DAY,
             buyer=("user_id", 8), channel="douyin"),
        told("Order Completed", {"order_id": "E3", "total": 30}, message_id="m3", at=NOON + DAY, buyer=None),
        told("Order Refunded", {"order_id": "E1", "refund": 4, "refund_id": "r1", "reason": "too big"}, message_id="m4"),
        told("Order Completed", {"order_id": "E4", "platform": "jd", "total": 40}, message_id="m5", at=NOON - DAY),
    ])  # fmt: skip
    return stores


class TestTheList:
    async def test_is_newest_first_page_by_page_without_gaps(self, platform: Platform, shop: Stores) -> None:
        seen: list[str] = []
        async with platform.postgres.transaction() as session:
            after = ""
            for size in (1, 2, 2):
                page = await queries.orders(session, scope=EVERYTHING, wanted=OrderFilter(), after=after, limit=size)
                seen += [order.order_id for order in page.orders]
                after = page.after or ""
        assert sorted(seen[:2]) == ["E2", "E3"]
        assert seen[2:] == ["E1", "E4"]
        assert after == ""

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({"states": [OrderState.PLACED]}, ["E2"]),
            ({"states": [OrderState.PARTLY_REFUNDED]}, ["E1"]),
            ({"platform": "jd"}, ["E4"]),
            ({"channel": "douyin"}, ["E2"]),
            ({"store": "S1"}, ["E1"]),
            ({"order_id": "E3"}, ["E3"]),
            ({"online": False, "identities": [7001]}, ["E1"]),
            ({"identities": [7001]}, ["E1", "E4"]),
            ({"identities": []}, []),
        ],
    )
    async def test_holds_what_meets_every_filter(
        self, platform: Platform, shop: Stores, wanted: dict[str, Any], expected: list[str]
    ) -> None:
        async with platform.postgres.transaction() as session:
            assert await listed(session, **wanted) == expected

    async def test_refuses_a_cursor_that_is_none(self, platform: Platform) -> None:
        async with platform.postgres.transaction() as session:
            for after in ("x", "1.2", "99999999999999999999.0000000000000"):
                with pytest.raises(NotACursor):
                    await listed(session, after=after)


class TestScopes:
    async def test_a_viewer_sees_the_orders_of_their_units_only(self, platform: Platform, shop: Stores) -> None:
        async with platform.postgres.transaction() as session:
            scope = Scope((shop.one,))
            page = await queries.orders(session, scope=scope, wanted=OrderFilter())
            assert [order.order_id for order in page.orders] == ["E1"]
            none = await queries.orders(session, scope=NOTHING, wanted=OrderFilter())
            assert none.orders == []
            with pytest.raises(NoSuchOrder):
                await queries.order(session, key=KEY, scope=Scope((shop.two,)), vault=platform.vault)

    @pytest.mark.parametrize("relation", ["orders", "order_items", "refunds"])
    async def test_row_security_holds_the_same_line(self, platform: Platform, shop: Stores, relation: str) -> None:
        counted = {}
        for name, scope in (("one", Scope((shop.one,))), ("none", NOTHING), ("all", EVERYTHING)):
            async with platform.postgres.transaction(scope=scope) as session:
                counted[name] = await session.scalar(text(f"SELECT count(DISTINCT order_key) FROM {relation}"))
        everything = {"orders": 4, "order_items": 0, "refunds": 1}[relation]
        assert counted == {"one": min(1, everything), "none": 0, "all": everything}

    @pytest.mark.parametrize("relation", ["order_identities", "order_imports"])
    async def test_the_reader_has_no_business_with_the_rest(self, platform: Platform, relation: str) -> None:
        async with platform.postgres.transaction(scope=EVERYTHING) as session:
            allowed = await session.scalar(text(f"SELECT has_table_privilege('{relation}', 'SELECT')"))
        assert allowed is False


class TestOneOrder:
    async def test_shows_its_receiver_masked(self, platform: Platform, shop: Stores) -> None:
        async with platform.postgres.transaction(scope=Scope((shop.one,))) as session:
            order = await queries.order(session, key=KEY, scope=Scope((shop.one,)), vault=platform.vault)
        assert order.receiver == Receiver("王**", "139****5678", "北京市朝阳区****")
        assert (order.state, order.paid_fen, order.refunded_fen) == (OrderState.PARTLY_REFUNDED, 1000, 400)
        assert [(refund.key, refund.amount_fen, refund.reason) for refund in order.refunds] == [("r1", 400, "too big")]

    async def test_shows_no_receiver_whose_key_was_shredded(self, platform: Platform, shop: Stores) -> None:
        async with platform.postgres.transaction() as session:
            await platform.vault.shred(session, [7001])
            order = await queries.order(session, key=KEY, scope=EVERYTHING, vault=platform.vault)
        assert order.receiver is None


class TestAPersonsSection:
    async def test_sums_all_orders_of_all_identities(self, platform: Platform, shop: Stores) -> None:
        async with platform.postgres.transaction() as session:
            section = await queries.person_section(session, identities=[7001, 8], vault=platform.vault, clear=True)
        assert [order["order_id"] for order in section["list"]] == ["E2", "E1", "E4"]
        assert section["list"][1]["receiver"] == RECEIVER
        plain = {name: section[name] for name in ("orders", "bought", "paid_fen", "refunded_fen", "net_fen")}
        assert plain == {"orders": 3, "bought": 2, "paid_fen": 5000, "refunded_fen": 400, "net_fen": 4600}

    async def test_is_empty_for_somebody_who_never_bought(self, platform: Platform, shop: Stores) -> None:
        async with platform.postgres.transaction() as session:
            section = await queries.person_section(session, identities=[1], vault=platform.vault)
        assert (section["orders"], section["list"], section["last_paid_at"]) == (0, [], None)


class TestTheDoor:
    async def test_lists_and_shows(self, client: httpx2.AsyncClient, shop: Stores) -> None:
        page = (await client.get("/api/orders", params={"state": "partly_refunded", "limit": 1})).json()
        assert [order["order_id"] for order in page["orders"]] == ["E1"]
        assert page["next"] is None
        one = (await client.get(f"/api/orders/{page['orders'][0]['key']}")).json()
        assert one["receiver"] == {"name": "王**", "phone": "139****5678", "address": "北京市朝阳区****"}
        assert (one["identity"], one["paid_fen"]) == (ids.render(7001), 1000)

    async def test_refuses_what_it_does_not_know(self, client: httpx2.AsyncClient) -> None:
        for key in ("nonsense", ids.render(1)):
            answer = await client.get(f"/api/orders/{key}")
            assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchOrder")
        answer = await client.get("/api/orders", params={"after": "x"})
        assert (answer.status_code, answer.json()["code"]) == (422, "NotACursor")
        assert (await client.get("/api/orders", params={"color": "red"})).status_code == 422
        unknown = await client.get("/api/orders", params={"person": "user_id:nobody"})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "NoSuchPerson")

    async def test_stays_shut_for_nobody(self, client: httpx2.AsyncClient) -> None:
        assert (await client.get("/api/orders", headers={"Authorization": ""})).status_code == 401
