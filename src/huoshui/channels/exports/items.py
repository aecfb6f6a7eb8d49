"""What an order's row says was bought: one product, or several joined in one cell."""

from typing import Any

from huoshui.channels.exports import amounts
from huoshui.channels.exports.fields import BadCell, Binding, Getter, Row
from huoshui.channels.exports.mapping import Kind, Mapping

_PARTS = {"item_sku": "sku", "item_id": "product_id", "item_name": "name", "item_spec": "variant", "sub_order_id": "sub_order_id"}
_JOINERS = (";", "；")


class ItemReader:
    """Reads the products of a row: sku, product_id, name, variant, quantity, price, price_fen."""

    def __init__(self, mapping: Mapping, binding: Binding) -> None:
        columns = mapping.columns
        self._parts: list[tuple[str, Getter]] = []
        for field, name in _PARTS.items():
            kind = Kind.ID if field in {"item_sku", "item_id", "sub_order_id"} else Kind.TEXT
            get = binding.field(columns.get(field), kind, repeats=field != "sub_order_id")
            if get:
                self._parts.append((name, get))
        self._status = binding.text(columns.get("status")) if mapping.totals == "row" else None
        self._quantity_text = binding.text(columns.get("quantity"))
        self._quantity_column = ", ".join(columns["quantity"].column) if "quantity" in columns else ""
        self._price_text = binding.text(columns.get("item_price"))
        self._price_column = ", ".join(columns["item_price"].column) if "item_price" in columns else ""
        self._in_fen = "item_price" in columns and columns["item_price"].unit == "fen"
        self._quantity = binding.field(columns.get("quantity"), Kind.INTEGER)
        self._price = binding.field(columns.get("item_price"), Kind.MONEY)
        self._item_total = binding.field(columns.get("item_total"), Kind.MONEY)
        self._item_refunded = binding.field(columns.get("item_refunded"), Kind.MONEY)

    @property
    def has_refunds(self) -> bool:
        """Whether each line says what was refunded of it."""
        return self._item_refunded is not None

    def refunded(self, row: Row) -> int:
        """This will tell what was given back for a row, in fen."""
        fen: int = self._item_refunded(row) or 0 if self._item_refunded else 0
        return abs(fen)

    def worth(self, row: Row) -> int | None:
        """This will multiply a row's price by its quantity, in fen."""
        price: str = self._price_text(row) if self._price_text else ""
        quantity: int | None = self._quantity(row) if self._quantity else None
        if not price or quantity is None:
            return None
        if self._in_fen:
            fen = amounts.whole(price)
            total = None if fen is None else fen * quantity
        else:
            total = amounts.line_total(price, quantity)
        if total is None:
            raise BadCell("bad_amount", self._price_column, price)
        return total

    def read(self, row: Row) -> tuple[list[dict[str, Any]], str]:
        """This will give a row's products and, when one quantity stands for several of them, the column that says so."""
        parts = {}
        for name, get in self._parts:
            text = get(row)
            if text:
                parts[name] = text
        together = "".join(parts.values())
        for joiner in _JOINERS:
            if joiner in together:
                return self._several(row, parts, joiner)
        product = self.one(row, parts)
        return ([product] if product else []), ""

    def one(self, row: Row, parts: dict[str, str] | None = None) -> dict[str, Any]:
        """This will read a row that holds one product."""
        product: dict[str, Any] = {name: get(row) for name, get in self._parts} if parts is None else {**parts}
        if self._quantity:
            quantity = self._quantity(row)
            if quantity is not None and (product or quantity):
                product["quantity"] = quantity
        if self._price:
            fen = self._price(row)
            if fen is not None and product:
                product["price_fen"] = fen
                product["price"] = fen / 100
        if self._item_total and (total := self._item_total(row)) is not None and product:
            product["total_fen"] = total
        if self._status and product and (status := self._status(row)):
            product["status"] = status
        return product

    def _several(self, row: Row, parts: dict[str, str], joiner: str) -> tuple[list[dict[str, Any]], str]:
        split = {name: [one.strip() for one in text.strip(joiner).split(joiner)] for name, text in parts.items()}
        # a name may hold the joiner itself: where there are numbers, they say how many products there are
        counted = [len(split[name]) for name in ("sub_order_id", "product_id", "sku") if name in split]
        count = max(counted or [len(values) for values in split.values()])
        split = {name: values if len(values) == count else [parts[name]] for name, values in split.items()}
        products: list[dict[str, Any]] = [
            {name: values[place] if len(values) == count else values[0] for name, values in split.items()}
            for place in range(count)
        ]
        return products, self._allocate(row, products, joiner)

    def _allocate(self, row: Row, products: list[dict[str, Any]], joiner: str) -> str:
        text = self._quantity_text(row) if self._quantity_text else ""
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
