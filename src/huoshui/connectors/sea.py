"""The public platforms' tongue: one for all of them, made of what `channels.doors` knows of each."""

import re
import secrets
import string
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import orjson

from huoshui.bedrock.clock import milliseconds
from huoshui.channels.contract import Arrival
from huoshui.channels.doors import registry
from huoshui.channels.doors.contract import (
    MAX_BODY_BYTES,
    RING,
    Call,
    Door,
    Forged,
    Held,
    Message,
    Proven,
    Unreadable,
)
from huoshui.channels.wecom.channel import parameters
from huoshui.connectors.contract import Credentials, ForgedCallback, Opened, UnfitCredentials, UnreadableCallback
from huoshui.connectors.tongue import Channel, Heard, Rung

_KINDS: Final = re.compile(r"[^A-Za-z0-9_.\-]")
_LATEST: Final = timedelta(days=1)
_LETTERS: Final = string.ascii_letters + string.digits
_TOKEN: Final = re.compile(r"[A-Za-z0-9]{3,32}")
_KEY: Final = re.compile(r"[A-Za-z0-9]{43}")
_KEY_LENGTH: Final = 43
_SECRET: Final = re.compile(r"[!-~]{6,200}")

_Answer = TypeVar("_Answer")


class SeaTongue:
    """A public platform's: proven by the account's secret, or for a while by the one before."""

    def __init__(self, door: Door, opened: Opened) -> None:
        held, app_id = opened.credentials, opened.account.corp_id
        self._door = door
        self._account = opened.account.name
        self._held = Held(app_id, held.secret, held.token, held.key)
        self._until = held.before_until
        self._before = Held(app_id, held.before_secret, held.before_token, held.before_key)

    def echo(self, query: bytes, *, now: datetime) -> bytes:
        """This will answer the platform's question whether we are here."""
        ask = self._door.strategy.echo
        if ask is None:
            raise ForgedCallback(check="signature")
        call = Call(parameters(query))
        return self._by_either(now, lambda held: ask(call, held, now))

    def hear(self, query: bytes, body: bytes, *, headers: Mapping[str, str], now: datetime) -> Heard:
        """This will open a callback."""
        if len(body) > MAX_BODY_BYTES:
            raise UnreadableCallback(why="it is too large")
        call = Call(parameters(query), headers, body)
        proven, messages, asked = self._by_either(now, lambda held: self._opened(call, held, now))
        if asked is not None:
            return Heard("", b"", "", now, answer=asked, kept=False)
        key = registry.key(self._door, proven, messages)
        return Heard(key, proven.content, _kind(messages), _said_at(messages, now), answer=self._door.answer)

    def read(self, content: bytes, *, now: datetime) -> tuple[object, Sequence[Arrival]]:
        """This will read what was kept: its messages, and the events they make."""
        try:
            messages = self._door.messages(content)
        except Unreadable as error:
            raise UnreadableCallback(why=str(error)[:100]) from None
        found = registry.arrivals(self._door, self._held, self._account, messages, received_at=milliseconds(now))
        return messages, found

    def retold(self, content: bytes, *, now: datetime) -> tuple[str, bytes, Mapping[str, str]]:
        """This will sign a callback anew, so that what hears the platform hears us."""
        call = self._door.strategy.sign(content, self._held, now, secrets.token_hex(8))
        return urlencode(call.query), call.body, {"Content-Type": "application/json", **call.headers}

    def _opened(self, call: Call, held: Held, now: datetime) -> tuple[Proven, list[Message], bytes | None]:
        proven = self._door.strategy.prove(call, held, now)
        asked = self._door.challenge(proven.content)
        return proven, [] if asked is not None else self._door.messages(proven.content), asked

    def _by_either(self, now: datetime, hear: Callable[[Held], _Answer]) -> _Answer:
        try:
            try:
                return hear(self._held)
            except Forged:
                if self._until is None or now >= self._until:
                    raise
                return hear(self._before)
        except Forged as error:
            raise ForgedCallback(check=str(error)) from None
        except Unreadable as error:
            raise UnreadableCallback(why=str(error)[:100]) from None


def pulled(channel: str, lead: Mapping[str, Any], *, now: datetime) -> Heard:
    """This will take a lead that was pulled for what its push would have been, under the same key."""
    door, content = registry.DOORS[channel], orjson.dumps(lead)
    messages = door.messages(content)
    key = registry.key(door, Proven(content, content), messages)
    return Heard(key, content, _kind(messages), _said_at(messages, now))


def _kind(messages: Sequence[Message]) -> str:
    """What kinds came, each once; a platform may bring several at once."""
    kinds = sorted({_KINDS.sub("_", one.kind) or "unknown" for one in messages}) or ["empty"]
    return ",".join(kinds)[:80]


def _said_at(messages: Sequence[Message], now: datetime) -> datetime:
    """The platform's moment, where it can be one."""
    stated = [one.said_at for one in messages if one.said_at is not None]
    at = datetime.fromtimestamp(max(stated) / 1000, UTC) if stated else now
    return at if at < now + _LATEST else now


def _channel(door: Door) -> Channel:
    drawn = door.strategy.drawn
    return Channel(
        tongue=lambda opened: SeaTongue(door, opened),
        drawn=lambda: (_letters(24) if drawn else "", _letters(_KEY_LENGTH) if door.strategy.sealed else ""),
        check=lambda credentials: _fit(door, credentials),
        most_bytes=MAX_BODY_BYTES,
        channel=door.channel,
        unverified=door.unverified,
        dated=door.strategy.dated,
        secret_signs=not drawn,
        ring=lambda opened, now: _ring(door, opened, now),
    )


def _ring(door: Door, opened: Opened, now: datetime) -> Rung:
    held = opened.credentials
    body = orjson.dumps({RING: secrets.token_hex(8)})
    mine = Held(opened.account.corp_id, held.secret, held.token, held.key)
    call = door.strategy.sign(body, mine, now, secrets.token_hex(8))
    return Rung(urlencode(call.query), {"content-type": "application/json", **call.headers}, call.body)


def _fit(door: Door, credentials: Credentials) -> None:
    if not door.strategy.drawn and not _SECRET.fullmatch(credentials.secret):
        raise UnfitCredentials(part="Secret", why="it is 6 to 200 letters, digits and signs, without spaces")
    if door.strategy.drawn and not _TOKEN.fullmatch(credentials.token):
        raise UnfitCredentials(part="Token", why="it is 3 to 32 letters and digits")
    if door.strategy.sealed and not _KEY.fullmatch(credentials.key):
        raise UnfitCredentials(part="EncodingAESKey", why="it is 43 letters and digits")


def _letters(number: int) -> str:
    """As many letters and digits; of 43 the last leaves the padding bits at zero, so that any decoder takes it."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(number))
    return drawn[:-1] + secrets.choice("AEIMQUYcgkosw048") if number == _KEY_LENGTH else drawn


CHANNELS: Final[Mapping[str, Channel]] = {name: _channel(door) for name, door in registry.DOORS.items()}
