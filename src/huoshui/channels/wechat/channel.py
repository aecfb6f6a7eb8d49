"""
What a door does with a callback: prove who sent it, read it, and say it in events.

https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html

An account with an EncodingAESKey is heard sealed only: in the compatible mode what is sealed counts and the clear copy
beside it is passed over. Without a key it is heard plainly. A plain signature covers a moment and a nonce and not what
is said, so a plain callback must be young.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from huoshui.bedrock.clock import milliseconds
from huoshui.channels.contract import Arrival
from huoshui.channels.wechat import envelopes
from huoshui.channels.wechat.callbacks import Fact, fact_of
from huoshui.channels.wechat.envelopes import Envelope
from huoshui.channels.wechat.translator import arrivals
from huoshui.channels.wecom.channel import MAX_BODY_BYTES, parameters
from huoshui.channels.wecom.envelopes import Unreadable, text
from huoshui.channels.wecom.signing import NotGenuine, Seal, Stamp

_OLDEST_SEALED: Final = 24 * 3600
_OLDEST_PLAIN: Final = 10 * 60
"""Seconds: WeChat brings a callback three times within a quarter of a minute."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One callback that was truly sent to us; ``letter`` is what is kept of it, as it came or as it was sealed."""

    letter: bytes
    envelope: Envelope
    fact: Fact
    arrivals: list[Arrival]


class Ear:
    """Hears the callbacks of one official account or mini-program; ``channel`` is which of the two."""

    def __init__(self, *, token: str, key: str, appid: str, channel: str) -> None:
        self._token = token
        self._appid = appid
        self._channel = channel
        self._seal = Seal(token=token, encoding_aes_key=key, receive_id=appid) if key else None

    def echo(self, query: bytes) -> bytes:
        """
        This will answer WeChat's question whether we are here: what it asked, as it is, in every mode.

        :raises NotGenuine: if it was not WeChat that asked
        """
        asked = parameters(query)
        self._check(asked)
        return asked.get("echostr", "").encode()

    def hear(self, query: bytes, body: bytes, *, now: datetime) -> Delivery:
        """
        This will open one callback.

        :raises NotGenuine: if WeChat did not send it, sent it to another, or sent it long ago
        :raises Unreadable: if it is not what WeChat sends
        """
        if len(body) > MAX_BODY_BYTES:
            raise Unreadable("it is too large")
        asked = parameters(query)
        self._check(asked)
        fresh = _OLDEST_PLAIN if self._seal is None else _OLDEST_SEALED
        timestamp = asked.get("timestamp", "")
        if not timestamp.isdecimal() or abs(int(now.timestamp()) - int(timestamp[:18])) > fresh:
            raise NotGenuine("timestamp")
        return self.understand(self._opened(asked, body), now=now)

    def understand(self, letter: bytes, *, now: datetime) -> Delivery:
        """
        This will read a letter that was opened and kept before, as `hear` does.

        :raises Unreadable: if it is not what WeChat sends
        """
        envelope = envelopes.read(letter)
        fact = fact_of(envelope)
        told = arrivals(envelope, fact, appid=self._appid, channel=self._channel, received_at=milliseconds(now))
        return Delivery(letter, envelope, fact, told)

    def _opened(self, asked: dict[str, str], body: bytes) -> bytes:
        if self._seal is None:
            return body
        sealed = text(envelopes.fields_of(body), "Encrypt")
        if not sealed:
            raise NotGenuine("seal")
        stamp = Stamp(asked.get("msg_signature", ""), asked.get("timestamp", ""), asked.get("nonce", ""))
        return self._seal.open(sealed, stamp)

    def _check(self, asked: dict[str, str]) -> None:
        signed = signature(self._token, timestamp=asked.get("timestamp", ""), nonce=asked.get("nonce", ""))
        if not hmac.compare_digest(signed.encode(), asked.get("signature", "").encode(errors="replace")):
            raise NotGenuine("signature")


def signature(token: str, *, timestamp: str, nonce: str) -> str:
    """This will give the plain ``signature`` of a callback."""
    signed = "".join(sorted((token, timestamp, nonce))).encode(errors="replace")
    return hashlib.sha1(signed, usedforsecurity=False).hexdigest()
