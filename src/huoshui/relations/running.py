"""The private pool at work: what is wanted is read, what was asked is written, and what happened is told."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, outlived
from huoshui.connectors.speaking import Speakers
from huoshui.events.intake import Intake
from huoshui.relations import forwarding
from huoshui.relations.followers.syncing import forwarding as followers
from huoshui.relations.followers.syncing.asking import Asker as FollowerAsker
from huoshui.relations.moments import forwarding as engagements
from huoshui.relations.moments.tending import Tender as MomentTender
from huoshui.relations.sends import forwarding as deliveries
from huoshui.relations.sends.tending import Tender
from huoshui.relations.syncing.asking import Asker
from huoshui.relations.transfers.performing import Performer
from huoshui.relations.work import forwarding as tasks

_PAUSE_SECONDS, _LONGEST_PAUSE = 0.5, 2.0
"""Between two looks when there was nothing to do, and when there was nothing for a while."""


@dataclass(slots=True)
class Relations:
    """
    The loops of one process: one that asks the platform, one that hands customers on, one that tends mass sends, one
    that tends moments, one that reads followers, one that tells the river; each begins again if it fails.
    """

    postgres: Postgres
    speakers: Speakers
    vault: Vault
    intake: Intake
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """This will begin to work."""
        works = (self._ask, self._ask_wechat, self._transfer, self._send, self._moment, self._tell)
        self._tasks = [asyncio.create_task(self._for_ever(work)) for work in works]

    async def stop(self) -> None:
        """This will end after what is in hand; what was begun is taken up again by whoever works next."""
        await ended(*self._tasks)

    async def forward(self) -> None:
        """This will tell the river of all that it has not heard."""
        while await self._tell():
            pass

    async def _ask(self) -> int:
        return await Asker(self.postgres, self.speakers, self.vault).round(clock.now)

    async def _ask_wechat(self) -> int:
        return await FollowerAsker(self.postgres, self.speakers, self.vault.keys).round(clock.now)

    async def _transfer(self) -> int:
        return await Performer(self.postgres, self.speakers).round(clock.now)

    async def _send(self) -> int:
        return await Tender(self.postgres, self.speakers).round(clock.now)

    async def _moment(self) -> int:
        return await MomentTender(self.postgres, self.speakers).round(clock.now)

    async def _tell(self) -> int:
        told = await forwarding.forward(self.postgres, self.intake, keys=self.vault.keys, now=clock.now())
        told += await followers.forward(self.postgres, self.intake, keys=self.vault.keys, now=clock.now())
        told += await deliveries.forward(self.postgres, self.intake, now=clock.now())
        told += await tasks.forward(self.postgres, self.intake, now=clock.now())
        return told + await engagements.forward(self.postgres, self.intake, now=clock.now())

    async def _for_ever(self, work: Callable[[], Awaitable[int]]) -> None:
        pause = 0.0
        while True:
            done = await outlived(work, of="relations")
            pause = 0.0 if done else min(_LONGEST_PAUSE, 2 * pause or _PAUSE_SECONDS)
            await asyncio.sleep(pause)
