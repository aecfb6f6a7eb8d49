"""A row of the event store: its columns in Python and in Arrow."""

from typing import Any

import numpy as np
import pyarrow as pa

Row = tuple[
    int, int, int, str, str, int, str, str, list[str], list[int], bytes, bytes, int, int | None, int | None, str
]
"""The columns of `COLUMNS`, in their order; moments are milliseconds since 1970-01-01 UTC."""

_MOMENT = pa.timestamp("ms", "UTC")
COLUMNS = {
    "identity": pa.uint64(),
    "occurred_at": _MOMENT,
    "received_at": _MOMENT,
    "name": pa.string(),
    "kind": pa.string(),
    "source": pa.uint32(),
    "channel": pa.string(),
    "message_id": pa.string(),
    "namespaces": pa.list_(pa.string()),
    "identities": pa.list_(pa.uint64()),
    "properties": pa.binary(),
    "context": pa.binary(),
    "import_id": pa.uint64(),
    "stated_at": _MOMENT,
    "sent_at": _MOMENT,
    "timestamp_source": pa.string(),
}


def arrow(rows: list[Row], batch: int) -> pa.Table:
    """This will put rows together as the store takes them, under the number of their batch."""
    columns = zip(*rows, strict=True)
    arrays = [_column(values, kind) for values, kind in zip(columns, COLUMNS.values(), strict=True)]
    return pa.table([*arrays, pa.array(np.full(len(rows), batch, dtype=np.uint64))], names=[*COLUMNS, "batch"])


def _column(values: tuple[Any, ...], kind: pa.DataType) -> pa.Array:
    if kind == _MOMENT:
        return pa.array(values, pa.int64()).view(_MOMENT)
    return pa.array(values, kind)
