"""The report of the channels: exact, whole, in scope, and the same however the rows are spread over shards."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.access.contract import Scope
from huoshui.app.platform import Platform
from huoshui.insight import queries, warehouse
from huoshui.insight.contract import DEFINITIONS, NO_CHANNEL, ChannelReport, Freshness, NotAPeriod
from tests.insight.world import Store, by_hand, hour, plain

SHARDS = 4
FRESH = Freshness(None, {}, hour(0))
_TABLES = ("events", "orders", "people")
_CHANNELS = ["douyin", "xiaohongshu", "weibo", "wecom", "", "not-a-channel"]
_STATES = ["placed", "paid", "partly_refunded", "refunded", "cancelled", "withdrawn"]


async def ask(
    platform: Platform,
    *,
    units: tuple[int, ...] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> ChannelReport:
    return await queries.channels(platform.clickhouse, scope=Scope(units), since=since, until=until, freshness=FRESH)


@st.composite
def stores(draw: st.DrawFn) -> Store:
    """Few people with many identities, much that happened at the same moments, versions that contradict each other."""
    identities = st.integers(1, 9)
    moments = st.integers(0, 72).map(hour)
    store = Store()
    store.person_of = {one: draw(st.integers(1, one)) for one in range(1, 10) if draw(st.booleans())}
    store.events = draw(st.lists(st.tuples(identities, moments, st.sampled_from(_CHANNELS)), max_size=25))
    for version in range(draw(st.integers(0, 12))):
        store.sell(
            draw(st.integers(1, 7)), draw(st.integers(0, 9)), draw(moments), state=draw(st.sampled_from(_STATES)),
            paid=draw(st.integers(0, 900)), refunded=draw(st.integers(0, 900)), unit=draw(st.integers(0, 2)),
            version=version + 1,
        )  # fmt: skip
    flags = st.integers(0, 1)
    for version in range(draw(st.integers(0, 9))):
        units = draw(st.lists(st.integers(1, 2), max_size=2, unique=True))
        store.people.append((draw(identities), draw(flags), draw(flags), units, draw(flags), version + 1))
    return store


@pytest.fixture
async def empty(platform: Platform) -> Platform:
    return platform


async def clear(platform: Platform) -> None:
    for table in (*_TABLES, "identity_person"):
        await platform.clickhouse.command(f"TRUNCATE TABLE {table}")


_settings = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class TestTheLaw:
    @_settings
    @given(store=stores(), since=st.none() | st.integers(0, 72), until=st.none() | st.integers(0, 72))
    async def test_the_answer_is_what_counting_person_by_person_gives(
        self, empty: Platform, store: Store, since: int | None, until: int | None
    ) -> None:
        period = {
            "since": None if since is None else hour(since),
            "until": None if until is None else hour(max(until, since or 0)),
        }
        await clear(empty)
        await store.fill(empty)
        await store.name(empty)
        assert plain(await ask(empty, **period)) == by_hand(store, **period)
        assert plain(await ask(empty, units=(1,), **period)) == by_hand(store, units=(1,), **period)

    @_settings
    @given(store=stores())
    async def test_days_add_up_to_all_time_and_lines_to_the_total(self, empty: Platform, store: Store) -> None:
        await clear(empty)
        # of people whom nothing happened to nobody knows when they came: they are in no day
        store.people = [row for row in store.people if row[0] in {event[0] for event in store.events}]
        await store.fill(empty)
        whole = await ask(empty)
        days = [await ask(empty, since=hour(day * 24), until=hour(day * 24 + 24)) for day in range(4)]
        for name in ("came", "known", "reachable", "bought", "again", "net_fen"):
            of_all = getattr(whole.total, name)
            assert sum(getattr(line.funnel, name) for line in whole.lines) == of_all
            assert sum(getattr(day.total, name) for day in days) <= of_all
        assert sum(day.total.came for day in days) == len({event[0] for event in store.events} | _buyers(store))


def _buyers(store: Store) -> set[int]:
    latest = {order["order_key"]: order for order in store.orders}
    return {one["identity"] for one in latest.values() if one["state"] != "withdrawn"} - {0}


class TestOnAFewPeople:
    async def test_the_first_touch_decides_and_private_channels_do_not_count(self, empty: Platform) -> None:
        store = Store(events=[(1, hour(0), "wecom"), (1, hour(2), "weibo"), (1, hour(1), "douyin"), (2, hour(3), "")])
        await store.fill(empty)
        assert plain(await ask(empty)) == {
            "lines": {"douyin": (1, 0, 0, 0, 0, 0), NO_CHANNEL: (1, 0, 0, 0, 0, 0)},
            "touched": {"douyin": 1, "weibo": 1},
            "anonymous": (0, 0, 0),
        }

    async def test_a_merge_is_one_person_and_a_split_two_again(self, empty: Platform) -> None:
        store = Store(events=[(1, hour(0), "douyin"), (2, hour(1), "weibo")], person_of={2: 1})
        store.sell(1, 1, hour(1), paid=500)
        store.sell(2, 2, hour(30), paid=700)
        await store.fill(empty)
        apart = {"douyin": (1, 0, 0, 1, 0, 500), "weibo": (1, 0, 0, 1, 0, 700)}
        assert plain(await ask(empty))["lines"] == apart
        await store.name(empty)
        assert plain(await ask(empty))["lines"] == {"douyin": (1, 0, 0, 1, 1, 1200)}
        await empty.clickhouse.command("TRUNCATE TABLE identity_person")
        await empty.clickhouse.command("SYSTEM RELOAD DICTIONARY person_of")
        assert plain(await ask(empty))["lines"] == apart

    async def test_bought_again_needs_two_days_in_beijing(self, empty: Platform) -> None:
        store = Store()
        for person, moments in ((1, (0, 0)), (2, (0, 1)), (3, (1, 24))):  # hour 1 is midnight in Beijing
            for number, moment in enumerate(moments):
                store.sell(person * 10 + number, person, hour(moment), paid=1)
        await store.fill(empty)
        (line,) = [line for line in (await ask(empty)).lines if line.funnel.came]
        assert (line.funnel.came, line.funnel.bought, line.funnel.again) == (3, 3, 1)

    async def test_refunded_and_cancelled_orders_are_no_purchases(self, empty: Platform) -> None:
        store = Store(events=[(1, hour(0), "douyin")])
        store.sell(1, 1, hour(0), paid=100, state="paid", version=1)
        store.sell(1, 1, hour(0), paid=100, refunded=100, state="refunded", version=2)
        store.sell(2, 1, hour(30), paid=300, refunded=300, state="cancelled")
        store.sell(3, 1, hour(60), paid=500, refunded=200, state="partly_refunded")
        await store.fill(empty)
        assert plain(await ask(empty))["lines"] == {"douyin": (1, 0, 0, 1, 0, 300)}

    async def test_orders_of_nobody_are_told_apart_and_make_the_whole(self, empty: Platform) -> None:
        store = Store()
        store.sell(1, 0, hour(0), paid=100)
        store.sell(2, 0, hour(1), state="placed")
        store.sell(3, 5, hour(1), paid=50)
        await store.fill(empty)
        report = await ask(empty)
        assert plain(report) == {"lines": {NO_CHANNEL: (1, 0, 0, 1, 0, 50)}, "touched": {}, "anonymous": (2, 1, 100)}

    async def test_without_a_single_event_the_answer_is_empty_and_whole(self, empty: Platform) -> None:
        report = await ask(empty)
        assert plain(report) == {"lines": {}, "touched": {}, "anonymous": (0, 0, 0)}
        assert [line.channel for line in report.lines] == [NO_CHANNEL]

    async def test_refuses_a_period_that_ends_before_it_begins(self, empty: Platform) -> None:
        with pytest.raises(NotAPeriod):
            await ask(empty, since=hour(2), until=hour(1))


class TestScopes:
    async def test_a_dealer_counts_its_people_and_its_own_orders(self, empty: Platform) -> None:
        store = Store(events=[(1, hour(0), "douyin"), (2, hour(0), "douyin"), (3, hour(0), "weibo")])
        store.people = [(1, 1, 1, [1], 0, 1), (2, 1, 0, [2], 0, 1), (3, 1, 0, [1, 2], 0, 1)]
        store.sell(1, 1, hour(1), paid=100, unit=1)
        store.sell(2, 3, hour(1), paid=900, unit=2)
        await store.fill(empty)
        lines = plain(await ask(empty, units=(1,)))["lines"]
        assert lines == {"douyin": (1, 1, 1, 1, 0, 100), "weibo": (1, 1, 0, 0, 0, 0)}
        assert plain(await ask(empty, units=()))["lines"] == {}


class TestACluster:
    """A person's identities, orders and summary lie on different shards."""

    @pytest.fixture
    async def shards(self, empty: Platform) -> AsyncIterator[Platform]:
        for table in _TABLES:
            for shard in range(SHARDS):
                await empty.clickhouse.command(f"CREATE TABLE {table}_shard_{shard} AS {table}")
            await empty.clickhouse.command(
                f"CREATE TABLE {table}_sharded AS {table} ENGINE = Merge(currentDatabase(), '^{table}_shard_[0-9]$')"
            )
        yield empty
        for table in _TABLES:
            await empty.clickhouse.command(f"DROP TABLE {table}_sharded")
            for shard in range(SHARDS):
                await empty.clickhouse.command(f"DROP TABLE {table}_shard_{shard}")

    @settings(parent=_settings, max_examples=8)
    @given(store=stores())
    async def test_answers_as_one_node_does(self, shards: Platform, store: Store) -> None:
        await clear(shards)
        for table in _TABLES:
            for shard in range(SHARDS):
                await shards.clickhouse.command(f"TRUNCATE TABLE {table}_shard_{shard}")
        await store.fill(shards)
        await store.name(shards)
        for shard in range(SHARDS):
            await store.fill(shards, suffix=f"_shard_{shard}", only=(shard, SHARDS))
        for units in (None, (1,)):
            parameters = dict((await ask(shards, units=units)).parameters)
            one = await warehouse.channels(shards.clickhouse, parameters)
            assert await shards.clickhouse.dicts(_sharded(warehouse.CHANNELS), parameters) == one
            nobodys = await warehouse.anonymous(shards.clickhouse, parameters)
            assert await shards.clickhouse.dicts(_sharded(warehouse.ANONYMOUS), parameters) == [nobodys]


def _sharded(sql: str) -> str:
    for table in _TABLES:
        sql = sql.replace(f"FROM {table}", f"FROM {table}_sharded")
    return sql


class TestTheDoor:
    async def test_answers_with_rates_definitions_freshness_and_the_sql(
        self, client: httpx2.AsyncClient, empty: Platform
    ) -> None:
        store = Store(events=[(1, hour(0), "douyin"), (2, hour(1), "douyin")], people=[(1, 1, 0, [], 0, 1)])
        store.sell(1, 1, hour(1), paid=100)
        await store.fill(empty)
        report = (await client.get("/api/reports/channels", params={"from": "2026-09-30", "to": "2026-10-02"})).json()
        douyin, none = report["channels"]
        figures: dict[str, Any] = {
            name: douyin[name] for name in ("came", "known", "bought", "again", "net_fen", "touched")
        }
        assert figures == {"came": 2, "known": 1, "bought": 1, "again": 0, "net_fen": 100, "touched": 2}
        assert douyin["rates"]["bought"] == {"numerator": 1, "denominator": 2, "value": 0.5}
        assert none["rates"]["known"] == {"numerator": 0, "denominator": 0, "value": None}
        assert (none["channel"], report["total"]["came"], report["timezone"]) == (NO_CHANNEL, 2, "Asia/Shanghai")
        assert report["freshness"]["newest_event_at"] is None
        assert report["freshness"]["waiting"] == {"batches": 0, "orders": 0}
        assert report["definitions"].keys() == DEFINITIONS.keys()
        assert report["sql"]["channels"] == warehouse.CHANNELS

    async def test_a_day_begins_at_midnight_in_beijing(self, client: httpx2.AsyncClient, empty: Platform) -> None:
        await Store(events=[(1, hour(0), "douyin"), (2, hour(1), "douyin")]).fill(empty)
        came = {}
        for since, until in (("2026-09-30", "2026-10-01"), ("2026-10-01", "2026-10-02")):
            report = (await client.get("/api/reports/channels", params={"from": since, "to": until})).json()
            came[since] = report["total"]["came"]
        assert came == {"2026-09-30": 1, "2026-10-01": 1}

    @pytest.mark.parametrize("period", [{"from": "2026-10-02", "to": "2026-10-01"}, {"from": "soon"}])
    async def test_refuses_what_is_no_period(self, client: httpx2.AsyncClient, period: dict[str, str]) -> None:
        assert (await client.get("/api/reports/channels", params=period)).status_code == 422

    async def test_the_longest_period_there_is_holds_everything(
        self, client: httpx2.AsyncClient, empty: Platform
    ) -> None:
        await Store(events=[(1, hour(0), "douyin")]).fill(empty)
        period = {"from": "0001-01-01", "to": "9999-12-31"}
        assert (await client.get("/api/reports/channels", params=period)).json()["total"]["came"] == 1


class TestThePublicChannels:
    def test_fit_into_the_bits_of_a_number(self) -> None:
        assert 8 <= len(queries.PUBLIC) <= 62
