"""Rows that are orders: one row each, or several lines that belong to one order."""

import re
from collections.abc import Sequence
from typing import Any

from huoshui.channels.contract import FileEvent
from huoshui.channels.exports import states
from huoshui.channels.exports.fields import BadCell, Binding, Row
from huoshui.channels.exports.items import ItemReader
from huoshui.channels.exports.mapping import Kind, Mapping
from huoshui.channels.exports.outcome import Slice
from huoshui.channels.exports.persons import Pair, Person, PersonReader

Line = tuple[int, list[str]]

_TEXTS = {
    "salesperson": "salesperson", "staff_account": "staff_id", "store": "store", "order_source": "source", "remark": "remark",
    "staff_remark": "staff_remark", "payment_id": "payment_id", "channel": "channel",
}  # fmt: skip
"""Canonical field to the property it becomes."""
_TIMES = ("placed_at", "paid_at", "shipped_at", "finished_at", "closed_at", "refunded_at")
_RANK = {state: rank for rank, state in enumerate(("", "closed", "refunded", "unpaid", "paid", "shipped", "finished"))}
_PAID = frozenset({"paid", "shipped", "finished", "refunded"})
_KEY_SAFE = re.compile(r"[\s\x00-\x1f]")


class OrderReader:
    """Reads orders of one table; ``read`` takes all lines of one order."""

    def __init__(self, mapping: Mapping, columns: Sequence[str]) -> None:
        binding = Binding(mapping, columns)
        self._mapping = mapping
        self._order_id = binding.field(mapping.columns.get("order_id"), Kind.ID, repeats=False)
        self._shop = binding.text(mapping.columns.get("shop"))
        self._times = [(name, get) for name in _TIMES if (get := binding.field(mapping.columns.get(name), Kind.TIME, repeats=False))]
        self._texts = [
            (name, get) for field, name in _TEXTS.items() if (get := binding.text(mapping.columns.get(field), repeats=field != "payment_id"))
        ]
        self._amounts = [
            (name, get)
            for name in ("received", "shipping", "discount")
            if (get := binding.field(mapping.columns.get(name), Kind.MONEY))
        ]
        self._status = binding.text(mapping.columns.get("status"))
        self._refund_status = binding.text(mapping.columns.get("refund_status"))
        self._total = binding.field(mapping.columns.get("total"), Kind.MONEY)
        self._refunded = binding.field(mapping.columns.get("refunded"), Kind.MONEY)
        self._total_column = ", ".join(mapping.columns["total"].column) if "total" in mapping.columns else ""
        self._is_refund = binding.condition(mapping.refund_when)
        self._persons = PersonReader(mapping, binding)
        self._items = ItemReader(mapping, binding)
        self._extras = binding.extras()
        self._always = {"platform": mapping.platform, "currency": mapping.currency}
        self._state_of: dict[str, str] = mapping.states

    @property
    def pair(self) -> Pair | None:
        """The function that reads a row's clear phone and the name beside it, if the table has both."""
        return self._persons.pair

    def group(self, row: Row) -> str:
        """
        This will read the order number of a row, ``""`` when it has none.

        :raises BadCell: if the number was destroyed
        """
        return str(self._order_id(row)) if self._order_id else ""

    def key(self, order_id: str, row: Row) -> str:
        """This will name an order for ever: platform, shop, number."""
        shop = self._shop(row) if self._shop else ""
        key = f"{self._mapping.platform}:{shop or self._mapping.shop}:{order_id}"
        return key if order_id.isalnum() and not shop else _KEY_SAFE.sub("_", key)

    def read(self, order_id: str, lines: Sequence[Line], out: Slice) -> None:
        """This will read one order into ``out``; when one of its lines cannot be read, none is imported."""
        try:
            events = self._events(order_id, lines, out)
        except BadCell as bad:
            self._refuse(lines, bad, out)
            return
        out.imported += len(lines)
        out.records += 1
        out.events += events

    def _refuse(self, lines: Sequence[Line], bad: BadCell, out: Slice) -> None:
        culprit = next((index for index, (_, row) in enumerate(lines) if self._breaks(row)), 0)
        for index, (number, row) in enumerate(lines):
            if index == culprit:
                out.refuse(number, row, bad.code, bad.column, bad.value)
            else:
                out.refuse(number, row, "order_incomplete", bad.column)

    def _breaks(self, row: Row) -> bool:
        try:
            for _, get in self._times:
                get(row)
            for amount in (self._total, self._refunded, *(get for _, get in self._amounts)):
                if amount:
                    amount(row)
            self._items.one(row)
        except BadCell:
            return True
        return False

    def _events(self, order_id: str, lines: Sequence[Line], out: Slice) -> list[FileEvent]:
        first = lines[0][1]
        properties: dict[str, Any] = {"order_id": order_id, **self._always}
        shop = (self._shop(first) if self._shop else "") or self._mapping.shop
        if shop:
            properties["shop"] = shop
        self._stated(lines, properties)
        state = self._state(lines, properties)
        is_refund = self._is_refund is not None and self._is_refund(first)
        paid = self._mapping.paid == "always" or "paid_at" in properties or state in _PAID
        self._money(lines, properties, out, paid=paid, state=state)
        person = self._persons.read(first)
        out.keys[person.state] += 1
        if person.buyer:
            properties["buyer"] = person.buyer
        if person.receiver:
            properties["receiver"] = person.receiver
        self._products(lines, properties, out)
        return self._named(lines, properties, person, is_refund=is_refund, paid=paid, state=state)

    def _stated(self, lines: Sequence[Line], properties: dict[str, Any]) -> None:
        first = lines[0][1]
        for name, get in self._times:
            at = get(first)
            if len(lines) > 1:
                known = [moment for _, row in lines if (moment := get(row)) is not None]
                at = min(known) if known else None
            if at is not None:
                properties[name] = at
        if "placed_at" not in properties and "paid_at" not in properties:
            raise BadCell("no_time", "", "")
        for name, get in self._texts:
            text = get(first)
            if text:
                properties[name] = text
        for name, get in self._amounts:
            fen = get(first)
            if len(lines) > 1 and self._mapping.totals == "row":
                fen = sum(get(row) or 0 for _, row in lines)
            if fen:
                properties[f"{name}_fen"] = fen

    def _state(self, lines: Sequence[Line], properties: dict[str, Any]) -> str:
        if self._status is None:
            return ""
        word = self._status(lines[0][1])
        state = self._meaning(word)
        if len(lines) > 1:
            words = [(self._status(row)) for _, row in lines]
            word = max(words, key=lambda one: _RANK[self._meaning(one)])
            state = self._meaning(word)
        if word:
            properties["status"] = word
        return state

    def _meaning(self, word: str) -> str:
        return self._state_of.get(word) or states.meaning(word)

    def _money(self, lines: Sequence[Line], properties: dict[str, Any], out: Slice, *, paid: bool, state: str) -> None:
        total = self._total_of(lines, out)
        if total is None and paid and (self._total or self._mapping.totals == "items"):
            raise BadCell("no_amount", self._total_column, "")
        if total is not None:
            properties["total_fen"] = total
            properties["total"] = total / 100
        refunded = self._refunded_of(lines)
        if not refunded and paid and total and (state == "refunded" or state == "closed" or self._all_returned(lines)):
            refunded = abs(total)
        if refunded:
            properties["refunded_fen"] = refunded

    def _total_of(self, lines: Sequence[Line], out: Slice) -> int | None:
        if self._mapping.totals == "items":
            totals = [self._items.worth(row) for _, row in lines]
        elif self._total is None:
            return None
        elif len(lines) == 1:
            total: int | None = self._total(lines[0][1])
            return total
        else:
            totals = [self._total(row) for _, row in lines]
        stated = [total for total in totals if total is not None]
        if len(lines) == 1 or not stated:
            return stated[0] if stated else None
        if self._mapping.totals != "order":
            return sum(stated)
        if len(set(stated)) > 1:
            number, row = lines[0]
            out.trouble(number, row, "totals_differ", self._total_column, ", ".join(str(one / 100) for one in stated))
        return int(stated[0])

    def _refunded_of(self, lines: Sequence[Line]) -> int:
        by_item = sum(self._items.refunded(row) for _, row in lines) if self._items.has_refunds else 0
        if self._refunded is None:
            return by_item or self._returned(lines)
        if len(lines) == 1:
            return abs(self._refunded(lines[0][1]) or 0) or by_item
        stated = [abs(fen) for _, row in lines if (fen := self._refunded(row))]
        if not stated:
            return by_item or self._returned(lines)
        return sum(stated) if self._mapping.totals == "row" else max(stated)

    def _returned(self, lines: Sequence[Line]) -> int:
        """What lines that were given back cost, where each line has its own amount."""
        if self._mapping.totals != "row" or self._total is None or self._refund_status is None:
            return 0
        return sum(self._total(row) or 0 for _, row in lines if states.refunded(self._refund_status(row)))

    def _all_returned(self, lines: Sequence[Line]) -> bool:
        get = self._refund_status
        return get is not None and all(states.refunded(get(row)) for _, row in lines)

    def _products(self, lines: Sequence[Line], properties: dict[str, Any], out: Slice) -> None:
        products: list[dict[str, Any]] = []
        spans: list[int] = []
        for number, row in lines:
            found, ambiguous = self._items.read(row)
            if ambiguous:
                out.trouble(number, row, "quantity_ambiguous", ambiguous)
            products += found
            spans.append(len(found))
        extras = [self._extras.values(row) for _, row in lines]
        if len(lines) == 1 or extras.count(extras[0]) == len(extras):
            kept = self._extras.kept(extras[0])
        else:
            kept = self._split(extras, products, spans)
        if products:
            properties["products"] = products
        if kept:
            properties["columns"] = kept

    def _split(self, extras: list[tuple[str, ...]], products: list[dict[str, Any]], spans: list[int]) -> dict[str, str]:
        """Columns that are alike on every line stay with the order, the others go to their products."""
        alike = [len(set(values)) == 1 for values in zip(*extras, strict=True)]
        names = self._extras.names
        varying = [name for name, same in zip(names, alike, strict=True) if not same]
        place = 0
        for values, span in zip(extras, spans, strict=True):
            own = self._extras.kept([value for value, same in zip(values, alike, strict=True) if not same], varying)
            if own and span:
                products[place]["columns"] = own
            place += span
        common = [(name, value) for name, value, same in zip(names, extras[0], alike, strict=True) if same]
        return self._extras.kept([value for _, value in common], [name for name, _ in common])

    def _named(
        self, lines: Sequence[Line], properties: dict[str, Any], person: Person, *, is_refund: bool, paid: bool, state: str
    ) -> list[FileEvent]:
        key = self.key(properties["order_id"], lines[0][1])
        rows = (lines[0][0],) if len(lines) == 1 else tuple([number for number, _ in lines])
        placed = properties.get("placed_at") or properties["paid_at"]
        if is_refund:
            properties["refund_id"] = properties["order_id"]
            amount = abs(properties.get("total_fen", 0))
            properties |= {"refunded_fen": amount, "amount": amount / 100}
            return [FileEvent(key, "Order Refunded", placed, person.identifiers, properties, {}, rows)]
        at = properties.get("paid_at") or placed
        if paid:
            events = [FileEvent(key, "Order Completed", at, person.identifiers, properties, {}, rows)]
            if properties.get("refunded_fen"):
                events.append(self._refund(key, at, person, properties, rows))
            return events
        if state == "closed":
            at = properties.get("closed_at") or placed
            return [FileEvent(key, "Order Cancelled", at, person.identifiers, properties, {}, rows)]
        return [FileEvent(key, "Order Placed", placed, person.identifiers, properties, {}, rows)]

    def _refund(self, key: str, paid_at: int, person: Person, properties: dict[str, Any], rows: tuple[int, ...]) -> FileEvent:
        """The export tells only what was given back so far: one running refund per order."""
        amount = properties["refunded_fen"]
        kept: dict[str, Any] = {name: properties[name] for name in ("order_id", "platform", "shop", "currency") if name in properties}
        at = next((properties[name] for name in ("refunded_at", "closed_at", "finished_at") if name in properties), paid_at)
        told = {**kept, "refund_id": "export", "refunded_fen": amount, "amount": amount / 100}
        return FileEvent(key, "Order Refunded", max(at, paid_at), person.identifiers, told, {}, rows)

