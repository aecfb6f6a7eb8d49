"""Published customers and small made-up journeys, as arrays."""

import csv
import gzip
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from huoshui.insight.science.attribution.paths import Paths, of_texts
from huoshui.insight.science.value.summaries import Purchases, Summaries, purchases, summarize

FIXTURES = Path(__file__).parent / "fixtures"
CALIBRATED = date(1997, 9, 30).toordinal()
HELD_OUT_WEEKS = 39


@cache
def cdnow() -> Purchases:
    """The purchases of the 1/10 sample of CDNOW."""
    rows = _rows("cdnow_sample.csv.gz")
    days = [date(int(row["date"][:4]), int(row["date"][4:6]), int(row["date"][6:])).toordinal() for row in rows]
    ids = np.array([int(row["id"]) for row in rows])
    return purchases(ids, np.array(days), np.array([float(row["amount"]) for row in rows]))


@cache
def cdnow_customers() -> tuple[np.ndarray, Summaries]:
    """The same customers after 39 weeks."""
    return summarize(cdnow(), until=CALIBRATED)


@cache
def online_retail() -> tuple[Summaries, np.ndarray]:
    """Customers of a shop without visible drop-out, and what they did in the 26 weeks after."""
    rows = _rows("online_retail_customers.csv.gz")
    columns = [
        np.array([float(row[name]) for row in rows]) for name in ("frequency", "recency_days", "age_days", "later")
    ]
    return Summaries(columns[0], columns[1] / 7, columns[2] / 7), columns[3]


@cache
def online_retail_months() -> list[tuple[int, int, bool]]:
    """Customer, month counted through from year 0, and whether they bought in it: all of UCI Online Retail."""
    rows = _rows("online_retail_months.csv.gz")
    months = [int(row["month"][:4]) * 12 + int(row["month"][5:]) - 1 for row in rows]
    return [(int(row["customer"]), at, row["sold"] == "1") for row, at in zip(rows, months, strict=True)]


def one(frequency: float, recency: float, age: float) -> Summaries:
    return Summaries(np.array([frequency]), np.array([recency]), np.array([age]))


def journeys(*rows: tuple[str, float, float], worth: float = 1.0) -> Paths:
    """Rows of path, conversions and nulls; a conversion brings ``worth``."""
    texts, conversions, nulls = zip(*rows, strict=True)
    converted = np.array(conversions, dtype=float)
    return of_texts(list(texts), converted, converted * worth, np.array(nulls, dtype=float))


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(FIXTURES / name, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))
