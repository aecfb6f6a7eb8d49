"""Distribution: how often or how much per person, how values of a property lie, at what time things happen."""

from collections.abc import Sequence
from math import floor, log10
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from huoshui.audiences.contract.language import Name
from huoshui.audiences.contract.values import Amount
from huoshui.audiences.published import number_v1
from huoshui.bedrock.readings import SCALE
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import BEIJING, Asked, Breakdown, Cell, Events, Sayable, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Span

_COUNTS = (1, 2, 3, 4, 5, 6, 11, 21, 51, 101)
_BINS = 12
_OF_PEOPLE = {"count", "sum"}
_CLOCK = {
    "hour": ("toHour(occurred_at, {zone})", range(24)),
    "weekday": ("toDayOfWeek(occurred_at, 0, {zone})", range(1, 8)),
}


class Distribution(Asked):
    """
    How something is distributed in the period.

    ``of``: ``count`` of the events per person who did any; ``sum`` of a number property per person (who has any);
    ``value``: the property itself, event by event; ``hour`` of the day and ``weekday`` (1: Monday) by the clock of the
    zone. ``edges`` are where bins begin; by default they are picked. The first bin then holds all that is below the
    second edge, the last has no end.
    """

    kind: Literal["distribution"]
    events: Events
    of: Literal["count", "sum", "value", "hour", "weekday"] = "count"
    property: Name | None = None
    edges: Annotated[tuple[Amount, ...] | None, Field(min_length=1, max_length=100)] = None
    breakdown: Breakdown | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> "Distribution":
        if (self.of in {"sum", "value"}) != (self.property is not None):
            msg = "sum and value are of a property; the others of none"
            raise ValueError(msg)
        if self.edges is not None and (self.of in _CLOCK or list(self.edges) != sorted(set(self.edges))):
            msg = "edges rise, and time has its own"
            raise ValueError(msg)
        return self


class Slot(BaseModel):
    """One bin, from ``since`` up to ``until`` (without it; ``None``: no end): people, and events of theirs in it."""

    since: float | None
    until: float | None
    people: int
    events: int
    cell: Cell


class DistributionLine(BaseModel):
    """One group. Quantiles and mean are over people (count, sum) or events (value); time of day has none."""

    group: str | None
    people: int
    events: int
    quantiles: dict[str, float] | None
    mean: float | None
    bins: list[Slot]


class DistributionResult(BaseModel):
    """A line for everybody, or one for each group, the largest first."""

    kind: Literal["distribution"] = "distribution"
    of: Literal["count", "sum", "value", "hour", "weekday"]
    lines: list[DistributionLine]


_LEVELS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)


async def answer(asked: Distribution, asking: Asking) -> DistributionResult:
    """This will count people and events by bin."""
    lines, edges = await _lines(asked, asking)
    sql = f"""
SELECT grp, uniqExact(person) AS people, sum(n) AS events,
       sumMap([bin], [toUInt64(1)], [toUInt64(n)]) AS bins,
       quantilesExactArray({", ".join(map(str, _LEVELS))})(worths) AS quantiles, avgArray(worths) AS mean
FROM
(
{_persons(asked, lines, edges)}
)
GROUP BY grp"""
    rows = await asking.rows(sql, lines.parameters.values)
    told = [_line(asked, lines, edges, *row) for row in rows]
    if asked.breakdown is None and not told:
        told = [_line(asked, lines, edges, "", 0, 0, ([], [], []), None, None)]
    return DistributionResult(of=asked.of, lines=sorted(told, key=lambda line: (-line.people, str(line.group))))


async def people(asked: Distribution, cell: Cell, asking: Asking) -> Who:
    """
    This will give who is in a bin (``at``), or in any.

    :raises NoSuchCell: if there is no such bin or group
    """
    lines, edges = await _lines(asked, asking)
    grp = lines.group_key(cell.group)
    if grp is None or (cell.at or 0) >= len(edges):
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such bin or group")
    where = f"grp = {lines.parameters.text(grp)}" + ("" if cell.at is None else f" AND bin = {cell.at}")
    return Who(f"SELECT person FROM (\n{_persons(asked, lines, edges)}\n) WHERE {where}", lines.parameters.values)


async def segment(asked: Distribution, cell: Cell, asking: Asking) -> Sayable:
    """This will say who is in a bin, or in any, in the segment language; its clock is Beijing's."""
    if asked.of in _CLOCK and cell.at is not None and asked.zone != BEIJING:
        return Sayable(None, "the segment language counts hours and weekdays in Beijing")
    lines, edges = await _lines(asked, asking)
    span = lines.span
    try:
        events = {**saying.of_events(asked.events, asked.breakdown, cell.group),
                  "within": saying.within(span.since, span.end)}  # fmt: skip
        did = _said(asked, events, edges, cell.at)
        return saying.said([*did, *saying.of_group(asked.breakdown, cell.group), *saying.of_people(asked)])
    except saying.Unsayable as reason:
        return Sayable(None, str(reason))


def _said(asked: Distribution, events: saying.Node, edges: list[int], at: int | None) -> list[saying.Node]:
    """Who did the events so that they are in a bin; without one, in any."""
    did: saying.Node = {"kind": "did", **events}
    tests = [] if at is None else saying.between(
        edges[at] / SCALE if at else None, edges[at + 1] / SCALE if at + 1 < len(edges) else None
    )  # fmt: skip
    if asked.of == "count":
        return [did, *({**did, "test": test} for test in tests)]
    if asked.of in _CLOCK:
        return [did if at is None else {**did, **_at_clock(events, asked.of, _CLOCK[asked.of][1][at])}]
    if asked.of == "sum" or not tests:
        sums = ({**did, "measure": "sum", "property": asked.property, "test": test} for test in tests)
        return [saying.has_number(did, asked.property or ""), *sums]
    where = ({"property": asked.property, "test": test} for test in tests)
    return [{**did, "where": [*events.get("where", ()), *where]}]


def _at_clock(events: saying.Node, of: str, unit: int) -> saying.Node:
    name, told = (
        ("weekdays", [unit]) if of == "weekday" else ("at", {"from": f"{unit:02}:00", "to": f"{unit + 1:02}:00"})
    )
    if name in events:
        raise saying.Unsayable("the events asked for have a time of their own")
    return {name: told}


def reads(_asked: Distribution, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of."""
    return span.since, span.until


async def _lines(asked: Distribution, asking: Asking) -> tuple[Lines, list[int]]:
    """The lines, and where the bins begin, in ten-thousandths."""
    lines = await Lines.of(asking, asked, asked.breakdown, of=[asked.events])
    if asked.of in _CLOCK:
        return lines, [place * SCALE for place in _CLOCK[asked.of][1]]
    if asked.edges is not None:
        return lines, [round(edge * SCALE) for edge in asked.edges]
    if asked.of == "count":
        return lines, [edge * SCALE for edge in _COUNTS]
    sql = f"SELECT quantilesExactArray(0.01, 0.99)(worths) FROM (\n{_persons(asked, lines, [0])}\n)"
    ((found,),) = await asking.rows(sql, lines.parameters.values)
    return lines, _picked(*(float(one or 0) for one in found))


def _picked(low: float, high: float) -> list[int]:
    """About a dozen bins of a round width, from the lowest hundredth to the highest."""
    width = max((high - low) / _BINS, 1.0)
    power = 10 ** floor(log10(width))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= width) or 1
    first = floor(low / step) * step
    return [first + place * step for place in range(int((high - first) // step) + 1)]


def _persons(asked: Distribution, lines: Lines, edges: list[int]) -> str:
    """Lines of ``person``, ``grp``, ``bin``, ``n`` events, and ``worths``: the values that quantiles are over."""
    bins = lines.parameters.put("Array(Int64)", edges)
    bin_ = f"toInt32(greatest(1, arrayCount(edge -> worth >= edge, {bins}))) - 1"
    number = number_v1(asked.property, lines.parameters) if asked.property else "NULL"
    rows = lines.rows(
        [f"{lines.matches(asked.events)} AS is_meant",
         f"CAST({_worth(asked, lines, number)}, 'Nullable(Int64)') AS read",
         *([f"{lines.group} AS grp"] if lines.group else [])],
        [asked.events], since=lines.span.since,
    )  # fmt: skip
    has = "is_meant" if asked.of == "count" else "is_meant AND read IS NOT NULL"
    rows = f"SELECT *, assumeNotNull(read) AS worth FROM (\n{rows}\n) WHERE {has}"
    keys = ["grp"] if lines.group else []
    if asked.of in _OF_PEOPLE:
        identities = lines.identities(rows, ["count() AS n", "sum(worth) AS part"], keys=keys)
        worth = f"toInt64(sum(n)) * {SCALE} AS worth" if asked.of == "count" else "sum(part) AS worth"
        persons = lines.persons(identities, ["sum(n) AS times", worth], keys=keys)
        told = ", ".join(["person", *keys, f"{bin_} AS bin", "times AS n", "[worth] AS worths"])
        return lines.grouped(f"SELECT {told}\nFROM\n(\n{persons}\n)")
    binned = f"SELECT *, {bin_} AS bin FROM (\n{rows}\n)"
    worths = "groupArray(worth) AS worths" if asked.of == "value" else "emptyArrayInt64() AS worths"
    identities = lines.identities(binned, ["count() AS n", worths], keys=[*keys, "bin"])
    merged = ["sum(n) AS n", "groupArrayArray(worths) AS worths"]
    columns = ["person", *keys, "bin", "n", "worths"]
    persons = lines.persons(f"SELECT * EXCEPT n, toUInt64(n) AS n FROM (\n{identities}\n)", merged, keys=[*keys, "bin"])
    return lines.grouped(f"SELECT {', '.join(columns)}\nFROM\n(\n{persons}\n)")


def _worth(asked: Distribution, lines: Lines, number: str) -> str:
    if asked.of in _CLOCK:
        return f"toInt64({_CLOCK[asked.of][0].format(zone=lines.zone)}) * {SCALE}"
    return number


def _line(  # noqa: PLR0913, PLR0917 one per column
    asked: Distribution, lines: Lines, edges: list[int], grp: str, people_: int, events: int,
    bins: Sequence[Sequence[int]], quantiles: list[float] | None, mean: float | None,
) -> DistributionLine:  # fmt: skip
    group = lines.group_name(grp)
    counts = {place: (some, n) for place, some, n in zip(*bins, strict=True)}
    of_clock = asked.of in _CLOCK
    slots = []
    for place, edge in enumerate(edges):
        some, n = counts.get(place, (0, 0))
        since = None if place == 0 and not of_clock and asked.of != "count" else edge / SCALE
        until = edges[place + 1] / SCALE if place + 1 < len(edges) else None
        slots.append(Slot(since=since, until=until, people=some, events=n, cell=Cell(group=group, at=place)))
    told = None if of_clock or not quantiles or not events else {
        f"p{level * 100:g}": one / SCALE for level, one in zip(_LEVELS, quantiles, strict=True)
    }  # fmt: skip
    return DistributionLine(
        group=group, people=people_, events=events, quantiles=told,
        mean=None if of_clock or mean is None else mean / SCALE, bins=slots,
    )  # fmt: skip


KIND = Kind(
    "distribution", "分布", "How often, how much, what values, at what time of the day",
    Distribution, DistributionResult, answer, people, segment, reads,
)  # fmt: skip
