"""Costly figures: kept for who takes them old, worked out once at a time, ended when nobody waits; and their shelf."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import figures, shelf
from huoshui.bedrock.figures import Figures, Work
from huoshui.bedrock.shelf import Due, Order, Shelf

MINUTES = timedelta(minutes=1)


@dataclass
class World:
    """A clock that is set by hand, and work that counts how often it was done."""

    now: datetime = datetime(2026, 3, 1, tzinfo=UTC)
    done: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    def work(self, name: str) -> Work:
        async def work(now: datetime) -> str:
            try:
                await self.open.wait()
            except asyncio.CancelledError:
                self.ended.append(name)
                raise
            self.done.append(name)
            return f"{name} {now:%H:%M}"

        return work


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(shelf, "SLOW_S", 0)
    world = World()
    world.open.set()
    return world


@pytest.fixture
def lying(platform: Platform) -> Shelf:
    return Shelf(platform.postgres)


@pytest.fixture
def kept(lying: Shelf, world: World) -> Figures:
    return Figures(lying, lambda: world.now)


def order(name: str, units: tuple[int, ...] | None = None) -> Order:
    return Order("test", f'"{name}"', units)


async def turns(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 what is awaited has no event
        await asyncio.sleep(0.001)


class TestFigures:
    async def test_are_worked_out_each_time_for_who_wants_them_new(self, kept: Figures, world: World) -> None:
        for _ in range(2):
            await kept.of(order("a"), "1", world.work("a"))
        assert world.done == ["a", "a"]

    async def test_are_given_with_their_age_to_who_takes_them_old(self, kept: Figures, world: World) -> None:
        made, age = await kept.of(order("a"), "1", world.work("a"), max_age=10 * MINUTES)
        assert (made, age) == ("a 00:00", timedelta(0))
        world.now += 9 * MINUTES
        assert await kept.of(order("a"), "1", world.work("a"), max_age=10 * MINUTES) == (made, 9 * MINUTES)
        world.now += 2 * MINUTES
        again = await kept.of(order("a"), "1", world.work("a"), max_age=10 * MINUTES)
        assert again == ("a 00:11", timedelta(0))

    async def test_that_are_known_are_told_however_old_and_after_a_restart(
        self, kept: Figures, lying: Shelf, world: World
    ) -> None:
        await kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)
        began, world.now = world.now, world.now + timedelta(days=3)
        started = Figures(lying, lambda: world.now)
        assert await started.of(order("a"), "1", world.work("a"), known=True) == ("a 00:00", timedelta(days=3))
        assert world.done == ["a"]
        made, age = await started.of(order("a"), "1", world.work("a"), max_age=MINUTES)  # what takes its place
        assert (made, age, world.done) == ("a 00:00", timedelta(0), ["a", "a"])
        world.now = began + timedelta(days=3) + figures.KNOWN_FOR + MINUTES
        await started.of(order("a"), "1", world.work("a"), known=True)
        assert world.done == ["a", "a", "a"]

    async def test_that_are_there_soon_are_not_kept_and_take_the_place_of_what_is(
        self, kept: Figures, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)
        monkeypatch.setattr(shelf, "SLOW_S", 60)
        world.now += 2 * MINUTES
        for name in "ab":
            await kept.of(order(name), "1", world.work(name), max_age=MINUTES)
        assert await kept.of(order("a"), "1", world.work("a"), known=True) == ("a 00:02", timedelta(0))
        await kept.of(order("b"), "1", world.work("b"), known=True)
        assert world.done == ["a", "a", "b", "b"]

    async def test_are_others_by_other_rules_and_for_other_eyes(self, kept: Figures, world: World) -> None:
        await kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)
        for name, rules, units in (("rules", "2", None), ("units", "1", (7,)), ("none", "1", ())):
            made, age = await kept.of(order("a", units), rules, world.work(name), known=True)
            assert (made, age) == (f"{name} 00:00", timedelta(0))
        assert world.done == ["a", "rules", "units", "none"]

    async def test_that_somebody_wanted_newer_take_the_place_of_the_older(self, kept: Figures, world: World) -> None:
        await kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)
        world.now += MINUTES
        await kept.of(order("a"), "1", world.work("a"))
        assert await kept.of(order("a"), "1", world.work("a"), known=True) == ("a 00:01", timedelta(0))

    async def test_are_worked_out_once_for_many_who_wait(self, kept: Figures, world: World) -> None:
        world.open.clear()
        waiting = [asyncio.create_task(kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)) for _ in range(5)]
        await asyncio.sleep(0.2)
        world.open.set()
        assert len({await one for one in waiting}) == 1
        assert world.done == ["a"]

    async def test_end_when_the_last_who_waits_has_gone(self, kept: Figures, world: World) -> None:
        world.open.clear()
        first, second = (
            asyncio.create_task(kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)) for _ in range(2)
        )
        await asyncio.sleep(0.2)
        first.cancel()
        await asyncio.sleep(0.01)
        assert (world.ended, kept.idle) == ([], False)
        second.cancel()
        await turns(lambda: world.ended == ["a"])
        world.open.set()
        await kept.of(order("a"), "1", world.work("a"), max_age=MINUTES)
        assert (world.done, kept.idle) == (["a"], True)

    async def test_are_worked_out_two_at_a_time(self, kept: Figures) -> None:
        running, most = 0, 0

        async def work(_now: datetime) -> str:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.01)
            running -= 1
            return "1"

        await asyncio.gather(*(kept.of(order(f"{number}"), "1", work) for number in range(6)))
        assert most == figures.AT_ONCE

    async def test_that_fail_are_tried_again(self, kept: Figures, world: World) -> None:
        async def failing(_now: datetime) -> str:
            msg = "no"
            raise ValueError(msg)

        with pytest.raises(ValueError, match="no"):
            await kept.of(order("a"), "1", failing, max_age=MINUTES)
        assert (await kept.of(order("a"), "1", world.work("a"), max_age=MINUTES))[0] == "a 00:00"


class TestShelf:
    async def put(self, lying: Shelf, name: str, at: datetime, *, body: str = "1") -> str:
        key = order(name).key("1")
        await lying.put(key, order(name), body, at=at, wanted_at=at)
        return key

    async def names(self, platform: Platform) -> set[str]:
        async with platform.postgres.transaction() as session:
            return set((await session.execute(text("SELECT asked FROM kept_figures"))).scalars())

    async def test_gives_up_what_nobody_looked_at_for_longest(
        self, platform: Platform, lying: Shelf, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, "MOST", 2)
        first = await self.put(lying, "a", world.now)
        await self.put(lying, "b", world.now + MINUTES)
        await lying.take(first, now=world.now + 10 * MINUTES)
        await self.put(lying, "c", world.now + 11 * MINUTES)
        assert await self.names(platform) == {'"a"', '"c"'}

    async def test_keeps_nothing_that_is_too_large(self, lying: Shelf, world: World) -> None:
        key = await self.put(lying, "a", world.now, body="x" * (shelf.MOST_CHARACTERS + 1))
        assert await lying.take(key, now=world.now) is None

    async def test_forgets_with_an_erasure_and_keeps_nothing_that_may_count_the_erased(
        self, platform: Platform, lying: Shelf, world: World
    ) -> None:
        key = await self.put(lying, "a", world.now)
        async with platform.postgres.transaction() as session:
            assert await shelf.erase(session, identities=[7], now=world.now + MINUTES) == {}
        assert await lying.take(key, now=world.now + MINUTES) is None
        for began in (world.now, world.now + MINUTES, world.now + shelf.UNSETTLED):
            await self.put(lying, "a", began)
            assert await lying.take(key, now=began) is None
            assert await lying.claim(["test"], now=began) is None
        settled = world.now + MINUTES + shelf.UNSETTLED
        due = await lying.claim(["test"], now=settled)
        assert due is not None
        assert (due.key, due.order, due.worked_out_at) == (key, order("a"), None)  # what was asked is not forgotten
        await self.put(lying, "a", settled)
        found = await lying.take(key, now=settled)
        assert found is not None
        assert (found.body, found.at) == ("1", settled)


class TestWhatIsDue:
    async def looked(self, kept: Figures, world: World) -> None:
        await kept.of(order("a"), "1", world.work("a"), max_age=10 * MINUTES)

    async def test_is_what_somebody_looked_at_lately_and_is_minutes_old(
        self, kept: Figures, lying: Shelf, world: World
    ) -> None:
        await kept.of(order("new each time"), "1", world.work("x"))
        await self.looked(kept, world)
        assert await lying.claim(["test"], now=world.now + shelf.OLD - MINUTES) is None
        assert await lying.claim(["another"], now=world.now + shelf.OLD) is None
        due = await lying.claim(["test"], now=world.now + shelf.OLD)
        assert due == Due(order("a").key("1"), order("a"), world.now, world.now)
        assert await lying.claim(["test"], now=world.now + shelf.OLD) is None  # another process has it

    async def test_is_seldom_what_nobody_looked_at_today_and_never_what_nobody_did_for_weeks(
        self, kept: Figures, lying: Shelf, world: World
    ) -> None:
        await self.looked(kept, world)
        key, looked_at = order("a").key("1"), world.now
        later = world.now + shelf.WANTED_FOR + MINUTES
        await lying.put(key, order("a"), "1", at=later, wanted_at=looked_at)
        assert await lying.claim(["test"], now=later + 10 * MINUTES) is None
        assert await lying.claim(["test"], now=later + shelf.SELDOM) is not None
        assert await lying.claim(["test"], now=looked_at + shelf.REMEMBERED_FOR + MINUTES) is None

    async def test_is_given_up_when_it_could_not_be_worked_out(
        self, platform: Platform, kept: Figures, lying: Shelf, world: World
    ) -> None:
        await self.looked(kept, world)
        due = await lying.claim(["test"], now=world.now + shelf.OLD)
        assert due is not None
        world.now += shelf.OLD
        await kept.of(due.order, "1", world.work("a"), wanted_at=due.wanted_at)
        await lying.drop(due)  # it was worked out: what lies there is another
        found = await kept.of(order("a"), "1", world.work("a"), known=True)
        assert found == ("a 00:04", timedelta(0))
        again = await lying.claim(["test"], now=world.now + shelf.OLD)
        assert again is not None
        await lying.drop(again)
        async with platform.postgres.transaction() as session:
            assert await session.scalar(text("SELECT count(*) FROM kept_figures WHERE recipe = 'test'")) == 0

    async def test_is_not_due_again_for_hours_when_it_is_too_quick_to_keep(self, lying: Shelf, world: World) -> None:
        await lying.want([("test", '"a"')], now=world.now)
        due = await lying.claim(["test"], now=world.now)
        assert due is not None
        await lying.done(due, now=world.now)
        await lying.want([("test", '"a"')], now=world.now + MINUTES)  # as the next start does
        assert await lying.claim(["test"], now=world.now + shelf.SELDOM - MINUTES) is None
        assert await lying.take(due.key, now=world.now) is None
        assert await lying.claim(["test"], now=world.now + shelf.SELDOM) is not None

    async def test_gives_way_to_the_same_by_the_rules_that_count_by_now(
        self, platform: Platform, kept: Figures, lying: Shelf, world: World
    ) -> None:
        await self.looked(kept, world)
        due = await lying.claim(["test"], now=world.now + shelf.OLD)
        assert due is not None
        world.now += shelf.OLD
        await kept.of(due.order, "other rules", world.work("a"), wanted_at=due.wanted_at)
        await lying.done(due, now=world.now)
        async with platform.postgres.transaction() as session:
            keys = list(await session.scalars(text("SELECT key FROM kept_figures WHERE recipe = 'test'")))
        assert keys == [order("a").key("other rules")]

    async def test_begins_with_what_screens_show_first(self, lying: Shelf, world: World) -> None:
        for _ in range(2):
            await lying.want([("test", '"b"'), ("test", '"a"')], now=world.now)
        found = [await lying.claim(["test"], now=world.now) for _ in range(3)]
        assert [one and one.order for one in found] == [order("b"), order("a"), None]
        await lying.put(order("a").key("1"), order("a"), "1", at=world.now, wanted_at=world.now)
        assert found[1] is not None
        await lying.drop(found[1])
        await lying.want([("test", '"a"')], now=world.now)  # known by now, so that it is nobody's news
        assert await lying.claim(["test"], now=world.now + MINUTES) is None
