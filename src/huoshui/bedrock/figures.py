"""
Figures that cost much to work out: kept on the `shelf` for whoever takes them old, worked out once however many ask.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from huoshui.bedrock import clock, shelf
from huoshui.bedrock.clickhouse import ending_with_us
from huoshui.bedrock.shelf import Order, Shelf, Shelved

AT_ONCE = 2
"""Figures of one process that are worked out at once: intake and questions need the engine too."""
KNOWN_FOR = timedelta(days=8)
"""So old a figure is still told to who takes whatever is known: it says how old it is."""

Work = Callable[[datetime], Awaitable[str]]
"""Works a figure out as of a moment, as a door answers it."""


def fits(found: Shelved, *, now: datetime, max_age: timedelta, known: bool) -> bool:
    """This will tell whether somebody takes a figure that is so old; ``known``: whatever is known."""
    return now - found.at <= (KNOWN_FOR if known else max_age)


@dataclass(slots=True)
class _Flight:
    task: "asyncio.Task[Shelved]"
    waiting: int = 0


class Figures:
    """What works figures out in this process, and the shelf that all processes share."""

    def __init__(self, kept: Shelf, now: Callable[[], datetime] = clock.now) -> None:
        self._shelf = kept
        self._now = now
        self._flights: dict[str, _Flight] = {}
        self._gate = asyncio.Semaphore(AT_ONCE)

    @property
    def idle(self) -> bool:
        """Whether nobody waits for anything."""
        return not self._flights

    async def of(
        self, order: Order, rules: str, work: Work, *,
        max_age: timedelta = timedelta(), known: bool = False, wanted_at: datetime | None = None,
    ) -> tuple[str, timedelta]:  # fmt: skip
        """
        This will give a figure and its age: one that is kept, if it is no older than ``max_age``, or ``known`` at all.

        Who takes an old one also takes what is being worked out for somebody else already. It ends when the last who
        waits for it is cancelled. ``wanted_at`` is for who works it out before somebody looks.
        """
        now, key = self._now(), order.key(rules)
        if not max_age and not known:
            made = await self._joined(f"{key}\n{uuid4().hex}", key, order, work, wanted_at)
            return made.body, timedelta()
        found = await self._shelf.take(key, now=now)
        if found is not None and fits(found, now=now, max_age=max_age, known=known):
            return found.body, max(timedelta(), now - found.at)
        return (await self._joined(key, key, order, work, now)).body, timedelta()

    async def _joined(self, flying: str, key: str, order: Order, work: Work, wanted_at: datetime | None) -> Shelved:
        flight = self._flights.get(flying)
        if flight is None:
            flight = self._flights[flying] = _Flight(asyncio.create_task(self._made(key, order, work, wanted_at)))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                self._flights.pop(flying, None)
                flight.task.cancel()

    async def _made(self, key: str, order: Order, work: Work, wanted_at: datetime | None) -> Shelved:
        async with self._gate:
            began = self._now()
            working = time.monotonic()
            with ending_with_us(f"figures:{uuid4().hex}"):
                body = await work(began)
            slow = time.monotonic() - working >= shelf.SLOW_S
        await self._shelf.put(key, order, body, at=began, wanted_at=wanted_at if slow else None)
        return Shelved(body, began)
