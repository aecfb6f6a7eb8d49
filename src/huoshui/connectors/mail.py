"""Mail: a process's hearing, reading and forwarding of callbacks, each at its own pace."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, for_ever, outlived
from huoshui.connectors import forwarding, reading
from huoshui.connectors.hearing import Hearing
from huoshui.connectors.outward import Outward
from huoshui.events.intake import Intake

_LOOK_SECONDS: Final = 0.5
"""How often we look for letters that other processes heard, for letters to try again, and for accounts that changed."""
_FORWARD_SECONDS: Final = 1.0
_NOTE_SECONDS: Final = 1.0


@dataclass(slots=True)
class Mail:
    """Belongs to one event loop, which is intake's; ``private`` allows to forward inside our own walls."""

    postgres: Postgres
    keys: Keys
    intake: Intake
    private: bool = False
    hearing: Hearing = field(init=False)
    _outward: Outward = field(init=False)
    _heard: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hearing = Hearing(self.postgres, self.keys, heard=self._heard.set)
        self._outward = Outward(private=self.private)

    async def start(self, *, reads: bool) -> None:
        """This will begin to keep letters; with ``reads`` they are read and told on by themselves."""
        self.hearing.start()
        self._begin(self.hearing.follow_changes, _LOOK_SECONDS)
        self._begin(self.hearing.note, _NOTE_SECONDS)
        if reads:
            self._tasks.append(asyncio.create_task(self._read_for_ever()))
            self._begin(self.forward, _FORWARD_SECONDS)

    async def stop(self) -> None:
        """This will end after every letter that was accepted is on disk; what was not read waits there."""
        await ended(*self._tasks)
        await self.hearing.stop()
        await self._outward.aclose()

    async def read(self, *, now: datetime | None = None) -> int:
        """This will read all letters that are due, and tell how many were in hand."""
        total = 0
        while more := await reading.read(self.postgres, self.keys, self.intake, now=now or clock.now()):
            total += more
        return total

    async def forward(self, *, now: datetime | None = None) -> int:
        """This will send on what is due, and tell how much was taken."""
        return await forwarding.forward(self.postgres, self.keys, self._outward, now=now or clock.now())

    def _begin(self, work: Callable[[], Awaitable[object]], pause: float) -> None:
        self._tasks.append(asyncio.create_task(for_ever(work, pause, of="connectors")))

    async def _read_for_ever(self) -> None:
        while True:
            self._heard.clear()
            await outlived(self.read, of="connectors")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._heard.wait()
