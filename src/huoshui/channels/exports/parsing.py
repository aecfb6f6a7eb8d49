"""
A table read from its first row to its last, in two passes of bounded memory.

The first pass (`survey`) learns what one row cannot tell: which orders have lines that stand apart, and which
phones come
with different names. The second (`slices`) reads records. Every row below the header ends in exactly one of: imported,
refused (with a trouble), skipped (blank, total, explanation, by the mapping's own condition).
"""

import itertools
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from huoshui.channels.exports import headers, recognition, text
from huoshui.channels.exports.apart import Apart, mark
from huoshui.channels.exports.fields import BadCell, Binding
from huoshui.channels.exports.mapping import Kind, Mapping, Record, kinds_of
from huoshui.channels.exports.orders import Line, OrderReader
from huoshui.channels.exports.outcome import Slice
from huoshui.channels.exports.persons import Pair
from huoshui.channels.exports.reading import Table
from huoshui.channels.exports.recognition import Recognition
from huoshui.channels.exports.records import RecordReader, reader_of

SLICE_ROWS = 5_000
_BLOCK = 1_000
"""So many rows are turned into values at once."""
_HASH = (1 << 63) - 1
_SUSPECT = frozenset("合总小汇共本TtSsGg-—/")
"""How rows may begin that add up or hold nothing; only those are looked at twice."""


@dataclass(slots=True)
class Survey:
    """
    What the first pass learned: how many rows there are, orders whose lines stand apart, phones with several names.
    """

    rows: int = 0
    apart: frozenset[int] = frozenset()
    shared_phones: dict[int, int] = field(default_factory=dict)
    """Clear phone to how many names it comes with."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one table is read."""

    table: Table
    recognition: Recognition
    exported_at: int
    """When the file was exported (ms), as far as its name says; otherwise when it came."""

    @property
    def mapping(self) -> Mapping:
        """The mapping that reads it."""
        return self.recognition.mapping


def plan(table: Table, mappings: Sequence[Mapping], *, given: Mapping | None, exported_at: int) -> Plan:
    """
    This will recognize a table, or fit the mapping that was given for it.

    :raises NotRecognized: if no mapping fits
    :raises MappingDoesNotFit: if the given one does not
    :raises NoHeader: if there are no column names
    """
    first = list(itertools.islice(table.rows(), headers.LOOK_AT))
    found = recognition.fit(table.file, first, given) if given else recognition.recognize(table.file, first, mappings)
    return Plan(table, found, exported_at)


def survey(plan: Plan) -> Survey:
    """This will read the table once for what single rows cannot tell."""
    orders = OrderReader(plan.mapping, plan.recognition.columns) if plan.mapping.record is Record.ORDER else None
    pair = orders.pair if orders else reader_of(plan.mapping, plan.recognition.columns, default_at=0).pair
    grouped = orders if orders and plan.mapping.group_by else None
    runs, phones, names = array("q"), array("q"), array("q")
    last, count = "", 0
    for block in _Rows(plan, Slice()).blocks(_BLOCK):
        count += len(block)
        if pair:
            for _, row in block:
                found = pair(row)
                if found:
                    phones.append(found[0])
                    names.append(hash(found[1]) & _HASH)
        if grouped:
            for group in grouped.groups([row for _, row in block]):
                if group != last and isinstance(group, str):
                    last = group
                    runs.append(mark(group))
    return Survey(count, _repeated(runs), _shared(phones, names))


def _repeated(runs: "array[int]") -> frozenset[int]:
    """Groups that begin more than once."""
    if not runs:
        return frozenset()
    values, counts = np.unique(np.frombuffer(runs, dtype=np.int64), return_counts=True)
    return frozenset(values[counts > 1].tolist())


def _shared(phones: "array[int]", names: "array[int]") -> dict[int, int]:
    if not phones:
        return {}
    pairs = np.unique(
        np.column_stack((np.frombuffer(phones, dtype=np.int64), np.frombuffer(names, dtype=np.int64))), axis=0
    )
    values, counts = np.unique(pairs[:, 0], return_counts=True)
    several = counts > 1
    return dict(zip(values[several].tolist(), counts[several].tolist(), strict=True))


def slices(plan: Plan, known: Survey, *, size: int = SLICE_ROWS) -> Iterator[Slice]:
    """This will read the table's records, in slices of about ``size`` rows, in an order that is the same every time."""
    if plan.mapping.record is Record.ORDER:
        orders = OrderReader(plan.mapping, plan.recognition.columns)
        yield from (_grouped if plan.mapping.group_by else _single)(plan, known, orders, size)
        return
    reader = reader_of(plan.mapping, plan.recognition.columns, default_at=plan.exported_at)
    yield from _recorded(plan, known, reader, size)


def _recorded(plan: Plan, known: Survey, reader: RecordReader, size: int) -> Iterator[Slice]:
    out = Slice()
    review = _review(known, reader.pair)
    rows = _Rows(plan, out)
    for block in rows.blocks(min(size, _BLOCK)):
        for number, row in block:
            reader.read(number, row, out)
            if review:
                review(number, row, out)
        if out.rows >= size:
            yield out
            rows.out = out = Slice()
    yield out


def _single(plan: Plan, known: Survey, orders: OrderReader, size: int) -> Iterator[Slice]:
    out = Slice()
    review = _review(known, orders.pair)
    rows = _Rows(plan, out)
    for block in rows.blocks(min(size, _BLOCK)):
        for group, line in orders.prepare(block):
            if _named(group, line, out):
                orders.read(str(group), [line], out)
                if review:
                    review(line.number, line.row, out)
        if out.rows >= size:
            yield out
            rows.out = out = Slice()
    yield out


def _grouped(plan: Plan, known: Survey, orders: OrderReader, size: int) -> Iterator[Slice]:  # noqa: C901 one loop
    out = Slice()
    review = _review(known, orders.pair)
    rows = _Rows(plan, out)
    lines: list[Line] = []
    last: str | BadCell = ""
    is_apart = False
    with Apart() as apart:
        for block in rows.blocks(min(size, _BLOCK)):
            for group, line in orders.prepare(block):
                if group != last:
                    if lines:
                        orders.read(str(last), lines, out)
                        lines = []
                    last, is_apart = group, isinstance(group, str) and mark(group) in known.apart
                if not _named(group, line, out):
                    continue
                if review:
                    review(line.number, line.row, out)
                if is_apart:
                    apart.put(str(group), line.number, line.row)
                else:
                    lines.append(line)
            if out.rows >= size:
                yield out
                rows.out = out = Slice()
        if lines:
            orders.read(str(last), lines, out)
        for group, together in apart.groups():
            orders.read(group, [line for _, line in orders.prepare(together)], out)
            if len(out.events) >= size:
                yield out
                out = Slice()
    yield out


def _named(group: str | BadCell, line: Line, out: Slice) -> bool:
    """Whether a row says which order it belongs to."""
    if group.__class__ is str and group:
        return True
    if isinstance(group, BadCell):
        out.refuse(line.number, line.row, group.code, group.column, group.value)
    else:
        out.refuse(line.number, line.row, "no_key")
    return False


def _review(known: Survey, pair: Pair | None) -> Callable[[int, list[str], Slice], None] | None:
    """What notes rows whose phone comes with different names; they are imported, and somebody should look."""
    shared = known.shared_phones
    if not shared or pair is None:
        return None

    def review(number: int, row: list[str], out: Slice) -> None:
        found = pair(row)
        if found and found[0] in shared:
            phone = str(found[0])
            out.trouble(number, row, "names_differ", "", f"{phone[:3]}****{phone[-4:]} × {shared[found[0]]}")

    return review


class _Rows:
    """
    The rows below the header that hold data; every other one is counted where it goes: in ``out``, which the reader
    sets.
    """

    def __init__(self, plan: Plan, out: Slice) -> None:
        self._plan = plan
        self._width = len(plan.recognition.columns)
        self._skips = _skips(plan)
        self.out = out

    def blocks(self, size: int) -> Iterator[list[tuple[int, list[str]]]]:
        """
        This will give the data rows with their numbers in the file, as wide as the header, up to ``size`` at a time.
        """
        rows = iter(self)
        while block := list(itertools.islice(rows, size)):
            yield block

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        width, skips, first = self._width, self._skips, True
        rows = enumerate(self._plan.table.rows(), 1)
        for number, row in itertools.islice(rows, self._plan.recognition.header + 1, None):
            self.out.rows += 1
            if len(row) != width and not self._fitted(number, row):
                continue
            head = row[0]
            if first or not head or head[0] in _SUSPECT or head.isspace():
                reason = self._reason(row, explained=first)
                if reason:
                    self.out.skipped[reason] += 1
                    first = first and reason == "blank"
                    continue
                first = False
            if skips and any(skip(row) for skip in skips):
                self.out.skipped["by_mapping"] += 1
                continue
            yield number, row

    def _reason(self, row: list[str], *, explained: bool) -> str:
        if headers.is_total(row):
            return "total"
        if text.is_blank(row):
            return "blank"
        return "explanation" if explained and self._explains(row) else ""

    def _fitted(self, number: int, row: list[str]) -> bool:
        """Make the row as wide as the header, or say why it cannot be."""
        if isinstance(row, text.Unreadable):
            self.out.refuse(number, [], "unreadable", value=row.why)
            return False
        if len(row) > self._width:
            if any(cell.strip() for cell in row[self._width :]):
                self.out.refuse(number, row, "too_many_columns")
                return False
            del row[self._width :]
        elif row and any("\n" in cell for cell in row):
            self.out.refuse(number, row, "too_few_columns")
            return False
        else:
            row += [""] * (self._width - len(row))
        return True

    def _explains(self, row: list[str]) -> bool:
        """
        The row below the header that explains the columns: no time, amount or number in it can be read, and one is
        text.
        """
        plan = self._plan
        binding = Binding(plan.mapping, plan.recognition.columns)
        kinds = kinds_of(plan.mapping.record)
        failures = 0
        for name, spec in plan.mapping.columns.items():
            if kinds[name] not in {Kind.TIME, Kind.MONEY, Kind.INTEGER} or spec.const is not None:
                continue
            get = binding.field(spec, kinds[name])
            try:
                if get and get(row) is not None:
                    return False
            except BadCell:
                failures += 1
        return failures > 0 and not any(letter.isdecimal() for letter in "".join(row))


def _skips(plan: Plan) -> list[Callable[[Sequence[str]], bool]]:
    binding = Binding(plan.mapping, plan.recognition.columns)
    return [test for one in plan.mapping.skip_when if (test := binding.condition(one))]
