"""Trends: how often, how many people, how much, bucket by bucket; beside the period before, or running up."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from huoshui.audiences.contract.language import Name
from huoshui.audiences.published import number_v1
from huoshui.bedrock.readings import SCALE
from huoshui.insight.analyses.usual import HISTORY_DAYS, Usual, usual
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Asked, Breakdown, Cell, Events, Granularity, Sayable, Share, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Buckets, Span

Measure = Literal["events", "people", "sum", "average", "per_person", "sum_per_person"]
_MEASURES_A_PROPERTY = {"sum", "average", "sum_per_person"}


class Series(Events):
    """
    What is counted: events, people who did them, the sum or average of a number property, events or sum per person.
    """

    measure: Measure = "events"
    property: Name | None = None

    @model_validator(mode="after")
    def _measured(self) -> "Series":
        if (self.measure in _MEASURES_A_PROPERTY) != (self.property is not None):
            msg = "sum, average and sum_per_person measure a property; the others measure none"
            raise ValueError(msg)
        return self


class Trends(Asked):
    """
    How often things happened, bucket by bucket.

    ``compare`` puts beside it the period of as many days before, bucket by bucket from its own beginning.
    ``cumulative`` counts from the beginning of the period; people then count once, in the bucket of their first.
    ``usual`` tells of each day the range that such weekdays had before, by the eleven weeks before the period.
    """

    kind: Literal["trends"]
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=10)]
    granularity: Granularity = "day"
    breakdown: Breakdown | None = None
    compare: bool = False
    cumulative: bool = False
    usual: bool = False

    @model_validator(mode="after")
    def _of_days(self) -> "Trends":
        if self.usual and (self.granularity != "day" or self.cumulative):
            msg = "what is usual is told of days, not of what runs up"
            raise ValueError(msg)
        return self


class Point(BaseModel):
    """One bucket: its beginning, and whether it lies in the period and in the past entirely."""

    bucket: str
    complete: bool
    figure: Share
    people: int
    previous: Share | None = None
    usual: Usual | None = None
    cell: Cell


class TrendLine(BaseModel):
    """One series in one group. ``total`` is the figure of the whole period; people count once in it."""

    series: int
    label: str
    measure: Measure
    group: str | None
    total: Share
    people: int
    previous_total: Share | None = None
    points: list[Point]
    cell: Cell


class TrendsResult(BaseModel):
    """
    Lines by series and group, the largest group first.

    The numerator of a figure is what is counted; its denominator is 1, or events that have the property (average), or
    people (per person).
    """

    kind: Literal["trends"] = "trends"
    granularity: Granularity
    lines: list[TrendLine]


class _Sums:
    """What was counted of one series and group, bucket by bucket; ``people`` of a total count once."""

    def __init__(self, buckets: int) -> None:
        self.by_bucket = [[0, 0, 0, 0, 0] for _ in range(buckets)]
        """events, sum, events with a number, people, people who are there first"""

    def figures(self, measure: Measure, *, cumulative: bool) -> list[Share]:
        if not cumulative:
            return [_figure(measure, n, total, counted, people) for n, total, counted, people, _ in self.by_bucket]
        running, figures = [0, 0, 0, 0], []
        for n, total, counted, _, newcomers in self.by_bucket:
            running = [one + more for one, more in zip(running, (n, total, counted, newcomers), strict=True)]
            figures.append(_figure(measure, *running))
        return figures

    def total(self, measure: Measure) -> Share:
        n, total, counted, _, people = map(sum, zip(*self.by_bucket, strict=True))
        return _figure(measure, n, total, counted, people)

    @property
    def people(self) -> int:
        return sum(newcomers for *_, newcomers in self.by_bucket)


async def answer(asked: Trends, asking: Asking) -> TrendsResult:
    """
    This will count.

    :raises TooManyBuckets: if the period has too many
    """
    lines = await _lines(asked, asking)
    buckets = Buckets.of(lines.span, asked.granularity)
    found = await _sums(asked, lines, lines.span, buckets)
    keys = _keys(asked, lines, found)
    before: dict[tuple[int, str], _Sums] = {}
    if asked.compare:
        span = lines.span.before()
        earlier = Buckets.of(span, asked.granularity)
        sums = await _sums(asked, lines, span, earlier)
        before = {key: sums.get(key) or _Sums(len(earlier)) for key in keys}
    told = [_line(asked, lines, buckets, key, found.get(key), before.get(key)) for key in keys]
    if asked.usual:
        await _tell_usual(asked, lines, found, told, keys)
    return TrendsResult(granularity=asked.granularity, lines=told)


async def _tell_usual(
    asked: Trends, lines: Lines, found: dict[tuple[int, str], _Sums], told: list[TrendLine],
    keys: Sequence[tuple[int, str]],
) -> None:  # fmt: skip
    """Put beside each point what days like it had, by the period and the days before it."""
    span = lines.span.before(HISTORY_DAYS)
    earlier = await _sums(asked, lines, span, Buckets.of(span, asked.granularity))
    for line, key in zip(told, keys, strict=True):
        sums = [earlier.get(key) or _Sums(HISTORY_DAYS), found.get(key) or _Sums(len(line.points))]
        figures = [one.value for part in sums for one in part.figures(line.measure, cumulative=False)]
        events = [counted[0] for part in sums for counted in part.by_bucket]
        over = HISTORY_DAYS + sum(point.complete for point in line.points)
        for point, one in zip(line.points, usual(figures, events, first=HISTORY_DAYS, over=over), strict=True):
            point.usual = one


async def people(asked: Trends, cell: Cell, asking: Asking) -> Who:
    """
    This will give who did what is counted in a cell; without ``at``, in the whole period.

    :raises NoSuchCell: if there is no such series, group or bucket
    """
    lines = await _lines(asked, asking)
    buckets = Buckets.of(lines.span, asked.granularity)
    key = lines.group_key(cell.group)
    if key is None or cell.series >= len(asked.series) or (cell.at or 0) >= len(buckets):
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such series, group or bucket")
    where = [f"series = {lines.put(cell.series)}", f"grp = {lines.parameters.text(key)}"]
    if cell.at is not None:
        where.append(f"has(cells.1, {lines.put(cell.at)})")
    sql = f"SELECT person FROM (\n{_persons(asked, lines, lines.span, buckets)}\n) WHERE {' AND '.join(where)}"
    return Who(sql, lines.parameters.values)


async def segment(asked: Trends, cell: Cell, asking: Asking) -> Sayable:
    """This will say a cell as a segment: who did the series' events in the bucket, or in the period."""
    span = Span.of(asked.period, zone=asked.zone, now=asking.now)
    since, until = span.since, span.end
    if cell.at is not None:
        buckets = Buckets.of(span, asked.granularity)
        since, until = max(since, buckets.starts[cell.at]), min(until, buckets.ends[cell.at])
    try:
        events = saying.of_events(asked.series[cell.series], asked.breakdown, cell.group)
        events = {name: value for name, value in events.items() if name not in {"measure", "property"}}
        did = {"kind": "did", **events, "within": saying.within(since, until)}
        return saying.said([did, *saying.of_group(asked.breakdown, cell.group), *saying.of_people(asked)])
    except saying.Unsayable as reason:
        return Sayable(None, str(reason))


async def _lines(asked: Trends, asking: Asking) -> Lines:
    return await Lines.of(asking, asked, asked.breakdown, of=list(asked.series))


async def _sums(asked: Trends, lines: Lines, span: Span, buckets: Buckets) -> dict[tuple[int, str], _Sums]:
    sql = f"""
SELECT series, grp, bucket, sum(n) AS events, sum(toInt128(total)) AS totals, sum(counted) AS with_number,
       count() AS people, countIf(place = 1) AS newcomers
FROM
(
{_persons(asked, lines, span, buckets)}
)
ARRAY JOIN cells.1 AS bucket, cells.2 AS n, cells.3 AS total, cells.4 AS counted, arrayEnumerate(cells.1) AS place
GROUP BY series, grp, bucket"""
    found: dict[tuple[int, str], _Sums] = {}
    for series, grp, bucket, *figures in await lines.asking.rows(sql, lines.parameters.values):
        found.setdefault((series, grp), _Sums(len(buckets))).by_bucket[bucket] = figures
    return found


def _persons(asked: Trends, lines: Lines, span: Span, buckets: Buckets) -> str:
    """Each person's buckets, sorted, with what they come to: a line per series, and per group of the events."""
    numbers = [number_v1(one.property, lines.parameters) if one.property else "NULL" for one in asked.series]
    matched = [f"if({lines.matches(one)}, {place}, -1)" for place, one in enumerate(asked.series)]
    rows = lines.rows(
        [
            f"arrayJoin(arrayFilter(place -> place >= 0, [{', '.join(matched)}])) AS series",
            f"{buckets.sql('occurred_at', lines.zone)} AS bucket",
            f"CAST(arrayElement([{', '.join(numbers)}], series + 1), 'Nullable(Int64)') AS value",
            *([f"{lines.group} AS grp"] if lines.group else []),
        ],
        asked.series,
        since=span.since,
        until=span.until,
    )
    keys = ["series", *(["grp"] if lines.group else [])]
    counted = ["count() AS n", "sum(ifNull(value, 0)) AS total", "count(value) AS counted"]
    identities = lines.identities(rows, counted, keys=[*keys, "bucket"])
    cells = "sumMap([bucket], [toInt64(n)], [total], [toInt64(counted)]) AS cells"
    # sumMap leaves out what sums up to nothing, so the places of all buckets are kept by n, which never does
    return lines.grouped(lines.persons(identities, [cells], keys=keys))


def _keys(asked: Trends, lines: Lines, found: dict[tuple[int, str], _Sums]) -> Sequence[tuple[int, str]]:
    """Series by series the largest group first; a series of which nothing was found stands there with nothing."""
    if lines.breakdown is None:
        return [(place, "") for place in range(len(asked.series))]
    sizes = {key: sums.total("events").numerator for key, sums in found.items()}
    return sorted(found, key=lambda key: (key[0], -sizes[key], key[1]))


def _line(
    asked: Trends, lines: Lines, buckets: Buckets, key: tuple[int, str], sums: _Sums | None, before: _Sums | None
) -> TrendLine:  # fmt: skip
    place, grp = key
    series, group = asked.series[place], lines.group_name(grp)
    sums = sums or _Sums(len(buckets))
    figures = sums.figures(series.measure, cumulative=asked.cumulative)
    previous = before.figures(series.measure, cumulative=asked.cumulative) if before else []
    points = [
        Point(
            bucket=buckets.label(at), complete=_complete(lines.span, buckets, at), figure=figure,
            people=sums.by_bucket[at][3], previous=previous[at] if at < len(previous) else None,
            cell=Cell(series=place, group=group, at=at),
        )
        for at, figure in enumerate(figures)
    ]  # fmt: skip
    return TrendLine(
        series=place, label=series.label or ", ".join(series.events or ("*",)), measure=series.measure, group=group,
        total=sums.total(series.measure), people=sums.people,
        previous_total=before.total(series.measure) if before else None, points=points,
        cell=Cell(series=place, group=group),
    )  # fmt: skip


def _figure(measure: Measure, n: int, total: int, counted: int, people: int) -> Share:
    numerator: dict[str, Any] = {"events": n, "people": people, "per_person": n}
    denominator = {"average": counted, "per_person": people, "sum_per_person": people}
    return Share.of(numerator.get(measure, total / SCALE), denominator.get(measure, 1))


def _complete(span: Span, buckets: Buckets, at: int) -> bool:
    return span.since <= buckets.starts[at] and buckets.ends[at] <= span.end


def reads(asked: Trends, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of."""
    earlier = [span.before()] if asked.compare else []
    earlier += [span.before(HISTORY_DAYS)] if asked.usual else []
    return min([span.since, *(one.since for one in earlier)]), span.until


KIND = Kind(
    "trends", "趋势", "How often, how many people, how much over time",
    Trends, TrendsResult, answer, people, segment, reads,
)  # fmt: skip
