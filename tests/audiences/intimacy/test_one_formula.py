"""Two evaluators, one formula: what ClickHouse writes for everybody is what memory works out person by person."""

from collections.abc import AsyncIterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.audiences.intimacy import warehouse
from huoshui.audiences.intimacy.contract.signals import Part
from huoshui.audiences.intimacy.rules import trust
from huoshui.audiences.intimacy.rules.scale import BEGINNING
from huoshui.audiences.intimacy.rules.scoring import evaluate
from tests.audiences.world import DAY, NOW, Market, clear

from .market import lay, market, told_of

_SCORES = "SELECT * FROM intimacy_scores WHERE run = {run:UInt32} ORDER BY person"


async def scored(platform: Platform, *, run: int, before: int = 0, now: int = NOW) -> dict[int, dict[str, float]]:
    await warehouse.score(platform.clickhouse, BEGINNING, run=run, before=before, now=now)
    return {row["person"]: row for row in await platform.clickhouse.dicts(_SCORES, {"run": run})}


class TestTheLaw:
    @settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_both_evaluators_come_to_the_same_numbers(self, platform: Platform, rng: Random) -> None:
        made = market(rng)
        await clear(platform)
        await platform.clickhouse.command("TRUNCATE TABLE intimacy_scores")
        await lay(platform, made)
        found = await scored(platform, run=1)
        for person in made.people:
            by_hand = evaluate(await told_of(platform, made, person), BEGINNING, now=NOW)
            if not by_hand.lines:
                assert person not in found
                continue
            row = found[person]
            assert row["z"] == pytest.approx(by_hand.z, abs=1e-9)
            assert row["points"] == pytest.approx(by_hand.score * 10_000, abs=1)
            for part in Part:
                assert row[part.value] == pytest.approx(by_hand.parts[part], abs=1e-9), part
            assert row["stopped_at"] == (by_hand.at if by_hand.stopped and by_hand.at < NOW else 0)
            assert row["stage"] == trust.following(None, 0, row["points"], now=NOW)

    @settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_both_change_trust_alike_from_day_to_day(self, platform: Platform, rng: Random) -> None:
        await clear(platform)
        await platform.clickhouse.command("TRUNCATE TABLE intimacy_scores")
        made = market(rng)
        await lay(platform, made)
        now, before = NOW - 20 * DAY, {}
        for run in range(1, 5):
            found = await scored(platform, run=run, before=run - 1, now=now)
            for person, row in found.items():
                was = before.get(person)
                stage = trust.following(was and was["stage"], was["since"] if was else 0, row["points"], now=now)
                assert row["stage"] == stage
                assert row["since"] == (was["since"] if was and was["stage"] == stage else now)
                assert row["came_from"] == (was["stage"] if was else -1)
            before, now = found, now + rng.choice([DAY, 3 * DAY, 7 * DAY])


SHARDS = 4
_SPREAD = ("events", "order_facts", "intimacy_scores")


@pytest.fixture
async def shards(platform: Platform) -> AsyncIterator[Platform]:
    """A person's identities lie on different shards: four tables of each, read together."""
    for table in _SPREAD:
        for shard in range(SHARDS):
            await platform.clickhouse.command(f"CREATE TABLE {table}_{shard} AS {table}")
        everywhere = f"Merge(currentDatabase(), '^{table}_\\\\d$')"
        await platform.clickhouse.command(f"CREATE TABLE {table}_all AS {table} ENGINE = {everywhere}")
    yield platform
    for table in _SPREAD:
        for shard in (*range(SHARDS), "all"):
            await platform.clickhouse.command(f"DROP TABLE {table}_{shard} SYNC")


class TestShards:
    async def test_come_to_what_one_table_does(self, shards: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
        made = market(Random(5), people=40, deeds=900)
        made.person_of = {40 + number: number for number in range(1, 40, 2)}
        made.deeds = [(holder if at % 3 else holder + 40, deed) for at, (holder, deed) in enumerate(made.deeds)]
        await lay(shards, made)
        for shard in range(SHARDS):
            await _insert(shards, f"events_{shard}", [one for one in made.deeds if one[0] % SHARDS == shard])
            rows = f"SELECT * FROM order_facts WHERE order_key % {SHARDS} = {shard}"
            await shards.clickhouse.command(f"INSERT INTO order_facts_{shard} {rows}")
        first = await scored(shards, run=1, now=NOW - 9 * DAY)
        one = await scored(shards, run=2, before=1)
        for shard in range(SHARDS):
            rows = f"SELECT * FROM intimacy_scores WHERE run = 1 AND person % {SHARDS} = {shard}"
            await shards.clickhouse.command(f"INSERT INTO intimacy_scores_{shard} {rows}")
        apart = warehouse.SCORES
        for table in _SPREAD:
            apart = apart.replace(f"FROM {table}", f"FROM {table}_all")
        monkeypatch.setattr(warehouse, "SCORES", apart)
        found = await scored(shards, run=3, before=1)
        assert len(found) == len(one) > 20
        assert len({row["stage"] for row in first.values()}) > 2
        for person, row in one.items():
            other = found[person]
            assert other["z"] == pytest.approx(row["z"], abs=1e-9)
            same = ("points", "stage", "since", "came_from", "stopped_at")
            assert [other[name] for name in same] == [row[name] for name in same]


async def _insert(platform: Platform, table: str, deeds: list[tuple[int, Any]]) -> None:
    part = Market(deeds=deeds)
    await part.fill(platform, suffix=table.removeprefix("events"))
