"""
What is worked out for everybody beside the rounds: segments that begin or changed, and sweeps that look whether the
rounds missed anybody. It is taken up between two rounds; whom it casts doubt on, the next rounds look at.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta

from huoshui.audiences.membership.contract import Cause
from huoshui.audiences.membership.operations import standing
from huoshui.audiences.membership.operations.applying import Application, differences, suspects
from huoshui.audiences.membership.operations.building import Builder, Order
from huoshui.audiences.membership.operations.memory import Memory
from huoshui.audiences.membership.operations.standing import Standing
from huoshui.audiences.membership.operations.turn import Turn
from huoshui.audiences.membership.rules.changes import CODES, Changes
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

_SWEPT_AT_ONCE = 8
_SWEEP_REST = 4.0
"""Sweeps go through the segments a few at a time, and rest between so many times as long: nobody waits for them."""
_SETTLING = timedelta(seconds=180)
"""So long after a beginning a sweep mends what ClickHouse had not been told by then; that is no defect."""
_MOST_RECHECKED = 4_000
_APPLY_SECONDS = 0.3
"""So long what was worked out for everybody is taken up between two rounds."""


class Background:
    """One order at a time for the builder, what is left to apply of it, and whom to look at again because of it."""

    def __init__(self, clickhouse: ClickHouse, turn: Turn, memory: Memory) -> None:
        self._clickhouse = clickhouse
        self._turn = turn
        self._memory = memory
        self._builder = Builder(clickhouse)
        self._applications: deque[Application] = deque()
        self._recheck: dict[int, set[int]] = {}
        self._suspected: set[tuple[int, int]] = set()
        self._sweep_began = self._next_sweep = 0.0

    @property
    def works(self) -> bool:
        """Whether something is being worked out, or waits to be collected."""
        return self._builder.busy

    @property
    def busy(self) -> bool:
        """Whether something is being worked out or taken up."""
        return self._builder.busy or bool(self._applications)

    async def wait(self) -> None:
        """This will wait until what is in hand was worked out; the next sweep does not wait then."""
        await self._builder.wait()
        self._next_sweep = 0.0

    async def stop(self) -> None:
        """This will give up what is in hand, and forget whom it cast doubt on."""
        self._applications.clear()
        self._recheck.clear()
        self._suspected.clear()
        await self._builder.stop()

    def touch(self, persons: set[int]) -> None:
        """This will note whom a round looked at meanwhile: of them the rounds know better."""
        self._builder.touch(persons)

    def doubtful(self) -> dict[int, set[int]]:
        """This will give people to look at again, and in which watches."""
        return {person: self._recheck[person] for person in list(self._recheck)[:_MOST_RECHECKED]}

    def looked(self, people: Mapping[int, set[int]]) -> None:
        """This will note that a round has looked at these people for these watches."""
        for person, watches in people.items():
            self._recheck.pop(person, None)
            self._suspected -= {(person, watch) for watch in watches}

    def name(self, changes: Changes, stands: Standing, now: datetime) -> None:
        """This will name what a sweep suspected: missed by a round, and repaired, unless its watch has just begun."""
        for line in changes.lines(Cause.REPAIRED):
            person, watch = int(changes.person[line]), int(changes.watch[line])
            if (person, watch) not in self._suspected or stands.rows[watch].built_at + _SETTLING > now:
                changes.cause[line] = CODES[Cause.DEFINED]

    async def begin(self, stands: Standing, now: datetime) -> None:
        """This will begin with the next that is to be worked out, unless something is in hand."""
        if self.busy:
            return
        build = [number for number in stands.to_build if number in stands.meant]
        again = [number for number in stands.to_sweep if number in stands.swept_only]
        sweep = [number for number in stands.to_sweep if number not in stands.swept_only][:_SWEPT_AT_ONCE]
        time = asyncio.get_running_loop().time()
        if time < self._next_sweep:
            sweep = []
        for numbers, is_sweep in ((build, False), (again, False), (sweep, True)):
            if numbers:
                self._sweep_began = time
                meant = {number: stands.meant[number] for number in numbers}
                async with self._turn.transaction() as session:
                    number, _ = await standing.state(session)
                self._builder.begin(Order(meant, clock.milliseconds(now), number, is_sweep))
                return

    async def collect(self, now: datetime) -> bool:
        """This will take up what was found, each part a round of its own, and tell whether there may be more."""
        collected = self._builder.collect()
        if collected is not None:
            order, found = collected
            if order.sweep:
                time = asyncio.get_running_loop().time()
                self._next_sweep = time + (time - self._sweep_began) * _SWEEP_REST
            async with self._turn.transaction() as session:
                for one in found:
                    if one.error is not None:
                        await standing.failed(session, [one.number], one.error, now=now)
                    elif order.sweep:
                        self._doubt(one.number, await suspects(session, one, order))
                        await standing.swept(session, [one.number], now=now)
                    else:
                        self._applications.append(await differences(session, one, order))
        until = asyncio.get_running_loop().time() + _APPLY_SECONDS
        while self._applications and asyncio.get_running_loop().time() < until:
            await self._apply(now)
        return collected is not None or bool(self._applications or self._recheck)

    async def _apply(self, now: datetime) -> None:
        application = self._applications[0]
        async with self._turn.transaction() as session:
            number, _ = await standing.state(session)
            done = await application.part(session, self._clickhouse, round_=number + 1, now=now)
        if done:
            self._applications.popleft()
            self._remember(application)

    def _remember(self, application: Application) -> None:
        if application.first:
            self._memory.entered(application.number, application.entering)
        elif application.meaning.incremental:  # rounds look at who is in it: that is read again
            self._memory.moved()

    def _doubt(self, watch: int, persons: list[int]) -> None:
        for person in persons:
            self._recheck.setdefault(person, set()).add(watch)
            self._suspected.add((person, watch))
