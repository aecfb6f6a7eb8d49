"""Many days at once are what each day is by itself; and how long people stay."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING
from huoshui.app.platform import Platform
from huoshui.audiences.contract.language import AsOf, Definition
from huoshui.audiences.contract.layerings import LayeringName
from huoshui.audiences.layers import queries, trends
from huoshui.audiences.layers.contract import TooManyDays, Trend
from huoshui.audiences.layers.rules import median_stay
from huoshui.audiences.layers.series import compile_series
from huoshui.audiences.rules.bounds import end_of
from huoshui.bedrock.clock import milliseconds
from tests.audiences import strategies
from tests.audiences.world import NOW as STRATEGIES_NOW
from tests.audiences.world import found

from .history import NOW, bought, did, fill, on, told
from .test_aipl import generated


async def trend(platform: Platform, session: AsyncSession, since: int, until: int, **more) -> Trend:
    asked = {"name": LayeringName.AIPL, "scope": EVERYTHING, "now": NOW, **more}
    return await trends.trend(session, platform.clickhouse, since=on(since), until=on(until), **asked)


class TestTrend:
    @settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_is_the_stock_of_each_day(self, platform: Platform, session: AsyncSession, rng: Random) -> None:
        await fill(platform, generated(rng))
        asked = {"name": rng.choice(list(LayeringName)), "count": rng.choice(["platform", "active"])}
        whole = await trend(platform, session, -10, 20, **asked)
        for day in [*rng.sample(range(31), 2), 30]:
            stock = await queries.stock(
                session, platform.clickhouse, on=on(-10) + timedelta(days=day), scope=EVERYTHING, now=NOW, **asked
            )
            assert {one.name: one.people[day] for one in whole.levels} == {one.name: one.people for one in stock.levels}

    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_is_what_single_moments_say_of_any_condition_with_history(
        self, platform: Platform, rng: Random
    ) -> None:
        await fill(platform, strategies.market(rng))
        node = strategies.condition(rng)
        of_today = ("trait", "tag", "consent", "reachable", "known", "intimacy", "trust", "snapshot")
        while any(f"'{kind}'" in str(node) for kind in of_today):
            node = strategies.condition(rng)
        condition = Definition.model_validate({"version": 1, "where": node}).where
        days = [on(day) for day in (18, 19, 20)]
        moments = [min(end_of(day), STRATEGIES_NOW) for day in days]
        sql, parameters = compile_series([condition], moments=moments, scope=EVERYTHING, now=STRATEGIES_NOW)
        rows = await platform.clickhouse.rows(sql, parameters)
        series = [sum(row[4] for row in rows if row[:3] == (0, 1, place)) for place in range(3)]
        single = await found(platform, *(AsOf(kind="as_of", on=day, of=condition) for day in days))
        assert series == [len(people) for people in single], node

    async def test_tells_how_long_who_came_stayed(self, platform: Platform, session: AsyncSession) -> None:
        await told(
            platform,
            [did(1, "Ad Viewed"), bought(4)],   # A for three days, then P up to the end
            [did(3, "Ad Viewed")],              # A for fifteen days, then O
            [did(-3, "Ad Viewed")],             # came before the first day: not counted
        )  # fmt: skip
        whole = await trend(platform, session, -1, 20)
        levels = {one.name: one for one in whole.levels}
        assert (levels["A"].spells, levels["A"].left, levels["A"].median_days) == (2, 2, 3)
        assert (levels["P"].spells, levels["P"].left, levels["P"].median_days) == (1, 0, None)
        assert levels["A"].people[:6] == (1, 1, 2, 2, 3, 2)

    async def test_refuses_more_days_than_a_month(self, platform: Platform, session: AsyncSession) -> None:
        with pytest.raises(TooManyDays):
            await trend(platform, session, -11, 20)


class TestMedianStay:
    def test_counts_who_is_still_there_as_long_as_they_were_seen(self) -> None:
        assert median_stay([(3, True, 1), (5, True, 1)]) == 3
        assert median_stay([(3, True, 1), (5, False, 2)]) is None
        # 6 at risk: 5/6 after 2 days; one is lost from sight at 3; 5/6 · 2/4 after 4 days
        assert median_stay([(2, True, 1), (3, False, 1), (4, True, 2), (9, False, 2)]) == 4
        assert median_stay([]) is None
        assert milliseconds(NOW) == STRATEGIES_NOW
