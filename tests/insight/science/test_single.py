"""RFM, retention and the quality of followers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from huoshui.insight.science import follower_quality, retention, rfm

NUMBERS = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)


class TestRfm:
    @given(NUMBERS)
    def test_quantiles_are_equal_parts_whatever_the_ties(self, numbers):
        values = np.round(np.array(numbers), -5)
        found = rfm.by_quantile(values, values, values)
        for scores in (found.recency, found.frequency, found.money):
            sizes = np.bincount(scores, minlength=6)[1:]
            assert sizes.max() - sizes.min() <= 1
        for part in range(1, 5):
            lower, higher = (values[found.frequency == score] for score in (part, part + 1))
            assert not len(lower) or not len(higher) or lower.max() <= higher.min()

    def test_best_is_recent_often_and_much(self):
        days, orders, money = np.array([1.0, 400]), np.array([9.0, 1]), np.array([900.0, 5])
        found = rfm.by_quantile(days, orders, money, levels=2)
        assert found.cells().tolist() == [222, 111]
        assert found.total().tolist() == [6, 3]
        assert found.groups(high=2) == [rfm.Group.CHAMPIONS, rfm.Group.LOST]
        assert rfm.CHINESE[rfm.Group.CHAMPIONS] == "重要价值客户"

    def test_fixed_cuts_are_the_business_s_own(self):
        found = rfm.by_cuts(
            np.array([30.0, 31, 91]), np.array([1.0, 2, 5]), np.array([99.0, 100, 500]),
            recency=np.array([30.0, 90]), frequency=np.array([2.0, 5]), spend=np.array([100.0, 500]),
        )  # fmt: skip
        assert found.recency.tolist() == [3, 2, 1]
        assert found.frequency.tolist() == [1, 2, 3]
        assert found.money.tolist() == [1, 2, 3]

    def test_every_group_has_a_name_in_chinese(self):
        assert set(rfm.CHINESE) == set(rfm.Group)
        assert len(set(rfm.CHINESE.values())) == 8


class TestCohorts:
    def test_count_each_person_once_a_period(self):
        people = np.array([1, 1, 1, 2, 2, 3])
        months = np.array([5, 5, 7, 5, 6, 6])
        found = retention.cohorts(people, months)
        assert found.periods.tolist() == [5, 6]
        assert found.table.tolist() == [[2, 1, 1], [1, 0, 0]]
        assert found.shares[0].tolist() == [1.0, 0.5, 0.5]

    @given(st.lists(st.tuples(st.integers(0, 6), st.integers(3, 9)), max_size=40))
    def test_begin_with_everybody(self, seen):
        people, periods = (np.array([row[place] for row in seen], dtype=int) for place in (0, 1))
        found = retention.cohorts(people, periods)
        assert found.table[:, 0].sum() == len(set(people.tolist()))
        assert found.table.sum() == len(set(seen))


class TestRetained:
    def test_three_ways_that_differ(self):
        people = np.array([1, 1, 2, 2, 3, 4, 5])
        days = np.array([0, 7, 0, 5, 0, 0, 9])
        found = retention.retained(people, days, n=7, until=10)
        assert found.people == 4
        assert (found.classic, found.bounded, found.unbounded) == (0.25, 0.5, 0.25)

    def test_of_nobody_old_enough_is_nothing(self):
        found = retention.retained(np.array([1]), np.array([5]), n=7, until=6)
        assert found.people == 0
        assert np.isnan(found.classic)


class TestSurvival:
    def test_published_example_of_leukemia(self):
        """Freireich 1963, the treated arm: 6-MP, 21 patients, as in every textbook."""
        times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
        happened = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
        found = retention.survival(np.array(times, dtype=float), np.array(happened, dtype=bool))
        assert found.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
        assert found.share == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
        assert found.error == pytest.approx([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=1e-4)
        assert found.median == 23
        assert (found.at(5.0), found.at(6.5)) == (1.0, pytest.approx(0.857, abs=1e-3))

    def test_waits_end_at_the_second_day_or_not_yet(self):
        durations, again = retention.waits(np.array([1, 1, 1, 2, 3, 3]), np.array([0, 0, 4, 2, 3, 30]), until=10)
        assert durations.tolist() == [4.0, 8.0, 7.0]
        assert again.tolist() == [True, False, False]


class TestFollowers:
    SHARES = np.array([0.05, 0.2, 0.4, 0.7])

    @classmethod
    def planted(cls, size=8_000, seed=8):
        dice = np.random.default_rng(seed)
        channels = dice.integers(0, 4, size)
        fake = dice.random(size) < cls.SHARES[channels]
        kind = np.where(fake, 2, (dice.random(size) < 0.5).astype(int))
        age = dice.uniform(3, 120, size)
        interactions = dice.poisson(np.array([0.25, 0.015, 0.004])[kind] * dice.gamma(1.2, 1 / 1.2, size) * age)
        deliveries = dice.poisson(age / 5)
        reads = dice.binomial(deliveries, dice.beta(np.array([2, 0.5, 0.05])[kind], np.array([3, 8, 5])[kind]))
        signs = dice.random((size, 3)) < np.array([[0.05, 0.1, 0.04], [0.1, 0.2, 0.08], [0.7, 0.75, 0.3]])[kind]
        columns = (interactions, deliveries, reads, signs)
        return follower_quality.Followers(channels, age, *(one.astype(float) for one in columns)), kind

    def test_finds_the_planted_shares_of_fakes(self):
        seen, kind = self.planted()
        found = follower_quality.fit(seen, channels=4)
        told = [np.mean(kind[seen.channels == channel] == 2) for channel in range(4)]
        assert found.shares[:, 2] == pytest.approx(told, abs=0.025)
        assert found.shares.sum(axis=1) == pytest.approx(1)
        assert found.chance.sum(axis=1) == pytest.approx(1)
        fake, others = found.chance[kind == 2, 2], found.chance[kind != 2, 2]
        assert mannwhitneyu(fake, others).statistic / (len(fake) * len(others)) > 0.97  # the area under the curve
        assert found.rates == pytest.approx([0.25, 0.015, 0.004], rel=0.25)

    def test_holds_the_shares_of_a_channel_of_one(self):
        seen, _ = self.planted(2_000)
        lone = follower_quality.Followers(np.where(np.arange(2_000) == 0, 4, seen.channels), seen.age, seen.interactions,
                                          seen.deliveries, seen.reads, seen.signs)  # fmt: skip
        found = follower_quality.fit(lone, channels=6)
        overall = found.chance.mean(axis=0)
        assert found.shares[5] == pytest.approx(overall, abs=0.02)
        assert np.all(found.shares[4] < (1 + 2 * overall) / 3 + 0.01)
