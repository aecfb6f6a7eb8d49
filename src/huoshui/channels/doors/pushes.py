"""The doors by which public platforms bring leads: 巨量引擎, 小红书, 快手, 腾讯广告, B站."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import orjson

from huoshui.channels.doors import leads, signing
from huoshui.channels.doors.contract import Door, Held, Message, Told
from huoshui.channels.doors.reading import document, first, moment, parsed, rung, word

_LEAD: Final = "lead"
_AT: Final = ("create_time_detail", "create_time", "leads_create_time", "created_at", "submit_time", "timestamp")
_TENCENT: Final = {"WX_UNIONID": "wechat_unionid:default", "OAID": "device"}
"""腾讯's ``leads_user_type`` to our namespace; of an openid it does not say which account's it is."""
_OWN_SIGNATURE: Final = (
    "no push of the platform's was found in any document: a relay brings its leads, signed as Huoshui signs"
)


def _leads(content: bytes) -> list[Message]:
    """What a plain push says: one lead, or a list of them."""
    said = parsed(content)
    if isinstance(said, dict) and (ring := rung(said)):
        return [ring]
    return [_lead(one) for one in leads.within(said)]


def _lead(fields: Mapping[str, Any]) -> Message:
    kind = _LEAD if leads.is_lead(fields) else word(fields.get("event")) or "unknown"
    return Message(leads.number(fields) or _digest(fields), kind, moment(first(fields, *_AT)), fields)


def _digest(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def _told(platform: str) -> Callable[[Message, Held], Sequence[Told]]:
    return lambda message, held: leads.told(message, held, platform) if message.kind == _LEAD else []


def _told_tencent(message: Message, held: Held) -> Sequence[Told]:
    """腾讯's lead says by what else it knows somebody: a unionid is the one that our contacts and followers have."""
    if message.kind != _LEAD:
        return []
    kind, known = word(message.fields.get("leads_user_type")), word(message.fields.get("leads_user_id"))
    fields = message.fields
    if kind == "TEL" and not first(fields, "leads_telephone", "leads_tel"):
        fields = {**fields, "leads_telephone": known}
    namespace = _TENCENT.get(kind)
    also = [(namespace, known)] if namespace and known else []
    return leads.told(replace(message, fields=fields), held, "tencent_ads", also=also)


def _spi(content: bytes) -> list[Message]:
    """巨量's subscription: what it is about stands in ``service_label``, the leads in ``data`` as a text."""
    said = document(content)
    if ring := rung(said):
        return [ring]
    if "service_label" not in said:
        return [_lead(one) for one in leads.within(said)]
    label, at = word(said["service_label"]), moment(said.get("publish_time")) or moment(said.get("timestamp"))
    found = [one for one in leads.within(said.get("data")) if leads.is_lead(one)]
    if not found:
        return [Message(word(said.get("message_id")), label or "unknown", at, {})]
    advertisers = said.get("advertiser_ids")
    account = {"advertiser_id": advertisers[0]} if isinstance(advertisers, list) and len(advertisers) == 1 else {}
    return [Message(one.id, one.kind, one.said_at or at, {**account, **one.fields}) for one in map(_lead, found)]


def _spi_challenge(content: bytes) -> bytes | None:
    said = document(content)
    if said.get("event") != "verify_webhook":
        return None
    return orjson.dumps(
        {"challenge": said.get("challenge"), "BaseResp": {"StatusCode": 200, "StatusMessage": "success"}}
    )


OCEANENGINE: Final = Door(
    "oceanengine", "巨量引擎", "douyin", signing.OCEANENGINE, _spi, _told("oceanengine"),
    orjson.dumps({"BaseResp": {"StatusCode": 200, "StatusMessage": "success"}}), _spi_challenge,
    "the name of the signature's header, and that leads are pushed at all (service_label), are in no document read",
)  # fmt: skip
XIAOHONGSHU: Final = Door(
    "xiaohongshu", "小红书聚光", "xiaohongshu", signing.XIAOHONGSHU, _leads, _told("xiaohongshu"),
    unverified="that X-Red-Signature is HMAC-SHA1 of the body is the natural reading of samples that are cut off",
)  # fmt: skip
KUAISHOU: Final = Door(
    "kuaishou", "快手磁力", "kuaishou", signing.RELAY, _leads, _told("kuaishou"), unverified=_OWN_SIGNATURE
)
TENCENT_ADS: Final = Door(
    "tencent_ads", "腾讯广告", "wechat_ads", signing.RELAY, _leads, _told_tencent,
    unverified=_OWN_SIGNATURE,
)  # fmt: skip


def _bilibili(content: bytes) -> list[Message]:
    return _leads(orjson.dumps(signing.form(content)))


BILIBILI: Final = Door(
    "bilibili", "B站", "bilibili", signing.BILIBILI, _bilibili, _told("bilibili"),
    orjson.dumps({"code": 0, "message": "success"}),
    unverified="the recipe of the signature was recomputed; the names of the fields are in no document read",
)  # fmt: skip
