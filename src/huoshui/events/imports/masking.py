"""
Personal data taken out of a record before it leaves the reading process, so that the server's thread need not look
for it.

What the platform readers put where is known: people are in ``buyer`` and ``receiver``. Anything else that looks
like a phone or
an address goes through intake's own, slower search.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from huoshui.bedrock.masks import mask
from huoshui.channels.exports.cells import personal_kind
from huoshui.events import privacy

_PEOPLE = ("buyer", "receiver")
_KINDS = {"name": "name", "phone": "phone", "address": "address"}
_ELEVEN = re.compile(rb"1[3-9]\d{9}(?!\d)")


def masked(properties: Mapping[str, Any], document: bytes) -> bytes:
    """
    This will give ``document``, which is ``properties`` as JSON, without personal data.

    :raises ValueError: if the document does not say of a person what the properties do
    """
    for name in _PEOPLE:
        if name in properties:
            document = _without(document, name, properties[name])
    return privacy.scrubbed(document) if _suspicious(document) else document


def _without(document: bytes, name: str, person: Mapping[str, Any]) -> bytes:
    key = b'"%b":' % name.encode()
    before, found, after = document.partition(key + _encode(person))
    if not found:
        msg = f"the document does not say who the {name} is"
        raise ValueError(msg)
    return before + key + _encode(_person(person)) + after


def _suspicious(document: bytes) -> bool:
    if b"@" in document:
        return True
    for found in _ELEVEN.finditer(document):
        before = document[max(0, found.start() - 2) : found.start()]
        if before == b"86" or not before[-1:].isdigit():
            return True
    return False


def _person(person: Mapping[str, Any]) -> dict[str, Any]:
    return {name: mask(_KINDS[name], value) if name in _KINDS else value for name, value in person.items()}


def needs_search(columns: Iterable[str]) -> bool:
    """This will tell whether unmapped columns have names that intake knows as personal and the readers do not mask."""
    return any(privacy.kind_of(column) and not personal_kind(column) for column in columns)


_encode = msgspec.json.Encoder().encode
