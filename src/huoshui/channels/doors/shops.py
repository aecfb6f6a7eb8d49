"""
The doors of shops: 抖店, 微信小店, 有赞.

A message that does not name its buyer is kept, and becomes no event: whose the order is comes with an export.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from urllib.parse import unquote

import orjson

from huoshui.channels.doors import signing
from huoshui.channels.doors.contract import Door, Held, Message, Told, Unreadable
from huoshui.channels.doors.reading import document, first, inner, member, moment, parsed, rung, word

_SUCCESS: Final = orjson.dumps({"code": 0, "msg": "success"})
_MOMENT: Final = {
    "Order Placed": "placed_at",
    "Order Paid": "paid_at",
    "Order Cancelled": "cancelled_at",
    "Order Shipped": "shipped_at",
    "Order Received": "received_at",
}
_DOUDIAN: Final = {
    "100": "Order Placed",
    "101": "Order Paid",
    "103": "Order Received",
    "106": "Order Cancelled",
}
_WXSHOP: Final = {
    "channels_ec_order_new": "Order Placed",
    "channels_ec_order_pay": "Order Paid",
    "channels_ec_order_cancel": "Order Cancelled",
    "channels_ec_order_deliver": "Order Shipped",
    "channels_ec_order_confirm": "Order Received",
}
_YOUZAN: Final = {
    "trade_TradeCreate": "Order Placed",
    "trade_TradePaid": "Order Paid",
    "trade_TradeClose": "Order Cancelled",
    "trade_TradeSellerShip": "Order Shipped",
    "trade_TradeSuccess": "Order Received",
}


def _doudian(content: bytes) -> list[Message]:
    said = parsed(content)
    if isinstance(said, dict) and (ring := rung(said)):
        return [ring]
    listed = said if isinstance(said, list) else [said]
    if not all(isinstance(one, dict) for one in listed):
        raise Unreadable("it is no list of messages")
    return [_doudian_message(one) for one in listed]


def _doudian_message(one: Mapping[str, Any]) -> Message:
    fields = member(one.get("data"))
    at = moment(first(fields, "pay_time", "cancel_time", "complete_time", "create_time", "update_time"))
    return Message(word(one.get("msg_id")), word(one.get("tag")) or "unknown", at, fields)


def _doudian_told(message: Message, held: Held) -> Sequence[Told]:
    fields = message.fields
    paid = first(fields, "pay_amount")
    return _order(
        _DOUDIAN.get(message.kind), message, first(fields, "p_id", "order_id"), "doudian",
        (f"doudian_openid:{held.app_id}", first(fields, "doudian_open_id", "open_id")),
        int(paid) if paid.isdecimal() else None,
    )  # fmt: skip


def _wxshop(content: bytes) -> list[Message]:
    said = document(content)
    if ring := rung(said):
        return [ring]
    order = member(said.get("order_info"))
    at = moment(order.get("pay_time")) or moment(said.get("CreateTime"))
    fields = {"openid": word(said.get("FromUserName")), "order_id": first(order, "order_id") or first(said, "order_id")}
    return [Message(first(said, "MsgId"), first(said, "Event", "MsgType") or "unknown", at, fields)]


def _wxshop_told(message: Message, held: Held) -> Sequence[Told]:
    fields = message.fields
    buyer = (f"wechat_openid:{held.app_id}", fields.get("openid", ""))
    return _order(_WXSHOP.get(message.kind), message, fields.get("order_id", ""), "wxshop", buyer, None)


def _youzan(content: bytes) -> list[Message]:
    said = document(content)
    if ring := rung(said):
        return [ring]
    if said.get("test") is True:
        return [Message("", "test", None, {})]
    written = word_of_message(said.get("msg"))
    order = member(member(written.get("full_order_info")).get("order_info"))
    at = moment(first(order, "update_time", "pay_time", "created")) or moment(said.get("msg_time"))
    shop = word(said.get("kdt_id"))
    return [Message("", word(said.get("type")) or "unknown", at, {**written, "kdt_id": shop} if shop else written)]


def word_of_message(message: Any) -> dict[str, Any]:  # noqa: ANN401 any JSON
    """This will read what 有赞 wrote: JSON, still encoded as in an address where it came so."""
    if isinstance(message, str) and message.startswith("%"):
        return member(inner(unquote(message.replace("+", "%20"))))
    return member(message)


def _youzan_told(message: Message, held: Held) -> Sequence[Told]:
    whole = member(message.fields.get("full_order_info"))
    order, buyer = member(whole.get("order_info")), member(whole.get("buyer_info"))
    number = first(order, "tid") or first(message.fields, "tid")
    payment = first(member(whole.get("pay_info")), "payment")
    shop = first(message.fields, "kdt_id") or held.app_id  # a buyer's id is of the shop
    who = (f"youzan_openid:{shop}", first(buyer, "yz_open_id") or first(message.fields, "yz_open_id"))
    return _order(_YOUZAN.get(message.kind), message, number, "youzan", who, _fen(payment))


def _order(
    name: str | None, message: Message, number: str, platform: str, buyer: tuple[str, str], paid: int | None
) -> Sequence[Told]:
    if name is None or not number or not buyer[1]:
        return []
    properties: dict[str, Any] = {"order_id": number, "platform": platform, "online": True}
    if message.said_at is not None:
        properties[_MOMENT[name]] = message.said_at
    if paid is not None and name in ("Order Placed", "Order Paid"):
        properties["total_fen"] = paid
    return [Told(name, [buyer], properties)]


def _fen(yuan: str) -> int | None:
    try:
        amount = Decimal(yuan)
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() and 0 <= amount < Decimal(10**12) and amount * 100 % 1 == 0 else None


DOUDIAN: Final = Door(
    "doudian", "抖店", "doudian", signing.DOUDIAN, _doudian, _doudian_told, _SUCCESS,
    unverified="two independent implementations agree on the signature; the fields of its messages are not verified",
)  # fmt: skip
WXSHOP: Final = Door("wxshop", "微信小店", "wxshop", signing.WXSHOP, _wxshop, _wxshop_told, b"success")
YOUZAN: Final = Door(
    "youzan", "有赞", "youzan", signing.YOUZAN, _youzan, _youzan_told, _SUCCESS,
    unverified="of its two signatures both are taken; the list of its messages and their fields are not verified",
)  # fmt: skip
