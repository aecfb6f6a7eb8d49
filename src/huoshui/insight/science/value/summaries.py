"""A customer in three numbers: how often they came back, when last, and how long we have known them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from huoshui.insight.science.arrays import Floats, Integers, sums

DAYS_PER_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Summaries:
    """
    One place per customer. ``frequency`` counts the days with a purchase after the first such day.

    ``recency`` (first to last such day) and ``age`` (first day to the end of observation) are in the same unit of time;
    ``spend`` is the mean amount of a repeat day, NaN for who has none, nothing at all where amounts are unknown.
    """

    frequency: Floats
    recency: Floats
    age: Floats
    spend: Floats | None = None

    def __len__(self) -> int:
        """The number of customers."""
        return len(self.frequency)


@dataclass(frozen=True, slots=True)
class Cells:
    """Customers with equal numbers, once, with how many they are; likelihoods over cells are exact and fast."""

    frequency: Floats
    recency: Floats
    age: Floats
    customers: Floats

    def thinned(self, most: int) -> "Cells":
        """This will give every n-th cell so that at most ``most`` remain."""
        step = -(-len(self.frequency) // most)
        return Cells(*(column[::step] for column in (self.frequency, self.recency, self.age, self.customers)))


@dataclass(frozen=True, slots=True)
class Purchases:
    """One place per day on which a customer bought, in the order of customer and day; amounts of a day are added up."""

    customers: Integers
    days: Integers
    amounts: Floats | None


def purchases(customers: Integers, days: Integers, amounts: Floats | None = None) -> Purchases:
    """
    This will join what a customer bought on one day; ``customers`` are codes from 0, ``days`` whole day numbers.
    """
    if not len(days):
        return Purchases(customers, days, amounts)
    first, span = int(days.min()), int(days.max() - days.min()) + 1
    keys = customers * span + (days - first)
    if amounts is None:
        found = np.unique(keys)
        return Purchases(found // span, found % span + first, None)
    found, places = np.unique(keys, return_inverse=True)
    return Purchases(found // span, found % span + first, sums(places, amounts, len(found)))


def summarize(bought: Purchases, *, until: int, unit_days: float = DAYS_PER_WEEK) -> tuple[Integers, Summaries]:
    """
    This will sum up each customer who bought by the day ``until`` (that day included).

    Gives the codes of these customers in ascending order, and their numbers in the same places; time is counted in
    units of ``unit_days``.
    """
    seen = bought.days <= until
    codes, starts, counts = np.unique(bought.customers[seen], return_index=True, return_counts=True)
    days = bought.days[seen]
    first, last = days[starts], days[starts + counts - 1]
    repeats = counts - 1
    spend = None
    if bought.amounts is not None and len(codes):
        amounts = bought.amounts[seen]
        later = np.add.reduceat(amounts, starts) - amounts[starts]
        spend = np.divide(later, repeats, out=np.full(len(codes), np.nan), where=repeats > 0)
    return codes, Summaries(repeats.astype(float), (last - first) / unit_days, (until - first) / unit_days, spend)


def cells(summaries: Summaries) -> Cells:
    """This will group customers with the same three numbers."""
    names = ("frequency", "recency", "age")
    columns = (summaries.frequency, summaries.recency, summaries.age)
    table = pa.table(dict(zip(names, map(pa.array, columns), strict=True)))
    grouped = table.group_by(names).aggregate([([], "count_all")])
    return Cells(*(_floats(grouped, name) for name in (*names, "count_all")))


def _floats(table: pa.Table, name: str) -> Floats:
    column: Floats = table.column(name).to_numpy().astype(float)
    return column


def counted_after(bought: Purchases, codes: Integers, *, after: int, until: int) -> Floats:
    """This will count, for each customer of the ascending ``codes``, their purchase days in (after, until]."""
    later = bought.customers[(bought.days > after) & (bought.days <= until)]
    places = np.searchsorted(codes, later[np.isin(later, codes)])
    return np.bincount(places, minlength=len(codes)).astype(float)


def unfit(summaries: Summaries) -> tuple[int, str, str] | None:
    """This will find the first place that no customer can have: where, which column, and what it should be."""
    frequency, recency, age = summaries.frequency, summaries.recency, summaries.age
    problems = (
        ("frequency", "a whole number from 0", (frequency < 0) | (frequency % 1 != 0)),
        ("recency", "a number from 0", recency < 0),
        ("T", "a number from 0", age < 0),
        ("recency", "at most T", recency > age * (1 + 1e-9)),
        ("recency", "0 where frequency is 0", (frequency == 0) & (recency > 0)),
    )
    found = [(int(np.argmax(wrong)), column, wanted) for column, wanted, wrong in problems if wrong.any()]
    return min(found) if found else None
