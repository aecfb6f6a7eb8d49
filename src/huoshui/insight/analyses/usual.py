"""
What a day usually has: a range that weekdays like it had lately, which days that stand out cannot bend.

The middle is the median of the same weekday in the last five weeks. Around it lies as much as days of the last six
weeks were off theirs: five times their median absolute deviation, scaled to a standard deviation (by 1.4826: Hampel
1974), and a twentieth at least. Holidays are not known here, so they stand out.
"""

from collections.abc import Sequence
from statistics import median

from pydantic import BaseModel

WEEKS, LEAST_WEEKS = 5, 3
SPREAD_DAYS, LEAST_DAYS = 42, 14
HISTORY_DAYS = 7 * WEEKS + SPREAD_DAYS
"""So many days before the first are needed to tell all that can be told of it."""
REACH, LEAST_SHARE = 5.0, 0.05
LEAST_EVENTS = 20
"""Of fewer, nothing stands out."""
_NORMAL = 1.4826


class Usual(BaseModel):
    """The range that days like it had, and whether this one is ``unusual``: over, outside of it, of enough events."""

    middle: float
    low: float
    high: float
    unusual: bool


def usual(figures: Sequence[float | None], events: Sequence[int], *, first: int, over: int) -> list[Usual | None]:
    """
    This will tell what each day from the place ``first`` on usually has; those before ``over`` may be unusual.

    Places are days in order; ``figures`` are what is shown (nothing where it cannot be told), ``events`` what they are
    made of. Before the first event nothing is known, and of a day with too few like it nothing is told.
    """
    began = next((at for at, count in enumerate(events) if count), len(events))
    middles = [_middle(figures, at, began) for at in range(len(figures))]
    apart = [
        None if middle is None or figure is None or not middle else figure / middle - 1
        for figure, middle in zip(figures, middles, strict=True)
    ]
    told: list[Usual | None] = []
    for at in range(first, len(figures)):
        middle, figure = middles[at], figures[at]
        known = [one for one in apart[max(0, at - SPREAD_DAYS) : at] if one is not None]
        if not middle or len(known) < LEAST_DAYS:
            told.append(None)
            continue
        half = abs(middle) * max(REACH * _NORMAL * deviation(known), LEAST_SHARE)
        enough = max(events[at], _middle(events, at, began) or 0) >= LEAST_EVENTS
        outside = figure is not None and abs(figure - middle) > half
        told.append(
            Usual(middle=middle, low=middle - half, high=middle + half, unusual=enough and outside and at < over)
        )
    return told


def deviation(values: Sequence[float]) -> float:
    """This will give the median absolute deviation from the median."""
    middle = median(values)
    return median(abs(one - middle) for one in values)


def _middle(figures: Sequence[float | None], at: int, began: int) -> float | None:
    alike = [figures[at - 7 * week] for week in range(1, WEEKS + 1) if at - 7 * week >= began]
    known = [one for one in alike if one is not None]
    return median(known) if len(known) >= LEAST_WEEKS else None
