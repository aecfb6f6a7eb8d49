"""Which events pass which filters: many events at once, each distinct value of a property looked at once."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson

from huoshui.audiences.contract.language import EventFilter
from huoshui.audiences.contract.values import Test, TextOneOf, TextTest
from huoshui.audiences.membership.rules.plan import Plan
from huoshui.audiences.rules.person import Deed, names_of, passes
from huoshui.bedrock import readings

Hits = np.ndarray
"""A row per event, a column per filter: whether it passes."""
_MOST_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class News:
    """Columns of events, as they are stored; ``at`` in milliseconds, ``properties`` as JSON text."""

    identity: Sequence[int]
    at: Sequence[int]
    name: Sequence[str]
    channel: Sequence[str]
    call: Sequence[str]
    properties: Sequence[bytes | str]

    def __len__(self) -> int:
        return len(self.identity)


class Matcher:
    """Holds events against the filters of a plan, and remembers what values came to."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._names = [names_of(one) for one in plan.filters]
        self._passed: dict[tuple[int, int, Any], bool] = {}
        slow = {one for leaf in plan.slow.values() for one in leaf.filters}
        self._slow = np.zeros(self.width, dtype=bool)
        self._slow[sorted(slow)] = True

    @property
    def width(self) -> int:
        """How many columns the hits have: the filters, filled up to whole bytes."""
        return (len(self._plan.filters) + 7) // 8 * 8

    def match(self, news: News) -> Hits:
        """This will tell which events pass which filters."""
        hits = np.zeros((len(news), self.width), dtype=bool)
        names = _Codes(news.name)
        channels, calls = _Codes(news.channel), _Codes(news.call)
        weekday, minute = _in_beijing(np.asarray(news.at, dtype=np.int64))
        properties = _Properties(news)
        passed: Any
        for number, asked in enumerate(self._plan.filters):
            passed = names.among(self._names[number])
            passed &= channels.among(asked.channels) & calls.among(asked.calls)
            if asked.weekdays is not None:
                passed &= np.isin(weekday, asked.weekdays)
            if asked.at is not None:
                since, until = asked.at.minutes
                after, before = minute >= since, minute < until
                passed &= after & before if since < until else after | before
            if asked.where and passed.any():
                passed = self._where(number, asked, passed, properties)
            hits[:, number] = passed
        return hits

    def needs_deed(self, hits: Hits) -> np.ndarray:
        """This will tell which events must be kept themselves, because somebody asks more than their moments."""
        found: np.ndarray = np.any(hits & self._slow, axis=1)
        return found

    def _where(self, number: int, asked: EventFilter, passed: np.ndarray, properties: "_Properties") -> np.ndarray:
        for place, one in enumerate(asked.where):
            column = properties.column(one.property)
            if isinstance(one.test, TextTest) and one.test.op == "is":
                fits = column.reading([one.test.value])
            elif isinstance(one.test, TextOneOf):
                fits = column.reading(one.test.value)
            else:
                rows = np.flatnonzero(passed)
                fits = column.fitting(rows, lambda value: self._passes(number, place, one.test, value))  # noqa: B023 at once
            passed = passed & fits
        return passed

    def _passes(self, number: int, place: int, test: Test, value: Any) -> bool:  # noqa: ANN401 any JSON
        key = (number, place, _key(value))
        if key not in self._passed:
            if len(self._passed) > _MOST_REMEMBERED:
                self._passed.clear()
            self._passed[key] = passes(test, value, now=0)  # nothing here is held against the present
        return self._passed[key]


class _Codes:
    """A column of texts as small numbers."""

    def __init__(self, column: Sequence[str]) -> None:
        self._codes: dict[str, int] = {}
        code = self._codes.setdefault
        self._column = np.fromiter((code(one, len(self._codes)) for one in column), dtype=np.int32, count=len(column))

    def among(self, wanted: Sequence[str] | None) -> np.ndarray:
        """This will tell which rows hold one of these; ``None``: all."""
        if wanted is None:
            return np.ones(len(self._column), dtype=bool)
        codes = [self._codes[one] for one in wanted if one in self._codes]
        if not codes:
            return np.zeros(len(self._column), dtype=bool)
        return self._column == codes[0] if len(codes) == 1 else np.isin(self._column, codes)


class _Properties:
    """The properties of events, decoded when somebody asks for them, column by column."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._decoded: Sequence[Mapping[str, Any]] | None = None
        self._columns: dict[str, _Column] = {}

    def column(self, name: str) -> "_Column":
        """This will give a property of all events."""
        if self._decoded is None:
            self._decoded = [decoded(one) for one in self._news.properties]
        if name not in self._columns:
            self._columns[name] = _Column([one.get(name) for one in self._decoded])
        return self._columns[name]


class _Column:
    """One property of many events: its distinct values, the place among them of each row's, and what they read as."""

    def __init__(self, column: Sequence[Any]) -> None:
        places: dict[Any, int] = {}
        self._values: list[Any] = []
        self._codes = np.empty(len(column), dtype=np.int32)
        for row, value in enumerate(column):
            key = _key(value)
            place = places.get(key)
            if place is None:
                place = places[key] = len(self._values)
                self._values.append(value)
            self._codes[row] = place
        self._by_text: dict[str, list[int]] = {}
        for place, value in enumerate(self._values):
            if (read := readings.text(value)) is not None:
                self._by_text.setdefault(read, []).append(place)

    def reading(self, texts: Sequence[str]) -> np.ndarray:
        """This will tell which rows read as one of these texts."""
        wanted = [place for one in texts for place in self._by_text.get(one, ())]
        if len(wanted) <= 1:
            found: np.ndarray = self._codes == (wanted[0] if wanted else -1)
            return found
        return np.isin(self._codes, wanted)

    def fitting(self, rows: np.ndarray, fits: Callable[[Any], bool]) -> np.ndarray:
        """This will tell which of these rows hold a value that fits, asking once for each value."""
        codes = self._codes[rows]
        found = np.zeros(len(self._codes), dtype=bool)
        answers = np.zeros(len(self._values), dtype=bool)
        for place in np.unique(codes).tolist():
            answers[place] = fits(self._values[place])
        found[rows] = answers[codes]
        return found


def deed_of(news: News, row: int) -> Deed:
    """This will give one event as the evaluator in memory knows it."""
    return Deed(news.at[row], news.name[row], news.channel[row], decoded(news.properties[row]), news.call[row])


def decoded(properties: bytes | str) -> Mapping[str, Any]:
    """This will read the JSON of an event's properties."""
    if not properties:
        return {}
    try:
        found = orjson.loads(properties)
    except orjson.JSONDecodeError:  # integers beyond 64 bits, lone surrogates
        found = json.loads(properties)
    return found if isinstance(found, Mapping) else {}


def _key(value: Any) -> Any:  # noqa: ANN401 any JSON
    """What equal values have in common: 1, 1.0 and true are three; lists and objects are told apart as written."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool | int | float):
        return type(value), value
    return "", orjson.dumps(value, option=orjson.OPT_SORT_KEYS, default=str)


def _in_beijing(at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    day, rest = np.divmod(at + readings.BEIJING_OFFSET_MS, 86_400_000)
    return (day + 3) % 7 + 1, rest // 60_000
