"""
Group commit: requests that wait together become durable together, each event once.

One group is one batch: its message keys are claimed in PostgreSQL, its new rows inserted in ClickHouse under the
batch's number and synced to disk, then PostgreSQL commits keys, counts, quarantine and what downstream must know. Only
that commit makes the batch count. A batch whose commit did not happen is *open*; its rows, if there are any, are taken
back before anybody claims keys again (`settling`). See docs/decisions/0002-one-copy-of-each-event.md.
"""

import contextlib
import queue
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import psycopg

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.events import rows
from huoshui.events.claims import Claimer, Claims
from huoshui.events.contract import IntakeUnavailable, Receipt
from huoshui.events.prepare import Prepared
from huoshui.events.settling import WRITER_LOCK, settle

_GROUP_ROWS = 20_000
_FULL_ROWS = 5_000
_PACE_SECONDS = 0.25
"""Under load a group gathers this long, unless it is full before: larger inserts cost the engine far less a row."""
_STALE_SECONDS = 3600.0
"""A batch that was opened longer ago gets a new number: keys are forgotten by the numbers of their batches."""
_ANY_MONTHS = {"max_partitions_per_insert_block": 0}
"""One request may bring events of more months than the engine takes at once by default; it must not stop the others."""

Outcome = Callable[[Receipt | Exception], None]


@dataclass(slots=True)
class Waiting:
    """A prepared request and whom to tell when it is durable, or why it is not."""

    prepared: Prepared
    outcome: Outcome
    epoch: int


class Committer(threading.Thread):
    """The one thread that writes; it owns its PostgreSQL connection and its ClickHouse client."""

    def __init__(self, *, postgres_dsn: str, clickhouse: ClickHouse, keys: Keys) -> None:
        super().__init__(name="intake-committer", daemon=True)
        self._dsn = postgres_dsn
        self._clickhouse = clickhouse
        self._keys = keys
        self._waiting: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._connection: psycopg.Connection[Any] | None = None
        self._claimer: Claimer | None = None
        self._writer = 0
        self._batch = 0
        self._opened = 0.0
        self.epoch = 0
        """
        Rises with every group that failed: what was prepared before then may rely on something that is not stored.
        """
        self.available = threading.Event()
        self.unavailable_why = "it is starting"
        self.committed: Callable[[], None] = lambda: None
        """Called, from this thread, after each commit."""
        self._stopping = False
        self._carried: Waiting | None = None
        self._began = 0.0
        self._careful = 0
        """How many groups to come hold one request each, so that what broke a group harms only itself."""

    def put(self, waiting: Waiting) -> None:
        """This will queue a request."""
        self._waiting.put(waiting)

    def stop(self) -> None:
        """This will finish what was accepted, then end the thread."""
        self._waiting.put(None)
        if self.is_alive():
            self.join(timeout=60)

    def run(self) -> None:
        """Commit group after group until told to stop."""
        while not self._stopping:
            if self._connection is None:
                self._connect()
                continue
            group = self._next_group()
            if group:
                self._commit(group)
        self._leave()

    def _next_group(self) -> list[Waiting]:
        group: list[Waiting] = [self._carried] if self._carried else []
        self._carried = None
        limit = 1 if self._careful else _GROUP_ROWS
        self._careful = max(0, self._careful - 1)
        rows = sum(len(one.prepared.rows) for one in group)
        with contextlib.suppress(queue.Empty):
            while rows < limit:
                waiting = self._waiting.get(timeout=self._patience(rows) if group else 0.5)
                if waiting is None:
                    self._stopping = True
                    break
                if group and waiting.prepared.import_id != group[0].prepared.import_id:
                    self._carried = waiting
                    break
                group.append(waiting)
                rows += len(waiting.prepared.rows)
        self._began = time.monotonic()
        return group

    def _patience(self, rows: int) -> float:
        """How long to wait for company: not at all when idle or full, else until the last group's pace has passed."""
        if rows >= _FULL_ROWS or self._stopping:
            return 0.0
        return max(0.0, self._began + _PACE_SECONDS - time.monotonic())

    def _commit(self, group: list[Waiting]) -> None:
        current = [one for one in group if one.epoch == self.epoch]
        for one in group:
            if one.epoch != self.epoch:
                one.outcome(IntakeUnavailable(why="an earlier batch failed", retry_after=1))
        if not current:
            return
        try:
            receipts = self._write(current)
        except Exception as error:  # noqa: BLE001 this loop is a door: whatever breaks, the requests are answered and it goes on
            self._failed(error, current)
            return
        for one, receipt in zip(current, receipts, strict=True):
            one.outcome(receipt)
        self.committed()

    def _failed(self, error: Exception, group: list[Waiting]) -> None:
        self.epoch += 1
        self._careful = len(group) if len(group) > 1 else 0
        self.available.clear()
        self.unavailable_why = _why(error)
        logger().warning("intake.group.failed", why=self.unavailable_why, requests=len(group))
        self._close()
        for one in group:
            one.outcome(IntakeUnavailable(why=self.unavailable_why, retry_after=2))

    def _write(self, group: list[Waiting]) -> list[Receipt]:
        connection, claimer = self._connection, self._claimer
        assert connection is not None  # noqa: S101 run() connects first
        assert claimer is not None  # noqa: S101 run() connects first
        requests = [one.prepared for one in group]
        if time.monotonic() > self._opened + _STALE_SECONDS:
            self._batch = _number(connection.execute(_RENUMBER, (self._batch,)))
        with connection.transaction():
            claims = claimer.claim(requests, self._batch)
            self._insert(requests, claims.fresh)
            receipts = _receipts(requests, claims)
            self._record(connection, requests, claims, receipts)
            following = self._open_batch(connection)
        self._batch = following
        return receipts

    def _insert(self, requests: list[Prepared], fresh: np.ndarray) -> None:
        new = [row for request in requests for row in request.rows]
        if not fresh.all():
            new = [row for row, first in zip(new, fresh.tolist(), strict=True) if first]
        if new:
            table = rows.arrow(new, self._batch)
            self._clickhouse.blocking(lambda client: client.insert_arrow("events", table, settings=_ANY_MONTHS))

    def _record(
        self, connection: psycopg.Connection[Any], requests: list[Prepared], claims: Claims, receipts: list[Receipt]
    ) -> None:
        told = _told(requests, claims.fresh, self._batch)
        sealed = self._keys.seal(msgspec.msgpack.encode(told)) if told else None
        totals: dict[int, list[int]] = {}
        for request, receipt in zip(requests, receipts, strict=True):
            sums = totals.setdefault(request.source.id, [0, 0, 0])
            sums[0] += receipt.stored
            sums[1] += receipt.duplicates
            sums[2] += sum(aside.key in claims.quarantined for aside in request.quarantined)
        with connection.cursor() as cursor:
            cursor.execute(_CLOSE, (*map(sum, zip(*totals.values(), strict=True)), sealed, self._batch), prepare=True)
            for source in sorted(totals):
                cursor.execute(_TOTAL, (source, *totals[source]), prepare=True)

    def _open_batch(self, connection: psycopg.Connection[Any]) -> int:
        self._opened = time.monotonic()
        return _number(connection.execute(_OPEN, (self._writer,), prepare=True))

    def _connect(self) -> None:
        try:
            connection = psycopg.connect(self._dsn, autocommit=True, application_name="huoshui intake")
            connection.execute("SET client_connection_check_interval = 0")
            self._writer = secrets.randbits(31)
            connection.execute("SELECT pg_advisory_lock(%s, %s)", (WRITER_LOCK, self._writer))
            self._clickhouse.blocking(lambda client: settle(connection, client))
            self._claimer = Claimer(connection, self._keys)
            self._batch = self._open_batch(connection)
        except Exception as error:  # noqa: BLE001 whatever keeps us from writing, we say so and try again
            self.unavailable_why = _why(error)
            self.available.clear()
            self._refuse_waiting()
            time.sleep(0.3)
            return
        self._connection = connection
        self.available.set()

    def _refuse_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting = self._waiting.get_nowait()
                if waiting is None:
                    self._stopping = True
                    return
                waiting.outcome(IntakeUnavailable(why=self.unavailable_why, retry_after=2))

    def _close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                # let go at once: whoever connects next settles only what is nobody's
                self._connection.execute("SELECT pg_advisory_unlock_all()")
            self._connection.close()
        self._connection = None

    def _leave(self) -> None:
        if self._connection is not None:  # else the batch failed, and what it left in ClickHouse is to be settled
            with contextlib.suppress(psycopg.Error):
                self._connection.execute("DELETE FROM intake_batches WHERE id = %s", (self._batch,))
        self._close()


_OPEN = "INSERT INTO intake_batches (id, writer) VALUES (nextval('intake_batch_ids'), %s) RETURNING id"
_RENUMBER = "UPDATE intake_batches SET id = nextval('intake_batch_ids') WHERE id = %s RETURNING id"
_CLOSE = """
    WITH given AS (SELECT %s::int AS stored, %s::int AS duplicates, %s::int AS rejected, %s::bytea AS told)
    UPDATE intake_batches SET (stored, duplicates, rejected, told, closed_at, applied_at) =
           (SELECT stored, duplicates, rejected, told, clock_timestamp(), CASE WHEN told IS NULL THEN
           clock_timestamp() END FROM given)
    WHERE id = %s
"""
_TOTAL = """
    INSERT INTO intake_totals (source, stored, duplicates, rejected) VALUES (%s, %s, %s, %s)
    ON CONFLICT (source) DO UPDATE SET stored = intake_totals.stored + excluded.stored,
        duplicates = intake_totals.duplicates + excluded.duplicates, rejected = intake_totals.rejected +
        excluded.rejected
"""


def _number(cursor: psycopg.Cursor[Any]) -> int:
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def _told(requests: list[Prepared], fresh: np.ndarray, batch: int) -> list[Any]:
    told = []
    start = 0
    for request in requests:
        for position, happening in request.told.items():
            if fresh[start + position]:
                msgspec.structs.force_setattr(happening, "batch", batch)  # nobody else has it yet
                told.append(happening)
        start += len(request.rows)
    return told


def _receipts(requests: list[Prepared], claims: Claims) -> list[Receipt]:
    receipts = []
    start = 0
    for request in requests:
        stored = int(claims.fresh[start : start + len(request.rows)].sum())
        repeated = sum(aside.key not in claims.quarantined for aside in request.quarantined)
        receipts.append(Receipt(stored, len(request.rows) - stored + repeated, tuple(request.rejected)))
        start += len(request.rows)
    return receipts


def _why(error: Exception) -> str:
    if isinstance(error, psycopg.Error):
        return (
            "PostgreSQL does not answer"
            if isinstance(error, psycopg.OperationalError)
            else "PostgreSQL refused the batch"
        )
    text = str(error)
    if "NOT_ENOUGH_SPACE" in text or "No space left" in text:
        return "the disk is full"
    return "ClickHouse refused the batch"
