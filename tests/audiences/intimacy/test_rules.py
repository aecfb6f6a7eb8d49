"""The arithmetic of intimacy: a monotone scale, trust that does not flap, weights that move within reason."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.audiences.intimacy.contract.signals import NUMBERS, SIGNALS, Part
from huoshui.audiences.intimacy.contract.values import Deed, Model, Outcome
from huoshui.audiences.intimacy.rules import fitting, trust
from huoshui.audiences.intimacy.rules.fitting import BAND, Question
from huoshui.audiences.intimacy.rules.moving import ACTIONS, suggestions
from huoshui.audiences.intimacy.rules.scale import BEGINNING, anchors_of, score_of
from huoshui.audiences.intimacy.rules.scoring import evaluate, relations, stopped_at
from huoshui.bedrock import clock
from huoshui.events import dictionary
from tests.audiences.world import DAY, HOUR, NOW

DEFAULTS = {signal.name: signal.weight for signal in SIGNALS}
_Z = st.floats(-200, 200)


def deed(signal: str, *, days: float = 0, staff: str = "", name: str = "") -> Deed:
    return Deed(int(NOW - days * DAY), signal, name, staff)


def added(staff: str, *, days: float) -> Deed:
    return deed("befriended", days=days, staff=staff, name="Contact Added")


def deleted(staff: str, *, days: float) -> Deed:
    return deed("deleted", days=days, staff=staff, name="Contact Deleted Staff")


class TestSignals:
    def test_are_events_of_the_dictionary_each_in_one_signal(self) -> None:
        events = [event for signal in SIGNALS for event in signal.events]
        assert set(events) <= dictionary.ENTRIES.keys()
        assert len(events) == len(set(events))
        assert len(NUMBERS) == len(SIGNALS) < 255

    def test_that_wear_a_relation_out_weigh_against_it_and_no_others(self) -> None:
        assert {signal.part for signal in SIGNALS if signal.weight < 0} == {Part.FATIGUE}
        assert all(signal.weight < 0 for signal in SIGNALS if signal.part == Part.FATIGUE)


class TestScale:
    @given(low=_Z, high=_Z, zs=st.lists(_Z, min_size=1, max_size=300))
    def test_rises_from_0_to_100_and_keeps_every_order(self, low: float, high: float, zs: list[float]) -> None:
        anchors, spread = anchors_of(sorted(zs))
        model = Model(1, DEFAULTS, anchors, spread)
        assert all(before < after for one, other in pairwise(anchors) for before, after in zip(one, other, strict=True))
        one, other = score_of(min(low, high), model), score_of(max(low, high), model)
        assert 0 <= one <= other <= 100

    def test_stays_at_the_beginning_when_there_is_nobody(self) -> None:
        assert anchors_of([]) == (BEGINNING.anchors, BEGINNING.spread)

    def test_is_the_share_of_people_who_are_less_close(self) -> None:
        anchors, spread = anchors_of([float(one) for one in range(1000)])
        model = Model(1, DEFAULTS, anchors, spread)
        assert [round(score_of(z, model), 6) for z in (10, 500, 555, 990)] == [1, 50, 55.5, 99]


class TestScore:
    def test_is_the_sum_of_its_parts_and_they_of_their_lines(self) -> None:
        deeds = [deed("answered", days=90), deed("answered"), deed("pushed"), deed("paid", days=3), deed("seen")]
        found = evaluate(deeds, BEGINNING, now=NOW)
        assert found.z == pytest.approx(sum(found.parts.values()))
        for part, z in found.parts.items():
            assert z == pytest.approx(sum(line.z for line in found.lines if line.signal.part == part))
        answered = next(line for line in found.lines if line.signal.name == "answered")
        assert (answered.times, answered.latest, answered.value) == (2, NOW, 1.5)
        assert answered.z == pytest.approx(20 * np.log(2.5))

    def test_gives_a_first_order_nothing_for_repeating(self) -> None:
        once = [deed("paid", days=9), deed("paid_again", days=9)]
        assert [line.signal.name for line in evaluate(once, BEGINNING, now=NOW).lines] == ["paid"]
        twice = [*once, deed("paid", days=180), deed("paid_again", days=180)]
        again = next(line for line in evaluate(twice, BEGINNING, now=NOW).lines if line.signal.name == "paid_again")
        assert (again.times, again.value) == (1, pytest.approx(0.5))

    def test_stands_still_from_the_moment_the_last_of_us_was_deleted(self) -> None:
        before = [added("a", days=50), deed("answered", days=20, staff="a"), added("b", days=40)]
        assert stopped_at([*before, deleted("a", days=9)], now=NOW) is None
        gone = [*before, deleted("a", days=9), deleted("b", days=8), deed("came", days=1)]
        found = evaluate(gone, BEGINNING, now=NOW)
        assert (found.stopped, found.at) == (True, NOW - 8 * DAY)
        assert evaluate(gone, BEGINNING, now=NOW + 300 * DAY).score == found.score
        assert not evaluate([*gone, added("b", days=2)], BEGINNING, now=NOW).stopped

    def test_speaks_of_each_member_of_staff_by_what_happened_between_the_two(self) -> None:
        handed = Deed(NOW - 5 * DAY, None, "Contact Transferred", "b", "a")
        deeds = [added("a", days=50), deed("answered", days=20, staff="a"), deed("paid"), handed, added("c", days=3)]
        found = {one.staff: one for one in relations(deeds, BEGINNING, now=NOW)}
        assert {staff: one.active for staff, one in found.items()} == {"a": False, "b": True, "c": True}
        assert [line.signal.name for line in found["a"].score.lines] == ["answered", "befriended"]
        assert found["a"].score.stopped


class TestTrust:
    @given(
        stage=st.integers(0, 3), days=st.integers(0, 30), points=st.lists(st.integers(0, 1_000_000), max_size=60),
    )  # fmt: skip
    def test_never_changes_while_the_score_moves_within_the_band(
        self, stage: int, days: int, points: list[int]
    ) -> None:
        low = trust.LEAVE[stage - 1] if stage else 0
        high = trust.ENTER[stage] - 1 if stage < 3 else 1_000_000
        now = NOW
        for one in points:
            now += DAY
            since = now - days * DAY
            assert trust.following(stage, since, low + one % (high - low + 1), now=now) == stage

    @given(points=st.lists(st.integers(0, 1_000_000), min_size=1, max_size=200))
    def test_lasts_at_least_its_dwell_and_is_always_one_that_may_be_held(self, points: list[int]) -> None:
        stage, since, now = trust.following(None, 0, points[0], now=NOW), NOW, NOW
        for one in points:
            now += DAY
            after = trust.following(stage, since, one, now=now)
            if after != stage:
                assert now - since >= trust.DWELL_MS
                assert after == 0 or one >= trust.LEAVE[after - 1]
                stage, since = after, now
            elif now - since >= trust.DWELL_MS:
                assert trust.following(None, 0, one, now=now) <= stage
                assert stage == 0 or one >= trust.LEAVE[stage - 1]

    def test_takes_more_to_enter_than_to_stay(self) -> None:
        assert all(leave < enter for leave, enter in zip(trust.LEAVE, trust.ENTER, strict=True))
        assert all(one < other for one, other in pairwise(trust.ENTER))
        assert all(enter < leave for enter, leave in zip(trust.ENTER, trust.LEAVE[1:], strict=False))


class TestSuggestions:
    @given(rng=st.randoms(use_true_random=False), reachable=st.booleans(), refused=st.booleans())
    def test_come_to_what_they_promise_and_ask_for_nothing_that_cannot_be(
        self, rng: Random, reachable: bool, refused: bool
    ) -> None:
        deeds = [added("a", days=50)] * rng.randint(0, 1) + [
            deed(rng.choice(list(NUMBERS)), days=rng.choice([0, 0.01, 1, 40])) for _ in range(rng.randint(0, 12))
        ]
        now = clock.moment(NOW)
        score = evaluate(deeds, BEGINNING, now=NOW)
        found = suggestions(deeds, score, BEGINNING, reachable=reachable, refused=refused, now=now)
        assert [one.change for one in found] == sorted((one.change for one in found), reverse=True)
        today = {one.signal for one in deeds if one.at > NOW - 11 * HOUR}  # it is eleven in Beijing
        contact = any(one.name == "Contact Added" for one in deeds) and not refused
        for one in found:
            action = next(each for each in ACTIONS if each.name == one.action)
            after = evaluate([*deeds, *(Deed(NOW, each) for each in action.signals)], BEGINNING, now=NOW)
            assert one.score == after.score > score.score
            assert one.change == after.score - score.score
            assert action.signals[0] not in today
            assert contact or (action.through == "reach" and reachable)

    def test_are_none_for_who_deleted_us(self) -> None:
        deeds = [added("a", days=50), deleted("a", days=1)]
        score = evaluate(deeds, BEGINNING, now=NOW)
        assert suggestions(deeds, score, BEGINNING, reachable=True, refused=False, now=clock.moment(NOW)) == ()

    def test_do_not_ask_for_what_lasts_until_it_has_ended(self) -> None:
        inside = [added("a", days=50), deed("joined", days=20, name="Group Joined"), deed("paid", days=9)]

        def names(deeds: list[Deed]) -> set[str]:
            score = evaluate(deeds, BEGINNING, now=NOW)
            found = suggestions(deeds, score, BEGINNING, reachable=True, refused=False, now=clock.moment(NOW))
            return {one.action for one in found}

        assert "join_group" not in names(inside)
        assert {"befriend", "buy"} & names(inside) == set()
        assert {"buy_again", "review"} <= names(inside)
        assert "join_group" in names([*inside, deed("left", days=3, name="Group Left")])


def question(rng: np.random.Generator, truth: np.ndarray, *, people: int, outcome: Outcome = Outcome.FIRST) -> Question:
    features = np.log1p(rng.gamma(0.4, 2.0, (people, len(SIGNALS))) * (rng.random((people, len(SIGNALS))) < 0.4))
    line = features @ truth
    chances = 1 / (1 + np.exp(-(0.05 * (line - line.mean()) - 2.5)))
    return Question(outcome, features, (rng.random(people) < chances).astype(float))


class TestFit:
    def test_keeps_the_defaults_below_fifty_of_either_answer(self) -> None:
        rng = np.random.default_rng(3)
        few = question(rng, np.array(list(DEFAULTS.values())), people=400)
        assert few.rarer < fitting.FEWEST
        assert fitting.learned([few]) is None

    def test_moves_weights_towards_the_truth_and_no_further_than_the_band(self) -> None:
        rng = np.random.default_rng(4)
        truth = np.array(list(DEFAULTS.values())) * rng.choice([0.8, 1.0, 1.25], len(SIGNALS))
        asked = [question(rng, truth, people=30_000, outcome=one) for one in (Outcome.FIRST, Outcome.AGAIN)]
        weights = fitting.learned(asked)
        assert weights is not None
        ratios = {name: one / DEFAULTS[name] for name, one in weights.items()}
        assert all(1 / BAND - 1e-6 <= one <= BAND + 1e-6 for one in ratios.values())
        learned, believed = np.array(list(weights.values())), np.array(list(DEFAULTS.values()))

        def apart(given: np.ndarray) -> float:
            """How far proportions are from the true ones; what all are multiplied by does not matter."""
            ratios, heavy = np.log(given / truth), np.abs(truth)
            return float(heavy @ np.abs(ratios - np.average(ratios, weights=heavy)) / heavy.sum())

        assert apart(learned) < 0.7 * apart(believed)

    def test_predicts_shares_that_come_true(self) -> None:
        rng = np.random.default_rng(5)
        truth = np.array(list(DEFAULTS.values()))
        seen, unseen = (question(rng, truth, people=20_000) for _ in range(2))
        chance = fitting.chance(seen.features @ truth, seen.answers)
        assert chance is not None
        report = fitting.report(unseen.features @ truth, unseen.answers, chance)
        assert report["ece"] < 0.01  # type: ignore[operator]
        assert report["lift"] > 1.5  # type: ignore[operator]
        assert sum(row["people"] for row in report["table"]) == 20_000  # type: ignore[attr-defined]

    @given(rows=st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=30))
    def test_ranks_by_pairs_with_ties_counting_half(self, rows: list[tuple[int, bool]]) -> None:
        scores = np.array([score for score, _ in rows], dtype=float)
        answers = np.array([answer for _, answer in rows], dtype=float)
        pairs = [(a > b) + (a == b) / 2 for a in scores[answers == 1] for b in scores[answers == 0]]
        found = fitting.auc(scores, answers)
        assert found is None if not pairs else found == pytest.approx(np.mean(pairs))
