"""The columns of any table file, for commands that work on a file alone: text, numbers, days; trouble by row."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from huoshui.bedrock.errors import Unfit
from huoshui.channels.exports import reading
from huoshui.channels.exports.cells import clean
from huoshui.channels.exports.text import Unreadable, is_blank
from huoshui.insight.science.arrays import Flags, Floats, Integers

_DAY = re.compile(r"(\d{4})(?:([-/.年])(\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]*\d{1,2}\s*[:：时].*)?")
_MONEY = re.compile(r"[¥￥$,，\s元]")
_YES = frozenset({"1", "true", "yes", "y", "t", "是", "有", "已转化"})
_NO = frozenset({"0", "false", "no", "n", "f", "否", "无", "未转化"})
_EVERY = 5_000


class NoSuchColumn(Unfit):
    """“{file}” has no column “{column}”. Its columns are: {seen}."""


class CellUnreadable(Unfit):
    """Row {row} of “{file}”, column “{column}”: “{cell}” is not {wanted}."""


class RowUnreadable(Unfit):
    """Row {row} of “{file}” cannot be read: {why}."""


class NothingToTell(Unfit):
    """“{file}” holds nothing to work with: {why}."""


class NotWritten(Unfit):
    """“{file}” cannot be written: {why}."""


class Columns:
    """Chosen columns of a file, cell by cell; ``rows`` are the places of its rows in the file, the header being 1."""

    def __init__(self, file: str, cells: dict[str, list[str]], rows: Sequence[int]) -> None:
        self.file = file
        self.rows = rows
        self._cells = cells

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def text(self, column: str) -> list[str]:
        """This will give a column as it stands, spaces around cells left out."""
        return self._cells[column]

    def wrong(self, place: int, column: str, wanted: str) -> CellUnreadable:
        """This will give the refusal of one cell."""
        cell = self._cells[column][place] if column in self._cells else ""
        return CellUnreadable(row=self.rows[place], file=self.file, column=column, cell=cell[:60], wanted=wanted)

    def numbers(self, column: str, *, least: float | None = None, empty: float | None = None) -> Floats:
        """
        This will read a column of numbers, also ``¥1,299.00``; an empty cell is ``empty`` where that is given.

        :raises CellUnreadable: at the first cell that is no number, not finite, or below ``least``
        """
        cells = self._cells[column]
        try:
            found = np.array(list(map(float, cells)))
        except ValueError:
            found = np.array([self._number(place, column, empty) for place in range(len(cells))])
        blank = np.array([not cell for cell in cells]) if empty is not None else np.zeros(len(cells), dtype=bool)
        self._check(~np.isfinite(found) & ~blank, column, "a number")
        if least is not None:
            self._check((found < least) & ~blank, column, f"a number from {least:g}")
        return found

    def outcomes(self, column: str) -> Floats:
        """
        This will read a column of numbers, or of yes and no in English or Chinese as 1 and 0.

        :raises CellUnreadable: at the first cell that is neither
        """
        cells = self._cells[column]
        words = {cell.lower() for cell in cells}
        if words <= _YES | _NO:
            return np.array([float(cell.lower() in _YES) for cell in cells])
        return self.numbers(column)

    def days(self, column: str) -> Integers:
        """
        This will read a column of days, or of moments of which the day as written counts, as ordinals of `date`.

        :raises CellUnreadable: at the first cell unlike 2026-11-08, 2026/11/8, 20261108, 2026年11月8日
        """
        cells = self._cells[column]
        known: dict[str, int] = {}
        for place, cell in enumerate(cells):
            if cell not in known:
                known[cell] = self._day(place, column)
        return np.array([known[cell] for cell in cells], dtype=np.int64)

    def _check(self, wrong: Flags, column: str, wanted: str) -> None:
        if wrong.any():
            raise self.wrong(int(np.argmax(wrong)), column, wanted)

    def _number(self, place: int, column: str, empty: float | None) -> float:
        cell = self._cells[column][place]
        if not cell and empty is not None:
            return empty
        try:
            return float(_MONEY.sub("", cell))
        except ValueError:
            raise self.wrong(place, column, "a number") from None

    def _day(self, place: int, column: str) -> int:
        found = _DAY.fullmatch(self._cells[column][place])
        try:
            if found:
                year, _, month, day, short_month, short_day = found.groups()
                return date(int(year), int(month or short_month), int(day or short_day)).toordinal()
        except ValueError:
            pass
        raise self.wrong(place, column, "a day like 2026-11-08")


def read(path: Path, wanted: Sequence[str], *, told: Callable[[int], None] = lambda _: None) -> Columns:
    """
    This will read the wanted columns of a CSV, workbook or archive in any usual encoding; blank rows are stepped over.

    Where a file holds several tables, the first that has all these columns. ``told`` hears now and then how many rows
    were read.

    :raises NoSuchColumn: if there is no such column
    :raises RowUnreadable: if a row ends before one of them, or is no row
    """
    tables = reading.tables(lambda: path.open("rb"), path.name)
    missed: NoSuchColumn | None = None
    for table in tables:
        rows = _numbered(table.rows())
        _, header = next(rows, (0, []))
        spread = len(header) == 1 and len(header[0].split()) > 1
        header = header[0].split() if spread else [clean(cell) for cell in header]
        try:
            places = {column: _place(column, header, table.file) for column in wanted}
        except NoSuchColumn as refusal:
            missed = missed or refusal
            continue
        parted = ((number, row[0].split()) for number, row in rows) if spread else rows
        return _taken(parted, places, table.file, told)
    raise missed or NothingToTell(file=path.name, why="it is empty")


def _place(column: str, header: list[str], file: str) -> int:
    plain = [_plain(name) for name in header]
    if column in header:
        return header.index(column)
    if _plain(column) in plain:
        return plain.index(_plain(column))
    raise NoSuchColumn(file=file, column=column, seen=", ".join(filter(None, header[:60])))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        if (row and row[0].isalnum()) or isinstance(row, Unreadable) or not is_blank(row):
            yield number, row


def _taken(
    rows: Iterator[tuple[int, list[str]]], places: dict[str, int], file: str, told: Callable[[int], None]
) -> Columns:
    taken: dict[int, list[str]] = {place: [] for place in places.values()}
    cleaned = _Cleaned()
    numbers: list[int] = []
    while some := list(islice(rows, _EVERY)):
        for place, cells in taken.items():
            try:
                cells += [cleaned[row[place]] for _, row in some]
            except IndexError:
                raise _short(some, place, file) from None
        numbers += [number for number, _ in some]
        told(len(numbers))
    return Columns(file, {name: taken[place] for name, place in places.items()}, numbers)


class _Cleaned(dict[str, str]):
    """Each distinct cell is cleaned, and held in memory, once."""

    def __missing__(self, cell: str) -> str:
        found = self[cell] = clean(cell)
        return found


def _short(rows: list[tuple[int, list[str]]], place: int, file: str) -> RowUnreadable:
    number, row = next((number, row) for number, row in rows if len(row) <= place)
    why = row.why if isinstance(row, Unreadable) else f"it has {len(row)} cells"
    return RowUnreadable(row=number, file=file, why=why)


def factors(name: str) -> list[str]:
    """This will take ``Quantity*UnitPrice`` apart into the columns to multiply."""
    parts = [part.strip() for part in name.split("*")]
    return parts if all(parts) else [name]


def encode(cells: list[str]) -> tuple[list[str], Integers]:
    """This will give the distinct texts in the order of their first appearance, and each cell's place among them."""
    places: dict[str, int] = {}
    codes = np.fromiter((places.setdefault(cell, len(places)) for cell in cells), np.int64, len(cells))
    return list(places), codes
