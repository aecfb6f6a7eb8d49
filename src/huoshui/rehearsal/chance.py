"""Dice and clocks: seeded draws over arrays, and when in a Beijing day each thing is done."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Dice = np.random.Generator

HOUR = 3_600_000
DAY = 24 * HOUR
_BEIJING_OFFSET = 8 * HOUR

# One figure for each hour of the Beijing day; only their ratios matter.
_HOURS = {
    "phone": "20 10 5 3 3 5 14 30 36 32 32 36 56 48 34 32 32 38 48 62 76 82 68 40",
    "store": "0 0 0 0 0 0 0 0 6 40 74 70 42 46 68 82 80 70 62 46 18 2 0 0",
    "staff": "0 0 0 0 0 0 0 0 4 30 90 50 26 16 26 42 40 40 34 50 80 14 0 0",
    "shop": "16 8 3 2 2 3 8 18 28 38 50 48 54 46 38 38 38 38 42 58 84 88 66 34",
    "live": "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 20 60 50 10 0",
}
_COUNTS = {name: np.array(hours.split(), dtype=np.float64) for name, hours in _HOURS.items()}
_CUMULATIVE = {name: np.cumsum(counts) / np.sum(counts) for name, counts in _COUNTS.items()}

_FESTIVALS = {
    **dict(zip([(6, 16), (6, 17), (6, 18)], (1.5, 1.8, 2.2), strict=True)),
    **dict(zip([(8, 30), (8, 31), (9, 1)], (1.3, 1.4, 1.5), strict=True)),
    **{(10, day): 1.4 for day in range(1, 8)},
    **dict(zip([(11, 9), (11, 10), (11, 11)], (1.4, 1.8, 2.4), strict=True)),
    **dict(zip([(12, 11), (12, 12)], (1.4, 1.7), strict=True)),
}
"""How much busier the shopping festivals, the start of school and the national holiday are."""
_MEMBER_DAY = 18
_WEEKDAY = {"online": (0.95, 0.94, 0.96, 0.98, 1.02, 1.10, 1.05), "store": (0.80, 0.76, 0.78, 0.84, 1.00, 1.50, 1.32)}


def midnight(day: date) -> int:
    """This will tell when that day begins in Beijing, in milliseconds since 1970-01-01 UTC."""
    return (day - date(1970, 1, 1)).days * DAY - _BEIJING_OFFSET


def season(day: date, where: str) -> float:
    """This will tell how busy a day is ``online`` or in a ``store``, 1 for an ordinary one."""
    festival = _FESTIVALS.get((day.month, day.day), 1.0)
    return _WEEKDAY[where][day.weekday()] * festival * (1.5 if member_day(day) else 1.0)


def member_day(day: date) -> bool:
    """This will tell whether it is the brand's monthly member day 会员日."""
    return day.day == _MEMBER_DAY


def days(end_on: date, count: int) -> list[date]:
    """This will list the ``count`` days before ``end_on``, which itself is left out because it is not over."""
    return [end_on - timedelta(days=count - number) for number in range(count)]


def moments(dice: Dice, profile: str, count: int) -> Ints:
    """This will draw times of day (ms) by the rhythm ``phone``, ``store``, ``staff``, ``shop`` or ``live``."""
    hours = np.searchsorted(_CUMULATIVE[profile], dice.random(count), side="right")
    return hours * HOUR + dice.integers(0, HOUR, count)


def later(dice: Dice, median_ms: float, count: int, spread: float = 0.8) -> Ints:
    """This will draw positive delays around a median, in milliseconds."""
    return (median_ms * np.exp(spread * dice.standard_normal(count))).astype(np.int64) + 1


def happens(dice: Dice, hazard: Floats | float, count: int) -> Mask:
    """This will draw for each of ``count`` whether what has that probability happens."""
    return dice.random(count) < hazard


def choose(dice: Dice, weights: Floats | tuple[float, ...], count: int) -> Ints:
    """This will draw indexes by weight."""
    cumulative = np.cumsum(weights)
    return np.searchsorted(cumulative / cumulative[-1], dice.random(count), side="right").astype(np.int64)


def repeated(dice: Dice, rates: Floats) -> Ints:
    """This will draw Poisson counts for some rates and give the index of each rate as often as it was drawn."""
    return np.repeat(np.arange(rates.size), dice.poisson(rates))


def logistic(z: Floats) -> Floats:
    """This will squash log-odds into a probability."""
    out: Floats = 1.0 / (1.0 + np.exp(-z))
    return out
