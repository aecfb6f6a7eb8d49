"""
What a JSON value is when it is read as text, number, truth, moment or list; as what it is not it is ``None``.

A number is kept in ten-thousandths, as an integer: sums then do not depend on the order in which they are made, and
compare the same in Python and in ClickHouse.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

SCALE = 10_000
"""How many of our integers make one."""
LARGEST = 10**11
"""Greater numbers (they are ids, not amounts) are no numbers to us."""
BEIJING_OFFSET_MS = 8 * 3_600_000

NUMBER = r"^-?(0|[1-9][0-9]{0,11})([.][0-9]{1,9})?$"
"""A number that was written as text, as exports and older clients do."""
MOMENT = (
    r"^(19[789][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"([T ]([01][0-9]|2[0-3]):([0-5][0-9])(:([0-5][0-9])([.][0-9]{1,9})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?)?$"
)
"""A day, or a moment by ISO 8601; in Beijing when it does not say where."""

_NUMBER = re.compile(NUMBER)
_MOMENT = re.compile(MOMENT)
_EPOCH = date(1970, 1, 1).toordinal()
_SMALLEST_INT, _LARGEST_INT = -(1 << 63), (1 << 64) - 1


def text(value: Any) -> str | None:  # noqa: ANN401 any JSON
    """This will read a text, or a whole number as it is written (order numbers often come as numbers)."""
    if isinstance(value, str):
        return value
    return str(value) if _is_whole(value) else None


def number(value: Any) -> int | None:  # noqa: ANN401 any JSON
    """This will read a number, or a text that is one, in ten-thousandths."""
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return None
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    plain = float(value)
    return round(plain * SCALE) if abs(plain) <= LARGEST else None


def truth(value: Any) -> bool | None:  # noqa: ANN401 any JSON
    """This will read true or false."""
    return value if isinstance(value, bool) else None


def moment(value: Any) -> int | None:  # noqa: ANN401 any JSON
    """This will read a day or moment as milliseconds since 1970-01-01 UTC."""
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])).toordinal() - _EPOCH
    except ValueError:  # the 30th of February
        return None
    seconds = (int(found[5] or 0) * 60 + int(found[6] or 0)) * 60 + int(found[8] or 0)
    return (day * 86_400 + seconds) * 1000 + int((found[9] or ".0")[1:4].ljust(3, "0")) - _offset_ms(found[10])


def items(value: Any) -> tuple[str, ...] | None:  # noqa: ANN401 any JSON
    """This will read a list as the texts in it; what is neither text nor whole number is left out."""
    if not isinstance(value, list | tuple):
        return None
    return tuple(read for one in value if (read := text(one)) is not None)


def in_beijing(at_ms: int) -> tuple[int, int]:
    """This will tell the weekday (1: Monday) and the minute of the day in Beijing."""
    day, rest = divmod(at_ms + BEIJING_OFFSET_MS, 86_400_000)
    return (day + 3) % 7 + 1, rest // 60_000


def milliseconds(when: date | datetime) -> int:
    """This will give a moment, or the beginning of a day in Beijing, in milliseconds since 1970-01-01 UTC."""
    if isinstance(when, datetime):
        return (when - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return (when.toordinal() - _EPOCH) * 86_400_000 - BEIJING_OFFSET_MS


def _is_whole(value: Any) -> bool:  # noqa: ANN401 any JSON
    return isinstance(value, int) and not isinstance(value, bool) and _SMALLEST_INT <= value <= _LARGEST_INT


def _offset_ms(zone: str | None) -> int:
    if zone is None:
        return BEIJING_OFFSET_MS
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return minutes * (-60_000 if zone[0] == "-" else 60_000)
