"""A watched segment's members as a file: CSV for a spreadsheet, Parquet for other programs."""

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Sequence
from enum import StrEnum
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences.membership import queries
from huoshui.audiences.membership.contract import Member
from huoshui.bedrock import ids
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import Postgres
from huoshui.people import queries as people

_PAGE = 10_000
_CHUNK = 1 << 18
_IN_MEMORY = 16 << 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Kind(StrEnum):
    """What the file is."""

    CSV = "csv"
    PARQUET = "parquet"


MEDIA = {Kind.CSV: "text/csv; charset=utf-8", Kind.PARQUET: "application/vnd.apache.parquet"}
SCHEMA = pa.schema([
    ("person", pa.string()), ("entered_at", pa.timestamp("ms", "UTC")), ("display", pa.string()),
    ("identified", pa.bool_()), ("channels", pa.list_(pa.string())),
])  # fmt: skip


async def spooled(
    postgres: Postgres, clickhouse: ClickHouse, name: str, kind: Kind, scope: Scope
) -> tuple[IO[bytes], int]:
    """
    This will write the members whom a scope shows into a file that goes when it is closed, and tell how many they are.

    Names are masked as everywhere; cells that a spreadsheet would take for a formula begin with an apostrophe.

    :raises NotWatched: if the segment's members are not kept
    :raises NotBuiltYet: if they are being worked out for the first time
    """
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 the answer reads it
    write = _Csv(file) if kind == Kind.CSV else _Parquet(file)
    after, written = 0, 0
    try:
        while True:
            async with postgres.transaction(scope=scope) as session:
                page = await queries.members(session, clickhouse, name=name, scope=scope, after=after, limit=_PAGE)
                table = await _table(session, page, scope)
            await asyncio.to_thread(write.write, table)
            written += len(page)
            if len(page) < _PAGE:
                break
            after = page[-1].person
        write.close()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file, written


async def sent(file: IO[bytes]) -> AsyncIterator[bytes]:
    """This will give a file piece by piece, and close it."""
    with file:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk


async def _table(session: AsyncSession, page: Sequence[Member], scope: Scope) -> pa.Table:
    known = {one.person: one for one in await people.summaries(session, [one.person for one in page], scope=scope)}
    summaries = [known.get(one.person) for one in page]
    return pa.table(
        [
            pa.array([ids.render(one.person) for one in page], pa.string()),
            pa.array([one.entered_at for one in page], SCHEMA.field("entered_at").type),
            pa.array([one.display if one else "" for one in summaries], pa.string()),
            pa.array([one.identified if one else None for one in summaries], pa.bool_()),
            pa.array([list(one.channels) if one else [] for one in summaries], pa.list_(pa.string())),
        ],
        schema=SCHEMA,
    )


class _Csv:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        file.write("\ufeff".encode())  # spreadsheets take it for UTF-8 only so
        self._lines([SCHEMA.names])

    def write(self, table: pa.Table) -> None:
        self._lines([
            [one["person"], one["entered_at"].isoformat(timespec="milliseconds"), _plain(one["display"]),
             "" if one["identified"] is None else str(one["identified"]).lower(), " ".join(one["channels"])]
            for one in table.to_pylist()
        ])  # fmt: skip

    def close(self) -> None:
        self._file.flush()

    def _lines(self, rows: Sequence[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._file.write(text.getvalue().encode())


class _Parquet:
    def __init__(self, file: IO[bytes]) -> None:
        self._writer = pq.ParquetWriter(file, SCHEMA, compression="zstd")

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(table)

    def close(self) -> None:
        self._writer.close()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
