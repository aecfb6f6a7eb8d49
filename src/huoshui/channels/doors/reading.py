"""Reading what platforms write: JSON or XML, moments in four manners, numbers and texts that may be anything."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Final

import orjson

from huoshui.channels.doors.contract import RING, Message, Unreadable
from huoshui.channels.wecom.envelopes import Unreadable as UnreadableXml
from huoshui.channels.wecom.envelopes import read_xml

_BEIJING: Final = timezone(timedelta(hours=8))
_EARLIEST_MS: Final = 631_152_000_000
_LATEST_MS: Final = 4_102_444_800_000
_LONGEST: Final = 2_000
RUNG: Final = "huoshui.ring"


def document(content: bytes) -> dict[str, Any]:
    """
    This will read a JSON object, or the children of an XML document's root.

    :raises Unreadable: if it is neither
    """
    said = parsed(content)
    if not isinstance(said, dict):
        raise Unreadable("it is no object")
    return said


def parsed(content: bytes) -> Any:  # noqa: ANN401 any JSON
    """
    This will read JSON, or XML.

    :raises Unreadable: if it is neither
    """
    if content.lstrip()[:1] == b"<":
        try:
            return read_xml(content)
        except UnreadableXml as error:
            raise Unreadable(str(error)) from None
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        raise Unreadable("it is neither JSON nor XML") from None


def inner(value: Any) -> Any:  # noqa: ANN401 any JSON
    """This will read JSON that was written as a text inside JSON; what is none stays as it is."""
    if isinstance(value, str) and value.strip()[:1] in ("{", "["):
        with contextlib.suppress(orjson.JSONDecodeError):
            return orjson.loads(value)
    return value


def member(value: Any) -> dict[str, Any]:  # noqa: ANN401 any JSON
    """This will give an object, written as a text or not; an empty one where there is none."""
    said = inner(value)
    return said if isinstance(said, dict) else {}


def word(value: Any) -> str:  # noqa: ANN401 any JSON
    """This will give a text or whole number as a text that every store can keep; empty where it is neither."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).replace("\x00", "").strip()[:_LONGEST]


def first(fields: Mapping[str, Any], *names: str) -> str:
    """This will give the first of some fields that says something."""
    return next((said for name in names if (said := word(fields.get(name)))), "")


def moment(value: Any) -> int | None:  # noqa: ANN401 any JSON
    """
    This will read a moment in milliseconds: of seconds or milliseconds since 1970, ``2026-11-22 10:00:00`` in Beijing,
    ISO 8601, or as weibo writes it; nothing where it is none.
    """
    said = word(value)
    if said.isascii() and said.isdecimal():
        number = int(said[:16])
        milliseconds = number if number > 100_000_000_000 else number * 1000
    else:
        read = _written(said)
        if read is None:
            return None
        milliseconds = int(read.timestamp() * 1000)
    return milliseconds if _EARLIEST_MS <= milliseconds <= _LATEST_MS else None


def rung(fields: Mapping[str, Any]) -> Message | None:
    """This will give the message of a callback that we rang ourselves."""
    ring = word(fields.get(RING))
    return Message(f"ring-{ring}", RUNG, None, {}) if ring else None


def _written(said: str) -> datetime | None:
    for read in (datetime.fromisoformat, _weibo, parsedate_to_datetime):
        try:
            found = read(said)
            return found if found.tzinfo else found.replace(tzinfo=_BEIJING)
        except (ValueError, OverflowError, TypeError):
            continue
    return None


def _weibo(said: str) -> datetime:
    return datetime.strptime(said, "%a %b %d %H:%M:%S %z %Y").astimezone(UTC)
