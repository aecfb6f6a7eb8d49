"""
The platforms' ways of signing, one strategy each: over the raw bytes, compared in constant time.

Where a moment is signed, what is older than a day is refused; where only a stamp beside the body is signed, older than
an hour, and a stamp serves once.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl

import orjson

from huoshui.channels.doors.contract import Call, Forged, Held, Proven, Strategy, Unreadable
from huoshui.channels.doors.reading import document, first, moment
from huoshui.channels.wecom.signing import RANDOM_BYTES, NotGenuine, Seal, Stamp, UnfitKey

DAY: Final = 86_400
HOUR: Final = 3_600
RELAY_HEADER: Final = "x-huoshui-signature"

Digest = Callable[[bytes, Held], str]


def in_header(*headers: str, digest: Digest, prefix: str = "", timestamp: str = "") -> Strategy:
    """
    This will make the strategy of a digest of the whole body that stands in a header, the first of those named that is
    there; ``timestamp`` names the field of the body that says when it was sent.
    """

    def prove(call: Call, held: Held, now: datetime) -> Proven:
        given = next((call.headers[name] for name in headers if name in call.headers), "")
        _same(given, prefix + digest(call.body, held))
        if timestamp:
            at = moment(document(call.body).get(timestamp))
            if at is not None:
                _fresh(at // 1000, now, DAY)
        return Proven(call.body, call.body)

    def sign(body: bytes, held: Held, _now: datetime, _nonce: str) -> Call:
        return Call({}, {headers[0]: prefix + digest(body, held)}, body)

    return Strategy(prove, sign)


def sha1_of(body: bytes, held: Held) -> str:
    """This will give sha1(secret + body)."""
    return hashlib.sha1(held.secret.encode() + body, usedforsecurity=False).hexdigest()


def md5_around(body: bytes, held: Held) -> str:
    """This will give md5(app id + body + secret)."""
    return hashlib.md5(held.app_id.encode() + body + held.secret.encode(), usedforsecurity=False).hexdigest()


def hmac_sha256(body: bytes, held: Held) -> str:
    """This will give HMAC-SHA-256 of the body, keyed with the secret."""
    return hmac.new(held.secret.encode(), body, hashlib.sha256).hexdigest()


def hmac_sha1(body: bytes, held: Held) -> str:
    """This will give HMAC-SHA-1 of the body, keyed with the secret."""
    return hmac.new(held.secret.encode(), body, hashlib.sha1).hexdigest()


def _youzan() -> Strategy:
    """Youzan's two: a header over the whole body decides where it stands; otherwise a field over ``msg`` as written."""

    def prove(call: Call, held: Held, _now: datetime) -> Proven:
        if "event-sign" in call.headers:
            _same(call.headers["event-sign"], md5_around(call.body, held))
            return Proven(call.body, call.body)
        said = document(call.body)
        message = said.get("msg")
        if not isinstance(message, str):
            raise Forged("signature")
        try:
            signed = message.encode()
        except UnicodeEncodeError:
            raise Unreadable("msg is no text") from None
        given = said.get("sign")
        _same(given if isinstance(given, str) else "", md5_around(signed, held))
        return Proven(call.body, signed)

    def sign(body: bytes, held: Held, _now: datetime, _nonce: str) -> Call:
        return Call({}, {"event-sign": md5_around(body, held)}, body)

    return Strategy(prove, sign, signs_ids=False)


def _stamped() -> Strategy:
    """Weibo's: sha1 of secret, timestamp and nonce in order; the body is not signed, so a stamp serves for one only."""

    def check(call: Call, held: Held, now: datetime) -> bytes:
        timestamp, nonce = call.query.get("timestamp", ""), call.query.get("nonce", "")
        _same(call.query.get("signature", ""), sha1_sorted(held.secret, timestamp, nonce))
        _fresh(_seconds(timestamp), now, HOUR)
        return f"{timestamp}\0{nonce}".encode()

    def prove(call: Call, held: Held, now: datetime) -> Proven:
        return Proven(call.body, check(call, held, now))

    def echo(call: Call, held: Held, now: datetime) -> bytes:
        check(call, held, now)
        return call.query.get("echostr", "").encode()

    def sign(body: bytes, held: Held, now: datetime, nonce: str) -> Call:
        timestamp = str(int(now.timestamp()))
        signature = sha1_sorted(held.secret, timestamp, nonce)
        return Call({"signature": signature, "timestamp": timestamp, "nonce": nonce}, {}, body)

    return Strategy(prove, sign, echo, signs_ids=False, dated=True)


def _sealed() -> Strategy:
    """WeChat's safe mode: signed with the token, sealed with the EncodingAESKey, for the account's appid."""

    def prove(call: Call, held: Held, now: datetime) -> Proven:
        stamp = Stamp(*(call.query.get(name, "") for name in ("msg_signature", "timestamp", "nonce")))
        encrypted = document(call.body).get("Encrypt")
        if not isinstance(encrypted, str) or not encrypted:
            raise Forged("seal")
        try:
            opened = _seal(held).open(encrypted, stamp)
        except (NotGenuine, UnfitKey) as error:
            raise Forged(str(error) or "key") from None
        _fresh(_seconds(stamp.timestamp), now, DAY)
        return Proven(opened, opened)

    def echo(call: Call, held: Held, now: datetime) -> bytes:
        timestamp, nonce = call.query.get("timestamp", ""), call.query.get("nonce", "")
        _same(call.query.get("signature", ""), sha1_sorted(held.token, timestamp, nonce))
        _fresh(_seconds(timestamp), now, DAY)
        return call.query.get("echostr", "").encode()

    def sign(body: bytes, held: Held, now: datetime, nonce: str) -> Call:
        seal, timestamp = _seal(held), str(int(now.timestamp()))
        random = hashlib.sha256(nonce.encode()).digest()[:RANDOM_BYTES]
        encrypted = seal.seal(body, random=random)
        signature = seal.sign(encrypted, timestamp=timestamp, nonce=nonce)
        envelope = orjson.dumps({"ToUserName": held.app_id, "Encrypt": encrypted})
        return Call({"msg_signature": signature, "timestamp": timestamp, "nonce": nonce}, {}, envelope)

    return Strategy(prove, sign, echo, drawn=True, sealed=True, dated=True)


def _relayed() -> Strategy:
    """Ours, for platforms without a push of their own that could be read of: as we sign what we tell on."""

    def prove(call: Call, held: Held, now: datetime) -> Proven:
        parts = dict(part.partition("=")[::2] for part in call.headers.get(RELAY_HEADER, "").split(","))
        timestamp = parts.get("t", "")
        _same(parts.get("v1", ""), _relay_digest(call.body, held, timestamp))
        _fresh(_seconds(timestamp), now, DAY)
        return Proven(call.body, call.body)

    def sign(body: bytes, held: Held, now: datetime, _nonce: str) -> Call:
        timestamp = str(int(now.timestamp()))
        return Call({}, {RELAY_HEADER: f"t={timestamp},v1={_relay_digest(body, held, timestamp)}"}, body)

    return Strategy(prove, sign, drawn=True, dated=True)


def _sorted_values() -> Strategy:
    """Bilibili's: md5 of the values of all fields and the secret, sorted and joined; ``sign`` is one of the fields."""

    def prove(call: Call, held: Held, _now: datetime) -> Proven:
        said = form(call.body)
        _same(first(said, "sign"), values_digest(said, held.secret))
        content = orjson.dumps({name: said[name] for name in sorted(said) if name != "sign"})
        return Proven(content, content)

    def sign(body: bytes, held: Held, _now: datetime, _nonce: str) -> Call:
        said = form(body)
        return Call({}, {}, orjson.dumps({**said, "sign": values_digest(said, held.secret)}))

    return Strategy(prove, sign)


def values_digest(fields: dict[str, object], secret: str) -> str:
    """This will give md5 over the sorted values of all fields but ``sign``, and the secret, joined with ``&``."""
    values = sorted([str(value) for name, value in fields.items() if name != "sign"] + [secret])
    return hashlib.md5("&".join(values).encode(errors="replace"), usedforsecurity=False).hexdigest()


def sha1_sorted(*parts: str) -> str:
    """This will give sha1 over some texts, sorted and joined, as WeChat signs a stamp."""
    return hashlib.sha1("".join(sorted(parts)).encode(errors="replace"), usedforsecurity=False).hexdigest()


def form(body: bytes) -> dict[str, object]:
    """
    This will read a form: JSON, or as browsers send one.

    :raises Unreadable: if it is neither
    """
    if body.lstrip()[:1] == b"{":
        return dict(document(body))
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=200)
    except ValueError:
        raise Unreadable("it is no form") from None
    return dict(pairs)


def _seal(held: Held) -> Seal:
    return Seal(token=held.token, encoding_aes_key=held.key, receive_id=held.app_id)


def _relay_digest(body: bytes, held: Held, timestamp: str) -> str:
    signed = timestamp.encode(errors="replace") + b"." + body
    return hmac.new(held.token.encode(), signed, hashlib.sha256).hexdigest()


def _same(given: str, made: str) -> None:
    if not hmac.compare_digest(given.encode(errors="replace"), made.encode()):
        raise Forged("signature")


def _fresh(seconds: int, now: datetime, oldest: int) -> None:
    if abs(int(now.timestamp()) - seconds) > oldest:
        raise Forged("timestamp")


def _seconds(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) <= 18):
        raise Forged("timestamp")
    return int(said)


DOUYIN: Final = in_header("x-douyin-signature", digest=sha1_of)
DOUDIAN: Final = in_header("event-sign", digest=md5_around)
OCEANENGINE: Final = in_header(
    "x-signature", "signature", "x-open-signature", digest=hmac_sha256, timestamp="timestamp"
)
XIAOHONGSHU: Final = in_header("x-red-signature", digest=hmac_sha1, prefix="sha1=")
YOUZAN: Final = _youzan()
WEIBO: Final = _stamped()
WXSHOP: Final = _sealed()
BILIBILI: Final = _sorted_values()
RELAY: Final = _relayed()
