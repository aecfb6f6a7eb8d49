"""UCI Online Retail: its published cohort table, by the arithmetic on arrays and by a question about retention."""

from datetime import UTC, datetime

import numpy as np
import pytest

from huoshui.app.platform import Platform
from huoshui.audiences.rules.person import Deed
from huoshui.insight.science import retention
from tests.audiences.world import Market
from tests.insight.science.world import online_retail_months

from . import world
from .world import question

ALL_ROWS = (948, 362, 317, 367, 341, 376, 360, 336, 336, 374, 354, 474, 260)
"""The cohort of December 2010 in the table that courses print: every row with a customer."""
SALES_ONLY = (885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235)
"""Of rows that are sales; 4,338 customers have any."""


def months(*, sales_only: bool) -> list[tuple[int, int]]:
    return [(customer, month) for customer, month, sold in online_retail_months() if sold or not sales_only]


@pytest.mark.parametrize(("sales_only", "people", "december"), [(False, 4372, ALL_ROWS), (True, 4338, SALES_ONLY)])
class TestTheCohortsOfOnlineRetail:
    def test_are_the_published_ones(self, sales_only: bool, people: int, december: tuple[int, ...]) -> None:
        customers, at = (np.array(column) for column in zip(*months(sales_only=sales_only), strict=True))
        found = retention.cohorts(customers, at)
        assert tuple(found.table[0]) == december
        assert found.table[:, 0].sum() == people
        assert found.shares[0, 1] == pytest.approx(december[1] / december[0])

    async def test_are_what_a_question_answers(
        self,
        platform: Platform,
        sales_only: bool,
        people: int,
        december: tuple[int, ...],
    ) -> None:
        made = Market()
        for customer, month in months(sales_only=sales_only):
            day = datetime(month // 12, month % 12 + 1, 1, 0, 30, tzinfo=UTC)  # London's first, New York's last
            made.deeds.append((customer, Deed(int(day.timestamp() * 1000), "Order Completed")))
        await world.settle(platform, made)
        period = {"from": "2010-12-01", "to": "2012-01-01"}
        asked = question(
            kind="retention", period=period, zone="Europe/London", start={"events": ["Order Completed"]},
            granularity="month", ages=12,
        )  # fmt: skip
        (line,) = (await world.answer(platform, asked)).lines
        assert tuple(int(one.figure.numerator) for one in line.cohorts[0].returns) == december
        assert line.people == people
