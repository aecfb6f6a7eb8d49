"""
The JSON objects on a message, read: what they hold, what is kept of them, what they tell of person and channel.

Objects come again: all events of a visitor's page share one context, and a product is viewed by thousands. So what was
read is remembered by its bytes, and most messages cost two look-ups here. Nobody changes what is remembered.
"""

from typing import Any, Final

import msgspec
import orjson

from huoshui.bedrock.memory import Memory
from huoshui.channels.segment import loose, surroundings
from huoshui.channels.segment.identifiers import RESERVED, Identifiers, add_of_context, add_reserved

Object = dict[str, Any]

_REMEMBERED: Final = 20_000
_LONGEST_REMEMBERED: Final = 1500
_MOST_MEMBERS_REMEMBERED: Final = 48
"""A read object takes far more room than its text, and it comes from outside: what is remembered has few members."""
_EMPTY_JSON: Final = (b"{}", b"null", b"")

_read = msgspec.json.Decoder(Object).decode
_nothing: Final[Object] = {}


class Document(msgspec.Struct, frozen=True, gc=False):
    """A JSON object as read, as it is kept, and what makes it unfit to keep (a code and a sentence)."""

    content: Object
    text: bytes
    flaw: tuple[str, str] | None = None
    identifiers: Identifiers = []
    """What its reserved names say of the person; of a context: its device and external ids."""
    channel: str = ""
    """The channel that a context tells, if any."""


NOTHING: Final = Document(_nothing, b"{}")

_properties: Final[Memory[bytes, Document]] = Memory(_REMEMBERED)
_contexts: Final[Memory[bytes, Document]] = Memory(_REMEMBERED)


def properties(raw: msgspec.Raw) -> Document:
    """
    Read a message's properties.

    :raises ValueError: if it is not a JSON object
    """
    given = bytes(raw)
    found = _properties.get(given)
    if found is None:
        if given in _EMPTY_JSON:
            return NOTHING
        found = stated(_read(given))
        if _is_small(given):
            _properties.put(given, found)
    return found


def context(raw: msgspec.Raw, shared: bytes) -> Document:
    """
    Read a message's context, over what its batch ``shared`` (a JSON object, or nothing): the message's own word counts.

    :raises ValueError: if one of them is not a JSON object
    """
    given = bytes(raw)
    if given in _EMPTY_JSON:
        if not shared:
            return NOTHING
        given = b"{}"
    key = shared + given if shared else given
    found = _contexts.get(key)
    if found is None:
        found = _surroundings({**(_read(shared) if shared else _nothing), **_read(given)})
        if _is_small(key):
            _contexts.put(key, found)
    return found


def stated(content: Object) -> Document:
    """Write properties or traits, and find what their reserved names say of the person."""
    found = document(content)
    if not RESERVED.isdisjoint(content):
        add_reserved(found.identifiers, content)
    return found


def document(content: Object) -> Document:
    """Write what was read in the form in which it is kept."""
    content, text = encode(content)
    return Document(content, text, _flaw(content, text), [])


def encode(content: Object) -> tuple[Object, bytes]:
    """Write JSON, and give what was written: whole numbers beyond 64 bits become text, hundreds of levels are cut."""
    try:
        # not msgspec's encoder: this one refuses whole numbers that no engine of ours keeps as such
        return content, _fitted(orjson.dumps(content))
    except (TypeError, RecursionError):
        content = loose.storable(content)
        return content, _fitted(orjson.dumps(content))


def _fitted(text: bytes) -> bytes:
    """The same text in no more room than it needs: orjson leaves several times as much behind its end."""
    return bytes(memoryview(text))


def _is_small(text: bytes) -> bool:
    if len(text) > _LONGEST_REMEMBERED:
        return False
    return text.count(b",") + text.count(b"{") + text.count(b"[") <= _MOST_MEMBERS_REMEMBERED


def _surroundings(content: Object) -> Document:
    found = document(content)
    if surroundings.TELLING.isdisjoint(found.content):
        return found
    add_of_context(found.identifiers, found.content)
    _, kept = encode(surroundings.without_person(found.content))
    channel = surroundings.channel("", found.content, _nothing)
    return Document(found.content, kept, found.flaw, found.identifiers, channel)


def _flaw(content: Object, text: bytes) -> tuple[str, str] | None:
    # a short object with few brackets can hold neither a long key nor great depth
    if len(text) > loose.MAX_KEY_BYTES or text.count(b"{") + text.count(b"[") >= loose.MAX_DEPTH:
        return loose.flaw(content)
    return None
