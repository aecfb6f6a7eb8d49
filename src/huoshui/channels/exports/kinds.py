"""What a mapping can speak of: the kinds of records, their fields, and how the cells of each field are read."""

from enum import StrEnum


class Record(StrEnum):
    """What one row (or group of rows) of the file is."""

    ORDER = "order"
    CUSTOMER = "customer"
    CONTACT = "contact"
    EVENT = "event"
    CONTENT = "content"


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    ID = "id"
    TIME = "time"
    MONEY = "money"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    LIST = "list"
    PHONE = "phone"


ORDER_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("order_id", "sub_order_id", "item_sku", "item_id", "staff_account", "payment_id"), Kind.ID),
    **dict.fromkeys(("placed_at", "paid_at", "shipped_at", "finished_at", "closed_at", "refunded_at"), Kind.TIME),
    **dict.fromkeys(("total", "received", "refunded", "shipping", "discount", "item_price", "item_total"), Kind.MONEY),
    **dict.fromkeys(("item_refunded",), Kind.MONEY),
    **dict.fromkeys(("status", "refund_status", "item_name", "item_spec", "buyer_name", "buyer_nick"), Kind.TEXT),
    **dict.fromkeys(
        ("receiver_name", "receiver_address", "province", "city", "district", "composite_address"), Kind.TEXT
    ),
    **dict.fromkeys(("salesperson", "store", "shop", "order_source", "remark", "staff_remark", "channel"), Kind.TEXT),
    **dict.fromkeys(("buyer_phone", "receiver_phone"), Kind.PHONE),
    "quantity": Kind.INTEGER,
}
"""The canonical fields of an order and how their cells are read."""

OTHER_KINDS: dict[Record, dict[str, Kind]] = {
    Record.CUSTOMER: {"key": Kind.ID, "updated_at": Kind.TIME, "shop": Kind.TEXT, "channel": Kind.TEXT},
    Record.CONTACT: {"name": Kind.TEXT, "staff": Kind.TEXT, "staff_account": Kind.TEXT, "department": Kind.TEXT,
    "added_at": Kind.TIME,
                     "add_source": Kind.TEXT, "shop": Kind.TEXT, "channel": Kind.TEXT},
    Record.EVENT: {"name": Kind.TEXT, "occurred_at": Kind.TIME, "key": Kind.ID, "shop": Kind.TEXT, "channel":
    Kind.TEXT},
    Record.CONTENT: {"title": Kind.TEXT, "published_at": Kind.TIME, "measured_on": Kind.TIME, "url": Kind.TEXT,
                     "segment": Kind.TEXT, "shop": Kind.TEXT, "channel": Kind.TEXT},
}  # fmt: skip

REQUIRED: dict[Record, tuple[tuple[str, ...], ...]] = {
    Record.ORDER: (("order_id",), ("placed_at", "paid_at")),
    Record.CUSTOMER: (),
    Record.CONTACT: (("name",), ("added_at",)),
    Record.EVENT: (("name",), ("occurred_at",)),
    Record.CONTENT: (("title", "measured_on"),),
}
"""Of each group one field must be there."""

STATES = frozenset({"unpaid", "paid", "shipped", "finished", "closed", "refunded"})


def kinds_of(record: Record) -> dict[str, Kind]:
    """This will give the canonical fields of a kind of record and how their cells are read."""
    return ORDER_KINDS if record is Record.ORDER else OTHER_KINDS[record]
