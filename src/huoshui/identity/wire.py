"""Columns of numbers to and from PostgreSQL as binary arrays: nanoseconds a number instead of a microsecond."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from psycopg import AsyncConnection, AsyncCursor
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import driver

_INT4S, _INT8S = 1007, 1016
_HEADER = np.dtype(">i4")
_ELEMENT = {
    _INT4S: np.dtype([("length", ">i4"), ("value", ">i4")]),
    _INT8S: np.dtype([("length", ">i4"), ("value", ">i8")]),
}
_INT8 = 20
_HELD = "identity.wire"

Column = npt.NDArray[np.int64]


class Numbers:
    """A column of 64-bit integers to pass as a parameter, ``%s`` being an ``int8[]``."""

    __slots__ = ("values",)

    def __init__(self, values: npt.ArrayLike) -> None:
        self.values = np.asarray(values, dtype=np.int64)


class _NumbersDumper(Dumper):
    format = Format.BINARY
    oid = _INT8S

    def dump(self, obj: Numbers) -> bytes:
        size = obj.values.size
        header = np.array([1, 0, _INT8, size, 1] if size else [0, 0, _INT8], dtype=_HEADER)
        body = np.empty(size, dtype=_ELEMENT[_INT8S])
        body["length"], body["value"] = 8, obj.values
        return header.tobytes() + body.tobytes()


class _ColumnLoader(Loader):
    format = Format.BINARY

    def load(self, data: Buffer) -> npt.NDArray[Any]:
        raw = memoryview(data)
        if len(raw) <= 12:
            return np.empty(0, dtype=np.int64)
        element = _ELEMENT[_INT4S if int.from_bytes(raw[8:12], "big") == 23 else _INT8S]
        values = np.frombuffer(raw, dtype=element, offset=20)["value"]
        return values.astype(values.dtype.newbyteorder("="))


def prepare(cursor: AsyncCursor[Any]) -> None:
    """This will teach a cursor, and only it, to pass `Numbers` and to read integer arrays as numpy columns."""
    context: AdaptContext = cursor
    context.adapters.register_dumper(Numbers, _NumbersDumper)
    for oid in (_INT4S, _INT8S):
        context.adapters.register_loader(oid, _ColumnLoader)


async def _connection(session: AsyncSession) -> AsyncConnection[Any]:
    """The connection of the session's transaction, asked for once: the way to it is as long as a short query."""
    transaction = session.sync_session.get_transaction()
    held = session.info.get(_HELD)
    if transaction is None or held is None or held[0] is not transaction:
        connection = await driver(session)
        held = session.info[_HELD] = (session.sync_session.get_transaction(), connection)
    found: AsyncConnection[Any] = held[1]
    return found


async def columns(session: AsyncSession, sql: str, *parameters: object) -> list[Column]:
    """
    This will run a query whose one row is made of ``array_agg``'s of integers, and give each as a column.

    An aggregate over nothing is an empty column.
    """
    connection = await _connection(session)
    async with connection.cursor(binary=True) as cursor:
        prepare(cursor)
        await cursor.execute(sql.encode(), parameters)
        row = await cursor.fetchone()
        assert row is not None  # noqa: S101 an aggregate without GROUP BY always answers
        return [np.empty(0, dtype=np.int64) if column is None else column for column in row]


async def execute(session: AsyncSession, sql: str, *parameters: object) -> int:
    """This will run a statement and tell how many rows it changed."""
    connection = await _connection(session)
    async with connection.cursor(binary=True) as cursor:
        prepare(cursor)
        await cursor.execute(sql.encode(), parameters)
        return cursor.rowcount


async def rows(session: AsyncSession, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """This will run a query and give its rows."""
    connection = await _connection(session)
    async with connection.cursor(binary=True) as cursor:
        prepare(cursor)
        await cursor.execute(sql.encode(), parameters)
        return await cursor.fetchall()


async def copy_text(session: AsyncSession, table: str, names: Sequence[str], lines: Iterable[str]) -> None:
    """This will append rows by COPY; a line holds tab-separated fields, those of text passed through `field`."""
    block = "\n".join(lines)
    if not block:
        return
    connection = await _connection(session)
    async with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN".encode()) as copy,
    ):
        await copy.write(f"{block}\n")


def fields(texts: list[str]) -> list[str]:
    """This will write many texts as fields; they are looked at together first, as one seldom needs anything."""
    together = "".join(texts)
    if "\\" in together or "\t" in together or "\n" in together or "\r" in together:
        return [field(text) for text in texts]
    return texts


def field(text: str) -> str:
    """This will write text as a field of COPY's text format."""
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text
