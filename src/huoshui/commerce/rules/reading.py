"""
What one happening says of an order.

Property names are those of Segment's e-commerce specification (https://segment.com/docs/connections/spec/ecommerce/v2/),
amounts in yuan; an amount whose name ends in ``_fen`` is an integer of fen. Ours beside them: platform, shop,
sub_order_id, store (or store_id), online, status, salesperson (or staff_id), placed_at, paid_at, cancelled_at, paid,
refunded, refund (or amount), refund_id, refunded_at, receiver, exported_at. A property that cannot be read is not
stated; the event itself keeps it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from huoshui.commerce.contract import FactKind, OrderKey, Receiver
from huoshui.commerce.rules.values import MAX_FEN, amount_of, fen, moment, number, text, truth, whole, word

KINDS = {kind.value: kind.value for kind in FactKind} | {"Order Paid": FactKind.PAID.value}
"""Name of a happening to what it says of an order."""
EXPORT = "export"
"""The refund number under which an export tells all that was given back so far."""
_PAID_KIND, _REFUNDED_KIND = FactKind.PAID.value, FactKind.REFUNDED.value
_CANCELLED_KIND = FactKind.CANCELLED.value
MAX_ITEMS = 500
_MAX_QUANTITY = 10**9
_63_BITS = (1 << 63) - 1

_TEXTS = (
    ("status", "state"), ("status", "status"), ("store", "store_id"), ("store", "store"), ("salesperson", "staff_id"),
    ("salesperson", "salesperson"), ("coupon", "coupon"), ("affiliation", "affiliation"), ("currency", "currency"),
)  # fmt: skip
"""What is said, and the property that says it; of two properties the later wins."""
_MOMENTS = ("placed_at", "paid_at", "cancelled_at")
_PRICE, _PAID, _REFUNDED = ("price", "price_fen"), ("paid", "paid_fen"), ("refunded", "refunded_fen")
_TOTALS = (("total", "total_fen"), ("revenue", "revenue_fen"), ("value", "value_fen"))
_REFUNDS = (("refund", "refund_fen"), _REFUNDED, ("amount", "amount_fen"), *_TOTALS)

_MEANINGS = tuple(  # the first phrase that is found decides
    (meaning, tuple(phrases.split()))
    for meaning, phrases in (
        ("", "待付款 等待买家付款 待支付 未付款 未支付"),
        ("paid", "部分退款"),
        ("cancelled", "已取消 交易取消 订单取消 系统取消 关闭"),
        ("refunded", "退款成功 已退款 全额退款"),
        ("paid", "已付款 已支付 待发货 卖家发货 已发货 部分发货 待收货 待成团 已签收 已收货 已完成 交易成功 交易完成"),
        ("paid", "订单完成 确认收货 待评价 已评价 已出库 配送中 待自提 待核销 已核销"),
    )
)
_ENGLISH: tuple[tuple[str, frozenset[str]], ...] = (
    ("", frozenset({"unpaid", "pending", "awaiting", "failed", "not"})),
    ("paid", frozenset({"partially", "partial"})),
    ("cancelled", frozenset({"cancelled", "canceled", "closed", "voided"})),
    ("refunded", frozenset({"refunded"})),
    ("paid", frozenset({"paid", "processing", "shipped", "fulfilled", "delivered", "completed", "complete"})),
)


class Fact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """
    What one happening says of one order, as it is kept.

    ``key`` names the happening; ``stated_at`` decides which of two statements is newer: the time of the export that a
    file row came from, otherwise when it happened. Moments are milliseconds. ``says`` holds only what was stated;
    ``sealed`` is the receiver.
    """

    key: int
    kind: str
    stated_at: int
    occurred_at: int
    import_id: int
    identity: int | None
    rank: int
    says: dict[str, Any]
    sealed: bytes | None = None


def order_key(platform: str, shop: str, order_id: str) -> OrderKey:
    """This will hash where an order is from and its number there to a positive 63-bit integer."""
    return OrderKey(_hash(f"{platform}\0{shop}\0{order_id}"))


def fact_key(source: int, message_id: str) -> int:
    """This will hash the happening's name to a positive 63-bit integer."""
    return _hash(f"{source}\0{message_id}")


def place(properties: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """This will tell (platform, shop, order number), or nothing when there is no order number."""
    order_id = text(properties.get("order_id"))
    if order_id is None:
        return None
    return (word(properties.get("platform")) or "").lower(), word(properties.get("shop")) or "", order_id


def statement(kind: str, properties: Mapping[str, Any], *, channel: str) -> tuple[str, dict[str, Any]]:
    """
    This will tell what a happening says: its kind (a completed order of a negative amount is a refund), the statements.

    Keys beside the descriptive ones: ``paid``, ``cancelled``, ``refunded`` (only ever ``True``), ``total_fen``,
    ``paid_fen``, ``refunded_fen`` (all refunds so far), ``refund_fen`` (this refund alone; absent = all of it),
    ``refund_id``, ``refunded_at``, ``reason``, ``sub``, ``items``.
    """
    if kind == _PAID_KIND and (amount_of(properties, *_TOTALS) or 0) < 0:
        kind = _REFUNDED_KIND
    if kind != _REFUNDED_KIND:
        says = _described(properties, channel)
        _sale(kind, properties, says)
    elif properties.get("refund_id") == EXPORT:
        kind, says = FactKind.UPDATED.value, {"refunded_fen": abs(amount_of(properties, *_REFUNDS) or 0)}
    else:
        says = _described(properties, channel)
        _refund(properties, says)
    return kind, says


def receiver(properties: Mapping[str, Any]) -> Receiver | None:
    """This will tell who receives the goods, when that is stated."""
    stated = properties.get("receiver")
    if type(stated) is not dict and not isinstance(stated, Mapping):
        return None
    address = stated.get("address")
    if type(address) is not str and isinstance(address, Mapping):
        address = " ".join(str(part) for part in address.values() if part)
    found = Receiver(text(stated.get("name")), text(stated.get("phone")), text(address, limit=500))
    return found if found.name or found.phone or found.address else None


def stated_at(properties: Mapping[str, Any], occurred_at: int) -> int:
    """This will tell how new what is said is, in milliseconds."""
    exported = properties.get("exported_at")
    return occurred_at if exported is None else moment(exported) or occurred_at


def _described(properties: Mapping[str, Any], channel: str) -> dict[str, Any]:
    says: dict[str, Any] = {}
    for name, told in _TEXTS:
        if told in properties and (value := word(properties[told])) is not None:
            says[name] = value
    if channel := channel or word(properties.get("channel")) or "":
        says["channel"] = channel
    for name in _MOMENTS:
        if name in properties and (at := moment(properties[name])) is not None:
            says[name] = at
    if "online" in properties and (online := truth(properties["online"])) is not None:
        says["online"] = online
    if "sub_order_id" in properties and (sub := text(properties["sub_order_id"])) is not None:
        says["sub"] = sub
    return says


def _sale(kind: str, properties: Mapping[str, Any], says: dict[str, Any]) -> None:
    meaning = _meaning(says["status"]) if "status" in says else ""
    amount = amount_of(properties, *_TOTALS)
    paid_fen, refunded_fen = amount_of(properties, _PAID), amount_of(properties, _REFUNDED)
    if amount is not None and amount >= 0:
        says["total_fen"] = amount
    if paid_fen is not None and paid_fen >= 0:
        says["paid_fen"] = paid_fen
    if refunded_fen:
        says["refunded_fen"] = abs(refunded_fen)
    if kind == _PAID_KIND or meaning in ("paid", "refunded") or "paid_at" in says:
        says["paid"] = True
    if kind == _CANCELLED_KIND or meaning == "cancelled":
        says["cancelled"] = True
    if meaning == "refunded" and not refunded_fen:
        says["refunded"] = True
    if "products" in properties and (items := _items(properties["products"])):
        says["items"] = items


def _refund(properties: Mapping[str, Any], says: dict[str, Any]) -> None:
    # the status of a refund is the refund's, not the order's
    says.pop("status", None)
    stated = amount_of(properties, *_REFUNDS)
    if stated is None:
        priced = [item[3] * item[4] for item in _items(properties.get("products")) if item[4] is not None]
        stated = min(round(abs(sum(priced))), MAX_FEN) if priced else None
    if stated is not None:
        says["refund_fen"] = abs(stated)
    for name in ("refund_id", "reason"):
        if (value := text(properties.get(name))) is not None:
            says[name] = value
    if (at := moment(properties.get("refunded_at"))) is not None:
        says["refunded_at"] = at


def _items(products: object) -> list[list[Any]]:
    """Items as JSON arrays in the field order of `contract.Item`."""
    if type(products) is not list:
        return []
    return [_item(one) for one in products[:MAX_ITEMS] if type(one) is dict or isinstance(one, Mapping)]


def _item(product: Mapping[str, Any]) -> list[Any]:
    said = product.get
    quantity, price = said("quantity", 1), said("price_fen")
    if type(quantity) is not int or not -_MAX_QUANTITY < quantity < _MAX_QUANTITY:
        quantity = _quantity(quantity)
    if type(price) is not int or not -MAX_FEN <= price <= MAX_FEN:
        exact = whole(price)
        price = fen(said("price")) if exact is None else exact
    product_id, sku, name = said("product_id", said("id")), said("sku"), said("name")
    return [
        None if product_id is None else word(product_id),
        None if sku is None else word(sku),
        None if name is None else word(name),
        quantity,
        price,
    ]


def _quantity(stated: Any) -> int | float:  # noqa: ANN401 as the event has it
    if isinstance(stated, str):
        stated = number(stated)
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not abs(stated) < _MAX_QUANTITY:
        return 1
    return stated


@lru_cache(maxsize=4096)
def _meaning(status: str) -> str:
    """What a platform's status says: ``paid``, ``cancelled``, ``refunded`` or nothing we rely on."""
    for meaning, phrases in _MEANINGS:
        if any(phrase in status for phrase in phrases):
            return meaning
    said = set(re.findall("[a-z]+", status.lower()))
    return next((meaning for meaning, words in _ENGLISH if words & said), "")


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big") & _63_BITS
