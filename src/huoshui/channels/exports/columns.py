"""A block of rows turned into values column by column, which costs a fraction of turning them cell by cell."""

from collections.abc import Callable, Sequence
from typing import Any

from huoshui.channels.exports.cells import EMPTY, clean, masked_cell, personal_kind
from huoshui.channels.exports.fields import BadCell, Binding
from huoshui.channels.exports.kinds import Kind
from huoshui.channels.exports.mapping import FieldSpec

Values = tuple[Any, ...]
Reader = Callable[["Cells"], list[Any]]

NOWHERE = -1
_MEMORY = 8_192


class Cells(dict[int, Sequence[str]]):
    """A block of rows on its side: the cells of each column by its place; ``few`` are taken out when they are asked."""

    def __init__(self, rows: Sequence[Sequence[str]], *, few: bool = False) -> None:
        super().__init__(() if few else enumerate(zip(*rows, strict=True)))
        self._rows = rows
        self.count = len(rows)
        """How many rows they are."""

    def __missing__(self, place: int) -> Sequence[str]:
        column = self[place] = [row[place] for row in self._rows]
        return column


class Columns:
    """
    The fields of a table that are read for every row; each is known by its place in the tuples that ``values`` gives.

    A row with a cell that cannot be read becomes that `BadCell`.
    """

    def __init__(self, binding: Binding, *, grouped: bool = False) -> None:
        self._binding = binding
        self._grouped = grouped  # the lines of one order repeat everything but their product
        self._readers: list[Reader] = []
        self.bad = False
        """Whether a cell of the block that was read last cannot be read."""

    def __len__(self) -> int:
        return len(self._readers)

    def add(self, spec: FieldSpec | None, kind: Kind, *, repeats: bool = True) -> int:
        """
        This will read a field from now on and tell its place; ``NOWHERE`` when the table does not have it.

        ``repeats``: a few values come again and again in the whole table.
        """
        if spec is None:
            return NOWHERE
        if spec.const is not None:
            value = self._binding.constant(spec, kind)
            self._readers.append(lambda cells: [value] * cells.count)
            return len(self._readers) - 1
        found = [
            self._column(place, convert, repeats=repeats) for place, convert in self._binding.conversions(spec, kind)
        ]
        if not found:
            return NOWHERE
        self._readers.append(found[0] if len(found) == 1 else _either(found))
        return len(self._readers) - 1

    def read(self, cells: Cells) -> list[list[Any]]:
        """This will give one list per field of the block; a cell that cannot be read becomes its `BadCell`."""
        self.bad = False
        return [read(cells) for read in self._readers]

    def bad_cells(self, rows: Sequence[Values]) -> list[BadCell | None]:
        """This will give of each row of the block the first cell that cannot be read, if there is one."""
        if not self.bad:
            return [None] * len(rows)
        return [next((value for value in row if value.__class__ is BadCell), None) for row in rows]

    def _column(self, place: int, convert: Callable[[str], Any], *, repeats: bool) -> Reader:
        if repeats:
            return self._remembering(place, convert)
        if not self._grouped or convert is clean:
            return lambda cells: self._each(cells[place], convert)

        def read(cells: Cells) -> list[Any]:
            column = cells[place]
            fresh = list(set(column))
            values = dict(zip(fresh, self._each(fresh, convert), strict=True))
            return [values[cell] for cell in column]

        return read

    def _remembering(self, place: int, convert: Callable[[str], Any]) -> Reader:
        memory: dict[str, Any] = {}

        def read(cells: Cells) -> list[Any]:
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
            self.bad = True
            return [_or_bad(convert, cell) for cell in column]


def _or_bad(convert: Callable[[str], Any], cell: str) -> Any:  # noqa: ANN401 the kind's own type
    try:
        return convert(cell)
    except BadCell as bad:
        return bad


def _either(readers: Sequence[Reader]) -> Reader:
    """The first of several columns that says something."""

    def read(cells: Cells) -> list[Any]:
        values = readers[0](cells)
        for reader in readers[1:]:
            values = [
                other if value is None or value == "" else value
                for value, other in zip(values, reader(cells), strict=True)
            ]
        return values

    return read


class Extras:
    """Reads the columns that nothing maps: what is not empty is kept, personal cells masked."""

    def __init__(self, columns: Sequence[tuple[str, int]]) -> None:
        self._columns = [(name, place, _keeper(name)) for name, place in columns]

    def kept(self, cells: Cells) -> list[dict[str, str]]:
        """This will give what each row of the block keeps, by column; rows that keep the same share it."""
        live = [(name, keep(cells[place])) for name, place, keep in self._columns if any(cells[place])]
        if not live:
            return [{}] * cells.count
        names = [name for name, _ in live]
        rows = list(zip(*(column for _, column in live), strict=True))
        kept = {row: {name: text for name, text in zip(names, row, strict=True) if text} for row in set(rows)}
        return [kept[row] for row in rows]


def _keeper(header: str) -> Callable[[Sequence[str]], list[str]]:
    kind = personal_kind(header)

    def keep(column: Sequence[str]) -> list[str]:
        texts = {cell: clean(cell) for cell in set(column)}
        if kind:
            texts = {cell: masked_cell(kind, text) if text not in EMPTY else text for cell, text in texts.items()}
        return [texts[cell] for cell in column]

    return keep
