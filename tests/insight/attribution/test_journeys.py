"""Journeys on own events: cut as by hand, whoever lies on which shard, and credit that adds up to what was sold."""

from collections import defaultdict
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import Scope
from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight.attribution import queries, rules, warehouse
from huoshui.insight.attribution.contract import (
    MODELS,
    Attribution,
    AttributionQuestion,
    EventConverts,
    FirstOrderConverts,
    NoValueRun,
)
from tests.insight.happened import BEGIN, DAY, HOUR, MINUTE, Deed, Sale, World, ground_of, shards, split

CHANNELS = ["douyin", "weibo", "wecom", ""]
ASKED: dict[str, Any] = {"period": {"from": "2026-10-03", "to": "2026-10-11"}, "lookback": "3d"}


def question(**more: Any) -> AttributionQuestion:
    return AttributionQuestion.model_validate({**ASKED, **more})


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Few people with several identities; touches and purchases within minutes and at the same moments."""
    moments = st.builds(
        lambda hours, minutes: BEGIN + hours * 8 * HOUR + minutes * 10 * MINUTE, st.integers(0, 36), st.integers(0, 6)
    )
    identity = st.integers(1, 8)
    names = st.sampled_from(["Ad Clicked", "Content Viewed", "Ad Viewed", "Contact Added"])
    touch = st.builds(Deed, identity, moments, names, st.sampled_from(CHANNELS))
    sale = st.builds(Sale, identity, moments, st.integers(0, 900), st.booleans(), st.integers(0, 1))
    world = World(draw(st.lists(touch, max_size=30)), draw(st.lists(sale, max_size=8)))
    world.person_of = {one: draw(st.integers(1, one)) for one in range(1, 9) if draw(st.booleans())}
    world.people = {one: {"units": [one % 2]} for one in range(1, 9)}
    return world


def by_hand(world: World, asked: AttributionQuestion, *, units: tuple[int, ...] | None = None) -> dict[Any, list[int]]:
    """Path to [conversions, value, nulls], person by person, step by step."""
    since, until, window, visit = BEGIN + 2 * DAY, BEGIN + 10 * DAY, 3 * DAY, 30 * MINUTE
    found: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
    for person in {world.whose(one) for one in range(1, 9)}:
        if units is not None and not set(units) & set(world.people[person]["units"]):
            continue
        touches = sorted(
            (one.at, CHANNELS.index(one.channel))
            for one in world.deeds
            if world.whose(one.identity) == person
            and one.name in ("Ad Clicked", "Content Viewed")
            and one.channel
            and since - window <= one.at < until
        )
        sales = sorted(
            (one.at, one.net_fen)
            for one in world.sales
            if world.whose(one.identity) == person
            and one.bought
            and since - window <= one.at < until
            and (units is None or one.unit in units)
        )
        before = 0
        for at, worth in [*sales, (until, None)]:
            own = [one for one in touches if before <= one[0] < at]
            before = at
            windows: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for one in own:
                windows[(at - one[0]) // window].append(one)
            if worth is not None:
                windows[0] += []
            for back, some in windows.items():
                converts = back == 0 and worth is not None
                if (at if converts else some[-1][0]) < since:
                    continue
                path = tuple(
                    CHANNELS[place]
                    for number, (moment, place) in enumerate(some)
                    if not number or some[number - 1][1] != place or moment - some[number - 1][0] > visit
                )
                line = found[path]
                line[0] += converts
                line[1] += (worth or 0) if converts else 0
                line[2] += not converts
    return dict(found)


async def by_sql(
    platform: Platform, clickhouse: ClickHouse, asked: AttributionQuestion, *, units: tuple[int, ...] | None = None
) -> dict[Any, list[int]]:
    ground = await ground_of(platform, asked, scope=Scope(units), clickhouse=clickhouse)
    written = warehouse.write(asked, ground, run=None)
    found: dict[Any, list[int]] = {}
    async for table in warehouse.journeys(ground, written, names=CHANNELS[:3], touches=1):
        for row in table.to_pylist():
            path = tuple(CHANNELS[code - 1] for code in row["path"])
            found[path] = [row["conversions"], row["value"], row["nulls"]]
            if path and row["conversions"]:
                assert sum(row["decayed"]) == pytest.approx(row["conversions"])
                assert sum(row["decayed_value"]) == pytest.approx(row["value"])
    return found


_settings = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class TestTheLaw:
    @_settings
    @given(world=worlds())
    async def test_journeys_are_those_that_cutting_by_hand_gives(self, platform: Platform, world: World) -> None:
        await world.settle(platform)
        for units in (None, (1,)):
            hand = by_hand(world, question(), units=units)
            assert await by_sql(platform, platform.clickhouse, question(), units=units) == hand

    @settings(parent=_settings, max_examples=6)
    @given(world=worlds())
    async def test_four_shards_answer_as_one_table(self, platform: Platform, world: World) -> None:
        async with shards(platform) as apart:
            await split(platform, world)
            for units in (None, (1,)):
                one = await by_sql(platform, platform.clickhouse, question(), units=units)
                assert await by_sql(platform, apart, question(), units=units) == one
            whole, parts = [
                await ask(platform, draws=0, clickhouse=clickhouse) for clickhouse in (platform.clickhouse, apart)
            ]
            assert (whole.totals, whole.paths) == (parts.totals, parts.paths)
            assert [(line.value, line.people, line.touches) for line in whole.lines] == [
                (line.value, line.people, line.touches) for line in parts.lines
            ]

    @_settings
    @given(world=worlds())
    async def test_every_model_gives_away_exactly_what_was_converted(self, platform: Platform, world: World) -> None:
        await world.settle(platform)
        found = await ask(platform, draws=0)
        touched = found.totals.conversions - found.totals.untouched
        money = found.totals.value - found.totals.untouched_value
        for model in MODELS:
            credit = [line.credit[model] for line in found.lines]
            assert sum(one.conversions for one in credit) == pytest.approx(touched), model
            assert sum(one.value for one in credit) == pytest.approx(money if touched else 0), model

    @settings(parent=_settings, max_examples=6)
    @given(world=worlds())
    async def test_slices_of_people_together_are_everybody(self, platform: Platform, world: World) -> None:
        await world.settle(platform)
        ground = await ground_of(platform, question())
        written = warehouse.write(question(), ground, run=None)
        counted = []
        for slices in (1, 3):
            found: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
            for number in range(slices):
                sql, parameters = written.slice(number, slices)
                for row in await platform.clickhouse.dicts(
                    sql, {**ground.parameters, **parameters, "values": CHANNELS[:3]}
                ):
                    figures = (row["conversions"], row["value"], row["nulls"])
                    had = found[tuple(row["path"])]
                    found[tuple(row["path"])] = [one + more for one, more in zip(had, figures, strict=True)]
            counted.append(dict(found))
        assert counted[0] == counted[1]


async def ask(
    platform: Platform, *, run: int | None = None, clickhouse: ClickHouse | None = None, **more: Any
) -> Attribution:
    ground = await ground_of(platform, question(**more), clickhouse=clickhouse)
    return await queries.attribution(ground, asked=question(**more), run=run)


def at(day: float) -> int:
    return BEGIN + int(day * DAY)


class TestAnExample:
    """The toy of science.md §2.2: c1 > c2 > c3 converts, c1 alone does not, c2 > c3 does not."""

    def world(self) -> World:
        seen = [(1, 3.0, "c1"), (1, 3.5, "c2"), (2, 4.0, "c3"), (3, 9.1, "c1"), (4, 9.1, "c2"), (4, 9.2, "c3")]
        deeds = [Deed(who, at(day), "Ad Clicked", channel) for who, day, channel in seen]
        return World(deeds, [Sale(2, at(4.5), 1200)], person_of={2: 1})

    async def test_gives_the_published_credit(self, platform: Platform) -> None:
        await self.world().settle(platform)
        found = await ask(platform)
        lines = {line.value: line for line in found.lines}
        assert [lines[name].credit["markov"].conversions for name in ("c1", "c2", "c3")] == pytest.approx(
            [0.2, 0.4, 0.4]
        )
        assert [lines[name].removal.effect for name in ("c1", "c2", "c3")] == pytest.approx([0.5, 1.0, 1.0])
        assert [lines[name].credit["linear"].value for name in ("c1", "c2", "c3")] == pytest.approx([400] * 3)
        assert lines["c3"].credit["last"].value == lines["c1"].credit["first"].value == 1200
        assert (found.totals.conversions, found.totals.journeys, found.totals.rate) == (1, 3, pytest.approx(1 / 3))
        assert found.paths[0].touches == ("c1", "c2", "c3")
        assert (lines["c1"].people, lines["c2"].touches) == (2, 2)

    async def test_time_decay_halves_by_the_days_that_really_passed(self, platform: Platform) -> None:
        deeds = [Deed(1, at(3), "Ad Clicked", "a"), Deed(1, at(5), "Ad Clicked", "b")]
        await World(deeds, [Sale(1, at(5.5), 300)]).settle(platform)
        found = await ask(platform, half_life="1d")
        credit = {line.value: line.credit["time_decay"] for line in found.lines}
        assert (credit["a"].value, credit["b"].value) == pytest.approx((60, 240))  # two days apart: 1 to 4

    async def test_of_rules_the_band_is_that_of_counting(self, platform: Platform) -> None:
        deeds = [Deed(who, at(3), "Ad Clicked", "a") for who in range(1, 10)]
        await World(deeds, [Sale(who, at(4)) for who in range(1, 10)]).settle(platform)
        (line,) = (await ask(platform)).lines
        last = line.credit["last"]
        assert (last.conversions, last.low, last.high) == pytest.approx((9, 9 - 1.96 * 3, 9 + 1.96 * 3), abs=1e-3)

    async def test_a_touch_at_the_moment_of_the_purchase_is_not_before_it(self, platform: Platform) -> None:
        await World([Deed(1, at(4), "Ad Clicked", "a")], [Sale(1, at(4), 7)]).settle(platform)
        found = await ask(platform)
        assert (found.totals.untouched, found.totals.untouched_value) == (1, 7)
        assert found.lines[0].credit["last"].conversions == 0


class TestDimensionsAndConversions:
    async def test_credit_campaigns_codes_and_creatives_where_events_carry_them(self, platform: Platform) -> None:
        deeds = [
            Deed(1, at(3), "Ad Clicked", "douyin", {"campaign_id": "d1", "ad_id": "x"}),
            Deed(1, at(4), "Live Code Scanned", "stores", {"code": "k7"}, {"campaign": {"id": "d2"}}),
            Deed(1, at(4.5), "Content Viewed", "douyin", {"content_id": "y"}),
        ]
        await World(deeds, [Sale(1, at(5))]).settle(platform)
        for by, values in (("campaign", {"d1", "d2"}), ("code", {"k7"}), ("creative", {"x", "y"})):
            assert {line.value for line in (await ask(platform, by=by)).lines} == values

    async def test_any_event_may_be_the_conversion(self, platform: Platform) -> None:
        deeds = [Deed(1, at(3), "Ad Clicked", "a"), Deed(1, at(4), "Contact Added", "wecom")]
        await World(deeds).settle(platform)
        found = await ask(platform, conversion=EventConverts(kind="event", events=("添加企微好友", "Contact Added")))
        assert (found.totals.conversions, found.lines[0].credit["first"].conversions) == (1, 1.0)

    async def test_a_first_order_is_worth_what_came_of_the_person_and_what_is_expected(
        self, platform: Platform
    ) -> None:
        deeds = [Deed(1, at(3), "Ad Clicked", "a"), Deed(1, at(6), "Ad Clicked", "b")]
        world = World(deeds, [Sale(1, at(4), 500), Sale(2, at(7), 70)], person_of={2: 1})
        world.predictions = [(5, 1, 1000.4), (4, 1, 9.0)]
        await world.settle(platform)
        found = await ask(platform, conversion=FirstOrderConverts(kind="lifetime"), run=5)
        values = {line.value: line.credit["last"].value for line in found.lines}
        assert values == {"a": 1570.0, "b": 0.0}

    async def test_without_a_run_lifetimes_are_refused(self, platform: Platform) -> None:
        with pytest.raises(NoValueRun):
            await ask(platform, conversion=FirstOrderConverts(kind="lifetime"))

    async def test_values_beyond_the_commonest_are_one_line(
        self, platform: Platform, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(warehouse, "MOST_VALUES", 2)
        deeds = [Deed(n, at(3), "Ad Clicked", "abcd"[n % 4]) for n in range(1, 8)]
        await World(deeds, [Sale(n, at(4)) for n in range(1, 8)]).settle(platform)
        found = await ask(platform)
        assert [line.value for line in found.lines] == ["b", "c", "other"]
        assert [line.credit["last"].conversions for line in found.lines] == [2, 2, 3]
        assert found.lines[2].touches == 3

    async def test_a_page_counts_where_it_leads_back_to_a_public_channel(self, platform: Platform) -> None:
        deeds = [Deed(1, at(3), "Home", "douyin", kind="page"), Deed(1, at(3.5), "Home", "website", kind="page")]
        await World(deeds, [Sale(1, at(4))]).settle(platform)
        assert [line.value for line in (await ask(platform)).lines] == ["douyin"]


class TestNothing:
    async def test_is_answered_with_nothing(self, platform: Platform) -> None:
        found = await ask(platform)
        assert (found.lines, found.paths, found.totals.conversions, found.totals.rate) == ((), (), 0, None)

    def test_reads_as_journeys_of_no_length(self) -> None:

        floats = pa.list_(pa.float64())
        table = pa.table({
            "path": pa.array([[]], pa.list_(pa.uint16())), "conversions": [3], "value": [30], "nulls": [0],
            "decayed": pa.array([[]], floats), "decayed_value": pa.array([[]], floats),
        })  # fmt: skip
        journeys = rules.read([table], ["a"])
        assert (len(journeys.paths), journeys.untouched) == (0, (3, 30))
        assert rules.credit(journeys, order=1, draws=10)[0]["markov"].conversions.tolist() == [0.0]
