"""Funnels, answered: the figures, the people behind them, and what of them is a segment."""

from typing import Any

from huoshui.insight.analyses import waits
from huoshui.insight.analyses.funnel.figures import Counted, differences, line
from huoshui.insight.analyses.funnel.persons import is_short, persons
from huoshui.insight.analyses.funnel.words import Funnel, FunnelResult
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import BySegments, Cell, Sayable, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Span


async def answer(asked: Funnel, asking: Asking) -> FunnelResult:
    """This will count how far people come."""
    lines = await _lines(asked, asking)
    rows = await asking.rows(_sql(asked, lines), lines.parameters.values)
    counted = {str(grp): _counted(asked, lines, figures) for grp, *figures in rows}
    if lines.breakdown is None:
        nothing = (0,) * len(asked.steps)
        counted = counted or {"": Counted(nothing, None, (), None)}
    order = sorted(counted, key=lambda grp: (-counted[grp].reached[0], grp))
    told = [line(asked, lines.group_name(grp), counted[grp]) for grp in order]
    apart = lines.breakdown is not None and not isinstance(lines.breakdown, BySegments)
    return FunnelResult(
        counted=asked.count, order=asked.order, within=asked.within, lines=told,
        differences=differences(told) if apart and asked.count == "people" else [],
    )  # fmt: skip


async def people(asked: Funnel, cell: Cell, asking: Asking) -> Who:
    """
    This will give who reached a step, or reached it and went no further (``left``).

    :raises NoSuchCell: if there is no such step or group
    """
    lines = await _lines(asked, asking)
    grp = lines.group_key(cell.group)
    if grp is None or cell.at is None or cell.at >= len(asked.steps) or cell.what not in {"reached", "left"}:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such step or group; what: reached or left")
    sign = ">=" if cell.what == "reached" else "="
    where = f"level {sign} {cell.at + 1} AND grp = {lines.parameters.text(grp)}"
    return Who(f"SELECT person FROM (\n{persons(asked, lines)}\n) WHERE {where}", lines.parameters.values)


async def segment(asked: Funnel, cell: Cell, asking: Asking) -> Sayable:
    """This will say who did the first step, or did the second in time after it, in the segment language."""
    try:
        return saying.said(_said(asked, cell, asking))
    except saying.Unsayable as reason:
        return Sayable(None, str(reason))


def _said(asked: Funnel, cell: Cell, asking: Asking) -> list[saying.Node]:
    span = Span.of(asked.period, zone=asked.zone, now=asking.now)
    if asked.order != "ordered" or asked.exclusions or asked.hold:
        raise saying.Unsayable("the segment language has steps in order, without exclusions between them")
    whom = [*saying.of_group(asked.breakdown, cell.group), *saying.of_people(asked)]
    first = saying.of_events(asked.steps[0], asked.breakdown, cell.group)
    if asked.count == "people" and first != saying.of_events(asked.steps[0]):
        raise saying.Unsayable("a group of the entry that came farthest is no test of the segment language")
    entered = {"kind": "did", **first, "within": saying.within(span.since, span.end)}
    if cell.what == "reached" and cell.at == 0:
        return [entered, *whom]
    if span.until <= span.now:
        raise saying.Unsayable("later steps may lie after the period, and a sequence lies in one window")
    if (cell.at, cell.what) not in {(1, "reached"), (0, "left")}:
        raise saying.Unsayable("a sequence counts the time from step to step, a funnel from the entry")
    if asked.count == "entries" and cell.what == "left":
        raise saying.Unsayable("an entry that went no further is no test of the segment language")
    second = {**saying.of_events(asked.steps[1]), "within": saying.duration(asked.within_ms)}
    both = {"kind": "sequence", "steps": [first, second], "within": saying.within(span.since, span.end)}
    if cell.what == "reached":
        return [both, *whom]
    return [entered, {"kind": "not", "of": both}, *whom]


def reads(asked: Funnel, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of: those of the period, and in the window after it."""
    return span.since, span.until + asked.within_ms


async def _lines(asked: Funnel, asking: Asking) -> Lines:
    of = asked.steps if asked.order == "any" else asked.steps[:1]
    return await Lines.of(asking, asked, asked.breakdown, of=of)


def _sql(asked: Funnel, lines: Lines) -> str:
    count, columns = len(asked.steps), []
    columns.append(f"[{', '.join(f'countIf(level >= {place})' for place in range(1, count + 1))}] AS reached")
    if not is_short(asked, lines):
        late = f"times[1] + {asked.within_ms} > {lines.put(lines.span.now)}"
        stopped = ", ".join(f"countIf(level = {place} AND {late})" for place in range(1, count))
        columns.append(f"[{stopped}, 0] AS still_open")
    if asked.times:
        for place in range(2, count + 1):
            columns += waits.columns(f"times[{place}] - times[{place - 1}]", f"level >= {place}", place)
        columns += waits.columns(f"times[{count}] - times[1]", f"level = {count}", 0)
    return f"SELECT grp, {', '.join(columns)}\nFROM\n(\n{persons(asked, lines)}\n)\nGROUP BY grp"


def _counted(asked: Funnel, lines: Lines, figures: list[Any]) -> Counted:
    reached = tuple(figures.pop(0))
    still_open = None if is_short(asked, lines) else tuple(figures.pop(0))
    told = [
        waits.Waits(quantiles, dict(zip(*bins, strict=True)))
        for quantiles, bins in zip(figures[::2], figures[1::2], strict=True)
    ]
    return Counted(reached, still_open, tuple(told[:-1]), told[-1] if told else None)


KIND = Kind(
    "funnel", "漏斗", "How far people come on a way of several steps",
    Funnel, FunnelResult, answer, people, segment, reads,
)  # fmt: skip
