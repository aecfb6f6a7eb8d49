"""What `huoshui insight clv` works out."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from huoshui.app.cli import columns
from huoshui.app.cli.columns import Columns, NothingToTell, NotWritten
from huoshui.insight.science.arrays import Flags, Floats
from huoshui.insight.science.value import gamma_gamma, holdout, purchasing, summaries
from huoshui.insight.science.value.fitting import Fit
from huoshui.insight.science.value.purchasing import MODELS, Purchasing
from huoshui.insight.science.value.summaries import Purchases, Summaries

__all__ = ["MODELS", "Asked", "Named", "of_summary", "of_transactions"]

YEAR_WEEKS = 52.0
SUMMARY = ("frequency", "recency", "T")
NO_DROPOUT = "no drop-out visible: nobody seems to have left, NBD is used 看不到流失，改用 NBD"
ALIKE = "customers hardly differ in what they spend: everybody's mean is used 客单几乎没有差别，用全体均值"
HEAVY = "spend too heavy-tailed for Gamma-Gamma: shrunken medians are used 客单分布尾部过重，改用收缩中位数"
FEW = 50
DOUBT = "only {buyers} bought again: read nothing into parameters and predictions 复购的人太少，参数和预测都不可靠"
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to forecast, and where customers go."""

    model: str
    horizon: float | None
    output: Path | None


@dataclass(frozen=True, slots=True)
class Named:
    """The columns of a file of transactions; no amount is empty."""

    identifier: str
    date: str
    amount: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the customers of a file before anything is fitted."""

    file: str
    names: list[str]
    summaries: Summaries
    facts: dict[str, Any]
    actual: Floats | None = None
    held_out: float = 0.0


def of_transactions(file: Path, named: Named, end: int | None, asked: Asked, told: Told) -> dict[str, Any]:
    """
    This will answer from orders or lines of orders, up to the day ``end``; the last day of the file if none is given.

    :raises NoSuchColumn, RowUnreadable, CellUnreadable: if the file cannot be read
    :raises NothingToTell: if nobody bought, or nobody twice
    :raises NotWritten: if the customers cannot be written where they should
    """
    parts = columns.factors(named.amount) if named.amount else []
    table = columns.read(file, [named.identifier, named.date, *parts], told=lambda rows: told(f"{rows:,} rows 行"))
    names, codes = columns.encode(table.text(named.identifier))
    days = table.days(named.date)
    figures = [table.numbers(part) for part in parts]
    amounts = np.prod(figures, axis=0) if figures else None
    someone = np.array([bool(name) for name in names], dtype=bool)[codes]
    kept = someone & _sold(figures)
    if not kept.any():
        raise NothingToTell(file=table.file, why="no row is a purchase of somebody")
    bought = summaries.purchases(codes[kept], days[kept], None if amounts is None else amounts[kept])
    last = int(bought.days.max())
    known = _known(table, names, bought, last if end is None else end, last)
    rows = {
        "rows": len(table),
        "rows_without_id": int((~someone).sum()),
        "rows_not_sold": int((someone & ~kept).sum()),
    }
    return _answer(known, {**rows, "unit": "week"}, asked, told)


def _sold(figures: list[Floats]) -> Flags | bool:
    """Below zero is a return; of quantity and price neither may be zero, while a whole order may cost nothing."""
    if len(figures) == 1:
        return figures[0] >= 0
    return np.all([figure > 0 for figure in figures], axis=0) if figures else True


def _known(table: Columns, names: list[str], bought: Purchases, end: int, last: int) -> Known:
    found, numbers = summaries.summarize(bought, until=end)
    if not len(found):
        raise NothingToTell(file=table.file, why=f"nobody bought by {date.fromordinal(end)}")
    facts = {"calibration_end": date.fromordinal(end).isoformat(), "last_day": date.fromordinal(last).isoformat()}
    held_out = max(0, last - end) / summaries.DAYS_PER_WEEK  # of a file that ends earlier nothing was held back
    actual = summaries.counted_after(bought, found, after=end, until=last) if last > end else None
    return Known(table.file, [names[code] for code in found], numbers, facts, actual, held_out)


def of_summary(file: Path, identifier: str, amount: str, asked: Asked, told: Told) -> dict[str, Any]:
    """
    This will answer from one row per customer: frequency, recency, T, and the mean amount of a repeat if named.

    :raises NoSuchColumn, RowUnreadable, CellUnreadable: if the file cannot be read, or says what cannot be
    :raises NothingToTell: if there is nobody, or nobody who bought again
    """
    wanted = [identifier, *SUMMARY, *([amount] if amount else [])]
    table = columns.read(file, wanted, told=lambda rows: told(f"{rows:,} rows 行"))
    spend = table.numbers(amount, least=0, empty=0.0) if amount else None
    frequency, recency, age = (table.numbers(column) for column in SUMMARY)
    numbers = Summaries(frequency, recency, age, spend)
    if wrong := summaries.unfit(numbers):
        place, column, wanted_there = wrong
        raise table.wrong(place, column, wanted_there)
    if not len(numbers):
        raise NothingToTell(file=table.file, why="no row is a customer")
    return _answer(
        Known(table.file, table.text(identifier), numbers, {}),
        {"rows": len(table), "unit": "as in the file"},
        asked,
        told,
    )


def _answer(known: Known, facts: dict[str, Any], asked: Asked, told: Told) -> dict[str, Any]:
    repeaters = int((known.summaries.frequency > 0).sum())
    if not repeaters:
        raise NothingToTell(file=known.file, why="nobody bought on a second day, so nothing says how often people do")
    fits = {}
    for model in MODELS:
        told(f"fitting 拟合 {model}")
        fits[model] = purchasing.fit(known.summaries, model=model)
    fitted = fits[asked.model]
    spending = gamma_gamma.fit(known.summaries)
    horizon = asked.horizon or known.held_out or YEAR_WEEKS
    told("forecasting 预测")
    answer = {
        "file": known.file,
        **known.facts,
        **facts,
        "customers": len(known.summaries),
        "repeat_customers": repeaters,
        "asked": asked.model,
        "model": fitted.model,
        "dropout_visible": fitted.dropout_visible,
        "note": None if fitted.dropout_visible or asked.model == "nbd" else NO_DROPOUT,
        "doubt": DOUBT.format(buyers=repeaters) if repeaters < FEW else None,
        **_told_fit(fitted.fit),
        "models": {
            name: {**_told_fit(one.asked_fit), "dropout_visible": one.dropout_visible} for name, one in fits.items()
        },
        "spend": _told_spend(spending),
        "horizon": horizon,
        "holdout": _told_holdout(known, fitted),
    }
    customers = _customers(known, fitted, spending, horizon)
    if asked.output is None:
        return {**answer, "predictions": list(_rows(customers))}
    _write(asked.output, customers)
    return {**answer, "predictions_file": str(asked.output)}


def _told_fit(fit: Fit) -> dict[str, Any]:
    named = {"parameters": fit.parameters, "errors": fit.errors, "low": fit.lower, "high": fit.upper}
    told: dict[str, Any] = {name: dict(zip(fit.names, values.tolist(), strict=True)) for name, values in named.items()}
    return {**told, "log_likelihood": fit.log_likelihood}


def _told_spend(spending: gamma_gamma.Spending | None) -> dict[str, Any] | None:
    if spending is None:
        return None
    note = HEAVY if spending.heavy_tailed else ALIKE if spending.alike else None
    return {
        **_told_fit(spending.fit),
        "customers": spending.customers,
        "correlation_with_frequency": spending.correlation,
        "heavy_tailed": spending.heavy_tailed,
        "note": note,
    }


def _told_holdout(known: Known, fitted: Purchasing) -> dict[str, Any] | None:
    if known.actual is None:
        return None
    expected = fitted.predictions.expected_purchases(fitted.fit.parameters, known.summaries, known.held_out)
    found = holdout.compare(
        expected,
        known.actual,
        frequency=known.summaries.frequency,
        age=known.summaries.age,
        horizon=known.held_out,
    )
    return {
        "weeks": known.held_out,
        "expected": found.expected,
        "actual": found.actual,
        "bias": found.bias,
        "mean_absolute_error": found.mean_absolute_error,
        "naive_absolute_error": found.naive_absolute_error,
        "correlation": found.correlation,
        "by_frequency": [
            {"frequency": f"{place}+" if place == holdout.GROUPS - 1 else str(place), "customers": people,
             "expected": mean, "actual": came}
            for place, (people, mean, came) in enumerate(
                zip(found.customers_by_frequency.tolist(), found.expected_by_frequency.tolist(),
                    found.actual_by_frequency.tolist(), strict=True))
        ],
    }  # fmt: skip


def _customers(
    known: Known, fitted: Purchasing, spending: gamma_gamma.Spending | None, horizon: float
) -> dict[str, list[Any]]:
    of, parameters, model = known.summaries, fitted.fit.parameters, fitted.predictions
    expected = model.expected_purchases(parameters, of, horizon)
    found = {
        "frequency": of.frequency,
        "recency": of.recency,
        "T": of.age,
        "probability_alive": model.alive(parameters, of),
        "expected_purchases": expected,
        "probability_buys": model.buys_within(parameters, of, horizon),
        "median_wait": purchasing.median_wait(fitted, of),
    }
    if spending is not None:
        spend = gamma_gamma.expected_spend(spending, of)
        found |= {"expected_spend": spend, "value": spend * expected}
    return {"id": known.names, **{name: values.tolist() for name, values in found.items()}}


def _rows(customers: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for row in zip(*customers.values(), strict=True):
        yield dict(zip(customers, row, strict=True))


def _write(path: Path, customers: dict[str, list[Any]]) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark lets spreadsheets read Chinese
            writer = csv.writer(file)
            writer.writerow(customers)
            writer.writerows(zip(*customers.values(), strict=True))
    except OSError as error:
        raise NotWritten(file=path, why=error.strerror) from None
