"""The feed: each batch once and in order, and one that breaks downstream delays no other."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.events import feed as feeding
from huoshui.events import operations as events
from huoshui.events.contract import Happening
from tests.events.test_intake import AT, arrival
from tests.world.processes import until


async def told(platform: Platform, *messages: str) -> None:
    """Store events, a batch each, all of them told."""
    async with platform.postgres.transaction() as session:
        source, _ = await events.add_source(session, name="feed", channel="", plan="allow", now=clock.now())
    await platform.intake.refresh()
    for message in messages:
        await platform.intake.submit(source, [arrival(message, name="Consent Granted")], received_at=AT)


class TestRound:
    async def test_hands_on_each_batch_once_in_order(self, platform: Platform) -> None:
        await told(platform, "m1", "m2", "m3")
        heard: list[str] = []

        async def apply(_session: AsyncSession, happenings: Sequence[Happening], _now: datetime) -> None:
            heard.extend(one.message_id for one in happenings)

        feed = feeding.Feed(platform.postgres, platform.keys, apply)
        await feed.settle()
        await feed.settle()
        assert heard == ["m1", "m2", "m3"]

    async def test_hands_on_again_what_was_not_committed(self, platform: Platform) -> None:
        await told(platform, "m1")
        heard: list[str] = []

        async def apply(_session: AsyncSession, happenings: Sequence[Happening], _now: datetime) -> None:
            heard.extend(one.message_id for one in happenings)
            if len(heard) == 1:
                raise ConnectionResetError

        feed = feeding.Feed(platform.postgres, platform.keys, apply)
        try:
            await feed.round()
        except ConnectionResetError:
            await feed.round()
        assert heard == ["m1", "m1"]


class TestRun:
    async def test_sets_aside_a_batch_that_always_breaks_and_goes_on(self, platform: Platform, monkeypatch) -> None:
        monkeypatch.setattr(feeding, "_IDLE_SECONDS", 0.01)
        await told(platform, "m1", "bad", "m3")
        heard: list[str] = []

        async def apply(_session: AsyncSession, happenings: Sequence[Happening], _now: datetime) -> None:
            if any(one.message_id == "bad" for one in happenings):
                msg = "a defect"
                raise ValueError(msg)
            heard.extend(one.message_id for one in happenings)

        feed = feeding.Feed(platform.postgres, platform.keys, apply)
        feed.start()

        async def is_set_aside() -> bool:
            async with platform.postgres.transaction() as session:
                kept = await session.scalars(text("SELECT failed_why FROM intake_batches WHERE told IS NOT NULL"))
                return list(kept) == ["ValueError"]

        await until(is_set_aside)
        await feed.stop()
        assert heard == ["m1", "m3"]
