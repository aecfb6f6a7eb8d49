"""
A journal: what waits together is on disk together, in one commit, before any of it is answered.

Doors that the public opens all at once keep what they are told this way: one thread of the process writes, over a
connection of its own.
"""

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import psycopg

from huoshui.bedrock.log import logger

_GROUP = 500
_PAUSE_SECONDS = 0.05
"""A database that is away must not be asked without a pause."""

Entry = TypeVar("Entry")
Outcome = TypeVar("Outcome")
Write = Callable[[psycopg.Connection[Any], Sequence[Entry]], Sequence[Outcome]]
"""Writes a group over a connection that commits by itself, and says of each what became of it, in the same order."""


class Journal(threading.Thread, Generic[Entry, Outcome]):
    """The one thread of a process that writes entries of a kind; ``title`` is its name in logs and at the database."""

    def __init__(self, dsn: str, write: Write[Entry, Outcome], *, title: str) -> None:
        super().__init__(name=f"{title}-journal", daemon=True)
        self._dsn = dsn
        self._write = write
        self._title = title
        self._waiting: queue.SimpleQueue[tuple[Entry, asyncio.Future[Outcome]] | None] = queue.SimpleQueue()
        self._connection: psycopg.Connection[Any] | None = None
        self._stopping = False

    async def keep(self, entry: Entry) -> Outcome:
        """This will give what became of an entry, once that is on disk; it raises what kept it from being written."""
        told: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.put((entry, told))
        return await told

    def stop(self) -> None:
        """This will write what was accepted, then end the thread."""
        self._waiting.put(None)
        if self.is_alive():
            self.join(timeout=30)

    def run(self) -> None:
        """Write group after group until told to stop."""
        while not self._stopping:
            group = self._next_group()
            if not group:
                continue
            try:
                outcomes = self._write(self._connected(), [entry for entry, _ in group])
            except Exception as error:  # noqa: BLE001 this loop is a door: whatever breaks a group, it goes on
                self._drop_connection()
                logger().warning(f"{self._title}.journal.failed", entries=len(group), error=type(error).__name__)
                _tell([told for _, told in group], [error] * len(group))
                time.sleep(_PAUSE_SECONDS)
                continue
            _tell([told for _, told in group], outcomes)
        self._drop_connection()

    def _next_group(self) -> list[tuple[Entry, asyncio.Future[Outcome]]]:
        group: list[tuple[Entry, asyncio.Future[Outcome]]] = []
        with contextlib.suppress(queue.Empty):
            while len(group) < _GROUP:
                waiting = self._waiting.get(block=not group)
                if waiting is None:
                    self._stopping = True
                    break
                group.append(waiting)
        return group

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            self._connection = psycopg.connect(
                self._dsn, autocommit=True, application_name=f"huoshui {self._title}", connect_timeout=5
            )
        return self._connection

    def _drop_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.Error):
                connection.close()


def _tell(waiting: Sequence[asyncio.Future[Outcome]], outcomes: Sequence[Outcome | Exception]) -> None:
    """Tell all who wait in the process's loop, which is woken once: to wake it costs more than to tell one of them."""

    def tell() -> None:
        for told, outcome in zip(waiting, outcomes, strict=True):
            if told.done():
                continue
            if isinstance(outcome, Exception):
                told.set_exception(outcome)
            else:
                told.set_result(outcome)

    with contextlib.suppress(RuntimeError):  # the loop is gone, and so is whoever waited
        waiting[0].get_loop().call_soon_threadsafe(tell)
