"""Hearing: what happens between a platform's callback and our acknowledgement."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.journal import Journal
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.connectors import letters, metrics, queries
from huoshui.connectors.contract import (
    UNREADABLE,
    CallbackNotKept,
    ForgedCallback,
    NoSuchConnector,
    Opened,
    UnreadableCallback,
)
from huoshui.connectors.tongues import CHANNELS, Tongue

_PATIENCE_SECONDS: Final = 3.0
"""WeCom waits five, then it brings the callback again."""
_MOST_READINGS: Final = 4
"""At once: whoever tries names that do not exist must not take the database from everybody else."""
_MOST_KNOWN: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Known:
    opened: Opened
    tongue: Tongue


@dataclass(slots=True)
class _Tally:
    """What came for an account since it was last written down."""

    heard_at: datetime | None = None
    forged_at: datetime | None = None
    forged: int = 0
    repeated_at: datetime | None = None
    repeated: int = 0
    unreadable: int = 0
    refused_at: datetime | None = None
    refused: str = ""
    """By which check something was refused last, and nothing of what was brought."""


@dataclass(slots=True)
class Hearing:
    """Hears callbacks for one process; ``heard`` is called when there is a new letter."""

    postgres: Postgres
    keys: Keys
    heard: Callable[[], None] = lambda: None
    _known: dict[tuple[str, str], _Known] = field(default_factory=dict)
    _tallies: dict[int, _Tally] = field(default_factory=dict)
    _journal: Journal[letters.Kept, bool] | None = None
    _asking: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MOST_READINGS))

    def start(self) -> None:
        """This will begin to keep letters."""
        self._journal = Journal(self.postgres.dsn, letters.write, title="letters", patience=_PATIENCE_SECONDS)
        self._journal.start()

    async def stop(self) -> None:
        """This will end after every letter that was accepted is on disk."""
        if self._journal is not None:
            await self._journal.stop()
        with contextlib.suppress(SQLAlchemyError, OSError):
            await self.note()

    def forget(self) -> None:
        """This will have every account read again."""
        self._known.clear()
        self._tallies.clear()

    async def echo(self, channel: str, name: str, query: bytes, *, now: datetime) -> bytes:
        """
        This will answer the platform's question whether we are here, to be sent back as it is.

        :raises NoSuchConnector: if there is no such account
        :raises ForgedCallback: if it was not the platform that asked
        """
        known = await self._of(channel, name)
        try:
            answer = known.tongue.echo(query, now=now)
        except ForgedCallback as refusal:
            self._forged(known, refusal, now)
            raise
        self._tally(known).heard_at = now
        return answer

    async def hear(
        self, channel: str, name: str, query: bytes, body: bytes, *, now: datetime,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> bytes:  # fmt: skip
        """
        This will keep a callback, once, and come back with the answer for the platform when it is on disk.

        Names of headers are in lower case.

        :raises NoSuchConnector: if there is no such account
        :raises ForgedCallback: if the platform did not send it to us, or long ago
        :raises UnreadableCallback: if it is not what the platform sends
        :raises CallbackNotKept: if it cannot be kept now; the platform brings it again
        """
        began = time.monotonic()
        known = await self._of(channel, name)
        try:
            said = known.tongue.hear(query, body, headers=headers, now=now)
        except ForgedCallback as refusal:
            self._forged(known, refusal, now)
            raise
        except UnreadableCallback:
            self._unreadable(known, now)
            raise
        if not said.kept:
            self._tally(known).heard_at = now
            return said.answer
        entry = letters.Kept.of(
            known.opened.account.id, said.key, self.keys.seal(said.content), said.event,
            said.said_at.timestamp(), now.timestamp(),
        )  # fmt: skip
        new = await self._keep(channel, entry)
        self._taken(known, now, new=new)
        metrics.SECONDS.observe(time.monotonic() - began)
        return said.answer

    async def follow_changes(self) -> None:
        """This will forget the accounts that were changed, so that they are read again."""
        async with self.postgres.session() as session:
            marks = {row.name: (row.version, row.changed_at) for row in await session.execute(_MARKS)}
        for place, known in list(self._known.items()):
            if marks.get(known.opened.account.name) != known.opened.mark:
                self._known.pop(place, None)

    async def note(self) -> None:
        """This will write down at each account when it was heard, and what came that changed nothing."""
        tallies, self._tallies = self._tallies, {}
        for account, tally in tallies.items():
            async with self.postgres.transaction() as session:
                await session.execute(_NOTE, {"id": account, **asdict(tally)})
            if tally.forged:
                logger().warning(
                    "connectors.callbacks.forged", account=account, callbacks=tally.forged, check=tally.refused
                )
            if tally.unreadable:
                logger().warning("connectors.callbacks.unreadable", account=account, callbacks=tally.unreadable)
            if tally.repeated:
                logger().info("connectors.callbacks.repeated", account=account, callbacks=tally.repeated)

    async def _keep(self, channel: str, entry: letters.Kept) -> bool:
        assert self._journal is not None  # noqa: S101 the door opens after the start
        try:
            return await self._journal.keep(entry)
        except (psycopg.Error, OSError) as error:  # a TimeoutError is an OSError
            metrics.REFUSED.labels(channel, "not kept").inc()
            logger().warning("connectors.callback.not_kept", account=entry.account, error=type(error).__name__)
            raise CallbackNotKept(retry_after=2) from None

    async def _of(self, channel: str, name: str) -> _Known:
        known = self._known.get((channel, name))
        if known is not None:
            return known
        if channel not in CHANNELS:
            raise NoSuchConnector(name=name)
        try:
            async with self._asking, self.postgres.session() as session:
                opened = await queries.opened_named(session, self.keys, name=name)
        except (SQLAlchemyError, OSError) as error:
            logger().warning("connectors.account.not_read", error=type(error).__name__)
            raise CallbackNotKept(retry_after=2) from None
        if opened.account.channel != channel:
            raise NoSuchConnector(name=name)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        known = self._known[channel, name] = _Known(opened, CHANNELS[channel].tongue(opened))
        return known

    def _tally(self, known: _Known) -> _Tally:
        return self._tallies.setdefault(known.opened.account.id, _Tally())

    def _taken(self, known: _Known, now: datetime, *, new: bool) -> None:
        tally, channel = self._tally(known), known.opened.account.channel
        tally.heard_at = now
        if new:
            metrics.KEPT.labels(channel).inc()
            self.heard()
        else:
            tally.repeated, tally.repeated_at = tally.repeated + 1, now
            metrics.REPEATED.labels(channel).inc()

    def _forged(self, known: _Known, refusal: ForgedCallback, now: datetime) -> None:
        tally = self._tally(known)
        tally.forged, tally.forged_at = tally.forged + 1, now
        tally.refused, tally.refused_at = str(refusal.facts["check"]), now
        metrics.REFUSED.labels(known.opened.account.channel, "forged").inc()

    def _unreadable(self, known: _Known, now: datetime) -> None:
        tally = self._tally(known)
        tally.unreadable += 1
        tally.refused, tally.refused_at = UNREADABLE, now
        metrics.REFUSED.labels(known.opened.account.channel, "unreadable").inc()


_MARKS = text("SELECT name, version, changed_at FROM connector_accounts")
_NOTE = text("""
    UPDATE connector_accounts SET heard_at = greatest(heard_at, :heard_at), forged_at = greatest(forged_at, :forged_at),
        forged = forged + :forged, repeated_at = greatest(repeated_at, :repeated_at), repeated = repeated + :repeated,
        unreadable = unreadable + :unreadable, refused_at = greatest(refused_at, :refused_at),
        refused = coalesce(nullif(CAST(:refused AS text), ''), refused) WHERE id = :id
""")
