"""The patient reader: when the strict one gives up, each item of the body is read on its own, as far as it can be."""

import json
import math
import re
from collections.abc import Callable
from typing import Any, Final

import msgspec
import orjson

from huoshui.channels.contract import UnreadableBody
from huoshui.channels.segment.identifiers import text_of
from huoshui.channels.segment.shapes import Broken, Message

MAX_DEPTH: Final = 64
MAX_KEY_BYTES: Final = 1024
TOO_DEEP: Final = "\N{REPLACEMENT CHARACTER}too deep\N{REPLACEMENT CHARACTER}"
"""Stands where something was nested more deeply than `MAX_DEPTH`."""

_WIDEST: Final = 2**63
_LONGEST_DIGITS: Final = 4000
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DOCUMENTS: Final = ("properties", "context")
_OBJECTS: Final = (*_DOCUMENTS, "traits")
_TEXTS: Final = ("type", "event", "messageId", "name", "category")
_IDS: Final = ("userId", "anonymousId", "groupId", "previousId")
_MOMENTS: Final = ("timestamp", "originalTimestamp", "sentAt")


def read(body: bytes) -> tuple[Message | Broken, list[Message | Broken] | None]:
    """
    Read a body item by item: a single message and ``None``, or what a batch's items share and the items.

    Text that is not UTF-8 keeps what is legible; ``NaN`` and ``Infinity`` become ``null``; what is nested too deeply
    is cut off and its item broken.

    :raises UnreadableBody: if it is not JSON, or neither a message nor a batch
    """
    whole = _json(body.decode("utf-8", "replace").removeprefix("\ufeff"))
    if isinstance(whole, list):
        return Message(), [_item(item) for item in whole]
    if not isinstance(whole, dict):
        raise UnreadableBody(why=f"it is {_kind(whole)}, not an object")
    batch = whole.pop("batch", None)
    head = _item(whole)
    if batch is None:
        return head, None
    if not isinstance(batch, list):
        raise UnreadableBody(why=f"its batch is {_kind(batch)}, not an array")
    return head, [_item(item) for item in batch]


def _json(text: str) -> Any:  # noqa: ANN401 any JSON
    try:
        return _loads(text)
    except RecursionError:
        return _loads(_cut(text))


def _loads(text: str) -> Any:  # noqa: ANN401 any JSON
    try:
        return json.loads(text, parse_constant=lambda _: None, parse_int=_integer, strict=False)
    except ValueError as error:
        raise UnreadableBody(why=str(error)) from None


def _integer(digits: str) -> int | str:
    # Python refuses to read very long numbers because reading them is slow; as text they lose nothing.
    return int(digits) if len(digits) < _LONGEST_DIGITS else digits


def _cut(text: str) -> str:
    """Replace what stands deeper than `MAX_DEPTH` + 2 (a batch's own two levels), without recursion."""
    kept, depth, start = [], 0, 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in "[{":
            depth += 1
            if depth == MAX_DEPTH + 4:
                kept.append(text[start : token.start()])
        elif mark in "]}":
            if depth == MAX_DEPTH + 4:
                kept.append(json.dumps(TOO_DEEP))
                start = token.end()
            depth -= 1
    return "".join((*kept, text[start:])) if depth < MAX_DEPTH + 4 else "".join(kept)


def _item(item: object) -> Message | Broken:
    if not isinstance(item, dict):
        return Broken("NotAnObject", f"the item is {_kind(item)}, not an object", content=storable(item))
    fields: dict[str, Any] = storable(item)
    read: dict[str, Any] = {
        **{name: _text(fields.get(name)) for name in _TEXTS},
        **{name: _id(fields.get(name)) for name in _IDS},
        **{name: _moment(fields.get(name)) for name in _MOMENTS},
        **{
            name: msgspec.Raw(orjson.dumps(value)) for name in _DOCUMENTS if isinstance(value := fields.get(name), dict)
        },
    }
    if isinstance(fields.get("traits"), dict):
        read["traits"] = fields["traits"]
    for name in _OBJECTS:
        # some languages write an empty object as an empty array
        if fields.get(name) and name not in read:
            return Broken("NotAnObject", f"{name} is {_kind(fields[name])}, not an object", fields, Message(**read))
    return Message(**read)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else text_of(value) or None


def _id(value: object) -> str | float | None:
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _moment(value: object) -> str | float | None:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    # anything else that is not null is no moment, and must be seen to be none
    return None if value is None else "?"


def _kind(value: object) -> str:
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "a text"),
        (list, "an array"),
        (dict, "an object"),
    )
    return next((name for types, name in names if isinstance(value, types)), "null")


def storable(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 any JSON
    """
    Make JSON that both engines can keep.

    NUL and lone surrogates become U+FFFD, numbers beyond 64 bits become text, ``Infinity`` becomes ``null``, and what
    is nested more deeply than `MAX_DEPTH` becomes `TOO_DEEP`.
    """
    clean = _CLEANERS.get(type(value))
    return value if clean is None else clean(value, depth)


def storable_text(text: str) -> str:
    """Replace what no engine keeps in a text: NUL and lone surrogates."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _clean_dict(value: dict[str, Any], depth: int) -> Any:  # noqa: ANN401 any JSON
    if depth > MAX_DEPTH:
        return TOO_DEEP
    return {storable_text(key): storable(inner, depth + 1) for key, inner in value.items()}


def _clean_list(value: list[Any], depth: int) -> Any:  # noqa: ANN401 any JSON
    return TOO_DEEP if depth > MAX_DEPTH else [storable(inner, depth + 1) for inner in value]


_CLEANERS: Final[dict[type, Callable[[Any, int], Any]]] = {
    str: lambda value, _: storable_text(value),
    int: lambda value, _: value if -_WIDEST <= value < 2 * _WIDEST else str(value),
    float: lambda value, _: value if math.isfinite(value) else None,
    dict: _clean_dict,
    list: _clean_list,
}


def flaw(value: object, depth: int = 0) -> tuple[str, str] | None:
    """Find what makes a JSON value unfit to keep: nested too deeply, or with a key that is too long."""
    if isinstance(value, dict):
        for key in value:
            # a character is at most four bytes
            if len(key) * 4 > MAX_KEY_BYTES and len(key.encode()) > MAX_KEY_BYTES:
                return "KeyTooLong", f"a key has {len(key.encode())} bytes, {MAX_KEY_BYTES} is the most"
        return _flaw_below(value.values(), depth)
    if isinstance(value, list):
        return _flaw_below(value, depth)
    return _DEEP if value == TOO_DEEP else None


_DEEP: Final = ("TooDeep", f"it is nested more than {MAX_DEPTH} levels deep")


def _flaw_below(values: Any, depth: int) -> tuple[str, str] | None:  # noqa: ANN401 an iterable of any JSON
    if depth >= MAX_DEPTH:
        return _DEEP
    for inner in values:
        if (found := flaw(inner, depth + 1)) is not None:
            return found
    return None
