"""Each platform's side of a signature."""

import hashlib
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

import orjson

from huoshui.channels.wecom.signing import RANDOM_BYTES, Seal


@dataclass(frozen=True, slots=True)
class Shared:
    """What a platform and we both hold for an account."""

    app_id: str
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A callback on its way."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""


Signing = Callable[[bytes, Shared, datetime, str], Delivery]


def _md5(*parts: str | bytes) -> str:
    whole = b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    return hashlib.md5(whole, usedforsecurity=False).hexdigest()


def _sha1(*parts: str | bytes) -> str:
    whole = b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()


def _douyin(body: bytes, held: Shared, _now: datetime, nonce: str) -> Delivery:
    return Delivery(body, {"X-Douyin-Signature": _sha1(held.secret, body), "Msg-Id": nonce})


def _doudian(body: bytes, held: Shared, _now: datetime, _nonce: str) -> Delivery:
    return Delivery(body, {"app-id": held.app_id, "event-sign": _md5(held.app_id, body, held.secret)})


def _oceanengine(body: bytes, held: Shared, _now: datetime, _nonce: str) -> Delivery:
    return Delivery(body, {"X-Signature": hmac.new(held.secret.encode(), body, "sha256").hexdigest()})


def _xiaohongshu(body: bytes, held: Shared, _now: datetime, _nonce: str) -> Delivery:
    return Delivery(body, {"X-Red-Signature": "sha1=" + hmac.new(held.secret.encode(), body, "sha1").hexdigest()})


def _relay(body: bytes, held: Shared, now: datetime, _nonce: str) -> Delivery:
    at = str(int(now.timestamp()))
    made = hmac.new(held.token.encode(), at.encode() + b"." + body, "sha256").hexdigest()
    return Delivery(body, {"X-Huoshui-Signature": f"t={at},v1={made}"})


def _weibo(body: bytes, held: Shared, now: datetime, nonce: str) -> Delivery:
    at = str(int(now.timestamp()))
    signature = _sha1("".join(sorted((held.secret, at, nonce))))
    return Delivery(body, {}, urlencode({"signature": signature, "timestamp": at, "nonce": nonce}))


def _bilibili(body: bytes, held: Shared, _now: datetime, _nonce: str) -> Delivery:
    said = orjson.loads(body)
    sign = _md5("&".join(sorted([*(str(value) for value in said.values()), held.secret])))
    return Delivery(urlencode({**said, "sign": sign}).encode(), {"Content-Type": "application/x-www-form-urlencoded"})


def _wxshop(body: bytes, held: Shared, now: datetime, nonce: str) -> Delivery:
    at = str(int(now.timestamp()))
    seal = Seal(token=held.token, encoding_aes_key=held.key, receive_id=held.app_id)
    sealed = seal.seal(body, random=os.urandom(RANDOM_BYTES))
    signature = _sha1("".join(sorted((held.token, at, nonce, sealed))))
    query = urlencode({"msg_signature": signature, "timestamp": at, "nonce": nonce, "encrypt_type": "aes"})
    return Delivery(orjson.dumps({"ToUserName": "gh_shop", "Encrypt": sealed}), {}, query)


def _youzan(body: bytes, held: Shared, _now: datetime, _nonce: str) -> Delivery:
    said = orjson.loads(body)
    signed = orjson.dumps({**said, "sign": _md5(held.app_id, said["msg"], held.secret)})
    return Delivery(signed, {"Event-Sign": _md5(held.app_id, signed, held.secret)})


SIGNINGS: Final[Mapping[str, Signing]] = {
    "douyin": _douyin, "doudian": _doudian, "oceanengine": _oceanengine, "xiaohongshu": _xiaohongshu,
    "kuaishou": _relay, "tencent_ads": _relay, "weibo": _weibo, "bilibili": _bilibili, "wxshop": _wxshop,
    "youzan": _youzan,
}  # fmt: skip
