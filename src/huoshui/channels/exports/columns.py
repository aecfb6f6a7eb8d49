"""A block of rows turned into values column by column, which costs a fraction of turning them cell by cell."""

from collections.abc import Callable, Sequence
from typing import Any

from huoshui.channels.exports.cells import EMPTY, clean, masked_cell, personal_kind
from huoshui.channels.exports.fields import BadCell, Binding
from huoshui.channels.exports.mapping import FieldSpec, Kind

Cells = Sequence[Sequence[str]]
"""A block on its side: one sequence of cells per column."""
Values = tuple[Any, ...]

NOWHERE = -1
_MEMORY = 8_192


class Columns:
    """
    The fields of a table that are read for every row; each is known by its place in the tuples that ``values`` gives.

    A row with a cell that cannot be read becomes that `BadCell`.
    """

    def __init__(self, binding: Binding, *, grouped: bool = False) -> None:
        self._binding = binding
        self._grouped = grouped  # the lines of one order repeat everything but their product
        self._readers: list[Callable[[Cells, int], list[Any]]] = []
        self._bad = False

    def __len__(self) -> int:
        return len(self._readers)

    def add(self, spec: FieldSpec | None, kind: Kind, *, repeats: bool = True) -> int:
        """This will read a field from now on and tell its place; ``NOWHERE`` when the table does not have it."""
        if spec is None:
            return NOWHERE
        if spec.const is not None:
            value = self._binding.constant(spec, kind)
            self._readers.append(lambda _cells, count: [value] * count)
            return len(self._readers) - 1
        found = [
            self._column(place, convert, repeats=repeats or self._grouped)
            for place, convert in self._binding.conversions(spec, kind)
        ]
        if not found:
            return NOWHERE
        self._readers.append(found[0] if len(found) == 1 else _either(found))
        return len(self._readers) - 1

    def values(self, cells: Cells, count: int) -> list[Values | BadCell]:
        """This will give one tuple per row of the block."""
        self._bad = False
        lists = [read(cells, count) for read in self._readers]
        rows: list[Values | BadCell] = list(zip(*lists, strict=True)) if lists else [()] * count
        if self._bad:
            rows = [next((value for value in row if value.__class__ is BadCell), row) for row in rows]  # type: ignore[union-attr]
        return rows

    def _column(self, place: int, convert: Callable[[str], Any], *, repeats: bool) -> Callable[[Cells, int], list[Any]]:
        if not repeats:
            return lambda cells, _count: self._each(cells[place], convert)
        memory: dict[str, Any] = {}

        def read(cells: Cells, _count: int) -> list[Any]:
            column = cells[place]
            try:
                return [memory[cell] for cell in column]
            except KeyError:
                if len(memory) > _MEMORY:
                    memory.clear()
                fresh = [cell for cell in set(column) if cell not in memory]
                values = self._each(fresh, convert)
                memory.update(zip(fresh, values, strict=True))
                found = [memory[cell] for cell in column]
                for cell, value in zip(fresh, values, strict=True):
                    if value.__class__ is BadCell:
                        del memory[cell]  # so that it is noticed each time
                return found

        return read

    def _each(self, column: Sequence[str], convert: Callable[[str], Any]) -> list[Any]:
        if convert is clean:
            return [cell if cell.isalnum() else clean(cell) for cell in column]
        try:
            return [convert(cell) for cell in column]
        except BadCell:
            self._bad = True
            return [_or_bad(convert, cell) for cell in column]


def _or_bad(convert: Callable[[str], Any], cell: str) -> Any:  # noqa: ANN401 the kind's own type
    try:
        return convert(cell)
    except BadCell as bad:
        return bad


def _either(readers: list[Callable[[Cells, int], list[Any]]]) -> Callable[[Cells, int], list[Any]]:
    """The first of several columns that says something."""

    def read(cells: Cells, count: int) -> list[Any]:
        values = readers[0](cells, count)
        for reader in readers[1:]:
            values = [
                other if value is None or value == "" else value
                for value, other in zip(values, reader(cells, count), strict=True)
            ]
        return values

    return read


class Extras:
    """Reads the columns that nothing maps: what is not empty is kept, personal cells masked."""

    def __init__(self, columns: Sequence[tuple[str, int]]) -> None:
        self._columns = [(name, place, _keeper(name)) for name, place in columns]

    def kept(self, cells: Cells, count: int) -> list[dict[str, str]]:
        """This will give what each row of the block keeps, by column."""
        live = [(name, keep(cells[place])) for name, place, keep in self._columns if any(cells[place])]
        if not live:
            return [{}] * count
        names = [name for name, _ in live]
        rows = zip(*(column for _, column in live), strict=True)
        return [{name: text for name, text in zip(names, row, strict=True) if text} for row in rows]


def _keeper(header: str) -> Callable[[Sequence[str]], list[str]]:
    kind = personal_kind(header)
    memory: dict[str, str] = {"": ""}

    def keep(column: Sequence[str]) -> list[str]:
        try:
            return [memory[cell] for cell in column]
        except KeyError:
            if len(memory) > _MEMORY:
                memory.clear()
            for cell in set(column):
                if cell not in memory:
                    text = clean(cell)
                    memory[cell] = masked_cell(kind, text) if kind and text not in EMPTY else text
            return [memory[cell] for cell in column]

    return keep
