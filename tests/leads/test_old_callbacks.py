"""Callbacks that somebody recorded and brings again after their letters were forgotten: nothing comes of them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.channels.doors.registry import DOORS
from huoshui.connectors import operations as connectors
from huoshui.events import operations as events
from huoshui.rehearsal.platforms.sayings import SAYINGS
from tests.leads.conftest import Sea

UNDATED = ["douyin", "doudian", "oceanengine", "xiaohongshu", "bilibili", "youzan"]


async def pass_(sea: Sea, days: int) -> None:
    """Let days go by for letters and for what intake remembers, and tidy up as each night does."""
    async with sea.platform.postgres.transaction() as session:
        later = clock.now() + timedelta(days=days)
        while await connectors.forget_letters(session, now=later):
            pass
        await events.forget_old_keys(session, now=later)


async def events_of(sea: Sea) -> list[str]:
    return [row[0] for row in await sea.platform.clickhouse.rows("SELECT message_id FROM events")]


class TestAnOldCallback:
    def test_is_known_by_its_age_or_for_ever(self) -> None:
        assert [name for name, door in DOORS.items() if not door.strategy.dated] == sorted(
            UNDATED, key=list(DOORS).index
        )

    @pytest.mark.parametrize("name", UNDATED)
    async def test_changes_nothing_whenever_it_is_brought_again(self, sea: Sea, name: str) -> None:
        teller, now = await sea.account(name), clock.now()
        recorded = teller.signed(SAYINGS[name](teller.chance, now), now)
        assert (await teller.bring(recorded)).status_code == 200
        await sea.settle()
        before = await events_of(sea)
        assert len(before) == 1
        await pass_(sea, days=30)
        (kept,) = await sea.rows("SELECT sealed, read_at FROM connector_letters")
        assert (bytes(kept.sealed), kept.read_at is None) == (b"", False)
        assert (await teller.bring(recorded)).status_code == 200
        await sea.settle()
        assert await events_of(sea) == before
        assert len(await sea.rows("SELECT FROM connector_letters")) == 1

    async def test_that_says_when_it_was_signed_is_forgotten_whole(self, sea: Sea) -> None:
        teller, now = await sea.account("kuaishou"), clock.now()
        await teller.tell([SAYINGS["kuaishou"](teller.chance, now)], now)
        await sea.settle()
        await pass_(sea, days=7)
        assert len(await sea.rows("SELECT FROM connector_letters")) == 1
        await pass_(sea, days=30)
        assert await sea.rows("SELECT FROM connector_letters") == []

    async def test_that_nobody_could_read_is_given_up_after_three_months(self, sea: Sea) -> None:
        teller, now = await sea.account("doudian"), clock.now()
        await teller.tell([SAYINGS["doudian"](teller.chance, now)], now)
        async with sea.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_letters SET stuck_at = now(), problem = 'KeyError'"))
        await pass_(sea, days=60)
        (stuck,) = await sea.rows("SELECT * FROM connector_letters")
        assert stuck.stuck_at is not None
        assert bytes(stuck.sealed)
        await pass_(sea, days=100)
        (emptied,) = await sea.rows("SELECT * FROM connector_letters")
        assert (emptied.stuck_at, emptied.read_at is None, bytes(emptied.sealed)) == (None, False, b"")
        assert emptied.problem == "KeyError"
