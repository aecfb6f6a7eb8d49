"""Intervals: how long it takes from one event to another, such as from an order to the next."""

from typing import Literal

from pydantic import BaseModel

from huoshui.audiences.contract.values import Duration, duration_ms
from huoshui.insight.analyses import waits
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Asked, Breakdown, Cell, Events, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Span


class Intervals(Asked):
    """
    How long it takes from ``start`` to ``end`` (default: to the next ``start``).

    An interval leads from a moment of ``start`` in the period to the next later moment of ``end``, when no other moment
    of ``start`` lies between the two; not longer than ``within``, also when it ends after the period. The group of an
    event is that of its start.
    """

    kind: Literal["intervals"]
    start: Events
    end: Events | None = None
    within: Duration = "90d"
    breakdown: Breakdown | None = None


class Bar(BaseModel):
    """How many intervals took at least ``from_s`` seconds and less than ``to_s``, and of how many people."""

    from_s: int
    to_s: int | None
    intervals: int
    people: int
    cell: Cell


class IntervalsLine(BaseModel):
    """One group; quantiles in seconds are intervals that occurred, ``None`` when there are none."""

    group: str | None
    intervals: int
    people: int
    quantiles_s: dict[str, float] | None
    mean_s: float | None
    histogram: list[Bar]


class IntervalsResult(BaseModel):
    """A line for everybody, or one for each group, the largest first."""

    kind: Literal["intervals"] = "intervals"
    within: Duration
    lines: list[IntervalsLine]


_LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


async def answer(asked: Intervals, asking: Asking) -> IntervalsResult:
    """This will measure intervals."""
    lines = await _lines(asked, asking)
    levels = ", ".join(map(str, _LEVELS))
    sql = f"""
SELECT grp, count() AS intervals, uniqExact(person) AS people, quantilesExact({levels})(gap) AS quantiles,
       avg(gap) AS mean, sumMap([{waits.bin_of("gap")}], [toUInt64(1)]) AS bins,
       uniqExactMap(map({waits.bin_of("gap")}, person)) AS of_people
FROM
(
{_gaps(asked, lines)}
)
GROUP BY grp"""
    rows = await asking.rows(sql, lines.parameters.values)
    told = [_line(lines, *row) for row in rows]
    if asked.breakdown is None and not told:
        told = [_line(lines, "", 0, 0, None, None, ([], []), {})]
    told.sort(key=lambda line: (-line.intervals, str(line.group)))
    return IntervalsResult(within=asked.within, lines=told)


async def people(asked: Intervals, cell: Cell, asking: Asking) -> Who:
    """
    This will give who has an interval in a bin (``at``), or any.

    :raises NoSuchCell: if there is no such bin or group
    """
    lines = await _lines(asked, asking)
    grp = lines.group_key(cell.group)
    if grp is None or (cell.at or 0) >= len(waits.EDGES_S):
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such bin or group")
    where = f"grp = {lines.parameters.text(grp)}"
    where += "" if cell.at is None else f" AND {waits.bin_of('gap')} = {cell.at + 1}"
    return Who(f"SELECT person FROM (\n{_gaps(asked, lines)}\n) WHERE {where}", lines.parameters.values)


def reads(asked: Intervals, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of: those of the period, and as long after it as is looked."""
    return span.since, span.until + duration_ms(asked.within)


async def _lines(asked: Intervals, asking: Asking) -> Lines:
    return await Lines.of(asking, asked, asked.breakdown, of=[asked.start])


def _gaps(asked: Intervals, lines: Lines) -> str:
    """A line of ``person``, ``grp`` and ``gap`` (milliseconds) for each interval."""
    longest, to = duration_ms(asked.within), asked.end or asked.start
    rows = lines.rows(
        [f"{lines.matches(asked.start)} AS is_start", f"{lines.matches(to)} AS is_end",
         f"{lines.group or repr('')} AS entered_as"],
        [asked.start, to], since=lines.span.since, until=lines.span.end + longest,
    )  # fmt: skip
    gathered = ["groupArrayIf((at, entered_as), is_start) AS starts", "groupArrayIf(at, is_end) AS ends"]
    merged = ["groupArrayArray(starts) AS starts", "arraySort(groupArrayArray(ends)) AS ends"]
    persons = lines.persons(lines.identities(rows, gathered), merged)
    sorted_ = "arraySort(starts) AS every, arrayMap(s -> s.1, every) AS at_starts"
    # several starts at one moment are one: the first of them, by group
    is_one = f"(n = 1 OR s.1 != at_starts[n - 1]) AND s.1 < {lines.put(lines.span.end)}"
    one = f"arrayFilter((s, n) -> {is_one}, every, arrayEnumerate(every)) AS begun"
    next_end = "arrayFirst(u -> u > s.1, ends)"
    alone = f"NOT arrayExists(v -> v > s.1 AND v < {next_end}, at_starts)"
    gap = f"if({next_end} > 0 AND {next_end} - s.1 <= {lines.put(longest)} AND {alone}, {next_end} - s.1, -1)"
    gaps = f"arrayFilter(g -> g.1 >= 0, arrayMap(s -> ({gap}, s.2), begun)) AS gaps"
    told = f"SELECT person, {sorted_}, {one}, {gaps}\nFROM\n(\n{persons}\n)"
    grp = ", one.2 AS grp" if lines.group else ""
    return lines.grouped(f"SELECT person, one.1 AS gap{grp}\nFROM\n(\n{told}\n)\nARRAY JOIN gaps AS one")


def _line(
    lines: Lines, grp: str, intervals: int, people_: int, quantiles: list[float] | None, mean: float | None,
    bins: tuple[list[int], list[int]], of_people: dict[str, int],
) -> IntervalsLine:  # fmt: skip
    group, counts = lines.group_name(grp), dict(zip(*bins, strict=True))
    ends = (*waits.EDGES_S[1:], None)
    histogram = [
        Bar(from_s=since, to_s=until, intervals=counts.get(place + 1, 0), people=int(of_people.get(str(place + 1), 0)),
            cell=Cell(group=group, at=place))
        for place, (since, until) in enumerate(zip(waits.EDGES_S, ends, strict=True))
    ]  # fmt: skip
    named = (
        None
        if not quantiles
        else {f"p{level * 100:g}": one / 1000 for level, one in zip(_LEVELS, quantiles, strict=True)}
    )
    return IntervalsLine(
        group=group, intervals=intervals, people=people_, quantiles_s=named,
        mean_s=None if mean is None else mean / 1000, histogram=histogram,
    )  # fmt: skip


KIND = Kind(
    "intervals", "间隔", "How long it takes from one event to another", Intervals, IntervalsResult, answer, people,
    reads=reads,
)  # fmt: skip
