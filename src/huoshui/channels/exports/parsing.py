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

from huoshui.channels.exports import headers, recognition
from huoshui.channels.exports.apart import Apart, mark
from huoshui.channels.exports.fields import BadCell
from huoshui.channels.exports.kinds import Record
from huoshui.channels.exports.mapping import Mapping
from huoshui.channels.exports.orders import Line, OrderReader
from huoshui.channels.exports.outcome import Slice
from huoshui.channels.exports.persons import Pair
from huoshui.channels.exports.reading import Table
from huoshui.channels.exports.recognition import Recognition
from huoshui.channels.exports.records import RecordReader, reader_of
from huoshui.channels.exports.rows import BLOCK, DataRows

SLICE_ROWS = 5_000
_HASH = (1 << 63) - 1


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
    last: str | BadCell = ""
    count = 0
    for _, rows in DataRows(plan.table, plan.recognition, Slice()).blocks():
        count += len(rows)
        if pair:
            for found in filter(None, map(pair, rows)):
                phones.append(found[0])
                names.append(hash(found[1]) & _HASH)
        if grouped:
            for group in grouped.groups(rows):
                if group != last:
                    last = group
                    if isinstance(group, str):
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
    data = DataRows(plan.table, plan.recognition, out)
    for block in data.blocks(min(size, BLOCK)):
        for number, row in zip(*block, strict=True):
            reader.read(number, row, out)
            if review:
                review([(number, row)], out)
        if out.rows >= size:
            yield out
            data.out = out = Slice()
    yield out


def _single(plan: Plan, known: Survey, orders: OrderReader, size: int) -> Iterator[Slice]:
    out = Slice()
    review = _review(known, orders.pair)
    data = DataRows(plan.table, plan.recognition, out)
    for block in data.blocks(min(size, BLOCK)):
        for group, line in zip(*orders.prepare(*block), strict=True):
            if _named(group, [line], out):
                orders.read(str(group), [line], out)
                if review:
                    review([(line.number, line.row)], out)
        if out.rows >= size:
            yield out
            data.out = out = Slice()
    yield out


def _grouped(plan: Plan, known: Survey, orders: OrderReader, size: int) -> Iterator[Slice]:
    out = Slice()
    review = _review(known, orders.pair)
    data = DataRows(plan.table, plan.recognition, out)
    lines: list[Line] = []
    last: str | BadCell = ""
    with Apart() as apart:
        for block in data.blocks(min(size, BLOCK)):
            for group, run in _runs(*orders.prepare(*block)):
                if group != last:
                    orders.read(str(last), lines, out)
                    last, lines = group, []
                if not _named(group, run, out):
                    continue
                if review:
                    review([(line.number, line.row) for line in run], out)
                if mark(str(group)) in known.apart:
                    apart.put(str(group), [(line.number, line.row) for line in run])
                else:
                    lines += run
            if out.rows >= size:
                yield out
                data.out = out = Slice()
        orders.read(str(last), lines, out)
        for group, together in apart.groups():
            numbers, rows = zip(*together, strict=True)
            orders.read(group, orders.prepare(numbers, rows)[1], out)
            if len(out.events) >= size:
                yield out
                out = Slice()
    yield out


def _runs(groups: Sequence[str | BadCell], lines: Sequence[Line]) -> Iterator[tuple[str | BadCell, Sequence[Line]]]:
    """Lines of one order that stand together."""
    start = 0
    ends = [place for place, (one, following) in enumerate(itertools.pairwise(groups), 1) if one != following]
    for end in (*ends, len(groups)):
        yield groups[start], lines[start:end]
        start = end


def _named(group: str | BadCell, lines: Sequence[Line], out: Slice) -> bool:
    """Whether rows say which order they belong to."""
    if group.__class__ is str and group:
        return True
    for line in lines:
        if isinstance(group, BadCell):
            out.refuse(line.number, line.row, group.code, group.column, group.value)
        else:
            out.refuse(line.number, line.row, "no_key")
    return False


def _review(known: Survey, pair: Pair | None) -> Callable[[Sequence[tuple[int, list[str]]], Slice], None] | None:
    """What notes rows whose phone comes with different names; they are imported, and somebody should look."""
    shared = known.shared_phones
    if not shared or pair is None:
        return None

    def review(rows: Sequence[tuple[int, list[str]]], out: Slice) -> None:
        for number, row in rows:
            found = pair(row)
            if found and found[0] in shared:
                phone = str(found[0])
                out.trouble(number, row, "names_differ", "", f"{phone[:3]}****{phone[-4:]} × {shared[found[0]]}")

    return review
