"""
Figures that cost much to work out: kept for whoever takes them some minutes old, and worked out once however many ask.

They are a process's own, and nothing in them is worth keeping over a restart.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ending_with_us

MOST = 500
AT_ONCE = 2
"""Figures of one process that are worked out at once: intake and questions need the engine too."""
OLD = timedelta(minutes=4)
"""So old a figure is worked out anew before somebody looks again."""
WANTED_FOR = timedelta(hours=12)

Work = Callable[[datetime], Awaitable[Any]]
"""Works a figure out as of a moment; it is called again long after the request that brought it."""


@dataclass(slots=True)
class _Kept:
    value: Any
    at: datetime
    work: Work
    wanted_at: datetime | None
    """When somebody last asked who takes an old one."""


@dataclass(slots=True)
class _Flight:
    task: "asyncio.Task[Any]"
    waiting: int = 0


class Figures:
    """Figures by what they are of; the oldest in use are forgotten beyond `MOST`."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self._now = now
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._flights: dict[str, _Flight] = {}
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def of(self, key: str, work: Work, *, max_age: timedelta = timedelta()) -> tuple[Any, timedelta]:
        """
        This will give a figure and its age: one that is kept, if it is no older than ``max_age``.

        Who takes an old one also takes what is being worked out for somebody else already. It ends when the last who
        waits for it is cancelled.
        """
        now = self._now()
        if not max_age:
            return await self._joined(f"{key}\n{uuid4().hex}", key, work, None), timedelta()
        kept = self._kept.get(key)
        if kept is None or now - kept.at > max_age:
            return await self._joined(key, key, work, now), timedelta()
        kept.wanted_at = now
        self._kept.move_to_end(key)
        return kept.value, now - kept.at

    async def warm(self) -> bool:
        """This will work out the oldest figure that somebody wants, if nobody waits, and tell whether there was one."""
        now = self._now()
        old = [
            (one.at, key)
            for key, one in self._kept.items()
            if one.wanted_at and now - one.wanted_at <= WANTED_FOR and now - one.at >= OLD
        ]
        if self._flights or not old:
            return False
        _, key = min(old)
        kept = self._kept[key]
        try:
            await self._joined(key, key, kept.work, kept.wanted_at)
        except Exception:
            self._kept.pop(key, None)  # whoever asks again is told
            raise
        return True

    async def _joined(self, flying: str, key: str, work: Work, wanted_at: datetime | None) -> Any:  # noqa: ANN401 the work's
        flight = self._flights.get(flying)
        if flight is None:
            flight = self._flights[flying] = _Flight(asyncio.create_task(self._worked_out(key, work, wanted_at)))
        flight.waiting += 1
        try:
            return await asyncio.shield(flight.task)
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                self._flights.pop(flying, None)
                flight.task.cancel()

    async def _worked_out(self, key: str, work: Work, wanted_at: datetime | None) -> Any:  # noqa: ANN401 the work's
        async with self._gate:
            began = self._now()
            with ending_with_us(f"figures:{uuid4().hex}"):
                value = await work(began)
        before = self._kept.get(key)
        self._kept[key] = _Kept(value, began, work, wanted_at or (before.wanted_at if before else None))
        self._kept.move_to_end(key)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return value
