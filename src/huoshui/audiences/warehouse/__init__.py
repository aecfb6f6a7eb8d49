"""ClickHouse: the evaluator for everybody, and the named questions on top of it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from huoshui.audiences.rules.person import Deed
from huoshui.audiences.warehouse.compiling import Compiled, compile_trees
from huoshui.bedrock.clickhouse import SMALL_READS, ClickHouse

__all__ = [
    "Compiled",
    "are_asked_well",
    "compile_trees",
    "consents",
    "count",
    "deeds",
    "holding",
    "known_traits",
    "overlap",
    "page",
    "reach",
    "sample",
    "traits",
]


async def count(clickhouse: ClickHouse, asked: Compiled) -> int:
    """This will count who meets the first tree."""
    ((found,),) = await clickhouse.rows(_over(asked, "SELECT count()"), asked.parameters)
    return int(found)


async def page(clickhouse: ClickHouse, asked: Compiled, *, after: int, limit: int) -> list[int]:
    """This will list who meets the first tree, by person number, above ``after``."""
    parameters = {**asked.parameters, "after": after, "limit": limit}
    found = await clickhouse.rows(
        _over(asked, "SELECT person", "WHERE person > {after:UInt64} ORDER BY person LIMIT {limit:UInt32}"), parameters
    )
    return [person for (person,) in found]


async def sample(clickhouse: ClickHouse, asked: Compiled, *, limit: int) -> list[int]:
    """This will pick some who meet the first tree by chance, the same as long as they do."""
    parameters = {**asked.parameters, "limit": limit}
    found = await clickhouse.rows(
        _over(asked, "SELECT person", "ORDER BY intHash64(person), person LIMIT {limit:UInt32}"), parameters
    )
    return [person for (person,) in found]


async def overlap(clickhouse: ClickHouse, asked: Compiled) -> tuple[int, int, int]:
    """This will count who meets the first tree, the second, and both, in one pass."""
    one, other = asked.trees
    counts = f"SELECT countIf({one}), countIf({other}), countIf({one} AND {other})"
    sql = f"{counts}\nFROM\n({asked.frame}\n)\nWHERE {asked.there}"
    ((first, second, both),) = await clickhouse.rows(sql, asked.parameters)
    return int(first), int(second), int(both)


async def reach(clickhouse: ClickHouse, asked: Compiled) -> dict[str, int]:
    """This will count who meets the first tree by the channels that reach them."""
    sql = f"""
        SELECT channel, count() FROM people FINAL ARRAY JOIN channels AS channel
        WHERE gone = 0 AND person GLOBAL IN ({asked.members})
        GROUP BY channel ORDER BY channel
    """
    return {str(channel): int(found) for channel, found in await clickhouse.rows(sql, asked.parameters)}


async def consents(clickhouse: ClickHouse, asked: Compiled) -> dict[str, int]:
    """This will count who meets the first tree by what they granted (``purpose/channel``)."""
    sql = f"""
        SELECT line, count() FROM people_facts FINAL ARRAY JOIN granted AS line
        WHERE gone = 0 AND person GLOBAL IN ({asked.members})
        GROUP BY line ORDER BY line
    """
    return {str(line): int(found) for line, found in await clickhouse.rows(sql, asked.parameters)}


async def are_asked_well(clickhouse: ClickHouse, asked: Sequence[tuple[str, str]]) -> bool:
    """
    This will tell whether for each of these (trait, type) somebody's trait can, or once could, be read as that.

    It stops at the first of each, so that it costs next to nothing where the answer is yes.
    """
    parameters = {f"name_{place}": name for place, (name, _) in enumerate(asked)}
    first = (
        f"(SELECT count() FROM (SELECT 1 FROM people_facts WHERE has({_NAMES[kind]}, {{name_{place}:String}}) LIMIT 1))"
        for place, (_, kind) in enumerate(asked)
    )
    ((found,),) = await clickhouse.rows(f"SELECT [{', '.join(first)}]", parameters)
    return all(found)


async def traits(clickhouse: ClickHouse, names: Sequence[str]) -> dict[str, frozenset[str]]:
    """This will tell of each of these traits that anybody has as which types somebody's can be read."""
    found = await clickhouse.rows(_TRAITS, {"names": list(names)})
    return {str(name): frozenset(kinds) for name, kinds in found}


async def known_traits(clickhouse: ClickHouse, *, limit: int) -> list[str]:
    """This will list the traits that most people have."""
    found = await clickhouse.rows(_KNOWN, {"limit": limit})
    return [str(name) for (name,) in found]


async def deeds(
    clickhouse: ClickHouse, identities: Sequence[int], *, names: Sequence[str] | None, until: int
) -> tuple[Deed, ...]:
    """This will give the events of these identities up to a moment (milliseconds), all or those of these names."""
    wanted = "" if names is None else "AND name IN {names:Array(String)}"
    rows = await clickhouse.rows(
        _DEEDS.replace("{wanted}", wanted),
        {"identities": list(identities), "names": list(names or ()), "until": until},
        settings=SMALL_READS,
    )
    return tuple(Deed(at, name, channel, _decoded(properties), call) for at, name, channel, properties, call in rows)


async def holding(clickhouse: ClickHouse, snapshots: Sequence[int], identities: Sequence[int]) -> frozenset[int]:
    """This will tell which of these snapshots hold somebody with one of these identities."""
    rows = await clickhouse.rows(_HOLDING, {"snapshots": list(snapshots), "identities": list(identities)})
    return frozenset(int(snapshot) for (snapshot,) in rows)


def _over(asked: Compiled, select: str, rest: str = "") -> str:
    return f"{select}\nFROM\n(\n{asked.members}\n)\n{rest}"


def _decoded(properties: str | bytes) -> Mapping[str, Any]:
    if not properties:
        return {}
    try:
        decoded = orjson.loads(properties)
    except orjson.JSONDecodeError:  # integers beyond 64 bits, lone surrogates
        decoded = json.loads(properties)
    return decoded if isinstance(decoded, Mapping) else {}


_NAMES = {
    "text": "text_names",
    "number": "number_names",
    "date": "moment_names",
    "boolean": "truth_names",
    "array": "list_names",
    "any": "traits",
}
_TRAITS = """
    SELECT name, groupUniqArrayArray(arrayFilter(kind -> kind != '', [
        if(has(text_names, name), 'text', ''), if(has(number_names, name), 'number', ''),
        if(has(moment_names, name), 'date', ''), if(has(truth_names, name), 'boolean', ''),
        if(has(list_names, name), 'array', '')]))
    FROM people_facts FINAL ARRAY JOIN traits AS name
    WHERE gone = 0 AND name IN {names:Array(String)}
    GROUP BY name
"""
_KNOWN = """
    SELECT name FROM people_facts FINAL ARRAY JOIN traits AS name WHERE gone = 0
    GROUP BY name ORDER BY count() DESC, name LIMIT {limit:UInt32}
"""
_HOLDING = """
    SELECT DISTINCT snapshot FROM membership_snapshots
    WHERE snapshot IN {snapshots:Array(UInt32)} AND person IN {identities:Array(UInt64)}
"""
_DEEDS = """
    SELECT toUnixTimestamp64Milli(occurred_at) AS at, name, channel, properties, kind
    FROM events
    WHERE identity IN {identities:Array(UInt64)}
      AND occurred_at <= fromUnixTimestamp64Milli({until:Int64}, 'UTC') {wanted}
    ORDER BY at
"""
