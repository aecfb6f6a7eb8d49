"""
RFM: how recently, how often and for how much people bought, cut into scores and eight named groups.

For “who buys again” the sum of the scores ranks nearly as well as a model; counts and money to come are `value`'s.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from huoshui.insight.science.arrays import Flags, Floats, Integers


class Group(StrEnum):
    """High or low in recency, frequency and money, in this order."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    BIG_NEW = "big_new"
    NEW = "new"
    AT_RISK = "at_risk"
    DRIFTING = "drifting"
    BIG_LOST = "big_lost"
    LOST = "lost"


CHINESE = {
    Group.CHAMPIONS: "重要价值客户",
    Group.LOYAL: "一般价值客户",
    Group.BIG_NEW: "重要发展客户",
    Group.NEW: "一般发展客户",
    Group.AT_RISK: "重要保持客户",
    Group.DRIFTING: "一般保持客户",
    Group.BIG_LOST: "重要挽留客户",
    Group.LOST: "一般挽留客户",
}
_GROUPS = np.array(list(Group))


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores from 1 (worst) up, one place per customer."""

    recency: Integers
    frequency: Integers
    money: Integers

    def cells(self) -> Integers:
        """This will write the three scores as one number: ``543``."""
        return self.recency * 100 + self.frequency * 10 + self.money

    def total(self) -> Integers:
        """This will add the scores up."""
        return self.recency + self.frequency + self.money

    def groups(self, *, high: int) -> list[Group]:
        """This will name each customer's group; a score from ``high`` up is high."""
        return named(*(score >= high for score in (self.recency, self.frequency, self.money)))


def named(recent: Flags, often: Flags, rich: Flags) -> list[Group]:
    """This will name the group of each customer, of whom it is known what is high."""
    place = 4 * ~recent + 2 * ~often + ~rich
    return [Group(name) for name in _GROUPS[place]]


def best(days_since: Floats, orders: Floats, money: Floats, *, levels: int, high: int) -> tuple[Flags, Flags, Flags]:
    """
    This will tell who is in the upper part of each, that of the scores from ``high`` up where ``levels`` is the best.

    Customers with the same value are on the same side, so that the parts are not exactly equal; and who bought as
    seldom as anybody never bought often, however many did not come back.
    """
    recent, often, rich = (_upper(values, levels, high) for values in (-days_since, orders, money))
    return recent, often & (orders > orders.min(initial=np.inf)), rich


def by_quantile(days_since: Floats, orders: Floats, money: Floats, *, levels: int = 5) -> Scores:
    """
    This will score customers by equal parts: who bought most recently, most often and for most gets ``levels``.

    Ties go to who stands first, so that the parts are equal whatever the data; at most nine ``levels``.
    """
    return Scores(_parts(-days_since, levels), _parts(orders, levels), _parts(money, levels))


def by_cuts(
    days_since: Floats, orders: Floats, money: Floats, *, recency: Floats, frequency: Floats, spend: Floats
) -> Scores:
    """
    This will score customers by the business's own ascending cuts.

    Whoever bought at most ``recency[0]`` days ago has the best recency, whoever has at least ``frequency[i]`` orders
    score i + 2; the same for ``spend``.
    """
    best = len(recency) + 1
    return Scores(
        best - np.searchsorted(recency, days_since, side="left").astype(np.int64),
        1 + np.searchsorted(frequency, orders, side="right").astype(np.int64),
        1 + np.searchsorted(spend, money, side="right").astype(np.int64),
    )


def _upper(values: Floats, levels: int, high: int) -> Flags:
    if not len(values):
        return np.zeros(0, dtype=bool)
    upper: Flags = values >= np.sort(values)[(high - 1) * len(values) // levels]
    return upper


def _parts(values: Floats, levels: int) -> Integers:
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    found: Integers = ranks * levels // max(len(values), 1) + 1
    return found
