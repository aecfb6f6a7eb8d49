"""The loop that keeps entries, once a second; several processes share it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from huoshui.bedrock import clock
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, for_ever
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
        self._task = asyncio.create_task(for_ever(lambda: self.keep(clock.now()), _PAUSE_SECONDS, of="entries"))

    async def stop(self) -> None:
        """This will end; what was in hand is taken up by whoever comes next."""
        if self._task is not None:
            await ended(self._task)

    async def keep(self, now: datetime) -> int:
        """This will see to all entries that are due, and tell how many there were."""
        total = 0
        while more := await keeping.keep(self.postgres, self.wechat, now=now):
            total += more
        return total
