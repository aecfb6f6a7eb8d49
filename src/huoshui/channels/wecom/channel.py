"""What a door does with a callback: prove who sent it, read it, and say it in events."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from huoshui.bedrock.clock import milliseconds
from huoshui.channels.contract import Arrival
from huoshui.channels.wecom import envelopes
from huoshui.channels.wecom.callbacks import Fact, fact_of
from huoshui.channels.wecom.envelopes import Envelope, Unreadable
from huoshui.channels.wecom.signing import NotGenuine, Seal, Stamp
from huoshui.channels.wecom.translator import arrivals

MAX_BODY_BYTES: Final = 1024 * 1024
_OLDEST: Final = 24 * 3600
"""Seconds. Keys of deliveries are kept for longer, so that what was heard once is not heard again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    One callback that was truly sent to us.

    ``key`` tells a repeated delivery from another event; ``letter`` is what was sealed, to be kept as it came.
    """

    key: str
    letter: bytes
    envelope: Envelope
    fact: Fact
    arrivals: list[Arrival]


class Ear:
    """Hears the callbacks of one app of one corp (or, with ``suites``, of the corps that installed a suite)."""

    def __init__(self, seal: Seal, *, corp_id: str = "", suites: bool = False) -> None:
        self._seal = seal
        self._corp_id = corp_id
        self._suites = suites

    def echo(self, query: bytes) -> bytes:
        """
        This will answer WeCom's question whether we are here, to be sent back as it is.

        :raises NotGenuine: if it was not WeCom that asked
        """
        asked = parameters(query)
        return self._seal.open(asked.get("echostr", ""), _stamp(asked))

    def hear(self, query: bytes, body: bytes, *, now: datetime) -> Delivery:
        """
        This will open one callback.

        :raises NotGenuine: if WeCom did not send it, sent it to another, or sent it more than a day ago
        :raises Unreadable: if it is not what WeCom sends
        """
        if len(body) > MAX_BODY_BYTES:
            raise Unreadable("it is too large")
        stamp = _stamp(parameters(query))
        letter = self._seal.open(envelopes.sealed_in(body), stamp)
        if not stamp.timestamp.isdecimal() or abs(int(now.timestamp()) - int(stamp.timestamp[:18])) > _OLDEST:
            raise NotGenuine("timestamp")
        return self.understand(letter, now=now)

    def understand(self, letter: bytes, *, now: datetime) -> Delivery:
        """
        This will read a letter that was opened and kept before, as `hear` does.

        :raises NotGenuine: if it is about another corp
        :raises Unreadable: if it is not what WeCom sends
        """
        envelope = envelopes.read(letter)
        if not self._suites and envelope.corp_id != self._corp_id:
            raise NotGenuine("corp")
        fact = fact_of(envelope)
        return Delivery(envelope.key, letter, envelope, fact, arrivals(envelope, fact, received_at=milliseconds(now)))


def parameters(query: bytes) -> dict[str, str]:
    """This will read an address's parameters, decoding each once: a ``+`` is a plus, as base 64 has them."""
    pairs = (pair.partition("=") for pair in query.decode("ascii", "replace").split("&"))
    return {unquote(name): unquote(value) for name, _, value in pairs}


def _stamp(asked: dict[str, str]) -> Stamp:
    return Stamp(asked.get("msg_signature", ""), asked.get("timestamp", ""), asked.get("nonce", ""))
