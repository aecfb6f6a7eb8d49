"""
When a question may be asked: a lane for each corp and endpoint, never faster or wider than WeCom allows.

Lanes are of one process. Where several processes ask for one corp, WeCom's own answer (45009, 45033) is what holds them
apart: the lane that hears it shuts, or narrows.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from huoshui.bedrock import clock
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import TooFast
from huoshui.channels.wecom.limits import BASIC, BASIC_OF_ADDRESS, PENALTIES, Endpoint, Rate

_SLOTS: Final = 60
"""Into so many slots a window is cut; a call counts until its whole slot has left the window."""


@dataclass(frozen=True, slots=True)
class Time:
    """The time in seconds since 1970-01-01 UTC, and how to let it pass."""

    now: Callable[[], float] = lambda: clock.now().timestamp()
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Traffic:
    """
    How often an endpoint was asked lately by this process: in the last so many seconds, of at most so many.

    It is asked no more for ``shut`` seconds, because the platform said that we were too fast.
    """

    path: str
    calls: int
    most: int
    seconds: int
    shut: float = 0.0


class Window:
    """How many calls were made in the last so many seconds."""

    def __init__(self, rate: Rate) -> None:
        self.rate = rate
        self._most = rate.calls
        self._slot = rate.seconds / _SLOTS
        self._counts: dict[int, int] = {}

    def wait(self, now: float) -> float:
        """This will tell in how many seconds there is room for a call, 0 when there is room."""
        if self.counted(now) < self._most:
            return 0.0
        return (min(self._counts) + _SLOTS + 1) * self._slot - now

    def counted(self, now: float) -> int:
        """This will tell how many calls were made."""
        current = int(now / self._slot)
        for old in [slot for slot in self._counts if slot < current - _SLOTS]:
            del self._counts[old]
        return sum(self._counts.values())

    def count(self, now: float) -> None:
        """This will count one call."""
        slot = int(now / self._slot)
        self._counts[slot] = self._counts.get(slot, 0) + 1


class Lane:
    """The questions of one corp to one endpoint, in the order in which they come."""

    def __init__(self, endpoint: Endpoint, *, shared: Iterable[Window], time: Time, patience: float) -> None:
        self._path = endpoint.path
        self._own = [*map(Window, (*BASIC, *endpoint.rates))]
        self._windows = [*self._own, *shared]
        self._time = time
        self._patience = patience
        self._widest = self._width = endpoint.parallel
        self._under_way = 0
        self._answered = 0
        self._ended = asyncio.Condition()
        self._shut_until = -inf
        self._penalty = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """
        This will wait for room, and hold it while the question is under way.

        :raises TooFast: if the wait would be longer than is worth it; come back then
        """
        async with self._ended:
            await self._ended.wait_for(lambda: self._under_way < self._width)
            self._under_way += 1
        try:
            await self._pass()
            yield
        finally:
            async with self._ended:
                self._under_way -= 1
                self._ended.notify_all()

    async def _pass(self) -> None:
        while (wait := self._wait()) > 0:
            if wait > self._patience:
                raise TooFast(self._path, code=Code.TOO_FAST, retry_after=wait)
            await self._time.sleep(wait)
        for window in self._windows:
            window.count(self._time.now())

    def _wait(self) -> float:
        now = self._time.now()
        return max(self._shut_until - now, *(window.wait(now) for window in self._windows))

    def shut(self, until: float | None = None) -> float:
        """
        This will close the lane, because the platform said that we were too fast, and tell for how many seconds.

        ``until`` is when it opens again, where that is known; WeCom's penalties grow.
        """
        now = self._time.now()
        if until is not None:
            self._shut_until = until
            return until - now
        if now >= self._shut_until:  # what was under way when it shut says the same once more
            again = now - self._shut_until < PENALTIES[-1]
            self._penalty = min(self._penalty + 1, len(PENALTIES) - 1) if again else 0
            self._shut_until = now + PENALTIES[self._penalty]
        return self._shut_until - now

    def narrow(self) -> None:
        """This will halve how many questions are under way at once."""
        self._width = max(1, self._width // 2)
        self._answered = 0

    def answered(self) -> None:
        """This will widen the lane by one after as many answers as it is wide."""
        self._answered += 1
        if self._answered >= self._width < self._widest:
            self._width += 1
            self._answered = 0

    def traffic(self) -> Traffic:
        """This will tell how much was asked of what may be: by the window that is the fullest."""
        now = self._time.now()
        shares = [Traffic(self._path, one.counted(now), one.rate.calls, one.rate.seconds) for one in self._own]
        fullest = max(shares, key=lambda one: one.calls / one.most)
        return replace(fullest, shut=max(0.0, self._shut_until - now))

    @property
    def width(self) -> int:
        """How many questions may be under way at once."""
        return self._width


class Scheduler:
    """All lanes of a process; ``patience`` is how many seconds a question waits before it is sent away."""

    def __init__(self, *, time: Time | None = None, patience: float = 90) -> None:
        self.time = time or Time()
        self._patience = patience
        self._lanes: dict[tuple[str, str], Lane] = {}
        self._shared = [Window(rate) for rate in BASIC_OF_ADDRESS]

    def lane(self, corp_id: str, endpoint: Endpoint) -> Lane:
        """This will give the lane of a corp for an endpoint."""
        lane = self._lanes.get((corp_id, endpoint.path))
        if lane is None:
            lane = Lane(endpoint, shared=self._shared, time=self.time, patience=self._patience)
            self._lanes[corp_id, endpoint.path] = lane
        return lane

    def traffic(self, corp_id: str) -> list[Traffic]:
        """This will tell how often a corp was asked lately, what is nearest to its limit or shut first."""
        lanes = [lane.traffic() for (corp, _), lane in self._lanes.items() if corp == corp_id]
        asked = [one for one in lanes if one.calls or one.shut]
        return sorted(asked, key=lambda one: (-one.shut, -one.calls / one.most, one.path))
