"""The brand's layerings as they stand: of each the newest version that was kept, else the one that ships."""

from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.contract.layerings import KeptLayering, Layering, LayeringName
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.audiences.rules.inlining import Rulebook

SHIPPED = 0
"""The version of a layering that nobody changed."""


async def rulebook(session: AsyncSession) -> Rulebook:
    """This will give every layering by the rules that count now."""
    return {name: kept.definition for name, kept in (await kept_layerings(session)).items()}


async def kept_layerings(session: AsyncSession) -> dict[LayeringName, KeptLayering]:
    """This will give every layering as it stands, with its version."""
    found = {name: KeptLayering(name, SHIPPED, "", LAYERINGS[name], None, "") for name in LayeringName}
    for row in await session.execute(_NEWEST):
        found[LayeringName(row.name)] = of_row(row)
    return found


async def versions(session: AsyncSession, *, name: LayeringName) -> list[KeptLayering]:
    """This will list what a layering was, the newest version first; the one that ships is the last."""
    rows = await session.execute(_VERSIONS, {"name": name.value})
    return [*map(of_row, rows), KeptLayering(name, SHIPPED, "", LAYERINGS[name], None, "")]


def of_row(row: Any) -> KeptLayering:  # noqa: ANN401 SQLAlchemy's rows
    """This will read a row of ``layerings``, its definition as text."""
    definition = _parsed(row.definition)
    return KeptLayering(LayeringName(row.name), row.version, row.note, definition, row.changed_at, row.changed_by)


@lru_cache(maxsize=16)
def _parsed(definition: str) -> Layering:
    return Layering.model_validate(orjson.loads(definition))


_COLUMNS = "name, version, note, CAST(definition AS text) AS definition, changed_at, changed_by"
_NEWEST = text(f"SELECT DISTINCT ON (name) {_COLUMNS} FROM layerings ORDER BY name, version DESC")
_VERSIONS = text(f"SELECT {_COLUMNS} FROM layerings WHERE name = :name ORDER BY version DESC")
