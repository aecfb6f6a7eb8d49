"""The client of the column engine: what is asked ends with whoever asked."""

import asyncio

import pytest

from huoshui.app.platform import Platform
from huoshui.bedrock.clickhouse import ending_with_us

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
