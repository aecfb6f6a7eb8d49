"""What tests and windows come to: bounds on integers, which both evaluators compare with."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from huoshui.audiences.contract.language import AsOf
from huoshui.audiences.contract.values import (
    Absolute,
    DateAge,
    DateBetween,
    DateKinds,
    DateRelative,
    DateTest,
    NumberBetween,
    NumberKinds,
    Rolling,
    Window,
    duration_ms,
)
from huoshui.bedrock.readings import BEIJING_OFFSET_MS, SCALE, milliseconds


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which integers a value must lie; an open bound does not hold its end, ``None`` is no bound."""

    low: int | None = None
    high: int | None = None
    low_open: bool = False
    high_open: bool = False

    def hold(self, value: int, of: int = 1) -> bool:
        """This will tell whether ``value / of`` lies between them, without dividing."""
        if self.low is not None and not (value > self.low * of if self.low_open else value >= self.low * of):
            return False
        return self.high is None or (value < self.high * of if self.high_open else value <= self.high * of)


def earlier(asked: AsOf, *, now: int) -> int:
    """This will give the moment of which the inside of an ``as_of`` is asked, in milliseconds; never after ``now``."""
    if asked.ago is not None:
        return now - duration_ms(asked.ago)
    return min(now, end_of(asked.on)) if asked.on is not None else now


def end_of(day: date) -> int:
    """This will give the last millisecond of a day in Beijing."""
    return milliseconds(day + timedelta(days=1)) - 1


def day_of(at: int) -> date:
    """This will give the day in Beijing of a moment in milliseconds."""
    return date(1970, 1, 1) + timedelta(milliseconds=at + BEIJING_OFFSET_MS)


def of_number(test: NumberKinds) -> Bounds:
    """This will give the bounds of a number test, in ten-thousandths."""
    if isinstance(test, NumberBetween):
        low, high = (round(one * SCALE) for one in test.value)
        return Bounds(low, high)
    value = round(test.value * SCALE)
    match test.op:
        case "=":
            return Bounds(value, value)
        case ">" | ">=":
            return Bounds(low=value, low_open=test.op == ">")
        case "<" | "<=":
            return Bounds(high=value, high_open=test.op == "<")
        case _:
            assert_never(test.op)


def of_date(test: DateKinds, *, now: int) -> Bounds:
    """This will give the bounds of a date test in milliseconds; ``now`` is a moment in milliseconds."""
    if isinstance(test, DateBetween):
        low, high = map(milliseconds, test.value)
        return Bounds(low, high, high_open=True)
    if isinstance(test, DateAge):
        least, below = (_latest(test.unit, units, day_of(now)) for units in test.value)
        return Bounds(end_of(below) + 1, end_of(least))
    if isinstance(test, DateTest):
        at = milliseconds(test.value)
        return Bounds(low=at) if test.op == "since" else Bounds(high=at, high_open=True)
    return _relative(test, now)


def of_window(window: Window | None, *, now: int) -> Bounds:
    """This will give the bounds of a window in milliseconds; nothing later than ``now`` is ever in it."""
    if window is None:
        return Bounds(high=now)
    if isinstance(window, Rolling):
        until = now - (duration_ms(window.until) if window.until else 0)
        return Bounds(now - duration_ms(window.last), until, low_open=True)
    return _absolute(window, now)


def _absolute(window: Absolute, now: int) -> Bounds:
    low = None if window.since is None else milliseconds(window.since)
    high = now + 1 if window.until is None else min(milliseconds(window.until), now + 1)
    return Bounds(low, high, high_open=True)


def _relative(test: DateRelative, now: int) -> Bounds:
    far = duration_ms(test.value)
    match test.op:
        case "within_last":
            return Bounds(now - far, now, low_open=True)
        case "longer_ago":
            return Bounds(high=now - far)
        case "within_next":
            return Bounds(now, now + far, low_open=True)
        case _:
            assert_never(test.op)


def _latest(unit: str, units: int, today: date) -> date:
    """The latest day that is so many units old today; a day later, it would be less."""
    if unit in {"days", "weeks"}:
        return today - timedelta(days=units * (7 if unit == "weeks" else 1))
    months = units * (12 if unit == "years" else 1)
    found = _later(today, -months)
    while _later(found, months) > today:
        found -= timedelta(days=1)
    while _later(found + timedelta(days=1), months) <= today:  # the 31st and the 30th end on the 30th of the same month
        found += timedelta(days=1)
    return found


def _later(day: date, months: int) -> date:
    """So many months later; on the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
