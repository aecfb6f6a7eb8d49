"""RFM against buyers made by hand: eight groups, cuts, and that every group is a segment of the same people."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.audiences.layers.contract import Cuts
from huoshui.audiences.layers.rfm import GROUPS, rfm, segment_of
from huoshui.bedrock.clock import milliseconds
from tests.audiences.world import Market

from .history import NOW, bought, did, fill, told


class TestGroups:
    async def test_are_high_or_low_in_recency_frequency_and_money(self, platform: Platform) -> None:
        await told(
            platform,
            [bought(18, fen=90_000), bought(19, fen=20_000)],    # recent, often, much
            [bought(18, fen=1_000), bought(19, fen=1_000)],      # recent, often, little
            [bought(19, fen=100_000)],                           # recent, once, much
            [bought(19, fen=1_000)],
            [bought(-60, fen=90_000), bought(-50, fen=20_000)],
            [bought(-60, fen=1_000), bought(-50, fen=1_000)],
            [bought(-60, fen=100_000)],
            [bought(-60, fen=1_000)],
            [did(19, "Ad Viewed")],                              # no buyer
            [bought(19, fen=100_000, kept=False)],               # given back
        )  # fmt: skip
        found = await rfm(platform.clickhouse, cuts=Cuts(30, 2, 100_000), scope=EVERYTHING, now=NOW)
        assert [(one.name, one.people) for one in found.groups] == [(name, 1) for name, _ in GROUPS]
        champions = found.groups[0]
        assert (champions.orders, champions.net_fen, champions.median_days) == (2, 110_000, 0)

    async def test_by_fifths_put_the_best_two_fifths_high(self, platform: Platform) -> None:
        market = Market(people={number: {} for number in range(1, 11)})
        for number in range(1, 11):  # 1 bought longest ago and for least
            market.sales += [(number, bought(number, fen=number * 1000), 1)] * number
        await fill(platform, market)
        found = await rfm(platform.clickhouse, cuts=None, scope=EVERYTHING, now=NOW)
        assert {one.name: one.people for one in found.groups if one.people} == {"champions": 4, "lost": 6}
        assert found.scores["orders"] == (3, 5, 7, 9)
        assert found.scores["days"] == (17, 15, 13, 11)  # the third bought 16 days and 23 hours ago

    async def test_take_nobody_for_often_who_bought_once_as_most_did(self, platform: Platform) -> None:
        once = [[bought(19 - 10 * number, fen=1000)] for number in range(8)]
        twice = [[bought(18, fen=1000), bought(19, fen=1000)] for _ in range(2)]
        await told(platform, *once, *twice)
        found = await rfm(platform.clickhouse, cuts=None, scope=EVERYTHING, now=NOW)
        assert found.high.orders == 2
        assert sum(one.people for one in found.groups if one.name in {"champions", "loyal", "at_risk", "drifting"}) == 2

    async def test_take_nobody_for_often_where_all_bought_once(self, platform: Platform) -> None:
        await told(platform, *([bought(number, fen=number * 1000)] for number in range(1, 11)))
        found = await rfm(platform.clickhouse, cuts=None, scope=EVERYTHING, now=NOW)
        assert {one.name: one.people for one in found.groups if one.people} == {"big_new": 4, "lost": 6}

    async def test_of_nobody_are_empty(self, platform: Platform) -> None:
        await told(platform, [did(1, "Ad Viewed")])
        found = await rfm(platform.clickhouse, cuts=None, scope=EVERYTHING, now=NOW)
        assert sum(one.people for one in found.groups) == 0

    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_are_segments_of_the_same_people(self, platform: Platform, rng: Random) -> None:
        market = Market(people={number: {"units": (1 + number % 2,)} for number in range(1, 11)})
        market.person_of = {number + 100: rng.randint(1, 10) for number in range(1, 5)}
        for _ in range(rng.randint(0, 30)):
            sale = bought(rng.randint(-100, 20), fen=rng.choice([0, 100, 5_000, 20_000]), kept=rng.random() < 0.9)
            market.sales.append((rng.choice([*market.people, *market.person_of]), sale, rng.choice([1, 2])))
        await fill(platform, market)
        for scope in (EVERYTHING, Scope((1,))):
            cuts = rng.choice([None, Cuts(30, 2, 20_000)])
            found = await rfm(platform.clickhouse, cuts=cuts, scope=scope, now=NOW)
            for one in found.groups:
                where = segment_of(one.name, found.high).where
                assert len(market.by_hand(where, units=scope.units, now=milliseconds(NOW))) == one.people
