"""Experiments: published figures, and what must hold of any people."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.insight.science.experiments import checks, comparison, cuped, planning, uplift
from huoshui.insight.science.experiments.arms import Arm, arm, arm_of_counts, is_binary

P = st.lists(st.floats(0, 1), min_size=1, max_size=10)


class TestArm:
    @given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
    def test_has_the_mean_and_variance_of_its_people(self, outcomes):
        values = np.array(outcomes)
        found = arm(values)
        assert found.mean == pytest.approx(values.mean(), abs=1e-6)
        assert found.variance == pytest.approx(values.var(ddof=1), rel=1e-6, abs=1e-2)

    def test_of_counts_is_that_of_zeros_and_ones(self):
        values = np.array([1.0, 0, 0, 1, 1])
        assert is_binary(values)
        assert arm_of_counts(3, 5).variance == pytest.approx(arm(values).variance)

    def test_of_nobody_has_no_mean(self):
        assert np.isnan(arm(np.zeros(0)).mean)


class TestMeans:
    def test_published_lift_and_always_valid_interval(self):
        """The fixture of the tests of GrowthBook's statistics."""
        found = comparison.compare_means(
            Arm(3000, 1396.87, 52377.9767), Arm(3461, 2422.7, 134698.29), expected_units=1000
        )
        assert (found.lift.value, found.lift.error) == (
            pytest.approx(0.50336, abs=1e-5),
            pytest.approx(0.33341, abs=1e-5),
        )
        always = (found.always_lift.low, found.always_lift.high)
        assert always == (pytest.approx(-0.55844, abs=1e-5), pytest.approx(1.56516, abs=1e-5))

    def test_published_example_of_welch(self):
        """Student's sleep data, as in the manual of R."""
        one = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
        other = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
        found = comparison.compare_means(arm(one), arm(other)).difference
        assert found.p == pytest.approx(0.07939, abs=1e-5)
        assert (found.low, found.high) == (pytest.approx(-0.2054832, abs=1e-6), pytest.approx(3.3654832, abs=1e-6))

    def test_that_cannot_be_told_are_nothing(self):
        found = comparison.compare_means(arm(np.array([1.0])), arm(np.array([2.0, 3.0])))
        assert np.isnan(
            [found.difference.error, found.difference.p, found.lift.value, found.always_difference.low]
        ).all()
        assert np.isnan(comparison.compare_means(Arm(5, 0.0, 0.0), Arm(5, 3.0, 3.0)).lift.value)

    def test_without_any_spread_are_certain(self):
        found = comparison.compare_means(arm(np.ones(3)), arm(np.ones(3) * 2)).difference
        assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


class TestShares:
    def test_published_interval_of_newcombe(self):
        found = comparison.compare_shares(arm_of_counts(48, 80), arm_of_counts(56, 70)).difference
        assert (found.low, found.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))

    def test_published_interval_of_wilson(self):
        low, high = comparison.wilson(arm_of_counts(81, 263))
        assert (low, high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))

    def test_pooled_test_by_hand(self):
        found = comparison.compare_shares(arm_of_counts(100, 1000), arm_of_counts(130, 1000)).difference
        error = (0.115 * 0.885 * 2 / 1000) ** 0.5
        assert (found.value, found.error) == (pytest.approx(0.03), pytest.approx(error))
        assert found.p == pytest.approx(0.03549, abs=1e-5)

    @given(st.integers(0, 50), st.integers(0, 50))
    def test_intervals_stay_within_what_is_possible(self, few, many):
        found = comparison.compare_shares(arm_of_counts(few, 50), arm_of_counts(many, 50)).difference
        assert -1 <= found.low <= found.value + 1e-12
        assert found.value - 1e-12 <= found.high <= 1


class TestAlwaysValid:
    def test_seldom_alarms_though_looked_at_a_hundred_times(self):
        dice = np.random.default_rng(11)
        naive = always = 0
        for _ in range(200):
            yes = dice.random((2, 5000)) < 0.2
            looks = [sum_of(yes[:, : 50 * look]) for look in range(1, 101)]
            naive += any(one.difference.p < 0.05 for one in looks)
            always += any(one.always_difference.p < 0.05 for one in looks)
        assert naive > 50
        assert always <= 14

    @given(st.floats(-3, 3), st.integers(10, 10**6))
    def test_p_and_interval_say_the_same(self, value, units):
        found = comparison.always_valid(value, 0.5, units, alpha=0.05, expected_units=5000)
        assert (found.p < 0.05) == (found.low > 0 or found.high < 0)

    def test_is_narrowest_about_where_it_was_meant_to_be(self):
        widths = {
            expected: comparison.always_valid(0, 1.0, 10_000, alpha=0.05, expected_units=expected).high
            for expected in (100, 10_000, 10**6)
        }
        assert min(widths, key=lambda one: widths[one]) == 10_000


def sum_of(yes):
    return comparison.compare_shares(*(arm_of_counts(int(row.sum()), len(row)) for row in yes))


class TestCuped:
    def test_takes_out_what_was_known(self):
        dice = np.random.default_rng(2)
        before = dice.normal(size=20_000)
        outcomes = 0.7 * before + np.sqrt(1 - 0.49) * dice.normal(size=20_000) + 3
        found = cuped.adjust(outcomes, before)
        assert found.outcomes.var() / outcomes.var() == pytest.approx(0.51, abs=0.02)
        assert found.kept == pytest.approx(found.outcomes.var() / outcomes.var())
        assert found.outcomes.mean() == pytest.approx(outcomes.mean())

    def test_takes_new_people_for_average_and_a_constant_for_nothing(self):
        outcomes = np.array([1.0, 2, 3, 9])
        found = cuped.adjust(outcomes, np.array([1.0, 2, 3, nan]))
        assert found.outcomes[3] == 9
        assert cuped.adjust(outcomes, np.ones(4)).outcomes.tolist() == outcomes.tolist()
        assert cuped.adjust(outcomes, np.full(4, nan)).theta == 0


class TestPlanning:
    """Evan Miller's calculator."""

    @pytest.mark.parametrize(("base", "change", "units"), [(0.05, 0.01, 7663), (0.05, 0.03, 894), (0.2, 0.05, 1030)])
    def test_published_sizes(self, base, change, units):
        assert planning.units_for_shares(base, change) == units

    def test_is_read_in_both_directions(self):
        assert planning.smallest_change_of_share(0.05, 7663) == pytest.approx(0.01, abs=1e-6)
        assert planning.power_for_shares(0.05, 0.01, 7663) == pytest.approx(0.8, abs=1e-5)
        units = planning.units_for_means(10.0, 1.0)
        assert units == 1570
        assert planning.smallest_change_of_mean(10.0, units) == pytest.approx(1.0, abs=1e-3)
        assert planning.smallest_change_of_share(0.5, 3) == 0.5


class TestSampleRatio:
    def test_alarms_where_a_split_is_not_the_planned_one(self):
        assert checks.sample_ratio([821_588, 815_482]).mismatch
        assert not checks.sample_ratio([5_040, 4_960]).mismatch
        assert not checks.sample_ratio([9_010, 990], [0.9, 0.1]).mismatch
        assert checks.sample_ratio([821_588, 815_482]).statistic == pytest.approx(22.774, abs=1e-3)


class TestManyTests:
    def test_by_hand(self):
        assert checks.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
        assert checks.benjamini_hochberg([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])

    @given(P)
    def test_only_raise_and_keep_the_order(self, p):
        raw = np.array(p)
        holm, rate = checks.holm(p), checks.benjamini_hochberg(p)
        assert np.all(raw <= rate + 1e-15)
        assert np.all(rate <= holm + 1e-12)
        assert np.all(holm <= 1)
        order = np.argsort(raw, kind="stable")
        assert np.all(np.diff(holm[order]) >= 0)


class TestUplift:
    @staticmethod
    def people(size=8000, effect=0.2, seed=4):
        dice = np.random.default_rng(seed)
        score, treated = dice.random(size), dice.random(size) < 0.5
        chance = 0.2 + effect * treated * (score > 0.7)
        return score, (dice.random(size) < chance).astype(float), treated

    def test_of_a_good_ranking_is_surely_above_nothing(self):
        score, outcomes, treated = self.people()
        found = uplift.qini(score, outcomes, treated, random=np.random.default_rng(0), repeats=60)
        assert found.low > 0
        assert found.low < found.coefficient < found.high
        assert 0 < found.normalized < 1
        assert found.extra_at(0.3) / (0.3 * 8000 / 2) == pytest.approx(0.2, abs=0.04)

    def test_of_a_useless_ranking_is_not(self):
        _, outcomes, treated = self.people()
        chance = np.random.default_rng(9).random(len(outcomes))
        found = uplift.qini(chance, outcomes, treated, random=np.random.default_rng(0), repeats=60)
        assert found.low < 0 < found.high

    def test_of_the_perfect_ranking_is_one(self):
        _, outcomes, treated = self.people(400)
        best = outcomes * treated - outcomes * ~treated
        found = uplift.qini(best, outcomes, treated, random=np.random.default_rng(0), repeats=0)
        assert found.normalized == pytest.approx(1)
        assert np.isnan(found.low)

    def test_curve_by_hand(self):
        score = np.array([4.0, 3, 2, 1])
        found = uplift.qini(score, np.array([1.0, 0, 0, 1]), np.array([True, False, True, False]),
                            random=np.random.default_rng(0), repeats=0)  # fmt: skip
        assert found.share.tolist() == [0, 0.25, 0.5, 0.75, 1]
        assert found.extra.tolist() == [0, 1, 1, 1, 0]
        assert found.coefficient == pytest.approx(0.75 / 4)

    def test_by_segment_finds_who_it_worked_for(self):
        score, outcomes, treated = self.people()
        found = uplift.by_segment(outcomes, treated, uplift.levels(score, 4))
        assert [one.segment for one in found] == [0, 1, 2, 3]
        assert found[3].p < 0.001
        assert found[3].comparison.difference.value == pytest.approx(0.2, abs=0.05)
        assert min(one.p for one in found[:2]) > 0.05
        assert all(one.p >= one.comparison.difference.p for one in found)

    def test_by_segment_leaves_open_what_cannot_be_told(self):
        found = uplift.by_segment(
            np.array([1.0, 0, 1, 0]), np.array([True, False, True, False]), np.array([0, 0, 0, 1])
        )
        assert np.isnan(found[1].p)
        assert found[1].comparison.treatment.units == 0
        assert found[0].comparison.control.mean < inf
