"""Customers in three numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.insight.science.value.summaries import Summaries, cells, counted_after, purchases, summarize, unfit
from tests.insight.science import world

BOUGHT = st.lists(st.tuples(st.integers(0, 5), st.integers(700, 760), st.integers(0, 50)), min_size=1, max_size=40)


def arrays(bought):
    return [np.array(column) for column in zip(*bought, strict=True)]


class TestSummarize:
    def test_is_the_papers_summary(self):
        codes, found = world.cdnow_customers()
        assert (len(found), int(found.frequency.sum()), int((found.frequency > 0).sum())) == (2357, 2457, 946)
        assert codes[0] == 1
        first = [found.frequency[0], found.recency[0] * 7, found.age[0] * 7]
        assert first == pytest.approx([2, 213, 272])
        assert found.spend is not None
        assert found.spend[0] == pytest.approx(22.345)

    def test_joins_what_was_bought_on_one_day(self):
        bought = purchases(np.array([3, 3, 3, 3]), np.array([10, 24, 24, 31]), np.array([1.0, 2.0, 3.0, 7.0]))
        codes, found = summarize(bought, until=38)
        assert codes.tolist() == [3]
        assert (found.frequency[0], found.recency[0], found.age[0]) == (2.0, 3.0, 4.0)
        assert found.spend is not None
        assert found.spend[0] == 6.0

    def test_has_no_spend_of_who_never_came_back(self):
        _, found = summarize(purchases(np.array([0]), np.array([10]), np.array([5.0])), until=10)
        assert found.spend is not None
        assert np.isnan(found.spend[0])
        assert (found.frequency[0], found.age[0]) == (0.0, 0.0)

    @given(BOUGHT, st.integers(700, 760))
    def test_counts_like_counting_on_fingers(self, bought, until):
        customers, days, amounts = arrays(bought)
        together = purchases(customers, days, amounts.astype(float))
        codes, found = summarize(together, until=until, unit_days=1.0)
        later = counted_after(together, codes, after=until, until=800)
        expected = {}
        for customer in sorted({c for c, day, _ in bought if day <= until}):
            seen = sorted({day for c, day, _ in bought if c == customer})
            past = [day for day in seen if day <= until]
            expected[customer] = (len(past) - 1, past[-1] - past[0], until - past[0], len(seen) - len(past))
        told = zip(found.frequency, found.recency, found.age, later, strict=True)
        assert dict(zip(codes.tolist(), told, strict=True)) == expected

    @given(BOUGHT)
    def test_can_be_true_of_customers(self, bought):
        customers, days, _ = arrays(bought)
        assert unfit(summarize(purchases(customers, days), until=760)[1]) is None


class TestCells:
    def test_hold_every_customer_once(self):
        _, customers = world.cdnow_customers()
        found = cells(customers)
        assert found.customers.sum() == 2357
        assert len(found.frequency) == 1016
        assert len({*zip(found.frequency, found.recency, found.age, strict=True)}) == 1016

    def test_thin_out_evenly(self):
        _, customers = world.cdnow_customers()
        assert len(cells(customers).thinned(100).frequency) == 93


class TestUnfit:
    @pytest.mark.parametrize(
        ("frequency", "recency", "age", "column"),
        [(-1, 0, 5, "frequency"), (1.5, 2, 5, "frequency"), (1, -2, 5, "recency"), (1, 2, -1, "T"), (1, 6, 5, "recency"),
         (0, 2, 5, "recency")],
    )  # fmt: skip
    def test_finds_who_cannot_be(self, frequency, recency, age, column):
        numbers = [np.array([1.0, frequency]), np.array([2.0, recency]), np.array([5.0, age])]
        found = unfit(Summaries(*numbers))
        assert found is not None
        assert (found[0], found[1]) == (1, column)
