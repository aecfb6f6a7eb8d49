"""What others may know of commerce: orders, their items and refunds, and the refusals."""

from datetime import datetime
from enum import StrEnum
from typing import NewType

import msgspec

from huoshui.bedrock.errors import Missing, Unfit
from huoshui.bedrock.money import Fen

OrderKey = NewType("OrderKey", int)
"""The 63-bit hash of (platform, shop, order number): the same order has the same key wherever we hear of it."""


class OrderState(StrEnum):
    """Where an order stands: 已下单, 已付款, 部分退款, 已退款, 已取消; ``withdrawn``: its import was undone."""

    PLACED = "placed"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


KEPT = (OrderState.PAID, OrderState.PARTLY_REFUNDED)
"""The states of an order that was paid and of which something stayed sold: a purchase."""


class FactKind(StrEnum):
    """What a happening says of an order, by its name."""

    PLACED = "Order Placed"
    PAID = "Order Completed"
    UPDATED = "Order Updated"
    REFUNDED = "Order Refunded"
    CANCELLED = "Order Cancelled"


class Item(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One line of an order; ``price_fen`` is for one piece."""

    product_id: str | None
    sku: str | None
    name: str | None
    quantity: float
    price_fen: int | None


class Refund(msgspec.Struct, frozen=True, gc=False):
    """One refund; ``key`` is the platform's refund number when it has one; no amount means all that was paid."""

    key: str
    amount_fen: int | None
    refunded_at: datetime
    reason: str | None


class Receiver(msgspec.Struct, frozen=True, gc=False):
    """Who receives the goods; not always the buyer."""

    name: str | None = None
    phone: str | None = None
    address: str | None = None


class Order(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """
    One order as all that was said of it adds up; money in fen.

    ``identity`` is the buyer's strongest identifier (``None``: nobody in particular); ``channel`` where the sale came
    from; ``store`` the code of the unit that sold; ``status`` the platform's own word.
    """

    key: OrderKey
    platform: str
    shop: str
    order_id: str
    identity: int | None
    state: OrderState
    placed_at: datetime
    paid_at: datetime | None = None
    cancelled_at: datetime | None = None
    total_fen: Fen = Fen(0)
    paid_fen: Fen = Fen(0)
    refunded_fen: Fen = Fen(0)
    currency: str = "CNY"
    online: bool = True
    store: str | None = None
    channel: str = ""
    status: str | None = None
    salesperson: str | None = None
    coupon: str | None = None
    affiliation: str | None = None
    items: tuple[Item, ...] = ()
    refunds: tuple[Refund, ...] = ()
    receiver: Receiver | None = None


class OrderPage(msgspec.Struct, frozen=True):
    """Some orders, newest first, and where the next page starts (``None``: this was the last)."""

    orders: list[Order]
    after: str | None


class OrderFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which orders: everything that is given must hold; ``placed_from`` ≤ placed < ``placed_to``."""

    identities: list[int] | None = None
    states: list[OrderState] | None = None
    platform: str | None = None
    channel: str | None = None
    store: str | None = None
    order_id: str | None = None
    online: bool | None = None
    placed_from: datetime | None = None
    placed_to: datetime | None = None


class NoSuchOrder(Missing):
    """There is no order “{key}”."""


class NotACursor(Unfit):
    """“{after}” is not a place in the list: pass on what the page before gave as “after”."""
