"""A mapping bound to a table's real columns: each field becomes one function of a row, put together once."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from huoshui.channels.exports import amounts, headers
from huoshui.channels.exports.cells import USABLE, clean, corrupted, key_of
from huoshui.channels.exports.kinds import Kind
from huoshui.channels.exports.mapping import Condition, FieldSpec, Mapping, columns_of
from huoshui.channels.exports.moments import Moments

Row = Sequence[str]
Getter = Callable[[Row], Any]

_LIST = re.compile(r"[,，、;；|]")
_TRUE = frozenset({"是", "有", "y", "yes", "true", "1", "会员", "已添加", "已关注"})
_FALSE = frozenset({"否", "无", "n", "no", "false", "0", "非会员", "未添加", "未关注"})
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?")
_BROKEN = "\ufffd"


class BadCell(Exception):
    """A cell that a field needs cannot be read; ``code`` is one of `parsing.MESSAGES`."""

    def __init__(self, code: str, column: str, value: str) -> None:
        super().__init__(code)
        self.code = code
        self.column = column
        self.value = value


class Binding:
    """
    The columns of one table as a mapping sees them.

    ``field(spec, kind)`` gives a function of a row: clean text (``""`` for nothing), or the value (``None`` for
    nothing),
    which raises `BadCell` when the cell holds something else.
    """

    def __init__(self, mapping: Mapping, columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        self._places: dict[str, int] = {}
        for place, column in enumerate(columns):
            self._places.setdefault(headers.normal(column), place)
        self._zone = mapping.timezone
        self._moments: dict[str, Moments] = {}
        used = {self._places.get(headers.normal(column)) for column in columns_of(mapping)}
        self._extra = [place for place in range(len(columns)) if place not in used]

    def place(self, column: str) -> int | None:
        """This will tell where a column stands."""
        return self._places.get(headers.normal(column))

    def places(self, spec: FieldSpec | None) -> list[int]:
        """This will tell where a field's columns stand, the preferred first."""
        found = [self.place(column) for column in spec.column] if spec else []
        return [place for place in found if place is not None]

    def conversions(self, spec: FieldSpec, kind: Kind) -> list[tuple[int, Callable[[str], Any]]]:
        """This will give a field's columns that are there, the preferred first, each with what reads its cells."""
        reader, code = self._reader(spec, kind), _BAD.get(kind, "bad_value")
        return [(place, _conversion(spec, reader, code, self.columns[place])) for place in self.places(spec)]

    def constant(self, spec: FieldSpec, kind: Kind) -> Any:  # noqa: ANN401 the kind's own type
        """This will give the value of a field that is the same on every row."""
        reader = self._reader(spec, kind)
        return reader(spec.const or "") if reader else spec.const

    def field(self, spec: FieldSpec | None, kind: Kind = Kind.TEXT) -> Getter | None:
        """This will give the function that reads a field of one row, ``None`` when the table does not have it."""
        if spec is None:
            return None
        if spec.const is not None:
            value = self.constant(spec, kind)
            return lambda _row: value
        cells = [_cell(place, convert) for place, convert in self.conversions(spec, kind)]
        if not cells:
            return None
        return cells[0] if len(cells) == 1 else _first(cells)

    def extra(self) -> list[tuple[str, int]]:
        """This will name the columns that nothing maps, with their places."""
        return [(self.columns[place], place) for place in self._extra]

    def _reader(self, spec: FieldSpec, kind: Kind) -> Callable[[str], Any] | None:
        if kind is Kind.TEXT:
            return None
        if kind is Kind.ID:
            return _whole_id
        if kind is Kind.TIME:
            return self._moments.setdefault(spec.format, Moments(self._zone, spec.format)).read
        if kind is Kind.MONEY:
            return amounts.whole if spec.unit == "fen" else amounts.fen
        if kind is Kind.LIST:
            separator = spec.split
            return lambda text: [
                part for one in (text.split(separator) if separator else _LIST.split(text)) if (part := clean(one))
            ]
        return _READERS[kind]

    def condition(self, condition: Condition | None) -> Callable[[Row], bool] | None:
        """This will give the test of a row."""
        if condition is None:
            return None
        place = self.place(condition.column)
        return None if place is None else _test(condition, place)


def _cell(place: int, convert: Callable[[str], Any]) -> Getter:
    return lambda row: convert(row[place])


def _first(cells: list[Getter]) -> Getter:
    def first(row: Row) -> Any:  # noqa: ANN401 the kind's own type
        value = None
        for cell in cells:
            value = cell(row)
            if value not in (None, ""):
                return value
        return value

    return first


def _conversion(spec: FieldSpec, reader: Callable[[str], Any] | None, code: str, column: str) -> Callable[[str], Any]:
    suffix, values = spec.strip_suffix, spec.values
    if reader is None and not suffix and not values:
        return clean
    nothing = "" if reader in {None, _whole_id} else None

    def convert(cell: str) -> Any:  # noqa: ANN401 the kind's own type
        if not cell:
            return nothing
        text = clean(cell)
        if suffix:
            text = text.removesuffix(suffix)
        if values:
            text = values.get(text, text)
        if reader is None:
            return text
        if not text:
            return nothing
        value = reader(text)
        if value is None:
            raise BadCell("broken_text" if reader is _whole_id and _BROKEN in text else code, column, text)
        return value

    return convert


def _whole_id(text: str) -> str | None:
    return None if not text.isdecimal() and (corrupted(text) or _BROKEN in text) else text


_BAD = {
    Kind.ID: "corrupted_id",
    Kind.TIME: "bad_time",
    Kind.MONEY: "bad_amount",
    Kind.INTEGER: "bad_number",
    Kind.NUMBER: "bad_number",
}


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    return "-".join((found[1], found[2].zfill(2), found[3].zfill(2))) if found else text


def _flag(text: str) -> bool | str:
    lower = text.lower()
    return True if lower in _TRUE else False if lower in _FALSE else text


def _phone(text: str) -> str:
    """The first usable phone of a cell in its normal form; what is masked or enciphered is no phone of anybody."""
    for part in (text, *_LIST.split(text)):
        state, normal = key_of("phone", part.strip())
        if state == USABLE:
            return normal
    return ""


_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.INTEGER: amounts.whole, Kind.NUMBER: amounts.number, Kind.DATE: _date, Kind.FLAG: _flag,
    Kind.PHONE: _phone,
}  # fmt: skip


def _test(condition: Condition, place: int) -> Callable[[Row], bool]:
    if condition.starts_with is not None and condition.model_fields_set == {"column", "starts_with"}:
        prefix = condition.starts_with  # the one that a row of every file may be asked
        return lambda row: clean(row[place]).startswith(prefix)

    def holds(row: Row) -> bool:
        text = clean(row[place])
        number = amounts.number(text) if condition.below is not None else None
        return (
            (condition.starts_with is None or text.startswith(condition.starts_with))
            and (condition.contains is None or condition.contains in text)
            and (condition.one_of is None or text in condition.one_of)
            and (condition.empty is None or condition.empty == (not text))
            and (condition.below is None or (number is not None and number < condition.below))
        )

    return holds
