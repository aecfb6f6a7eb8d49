"""The rounds' evaluator: it means what the evaluator in memory means, and is never late."""

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huoshui.audiences.membership.rules.dues import NEVER, Schedule
from huoshui.audiences.membership.rules.plan import planned
from huoshui.audiences.rules.memory import judge
from tests.audiences import strategies
from tests.audiences.world import DAY, HOUR, MINUTE, NOW

from .crowds import answers_of, crowd_of, plan_of

SEGMENTS = 12
LATER = [0, 1, 1000, MINUTE, HOUR - 1, HOUR, HOUR + 1, 3 * HOUR, DAY, DAY + 1, 7 * DAY, 50 * DAY]


class TestAnswers:
    @settings(max_examples=40)
    @given(rng=st.randoms(use_true_random=True))
    def test_are_those_of_the_evaluator_in_memory_at_every_moment(self, rng: Random) -> None:
        market = strategies.market(rng)
        plan = plan_of(*(strategies.condition(rng) for _ in range(SEGMENTS)))
        for now in (NOW, NOW + rng.choice(LATER)):
            wanted = np.array([[rng.random() < 0.8 for _ in market.people] for _ in plan.watches], dtype=bool)
            wanted = wanted.reshape(len(plan.watches), len(market.people))
            answers = answers_of(crowd_of(market, plan, now=NOW), now=now, wanted=wanted)
            for place, watch in enumerate(plan.watches):
                for column, number in enumerate(market.people):
                    if wanted[place, column]:
                        met = judge(watch.tree, market.person(number), now=now).met
                        assert answers[place, column] == met, watch.tree

    def test_of_nobody_there_are_none(self) -> None:
        assert planned([]).names == ()


class TestDues:
    @settings(max_examples=60)
    @given(rng=st.randoms(use_true_random=True))
    def test_come_before_any_answer_changes_by_time(self, rng: Random) -> None:
        market = strategies.market(rng)
        plan = plan_of(*(strategies.condition(rng) for _ in range(SEGMENTS)))
        crowd = crowd_of(market, plan, now=NOW)
        due = Schedule.of(plan, now=NOW).next_dues(crowd, now=NOW)
        all_of_it = np.ones((len(plan.watches), len(market.people)), dtype=bool)
        before = answers_of(crowd, now=NOW, wanted=all_of_it)
        for later in LATER:
            after = answers_of(crowd, now=NOW + later, wanted=all_of_it)
            early = due > NOW + later
            assert (before[:, early] == after[:, early]).all(), [
                plan.watches[place].tree for place in np.flatnonzero((before != after)[:, early].any(axis=1))
            ]

    def test_of_once_in_ten_minutes_is_ten_minutes_after_the_last_time(self) -> None:
        market = strategies.market(Random(1))
        market.deeds = [(1, strategies.Deed(NOW - ago, "签到")) for ago in (9 * MINUTE, 2 * MINUTE)]
        market.people = {1: {}}
        within = {"within": {"last": "10m"}, "events": ["签到"]}
        for test, due in (((">=", 1), 8), (("=", 0), 8), ((">=", 2), 1)):
            asked = {"kind": "did", **within, "test": {"type": "number", "op": test[0], "value": test[1]}}
            plan = plan_of(asked)
            crowd = crowd_of(market, plan, now=NOW)
            assert Schedule.of(plan, now=NOW).next_dues(crowd, now=NOW).tolist() == [NOW + due * MINUTE]

    def test_of_what_never_ends_is_never(self) -> None:
        market = strategies.market(Random(1))
        market.deeds = [(1, strategies.Deed(NOW - HOUR, "签到"))]
        market.people, market.sales, market.facts = {1: {}}, [], {}
        plan = plan_of({"kind": "did", "events": ["签到"]}, {"kind": "known"})
        crowd = crowd_of(market, plan, now=NOW)
        assert Schedule.of(plan, now=NOW).next_dues(crowd, now=NOW).tolist() == [NEVER]
