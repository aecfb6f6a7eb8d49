"""Credit for conversions: published examples, and what must hold of any journeys."""

from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huoshui.insight.science.attribution import all_models, bands, markov, rules, shapley
from huoshui.insight.science.attribution.paths import of_texts
from tests.insight.science.world import journeys

TOUCHES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=6)
COUNTS = st.integers(0, 5)
ROWS = st.lists(st.tuples(TOUCHES.map(" > ".join), COUNTS, COUNTS), min_size=1, max_size=12).filter(
    lambda rows: sum(conversions for _, conversions, _ in rows) > 0
)


def by_name(paths, values):
    return {name: pytest.approx(value, abs=1e-9) for name, value in zip(paths.channels, values, strict=True)}


def credited(paths, rule):
    return by_name(paths, paths.credited(rule(paths))[0])


class TestPaths:
    def test_join_equal_journeys_and_strip_names(self):
        found = of_texts(["a>b", "a > b", " a>  b ", "b"], np.array([1.0, 2, 3, 4]))
        assert found.channels == ("a", "b")
        assert found.conversions.sum() == 10
        assert found.value.tolist() == [0] * len(found)

    def test_leave_out_touches_and_rows_of_nothing(self):
        found = of_texts(["a > > b", "", " > ", ">a"], np.array([1.0, 2, 3, 4]))
        assert found.lengths.tolist() == [2, 1]
        assert found.conversions.tolist() == [1.0, 4.0]

    def test_know_other_separators_and_chinese_names(self):
        found = of_texts(["抖音→企微", "企微"], np.ones(2), separator="→")
        assert found.channels == ("企微", "抖音")
        assert found.codes.tolist() == [1, 0, 0]


class TestRules:
    """The unit tests of `mta`, and arithmetic by hand."""

    def test_published_linear(self):
        paths = journeys(("a", 4, 0), ("a>b", 6, 0))
        assert credited(paths, rules.linear) == {"a": 7, "b": 3}
        assert credited(journeys(("a>b>c>d", 10, 0)), rules.linear) == dict.fromkeys("abcd", 2.5)

    def test_first_and_last(self):
        paths = journeys(("a>b>c", 3, 9), ("b", 2, 0))
        assert credited(paths, rules.first) == {"a": 3, "b": 2, "c": 0}
        assert credited(paths, rules.last) == {"a": 0, "b": 2, "c": 3}

    def test_last_non_direct_passes_over_direct_unless_there_is_nothing_else(self):
        paths = journeys(("a>b>Direct>direct", 3, 0), ("direct", 2, 0))
        assert credited(paths, rules.last_non_direct) == {"a": 0, "b": 3, "Direct": 0, "direct": 2}
        assert credited(paths, lambda some: rules.last_non_direct(some, {"b"})) == {
            "a": 0,
            "b": 0,
            "Direct": 0,
            "direct": 5,
        }

    def test_position(self):
        paths = journeys(("a>b>c>d", 10, 0), ("a>d", 2, 0), ("c", 1, 0))
        assert credited(paths, rules.position) == {"a": 5, "b": 1, "c": 2, "d": 5}

    def test_time_decay_halves_every_seven_days(self):
        paths = journeys(("a>b", 3, 0))
        assert credited(paths, lambda some: rules.time_decay(some, np.array([7.0, 0.0]))) == {"a": 1, "b": 2}
        assert credited(paths, lambda some: rules.time_decay(some, half_life=1.0)) == {"a": 1, "b": 2}
        assert credited(paths, lambda some: rules.time_decay(some, np.array([1e9, 1e9 - 7]))) == {"a": 1, "b": 2}


class TestMarkov:
    def test_published_toy_of_three_journeys(self):
        paths = journeys(("c1>c2>c3", 1, 0), ("c1", 0, 1), ("c2>c3", 0, 1))
        found = markov.attribute(paths)
        assert found.rate == pytest.approx(1 / 3)
        assert by_name(paths, found.removal) == {"c1": 0.5, "c2": 1, "c3": 1}
        assert by_name(paths, found.conversions) == {"c1": 0.2, "c2": 0.4, "c3": 0.4}

    def test_published_google_and_mailing(self):
        paths = journeys(("google", 2, 1), ("mailing", 1, 0), ("google>mailing", 1, 0))
        found = markov.attribute(paths)
        assert found.rate == pytest.approx(0.8)
        assert by_name(paths, found.removal) == {"google": 0.75, "mailing": 0.5}
        assert by_name(paths, found.conversions) == {"google": 2.4, "mailing": 1.6}

    @given(ROWS, st.integers(1, 4))
    def test_base_is_the_rate_that_was_seen(self, rows, order):
        paths = journeys(*rows)
        seen = paths.conversions.sum() / (paths.conversions + paths.nulls).sum()
        assert markov.attribute(paths, order=order).rate == pytest.approx(seen)

    @given(ROWS, st.integers(1, 3))
    def test_channel_of_every_journey_is_everything(self, rows, order):
        paths = journeys(*((f"z > {path}", conversions, nulls) for path, conversions, nulls in rows))
        assert markov.attribute(paths, order=order).removal[paths.channels.index("z")] == pytest.approx(1)

    @given(ROWS, st.integers(1, 3))
    def test_does_not_change_when_everything_happens_twice(self, rows, order):
        once, twice = journeys(*rows), journeys(*rows, *rows)
        assert markov.attribute(twice, order=order).removal == pytest.approx(
            markov.attribute(once, order=order).removal
        )

    @given(ROWS)
    def test_of_order_one_does_not_see_repetitions(self, rows):
        repeated = [
            (" > ".join(word for word in path.split(" > ") for _ in range(2)), *counts) for path, *counts in rows
        ]
        found = markov.attribute(journeys(*repeated))
        assert found.removal == pytest.approx(markov.attribute(journeys(*rows)).removal, abs=1e-9)

    @given(ROWS, st.integers(2, 3))
    @settings(max_examples=25)
    def test_walks_to_the_same_answer_as_it_solves(self, rows, order):
        paths = journeys(*rows)
        solved = markov.attribute(paths, order=order)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(markov, "_DENSE", 0)
            walked = markov.attribute(paths, order=order)
            patch.setattr(markov, "_LONGEST_WALK", 0)
            patch.setattr(markov, "_MOST_PAIRS", 0)
            factorized = markov.attribute(paths, order=order)
        assert walked.removal == pytest.approx(solved.removal, abs=1e-9)
        assert factorized.removal == pytest.approx(solved.removal, abs=1e-9)

    @given(ROWS)
    def test_removes_what_a_simulated_walk_would_lose(self, rows):
        """By hand for the memory of a whole journey: a removed channel loses exactly the journeys that have it."""
        paths = journeys(*rows)
        found = markov.attribute(paths, order=6)
        total = paths.conversions.sum()
        for place in range(len(paths.channels)):
            lost = sum(
                paths.conversions[row]
                for row in range(len(paths))
                if place in paths.codes[paths.starts[row] : paths.starts[row + 1]]
            )
            assert found.removal[place] == pytest.approx(lost / total)

    def test_values_have_removal_effects_of_their_own(self):
        paths = of_texts(["a", "b"], np.array([1.0, 1.0]), np.array([90.0, 10.0]), np.array([1.0, 1.0]))
        found = markov.attribute(paths)
        assert by_name(paths, found.removal_of_value) == {"a": 0.9, "b": 0.1}
        assert by_name(paths, found.value) == {"a": 90, "b": 10}


class TestShapley:
    def test_published_worked_example(self):
        paths = journeys(
            ("F", 0.2, 0), ("O", 0.1, 0), ("L", 0.17, 0), ("F>O", 0.17, 0), ("F>L", 0.3, 0), ("F>L>O", 0.06, 0)
        )
        assert credited(paths, shapley.shares) == {"F": 0.455, "L": 0.340, "O": 0.205}

    @given(ROWS)
    def test_is_the_mean_over_all_orders_of_joining(self, rows):
        paths = journeys(*rows)
        sets = [frozenset(paths.codes[paths.starts[row] : paths.starts[row + 1]]) for row in range(len(paths))]
        players = range(len(paths.channels))

        def worth(coalition):
            return sum(count for one, count in zip(sets, paths.conversions, strict=True) if one <= coalition)

        expected = []
        for player in players:
            others = [one for one in players if one != player]
            expected.append(sum(
                factorial(size) * factorial(len(others) - size) / factorial(len(others) + 1)
                * (worth(frozenset(some) | {player}) - worth(frozenset(some)))
                for size in range(len(others) + 1) for some in combinations(others, size)
            ))  # fmt: skip
        assert paths.credited(shapley.shares(paths))[0] == pytest.approx(expected)


class TestBands:
    def test_hold_what_was_found_and_shrink_with_journeys(self):
        rows = [("a>b", 30, 100), ("a", 5, 60), ("b>c", 10, 50), ("c", 4, 70)]
        few, many = journeys(*rows), journeys(*((path, 100 * yes, 100 * no) for path, yes, no in rows))
        found = markov.attribute(few)
        wide, narrow = (bands.bands(one, random=np.random.default_rng(1), repeats=100) for one in (few, many))
        assert np.all((wide.removal_low < found.removal) & (found.removal < wide.removal_high))
        assert np.all((wide.conversions_low < found.conversions) & (found.conversions < wide.conversions_high))
        shrunk = (narrow.removal_high - narrow.removal_low) / (wide.removal_high - wide.removal_low)
        assert shrunk == pytest.approx(0.1, abs=0.04)


class TestAllModels:
    @given(ROWS)
    def test_give_away_what_there_was_and_say_what_they_are(self, rows):
        paths = journeys(*rows, worth=3.0)
        found = all_models.credit(paths)
        assert [one.model for one in found] == [
            "first", "last", "last_non_direct", "linear", "position", "time_decay", "shapley", "markov",
        ]  # fmt: skip
        for one in found:
            assert one.label == "descriptive credit"
            assert one.conversions.sum() == pytest.approx(paths.conversions.sum())
            assert one.value.sum() == pytest.approx(paths.value.sum())
            assert np.all(one.conversions >= -1e-12)
