"""How each channel's callbacks are told from forgeries, opened, read, and told on: one line of the table for each."""

import base64
import os
import re
import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, TypeVar
from urllib.parse import urlencode

from huoshui.channels.contract import Arrival
from huoshui.channels.wechat import channel as wechat
from huoshui.channels.wechat import envelopes as wechat_envelopes
from huoshui.channels.wechat.translator import MINI_PROGRAM, OFFICIAL_ACCOUNT
from huoshui.channels.wecom.channel import MAX_BODY_BYTES, Ear
from huoshui.channels.wecom.envelopes import Envelope, Unreadable
from huoshui.channels.wecom.signing import RANDOM_BYTES, NotGenuine, Seal, UnfitKey
from huoshui.connectors import sea
from huoshui.connectors.contract import Credentials, ForgedCallback, Opened, UnfitCredentials, UnreadableCallback
from huoshui.connectors.tongue import Channel, Heard
from huoshui.connectors.tongue import Tongue as Tongue  # noqa: PLC0414 whoever speaks knows it from here

_NAMES: Final = re.compile(r"[^A-Za-z0-9_.]")
_LATEST: Final = 86_400
_LETTERS: Final = string.ascii_letters + string.digits
_TOKEN: Final = re.compile(r"[A-Za-z0-9]{1,32}")
_WECHAT_TOKEN: Final = re.compile(r"[A-Za-z0-9]{3,32}")
_APP_SECRET: Final = re.compile(r"[A-Za-z0-9]{32}")

_XML: Final = {"Content-Type": "text/xml; charset=utf-8"}

_Answer = TypeVar("_Answer")


class WeComTongue:
    """WeCom's: signed and sealed with the account's token and key, or for a while with those before."""

    def __init__(self, opened: Opened) -> None:
        held = opened.credentials
        self._corp_id = opened.account.corp_id
        self._agent_id = opened.account.agent_id
        self._until = held.before_until
        self._seal = self._made(held.token, held.key)
        self._ear = Ear(self._seal, corp_id=self._corp_id)
        self._ear_before = Ear(self._made(held.before_token, held.before_key), corp_id=self._corp_id) if (
            held.before_until) else None  # fmt: skip

    def echo(self, query: bytes, *, now: datetime) -> bytes:
        """This will answer WeCom's question whether we are here."""
        return self._by_either(now, lambda ear: ear.echo(query))

    def hear(self, query: bytes, body: bytes, *, headers: Mapping[str, str], now: datetime) -> Heard:  # noqa: ARG002 WeCom signs in the address
        """This will open a callback."""
        delivery = self._by_either(now, lambda ear: ear.hear(query, body, now=now))
        envelope = delivery.envelope
        return Heard(delivery.key, delivery.letter, _kind(envelope), _said_at(envelope.created_at, now))

    def read(self, content: bytes, *, now: datetime) -> tuple[object, Sequence[Arrival]]:
        """This will read what was kept."""
        delivery = self._by_either(now, lambda ear: ear.understand(content, now=now))
        return delivery.fact, delivery.arrivals

    def retold(self, content: bytes, *, now: datetime) -> tuple[str, bytes, Mapping[str, str]]:
        """This will seal and sign a callback anew, so that what hears WeCom hears us."""
        sealed = self._seal.seal(content, random=os.urandom(RANDOM_BYTES))
        stamp = {"timestamp": str(int(now.timestamp())), "nonce": secrets.token_hex(8)}
        signature = self._seal.sign(sealed, timestamp=stamp["timestamp"], nonce=stamp["nonce"])
        body = (
            f"<xml><ToUserName><![CDATA[{self._corp_id}]]></ToUserName>"
            f"<Encrypt><![CDATA[{sealed}]]></Encrypt><AgentID>{self._agent_id}</AgentID></xml>"
        )
        return urlencode({"msg_signature": signature, **stamp}), body.encode(), _XML

    def _made(self, token: str, key: str) -> Seal:
        return Seal(token=token, encoding_aes_key=key, receive_id=self._corp_id)

    def _by_either(self, now: datetime, hear: Callable[[Ear], _Answer]) -> _Answer:
        try:
            try:
                return hear(self._ear)
            except NotGenuine:
                if self._ear_before is None or self._until is None or now >= self._until:
                    raise
                return hear(self._ear_before)
        except NotGenuine as error:
            raise ForgedCallback(check=str(error)) from None
        except Unreadable as error:
            raise UnreadableCallback(why=str(error)[:100]) from None


class WeChatTongue:
    """An official account's or a mini-program's: sealed where there is a key, in clear where there is none."""

    def __init__(self, opened: Opened) -> None:
        held = opened.credentials
        self._appid, self._channel = opened.account.corp_id, opened.account.channel
        self._token, self._key, self._until = held.token, held.key, held.before_until
        self._ear = self._made(held.token, held.key)
        self._ear_before = self._made(held.before_token, held.before_key) if held.before_until else None

    def echo(self, query: bytes, *, now: datetime) -> bytes:
        """This will answer WeChat's question whether we are here."""
        return self._by_either(now, lambda ear: ear.echo(query))

    def hear(self, query: bytes, body: bytes, *, headers: Mapping[str, str], now: datetime) -> Heard:  # noqa: ARG002 WeCom signs in the address
        """This will open a callback."""
        delivery = self._by_either(now, lambda ear: ear.hear(query, body, now=now))
        said = delivery.envelope
        return Heard(said.key, delivery.letter, _NAMES.sub("_", said.event)[:80], _said_at(said.created_at, now))

    def read(self, content: bytes, *, now: datetime) -> tuple[object, Sequence[Arrival]]:
        """This will read what was kept."""
        delivery = self._by_either(now, lambda ear: ear.understand(content, now=now))
        return delivery.fact, delivery.arrivals

    def retold(self, content: bytes, *, now: datetime) -> tuple[str, bytes, Mapping[str, str]]:
        """This will sign a callback anew, and seal it where it came sealed."""
        stamp = {"timestamp": str(int(now.timestamp())), "nonce": secrets.token_hex(8)}
        plain = {"signature": wechat.signature(self._token, **stamp), **stamp}
        if not self._key:
            return urlencode(plain), content, _XML
        seal = Seal(token=self._token, encoding_aes_key=self._key, receive_id=self._appid)
        sealed = seal.seal(content, random=os.urandom(RANDOM_BYTES))
        to = wechat_envelopes.read(content).account
        body = f"<xml><ToUserName><![CDATA[{to}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        query = urlencode({**plain, "encrypt_type": "aes", "msg_signature": seal.sign(sealed, **stamp)})
        return query, body.encode(), _XML

    def _made(self, token: str, key: str) -> wechat.Ear:
        return wechat.Ear(token=token, key=key, appid=self._appid, channel=self._channel)

    def _by_either(self, now: datetime, hear: Callable[[wechat.Ear], _Answer]) -> _Answer:
        try:
            try:
                return hear(self._ear)
            except NotGenuine:
                if self._ear_before is None or self._until is None or now >= self._until:
                    raise
                return hear(self._ear_before)
        except NotGenuine as error:
            raise ForgedCallback(check=str(error)) from None
        except Unreadable as error:
            raise UnreadableCallback(why=str(error)[:100]) from None


def _kind(envelope: Envelope) -> str:
    said = f"{envelope.event}.{envelope.change}" if envelope.change else envelope.event
    return _NAMES.sub("_", said)[:80]


def _said_at(created_at: int, now: datetime) -> datetime:
    """The platform's moment, where it can be one."""
    return datetime.fromtimestamp(created_at, UTC) if 0 < created_at < now.timestamp() + _LATEST else now


def _drawn_for_wecom() -> tuple[str, str]:
    """A token and a key as WeCom's console makes them."""
    token = "".join(secrets.choice(_LETTERS) for _ in range(24))
    while True:
        key = base64.b64encode(secrets.token_bytes(32)).decode()[:43]
        if key.isalnum():
            return token, key


def _fit_for_wecom(credentials: Credentials) -> None:
    if not credentials.secret.isascii() or not 10 <= len(credentials.secret) <= 200 or " " in credentials.secret:
        raise UnfitCredentials(part="Secret", why="it is some 43 letters, digits, - and _, without spaces")
    if not _TOKEN.fullmatch(credentials.token):
        raise UnfitCredentials(part="Token", why="it is up to 32 letters and digits")
    try:
        Seal(token="", encoding_aes_key=credentials.key, receive_id="")
    except (UnfitKey, ValueError):
        raise UnfitCredentials(part="EncodingAESKey", why="it is 43 letters and digits") from None


def _fit_for_wechat(credentials: Credentials) -> None:
    """As WeCom's, but without a key where callbacks come in clear."""
    if not _APP_SECRET.fullmatch(credentials.secret):
        raise UnfitCredentials(part="AppSecret", why="it is 32 letters and digits")
    if not _WECHAT_TOKEN.fullmatch(credentials.token):
        raise UnfitCredentials(part="Token", why="it is 3 to 32 letters and digits")
    if credentials.key:
        try:
            Seal(token="", encoding_aes_key=credentials.key, receive_id="")
        except (UnfitKey, ValueError):
            raise UnfitCredentials(part="EncodingAESKey", why="it is 43 letters and digits") from None


CHANNELS: Final[Mapping[str, Channel]] = {
    "wecom": Channel(WeComTongue, _drawn_for_wecom, _fit_for_wecom, MAX_BODY_BYTES),
    **sea.CHANNELS,
    OFFICIAL_ACCOUNT: Channel(WeChatTongue, _drawn_for_wecom, _fit_for_wechat, MAX_BODY_BYTES),
    MINI_PROGRAM: Channel(WeChatTongue, _drawn_for_wecom, _fit_for_wechat, MAX_BODY_BYTES),
}
"""By the channel's name, as it stands in a callback's address."""
