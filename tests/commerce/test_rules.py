"""What happenings say of orders, and what all that was said adds up to."""

import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.commerce.rules import reading
from huoshui.commerce.rules.folding import Standing, fold, receiver_told_by
from tests.commerce.world import DAY, NOON


def fact(
    name: str,
    properties: dict[str, Any],
    *,
    key: int = 1,
    at: int = NOON,
    identity: int | None = None,
    rank: int = 80,
    import_id: int = 0,
    sealed: bytes | None = None,
) -> reading.Fact:
    kind, says = reading.statement(reading.KINDS[name], properties, channel="")
    return reading.Fact(key, kind, reading.stated_at(properties, at), at, import_id, identity, rank, says, sealed)


def stand(*facts: reading.Fact) -> Standing:
    return fold(facts)


amounts = st.integers(0, 500_000)
sub_orders = st.sampled_from([None, None, None, "a", "b"])


@st.composite
def facts(draw: st.DrawFn) -> list[reading.Fact]:
    found = []
    for key in range(draw(st.integers(1, 7))):
        name = draw(st.sampled_from(sorted(reading.KINDS)))
        properties: dict[str, Any] = {}
        if (amount := draw(st.none() | amounts)) is not None:
            properties["total_fen"] = amount
        if (sub := draw(sub_orders)) is not None:
            properties["sub_order_id"] = sub
        if draw(st.booleans()):
            properties["status"] = draw(
                st.sampled_from(["待付款", "交易成功", "交易关闭", "退款成功", "部分退款", "?"])
            )
        if draw(st.booleans()):
            properties["store"] = draw(st.sampled_from(["S1", "S2"]))
        if draw(st.booleans()):
            properties["refund_id"] = draw(st.sampled_from(["r1", "r2", "export"]))
        if draw(st.booleans()):
            properties["products"] = [{"sku": "k", "quantity": draw(st.integers(-2, 3)), "price_fen": draw(amounts)}]
        if draw(st.booleans()):
            properties["exported_at"] = NOON + draw(st.integers(0, 3)) * DAY
        found.append(
            fact(
                name,
                properties,
                key=key,
                at=NOON + draw(st.integers(0, 3)) * DAY,
                identity=draw(st.none() | st.integers(1, 3)),
                rank=draw(st.sampled_from([20, 80, 210])),
                import_id=draw(st.sampled_from([0, 0, 5])),
            )
        )
    return found


class TestLaws:
    @given(facts(), st.randoms(use_true_random=False))
    def test_any_order_of_arrival_and_any_repetition_give_the_same_order(
        self, told: list[reading.Fact], chance: random.Random
    ) -> None:
        again = told + chance.choices(told, k=3)
        chance.shuffle(again)
        assert fold(again) == fold(told)

    @given(facts())
    def test_money_is_never_negative_and_kept_orders_keep_some(self, told: list[reading.Fact]) -> None:
        now = fold(told)
        assert now.paid_fen >= 0
        assert now.refunded_fen >= 0
        if now.state == "partly_refunded":
            assert now.refunded_fen < now.paid_fen
        if now.state in ("paid", "partly_refunded"):
            assert now.paid_at is not None

    @given(facts())
    def test_what_is_cancelled_stays_cancelled_whatever_else_is_said(self, told: list[reading.Fact]) -> None:
        now = fold([*told, fact("Order Cancelled", {}, key=99)])
        assert now.state == "cancelled"
        assert now.refunded_fen >= now.paid_fen

    @given(facts())
    def test_a_single_fact_is_folded_as_several_are(self, told: list[reading.Fact]) -> None:
        one = told[0]
        nothing = fact("Order Updated", {}, key=98, at=one.occurred_at)
        assert fold([one]) == fold([one, nothing])

    @given(facts())
    def test_a_fact_survives_being_written_down(self, told: list[reading.Fact]) -> None:
        from huoshui.commerce.operations import ledger  # noqa: PLC0415 only this law looks inside

        assert ledger.decode(ledger.encode(told)) == told


class TestTheNewerStatementWins:
    def test_an_older_export_that_arrives_later_changes_nothing(self) -> None:
        new = fact("Order Updated", {"store": "S2", "exported_at": NOON + 2 * DAY}, key=1, import_id=7)
        old = fact("Order Updated", {"store": "S1", "exported_at": NOON + DAY}, key=2, import_id=8)
        assert stand(new, old).store == "S2"

    def test_of_exports_that_do_not_say_when_they_were_made_the_later_import_wins(self) -> None:
        first = fact("Order Updated", {"store": "S1"}, key=2, import_id=7)
        second = fact("Order Updated", {"store": "S2"}, key=1, import_id=8)
        assert stand(second, first).store == "S2"

    def test_field_by_field_so_that_silence_overrules_nothing(self) -> None:
        first = fact("Order Placed", {"total": 100, "coupon": "new-year"}, key=1)
        second = fact("Order Updated", {"total": 90}, key=2, at=NOON + 1)
        now = stand(first, second)
        assert (now.total_fen, now.coupon) == (9000, "new-year")

    def test_a_refund_describes_itself_and_not_the_order(self) -> None:
        sale = fact("Order Completed", {"total": 100, "store": "S1", "status": "交易成功"}, key=1)
        refund = fact("Order Refunded", {"refund": 10, "store": "S9", "status": "退款成功"}, key=2, at=NOON + DAY)
        now = stand(sale, refund)
        assert (now.state, now.store, now.status) == ("partly_refunded", "S1", "交易成功")


class TestRefunds:
    SALE = fact("Order Completed", {"total": 300}, key=1)

    def test_add_up_until_nothing_is_left(self) -> None:
        refunds = [fact("Order Refunded", {"refund": 100, "refund_id": f"r{n}"}, key=10 + n) for n in range(3)]
        standings = [stand(self.SALE, *refunds[:count]) for count in range(4)]
        assert [(now.state, now.refunded_fen) for now in standings] == [
            ("paid", 0),
            ("partly_refunded", 10_000),
            ("partly_refunded", 20_000),
            ("refunded", 30_000),
        ]

    def test_count_once_when_two_systems_tell_the_same(self) -> None:
        ours = fact("Order Refunded", {"refund": 100, "refund_id": "r1"}, key=2)
        theirs = fact("Order Refunded", {"refund": 100, "refund_id": "r1"}, key=3)
        assert stand(self.SALE, ours, theirs).refunded_fen == 10_000

    def test_without_an_amount_everything_is_given_back(self) -> None:
        now = stand(self.SALE, fact("Order Refunded", {}, key=2))
        assert (now.state, now.refunded_fen) == ("refunded", 30_000)
        assert now.refunds[0].amount_fen is None

    @pytest.mark.parametrize(
        "said",
        [
            {"total": -40},
            {"refund": 40},
            {"amount": "40.00"},
            {"refunded_fen": 4000},
            {"revenue": 40.0},
            {"products": [{"sku": "k", "quantity": 2, "price": 20}]},
        ],
    )
    def test_are_read_however_they_are_written(self, said: dict[str, Any]) -> None:
        assert stand(self.SALE, fact("Order Refunded", said, key=2)).refunded_fen == 4000

    def test_a_running_total_of_an_export_is_not_added_to_the_refunds_it_sums(self) -> None:
        each = [fact("Order Refunded", {"refund": 50, "refund_id": f"r{n}"}, key=10 + n) for n in range(2)]
        export = fact("Order Refunded", {"refund_id": "export", "refunded_fen": 10_000}, key=2)
        assert stand(self.SALE, *each, export).refunded_fen == 10_000

    def test_the_newest_running_total_counts(self) -> None:
        old = fact("Order Refunded", {"refund_id": "export", "refunded_fen": 9000}, key=2, import_id=1)
        new = fact("Order Refunded", {"refund_id": "export", "refunded_fen": 4000}, key=3, import_id=2)
        assert stand(self.SALE, new, old).refunded_fen == 4000

    def test_a_completed_order_of_a_negative_amount_is_a_refund(self) -> None:
        now = stand(fact("Order Completed", {"total": -12.5}))
        assert (now.state, now.paid_fen, now.refunded_fen) == ("refunded", 0, 1250)

    def test_an_order_that_was_paid_and_cancelled_was_given_back(self) -> None:
        now = stand(self.SALE, fact("Order Cancelled", {}, key=2))
        assert (now.state, now.paid_fen, now.refunded_fen) == ("cancelled", 30_000, 30_000)


class TestSubOrders:
    def test_add_up_to_the_order(self) -> None:
        parts = [
            fact("Order Completed", {"sub_order_id": sub, "total": total, "products": [{"sku": sub}]}, key=key)
            for key, (sub, total) in enumerate((("a", 100), ("b", 50)))
        ]
        now = stand(*parts)
        assert (now.state, now.paid_fen) == ("paid", 15_000)
        assert [item[1] for item in now.items] == ["a", "b"]

    def test_a_cancelled_part_is_a_partial_refund(self) -> None:
        now = stand(
            fact("Order Completed", {"sub_order_id": "a", "total": 100}, key=1),
            fact("Order Completed", {"sub_order_id": "b", "total": 50}, key=2),
            fact("Order Cancelled", {"sub_order_id": "b"}, key=3),
        )
        assert (now.state, now.paid_fen, now.refunded_fen) == ("partly_refunded", 15_000, 5000)

    def test_what_is_said_of_the_whole_goes_before_the_parts(self) -> None:
        now = stand(
            fact("Order Completed", {"total": 140}, key=1),
            fact("Order Completed", {"sub_order_id": "a", "total": 100}, key=2),
            fact("Order Completed", {"sub_order_id": "b", "total": 50}, key=3),
        )
        assert now.paid_fen == 14_000


class TestTheBuyer:
    def test_is_the_strongest_identifier_that_any_fact_came_with(self) -> None:
        anonymous = fact("Order Placed", {}, key=1, identity=5, rank=210)
        phone = fact("Order Completed", {}, key=2, identity=9, rank=80, at=NOON + DAY)
        nobody = fact("Order Updated", {}, key=3)
        for some in itertools.permutations([anonymous, phone, nobody]):
            assert fold(some).identity == 9

    def test_is_nobody_when_nobody_was_named(self) -> None:
        assert stand(fact("Order Completed", {"total": 1})).identity is None


class TestMoments:
    def test_are_the_stated_ones(self) -> None:
        said = {"placed_at": "2026-10-01 08:00:00", "paid_at": "2026-10-01T00:05:00Z"}
        now = stand(fact("Order Completed", said))
        assert (now.placed_at, now.paid_at) == (1_790_812_800_000, 1_790_813_100_000)

    def test_are_otherwise_when_it_first_happened(self) -> None:
        now = stand(
            fact("Order Completed", {"total": 1}, key=2, at=NOON + 2),
            fact("Order Paid", {"total": 1}, key=3, at=NOON + 1),
            fact("Order Placed", {"total": 1}, key=1, at=NOON),
        )
        assert (now.placed_at, now.paid_at) == (NOON, NOON + 1)


class TestReading:
    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("待付款", "placed"),
            ("等待卖家发货", "paid"),
            ("审核中", "placed"),
            ("买家已付款，等待卖家发货", "paid"),
            ("交易成功", "paid"),
            ("部分退款成功", "paid"),
            ("交易关闭", "cancelled"),
            ("退款成功", "refunded"),
            ("unpaid", "placed"),
            ("Completed", "paid"),
            ("partially refunded", "paid"),
            ("not paid", "placed"),
        ],
    )
    def test_a_status_is_understood_or_left_alone(self, status: str, state: str) -> None:
        assert stand(fact("Order Updated", {"status": status})).state == state

    @pytest.mark.parametrize(
        ("said", "fen"),
        [
            ({"total": 12.345}, 1235),
            ({"total": "¥1,299.00"}, 129_900),
            ({"total": 0.1 + 0.2}, 30),
            ({"total_fen": 7, "total": 99}, 7),
            ({"revenue": 3}, 300),
            ({"total": float("nan"), "revenue": 3}, 300),
            ({"total": 1e300}, 0),
            ({"total": True}, 0),
            ({"total": "call us"}, 0),
            ({"total_fen": 10**14}, 0),
            ({"products": [{"quantity": 3, "price": 2.5}, {"quantity": "2", "price": "1.00"}]}, 950),
        ],
    )
    def test_amounts_are_exact_or_not_stated(self, said: dict[str, Any], fen: int) -> None:
        assert stand(fact("Order Completed", said)).paid_fen == fen

    @given(
        st.dictionaries(
            st.sampled_from(
                [
                    "total",
                    "total_fen",
                    "status",
                    "store",
                    "products",
                    "placed_at",
                    "online",
                    "refund",
                    "receiver",
                    "sub_order_id",
                    "exported_at",
                    "refunded_fen",
                    "platform",
                    "shop",
                    "coupon",
                    "refund_id",
                ]
            ),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
            ),
        ),
        st.sampled_from(sorted(reading.KINDS)),
    )
    def test_nothing_that_json_can_say_breaks_it(self, said: dict[str, Any], name: str) -> None:
        properties = {"order_id": 7} | said
        if products := properties.get("products"):
            properties["products"] = [products, {"sku": products, "price": products, "quantity": products}]
        assert reading.place(properties) is not None
        reading.receiver(properties)
        now = stand(fact(name, properties))
        assert 0 <= now.paid_fen <= 10**13
        assert 0 <= now.refunded_fen <= 10**13
        assert 0 <= now.placed_at < 4_102_444_800_000

    def test_an_order_number_is_the_same_as_a_number_and_as_text(self) -> None:
        assert reading.place({"order_id": 1001}) == reading.place({"order_id": " 1001 "}) == ("", "", "1001")

    def test_the_same_number_in_two_shops_is_two_orders(self) -> None:
        keys = {reading.order_key("youzan", shop, "E1") for shop in ("", "a", "b")}
        assert len(keys) == 3
        assert all(0 < key < 1 << 63 for key in keys)

    def test_true_and_one_are_not_the_same_quantity(self) -> None:
        now = stand(
            fact("Order Completed", {"products": [{"price": 1, "quantity": True}, {"price": 1, "quantity": 3}]})
        )
        assert [item[3] for item in now.items] == [1, 3]

    def test_the_receiver_of_the_newest_fact_is_the_one_that_counts(self) -> None:
        old, new = (
            fact("Order Placed", {}, key=1, sealed=b"old"),
            fact("Order Updated", {}, key=2, at=NOON + 1, sealed=b"new"),
        )
        found = receiver_told_by([new, old])
        assert found is not None
        assert found.sealed == b"new"
