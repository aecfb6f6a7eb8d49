"""What purchases bring."""

import numpy as np
import pytest

from huoshui.insight.science.value import gamma_gamma
from huoshui.insight.science.value.summaries import Summaries
from tests.insight.science import world


@pytest.fixture(scope="module")
def spending():
    return gamma_gamma.fit(world.cdnow_customers()[1])


def customers(frequency, spend):
    x = np.array(frequency, dtype=float)
    return Summaries(x, x, x + 1, np.array(spend, dtype=float))


class TestPublished:
    """Fader and Hardie 2013, by way of CLVTools and lifetimes."""

    def test_fit(self, spending):
        assert spending.customers == 946
        assert spending.fit.log_likelihood == pytest.approx(-4055.9177, abs=1e-3)
        assert spending.fit.parameters == pytest.approx([6.25, 3.74, 15.44], abs=0.01)
        assert not spending.heavy_tailed
        assert abs(spending.correlation) < 0.15

    def test_conditional_means_of_the_first_ten(self, spending):
        found = gamma_gamma.expected_spend(spending, world.cdnow_customers()[1])[:10]
        published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
        assert found == pytest.approx(published, abs=0.1)


class TestFit:
    def test_does_not_depend_on_the_currency(self, spending):
        _, known = world.cdnow_customers()
        assert known.spend is not None
        fen = Summaries(known.frequency, known.recency, known.age, known.spend * 100)
        found = gamma_gamma.fit(fen)
        assert found is not None
        assert found.fit.parameters == pytest.approx(spending.fit.parameters * [1, 1, 100], rel=1e-4)

    def test_knows_its_slopes(self):
        x, spend = np.array([1.0, 2, 7, 7]), np.array([3.0, 20, 5, 9])
        likelihood, at = gamma_gamma.likelihood(x, spend), np.array([2.0, 3.0, 4.0])
        steps = np.eye(3) * 1e-5
        slopes = [(likelihood(at + h)[0] - likelihood(at - h)[0]) / 2e-5 for h in steps]
        assert likelihood(at)[1] == pytest.approx(slopes, rel=1e-5)

    def test_needs_three_who_bought_again(self):
        assert gamma_gamma.fit(customers([1, 0, 2], [5, np.nan, 6])) is None
        assert gamma_gamma.fit(Summaries(*[np.ones(3)] * 3)) is None


class TestHeavyTails:
    def test_shrink_medians_instead(self):
        dice = np.random.default_rng(1)
        x = np.ones(300)
        found = gamma_gamma.fit(customers(x, np.exp(dice.normal(4, 0.01, 300))))
        assert found is not None
        assert found.heavy_tailed
        told = gamma_gamma.expected_spend(found, customers([0, 1, 9], [np.nan, 30, 30]))
        assert told[0] == pytest.approx(found.shrinkage.median)
        assert 30 <= told[2] <= told[1] <= told[0]

    def test_are_not_found_where_customers_spend_alike(self):
        dice = np.random.default_rng(2)
        x = dice.integers(1, 9, 500).astype(float)
        found = gamma_gamma.fit(customers(x, np.array([dice.uniform(50, 500, int(n)).mean() for n in x])))
        assert found is not None
        assert (found.alike, found.heavy_tailed) == (True, False)
        told = gamma_gamma.expected_spend(found, customers([0, 1, 9], [np.nan, 60, 480]))
        assert told == pytest.approx([275, 275, 275], rel=0.03)
