"""The client of the column engine: what is asked ends with whoever asked."""

import asyncio

import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse import BOUNDED, MOST_MEMORY, AskedTooMuch, ClickHouse, Ended, ending_with_us

ENDLESS = "SELECT count() FROM numbers(9000000000) WHERE sipHash64(number) = 1"


async def running(platform: Platform, tag: str) -> int:
    sql = "SELECT count() FROM system.processes WHERE Settings['log_comment'] = {tag:String} AND query NOT LIKE 'KILL%'"
    ((found,),) = await platform.clickhouse.rows(sql, {"tag": tag})
    return int(found)


@pytest.mark.timeout(60)
class TestEnding:
    async def test_with_us_ends_the_query_in_the_engine(self, platform: Platform) -> None:
        async def ask() -> None:
            with ending_with_us("test:endless"):
                await platform.clickhouse.rows(ENDLESS)

        asked = asyncio.create_task(ask())
        while not await running(platform, "test:endless"):  # noqa: ASYNC110 the engine tells nobody
            await asyncio.sleep(0.02)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert not await running(platform, "test:endless")

    async def test_does_not_wait_for_the_threads_that_it_is_to_free(self, platform: Platform) -> None:
        async def ask(number: int) -> None:
            with ending_with_us(f"test:endless:{number}"):
                await (platform.clickhouse.dicts if number % 2 else platform.clickhouse.rows)(ENDLESS)

        asked = [asyncio.create_task(ask(number)) for number in range(8)]  # more than there are threads
        await asyncio.sleep(0.5)
        for one in asked:
            one.cancel()
        ended = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in ended)
        assert await platform.clickhouse.rows("SELECT 1") == [(1,)]

    async def test_with_us_is_over_after_the_block(self, platform: Platform) -> None:
        with ending_with_us("test:short"):
            assert await platform.clickhouse.rows("SELECT getSetting('log_comment')") == [("test:short",)]
        assert await platform.clickhouse.rows("SELECT getSetting('log_comment')") == [("",)]


class TestAQueryThatFailed:
    async def test_leaves_nothing_before_the_answer_to_the_next(self, platform: Platform) -> None:
        engine = ClickHouse(platform.clickhouse.dsn, threads=1)
        for ask in (engine.rows, engine.dicts, engine.told, engine.arrow):
            with pytest.raises((DatabaseError, Ended)):
                await ask("SELECT number, throwIf(number = 500000) FROM numbers(1000000)")
            assert await engine.rows("SELECT 1") == [(1,)]
        engine.close()


GROUPS = "SELECT count() FROM (SELECT number FROM numbers(4000000) GROUP BY number)"


class TestMemory:
    async def test_is_bounded_and_goes_to_disk_before_whoever_asks(self, platform: Platform) -> None:
        named = ", ".join(f"toUInt64(getSetting('{name}'))" for name in BOUNDED)
        half = MOST_MEMORY // 2
        assert await platform.clickhouse.rows(f"SELECT {named}") == [(4 << 30, half, half)]
        assert await platform.clickhouse.rows(f"SELECT {named}", settings={"max_memory_usage": 7}) == [(7, half, half)]

    async def test_that_is_not_there_is_a_refusal_that_says_what_to_do(self, platform: Platform) -> None:
        less = {"max_memory_usage": 60 << 20, "max_threads": 2}
        for ask in (platform.clickhouse.rows, platform.clickhouse.dicts):
            with pytest.raises(AskedTooMuch, match=r"60 MB\); ask about fewer days, people or conditions") as refused:
                await ask(GROUPS, settings=less)
            assert refused.value.status == 413
        spilling = {**less, "max_bytes_before_external_group_by": 10 << 20}
        assert await platform.clickhouse.rows(GROUPS, settings=spilling) == [(4_000_000,)]
