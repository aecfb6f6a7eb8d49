"""ClickHouse: traits and tags counted over the mirror of facts, of the people in scope."""

from importlib import resources
from typing import Any

from huoshui.access.contract import Scope
from huoshui.bedrock.clickhouse import ClickHouse

SEEN = """
      AND person GLOBAL IN (SELECT person FROM people FINAL WHERE gone = 0 AND hasAny(units, {units:Array(UInt64)}))
"""


def _query(name: str) -> str:
    return resources.files("huoshui.people.vocabulary").joinpath("sql", f"{name}.sql").read_text("utf-8")


_TRAITS, _TYPES, _TAGS = _query("traits"), _query("types"), _query("tags")


async def traits(clickhouse: ClickHouse, *, scope: Scope, many: int, word: str, limit: int) -> list[dict[str, Any]]:
    """This will count who has which trait, below the place that ``many`` people and the ``word`` make."""
    return await _asked(clickhouse, _TRAITS, scope, many=many, word=word, limit=limit)


async def types(clickhouse: ClickHouse, *, scope: Scope) -> dict[str, frozenset[str]]:
    """This will tell which traits somebody's can be read as each type."""
    (found,) = await _asked(clickhouse, _TYPES, scope)
    return {kind: frozenset(names) for kind, names in found.items()}


async def tags(
    clickhouse: ClickHouse, *, scope: Scope, q: str, many: int, word: str, limit: int, sample: int
) -> list[dict[str, Any]]:
    """This will count who carries which tag that has ``q`` in it, with a ``sample`` of them; places as in `traits`."""
    return await _asked(clickhouse, _TAGS, scope, q=q, many=many, word=word, limit=limit, sample=sample)


async def _asked(clickhouse: ClickHouse, sql: str, scope: Scope, **parameters: Any) -> list[dict[str, Any]]:  # noqa: ANN401 what ClickHouse takes
    seen = "" if scope.everything else SEEN
    return await clickhouse.dicts(sql.replace("«seen»", seen), {**parameters, "units": list(scope.units or ())})
