"""A mapping bound to a table's real columns: each field becomes one function of a row, put together once."""

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from huoshui.channels.exports import amounts, headers
from huoshui.channels.exports.cells import EMPTY, USABLE, clean, corrupted, key_of, masked_cell, personal_kind
from huoshui.channels.exports.mapping import Condition, FieldSpec, Kind, Mapping, columns_of
from huoshui.channels.exports.moments import Moments

Row = Sequence[str]
Getter = Callable[[Row], Any]

_LIST = re.compile(r"[,，、;；|]")
_TRUE = frozenset({"是", "有", "y", "yes", "true", "1", "会员", "已添加", "已关注"})
_FALSE = frozenset({"否", "无", "n", "no", "false", "0", "非会员", "未添加", "未关注"})
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?")
_BROKEN = "\ufffd"
_MEMORY = 2_048


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

    ``field(spec, kind)`` gives a function of a row: clean text (``""`` for nothing), or the value (``None`` for nothing),
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

    def text(self, spec: FieldSpec | None, *, repeats: bool = True) -> Getter | None:
        """
        This will give the function that reads a field as clean text, ``None`` when the table does not have it.

        What ``repeats`` is remembered; what differs on every row is not.
        """
        return self._converted(spec, None, "", repeats=repeats)

    def _converted(
        self, spec: FieldSpec | None, reader: Callable[[str], Any] | None, code: str, *, repeats: bool
    ) -> Getter | None:
        if spec is None:
            return None
        if spec.const is not None:
            value = reader(spec.const) if reader else spec.const
            return lambda _row: value
        places = self.places(spec)
        if not places:
            return None
        make = _cell if repeats else _once
        cells = [make(place, _conversion(spec, reader, code, self.columns[place])) for place in places]
        return cells[0] if len(cells) == 1 else _first(cells)

    def field(self, spec: FieldSpec | None, kind: Kind, *, repeats: bool = True) -> Getter | None:
        """This will give the function that reads a field as its kind, ``None`` when the table does not have it."""
        if spec is None or kind is Kind.TEXT:
            return self.text(spec, repeats=repeats)
        if kind is Kind.TIME and not repeats and not spec.values and not spec.strip_suffix and len(self.places(spec)) == 1:
            return self._time(spec)
        if kind is Kind.ID:
            return self._converted(spec, _whole_id, "corrupted_id", repeats=repeats)
        return self._converted(spec, self._reader(spec, kind), _BAD.get(kind, "bad_value"), repeats=repeats)

    def _time(self, spec: FieldSpec) -> Getter:
        """A moment, without a detour for the way in which most exports write it."""
        place = self.places(spec)[0]
        moments = self._moments.setdefault(spec.format, Moments(self._zone, spec.format))
        quick, slow = moments.read, _conversion(spec, moments.read, "bad_time", self.columns[place])

        def read(row: Row) -> int | None:
            cell = row[place]
            if not cell:
                return None
            at: int | None = quick(cell)
            if at is None:
                at = slow(cell)
            return at

        return read

    def _reader(self, spec: FieldSpec, kind: Kind) -> Callable[[str], Any]:
        if kind is Kind.TIME:
            return self._moments.setdefault(spec.format, Moments(self._zone, spec.format)).read
        if kind is Kind.MONEY:
            return amounts.whole if spec.unit == "fen" else amounts.fen
        if kind is Kind.LIST:
            separator = spec.split
            return lambda text: [part for one in (text.split(separator) if separator else _LIST.split(text)) if (part := clean(one))]
        return _READERS[kind]

    def condition(self, condition: Condition | None) -> Callable[[Row], bool] | None:
        """This will give the test of a row."""
        if condition is None:
            return None
        place = self.place(condition.column)
        return None if place is None else _test(condition, place)

    def extras(self) -> "Extras":
        """This will give what reads all the columns that nothing maps."""
        return Extras([(self.columns[place], place) for place in self._extra])


class Extras:
    """Reads the columns that nothing maps: they are kept, personal ones masked."""

    def __init__(self, columns: Sequence[tuple[str, int]]) -> None:
        self.names = [name for name, _ in columns]
        self._personal = {name: kind for name in self.names if (kind := personal_kind(name))}
        places = [place for _, place in columns]
        if len(places) > 1:
            self.values: Callable[[Row], tuple[str, ...]] = itemgetter(*places)
        elif places:
            only = places[0]
            self.values = lambda row: (row[only],)
        else:
            self.values = lambda _row: ()

    def kept(self, values: Sequence[str], names: Sequence[str] | None = None) -> dict[str, str]:
        """This will give what is not empty, by column."""
        kept = {
            name: text
            for name, value in zip(names or self.names, values, strict=True)
            if value and (text := value.strip()) not in EMPTY
        }
        if not kept:
            return kept
        if "'" in "".join(kept.values()):
            kept = {name: text for name, value in kept.items() if (text := clean(value))}
        for name in self._personal.keys() & kept.keys():
            kept[name] = masked_cell(self._personal[name], kept[name])
        return kept


def _cell(place: int, convert: Callable[[str], Any]) -> Getter:
    """
    Read one cell, remembering what cells of the column came to: most columns repeat.

    A column that hardly repeats would only fill the memory, so it is emptied when it is full.
    """
    memory: dict[str, Any] = {}

    def read(row: Row) -> Any:  # noqa: ANN401 the kind's own type
        cell = row[place]
        try:
            return memory[cell]
        except KeyError:
            value = convert(cell)
            if len(memory) >= _MEMORY:
                memory.clear()
            memory[cell] = value
            return value

    return read


def _once(place: int, convert: Callable[[str], Any]) -> Getter:
    """Read one cell of a column whose values hardly repeat."""
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

    def convert(cell: str) -> Any:  # noqa: ANN401 the kind's own type
        text = clean(cell)
        if suffix:
            text = text.removesuffix(suffix)
        if values:
            text = values.get(text, text)
        if reader is None:
            return text
        if not text:
            return "" if reader is _whole_id else None
        value = reader(text)
        if value is None:
            raise BadCell("broken_text" if reader is _whole_id and _BROKEN in text else code, column, text)
        return value

    return convert


def _whole_id(text: str) -> str | None:
    return None if not text.isdecimal() and (corrupted(text) or _BROKEN in text) else text


_BAD = {Kind.TIME: "bad_time", Kind.MONEY: "bad_amount", Kind.INTEGER: "bad_number", Kind.NUMBER: "bad_number"}


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
