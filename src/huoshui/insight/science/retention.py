"""Who came back: cohorts, three retentions that must not be confused, repurchase under censoring."""

from dataclasses import dataclass

import numpy as np

from huoshui.insight.science.arrays import Flags, Floats, Integers


@dataclass(frozen=True, slots=True)
class Cohorts:
    """``table[c, i]``: distinct people of cohort ``periods[c]`` who were active i periods after their first."""

    periods: Integers
    table: Integers

    @property
    def shares(self) -> Floats:
        """The table as shares of each cohort."""
        return self.table / self.table[:, :1]


def cohorts(people: Integers, periods: Integers) -> Cohorts:
    """
    This will count people by the period in which they were first active and by periods since.

    One place per activity; ``periods`` are whole numbers that rise by 1 (months counted through, days, weeks).
    """
    pairs = np.unique(np.column_stack([people, periods]), axis=0)
    if not len(pairs):
        return Cohorts(np.zeros(0, dtype=np.int64), np.zeros((0, 1), dtype=np.int64))
    _, starts, counts = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    first = np.repeat(pairs[starts, 1], counts)
    born, rows = np.unique(first, return_inverse=True)
    later = pairs[:, 1] - first
    table = np.zeros((len(born), int(later.max()) + 1), dtype=np.int64)
    np.add.at(table, (rows, later), 1)
    return Cohorts(born, table)


@dataclass(frozen=True, slots=True)
class Retention:
    """Of ``people`` who could be seen long enough: shares active on day n, by day n, and on day n or later."""

    people: int
    classic: float
    bounded: float
    unbounded: float


def retained(people: Integers, days: Integers, *, n: int, until: int) -> Retention:
    """
    This will tell three retentions ``n`` days after each person's first day.

    ``classic``: active on day n itself; ``bounded``: on any of the days 1 to n; ``unbounded``: on day n or any later.
    Only who began at least n days before the day ``until`` is counted.
    """
    _, codes = np.unique(people, return_inverse=True)
    size = int(codes.max(initial=-1)) + 1
    first = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(first, codes, days)
    old = first <= until - n
    since = days - first[codes]
    counted = old[codes] & (days <= until)

    def share(which: Flags) -> float:
        return len(np.unique(codes[which & counted])) / int(old.sum()) if old.any() else float("nan")

    return Retention(
        people=int(old.sum()),
        classic=share(since == n),
        bounded=share((since >= 1) & (since <= n)),
        unbounded=share(since >= n),
    )


@dataclass(frozen=True, slots=True)
class Survival:
    """Kaplan and Meier's curve: whom it has not reached by each of ``times``; ``error`` is Greenwood's."""

    times: Floats
    share: Floats
    error: Floats
    at_risk: Integers

    def at(self, time: float) -> float:
        """This will give the share to whom it has not happened by ``time``."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        return float(self.share[place]) if place >= 0 else 1.0

    @property
    def median(self) -> float:
        """The first time by which it has happened to half; NaN where it has not."""
        below = np.flatnonzero(self.share <= 0.5)
        return float(self.times[below[0]]) if len(below) else float("nan")


def survival(durations: Floats, happened: Flags) -> Survival:
    """
    This will estimate survival from waits of which some are still going on (``happened`` is false).

    With the waits from first to second order, 1 less the curve is the repurchase rate that censoring does not bend.
    """
    times = np.unique(durations[happened])
    at_risk = len(durations) - np.searchsorted(np.sort(durations), times, side="left")
    events = np.diff(np.searchsorted(np.sort(durations[happened]), np.append(times, np.inf), side="left"))
    share = np.cumprod(1 - events / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread: Floats = np.sqrt(np.cumsum(events / (at_risk * (at_risk - events))))
        error: Floats = np.where(share > 0, share * spread, 0.0)
    return Survival(times, share.astype(np.float64), error, at_risk.astype(np.int64))


def waits(people: Integers, days: Integers, *, until: int) -> tuple[Floats, Flags]:
    """
    This will give each person's days from the first to the second day with a purchase, and whether there was one.

    Who has none waits until the day ``until``. People in ascending order of their codes.
    """
    pairs = np.unique(np.column_stack([people, days])[days <= until], axis=0)
    _, starts, counts = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    again = counts > 1
    first = pairs[starts, 1]
    second = pairs[np.minimum(starts + 1, len(pairs) - 1), 1] if len(pairs) else first
    return np.where(again, second - first, until - first).astype(float), again
