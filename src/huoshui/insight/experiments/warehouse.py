"""ClickHouse: the people of an experiment, with what each did before and since."""

from collections.abc import Sequence
from importlib import resources
from typing import Any, NotRequired, TypedDict, Unpack

import numpy as np
import pyarrow as pa

from huoshui.audiences.published import Parameters, members_v1
from huoshui.events import dictionary
from huoshui.insight.dimensions import VALUES, Dimension
from huoshui.insight.experiments.contract import VIEWED, EventsOutcome, Outcome
from huoshui.insight.ground import Ground
from huoshui.insight.questions.contract import Segment, Who
from huoshui.insight.questions.lines import PERSON
from huoshui.insight.science.arrays import Flags, Integers

_PEOPLE = resources.files("huoshui.insight.experiments").joinpath("sql", "people.sql").read_text("utf-8").rstrip()
_MET = f"""
SELECT DISTINCT person
FROM
(
    SELECT {PERSON} AS person
    FROM events
    WHERE identity != 0 AND «value» = {{held:String}}
      AND occurred_at >= fromUnixTimestamp64Milli({{met_from:Int64}}, 'UTC')
      AND occurred_at < fromUnixTimestamp64Milli({{met_to:Int64}}, 'UTC')
)
WHERE 1 «only»
"""
_ORDERS = {"bought": 1, "count": 1, "net_fen": 2}


class Asked(TypedDict):
    """
    What the people of an experiment are asked by; ``exposed`` is its name where only those count who met it.

    Moments are in milliseconds: before is [before_from, began), after is [counted, ended).
    """

    outcomes: Sequence[Outcome]
    edges: Sequence[int]
    seed: int
    began: int
    counted: int
    ended: int
    before_from: int
    exposed: NotRequired[str]


async def people(ground: Ground, **asked: Unpack[Asked]) -> pa.Table:
    """
    This will give (person, arm from 1, before, after) of everybody in an arm, by person; outcomes as counts or fen.

    Before is up to ``began``, after is from ``counted`` on. Arms end at ``edges`` of 10,000; ``exposed`` is the
    experiment's name where only those count who met it.
    """
    return await ground.arrow(ground.written(_PEOPLE), **_written(asked))


def arm_who(ground: Ground, *, arm: int, **asked: Unpack[Asked]) -> Who:
    """This will write who is in an arm, counted from 1: whom `people` gives."""
    sql = f"SELECT person\nFROM\n(\n{ground.written(_PEOPLE)}\n)\nWHERE arm = {{arm:UInt8}}"
    return Who(sql, {**ground.parameters, **_written(asked), "arm": arm})


def _written(asked: Asked) -> dict[str, Any]:
    outcomes, exposed = asked["outcomes"], asked.get("exposed", "")
    names = [english(one.events) if isinstance(one, EventsOutcome) else [] for one in outcomes]
    every = sorted({name for some in names for name in some} | ({VIEWED} if exposed else set()))
    return {
        "names": names,
        "all_names": every,
        "orders": [0 if isinstance(one, EventsOutcome) else _ORDERS[one.measure] for one in outcomes],
        "nothing": [0.0] * len(outcomes),
        "edges": list(asked["edges"]),
        "seed": asked["seed"],
        "began": asked["began"],
        "counted": asked["counted"],
        "ended": asked["ended"],
        "before_from": asked["before_from"],
        "viewed": VIEWED,
        "exposed": int(bool(exposed)),
        "experiment": exposed,
    }


async def met(ground: Ground, *, by: Dimension, value: str, since: int, until: int) -> Integers:
    """This will give who met a channel, campaign, code or creative in any event of [since, until) in milliseconds."""
    sql = ground.written(_MET, value=VALUES[by])
    found = await ground.arrow(sql, held=value, met_from=since, met_to=until)
    persons: Integers = found.column("person").to_numpy().astype(np.int64)
    return persons


async def members(ground: Ground, segment: Segment, persons: Integers) -> Flags:
    """This will tell of each of these people whether they are in a segment now."""
    condition = await ground.asking.condition(segment)
    parameters = Parameters()
    sql = members_v1([condition], parameters, scope=ground.asking.scope, now=ground.asking.now)
    found = await ground.asking.clickhouse.arrow(sql, parameters.values)
    inside: Flags = np.isin(persons, found.column("person").to_numpy().astype(np.int64))
    return inside


def english(names: Sequence[str]) -> list[str]:
    """This will give events' names, and the English ones for those that the dictionary knows."""
    entries = (dictionary.entry_of(name) for name in names)
    return sorted({*names, *(entry.name for entry in entries if entry)})
