"""Who a row is about: usable identifiers, what turned out to be none, and how buyer and receiver are called."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from huoshui.channels.exports.cells import KEY_STATES, MASKED, NOTHING, USABLE, clean, key_of, mask_allows
from huoshui.channels.exports.fields import BadCell, Binding, Getter, Row
from huoshui.channels.exports.mapping import Kind, Mapping

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
    """Reads the person of an order's row: the buyer's phone first, the receiver's only where it can be the same person's."""

    def __init__(self, mapping: Mapping, binding: Binding) -> None:
        columns = mapping.columns
        self._identifiers = identifier_getters(mapping, binding)
        self._buyer_phone = binding.text(columns.get("buyer_phone"), repeats=False)
        self._receiver_phone = binding.text(columns.get("receiver_phone"), repeats=False)
        self._buyer = [
            (name, get)
            for name, field in (("name", "buyer_name"), ("nick", "buyer_nick"))
            if (get := binding.text(columns.get(field), repeats=False))
        ]
        self._receiver_name = binding.text(columns.get("receiver_name"), repeats=False)
        self._address = [
            get
            for name in ("province", "city", "district", "receiver_address")
            if (get := binding.text(columns.get(name), repeats=name != "receiver_address"))
        ]
        self._composite = binding.text(columns.get("composite_address"), repeats=False)
        self.pair: Pair | None = self._pair_of(columns.keys() & {"buyer_phone", "buyer_name"}, binding, mapping)

    def read(self, row: Row) -> Person:
        """This will read who an order's row is about."""
        person = Person()
        for namespace, get, _ in self._identifiers:
            _add(person, namespace, get(row))
        for name, get in self._buyer:
            text = get(row)
            if text:
                person.buyer[name] = text
        self._receive(row, person)
        bought = self._buyer_phone(row) if self._buyer_phone else ""
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
        _add(person, "phone", text)

    def _receive(self, row: Row, person: Person) -> None:
        receiver = person.receiver
        if self._composite and (text := self._composite(row)):
            parts = _COMPOSITE.match(text)
            if parts:
                found = dict(zip(("name", "phone", "address"), map(clean, parts.groups()), strict=True))
                receiver |= {name: part for name, part in found.items() if part}
            else:
                receiver["address"] = text
        if self._receiver_name and (name := self._receiver_name(row)):
            receiver["name"] = name
        if self._receiver_phone and (phone := self._receiver_phone(row)):
            receiver["phone"] = phone
        if self._address:
            address = " ".join([part for get in self._address if (part := get(row))])
            if address:
                receiver["address"] = address

    def _pair_of(self, given: set[str], binding: Binding, mapping: Mapping) -> Pair | None:
        """Reads a clear phone and the name that stands beside it, cheaply: it is asked for every row."""
        names = ("buyer_phone", "buyer_name") if len(given) == 2 else ("receiver_phone", "receiver_name")
        phones, called = (binding.places(mapping.columns.get(name)) for name in names)
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


def identifier_getters(mapping: Mapping, binding: Binding) -> list[tuple[str, Getter, str]]:
    """This will give each mapped namespace with the function that reads it; numbers that were destroyed are noticed."""
    found = []
    for namespace, spec in mapping.identifiers.items():
        kind = Kind.TEXT if namespace in {"phone", "email"} else Kind.ID
        get = binding.field(spec, kind, repeats=False)
        if get:
            found.append((namespace, get, ", ".join(spec.column)))
    return found


def _add(person: Person, namespace: str, text: str) -> str:
    """Judge a cell as an identifier; a person's state is the best of all, in the order of `KEY_STATES`."""
    state, normal = key_of(namespace, text)
    if state == USABLE and (namespace, normal) not in person.identifiers:
        person.identifiers.append((namespace, normal))
    if KEY_STATES[state] < KEY_STATES[person.state]:
        person.state = state
    return state


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
