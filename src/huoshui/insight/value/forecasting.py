"""From days with purchases to what is expected of each person: fit, draws, predictions, the test on held-out days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from huoshui.insight.science.arrays import Floats, Integers
from huoshui.insight.science.value import bootstrap, gamma_gamma, holdout, purchasing
from huoshui.insight.science.value.fitting import Fit
from huoshui.insight.science.value.gamma_gamma import Spending
from huoshui.insight.science.value.purchasing import Purchasing
from huoshui.insight.science.value.summaries import DAYS_PER_WEEK, Purchases, Summaries, counted_after, summarize
from huoshui.insight.value.contract import RunAsked, TooFewBuyers

SEED = 7
"""The same orders give the same bounds."""
LEAST = 10
"""Buyers who bought again, without whom there is nothing to fit."""
AT_ONCE = 50_000
EDGES = (0.025, 0.975)
HEAVY = "金额过于悬殊：客单用收缩的中位数 spend too heavy-tailed: shrunken medians are used"
NO_DROPOUT = "看不出流失：用没有流失的模型 no drop-out visible: the model without it is used"
Told = Callable[[str, int, int], None]
"""Hears which step, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A fitted model with its draws: ``purchases[d, c]`` is expected of cell c by draw d, ``cells`` finds whose."""

    persons: Integers
    summaries: Summaries
    paid: Integers
    fitted: Purchasing
    spending: Spending | None
    draws: Floats
    spends: list[Spending]
    cells: Integers
    purchases: Floats
    weeks: float


def forecast(persons: Integers, days: Integers, fen: Floats, *, until: int, asked: RunAsked, told: Told) -> Forecast:
    """
    This will fit what was asked for to all days with a purchase up to ``until``, and draw how sure that is.

    One place per person and day, persons in ascending order; ``fen`` is what the day brought.

    :raises TooFewBuyers: if fewer than `LEAST` people bought again
    """
    names, codes = np.unique(persons, return_inverse=True)
    bought = Purchases(codes.astype(np.int64), days, fen)
    _, summaries = summarize(bought, until=until)
    again = int((summaries.frequency > 0).sum())
    if again < LEAST:
        raise TooFewBuyers(buyers=len(names), again=again, least=LEAST)
    told("fitting 拟合", 0, asked.draws)
    fitted = purchasing.fit(summaries, model=asked.model)
    spending = gamma_gamma.fit(summaries)
    random = np.random.default_rng(SEED)
    drawn = []
    for number in range(asked.draws):
        drawn.append(bootstrap.parameters(fitted, summaries, random=random, repeats=1)[0])
        told("drawing 抽样", number + 1, asked.draws)
    spends = bootstrap.spends(spending, summaries, random=random, repeats=asked.draws) if spending else []
    cells, places = _cells(summaries)
    weeks = asked.horizon_days / DAYS_PER_WEEK
    expected = [fitted.predictions.expected_purchases(parameters, cells, weeks) for parameters in drawn]
    paid = np.bincount(codes, fen, minlength=len(names)).astype(np.int64)
    return Forecast(
        names, summaries, paid, fitted, spending, np.array(drawn), spends, places, np.array(expected), weeks
    )


def predictions(found: Forecast, *, run: int) -> Iterator[list[Any]]:
    """This will give the columns of `Prediction`, some thousand people at a time."""
    for first in range(0, len(found.persons), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        of, places = _part(found.summaries, part), found.cells[part]
        model, parameters = found.fitted.predictions, found.fitted.fit.parameters
        expected = model.expected_purchases(parameters, of, found.weeks)
        drawn = found.purchases[:, places]
        spend, value, bounds = _money(found, of, expected, drawn)
        low, high = _within(np.quantile(drawn, EDGES, axis=0), expected)
        yield [
            np.full(len(of), run), found.persons[part], of.frequency.astype(np.uint32), _whole_days(of.recency),
            _whole_days(of.age), found.paid[part], model.alive(parameters, of), expected, low, high,
            model.buys_within(parameters, of, found.weeks),
            purchasing.median_wait(found.fitted, of) * DAYS_PER_WEEK, spend, value, *bounds,
        ]  # fmt: skip


def answer(found: Forecast, *, asked: RunAsked, tested: dict[str, Any] | None) -> dict[str, Any]:
    """This will tell what was fitted, how sure it is, what is expected of all, and how good it was when tested."""
    fitted, size = found.fitted, np.bincount(found.cells, minlength=found.purchases.shape[1])
    totals = found.purchases @ size
    low, high = np.quantile(totals, EDGES)
    expected = fitted.predictions.expected_purchases(fitted.fit.parameters, found.summaries, found.weeks)
    return {
        "customers": len(found.persons),
        "bought_again": int((found.summaries.frequency > 0).sum()),
        "model_asked": asked.model,
        "model": fitted.model,
        "notes": _notes(found),
        "horizon_days": asked.horizon_days,
        "fit": {**_fit(fitted.fit), **_drawn(found.draws)},
        "log_likelihood_without_dropout": fitted.nbd_fit.log_likelihood,
        "spend": _spend(found),
        "expected_purchases": {"value": float(expected.sum()), "low": float(low), "high": float(high)},
        "held_out": tested,
    }


def tested(persons: Integers, days: Integers, *, until: int, asked: RunAsked) -> dict[str, Any] | None:
    """
    This will fit the model to all but the last days, and tell what it then said against what came: in all, by how often
    people had bought, and week by week. Nothing where what is left has too few who bought again.
    """
    span = until - int(days.min()) if len(days) else 0
    held = asked.held_out_days or span // 4
    cut = until - held
    _, codes = np.unique(persons, return_inverse=True)
    bought = Purchases(codes.astype(np.int64), days, None)
    who, known = summarize(bought, until=cut)
    if held < 7 or int((known.frequency > 0).sum()) < LEAST:
        return None
    fitted = purchasing.fit(known, model=asked.model)
    model, parameters = fitted.predictions, fitted.fit.parameters
    actual = counted_after(bought, who, after=cut, until=until)
    expected = model.expected_purchases(parameters, known, held / DAYS_PER_WEEK)
    found = holdout.compare(expected, actual, frequency=known.frequency, age=known.age, horizon=held / DAYS_PER_WEEK)
    weeks = [min(end, held) for end in range(7, held + 7, 7)]
    return {
        "days": held, "customers": len(who), "model": fitted.model, "expected": found.expected, "actual": found.actual,
        "bias": _finite(found.bias), "mean_absolute_error": found.mean_absolute_error,
        "naive_absolute_error": found.naive_absolute_error, "correlation": _finite(found.correlation),
        "by_frequency": [
            {"frequency": place, "customers": int(people), "expected": _finite(hoped), "actual": _finite(came)}
            for place, (people, hoped, came) in enumerate(
                zip(found.customers_by_frequency, found.expected_by_frequency, found.actual_by_frequency, strict=True))
        ],
        "by_week": [
            {"days": end, "expected": float(model.expected_purchases(parameters, known, end / DAYS_PER_WEEK).sum()),
             "actual": float(counted_after(bought, who, after=cut, until=cut + end).sum())}
            for end in weeks
        ],
    }  # fmt: skip


def _cells(of: Summaries) -> tuple[Summaries, Integers]:
    """Customers with equal numbers once, and where each customer finds theirs."""
    rows = np.column_stack([of.frequency, of.recency, of.age])
    cells, places = np.unique(rows, axis=0, return_inverse=True)
    return Summaries(cells[:, 0], cells[:, 1], cells[:, 2]), places.ravel()


def _part(of: Summaries, part: slice) -> Summaries:
    spend = of.spend[part] if of.spend is not None else None
    return Summaries(of.frequency[part], of.recency[part], of.age[part], spend)


def _money(found: Forecast, of: Summaries, expected: Floats, drawn: Floats) -> tuple[Floats, Floats, Floats]:
    """What a purchase brings, what all are expected to, and the bounds of that."""
    if found.spending is None:
        unknown = np.full(len(of), np.nan)
        return unknown, unknown, np.array([unknown, unknown])
    spend = gamma_gamma.expected_spend(found.spending, of)
    several = np.array([gamma_gamma.expected_spend(one, of) for one in found.spends])
    value = spend * expected
    return spend, value, _within(np.quantile(drawn * several, EDGES, axis=0), value)


def _within(bounds: Floats, value: Floats) -> Floats:
    """Bounds of draws that hold the estimate itself, which few draws may all miss on one side."""
    return np.array([np.minimum(bounds[0], value), np.maximum(bounds[1], value)])


def _whole_days(weeks: Floats) -> Integers:
    return np.rint(weeks * DAYS_PER_WEEK).astype(np.int64)


def _fit(fit: Fit) -> dict[str, Any]:
    return {
        "parameters": dict(zip(fit.names, fit.parameters.tolist(), strict=True)),
        "errors": {name: _finite(one) for name, one in zip(fit.names, fit.errors.tolist(), strict=True)},
        "log_likelihood": fit.log_likelihood,
        "at_edge": fit.at_edge,
    }


def _drawn(draws: Floats) -> dict[str, Any]:
    low, high = np.quantile(draws, EDGES, axis=0)
    return {
        "draws": len(draws),
        "low": low.tolist(),
        "high": high.tolist(),
        "drawn_errors": draws.std(axis=0, ddof=1).tolist(),
    }


def _spend(found: Forecast) -> dict[str, Any] | None:
    if found.spending is None:
        return None
    told = _fit(found.spending.fit)
    return {
        **told,
        "customers": found.spending.customers,
        "correlation_with_frequency": _finite(found.spending.correlation),
        "heavy_tailed": found.spending.heavy_tailed,
    }


def _notes(found: Forecast) -> list[str]:
    notes = [] if found.fitted.dropout_visible or found.fitted.asked == "nbd" else [NO_DROPOUT]
    return [*notes, HEAVY] if found.spending is not None and found.spending.heavy_tailed else notes


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
