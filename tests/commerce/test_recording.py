"""Orders on real PostgreSQL: a function of what was told, whatever the order, the batches and the repetitions."""

import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.commerce import operations
from huoshui.commerce.operations import ledger
from huoshui.commerce.rules.folding import fold
from huoshui.events.contract import Happening
from tests.commerce.conftest import Stores
from tests.commerce.world import DAY, NOON, tell, told

_NAMES = ["Order Placed", "Order Paid", "Order Completed", "Order Updated", "Order Refunded", "Order Cancelled"]
_BUYERS = [None, ("anonymous", 11), ("phone", 12), ("user_id", 13)]


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    found = []
    for number in range(draw(st.integers(1, 12))):
        properties: dict[str, Any] = {
            "order_id": draw(st.sampled_from(["E1", "E2", "E3"])),
            "total_fen": draw(st.integers(0, 9999)),
            "products": [{"sku": "k", "quantity": draw(st.integers(1, 3)), "price_fen": 100}],
            "receiver": {"name": "王小明", "phone": "13912345678", "address": f"长安街 {number} 号"},
        }
        for name, values in (("store", ["S1", "S9"]), ("refund_id", ["r1", "export"]), ("sub_order_id", ["a", "b"])):
            if draw(st.booleans()):
                properties[name] = draw(st.sampled_from(values))
        found.append(
            told(
                draw(st.sampled_from(_NAMES)),
                properties,
                message_id=f"m{number}",
                at=NOON + draw(st.integers(0, 3)) * DAY,
                buyer=draw(st.sampled_from(_BUYERS)),
                import_id=draw(st.sampled_from([0, 0, 41, 42])),
            )
        )
    return found


async def rows(platform: Platform) -> list[dict[str, Any]]:
    """All orders as they stand, without version, and without what differs from sealing to sealing."""
    async with platform.postgres.transaction() as session:
        found = await session.execute(text("SELECT * FROM orders WHERE state <> 'withdrawn' ORDER BY order_key"))
        return [
            {name: value for name, value in row.items() if name not in ("version", "facts")} for row in found.mappings()
        ]


async def clean(platform: Platform) -> None:
    async with platform.postgres.transaction() as session:
        await session.execute(text("TRUNCATE orders, order_identities, order_imports, vault_keys"))


def batches(told_of: list[Happening], chance: random.Random) -> list[list[Happening]]:
    some = told_of + chance.sample(told_of, k=len(told_of) // 2)
    chance.shuffle(some)
    cut = chance.randint(0, len(some))
    return [batch for batch in (some[:cut], some[cut:]) if batch]


class TestTheLaw:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(told_of=histories(), chance=st.randoms(use_true_random=False))
    async def test_any_order_batching_and_repetition_give_the_same_orders(
        self, platform: Platform, told_of: list[Happening], chance: random.Random
    ) -> None:
        await clean(platform)
        await tell(platform, told_of)
        expected = await rows(platform)
        assert {row["order_id"] for row in expected} == {one.properties["order_id"] for one in told_of}
        await clean(platform)
        for batch in batches(told_of, chance):
            await tell(platform, batch)
        assert await rows(platform) == expected

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(told_of=histories(), chance=st.randoms(use_true_random=False))
    async def test_undoing_an_import_leaves_what_the_others_told(
        self, platform: Platform, told_of: list[Happening], chance: random.Random
    ) -> None:
        await clean(platform)
        await tell(platform, [one for one in told_of if one.import_id != 41])
        expected = await rows(platform)
        await clean(platform)
        for batch in batches(told_of, chance):
            await tell(platform, batch)
        async with platform.postgres.transaction() as session:
            await operations.undo_import(session, import_id=41)
        assert await rows(platform) == expected

    @settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(told_of=histories(), chance=st.randoms(use_true_random=False))
    async def test_every_column_follows_from_the_facts_in_the_row(
        self, platform: Platform, told_of: list[Happening], chance: random.Random
    ) -> None:
        await clean(platform)
        for batch in batches(told_of, chance):
            await tell(platform, batch)
        async with platform.postgres.transaction() as session:
            found = (await session.execute(text("SELECT *, facts::text AS told FROM orders"))).mappings().all()
        for row in found:
            now = fold(ledger.decode(row["told"]))
            for name in ("identity", "state", "total_fen", "paid_fen", "refunded_fen", "online", "store", "status"):
                assert row[name] == getattr(now, name), name
            assert clock.milliseconds(row["placed_at"]) == now.placed_at
            assert row["items"] == now.items


class TestReplay:
    async def test_changes_nothing_not_even_the_version(self, platform: Platform) -> None:
        history = [
            told("Order Placed", {"total": 10}, message_id="m1"),
            told("Order Paid", {"total": 10}, message_id="m2"),
        ]
        await tell(platform, history)
        versions = "SELECT order_key, version FROM orders"
        async with platform.postgres.transaction() as session:
            before = (await session.execute(text(versions))).all()
        await tell(platform, history)
        async with platform.postgres.transaction() as session:
            assert (await session.execute(text(versions))).all() == before


class TestHappeningsThatAreNoOrders:
    async def test_are_passed_over(self, platform: Platform) -> None:
        nameless = told("Order Completed", {"order_id": ""}, message_id="m1")
        viewed = told("Product Viewed", {"total": 10}, message_id="m2")
        await tell(platform, [nameless, viewed])
        assert await rows(platform) == []


class TestStores:
    async def test_an_order_belongs_to_the_unit_of_its_store(self, platform: Platform, stores: Stores) -> None:
        await tell(platform, [told("Order Completed", {"total": 10, "store": "S1"}, message_id="m1")])
        (row,) = await rows(platform)
        assert (row["units"], row["online"]) == ([stores.one], False)

    async def test_a_store_that_is_founded_later_gets_its_orders(self, platform: Platform, stores: Stores) -> None:
        await tell(platform, [told("Order Completed", {"total": 10, "store": "S3"}, message_id="m1")])
        async with platform.postgres.transaction() as session:
            assert await operations.place_stores(session) == 0
            await session.execute(text("UPDATE units SET code = 'S3' WHERE id = :id"), {"id": stores.two})
            assert await operations.place_stores(session) == 1
            assert await operations.place_stores(session) == 0
        (row,) = await rows(platform)
        assert row["units"] == [stores.two]


class TestUndo:
    async def test_an_order_that_only_the_import_told_of_is_withdrawn(self, platform: Platform) -> None:
        await tell(platform, [told("Order Completed", {"total": 10}, message_id="m1", import_id=41)])
        async with platform.postgres.transaction() as session:
            assert await operations.undo_import(session, import_id=41) == 1
            assert await operations.undo_import(session, import_id=41) == 0
            row = (await session.execute(text("SELECT state, paid_fen, identity FROM orders"))).one()
        assert tuple(row) == ("withdrawn", 0, None)

    async def test_the_same_rows_can_be_imported_again(self, platform: Platform) -> None:
        sale = told("Order Completed", {"total": 10}, message_id="m1", import_id=41)
        await tell(platform, [sale])
        before = await rows(platform)
        async with platform.postgres.transaction() as session:
            await operations.undo_import(session, import_id=41)
        await tell(platform, [sale])
        assert await rows(platform) == before


class TestItems:
    async def test_are_lines_of_a_relation(self, platform: Platform) -> None:
        products = [{"sku": "k1", "name": "电动车", "quantity": 2, "price": 12.5}, {"product_id": 7, "price_fen": 3}]
        await tell(platform, [told("Order Completed", {"products": products}, message_id="m1")])
        async with platform.postgres.transaction() as session:
            lines = await session.execute(
                text("SELECT line, product_id, sku, name, quantity, price_fen FROM order_items")
            )
            assert sorted(map(tuple, lines)) == [(0, None, "k1", "电动车", 2, 1250), (1, "7", None, None, 1, 3)]
        (row,) = await rows(platform)
        assert row["paid_fen"] == 2503


class TestErase:
    async def test_makes_an_order_nobodys_and_keeps_the_books(self, platform: Platform) -> None:
        receiver = {"name": "王小明", "phone": "13912345678", "address": "长安街 1 号"}
        await tell(platform, [
            told("Order Placed", {"total": 10, "receiver": receiver}, message_id="m1", buyer=("anonymous", 11)),
            told("Order Completed", {"total": 10, "receiver": receiver}, message_id="m2", buyer=("phone", 12)),
            told("Order Completed", {"order_id": "E2", "total": 5}, message_id="m3", buyer=("phone", 13)),
        ])  # fmt: skip
        async with platform.postgres.transaction() as session:
            counts = await operations.erase(session, identities=[12], now=clock.now())
            assert counts == {"orders": 1, "order_receivers": 2}
            again = await operations.erase(session, identities=[12], now=clock.now())
            assert again == {"orders": 0, "order_receivers": 0}
            told_of = await session.scalar(text("SELECT string_agg(facts::text, '') FROM orders WHERE order_id = 'E1'"))
        found = {row["order_id"]: (row["identity"], row["paid_fen"]) for row in await rows(platform)}
        assert found == {"E1": (None, 1000), "E2": (13, 500)}
        assert [fact.sealed for fact in ledger.decode(told_of)] == [None, None]

    async def test_of_a_weaker_identifier_leaves_the_buyer(self, platform: Platform) -> None:
        await tell(platform, [
            told("Order Placed", {"total": 10}, message_id="m1", buyer=("anonymous", 11)),
            told("Order Completed", {"total": 10}, message_id="m2", buyer=("phone", 12)),
        ])  # fmt: skip
        async with platform.postgres.transaction() as session:
            await operations.erase(session, identities=[11], now=clock.now())
            told_of = await session.scalar(text("SELECT facts::text FROM orders"))
        (row,) = await rows(platform)
        assert row["identity"] == 12
        assert sorted(str(fact.identity) for fact in ledger.decode(told_of)) == ["12", "None"]


class TestNothingPersonal:
    async def test_lies_in_clear_in_the_database(self, platform: Platform) -> None:
        receiver = {"name": "王小明", "phone": "13912345678", "address": "长安街 1 号"}
        await tell(platform, [told("Order Completed", {"total": 10, "receiver": receiver}, message_id="m1")])
        async with platform.postgres.transaction() as session:
            everything = await session.scalar(text("SELECT orders::text FROM orders"))
        assert "王小明" not in everything
        assert "13912345678" not in everything
        assert "长安街" not in everything


class TestTheMirror:
    async def test_has_each_order_once_as_it_stands_now(self, platform: Platform, stores: Stores) -> None:
        await tell(platform, [
            told("Order Completed", {"total": 10, "store": "S2"}, message_id="m1"),
            told("Order Completed", {"order_id": "E2", "total": 7}, message_id="m2", buyer=None, import_id=41),
        ])  # fmt: skip
        await platform.mirror()
        await tell(platform, [told("Order Refunded", {"refund": 4}, message_id="m3")])
        async with platform.postgres.transaction() as session:
            await operations.undo_import(session, import_id=41)
            assert await operations.lag(session) == 2
        await platform.mirror()
        async with platform.postgres.transaction() as session:
            assert await operations.lag(session) == 0
            assert await operations.mirror(session, platform.clickhouse) == 0
        found = await platform.clickhouse.rows(
            "SELECT identity, state, paid_fen, refunded_fen, unit FROM orders FINAL ORDER BY paid_fen DESC"
        )
        assert found == [(7001, "partly_refunded", 1000, 400, stores.two), (0, "withdrawn", 0, 0, 0)]

    async def test_can_be_sent_again_from_the_beginning(self, platform: Platform) -> None:
        await tell(platform, [told("Order Completed", {"total": 10}, message_id="m1")])
        await platform.mirror()
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE order_mirror SET version = 0"))
            assert await operations.mirror(session, platform.clickhouse) == 1
        assert await platform.clickhouse.rows("SELECT count() FROM orders FINAL") == [(1,)]
