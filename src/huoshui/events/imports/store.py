"""The rows of an import: written by the pipeline and the doors, in one place each."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import copy_rows
from huoshui.events.imports.contract import RowProblem
from huoshui.events.imports.drafts import Draft, DraftProblem

MOST_PROBLEMS = 100_000
"""So many rows with problems are kept of one import; the rest is counted."""
_PROBLEM_COLUMNS = ("import_id", "ordinal", "part", "row", "code", "kept", "sealed")
_PROBLEM_TYPES = ("int8", "int8", "int4", "int8", "text", "bool", "bytea")


async def write_problems(
    session: AsyncSession, keys: Keys, *, import_id: int, first: int, part: int, problems: Sequence[DraftProblem]
) -> None:
    """This will keep rows with problems, sealed; ``first`` numbers them on."""
    lines = [
        (import_id, first + place, part, one.row, one.code, one.kept, keys.seal(msgspec.msgpack.encode(one)))
        for place, one in enumerate(problems[: max(0, MOST_PROBLEMS - first)])
    ]
    if lines:
        await copy_rows(session, "import_problems", _PROBLEM_COLUMNS, lines, _PROBLEM_TYPES)


def problem_of(part: int, one: DraftProblem) -> RowProblem:
    """This will give a problem as others may see it."""
    return RowProblem(part, one.row, one.column, one.code, one.message, one.value, one.kept, tuple(one.cells))


async def write_content(session: AsyncSession, drafts: Sequence[Draft], *, import_id: int, exported_at: int) -> None:
    """This will keep figures of content; of two states of one figure the newer export holds."""
    for draft in drafts:
        told: dict[str, Any] = msgspec.json.decode(draft.events[0].properties)
        published = told.get("published_at")
        await session.execute(
            _CONTENT,
            {
                "key": draft.record,
                "content": draft.content,
                "import_id": import_id,
                "exported_at": exported_at,
                "platform": told.get("platform", ""),
                "shop": told.get("shop", ""),
                "title": told.get("title"),
                "url": told.get("url"),
                "segment": told.get("segment"),
                "published_at": clock.moment(published) if published else None,
                "measured_at": clock.moment(draft.events[0].occurred_at),
                "metrics": _json(told.get("metrics", {})),
                "columns": _json(told.get("columns", {})),
            },
        )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode().replace("\\u0000", "")


async def change(session: AsyncSession, import_id: int, **values: object) -> None:
    """This will set columns of an import; mappings and lists are written as JSON."""
    given = {name: _json(value) if isinstance(value, dict | list) else value for name, value in values.items()}
    sets = ", ".join(
        f"{name} = CAST(:{name} AS jsonb)" if isinstance(values[name], dict | list) else f"{name} = :{name}"
        for name in given
    )
    await session.execute(text(f"UPDATE imports SET {sets} WHERE id = :id"), {"id": import_id, **given})


_CONTENT = text("""
    INSERT INTO content_facts (key, content, import_id, exported_at, platform, shop, title, url, segment,
    published_at, measured_at,
                               metrics, columns)
    VALUES (:key, :content, :import_id, :exported_at, :platform, :shop, :title, :url, :segment, :published_at,
    :measured_at,
            CAST(:metrics AS jsonb), CAST(:columns AS jsonb))
    ON CONFLICT (key, content) DO UPDATE SET exported_at = greatest(content_facts.exported_at, excluded.exported_at)
""")
