"""Who a row is about: usable identifiers, what turned out to be none, and how buyer and receiver are called."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huoshui.channels.exports.cells import KEY_STATES, MASKED, NOTHING, USABLE, clean, key_of, mask_allows
from huoshui.channels.exports.columns import NOWHERE, Columns, Values
from huoshui.channels.exports.fields import BadCell, Binding, Getter, Row
from huoshui.channels.exports.kinds import Kind
from huoshui.channels.exports.mapping import Mapping

_SEVERAL = re.compile(r"[;；,，、/\s]+")
_COMPOSITE = re.compile(r"^\s*([^,，]*)[,，]\s*([^,，]*)[,，]\s*(.*?)[,，\s]*$", re.DOTALL)
_CLEAR = 11

Pair = Callable[[Row], tuple[int, str] | None]


@dataclass(slots=True)
class Person:
    """Identifiers that can be used, and the best that any person key of the row turned out to be."""

    identifiers: list[tuple[str, str]] = field(default_factory=list)
    state: str = NOTHING
    buyer: dict[str, Any] = field(default_factory=dict)
    receiver: dict[str, Any] = field(default_factory=dict)


class PersonReader:
    """
    Reads the person of an order's row: the buyer's phone first, the receiver's only where it can be the same
    person's.
    """

    def __init__(self, mapping: Mapping, columns: Columns) -> None:
        fields = mapping.columns
        self._identifiers = [
            (namespace, place)
            for namespace, spec in mapping.identifiers.items()
            if (place := columns.add(spec, identifier_kind(namespace), repeats=False)) != NOWHERE
        ]
        self._buyer = [
            (name, place)
            for name, field in (("name", "buyer_name"), ("nick", "buyer_nick"))
            if (place := columns.add(fields.get(field), Kind.TEXT, repeats=False)) != NOWHERE
        ]
        self._buyer_phone = columns.add(fields.get("buyer_phone"), Kind.TEXT, repeats=False)
        self._receiver_phone = columns.add(fields.get("receiver_phone"), Kind.TEXT, repeats=False)
        self._receiver_name = columns.add(fields.get("receiver_name"), Kind.TEXT, repeats=False)
        first = len(columns)
        for part in ("province", "city", "district"):
            columns.add(fields.get(part), Kind.TEXT)
        columns.add(fields.get("receiver_address"), Kind.TEXT, repeats=False)
        self._address = slice(first, len(columns))
        self._composite = columns.add(fields.get("composite_address"), Kind.TEXT, repeats=False)

    def read(self, values: Values) -> Person:
        """This will read who an order's row is about."""
        person = Person()
        for namespace, place in self._identifiers:
            _add(person, namespace, values[place])
        for name, place in self._buyer:
            if values[place]:
                person.buyer[name] = values[place]
        self._receive(values, person.receiver)
        bought = values[self._buyer_phone] if self._buyer_phone != NOWHERE else ""
        state = NOTHING
        if bought:
            state = _add(person, "phone", bought)
            if state == USABLE:
                person.buyer["phone"] = person.identifiers[-1][1]
            elif state == MASKED:
                person.buyer["phone"] = bought
        received = person.receiver.get("phone")
        if received:
            self._receivers_phone(person, received, bought, state)
        return person

    def _receivers_phone(self, person: Person, text: str, bought: str, state: str) -> None:
        if state == USABLE and text == bought:
            person.receiver["phone"] = person.buyer["phone"]
            return
        received, normal = key_of("phone", text)
        if received == USABLE:
            person.receiver["phone"] = normal
        elif received != MASKED:
            del person.receiver["phone"]
        if state == USABLE:
            return  # a gift goes to somebody else: the buyer's own number decides
        if received == USABLE and state == MASKED and not mask_allows(bought, normal):
            return
        _note(person, "phone", received, normal)

    def _receive(self, values: Values, receiver: dict[str, Any]) -> None:
        if self._composite != NOWHERE and values[self._composite]:
            parts = _COMPOSITE.match(values[self._composite])
            if parts:
                found = dict(zip(("name", "phone", "address"), map(clean, parts.groups()), strict=True))
                receiver |= {name: part for name, part in found.items() if part}
            else:
                receiver["address"] = values[self._composite]
        if self._receiver_name != NOWHERE and values[self._receiver_name]:
            receiver["name"] = values[self._receiver_name]
        if self._receiver_phone != NOWHERE and values[self._receiver_phone]:
            receiver["phone"] = values[self._receiver_phone]
        address = " ".join(filter(None, values[self._address]))
        if address:
            receiver["address"] = address


def pair_of_order(mapping: Mapping, binding: Binding) -> Pair | None:
    """This will give the function that reads an order's clear phone and the name beside it, if the table has both."""
    fields = mapping.columns
    names = (
        ("buyer_phone", "buyer_name")
        if {"buyer_phone", "buyer_name"} <= fields.keys()
        else ("receiver_phone", "receiver_name")
    )
    phones, called = (binding.places(fields.get(name)) for name in names)
    return pair_reader(phones, called)


def pair_reader(phones: list[int], names: list[int]) -> Pair | None:
    """This will give the function that reads the first clear mobile number of a row and the name beside it."""
    if not phones or not names:
        return None
    name_at = names[0]

    def pair(row: Row) -> tuple[int, str] | None:
        for place in phones:
            text = row[place]
            if len(text) != _CLEAR:
                text = clean(text).removeprefix("86-")
            if len(text) == _CLEAR and text.isdecimal():
                name = row[name_at]
                return (int(text), clean(name)) if name and "*" not in name and "#" not in name else None
        return None

    return pair


def identifier_kind(namespace: str) -> Kind:
    """This will tell how cells of a namespace are read: numbers that were destroyed are noticed."""
    return Kind.TEXT if namespace in {"phone", "email"} else Kind.ID


def identifier_getters(mapping: Mapping, binding: Binding) -> list[tuple[str, Getter, str]]:
    """This will give each mapped namespace with the function that reads it and its columns' names."""
    return [
        (namespace, get, ", ".join(spec.column))
        for namespace, spec in mapping.identifiers.items()
        if (get := binding.field(spec, identifier_kind(namespace)))
    ]


def _add(person: Person, namespace: str, text: str) -> str:
    """Judge a cell as an identifier."""
    state, normal = key_of(namespace, text)
    _note(person, namespace, state, normal)
    return state


def _note(person: Person, namespace: str, state: str, normal: str) -> None:
    """Keep a usable identifier; a person's state is the best of all, in the order of `KEY_STATES`."""
    if state == USABLE and (namespace, normal) not in person.identifiers:
        person.identifiers.append((namespace, normal))
    if KEY_STATES[state] < KEY_STATES[person.state]:
        person.state = state


def read_identifiers(getters: list[tuple[str, Getter, str]], row: Row) -> Person:
    """This will read the identifiers of a row that is a person's own; one cell may hold several phones."""
    person = Person()
    for namespace, get, _ in getters:
        try:
            text = get(row)
        except BadCell:
            if len(getters) == 1:
                raise
            _add(person, "member_no", "")
            continue
        parts = _SEVERAL.split(text) if namespace == "phone" and key_of("phone", text)[0] != USABLE else [text]
        for part in parts:
            _add(person, namespace, part)
    return person
