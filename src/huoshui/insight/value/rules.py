"""The arithmetic of value: sums of cohorts as means with bounds, waits as shares, payback, RFM with money."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from huoshui.insight.science import retention, rfm
from huoshui.insight.science.arrays import Floats, Integers, sums
from huoshui.insight.value.contract import Again, Cohort, Payback, Repurchase, RfmLine, Worth

REACH = 1.959963984540054
WEEKLY = tuple(range(7, 366, 7))
"""The horizons among which payback is sought, in days."""


def cohort(key: str, label: str, row: Sequence[Any], horizons: Sequence[int]) -> Cohort:
    """This will read a cohort's sums: people, fen so far, and per horizon who was followed, fen, squares, buyers."""
    people, brought, *columns = row
    told = [_worth(days, *figures) for days, *figures in zip(horizons, *columns, strict=True)]
    return Cohort(key, label, int(people), int(brought), tuple(told))


def _worth(days: int, people: int, total: int, squares: float, buyers: int, again: int) -> Worth:
    people, total = int(people), int(total)
    if not people:
        return Worth(days, 0, 0, None, None, None, 0, 0)
    mean = total / people
    spread = max(squares - total * mean, 0.0) / (people - 1) if people > 1 else None
    half = REACH * float(np.sqrt(spread / people)) if spread is not None else None
    low, high = (None, None) if half is None else (max(mean - half, 0.0), mean + half)
    return Worth(days, people, total, mean, low, high, int(buyers), int(again))


def repurchase(persons: Integers, days: Integers, *, since: int, until: int, horizons: Sequence[int]) -> Repurchase:
    """
    This will tell how those who first bought in the days [since, until) came back; days up to ``until`` are seen.

    Persons in ascending order, each with their days in ascending order, as the warehouse gives them.
    """
    first = np.r_[True, persons[1:] != persons[:-1]] if len(persons) else np.zeros(0, dtype=bool)
    starts = days[np.flatnonzero(first)][np.cumsum(first) - 1] if len(persons) else days
    kept = starts >= since
    persons, days, first = persons[kept], days[kept], first[kept]
    _, codes = np.unique(persons, return_inverse=True)
    last = until - 1
    durations, again = retention.waits(codes.astype(np.int64), days.astype(np.int64), until=last)
    curve = retention.survival(durations, again)
    gaps = np.diff(days)[~first[1:]] if len(days) else days
    buyers = len(durations)
    within = [
        _again(curve, horizon, durations, float((again & (durations <= horizon)).sum() / buyers) if buyers else 0.0)
        for horizon in horizons
    ]
    median = curve.median if len(curve.times) else float("nan")
    return Repurchase(
        buyers=buyers,
        bought_again=int(again.sum()),
        within=tuple(within),
        median_days=None if np.isnan(median) else median,
        interval_quartiles=tuple(float(one) for one in np.quantile(gaps, (0.25, 0.5, 0.75))) if len(gaps) else None,  # type: ignore[arg-type]
    )


def _again(curve: retention.Survival, horizon: int, durations: Floats, naive: float) -> Again:
    if horizon > durations.max(initial=-1):
        return Again(horizon, None, None, None, 0, naive)
    share = 1 - curve.at(horizon)
    place = int(np.searchsorted(curve.times, horizon, side="right")) - 1
    half = REACH * float(curve.error[place]) if place >= 0 else 0.0
    at_risk = int((durations >= horizon).sum())
    return Again(horizon, share, max(share - half, 0.0), min(share + half, 1.0), at_risk, naive)


def payback(channel: str, chinese: str, *, cost_fen: int, arrivals: Cohort | None, buyers: int) -> Payback:
    """This will set what a channel cost against what its arrivals brought, at the first horizon that pays it back."""
    came, curve = (arrivals.people, arrivals.worth) if arrivals else (0, ())
    net = arrivals.net_fen if arrivals else 0
    per_arrival = cost_fen / came if came else None
    paid = [one.days for one in curve if one.mean_fen is not None and per_arrival and one.mean_fen >= per_arrival]
    return Payback(
        channel=channel,
        chinese=chinese,
        cost_fen=cost_fen,
        arrivals=came,
        buyers=buyers,
        net_fen=net,
        cost_per_arrival_fen=per_arrival if cost_fen else None,
        cac_fen=cost_fen / buyers if buyers and cost_fen else None,
        payback_days=paid[0] if paid else None,
        return_on_cost=net / cost_fen if cost_fen else None,
    )


def upper(levels: int) -> int:
    """This will give the first score above the middle level."""
    return (levels + 3) // 2


def low_parts(group: str) -> tuple[bool, bool, bool] | None:
    """This will tell which of recency, frequency and money are low in a group; nothing when there is none."""
    known = [one.value for one in rfm.Group]
    if group not in known:
        return None
    place = known.index(group)
    return bool(place & 4), bool(place & 2), bool(place & 1)


def groups(
    persons: Integers, days: Integers, fen: Floats, *, until: int, levels: int, expected: Mapping[int, float] | None
) -> tuple[RfmLine, ...]:
    """
    This will cut buyers into the eight groups of recency, frequency and money, each by whether it is in the upper part
    as `science.rfm.best` has it.

    One place per person and day with a purchase; days since are counted to the day before ``until``.
    """
    names, codes = np.unique(persons, return_inverse=True)
    size = len(names)
    if not size:
        return ()
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, codes, days)
    since = (until - 1 - last).astype(float)
    orders, money = sums(codes, np.ones(len(codes)), size), sums(codes, fen, size)
    found = np.array(rfm.named(*rfm.best(since, orders, money, levels=levels, high=upper(levels))))
    hoped = np.array([expected.get(int(name), 0.0) for name in names]) if expected is not None else None
    lines = []
    for group in rfm.Group:
        inside = found == group
        if inside.any():
            lines.append(
                RfmLine(
                    group=group.value,
                    chinese=rfm.CHINESE[group],
                    people=int(inside.sum()),
                    net_fen=int(money[inside].sum()),
                    median_days_since=float(np.median(since[inside])),
                    mean_orders=float(orders[inside].mean()),
                    expected_fen=float(hoped[inside].sum()) if hoped is not None else None,
                )
            )
    return tuple(lines)
