"""
The feed: hands committed batches downstream, in order, each exactly once, one transaction for what is handed together.

A batch's happenings lie sealed in ``intake_batches.told`` until the transaction that applied them commits; a crash
before that leaves them for the next round. One feed works at a time in the whole deployment. A batch on which a defect
shows again and again is set aside, so that it delays no other, and tried again at the next start.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended
from huoshui.events import metrics
from huoshui.events.contract import Happening

Apply = Callable[[AsyncSession, Sequence[Happening], datetime], Awaitable[None]]

FEED_LOCK = 0x66656564
"""The advisory lock of whoever changes several stages in one transaction; it is taken first."""
_MOST_BATCHES = 300
_MOST_BYTES = 6_000_000
_IDLE_SECONDS = 1.0
_MOST_TRIES = 5


class Feed:
    """Applies what intake stored; ``apply`` is the wiring's list of listeners, ``applied`` is told how many."""

    def __init__(
        self, postgres: Postgres, keys: Keys, apply: Apply, *, applied: Callable[[int], None] = metrics.APPLIED.inc
    ) -> None:
        self._postgres = postgres
        self._keys = keys
        self._apply = apply
        self._applied = applied
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._most_batches = _MOST_BATCHES
        self._tries = 0

    def wake(self) -> None:
        """This will make the feed look at once."""
        self._woken.set()

    def start(self) -> None:
        """This will begin to deliver in the background."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """This will end after the round that runs."""
        if self._task:
            await ended(self._task)

    async def settle(self) -> None:
        """This will deliver until nothing waits."""
        while await self.round():
            pass

    async def _run(self) -> None:
        await self._try_failed_again()
        while True:
            try:
                while await self.round():
                    self._most_batches, self._tries = _MOST_BATCHES, 0
            except (OperationalError, OSError) as error:
                logger().warning("feed.round.failed", error=type(error).__name__)
                await asyncio.sleep(_IDLE_SECONDS)
            except Exception as error:  # noqa: BLE001 the subscriber loop: a defect downstream is logged and tried again
                logger().error("feed.round.broke", exc_info=error)
                await self._narrow(error)
            self._woken.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), _IDLE_SECONDS)

    async def _narrow(self, error: Exception) -> None:
        """Go on batch by batch, and set aside one that fails each time."""
        self._tries = self._tries + 1 if self._most_batches == 1 else 0
        self._most_batches = 1
        if self._tries >= _MOST_TRIES:
            self._tries = 0
            async with self._postgres.transaction() as session:
                await session.execute(text(_SET_ASIDE), {"why": type(error).__name__})

    async def _try_failed_again(self) -> None:
        async with self._postgres.transaction() as session:
            await session.execute(text("UPDATE intake_batches SET failed_why = NULL WHERE failed_why IS NOT NULL"))

    async def round(self) -> int:
        """This will deliver the next batches in one transaction and tell how many there were."""
        async with self._postgres.transaction() as session:
            if not await session.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": FEED_LOCK}):
                return 0
            batches = (await session.execute(text(_NEXT), {"most": self._most_batches, "bytes": _MOST_BYTES})).all()
            if not batches:
                return 0
            happenings = await asyncio.to_thread(self._opened, [bytes(told) for _, told in batches])
            await self._apply(session, happenings, clock.now())
            await session.execute(text(_APPLIED), {"ids": [batch for batch, _ in batches]})
        self._applied(len(happenings))
        logger().debug("feed.applied", batches=len(batches), happenings=len(happenings))
        return len(batches)

    def _opened(self, sealed: list[bytes]) -> list[Happening]:
        decoder = msgspec.msgpack.Decoder(list[Happening])
        return [happening for told in sealed for happening in decoder.decode(self._keys.open(told))]


_NEXT = """
    SELECT id, told FROM (
        SELECT id, told, sum(octet_length(told)) OVER (ORDER BY id) - octet_length(told) AS before
        FROM (
            SELECT id, told FROM intake_batches
            WHERE closed_at IS NOT NULL AND applied_at IS NULL AND failed_why IS NULL ORDER BY id LIMIT :most
        ) AS next
    ) AS measured WHERE before < :bytes ORDER BY id
"""
_SET_ASIDE = """
    UPDATE intake_batches SET failed_why = :why WHERE id = (
        SELECT min(id) FROM intake_batches WHERE closed_at IS NOT NULL AND applied_at IS NULL AND failed_why IS NULL)
"""
_APPLIED = "UPDATE intake_batches SET told = NULL, applied_at = clock_timestamp() WHERE id = ANY(:ids)"
