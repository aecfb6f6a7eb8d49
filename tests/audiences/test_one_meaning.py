"""Two evaluators, one meaning: what ClickHouse says of everybody is what memory says person by person."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import Scope
from huoshui.app.platform import Platform
from huoshui.audiences.contract.language import Definition

from . import strategies
from .world import clear, found, members

SEGMENTS = 14
"""Asked in one query, as many conditions of one segment are."""
ALONE = 4
"""Of these, asked once more alone: who is in just one segment is asked in another way."""


def both(rng: Random) -> strategies.Node:
    """Conditions of several tables that must all be met, some of them by neither of two."""

    def loose() -> strategies.Node:
        one, other = (strategies.condition(rng, deep=1) for _ in range(2))
        return {"kind": "any", "of": [one, {"kind": "not", "of": other}]} if rng.random() < 0.7 else one

    of = [loose() for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.6:
        of.append({"kind": "not", "of": {"kind": "any", "of": [strategies.condition(rng, deep=0) for _ in range(2)]}})
    return {"kind": "all", "of": of}


class TestTheLaw:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_both_evaluators_find_the_same_people(self, platform: Platform, rng: Random) -> None:
        market = strategies.market(rng)
        nodes = [strategies.condition(rng) for _ in range(SEGMENTS)]
        asked = [Definition.model_validate({"version": 1, "where": node}).where for node in nodes]
        await clear(platform)
        await market.fill(platform)
        await market.name(platform)
        for units, scope in ((None, Scope(None)), ((1,), Scope((1,)))):
            answers = await found(platform, *asked, scope=scope)
            for node, condition, people in zip(nodes, asked, answers, strict=True):
                assert people == market.by_hand(condition, units=units), (units, node)
            for condition, people in zip(asked[:ALONE], answers, strict=False):
                assert await members(platform, condition, scope=scope) == people

    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_who_meets_several_is_found_table_by_table(self, platform: Platform, rng: Random) -> None:
        market = strategies.market(rng)
        nodes = [both(rng) for _ in range(ALONE)]
        await clear(platform)
        await market.fill(platform)
        await market.name(platform)
        for node in nodes:
            condition = Definition.model_validate({"version": 1, "where": node}).where
            for units, scope in ((None, Scope(None)), ((1,), Scope((1,)))):
                assert await members(platform, condition, scope=scope) == market.by_hand(condition, units=units), node

    def test_is_tried_on_conditions_that_some_meet_and_others_do_not(self) -> None:
        rng, telling, kinds = Random(7), 0, set()
        for _ in range(40):
            market = strategies.market(rng)
            for leaf in strategies.LEAVES:
                node = leaf(rng)
                people = market.by_hand(Definition.model_validate({"version": 1, "where": node}).where)
                if 0 < len(people) < len(market.people):
                    telling += 1
                    kinds.add((node["kind"], node.get("measure")))
        assert telling > 120
        assert len(kinds) >= 18
