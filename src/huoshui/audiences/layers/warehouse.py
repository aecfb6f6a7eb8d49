"""ClickHouse: people counted by bands of conditions and by values found in the data, in one pass of each table."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from huoshui.access.contract import Scope
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.layers.contract import Axis, Values
from huoshui.audiences.warehouse.compiling import Compiled, compile_trees
from huoshui.bedrock.clickhouse import ClickHouse


def _text(name: str) -> str:
    return resources.files("huoshui.audiences").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()


_VALUES, _OF_EVENTS, _OF_UNITS = map(_text, ("layers_values", "layers_of_events", "layers_of_units"))


@dataclass(frozen=True, slots=True)
class Places:
    """Axes as SQL: for each an expression that gives the place of the band from 1, 0 for none; and conditions."""

    compiled: Compiled
    axes: tuple[str, ...]
    conditions: tuple[str, ...]


def places(axes: Sequence[Axis], *, scope: Scope, now: int, conditions: Sequence[Condition] = ()) -> Places:
    """This will write axes, and conditions beside them, over one pass of each table; ``now`` is in milliseconds."""
    bands = [band.where for axis in axes for band in axis.bands]
    compiled = compile_trees([*bands, *conditions], scope=scope, now=now)
    written, start = [], 0
    for axis in axes:
        trees = compiled.trees[start : start + len(axis.bands)]
        start += len(axis.bands)
        pairs = ", ".join(f"{tree}, {place}" for place, tree in enumerate(trees, start=1))
        written.append(f"toUInt8(multiIf({pairs}, 0))")
    return Places(compiled, tuple(written), compiled.trees[start:])


async def counts(clickhouse: ClickHouse, asked: Places) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """This will count people by places on the axes: the places, how many, and how many of them meet each condition."""
    named = ", ".join(f"{axis} AS place_{number}" for number, axis in enumerate(asked.axes))
    keys = ", ".join(f"place_{number}" for number in range(len(asked.axes)))
    also = "".join(f", countIf({condition})" for condition in asked.conditions)
    sql = f"""
        SELECT [{keys}], [count(){also}]
        FROM (SELECT *, {named} FROM ({asked.compiled.frame}) WHERE {asked.compiled.there})
        GROUP BY {keys}
    """
    rows = await clickhouse.rows(sql, asked.compiled.parameters)
    return [(tuple(map(int, at)), tuple(map(int, people))) for at, people in rows]


async def counts_by_value(
    clickhouse: ClickHouse, asked: Places, values: Values, *, until: int
) -> list[tuple[tuple[int, ...], str, int]]:
    """
    This will count people by their places and by each value they have (an empty text: none), up to a moment (ms).

    Lines of the frame and lines of values meet by person, so that nothing is joined.
    """
    width = len(asked.axes)
    named = ", ".join(f"{axis} AS place_{number}" for number, axis in enumerate(asked.axes)) or "toUInt8(0) AS place_0"
    keys = [f"place_{number}" for number in range(max(width, 1))]
    source = (_OF_UNITS if values.source == "units" else _OF_EVENTS).replace("«read»", _read(values))
    sql = (
        _VALUES.replace("«keys»", ", ".join(keys))
        .replace("«merged»", ", ".join(f"max({key}) AS {key}" for key in keys))
        .replace("«nothing»", ", ".join(f"toUInt8(0) AS {key}" for key in keys))
        .replace("«named»", named)
        .replace("«frame»", asked.compiled.frame)
        .replace("«there»", asked.compiled.there)
        .replace("«values»", source)
    )
    more = {"value_events": list(values.events), "value_until": until}
    more |= {f"value_{place}": name for place, name in enumerate(values.properties)}
    rows = await clickhouse.rows(sql, {**asked.compiled.parameters, **more})
    return [(tuple(map(int, at[:width])), str(value), int(people)) for at, value, people in rows]


def _read(values: Values) -> str:
    """What an event has of the properties: texts, and whole numbers as they are written."""
    each = [
        f"if(JSONType(properties, {{value_{place}:String}}) IN ('String', 'Int64', 'UInt64'), "
        f"JSONExtractString(properties, {{value_{place}:String}}), '')"
        for place in range(len(values.properties))
    ]
    return ", ".join(each)
