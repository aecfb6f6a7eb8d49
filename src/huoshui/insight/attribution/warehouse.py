"""ClickHouse: who was touched by what, and journeys that are cut, counted and summed up where they lie."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import pyarrow as pa

from huoshui.audiences.contract.values import duration_ms
from huoshui.channels.recognition import CHANNELS
from huoshui.events import dictionary
from huoshui.insight.attribution.contract import (
    TOUCHES,
    AttributionQuestion,
    EventConverts,
    FirstOrderConverts,
)
from huoshui.insight.dimensions import VALUES
from huoshui.insight.ground import NEVER, Ground
from huoshui.insight.questions.contract import Who

MOST_VALUES = 60
"""So many values are told apart; the rest is one line."""
AT_ONCE = 6_000_000
"""Touches whose journeys are held in memory together; more are worked through in slices of people."""
_SLICE = (
    "AND modulo(intHash64(dictGetOrDefault('person_of', 'person', identity, identity)), {slices:UInt32}) "
    "= {slice:UInt32}"
)
_PLAIN_TOUCH = "(name IN {touches:Array(String)} OR (kind IN ('page', 'screen') AND channel IN {public:Array(String)}))"
_OWN_TOUCH = "name IN {touches:Array(String)}"


def _text(name: str) -> str:
    return resources.files("huoshui.insight.attribution").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()


_VALUES_SQL, _JOURNEYS = _text("values"), _text("journeys")
_COUNTED = {
    "told": "value, uniqExact(person) AS people, sum(times) AS touches",
    "rest": "GROUP BY value\nORDER BY touches DESC, value",
}
_TOUCHED = {"told": "person", "rest": "AND value = {touching:String}"}
_CONVERSIONS = {"orders": _text("orders"), "event": _text("events"), "lifetime": _text("lifetime")}


@dataclass(frozen=True, slots=True)
class Written:
    """A question as SQL: the two texts, and the parameters of both beside those of the ground."""

    values: str
    journeys: str
    parameters: Mapping[str, Any]

    def slice(self, number: int, of: int) -> tuple[str, dict[str, Any]]:
        """This will give the journeys of one slice of the people."""
        sql = self.journeys.replace("«slice»", _SLICE if of > 1 else "")
        return sql, {**self.parameters, "slices": of, "slice": number}


def write(asked: AttributionQuestion, ground: Ground, *, run: int | None) -> Written:
    """This will write a question as SQL; ``run`` is the run of the value model that first orders are worth."""
    parameters: dict[str, Any] = {
        "touches": english(asked.touches) if asked.touches else list(TOUCHES),
        "public": [channel.name for channel in CHANNELS.values() if channel.public],
        "channels": list(asked.channels or ()),
        "window_ms": duration_ms(asked.lookback),
        "visit_ms": duration_ms(asked.visit),
        "half_life_ms": float(duration_ms(asked.half_life)),
    }
    if isinstance(asked.conversion, EventConverts):
        parameters["converting"] = english(asked.conversion.events)
    if isinstance(asked.conversion, FirstOrderConverts):
        parameters |= {"run": run or 0, "never": NEVER}
    parts = {
        "conversions": _CONVERSIONS[asked.conversion.kind].lstrip(),
        **_touches(asked),
    }
    return Written(ground.written(_VALUES_SQL, **_COUNTED, **parts), ground.written(_JOURNEYS, **parts), parameters)


def touched(asked: AttributionQuestion, ground: Ground, *, value: str) -> Who:
    """This will write who was touched by a value."""
    written = write(asked, ground, run=None)
    sql = ground.written(_VALUES_SQL, **_TOUCHED, **_touches(asked))
    return Who(sql, {**ground.parameters, **written.parameters, "touching": value})


def _touches(asked: AttributionQuestion) -> dict[str, str]:
    touch = _PLAIN_TOUCH if asked.touches is None else _OWN_TOUCH
    only = "" if asked.channels is None else " AND channel IN {channels:Array(String)}"
    return {"value": VALUES[asked.by], "touch": touch + only}


async def values(ground: Ground, written: Written) -> list[tuple[str, int, int]]:
    """This will list the values that touched anybody, the commonest first, with their people and touches."""
    rows = await ground.rows(written.values, **written.parameters)
    return [(str(value), int(people), int(touches)) for value, people, touches in rows]


async def journeys(ground: Ground, written: Written, *, names: list[str], touches: int) -> AsyncIterator[pa.Table]:
    """This will stream the journeys, distinct within each table, as many tables as memory asks for."""
    slices = max(1, -(-touches // AT_ONCE))
    for number in range(slices):
        sql, parameters = written.slice(number, slices)
        yield await ground.arrow(sql, **parameters, values=names)


def english(names: tuple[str, ...]) -> list[str]:
    """This will give events' names, and the English ones for those that the dictionary knows."""
    entries = (dictionary.entry_of(name) for name in names)
    return sorted({*names, *(entry.name for entry in entries if entry)})
