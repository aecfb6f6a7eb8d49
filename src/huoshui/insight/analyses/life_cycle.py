"""Life-cycle: of those who were active in a bucket of time, who is new, came again, woke up; and who fell asleep."""

from typing import Literal

from pydantic import BaseModel

from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Asked, BySegments, ByTrait, Cell, Events, Sayable, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Buckets, Span

_WORD = 63
STATES = ("new", "returning", "resurrecting", "dormant")


class LifeCycle(Asked):
    """
    Who is new, returning, resurrecting or dormant, bucket by bucket; buckets are whole, also where the period begins or
    ends within one.

    ``new``: active for the first time ever; ``returning``: also active in the bucket before; ``resurrecting``: active
    before, but not in the bucket before; ``dormant``: active in the bucket before, not in this one. ``active`` is which
    events count (default: every event).
    """

    kind: Literal["life_cycle"]
    active: Events = Events()
    granularity: Literal["day", "week", "month"] = "week"
    breakdown: ByTrait | BySegments | None = None


class LifeCyclePoint(BaseModel):
    """One bucket; it is ``complete`` when it is over."""

    bucket: str
    complete: bool
    new: int
    returning: int
    resurrecting: int
    dormant: int
    cells: dict[str, Cell]


class LifeCycleLine(BaseModel):
    """One group, bucket by bucket."""

    group: str | None
    points: list[LifeCyclePoint]


class LifeCycleResult(BaseModel):
    """A line for everybody, or one for each group, the largest first."""

    kind: Literal["life_cycle"] = "life_cycle"
    granularity: Literal["day", "week", "month"]
    lines: list[LifeCycleLine]


async def answer(asked: LifeCycle, asking: Asking) -> LifeCycleResult:
    """
    This will count people by their state in each bucket.

    :raises TooManyBuckets: if the period has too many
    """
    lines, buckets = await _lines(asked, asking)
    sums = ", ".join(f"sumForEach({state})" for state in STATES)
    sql = f"SELECT grp, {sums}\nFROM\n(\n{_persons(asked, lines, buckets)}\n)\nGROUP BY grp"
    rows = await asking.rows(sql, lines.parameters.values)
    if asked.breakdown is None and not rows:
        rows = [("", *[[0] * len(buckets)] * len(STATES))]
    rows.sort(key=lambda row: (-sum(map(sum, row[1:4])), row[0]))
    told = [_line(lines, buckets, str(grp), counts) for grp, *counts in rows]
    return LifeCycleResult(granularity=asked.granularity, lines=told)


async def people(asked: LifeCycle, cell: Cell, asking: Asking) -> Who:
    """
    This will give who was in a state (``what``) in a bucket (``at``).

    :raises NoSuchCell: if there is no such state, bucket or group
    """
    lines, buckets = await _lines(asked, asking)
    grp = lines.group_key(cell.group)
    if cell.what not in STATES or cell.at is None or cell.at >= len(buckets) or grp is None:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such state, bucket or group")
    where = f"{cell.what}[{cell.at + 1}] = 1 AND grp = {lines.parameters.text(grp)}"
    return Who(f"SELECT person FROM (\n{_persons(asked, lines, buckets)}\n) WHERE {where}", lines.parameters.values)


async def segment(asked: LifeCycle, cell: Cell, asking: Asking) -> Sayable:
    """This will say who was in a state in a bucket, in the segment language."""
    buckets = Buckets.of(Span.of(asked.period, zone=asked.zone, now=asking.now), asked.granularity)
    at, active, before = cell.at or 0, saying.of_events(asked.active), buckets.earlier()
    here = {"kind": "did", **active, "within": saying.within(buckets.starts[at], buckets.ends[at])}
    then = {"kind": "did", **active, "within": saying.within(before.starts[at], before.ends[at])}
    first = {"kind": "did_date", **active, "measure": "first"}
    started = saying.within(buckets.starts[at], buckets.ends[at])
    states: dict[str, list[saying.Node]] = {
        "new": [{**first, "test": {"type": "date", "op": "between", "value": [started["from"], started["to"]]}}],
        "returning": [here, then],
        "resurrecting": [
            here, {"kind": "not", "of": then},
            {**first, "test": {"type": "date", "op": "before", "value": started["from"]}},
        ],
        "dormant": [then, {"kind": "not", "of": here}],
    }  # fmt: skip
    try:
        whom = [*saying.of_group(asked.breakdown, cell.group), *saying.of_people(asked)]
        return saying.said([*states[cell.what], *whom])
    except saying.Unsayable as reason:
        return Sayable(None, str(reason))


async def _lines(asked: LifeCycle, asking: Asking) -> tuple[Lines, Buckets]:
    lines = await Lines.of(asking, asked, asked.breakdown)
    return lines, Buckets.of(lines.span, asked.granularity)


def _persons(asked: LifeCycle, lines: Lines, buckets: Buckets) -> str:
    """Each person's states as 0 or 1 per bucket; bit i is bucket i - 1, as the one before the first is needed."""
    count = len(buckets)
    place = f"toInt32({buckets.sql('occurred_at', lines.zone)})"
    rows = lines.rows(
        [f"{place} AS bucket", f"{lines.matches(asked.active)} AS is_active"], [asked.active], until=buckets.ends[-1]
    )
    gathered, merged = ["min(bucket) AS first"], ["min(first) AS first"]
    words = range(-(-(count + 1) // _WORD))
    for word in words:
        low, high = word * _WORD - 1, (word + 1) * _WORD - 1
        bit = f"bitShiftLeft(toUInt64(1), toUInt8(bucket - {low}))"
        gathered.append(f"groupBitOrIf({bit}, bucket >= {low} AND bucket < {high}) AS word_{word}")
        merged.append(f"groupBitOr(word_{word}) AS word_{word}")
    identities = lines.identities(f"SELECT * FROM (\n{rows}\n) WHERE is_active", gathered)
    listed = f"[{', '.join(f'word_{word}' for word in words)}]"
    bit = f"bitTest({listed}[intDiv(i, {_WORD}) + 1], modulo(i, {_WORD}))"
    persons = lines.persons(identities, merged)
    bits = f"SELECT person, first, arrayMap(i -> {bit}, range({count + 1})) AS bits\nFROM\n(\n{persons}\n)"
    states = [
        "arrayMap((is, was, i) -> toUInt8(is AND first = i), here, there, places) AS new",
        "arrayMap((is, was, i) -> toUInt8(is AND was AND first != i), here, there, places) AS returning",
        "arrayMap((is, was, i) -> toUInt8(is AND NOT was AND first != i), here, there, places) AS resurrecting",
        "arrayMap((is, was, i) -> toUInt8(was AND NOT is), here, there, places) AS dormant",
    ]
    arrays = f"arrayPopFront(bits) AS here, arrayPopBack(bits) AS there, range({count}) AS places"
    told = f"SELECT person, first, {arrays}, {', '.join(states)}\nFROM\n(\n{bits}\n)"
    return lines.grouped(f"SELECT person, {', '.join(STATES)}\nFROM\n(\n{told}\n)")


def _line(lines: Lines, buckets: Buckets, grp: str, counts: list[list[int]]) -> LifeCycleLine:
    group = lines.group_name(grp)
    points = [
        LifeCyclePoint.model_validate({
            "bucket": buckets.label(at), "complete": buckets.ends[at] <= lines.span.now + 1,
            **{state: counts[place][at] for place, state in enumerate(STATES)},
            "cells": {state: Cell(what=state, group=group, at=at) for state in STATES},
        })
        for at in range(len(buckets)) if buckets.starts[at] <= lines.span.now
    ]  # fmt: skip
    return LifeCycleLine(group=group, points=points)


KIND = Kind(
    "life_cycle", "生命周期", "Who is new, returning, resurrecting, dormant, over time", LifeCycle, LifeCycleResult,
    answer, people, segment,
)  # fmt: skip
