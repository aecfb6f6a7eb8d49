"""The loop that keeps entries, once a second; several processes share it."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import datetime

from huoshui.bedrock import clock
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.touchpoints.entries import keeping
from huoshui.touchpoints.entries.keeping import Speaking

_PAUSE_SECONDS = 1.0


@dataclass(slots=True)
class Entries:
    """Makes and renews entries for one process."""

    postgres: Postgres
    wechat: Speaking
    _task: asyncio.Task[None] | None = field(default=None)

    async def start(self) -> None:
        """This will begin to work."""
        self._task = asyncio.create_task(self._for_ever())

    async def stop(self) -> None:
        """This will end; what was in hand is taken up by whoever comes next."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def keep(self, now: datetime) -> int:
        """This will see to all entries that are due, and tell how many there were."""
        total = 0
        while more := await keeping.keep(self.postgres, self.wechat, now=now):
            total += more
        return total

    async def _for_ever(self) -> None:
        while True:
            try:
                await self.keep(clock.now())
            except Exception as error:  # noqa: BLE001 the subscriber loop outlives a database that went away
                logger().warning("entries.round.failed", error=type(error).__name__)
            await asyncio.sleep(_PAUSE_SECONDS)
