"""Paths, answered: a person's events are gathered, put in order, and cut into visits."""

from collections.abc import Sequence
from typing import Any

from huoshui.audiences.contract.values import duration_ms
from huoshui.insight.analyses.paths.words import MOST_NODES, Edge, Path, Paths, PathsLine, PathsResult
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import OTHERS, Cell, Share, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Span

_STEP, _FROM = 1 << 32, 1 << 16
"""A step of a path as one number: place · 2³² + from · 2¹⁶ + to; names are numbers from 1, 0 is that it is over."""


async def answer(asked: Paths, asking: Asking) -> PathsResult:
    """This will count paths."""
    lines = await Lines.of(asking, asked, asked.breakdown)
    names = await _names(asked, lines)
    # every path once with what it counts, so that the steps are not taken one by one for each person
    counted = (
        f"SELECT grp, path, count() AS n, uniqExact(person) AS people, sum(is_first) AS firsts\n"
        f"FROM\n(\n{_persons(asked, lines, names)}\n)\nGROUP BY grp, path"
    )
    sql = f"""
SELECT grp, sum(n) AS paths, sum(firsts) AS of_people,
       groupArraySorted({asked.top})((-toInt64(n), path, people)) AS most,
       sumMap({_edges(asked)}, arrayMap(step -> n, path)) AS edges
FROM
(
{counted}
)
GROUP BY grp"""
    rows = await asking.rows(sql, lines.parameters.values)
    told = [_line(lines, names, *row) for row in rows]
    if asked.breakdown is None and not told:
        told = [PathsLine(group=None, paths=0, people=0, top=[], edges=[])]
    told.sort(key=lambda line: (-line.paths, str(line.group)))
    return PathsResult(backwards=asked.end is not None, lines=told)


async def people(asked: Paths, cell: Cell, asking: Asking) -> Who:
    """
    This will give who went a path, exactly.

    :raises NoSuchCell: if there is no such path or group
    """
    lines = await Lines.of(asking, asked, asked.breakdown)
    grp, names = lines.group_key(cell.group), await _names(asked, lines)
    if grp is None or not cell.path or not set(cell.path) <= {*names, OTHERS}:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such path or group")
    path = lines.parameters.put(
        "Array(UInt16)", [names.index(one) + 1 if one in names else len(names) + 1 for one in cell.path]
    )
    where = f"path = {path} AND grp = {lines.parameters.text(grp)}"
    return Who(f"SELECT person FROM (\n{_persons(asked, lines, names)}\n) WHERE {where}", lines.parameters.values)


def reads(_asked: Paths, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of."""
    return span.since, span.until


async def _names(asked: Paths, lines: Lines) -> list[str]:
    """The names that paths are made of, in order, so that they also sort as numbers."""
    looked_at = [one for one in (asked.events, asked.start, asked.end) if one is not None]
    meant = " OR ".join(map(lines.matches, looked_at))
    rows = lines.rows(["name AS told", f"({meant}) AS is_meant"], looked_at, since=lines.span.since)
    sql = f"SELECT told FROM (\n{rows}\n) WHERE is_meant GROUP BY told ORDER BY count() DESC, told LIMIT {MOST_NODES}"
    return sorted(str(name) for (name,) in await lines.asking.rows(sql, lines.parameters.values) if name != OTHERS)


def _persons(asked: Paths, lines: Lines, names: Sequence[str]) -> str:
    """A line of ``person``, ``grp`` and ``path`` (numbers of names) for each visit that gives one."""
    marked = asked.start or asked.end
    looked_at = [asked.events, *([marked] if marked else [])]
    meant = " OR ".join(map(lines.matches, looked_at))
    number = f"transform(name, {lines.parameters.texts(names)}, range(1, {len(names) + 1}), {len(names) + 1})"
    number = f"toUInt16({number})" if names else "toUInt16(1)"
    mark = f"toUInt8({lines.matches(marked)})" if marked else "toUInt8(0)"
    rows = lines.rows(
        [f"{number} AS node", f"{mark} AS mark", f"({meant}) AS is_meant"], looked_at, since=lines.span.since
    )
    # a moment, the node and the mark are one number, which sorts as they do, the unmarked first; by person at once,
    # because every number is kept, and gathering them by identity before would only copy them
    deed = "bitShiftLeft(toUInt64(at), 17) + bitShiftLeft(toUInt64(node), 1) + mark"
    whole = lines.persons(f"SELECT * FROM (\n{rows}\n) WHERE is_meant", [f"arraySort(groupArray({deed})) AS deeds"])
    gap = lines.put(duration_ms(asked.gap))
    moments = "arrayMap(deed -> toInt64(bitShiftRight(deed, 17)), deeds) AS moments"
    visits = f"arraySplit((deed, wait) -> wait > {gap}, deeds, arrayDifference(moments)) AS visits"
    paths = f"arrayFilter(path -> notEmpty(path), arrayMap(visit -> {_path(asked)}, visits)) AS paths"
    told = f"SELECT person, {moments}, {visits}, {paths}\nFROM\n(\n{whole}\n)"
    return lines.grouped(
        f"SELECT person, path, toUInt8(place = 1) AS is_first\nFROM\n(\n{told}\n)\n"
        "ARRAY JOIN paths AS path, arrayEnumerate(paths) AS place"
    )


def _path(asked: Paths) -> str:
    first = "arrayFirstIndex(deed -> bitAnd(deed, 1) = 1, visit)"
    part = "visit"
    if asked.start is not None:
        part = f"if({first} = 0, emptyArrayUInt64(), arraySlice(visit, {first}))"
    elif asked.end is not None:
        part = f"arraySlice(visit, 1, {first})"
    nodes = f"arrayMap(deed -> toUInt16(bitAnd(bitShiftRight(deed, 1), 65535)), {part})"
    if asked.collapse:
        nodes = f"arrayCompact({nodes})"
    return f"arraySlice({nodes}, {-asked.steps if asked.end is not None else 1}, {asked.steps})"


def _edges(asked: Paths) -> str:
    """Each step of a path as a number; the last step of a full path leads nowhere, because nobody looked further."""
    path = "arrayReverse(path)" if asked.end is not None else "path"
    step = f"(toUInt64(place) * {_STEP} + toUInt64(since) * {_FROM} + toUInt64(onto))"
    onto = f"arrayPushBack(arrayPopFront({path}), 0)"
    return f"arrayMap((place, since, onto) -> {step}, arrayEnumerate(path), {path}, {onto})"


def _line(
    lines: Lines, names: Sequence[str], grp: str, paths: int, people_: int, most: list[Any], edges: list[list[int]]
) -> PathsLine:  # fmt: skip
    group = lines.group_name(grp)

    def named(node: int) -> str:
        return names[node - 1] if node <= len(names) else OTHERS

    top = [
        Path(path=list(map(named, path)), paths=-n, people=some, share=Share.of(-n, paths),
             cell=Cell(group=group, path=tuple(map(named, path))))
        for n, path, some in most
    ]  # fmt: skip
    steps = [
        Edge(
            step=step // _STEP,
            since=named(step % _STEP // _FROM),
            to=named(step % _FROM) if step % _FROM else None,
            paths=n,
        )
        for step, n in zip(*edges, strict=True)
    ]
    steps.sort(key=lambda edge: (edge.step, -edge.paths, edge.since, edge.to or ""))
    return PathsLine(group=group, paths=paths, people=people_, top=top, edges=steps)


KIND = Kind(
    "paths", "路径", "What people do one after the other", Paths, PathsResult, answer, people, reads=reads
)  # fmt: skip
