"""
A journal: what waits together is on disk together, in one commit, before any of it is answered.

Doors that the public opens all at once keep what they are told this way, over a connection of its own. It is a task of
the process's loop and no thread: a thread and the loop that hand the interpreter to each other for each group spend
more on that than on the group.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

import psycopg

from huoshui.bedrock.log import logger

_GROUP = 500
_PAUSE_SECONDS = 0.05
"""A database that is away must not be asked without a pause."""
_LAST_WORDS_SECONDS = 30.0
_LOOKS = 8
"""By how much patience may be stretched: an eighth."""

Entry = TypeVar("Entry")
Outcome = TypeVar("Outcome")
_Waiting = tuple[Entry, asyncio.Future[Outcome], float]
"""An entry, who is told of it, and until when they wait."""
Write = Callable[[psycopg.AsyncConnection[Any], Sequence[Entry]], Awaitable[Sequence[Outcome]]]
"""Writes a group over a connection that commits by itself, and says of each what became of it, in the same order."""


class Journal(Generic[Entry, Outcome]):
    """
    The one writer of a process for entries of a kind; ``title`` is its name in logs and at the database.

    ``patience``: after so many seconds whoever waits is told that it lasts too long. What they brought is written.
    """

    def __init__(self, dsn: str, write: Write[Entry, Outcome], *, title: str, patience: float) -> None:
        self._dsn = dsn
        self._write = write
        self._title = title
        self._patience = patience
        self._waiting: deque[_Waiting[Entry, Outcome]] = deque()
        self._in_hand: Sequence[_Waiting[Entry, Outcome]] = ()
        self._watch: asyncio.TimerHandle | None = None
        self._came = asyncio.Event()
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """This will begin to write, in the loop that runs."""
        self._task = asyncio.create_task(self._run(), name=f"{self._title}-journal")

    async def keep(self, entry: Entry) -> Outcome:
        """
        This will give what became of an entry, once that is on disk; it raises what kept it from being written.

        :raises TimeoutError: if that lasts too long
        """
        loop = asyncio.get_running_loop()
        told: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((entry, told, loop.time() + self._patience))
        if self._watch is None:  # one look now and then for all of them: a timer for each costs more than its entry
            self._watch = loop.call_later(self._patience / _LOOKS, self._look)
        self._came.set()
        return await told

    async def stop(self) -> None:
        """This will write what was accepted, then end."""
        self._stopping = True
        self._came.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=_LAST_WORDS_SECONDS)
            self._task.cancel()
        if self._watch is not None:
            self._watch.cancel()

    def _look(self) -> None:
        """Tell those whose patience is over."""
        loop = asyncio.get_running_loop()
        now, waiting = loop.time(), (*self._in_hand, *self._waiting)
        for _, told, until in waiting:
            if until <= now and not told.done():
                told.set_exception(TimeoutError())
        self._watch = loop.call_later(self._patience / _LOOKS, self._look) if waiting else None

    async def _run(self) -> None:
        """Write group after group until told to stop."""
        try:
            while self._waiting or not self._stopping:
                await self._came.wait()
                self._came.clear()
                while group := [self._waiting.popleft() for _ in range(min(_GROUP, len(self._waiting)))]:
                    self._in_hand = group
                    await self._take(group)
                    self._in_hand = ()
        finally:
            await self._drop_connection()

    async def _take(self, group: Sequence[_Waiting[Entry, Outcome]]) -> None:
        try:
            outcomes = await self._write(await self._connected(), [entry for entry, _, _ in group])
        except Exception as error:  # noqa: BLE001 this loop is a door: whatever breaks a group, it goes on
            await self._drop_connection()
            logger().warning(f"{self._title}.journal.failed", entries=len(group), error=type(error).__name__)
            for _, told, _ in group:
                if not told.done():
                    told.set_exception(error)
            await asyncio.sleep(_PAUSE_SECONDS)
            return
        for (_, told, _), outcome in zip(group, outcomes, strict=True):
            if not told.done():  # whoever waited may have gone
                told.set_result(outcome)

    async def _connected(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(
                self._dsn, autocommit=True, application_name=f"huoshui {self._title}", connect_timeout=5
            )
        return self._connection

    async def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.Error):
                await connection.close()
