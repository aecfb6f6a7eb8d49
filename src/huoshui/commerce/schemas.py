"""HTTP shapes of commerce: keys and identities are text, moments ISO 8601, money integer fen, receivers masked."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from huoshui.bedrock import ids
from huoshui.bedrock.shapes import MomentIn, Shape
from huoshui.commerce.contract import Item, Order, OrderFilter, OrderPage, OrderState, Receiver, Refund
from huoshui.commerce.queries import MOST_AT_ONCE

Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
"""What PostgreSQL can hold."""


class OrdersIn(BaseModel):
    """Which orders: everything that is given must hold."""

    model_config = {"extra": "forbid"}

    person: str | None = Field(None, max_length=300, description="a person number or namespace:value")
    state: list[OrderState] | None = None
    platform: Text | None = None
    channel: Text | None = None
    store: Text | None = Field(None, description="the code of the unit that sold")
    order_id: Text | None = Field(None, description="the platform's number")
    online: bool | None = None
    placed_from: MomentIn | None = None
    placed_to: MomentIn | None = Field(None, description="exclusive")
    after: str = Field("", max_length=60, description="what the page before gave as `next`")
    limit: int = Field(50, ge=1, le=MOST_AT_ONCE)

    def wanted(self, identities: list[int] | None) -> OrderFilter:
        """This will say it in our terms; ``identities`` are the person's, when one was asked for."""
        return OrderFilter(
            identities=identities,
            states=self.state,
            platform=self.platform,
            channel=self.channel,
            store=self.store,
            order_id=self.order_id,
            online=self.online,
            placed_from=self.placed_from,
            placed_to=self.placed_to,
        )


class ItemOut(Shape):
    """One line of an order; `price_fen` is for one piece."""

    product_id: str | None
    sku: str | None
    name: str | None
    quantity: float
    price_fen: int | None

    @classmethod
    def of(cls, item: Item) -> "ItemOut":
        """This will write an item for the outside."""
        return cls.like(item)


class RefundOut(Shape):
    """One refund; no amount means all that was paid."""

    key: str
    amount_fen: int | None
    refunded_at: datetime
    reason: str | None

    @classmethod
    def of(cls, refund: Refund) -> "RefundOut":
        """This will write a refund for the outside."""
        return cls.like(refund)


class ReceiverOut(Shape):
    """Who receives the goods, masked."""

    name: str | None
    phone: str | None
    address: str | None

    @classmethod
    def of(cls, receiver: Receiver) -> "ReceiverOut":
        """This will write a receiver for the outside."""
        return cls.like(receiver)


class OrderOut(Shape):
    """One order. `identity` is the buyer's strongest identifier, absent when nobody in particular bought."""

    key: str
    platform: str
    shop: str
    order_id: str
    identity: str | None
    state: OrderState
    status: str | None
    placed_at: datetime
    paid_at: datetime | None
    cancelled_at: datetime | None
    total_fen: int
    paid_fen: int
    refunded_fen: int
    currency: str
    online: bool
    store: str | None
    channel: str
    salesperson: str | None
    coupon: str | None
    affiliation: str | None
    items: list[ItemOut]
    refunds: list[RefundOut]
    receiver: ReceiverOut | None

    @classmethod
    def of(cls, order: Order) -> "OrderOut":
        """This will write an order for the outside."""
        return cls.like(
            order,
            key=ids.render(order.key),
            identity=None if order.identity is None else ids.render(order.identity),
            items=[ItemOut.of(item) for item in order.items],
            refunds=[RefundOut.of(refund) for refund in order.refunds],
            receiver=None if order.receiver is None else ReceiverOut.of(order.receiver),
        )


class OrderPageOut(BaseModel):
    """A page of orders, the newest first; `next` is the `after` of the page that follows."""

    orders: list[OrderOut]
    next: str | None

    @classmethod
    def of(cls, page: OrderPage) -> "OrderPageOut":
        """This will write a page for the outside."""
        return cls(orders=[OrderOut.of(order) for order in page.orders], next=page.after)
