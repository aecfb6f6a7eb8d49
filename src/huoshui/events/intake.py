"""The one way in: prepares what arrives, bounds what waits, and answers when it is durable."""

import asyncio
import contextlib
import hashlib
import shutil
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended
from huoshui.events import metrics
from huoshui.events.committer import Committer, Waiting
from huoshui.events.contract import Arrival, IntakeBusy, IntakeUnavailable, Receipt, Source, SourceBusy
from huoshui.events.prepare import Prepared, Preparer


@dataclass(frozen=True, slots=True)
class Standing:
    """What later stages know that decides whether and as whose an event is taken."""

    suppressed: frozenset[int]
    """Identities of erased persons who have not returned."""
    recycled: dict[int, list[int]]
    """Identity to the moments (ms, rising) from which its value belonged to somebody new."""


StandingReader = Callable[[AsyncSession], Awaitable[Standing]]

_REFRESH_SECONDS = 1.0
_LEAST_FREE_BYTES = 256 * 1024 * 1024
_ONE_SOURCES_SHARE = 0.75
"""How much of what may wait one source may fill; the rest stays free for the others."""


class Intake:
    """
    Takes arrivals of every door: SDK requests, webhooks, files.

    It belongs to one event loop; the writing happens on the committer's thread.
    """

    def __init__(
        self,
        *,
        postgres: Postgres,
        clickhouse: ClickHouse,
        keys: Keys,
        standing: StandingReader,
        data_dir: Path,
        waiting_bytes: int,
        lag_batches: int,
        remember: int = 300_000,
    ) -> None:
        self._postgres = postgres
        self._preparer = Preparer(keys, remember=remember)
        self._preparer_of_files = Preparer(keys, remember=remember // 2)
        """Files are prepared on the worker's thread; a preparer belongs to one thread."""
        self._counting = threading.Lock()
        self._committer = Committer(postgres_dsn=postgres.dsn, clickhouse=clickhouse, keys=keys)
        self._standing = standing
        self._data_dir = data_dir
        self._most_waiting = waiting_bytes
        self._most_lag = lag_batches
        self._sources: dict[bytes, Source] = {}
        self._refresher: asyncio.Task[None] | None = None
        self._prepared_epoch = 0
        self._asking = asyncio.Semaphore(4)
        self._free_bytes = _LEAST_FREE_BYTES
        self._closing = False
        self._waiting_of: Counter[int] = Counter()
        self.waiting_bytes = 0
        """How much waits to be stored."""
        self.lag = 0
        """How many stored batches wait for the feed."""

    async def start(self, committed: Callable[[], None] = lambda: None) -> None:
        """This will begin to take arrivals; ``committed`` is called on the committer's thread after each batch."""
        self._committer.committed = committed
        self._committer.start()
        await self.refresh()
        self._refresher = asyncio.create_task(self._keep_fresh())
        await asyncio.to_thread(self._committer.available.wait, 10)

    async def stop(self) -> None:
        """This will refuse what comes from now on, and finish what was accepted."""
        self._closing = True
        if self._refresher:
            await ended(self._refresher)
        await asyncio.to_thread(self._committer.stop)

    @property
    def available(self) -> bool:
        """Whether arrivals can be stored now."""
        return self._committer.available.is_set() and not self._closing

    def source_of(self, write_key: str) -> Source | None:
        """This will tell whose write key it is."""
        return self._sources.get(hashlib.sha256(write_key.encode("utf-8", "surrogatepass")).digest())

    async def source_of_new(self, write_key: str) -> Source | None:
        """This will ask the database for a key that is not known yet: it may be a second old."""
        digest = hashlib.sha256(write_key.encode("utf-8", "surrogatepass")).digest()
        async with self._asking, self._postgres.session() as session:
            row = (await session.execute(text(_ONE_WRITE_KEY), {"hash": digest})).one_or_none()
        return Source(row.id, row.name, row.channel, row.plan) if row else None

    async def submit(
        self,
        source: Source,
        arrivals: list[Arrival],
        *,
        received_at: int,
        import_id: int = 0,
        forever: bool = False,
        planned: bool = True,
    ) -> Receipt:
        """
        This will store the arrivals durably, each once for its (source, message id), and tell what became of them.

        ``received_at`` is in milliseconds; ``forever`` keeps the message keys for ever instead of at least seven days;
        ``planned=False`` does not ask the source's tracking plan (for what an operator released).

        :raises IntakeBusy: if too much is waiting already
        :raises SourceBusy: if too much of this source is
        :raises IntakeUnavailable: if the store cannot be written; nothing of the request was kept
        """
        with metrics.SECONDS.time():
            receipt = await self._submit(source, arrivals, received_at, import_id, forever=forever, planned=planned)
        metrics.STORED.inc(receipt.stored)
        metrics.DUPLICATES.inc(receipt.duplicates)
        for rejected in receipt.rejected:
            metrics.REJECTED.labels(rejected.code).inc()
        return receipt

    async def _submit(
        self, source: Source, arrivals: list[Arrival], received_at: int, import_id: int, *, forever: bool, planned: bool
    ) -> Receipt:
        try:
            self._check_room(source)
        except (IntakeBusy, IntakeUnavailable):
            metrics.REFUSED.inc()
            raise
        epoch = self._committer.epoch
        if self._prepared_epoch != epoch:
            self.forget()
            self._prepared_epoch = epoch
        prepared = Prepared(source, received_at, import_id, forever)
        preparer = self._preparer_of_files if import_id else self._preparer
        preparer.prepare(prepared, arrivals, planned=planned)
        if not prepared.rows and not prepared.quarantined:
            return Receipt(rejected=tuple(prepared.rejected))
        return await self._store(prepared, epoch)

    async def _store(self, prepared: Prepared, epoch: int) -> Receipt:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Receipt] = loop.create_future()
        self._count(prepared.source, prepared.size)
        self._committer.put(Waiting(prepared, lambda outcome: _call_soon(loop, _resolve, done, outcome), epoch))
        try:
            # shielded: a client that hangs up does not take back what the committer already holds
            return await asyncio.shield(done)
        finally:
            self._count(prepared.source, -prepared.size)

    def _count(self, source: Source, size: int) -> None:
        with self._counting:
            self.waiting_bytes += size
            self._waiting_of[source.id] += size
            if not self._waiting_of[source.id]:
                del self._waiting_of[source.id]
        metrics.WAITING_BYTES.set(self.waiting_bytes)

    def _check_room(self, source: Source) -> None:
        if self._closing:
            raise IntakeUnavailable(why="the server is stopping", retry_after=2)
        if not self._committer.available.is_set():
            raise IntakeUnavailable(why=self._committer.unavailable_why, retry_after=2)
        if self._free_bytes < _LEAST_FREE_BYTES:
            raise IntakeUnavailable(why=f"only {self._free_bytes >> 20} MB are free on the disk", retry_after=10)
        if self.waiting_bytes > self._most_waiting:
            raise IntakeBusy(retry_after=1)
        if self._waiting_of[source.id] > self._most_waiting * _ONE_SOURCES_SHARE:
            raise SourceBusy(retry_after=1)
        if self.lag > self._most_lag:
            raise IntakeBusy(retry_after=2)

    async def _keep_fresh(self) -> None:
        while True:
            await asyncio.sleep(_REFRESH_SECONDS)
            with contextlib.suppress(Exception):
                await self.refresh()

    async def refresh(self) -> None:
        """
        This will read again what intake keeps in memory: write keys, erased people, recycled identifiers, room on the
        disk.
        """
        self._free_bytes = (await asyncio.to_thread(shutil.disk_usage, self._data_dir)).free
        async with self._postgres.session() as session:
            keys = await session.execute(text(_WRITE_KEYS))
            self._sources = {bytes(row.hash): Source(row.id, row.name, row.channel, row.plan) for row in keys}
            standing = await self._standing(session)
            self.lag = int(await session.scalar(text(_LAG)) or 0)
        metrics.LAG_BATCHES.set(self.lag)
        for preparer in (self._preparer, self._preparer_of_files):
            preparer.heed(standing.suppressed, standing.recycled)

    def forget(self) -> None:
        """
        This will make the next mention of each identifier be told downstream again (after a split, an erasure, an
        undo).
        """
        self._preparer.forget()
        self._preparer_of_files.forget()


_WRITE_KEYS = """
    SELECT hash, id, name, channel, plan FROM write_keys JOIN sources ON sources.id = source
    WHERE (retired_at IS NULL OR retired_at > now())
"""
_ONE_WRITE_KEY = f"{_WRITE_KEYS} AND hash = :hash"
_LAG = "SELECT count(*) FROM intake_batches WHERE closed_at IS NOT NULL AND applied_at IS NULL"


def _call_soon(loop: asyncio.AbstractEventLoop, work: Callable[..., None], *arguments: object) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended; nobody waits any more
        loop.call_soon_threadsafe(work, *arguments)


def _resolve(done: asyncio.Future[Receipt], outcome: Receipt | Exception) -> None:
    if done.done():
        return
    if isinstance(outcome, Exception):
        done.set_exception(outcome)
    else:
        done.set_result(outcome)
