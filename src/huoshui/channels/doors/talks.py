"""The doors of accounts that people follow and write to: 抖音, 微博."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from huoshui.channels.doors import signing
from huoshui.channels.doors.contract import Door, Held, Message, Told
from huoshui.channels.doors.reading import document, first, member, moment, rung, word

_ANY: Final = ("server_message_id", "msg_id", "message_id")


def _douyin(content: bytes) -> list[Message]:
    said = document(content)
    if ring := rung(said):
        return [ring]
    inside = member(said.get("content"))
    fields = {**inside, "from": word(said.get("from_user_id")), "to": word(said.get("to_user_id"))}
    at = moment(inside.get("create_time")) or moment(said.get("create_time"))
    return [Message(first(inside, *_ANY), word(said.get("event")) or "unknown", at, fields)]


def _challenge(content: bytes) -> bytes | None:
    said = document(content)
    if said.get("event") != "verify_webhook":
        return None
    return orjson.dumps({"challenge": member(said.get("content")).get("challenge")})


def _douyin_told(message: Message, held: Held) -> Sequence[Told]:
    fields, account = message.fields, {"account_id": held.app_id, "platform": "douyin"}
    if message.kind == "life_trade_order_notify":
        return _local_order(message, held) if fields.get("action") == "pay_success" else []
    told: dict[str, tuple[str, str, dict[str, Any]]] = {
        "im_receive_msg": ("from", "Message Replied", _written(message)),
        "im_send_msg": ("to", "Message Sent", _written(message)),
        "im_enter_direct_msg": ("from", "Consultation Started", {"channel": "douyin"}),
        "new_follow_action": ("from", "Account Followed", account),
        "new_video_digg": ("from", "Content Liked", {**account, "content_id": first(fields, "item_id")}),
    }
    if message.kind not in told:
        return []
    whose, name, properties = told[message.kind]
    return _by(held, fields.get(whose, ""), name, properties)


def _local_order(message: Message, held: Held) -> Sequence[Told]:
    order = {**message.fields, **member(message.fields.get("order"))}
    number, paid = first(order, "order_id"), first(order, "pay_amount")
    properties = {"order_id": number, "platform": "douyin_life", "online": True, "paid_at": message.said_at}
    if paid.isdecimal():
        properties["total_fen"] = int(paid)
    return _by(held, first(order, "open_id", "from"), "Order Paid", properties) if number else []


def _by(held: Held, open_id: str, name: str, properties: Mapping[str, Any]) -> list[Told]:
    if not open_id:
        return []
    said = {name: value for name, value in properties.items() if value not in ("", None)}
    return [Told(name, [(f"douyin_openid:{held.app_id}", open_id)], said)]


def _written(message: Message) -> dict[str, Any]:
    """What a message was, and never what it said."""
    text = word(message.fields.get("text")) or word(member(message.fields.get("text")).get("content"))
    return {"channel": "douyin", "message_id": message.id, "kind": first(message.fields, "message_type"),
            "characters": len(text) or None}  # fmt: skip


def _weibo(content: bytes) -> list[Message]:
    said = document(content)
    if ring := rung(said):
        return [ring]
    inside = member(said.get("data"))
    kind = first(said, "type", "MsgType").lower() or "unknown"
    if kind == "event":
        kind = f"event.{(first(inside, 'subtype') or first(said, 'Event')).lower()}"
    fields = {"from": first(said, "sender_id", "FromUserName"), "to": first(said, "receiver_id", "ToUserName"),
              "text": first(said, "text", "Content")}  # fmt: skip
    at = moment(said.get("created_at")) or moment(said.get("CreateTime"))
    return [Message(first(said, "id", "MsgId"), kind, at, fields)]


_WEIBO_WRITTEN: Final = frozenset({"text", "image", "voice", "position", "location", "mention"})
_WEIBO_FOLLOWS: Final = {"event.follow": "Account Followed", "event.unfollow": "Account Unfollowed"}


def _weibo_told(message: Message, held: Held) -> Sequence[Told]:
    sender = message.fields.get("from", "")
    if not sender:
        return []
    if message.kind in _WEIBO_WRITTEN:
        said = {"channel": "weibo", "message_id": message.id, "kind": message.kind,
                "characters": len(message.fields["text"]) or None}  # fmt: skip
    elif message.kind in _WEIBO_FOLLOWS:
        said = {"account_id": message.fields["to"] or held.app_id, "platform": "weibo"}
    else:
        return []
    name = _WEIBO_FOLLOWS.get(message.kind, "Message Replied")
    return [Told(name, [("weibo_uid", sender)], {key: value for key, value in said.items() if value not in ("", None)})]


DOUYIN: Final = Door(
    "douyin", "抖音", "douyin", signing.DOUYIN, _douyin, _douyin_told,
    orjson.dumps({"code": 0, "msg": "success"}), _challenge,
)  # fmt: skip
WEIBO: Final = Door(
    "weibo",
    "微博",
    "weibo",
    signing.WEIBO,
    _weibo,
    _weibo_told,
    unverified="read in a text of 2014 about the fans' service; the signature's recipe was recomputed",
)
