"""
The envelopes of callbacks: XML read with care, and the two forms in which the letter inside begins.

An app of the corp's own gets ToUserName, CreateTime, Event; a third party's suite gets AuthCorpId, TimeStamp, InfoType.
https://developer.work.weixin.qq.com/document/path/90930
"""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from xml.parsers import expat

import orjson

Fields = dict[str, "str | Fields | list[str | Fields]"]
"""An element's children by name: text, children of their own, or a list where a name stands more than once."""

_DEEPEST: Final = 16


class Unreadable(ValueError):
    """This is not the XML that WeCom sends."""


@dataclass(frozen=True)
class Envelope:
    """What every callback says, whatever it is about; ``created_at`` is in seconds since 1970-01-01 UTC."""

    corp_id: str
    event: str
    change: str = ""
    created_at: int = 0
    suite_id: str = ""
    agent_id: str = ""
    fields: Fields = field(default_factory=dict)
    """All that was said, the above included."""

    @cached_property
    def key(self) -> str:
        """
        The name of this event for ever: the same for each delivery of it, another for any other.

        It is made of all that was said. Not of the ciphertext, which is new with each delivery; and not of the sender
        and the second, as WeCom's documentation has it, for two customers may add one staff member in one second. The
        order of elements counts for nothing.
        """
        said = orjson.dumps([self.corp_id, sorted(_leaves(self.fields))])
        return hashlib.sha256(said).hexdigest()


def sealed_in(body: bytes) -> str:
    """
    This will find what is sealed in the body of a callback.

    :raises Unreadable: if it is not XML or holds nothing sealed
    """
    encrypted = read_xml(body).get("Encrypt")
    if not isinstance(encrypted, str) or not encrypted:
        raise Unreadable("nothing is sealed in it")
    return encrypted


def read(letter: bytes) -> Envelope:
    """
    This will read what was sealed, in either form.

    :raises Unreadable: if it is not XML, or says neither which corp nor which event
    """
    fields = read_xml(letter)
    corp, event = text(fields, "AuthCorpId", "ToUserName"), text(fields, "InfoType", "Event", "MsgType")
    if not corp or not event:
        raise Unreadable("it names no corp or no event")
    return Envelope(
        corp_id=corp,
        event=event,
        change=text(fields, "ChangeType"),
        created_at=number(fields, "TimeStamp", "CreateTime"),
        suite_id=text(fields, "SuiteId"),
        agent_id=text(fields, "AgentID", "AgentId"),
        fields=fields,
    )


def text(fields: Fields, *names: str) -> str:
    """This will give the text of the first of some fields that has one."""
    return next((value for name in names if isinstance(value := fields.get(name), str) and value), "")


def number(fields: Fields, *names: str) -> int:
    """This will give the first of some fields as a whole number, 0 where there is none."""
    said = text(fields, *names)
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 18 else 0


def read_xml(document: bytes) -> Fields:
    """
    This will read the children of a document's root.

    A document type is refused unread, and with it every way to make a small document large.

    :raises Unreadable: if it is not XML, brings a document type, or is nested more than sixteen deep
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.write
    try:
        parser.Parse(document.strip(), True)  # noqa: FBT003 expat's own
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two of encodings that it cannot read
        raise Unreadable(str(error)) from None
    return reader.root


class _Reader:
    """What is open, from the root inwards: each element's children and its text."""

    def __init__(self) -> None:
        self.root: Fields = {}
        self._open: list[tuple[Fields, list[str]]] = []

    def refuse(self, *_: object) -> None:
        raise Unreadable("it brings a document type")

    def begin(self, _name: str, _attributes: dict[str, str]) -> None:
        if len(self._open) == _DEEPEST:
            raise Unreadable("it is nested too deep")
        self._open.append(({}, []))

    def write(self, words: str) -> None:
        self._open[-1][1].append(words)

    def end(self, name: str) -> None:
        children, words = self._open.pop()
        if not self._open:
            self.root = children
            return
        value: str | Fields = children or "".join(words).strip()
        siblings = self._open[-1][0]
        before = siblings.get(name)
        if before is None:
            siblings[name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            siblings[name] = [before, value]


def _leaves(value: str | Fields | list[str | Fields], path: str = "") -> list[tuple[str, str]]:
    """Each text below with its path; what stands in a list keeps together by a digest of its own."""
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, list):
        return [(path, hashlib.sha256(orjson.dumps(sorted(_leaves(one)))).hexdigest()) for one in value]
    return [leaf for name, inner in value.items() for leaf in _leaves(inner, f"{path}/{name}")]
