"""
Message keys: which messages of a group are the first of their id, and which bad ones were not kept aside before.

A claim is part of the group's transaction; docs/decisions/0002-one-copy-of-each-event.md says what it guarantees.
"""

import struct
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import psycopg

from huoshui.bedrock.crypto import Keys
from huoshui.events.prepare import Prepared, Quarantined

_WARY_GROUPS = 20
_COPY_HEAD = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
_COPY_TAIL = struct.pack(">h", -1)


@dataclass(frozen=True, slots=True)
class Claims:
    """What a group may store."""

    fresh: np.ndarray
    """For each key of the group, in order: whether this batch is the first to bring it."""
    quarantined: set[bytes]
    """Keys of bad messages that were not aside already."""


class Claimer:
    """Claims keys on one connection, inside the transaction of the group that holds them."""

    def __init__(self, connection: psycopg.Connection[Any], keys: Keys) -> None:
        self._connection = connection
        self._keys = keys
        self._wary = 0
        """How many groups to come are claimed with care, because one lately held a repeated message."""
        connection.execute("CREATE TEMP TABLE intake_keys (key uuid, position bigint) ON COMMIT DELETE ROWS")

    def claim(self, requests: list[Prepared], batch: int) -> Claims:
        """This will write the group's message keys and tell which of them ``batch`` is the first to bring."""
        keys = [key for request in requests for key in request.keys]
        forever = requests[0].import_id if requests[0].forever else None
        if self._all_new(keys, forever, batch):
            fresh = np.ones(len(keys), dtype=bool)
        else:
            fresh = self._those_new(keys, forever, batch)
        return Claims(fresh, self._keep_aside(requests))

    def _all_new(self, keys: list[bytes], forever: int | None, batch: int) -> bool:
        """Claim all the keys at once, which costs half of claiming with care, unless one of them is there already."""
        if self._wary or len(set(keys)) < len(keys):
            self._wary = max(0, self._wary - 1)
            return False
        columns = {"batch": batch} if forever is None else {"batch": batch, "import_id": forever}
        statement = f"COPY message_keys (key, {', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
        try:
            with self._connection.transaction(), self._connection.cursor() as cursor, cursor.copy(statement) as copy:
                # in the order of keys, so that two writers never wait for each other
                copy.write(_binary_lines(sorted(keys), *columns.values()))
        except psycopg.errors.UniqueViolation:
            self._wary = _WARY_GROUPS
            return False
        return True

    def _those_new(self, keys: list[bytes], forever: int | None, batch: int) -> np.ndarray:
        fresh = np.ones(len(keys), dtype=bool)
        with self._connection.cursor() as cursor:
            with cursor.copy("COPY intake_keys (key, position) FROM STDIN (FORMAT BINARY)") as copy:
                copy.write(_binary_lines(keys, np.arange(len(keys))))
            cursor.execute(_CLAIM, (batch, forever), prepare=True)
            fresh[[position for (position,) in cursor.fetchall()]] = False
        return fresh

    def _keep_aside(self, requests: list[Prepared]) -> set[bytes]:
        """This will write the group's quarantine and tell the keys that were not there already."""
        lines = [self._line_aside(request, aside) for request in requests for aside in request.quarantined]
        if not lines:
            return set()
        with self._connection.cursor() as cursor:
            cursor.executemany(_KEEP_ASIDE, lines, returning=True)
            return {line[0] for line, _ in zip(lines, cursor.results(), strict=True) if cursor.fetchone()}

    def _line_aside(self, request: Prepared, aside: Quarantined) -> tuple[Any, ...]:
        arrival = aside.arrival
        return (
            aside.key,
            request.source.id,
            arrival.message_id[:200].replace("\0", ""),
            arrival.name[:200].replace("\0", ""),
            aside.code,
            aside.message.replace("\0", ""),
            self._keys.seal(msgspec.msgpack.encode(arrival)),
            request.received_at / 1000,
            request.import_id,
            aside.identities,
        )


_CLAIM = """
    WITH firsts AS (SELECT DISTINCT ON (key) key, position FROM intake_keys ORDER BY key, position),
         claimed AS (INSERT INTO message_keys (key, batch, import_id) SELECT key, %s, %s FROM firsts
                     ON CONFLICT DO NOTHING RETURNING key)
    SELECT position FROM intake_keys
    EXCEPT SELECT position FROM firsts JOIN claimed USING (key)
"""
_KEEP_ASIDE = """
    INSERT INTO quarantine (key, source, message_id, name, code, message, arrival, received_at, import_id, identities)
    VALUES (encode(%s::bytea, 'hex')::uuid, %s, %s, %s, %s, %s, %s, to_timestamp(%s), %s, %s::bigint[])
    ON CONFLICT (key) DO NOTHING RETURNING id
"""


def _binary_lines(keys: list[bytes], *numbers: np.ndarray | int) -> bytes:
    """Keys, each with its numbers, in PostgreSQL's binary COPY format, put together without a loop."""
    columns = [(f"{place}", ">i8") for place in range(len(numbers))]
    widths = [(f"width {name}", ">i4") for name, _ in columns]
    following = [field for pair in zip(widths, columns, strict=True) for field in pair]
    lines = np.zeros(len(keys), dtype=[("fields", ">i2"), ("width", ">i4"), ("key", "V16"), *following])
    lines["fields"] = 1 + len(numbers)
    lines["width"] = 16
    lines["key"] = np.frombuffer(b"".join(keys), dtype="V16")
    for (width, _), (name, _), values in zip(widths, columns, numbers, strict=True):
        lines[width] = 8
        lines[name] = values
    return _COPY_HEAD + lines.tobytes() + _COPY_TAIL
