"""Reading imports: what became of each, their problems, the mappings there are."""

import csv
import io
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys
from huoshui.channels.exports import mapping as mappings
from huoshui.channels.exports.mapping import Mapping
from huoshui.events.imports import store
from huoshui.events.imports.contract import Import, ImportId, ImportState, NoSuchImport, RowProblem
from huoshui.events.imports.drafts import DraftProblem

_AT_ONCE = 2_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def imports(session: AsyncSession, *, before: int | None = None, limit: int = 50) -> list[Import]:
    """This will list imports, newest first; ``before`` is the last id of the page before."""
    rows = await session.execute(
        text(
            "SELECT * FROM imports WHERE CAST(:before AS bigint) IS NULL OR id < :before ORDER BY id DESC LIMIT :limit"
        ),
        {"before": before, "limit": limit},
    )
    return [_import(row) for row in rows]


async def import_of(session: AsyncSession, keys: Keys, import_id: int) -> Import:
    """
    This will tell how an import stands, with the first rows that have problems.

    :raises NoSuchImport: if there is none of that number
    """
    row = (await session.execute(text("SELECT * FROM imports WHERE id = :id"), {"id": import_id})).one_or_none()
    if row is None:
        raise NoSuchImport(id=import_id)
    return _import(row, _first_problems(keys, row.first_problems))


def _first_problems(keys: Keys, sealed: bytes | None) -> list[RowProblem]:
    if sealed is None:
        return []
    kept = msgspec.msgpack.decode(keys.open(bytes(sealed)), type=list[tuple[int, DraftProblem]])
    return [store.problem_of(part, one) for part, one in kept]


def _import(row: Row[Any], problems: Sequence[RowProblem] = ()) -> Import:
    return Import(
        ImportId(row.id),
        row.file,
        ImportState(row.state),
        row.dry_run,
        row.size,
        row.created_at,
        row.created_by,
        row.exported_at,
        row.finished_at,
        row.total,
        row.rows,
        row.counts,
        row.tables,
        list(problems),
        row.error,
    )


async def problems_csv(session: AsyncSession, keys: Keys, import_id: int) -> AsyncIterator[bytes]:
    """
    This will write the rows with problems as CSV that spreadsheets open well: the reason first, then the row's own
    cells.

    A cell that a spreadsheet would run as a formula is written with ``'`` before it.

    :raises NoSuchImport: if there is none of that number
    """
    known = await import_of(session, keys, import_id)
    tables = [one for one in known.tables if not one.get("problem")]
    columns = tables[0]["columns"] if tables else []
    yield "\ufeff".encode()
    yield _line(["文件", "行", "原因代码", "原因", "列", "值", "已导入", *columns])
    after = -1
    while True:
        rows = (await session.execute(_PROBLEMS, {"id": import_id, "after": after, "limit": _AT_ONCE})).all()
        if not rows:
            return
        lines = []
        for row in rows:
            one = msgspec.msgpack.decode(keys.open(bytes(row.sealed)), type=DraftProblem)
            file = tables[row.part]["file"] if row.part < len(tables) else known.file
            kept = "是" if one.kept else "否"
            lines.append(_line([file, str(one.row), one.code, one.message, one.column, one.value, kept, *one.cells]))
        yield b"".join(lines)
        after = rows[-1].ordinal


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FORMULA) and len(cell) > 1 else cell for cell in cells])
    return out.getvalue().encode("utf-8", "replace")


async def saved_mappings(session: AsyncSession) -> list[tuple[Mapping, datetime | None]]:
    """This will list the mappings: those that were saved with the moment, then those that are shipped."""
    rows = await session.execute(
        text("SELECT document::text AS document, updated_at FROM import_mappings ORDER BY name")
    )
    saved = [(mappings.read(row.document), row.updated_at) for row in rows]
    names = {mapping.name for mapping, _ in saved}
    return [*saved, *((one, None) for one in mappings.shipped() if one.name not in names)]


async def waiting(session: AsyncSession, *, now: datetime, silent: timedelta) -> list[tuple[int, str]]:
    """This will list (id, state) of imports that should be at work and have not been heard of for ``silent``."""
    rows = await session.execute(
        text(
            "SELECT id, state FROM imports "
            "WHERE state IN ('queued', 'running', 'undoing') AND heartbeat_at < :then ORDER BY id"
        ),
        {"then": now - silent},
    )
    return [(row.id, row.state) for row in rows]


_PROBLEMS = text("""
    SELECT ordinal, part, sealed FROM import_problems WHERE import_id = :id AND ordinal > :after ORDER BY ordinal
    LIMIT :limit
""")
