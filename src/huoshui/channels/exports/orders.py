"""Rows that are orders: one row each, or several lines that belong to one order."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from huoshui.channels.contract import FileEvent
from huoshui.channels.exports import states
from huoshui.channels.exports.columns import NOWHERE, Cells, Columns, Extras, Values
from huoshui.channels.exports.fields import BadCell, Binding
from huoshui.channels.exports.items import ItemReader
from huoshui.channels.exports.kinds import Kind
from huoshui.channels.exports.mapping import Mapping
from huoshui.channels.exports.outcome import Slice
from huoshui.channels.exports.persons import Pair, Person, PersonReader, pair_of_order


class Line(msgspec.Struct, gc=False):
    """
    One row of an order: its number, its cells, its values, the columns that nothing maps, what cannot be read, and its
    product when that is as plain as most are.
    """

    number: int
    row: list[str]
    values: Values
    kept: dict[str, str]
    bad: BadCell | None
    product: dict[str, Any] | None


_TEXTS = {
    "salesperson": "salesperson",
    "staff_account": "staff_id",
    "store": "store",
    "order_source": "source",
    "remark": "remark",
    "staff_remark": "staff_remark",
    "payment_id": "payment_id",
    "channel": "channel",
}
"""Canonical field to the property it becomes."""
_TIMES = ("placed_at", "paid_at", "shipped_at", "finished_at", "closed_at", "refunded_at")
_AMOUNTS = ("received", "shipping", "discount")
_RANK = {state: rank for rank, state in enumerate(("", "closed", "refunded", "unpaid", "paid", "shipped", "finished"))}
_PAID = frozenset({"paid", "shipped", "finished", "refunded"})
_KEY_SAFE = re.compile(r"[\s\x00-\x1f]")
_ALONE = 1


class OrderReader:
    """Reads orders of one table; ``prepare`` a block of rows, then ``read`` all lines of one order."""

    def __init__(self, mapping: Mapping, columns: Sequence[str]) -> None:
        binding = Binding(mapping, columns)
        fields = mapping.columns
        self._mapping = mapping
        self._ids = Columns(binding, grouped=bool(mapping.group_by))
        self._ids.add(fields.get("order_id"), Kind.ID, repeats=False)
        self._columns = Columns(binding, grouped=bool(mapping.group_by))
        self._names = [
            name for name in _TIMES if self._columns.add(fields.get(name), Kind.TIME, repeats=False) != NOWHERE
        ]
        self._times = slice(0, len(self._names))
        for field, name in _TEXTS.items():
            if self._columns.add(fields.get(field), Kind.TEXT, repeats=field != "payment_id") != NOWHERE:
                self._names.append(name)
        self._sums = slice(len(self._names), len(self._names))
        for name in _AMOUNTS:
            if self._columns.add(fields.get(name), Kind.MONEY) != NOWHERE:
                self._names.append(f"{name}_fen")
        self._sums = slice(self._sums.start, len(self._names))
        self._stated = slice(0, len(self._names))
        self._shop, self._status, self._refund_status = (
            self._columns.add(fields.get(name), Kind.TEXT) for name in ("shop", "status", "refund_status")
        )
        self._total, self._refunded = (
            self._columns.add(fields.get(name), Kind.MONEY) for name in ("total", "refunded")
        )
        self._total_column = ", ".join(fields["total"].column) if "total" in fields else ""
        self._is_refund = binding.condition(mapping.refund_when)
        self._persons = PersonReader(mapping, self._columns)
        self._items = ItemReader(mapping, self._columns)
        self._extras = Extras(binding.extra())
        self._always = {"platform": mapping.platform, "currency": mapping.currency}
        self.pair: Pair | None = pair_of_order(mapping, binding)
        """The function that reads a row's clear phone and the name beside it, if the table has both."""

    def groups(self, rows: Sequence[Sequence[str]]) -> list[str | BadCell]:
        """This will read the order number of each row: ``""`` when it has none, what is wrong when it was destroyed."""
        return self._groups(Cells(rows, few=True))

    def _groups(self, cells: Cells) -> list[str | BadCell]:
        (groups,) = self._ids.read(cells)
        return groups

    def prepare(self, numbers: Sequence[int], rows: Sequence[list[str]]) -> tuple[list[str | BadCell], list[Line]]:
        """This will turn a block of rows into the order number of each, and lines."""
        cells = Cells(rows)
        lists = self._columns.read(cells)
        values = list(zip(*lists, strict=True))
        bad = self._columns.bad_cells(values)
        products = [None] * cells.count if self._columns.bad else self._items.plain(lists, cells.count)
        return self._groups(cells), list(map(Line, numbers, rows, values, self._extras.kept(cells), bad, products))

    def read(self, order_id: str, lines: Sequence[Line], out: Slice) -> None:
        """This will read the lines of one order into ``out``; when one of them cannot be read, none is imported."""
        if not lines:
            return
        for line in lines:
            if line.bad is not None:
                _refuse(lines, line, line.bad, out)
                return
        try:
            events = self._events(order_id, lines, out)
        except BadCell as bad:
            _refuse(lines, lines[0], bad, out)
            return
        out.imported += len(lines)
        out.records += 1
        out.events += events

    def _events(self, order_id: str, lines: Sequence[Line], out: Slice) -> list[FileEvent]:
        first = lines[0].values
        properties: dict[str, Any] = {"order_id": order_id, **self._always}
        shop = (first[self._shop] if self._shop != NOWHERE else "") or self._mapping.shop
        if shop:
            properties["shop"] = shop
        stated = first[self._stated]
        if len(lines) > _ALONE:
            stated = self._together(lines, stated)
        properties |= {name: value for name, value in zip(self._names, stated, strict=True) if value}
        if "placed_at" not in properties and "paid_at" not in properties:
            raise BadCell(code="no_time", column="", value="")
        state = self._state(lines, properties)
        paid = self._mapping.paid == "always" or "paid_at" in properties or state in _PAID
        self._products(lines, properties, out)
        self._money(lines, properties, out, paid=paid, state=state)
        person = self._persons.read(first)
        out.keys[person.state] += 1
        if person.buyer:
            properties["buyer"] = person.buyer
        if person.receiver:
            properties["receiver"] = person.receiver
        return self._named(lines, properties, person, paid=paid, state=state)

    def _together(self, lines: Sequence[Line], first: Values) -> Values:
        """What an order's lines state together: the first moment of each kind, and sums where each line has its own."""
        rows = [line.values[self._stated] for line in lines]
        if self._mapping.totals != "row" and rows.count(first) == len(rows):
            return first
        stated = list(first)
        for place in range(self._times.stop):
            known = [row[place] for row in rows if row[place]]
            stated[place] = min(known) if known else None
        if self._mapping.totals == "row":
            for place in range(self._sums.start, self._sums.stop):
                stated[place] = sum(row[place] or 0 for row in rows)
        return tuple(stated)

    def _state(self, lines: Sequence[Line], properties: dict[str, Any]) -> str:
        if self._status == NOWHERE:
            return ""
        word: str = lines[0].values[self._status]
        if len(lines) > _ALONE:
            words = [line.values[self._status] for line in lines]
            word = max(words, key=lambda one: _RANK[self._meaning(one)])
        if word:
            properties["status"] = word
        return self._meaning(word)

    def _meaning(self, word: str) -> str:
        return self._mapping.states.get(word) or states.meaning(word)

    def _money(self, lines: Sequence[Line], properties: dict[str, Any], out: Slice, *, paid: bool, state: str) -> None:
        total = self._total_of(lines, out)
        if total is None and paid and (self._total != NOWHERE or self._mapping.totals == "items"):
            raise BadCell(code="no_amount", column=self._total_column, value="")
        if total is not None:
            properties["total_fen"] = total
            properties["total"] = total / 100
        refunded = self._refunded_of(lines)
        if not refunded and paid and total and (state in {"refunded", "closed"} or self._all_returned(lines)):
            refunded = abs(total)
        if refunded:
            properties["refunded_fen"] = refunded

    def _total_of(self, lines: Sequence[Line], out: Slice) -> int | None:
        if self._mapping.totals == "items":
            totals = [self._items.worth(line.values) for line in lines]
        elif self._total == NOWHERE:
            return None
        else:
            totals = [line.values[self._total] for line in lines]
        stated = [total for total in totals if total is not None]
        if not stated:
            return None
        if len(lines) == _ALONE or self._mapping.totals != "order":
            return sum(stated)
        if len(set(stated)) > 1:
            told = ", ".join(str(one / 100) for one in stated)
            out.trouble(lines[0].number, lines[0].row, "totals_differ", self._total_column, told)
        return stated[0]

    def _refunded_of(self, lines: Sequence[Line]) -> int:
        by_item = sum(self._items.refunded(line.values) for line in lines) if self._items.has_refunds else 0
        if self._refunded == NOWHERE:
            return by_item or self._returned(lines)
        stated = [abs(fen) for line in lines if (fen := line.values[self._refunded])]
        if not stated:
            return by_item or self._returned(lines)
        return sum(stated) if self._mapping.totals == "row" else max(stated)

    def _returned(self, lines: Sequence[Line]) -> int:
        """What lines that were given back cost, where each line has its own amount."""
        if self._mapping.totals != "row" or NOWHERE in {self._total, self._refund_status}:
            return 0
        returned = [line for line in lines if states.refunded(line.values[self._refund_status])]
        return sum(line.values[self._total] or 0 for line in returned)

    def _all_returned(self, lines: Sequence[Line]) -> bool:
        place = self._refund_status
        return place != NOWHERE and all(states.refunded(line.values[place]) for line in lines)

    def _products(self, lines: Sequence[Line], properties: dict[str, Any], out: Slice) -> None:
        products: list[dict[str, Any]] = []
        kept = lines[0].kept
        alike = all(line.kept is kept or line.kept == kept for line in lines)
        common = (
            kept
            if alike
            else {name: text for name, text in kept.items() if all(line.kept.get(name) == text for line in lines)}
        )
        plain = [line.product for line in lines if line.product is not None] if alike else []
        if len(plain) == len(lines):
            products = plain
            lines = ()
        for line in lines:
            found, ambiguous = self._items.read(line.values)
            if ambiguous:
                out.trouble(line.number, line.row, "quantity_ambiguous", ambiguous)
            if not alike and found:
                own = {name: text for name, text in line.kept.items() if name not in common}
                if own:
                    found[0]["columns"] = own
            products += found
        if products:
            properties["products"] = products
        if common:
            properties["columns"] = common

    def _named(
        self, lines: Sequence[Line], properties: dict[str, Any], person: Person, *, paid: bool, state: str
    ) -> list[FileEvent]:
        key = self._key(properties["order_id"], properties.get("shop", ""))
        rows = (lines[0].number,) if len(lines) == _ALONE else tuple([line.number for line in lines])
        placed = properties.get("placed_at") or properties["paid_at"]
        if self._is_refund is not None and self._is_refund(lines[0].row):
            amount = abs(properties.get("total_fen", 0))
            properties |= {"refund_id": properties["order_id"], "refunded_fen": amount, "amount": amount / 100}
            return [FileEvent(key, "Order Refunded", placed, person.identifiers, properties, {}, rows)]
        at = properties.get("paid_at") or placed
        if paid:
            events = [FileEvent(key, "Order Completed", at, person.identifiers, properties, {}, rows)]
            if properties.get("refunded_fen"):
                events.append(_refund(key, at, person, properties, rows))
            return events
        if state == "closed":
            at = properties.get("closed_at") or placed
            return [FileEvent(key, "Order Cancelled", at, person.identifiers, properties, {}, rows)]
        return [FileEvent(key, "Order Placed", placed, person.identifiers, properties, {}, rows)]

    def _key(self, order_id: str, shop: str) -> str:
        """Names an order for ever: platform, shop, number."""
        key = f"{self._mapping.platform}:{shop}:{order_id}"
        return key if order_id.isalnum() and not shop else _KEY_SAFE.sub("_", key)


def _refuse(lines: Sequence[Line], culprit: Line, bad: BadCell, out: Slice) -> None:
    for line in lines:
        if line is culprit:
            out.refuse(line.number, line.row, bad.code, bad.column, bad.value)
        else:
            out.refuse(line.number, line.row, "order_incomplete", bad.column)


def _refund(key: str, paid_at: int, person: Person, properties: dict[str, Any], rows: tuple[int, ...]) -> FileEvent:
    """The export tells only what was given back so far: one running refund per order."""
    amount = properties["refunded_fen"]
    kept: dict[str, Any] = {
        name: properties[name] for name in ("order_id", "platform", "shop", "currency") if name in properties
    }
    at = next((properties[name] for name in ("refunded_at", "closed_at", "finished_at") if name in properties), paid_at)
    told = {**kept, "refund_id": "export", "refunded_fen": amount, "amount": amount / 100}
    return FileEvent(key, "Order Refunded", max(at, paid_at), person.identifiers, told, {}, rows)
