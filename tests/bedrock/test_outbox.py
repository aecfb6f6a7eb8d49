"""The outbox: what was told is heard once by each listener, in order, even when a transaction commits late."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.platform import Platform
from huoshui.bedrock import outbox


@dataclass(frozen=True)
class StoneThrown:
    number: int


class TestDeliver:
    async def test_hands_each_event_once_to_each_listener(self, platform: Platform) -> None:
        heard: list[tuple[str, int]] = []

        def listener(name: str) -> dict[str, tuple[type, Any]]:
            async def hear(_session: AsyncSession, event: StoneThrown) -> None:
                heard.append((name, event.number))

            return {"StoneThrown": (StoneThrown, hear)}

        async with platform.postgres.transaction() as session:
            await outbox.tell(session, StoneThrown(1))
            await outbox.tell(session, StoneThrown(2))
        for name in ("a", "b", "a"):
            await outbox.deliver(platform.postgres, listener=name, wanted=listener(name))
        assert heard == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]

    async def test_waits_for_a_transaction_that_began_earlier(self, platform: Platform) -> None:
        heard: list[int] = []

        async def hear(_session: AsyncSession, event: StoneThrown) -> None:
            heard.append(event.number)

        wanted = {"StoneThrown": (StoneThrown, hear)}
        async with platform.postgres.session() as slow:
            await slow.begin()
            await outbox.tell(slow, StoneThrown(1))
            async with platform.postgres.transaction() as quick:
                await outbox.tell(quick, StoneThrown(2))
            await outbox.deliver(platform.postgres, listener="a", wanted=wanted)
            assert heard == []
            await slow.commit()
        await outbox.deliver(platform.postgres, listener="a", wanted=wanted)
        assert heard == [1, 2]

    async def test_keeps_the_place_when_a_listener_fails(self, platform: Platform) -> None:
        heard: list[int] = []

        async def fail(_session: AsyncSession, event: StoneThrown) -> None:
            heard.append(event.number)
            if len(heard) == 1:
                msg = "not yet"
                raise RuntimeError(msg)

        async with platform.postgres.transaction() as session:
            await outbox.tell(session, StoneThrown(1))
        for _ in range(2):
            try:
                await outbox.deliver(platform.postgres, listener="a", wanted={"StoneThrown": (StoneThrown, fail)})
            except RuntimeError:
                continue
        assert heard == [1, 1]
