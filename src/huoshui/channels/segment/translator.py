"""A request's body becomes arrivals, one for each item, good or bad. Every event passes through here: it is tuned."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from huoshui.channels.contract import MAX_BATCH_EVENTS, Arrival, TooManyEvents, UnreadableBody
from huoshui.channels.segment import loose
from huoshui.channels.segment.arriving import Request
from huoshui.channels.segment.shapes import Body, Broken, Keyed, Message

_read = msgspec.json.Decoder(Body).decode
_read_key = msgspec.json.Decoder(Keyed).decode
_KEY: Final = re.compile(rb'"(?:writeKey|api_key|token)"\s*:\s*"([\x21\x23-\x5b\x5d-\x7e]{1,200})"')
_BACKSLASH: Final = ord("\\")


def write_key_in(body: bytes) -> str | None:
    """Find the write key that some SDKs put into the body, even one that only the patient reader can read."""
    try:
        keyed = _read_key(body)
    except (ValueError, RecursionError):
        found = _KEY.search(body)
        return found.group(1).decode() if found else None
    return keyed.writeKey or keyed.api_key or keyed.token


def translate(
    body: bytes, *, kind: str | None, received_at: int, default_channel: str, sent_at: str | None = None
) -> list[Arrival]:
    """
    Turn a body into its arrivals, in order, one for each item; an item that cannot be taken carries its ``problem``.

    ``kind`` is the route's (``None`` for a batch, where each item says its own), ``sent_at`` the ``SentAt`` header
    that some SDKs send in place of the field. Moments are milliseconds since 1970-01-01 UTC.

    :raises UnreadableBody: if it is not JSON, or neither a message nor a batch of them
    :raises TooManyEvents: if the batch holds more than `MAX_BATCH_EVENTS`
    """
    shared = received_at, default_channel, sent_at
    # the strict reader lets NUL through, which neither engine keeps
    if _BACKSLASH not in body or b"\\u0000" not in body:
        try:
            whole = _read(body)
            return _arrivals(whole, whole.batch, kind, Request(*shared))
        except (ValueError, RecursionError):
            pass  # something in it is not as it should be: the patient reader tells what
    return _arrivals(*loose.read(body), kind, Request(*shared))


def _arrivals(
    head: Message | Broken, items: Sequence[Message | Broken] | None, kind: str | None, request: Request
) -> list[Arrival]:
    if items is None:
        kind = kind or _type_of(head)
        if kind is None:
            raise UnreadableBody(why="it holds neither a batch nor a type")
        return [request.arrival(head, kind, 0)]
    if len(items) > MAX_BATCH_EVENTS:
        raise TooManyEvents(events=len(items), limit=MAX_BATCH_EVENTS)
    request.share(head)
    return [request.arrival(item, None, index) for index, item in enumerate(items)]


def _type_of(item: Message | Broken) -> str | None:
    message = item.salvaged if isinstance(item, Broken) else item
    return message.type if message else None
