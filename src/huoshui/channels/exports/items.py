"""What an order's row says was bought: one product, or several joined in one cell."""

from collections.abc import Sequence
from typing import Any

from huoshui.channels.exports import amounts
from huoshui.channels.exports.columns import NOWHERE, Columns, Values
from huoshui.channels.exports.fields import BadCell
from huoshui.channels.exports.kinds import Kind
from huoshui.channels.exports.mapping import Mapping

_PARTS = {
    "item_sku": "sku",
    "item_id": "product_id",
    "item_name": "name",
    "item_spec": "variant",
    "sub_order_id": "sub_order_id",
}
_JOINERS = (";", "；")


class ItemReader:
    """Reads the products of a row: sku, product_id, name, variant, quantity, price, price_fen, total_fen."""

    def __init__(self, mapping: Mapping, columns: Columns) -> None:
        fields = mapping.columns
        first = len(columns)
        self._names = [
            name
            for field, name in _PARTS.items()
            if columns.add(
                fields.get(field),
                Kind.ID if field.endswith(("sku", "id")) else Kind.TEXT,
                repeats=name != "sub_order_id",
            )
            != NOWHERE
        ]
        self._parts = slice(first, len(columns))
        self._quantity = columns.add(fields.get("quantity"), Kind.TEXT)
        self._quantity_column = ", ".join(fields["quantity"].column) if "quantity" in fields else ""
        self._price = columns.add(fields.get("item_price"), Kind.MONEY)
        self._total = columns.add(fields.get("item_total"), Kind.MONEY)
        self._refunded = columns.add(fields.get("item_refunded"), Kind.MONEY)
        self._status = columns.add(fields.get("status"), Kind.TEXT) if mapping.totals == "row" else NOWHERE
        self._in_fen = "item_price" in fields and fields["item_price"].unit == "fen"
        self._price_text = columns.add(fields.get("item_price"), Kind.TEXT) if mapping.totals == "items" else NOWHERE
        self.has_refunds = self._refunded != NOWHERE
        """Whether each row says what was refunded of it."""

    def _count(self, values: Values) -> int | None:
        text = values[self._quantity] if self._quantity != NOWHERE else ""
        if not text:
            return None
        quantity = amounts.whole(text)
        if quantity is None:
            raise BadCell("bad_number", self._quantity_column, text)
        return quantity

    def plain(self, lists: Sequence[list[Any]], count: int) -> list[dict[str, Any] | None]:
        """
        This will read the products of a block of rows (as `Columns.read` gave it) that hold one product each.

        ``None`` for a row that `read` has to look at: it holds several, none, or a quantity that cannot be read.
        """
        parts = lists[self._parts]
        if not parts:
            return [None] * count
        products: list[dict[str, Any]] = [
            {name: text for name, text in zip(self._names, texts, strict=True) if text}
            for texts in zip(*parts, strict=True)
        ]
        odd = _several_or_none(parts, products)
        if self._quantity != NOWHERE:
            counts = [text and amounts.whole(text) for text in lists[self._quantity]]
            odd += [place for place, quantity in enumerate(counts) if quantity is None]
            _put(products, "quantity", counts)
        if self._price != NOWHERE:
            _put(products, "price_fen", lists[self._price])
            _put(products, "price", [fen if fen is None else fen / 100 for fen in lists[self._price]])
        for name, place in (("total_fen", self._total), ("status", self._status)):
            if place != NOWHERE:
                _put(products, name, lists[place])
        found: list[dict[str, Any] | None] = [*products]
        for place in odd:
            found[place] = None
        return found

    def refunded(self, values: Values) -> int:
        """This will tell what was given back for a row, in fen."""
        fen: int = values[self._refunded] or 0
        return abs(fen)

    def worth(self, values: Values) -> int | None:
        """This will multiply a row's price by its quantity, in fen."""
        quantity, fen = self._count(values), values[self._price]
        if quantity is None or fen is None:
            return None
        if self._in_fen:
            return int(fen * quantity)
        return amounts.line_total(values[self._price_text], fen, quantity)

    def read(self, values: Values) -> tuple[list[dict[str, Any]], str]:
        """
        This will give a row's products and, when one quantity stands for several of them, the column that says so.
        """
        parts = values[self._parts]
        together = "".join(parts)
        for joiner in _JOINERS:
            if joiner in together:
                found = {name: text for name, text in zip(self._names, parts, strict=True) if text}
                return self._several(values, found, joiner)
        product: dict[str, Any] = {name: text for name, text in zip(self._names, parts, strict=True) if text}
        if not product:
            return [], ""
        quantity = self._count(values)
        if quantity is not None:
            product["quantity"] = quantity
        if self._price != NOWHERE and values[self._price] is not None:
            product["price_fen"] = values[self._price]
            product["price"] = values[self._price] / 100
        if self._total != NOWHERE and values[self._total] is not None:
            product["total_fen"] = values[self._total]
        if self._status != NOWHERE and values[self._status]:
            product["status"] = values[self._status]
        return [product], ""

    def _several(self, values: Values, parts: dict[str, str], joiner: str) -> tuple[list[dict[str, Any]], str]:
        split = {name: [one.strip() for one in text.strip(joiner).split(joiner)] for name, text in parts.items()}
        # a name may hold the joiner itself: where there are numbers, they say how many products there are
        counted = [len(split[name]) for name in ("sub_order_id", "product_id", "sku") if name in split]
        count = max(counted or [len(one) for one in split.values()])
        split = {name: one if len(one) == count else [parts[name]] for name, one in split.items()}
        products: list[dict[str, Any]] = [
            {name: one[place] if len(one) == count else one[0] for name, one in split.items()} for place in range(count)
        ]
        return products, self._allocate(values, products, joiner)

    def _allocate(self, values: Values, products: list[dict[str, Any]], joiner: str) -> str:
        text = values[self._quantity] if self._quantity != NOWHERE else ""
        each = [amounts.whole(one) for one in text.strip(joiner).split(joiner)] if text else []
        if len(each) == 1 and each[0] == len(products):
            each = [1] * len(products)
        if not each:
            return ""
        if len(each) != len(products) or None in each:
            return self._quantity_column
        for product, quantity in zip(products, each, strict=True):
            product["quantity"] = quantity
        return ""


def _put(products: Sequence[dict[str, Any]], name: str, values: Sequence[Any]) -> None:
    for product, value in zip(products, values, strict=True):
        if value is not None and value != "":
            product[name] = value


def _several_or_none(parts: Sequence[list[str]], products: Sequence[dict[str, Any]]) -> list[int]:
    """The places of rows with several products in one cell, or with none."""
    places = [place for place, product in enumerate(products) if not product]
    if any(joiner in cells for cells in map("".join, parts) for joiner in _JOINERS):
        rows = enumerate(map("".join, zip(*parts, strict=True)))
        places += [place for place, text in rows if any(joiner in text for joiner in _JOINERS)]
    return places
