"""Costly figures: kept for who takes them old, worked out once at a time, and ended when nobody waits."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from huoshui.bedrock import figures
from huoshui.bedrock.figures import Figures, Work

MINUTES = timedelta(minutes=1)


@dataclass
class World:
    """A clock that is set by hand, and work that counts how often it was done."""

    now: datetime = datetime(2026, 3, 1, tzinfo=UTC)
    done: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def work(self, name: str) -> Work:
        async def work(now: datetime) -> tuple[str, datetime]:
            try:
                await self.open.wait()
            except asyncio.CancelledError:
                self.ended.append(name)
                raise
            self.done.append(name)
            return name, now

        return work


@pytest.fixture
def world() -> World:
    world = World()
    world.open.set()
    return world


@pytest.fixture
def kept(world: World) -> Figures:
    return Figures(lambda: world.now)


async def turns(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 what is awaited has no event
        await asyncio.sleep(0)


class TestFigures:
    async def test_are_worked_out_each_time_for_who_wants_them_new(self, kept: Figures, world: World) -> None:
        for _ in range(2):
            await kept.of("a", world.work("a"))
        assert world.done == ["a", "a"]

    async def test_are_given_with_their_age_to_who_takes_them_old(self, kept: Figures, world: World) -> None:
        made, age = await kept.of("a", world.work("a"), max_age=10 * MINUTES)
        world.now += 9 * MINUTES
        assert await kept.of("a", world.work("a"), max_age=10 * MINUTES) == (made, 9 * MINUTES)
        world.now += 2 * MINUTES
        again, age = await kept.of("a", world.work("a"), max_age=10 * MINUTES)
        assert (again, age) == (("a", world.now), timedelta(0))

    async def test_are_worked_out_once_for_many_who_wait(self, kept: Figures, world: World) -> None:
        world.open.clear()
        waiting = [asyncio.create_task(kept.of("a", world.work("a"), max_age=MINUTES)) for _ in range(20)]
        await asyncio.sleep(0)
        world.open.set()
        assert len({await one for one in waiting}) == 1
        assert world.done == ["a"]

    async def test_end_when_the_last_who_waits_has_gone(self, kept: Figures, world: World) -> None:
        world.open.clear()
        first, second = (asyncio.create_task(kept.of("a", world.work("a"), max_age=MINUTES)) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        assert world.ended == []
        second.cancel()
        await turns(lambda: world.ended == ["a"])
        world.open.set()
        await kept.of("a", world.work("a"), max_age=MINUTES)
        assert world.done == ["a"]

    async def test_are_worked_out_two_at_a_time(self, kept: Figures, world: World) -> None:
        running, most = 0, 0

        async def work(_now: datetime) -> None:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.01)
            running -= 1

        await asyncio.gather(*(kept.of(f"{number}", work) for number in range(6)))
        assert most == figures.AT_ONCE

    async def test_that_fail_are_tried_again(self, kept: Figures, world: World) -> None:
        async def failing(_now: datetime) -> None:
            msg = "no"
            raise ValueError(msg)

        with pytest.raises(ValueError, match="no"):
            await kept.of("a", failing, max_age=MINUTES)
        made, _ = await kept.of("a", world.work("a"), max_age=MINUTES)
        assert made == ("a", world.now)

    async def test_are_forgotten_when_there_are_too_many(
        self, kept: Figures, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(figures, "MOST", 2)
        for name in "abac":  # b is the one that was looked at longest ago
            await kept.of(name, world.work(name), max_age=MINUTES)
        world.done.clear()
        for name in "acb":
            await kept.of(name, world.work(name), max_age=MINUTES)
        assert world.done == ["b"]


class TestWarming:
    async def test_works_out_anew_what_was_looked_at_and_is_old(self, kept: Figures, world: World) -> None:
        await kept.of("new each time", world.work("x"))
        await kept.of("a", world.work("a"), max_age=10 * MINUTES)
        assert not await kept.warm()
        world.now += figures.OLD
        assert await kept.warm()
        assert world.done == ["x", "a", "a"]
        _, age = await kept.of("a", world.work("a"), max_age=10 * MINUTES)
        assert age == timedelta(0)

    async def test_ends_when_nobody_has_looked_for_long(self, kept: Figures, world: World) -> None:
        await kept.of("a", world.work("a"), max_age=10 * MINUTES)
        world.now += figures.WANTED_FOR - MINUTES
        assert await kept.warm()
        world.now += 2 * MINUTES + figures.OLD
        assert not await kept.warm()

    async def test_waits_while_somebody_does(self, kept: Figures, world: World) -> None:
        await kept.of("a", world.work("a"), max_age=10 * MINUTES)
        world.now += figures.OLD
        world.open.clear()
        waiting = asyncio.create_task(kept.of("b", world.work("b"), max_age=MINUTES))
        await asyncio.sleep(0)
        assert not await kept.warm()
        world.open.set()
        await waiting

    async def test_gives_up_what_fails(self, kept: Figures, world: World) -> None:
        broken = False

        async def work(_now: datetime) -> int:
            if broken:
                msg = "gone"
                raise LookupError(msg)
            return 1

        await kept.of("a", work, max_age=10 * MINUTES)
        broken = True
        world.now += figures.OLD
        with pytest.raises(LookupError):
            await kept.warm()
        assert not await kept.warm()
