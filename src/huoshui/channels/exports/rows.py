"""The rows below a table's header: those that hold data, a block at a time; every other one is counted."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from huoshui.channels.exports import headers, text
from huoshui.channels.exports.fields import BadCell, Binding
from huoshui.channels.exports.kinds import Kind, kinds_of
from huoshui.channels.exports.mapping import Mapping
from huoshui.channels.exports.outcome import Slice
from huoshui.channels.exports.reading import Table
from huoshui.channels.exports.recognition import Recognition

BLOCK = 1_000
"""So many rows are turned into values at once."""
_SUSPECT = frozenset("合总小汇共本TtSsGg-—/")
"""How rows may begin that add up or hold nothing; only those are looked at twice."""


class Block(NamedTuple):
    """Some data rows, as wide as the header, with their numbers in the file (from 1, the header included)."""

    numbers: Sequence[int]
    rows: Sequence[list[str]]


class DataRows:
    """The data rows of one table; what is none is counted in ``out``, which the reader sets."""

    def __init__(self, table: Table, recognition: Recognition, out: Slice) -> None:
        self._table = table
        self._recognition = recognition
        self._width = len(recognition.columns)
        self._skips = _skips(recognition.mapping, Binding(recognition.mapping, recognition.columns))
        self._first = True  # no data row was seen yet
        self.out = out

    def blocks(self, size: int = BLOCK) -> Iterator[Block]:
        """This will give the data rows, those of up to ``size`` rows of the file at a time."""
        above = self._recognition.header + 1
        rows = itertools.islice(self._table.rows(), above, None)
        number = above + 1
        while taken := list(itertools.islice(rows, size)):
            self.out.rows += len(taken)
            block = self._data(Block(range(number, number + len(taken)), taken))
            number += len(taken)
            if block.rows:
                yield block

    def _data(self, block: Block) -> Block:
        width = self._width
        looked_at = (
            range(len(block.rows))
            if self._first
            else [
                place
                for place, row in enumerate(block.rows)
                if len(row) != width or not (head := row[0]) or head[0] in _SUSPECT or head.isspace()
            ]
        )
        out = {place for place in looked_at if not self._holds(block.numbers[place], block.rows[place])}
        skipped = [
            place
            for place, row in enumerate(block.rows if self._skips else ())
            if place not in out and any(skip(row) for skip in self._skips)
        ]
        if skipped:
            self.out.skipped["by_mapping"] += len(skipped)
            out.update(skipped)
        if not out:
            return block
        left = [place for place in range(len(block.rows)) if place not in out]
        return Block([block.numbers[place] for place in left], [block.rows[place] for place in left])

    def _holds(self, number: int, row: list[str]) -> bool:
        """Whether a row is data, made as wide as the header; if not, it is counted as what it is."""
        if len(row) != self._width and not self._fitted(number, row):
            return False
        head = row[0]
        if self._first or not head or head[0] in _SUSPECT or head.isspace():
            reason = self._reason(row)
            if reason:
                self.out.skipped[reason] += 1
                self._first = self._first and reason == "blank"
                return False
            self._first = False
        return True

    def _reason(self, row: list[str]) -> str:
        if headers.is_total(row):
            return "total"
        if text.is_blank(row):
            return "blank"
        return "explanation" if self._first and self._explains(row) else ""

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
        mapping = self._recognition.mapping
        binding = Binding(mapping, self._recognition.columns)
        kinds = kinds_of(mapping.record)
        failures = 0
        for name, spec in mapping.columns.items():
            if kinds[name] not in {Kind.TIME, Kind.MONEY, Kind.INTEGER} or spec.const is not None:
                continue
            get = binding.field(spec, kinds[name])
            try:
                if get and get(row) is not None:
                    return False
            except BadCell:
                failures += 1
        return failures > 0 and not any(letter.isdecimal() for letter in "".join(row))


def _skips(mapping: Mapping, binding: Binding) -> list[Callable[[Sequence[str]], bool]]:
    return [test for one in mapping.skip_when if (test := binding.condition(one))]
