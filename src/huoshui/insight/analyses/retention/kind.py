"""Retention, answered: the table, the people behind its cells, and what of them is a segment."""

from huoshui.insight.analyses.retention.cohorts import Table, persons
from huoshui.insight.analyses.retention.words import Cohort, Retention, RetentionLine, RetentionResult, Return
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import ByChannel, ByProperty, Cell, Rate, Sayable, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Buckets, Span


async def answer(asked: Retention, asking: Asking) -> RetentionResult:
    """
    This will count who came back.

    :raises TooManyBuckets: if the period has too many cohorts
    """
    table = await _table(asked, asking)
    sql = f"SELECT grp, cohort, count(), sumForEach(came)\nFROM\n(\n{persons(table)}\n)\nGROUP BY grp, cohort"
    found: dict[str, dict[int, tuple[int, list[int]]]] = {} if asked.breakdown else {"": {}}
    for grp, cohort, size, came in await asking.rows(sql, table.lines.parameters.values):
        found.setdefault(grp, {})[cohort] = (size, came)
    lines = [_line(table, table.lines.group_name(grp), cohorts) for grp, cohorts in found.items()]
    return RetentionResult(
        granularity=asked.granularity, mode=asked.mode, cohort=asked.cohort, columns=asked.columns,
        lines=sorted(lines, key=lambda line: (-line.people, str(line.group))),
    )  # fmt: skip


async def people(asked: Retention, cell: Cell, asking: Asking) -> Who:
    """
    This will give who began in a bucket (``at``) and came back in a column (``age``: its first age), or stayed
    ``away``; without an age, all who began.

    :raises NoSuchCell: if there is no such cohort, age or group
    """
    table = await _table(asked, asking)
    grp = table.lines.group_key(cell.group)
    ages = [since for since, _ in asked.columns]
    if grp is None or cell.at is None or cell.at >= len(table.cohorts) or cell.age not in {None, *ages}:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such cohort, age or group")
    where = f"cohort = {cell.at} AND grp = {table.lines.parameters.text(grp)}"
    if cell.age is not None:
        where += f" AND came[{ages.index(cell.age) + 1}] = {int(cell.what != 'away')}"
    return Who(f"SELECT person FROM (\n{persons(table)}\n) WHERE {where}", table.lines.parameters.values)


async def segment(asked: Retention, cell: Cell, asking: Asking) -> Sayable:
    """This will say who began in a bucket, and who of those came back in another, in the segment language."""
    try:
        return saying.said(_said(asked, cell, asking))
    except saying.Unsayable as reason:
        return Sayable(None, str(reason))


def _said(asked: Retention, cell: Cell, asking: Asking) -> list[saying.Node]:
    span = Span.of(asked.period, zone=asked.zone, now=asking.now)
    if isinstance(asked.breakdown, ByChannel | ByProperty):
        raise saying.Unsayable("a group of the first beginning in a bucket is no test of the segment language")
    buckets = Buckets.of(span, asked.granularity)
    at = cell.at or 0
    begun = saying.within(max(span.since, buckets.starts[at]), min(span.end, buckets.ends[at]))
    start = saying.of_events(asked.start)
    if asked.cohort == "first":
        test = {"type": "date", "op": "between", "value": [begun["from"], begun["to"]]}
        nodes: list[saying.Node] = [{"kind": "did_date", "measure": "first", "test": test, **start}]
    else:
        nodes = [{"kind": "did", **start, "within": begun}]
    if cell.age is not None:
        came = _came_back(asked, cell, span, buckets.longer(asked.ages))
        nodes.append({"kind": "not", "of": came} if cell.what == "away" else came)
    return [*nodes, *saying.of_group(asked.breakdown, cell.group), *saying.of_people(asked)]


def _came_back(asked: Retention, cell: Cell, span: Span, seen: Buckets) -> saying.Node:
    if not cell.age:
        raise saying.Unsayable("“not earlier than the beginning” on the same day is no test of the segment language")
    until = next(until for since, until in asked.columns if since == cell.age)
    first = (cell.at or 0) + cell.age
    end = span.now + 1 if asked.mode == "rolling" else seen.ends[(cell.at or 0) + until - 1]
    window = saying.within(seen.starts[first], max(end, seen.starts[first]))
    return {"kind": "did", **saying.of_events(asked.back or asked.start), "within": window}


def reads(asked: Retention, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of: from the very first, where the first ever counts."""
    seen = Buckets.of(span, asked.granularity).longer(asked.ages)
    until = span.now + 1 if asked.mode == "rolling" else seen.ends[-1]
    return None if asked.cohort == "first" else span.since, until


async def _table(asked: Retention, asking: Asking) -> Table:
    return Table.of(asked, await Lines.of(asking, asked, asked.breakdown, of=[asked.start]))


def _line(table: Table, group: str | None, found: dict[int, tuple[int, list[int]]]) -> RetentionLine:
    begun = [at for at, start in enumerate(table.cohorts.starts) if start <= table.lines.span.now]
    cohorts = [_cohort(table, group, at, *found.get(at, (0, []))) for at in begun]
    average = []
    for since, _ in table.asked.columns:
        cells = [one for cohort in cohorts for one in cohort.returns if one.age == since and one.complete]
        average.append(
            Rate.of(sum(one.figure.numerator for one in cells), sum(one.figure.denominator for one in cells))
        )
    return RetentionLine(group=group, people=sum(one.size for one in cohorts), cohorts=cohorts, average=average)


def _cohort(table: Table, group: str | None, at: int, size: int, came: list[int]) -> Cohort:
    returns = []
    for place, (since, until) in enumerate(table.asked.columns):
        begins, ends = table.seen.starts[at + since], table.seen.ends[at + until - 1]
        if begins > table.lines.span.now:
            break
        complete = ends <= table.lines.span.now + 1 and table.asked.mode != "rolling"
        figure = Rate.of(came[place] if came else 0, size)
        cell = Cell(what="back", group=group, at=at, age=since)
        returns.append(Return(age=since, until=until, figure=figure, complete=complete, cell=cell))
    return Cohort(bucket=table.cohorts.label(at), size=size, returns=returns, cell=Cell(group=group, at=at))


KIND = Kind(
    "retention", "留存", "Of those who began, who came back", Retention, RetentionResult, answer, people, segment, reads
)  # fmt: skip
