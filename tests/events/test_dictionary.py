"""The event dictionary: complete, well formed, and strict about what it says."""

from typing import Any

import pytest

from huoshui.events.dictionary import ENTRIES, RETURNING, TOLD, entry_of, problems_of

TYPES = {"string", "number", "integer", "boolean", "datetime", "money", "array", "object"}


class TestEntries:
    @pytest.mark.parametrize("name", list(ENTRIES))
    def test_are_well_formed(self, name: str) -> None:
        entry = ENTRIES[name]
        assert entry.name == name
        assert entry.chinese
        assert entry.meaning.endswith("。")
        assert {kind.removesuffix("!") for kind in entry.properties.values()} <= TYPES
        assert entry.aipl in {"", "A", "I1", "I2", "P", "L"}
        assert not entry.returns or entry.told

    def test_have_each_a_chinese_name_of_their_own(self) -> None:
        assert len({entry.chinese for entry in ENTRIES.values()}) == len(ENTRIES)

    @pytest.mark.parametrize(
        "name",
        ["Products Searched", "Product List Viewed", "Product List Filtered", "Promotion Viewed", "Promotion Clicked",
         "Product Clicked", "Product Viewed", "Product Added", "Product Removed", "Cart Viewed", "Checkout Started",
         "Checkout Step Viewed", "Checkout Step Completed", "Payment Info Entered", "Order Completed", "Order Updated",
         "Order Refunded", "Order Cancelled", "Coupon Entered", "Coupon Applied", "Coupon Denied", "Coupon Removed",
         "Product Added to Wishlist", "Product Removed from Wishlist", "Wishlist Product Added to Cart", "Product Shared",
         "Cart Shared", "Product Reviewed"],
    )  # fmt: skip
    def test_hold_the_whole_e_commerce_specification(self, name: str) -> None:
        assert name in ENTRIES

    def test_tell_what_changes_a_person(self) -> None:
        assert {
            "Contact Added",
            "Contact Deleted Staff",
            "Order Completed",
            "Order Refunded",
            "Consent Withdrawn",
        } <= TOLD
        assert "Product Viewed" not in TOLD
        assert {"Contact Added", "Member Joined", "Lead Submitted"} <= RETURNING
        assert "Message Read" not in RETURNING

    def test_are_found_by_both_names(self) -> None:
        assert entry_of("Contact Added") is entry_of("加企微好友") is ENTRIES["Contact Added"]
        assert entry_of("Contact added") is None


class TestProblems:
    @pytest.mark.parametrize(
        ("properties", "problems"),
        [
            ({"order_id": "1", "total": "1,299.00", "paid_at": "2026-11-21T00:00:00+08:00", "online": True}, []),
            ({"order_id": 20261121001, "total": 12.5, "products": [], "anything": {"else": 1}}, []),
            ({}, ["Order Completed needs the property order_id"]),
            ({"order_id": ""}, ["Order Completed needs the property order_id"]),
            ({"order_id": ["1"]}, ["order_id should be a text, not an array"]),
            ({"order_id": True}, ["order_id should be a text, not “True”"]),
            ({"order_id": "1", "total": "免费"}, ["total should be an amount in yuan, not “免费”"]),
            ({"order_id": "1", "paid_at": "13812345678x"}, ["paid_at should be a moment (ISO 8601), not this text"]),
            ({"order_id": "1", "products": {}}, ["products should be an array, not an object"]),
            ({"order_id": "1", "online": "yes"}, ["online should be true or false, not “yes”"]),
        ],
    )
    def test_say_what_does_not_fit(self, properties: dict[str, Any], problems: list[str]) -> None:
        assert problems_of(ENTRIES["Order Completed"], properties) == problems

    @pytest.mark.parametrize(
        ("step", "fits"), [(1, True), ("2", True), (1.0, True), (1.5, False), ("x", False), (float("inf"), False)]
    )
    def test_know_whole_numbers(self, step: Any, fits: bool) -> None:
        assert (problems_of(ENTRIES["Checkout Step Viewed"], {"step": step}) == []) is fits
