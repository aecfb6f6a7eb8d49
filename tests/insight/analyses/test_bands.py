"""Bands beside figures: Wilson's of a cohort's share, and what a day usually has."""

from datetime import timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from huoshui.app.platform import Platform
from huoshui.audiences.rules.person import Deed
from huoshui.insight.analyses.usual import HISTORY_DAYS, deviation, usual
from huoshui.insight.questions.contract import Rate
from tests.audiences.world import Market

from . import world
from .world import DAY, NOW_MS, TODAY, question

FLAT = [100, 110, 120, 130, 140, 60, 50] * 12
"""A week's shape, week after week; its days are all alike."""
LAST = len(FLAT) - 1


class TestAShare:
    @pytest.mark.parametrize(
        ("some", "of", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
    )
    def test_has_the_bounds_that_newcombe_published(self, some: int, of: int, low: float, high: float) -> None:
        rate = Rate.of(some, of)
        assert (rate.low, rate.high) == pytest.approx((low, high), abs=5e-5)
        assert rate.value == some / of

    def test_of_nobody_has_none(self) -> None:
        assert Rate.of(0, 0).model_dump(exclude_none=True) == {"numerator": 0, "denominator": 0}

    @given(of=st.integers(1, 10_000), share=st.floats(0, 1))
    def test_lies_within_them(self, of: int, share: float) -> None:
        rate = Rate.of(round(of * share), of)
        assert rate.low is not None
        assert rate.high is not None
        assert rate.value is not None
        assert 0 <= rate.low <= rate.value + 1e-12
        assert rate.value - 1e-12 <= rate.high <= 1

    async def test_is_what_retention_tells(self, platform: Platform) -> None:
        view = {"events": ["Product Viewed"]}
        deeds = [(who, Deed(NOW_MS - 9 * DAY, "Product Viewed")) for who in range(1, 21)]
        deeds += [(who, Deed(NOW_MS - 8 * DAY, "Product Viewed")) for who in range(1, 4)]
        await world.settle(platform, Market(people={who: {} for who in range(1, 21)}, deeds=deeds))
        found = await world.answer(
            platform, question(kind="retention", period={"last_days": 12}, start=view, ages=1)
        )  # fmt: skip
        cohort = next(one for one in found.lines[0].cohorts if one.size)
        assert [one.figure for one in cohort.returns] == [Rate.of(20, 20), Rate.of(3, 20)]
        assert found.lines[0].average[1] == Rate.of(3, 20)


class TestTheDeviation:
    def test_is_the_one_of_the_textbook(self) -> None:
        assert deviation([1, 1, 2, 2, 4, 6, 9]) == 1


class TestADay:
    def test_that_is_like_its_weekday_is_usual(self) -> None:
        told = usual(FLAT, FLAT, first=HISTORY_DAYS, over=len(FLAT))
        assert len(told) == len(FLAT) - HISTORY_DAYS
        for at, one in enumerate(told, start=HISTORY_DAYS):
            assert one is not None
            assert (one.middle, one.unusual) == (FLAT[at], False)
            assert (one.low, one.high) == pytest.approx((FLAT[at] * 0.95, FLAT[at] * 1.05))

    def test_that_is_not_stands_out_once_it_is_over(self) -> None:
        days = [*FLAT[:-1], FLAT[-1] * 2]
        over, running = (usual(days, days, first=LAST, over=end)[0] for end in (len(days), LAST))
        assert over
        assert over.unusual
        assert running
        assert not running.unusual

    def test_that_stood_out_does_not_bend_the_days_after_it(self) -> None:
        days = list(FLAT)
        days[LAST - 14] *= 10
        (told,) = usual(days, days, first=LAST, over=len(days))
        assert told
        assert (told.middle, told.unusual) == (FLAT[LAST], False)

    def test_with_too_few_like_it_or_too_few_events_is_told_nothing(self) -> None:
        young = [0] * (len(FLAT) - 20) + FLAT[-20:]
        assert usual(young, young, first=LAST, over=len(young)) == [None]
        few = [*([2] * LAST), 9]
        (told,) = usual(few, few, first=LAST, over=len(few))
        assert told
        assert not told.unusual

    @given(seed=st.integers(0, 10_000))
    def test_of_chance_seldom_stands_out(self, seed: int) -> None:
        rng = Random(seed)
        days = [max(0, round(rng.gauss(one, one**0.5))) for one in FLAT]
        told = [one for one in usual(days, days, first=HISTORY_DAYS, over=len(days)) if one]
        assert sum(one.unusual for one in told) <= 1

    async def test_is_told_of_what_truly_happened(self, platform: Platform) -> None:
        rng, made = Random(4), Market(people={who: {} for who in range(1, 5)})
        counts = [30 + ago % 7 * 5 for ago in range(100)]
        counts[1] *= 3
        for ago, count in enumerate(counts):
            made.deeds += [(rng.randint(1, 4), Deed(NOW_MS - ago * DAY, "Product Viewed")) for _ in range(count)]
        await world.settle(platform, made)
        days = {"from": str(TODAY - timedelta(days=6)), "to": str(TODAY + timedelta(days=1))}
        asked = question(kind="trends", period=days, series=[{"events": ["Product Viewed"]}], usual=True)
        points = (await world.answer(platform, asked)).lines[0].points
        assert [point.figure.numerator for point in points] == counts[6::-1]
        assert [bool(point.usual.unusual) for point in points] == [False] * 5 + [True, False]
        assert points[5].usual.middle == median(counts[1 + 7 * week] for week in range(1, 6))

    def test_is_asked_of_days_only(self) -> None:
        for more in ({"granularity": "week"}, {"cumulative": True}):
            with pytest.raises(ValidationError, match="usual"):
                question(kind="trends", period={"last_days": 7}, series=[{}], usual=True, **more)
