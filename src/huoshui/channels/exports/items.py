"""What an order's row says was bought: one product, or several joined in one cell."""

from typing import Any

from huoshui.channels.exports import amounts
from huoshui.channels.exports.columns import NOWHERE, Columns, Values
from huoshui.channels.exports.fields import BadCell
from huoshui.channels.exports.mapping import Kind, Mapping

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
        return amounts.line_total(values[self._price_text], quantity)

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
