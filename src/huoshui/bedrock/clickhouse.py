"""
The column engine: one client for the engine inside the process and for a server, always off the event loop's thread.
"""

import asyncio
import json
import re
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import clickhouse_connect
import pyarrow as pa
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError, DatabaseError
from clickhouse_connect.driver.query import QueryResult

from huoshui.bedrock.errors import TooLarge

Answer = TypeVar("Answer")
Parameters = Mapping[str, Any]

_EXACT = {"precise_float_parsing": 1}
"""A number that was written as text is read as every other program reads it."""
SMALL_READS = {"local_filesystem_read_method": "pread"}
"""For reading a few kilobytes in many places: handing each to a pool of threads costs more than reading it."""
MOST_MEMORY = 4 << 30
BOUNDED = {
    "max_memory_usage": MOST_MEMORY,
    "max_bytes_before_external_group_by": MOST_MEMORY // 2,
    "max_bytes_before_external_sort": MOST_MEMORY // 2,
}
"""How much one answer may use, where nothing else is said: from half of it on, groups and sorting go to disk."""
DURABLE = {"fsync_after_insert": 1, "fsync_part_directory": 1}
"""Table settings under which an insert that returned survives a power cut."""

_KILL_AGAIN_S = 0.2
"""A query that is about to start cannot be killed yet, so it is tried again until it has ended."""
_TAG: ContextVar[str] = ContextVar("clickhouse_tag", default="")
_CODE = re.compile(r"Code: (\d+)")
_NO_MEMORY = 241
_JSON = {"output_format_json_quote_64bit_integers": 0}


class AskedTooMuch(TooLarge):
    """This needs more memory than one answer may use ({most}); ask about fewer days, people or conditions."""


class Ended(Exception):
    """A query that ended without an answer; ``code`` is the engine's number of the error, 0 when it named none."""

    def __init__(self, code: int, said: str) -> None:
        self.code = code
        super().__init__(said)


@contextmanager
def _ending() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise Ended(_code(error), str(error)) from error


def _code(error: DatabaseError) -> int:
    code = _CODE.search(str(error))
    return int(code[1]) if code else 0


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with what it cost: seconds in the engine, rows read from tables."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    seconds: float
    rows_read: int


@contextmanager
def ending_with_us(tag: str) -> Iterator[None]:
    """This will see to it that what `rows` and `dicts` ask within ends in the engine when whoever asks is cancelled."""
    before = _TAG.set(tag)
    try:
        yield
    finally:
        _TAG.reset(before)


class ClickHouse:
    """
    One database. Each thread has its own client, because one client runs one query at a time.

    ``dsn`` is ``chdb:///folder`` (the engine in this process; one process per folder) or ``clickhouse://user:password@host/db``.
    """

    def __init__(
        self,
        dsn: str,
        *,
        threads: int = 6,
        settings: Mapping[str, Any] | None = None,
        database: str | None = None,
    ) -> None:
        self.dsn = dsn
        self._database = database
        self._settings = {**_EXACT, **(settings or {})}
        self._local = threading.local()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="clickhouse")
        self._ending = ThreadPoolExecutor(1, thread_name_prefix="clickhouse-ending")

    @classmethod
    def embedded(cls, folder: Path, **options: Any) -> "ClickHouse":  # noqa: ANN401 passed on
        """This will open the engine inside this process on ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(f"chdb://{folder.resolve()}", **options)

    @property
    def client(self) -> Client:
        """This thread's own client; it blocks, so never ask for it on the event loop's thread."""
        if not hasattr(self._local, "client"):
            self._local.client = self._connected()
        client: Client = self._local.client
        return client

    def _connected(self) -> Client:
        # a server would tie queries of one session together; the engine in this process knows no sessions
        options: dict[str, Any] = {} if self._embedded else {"autogenerate_session_id": False}
        if self._database:
            options["database"] = self._database
        return clickhouse_connect.get_client(dsn=self.dsn, settings=self._settings, **options)

    @property
    def _embedded(self) -> bool:
        return self.dsn.startswith("chdb:")

    def blocking(self, work: Callable[[Client], Answer]) -> Answer:
        """
        This will do blocking work with this thread's client, and change the client where the engine in this process
        refused: what a query had written before it ended would stand before the answer to the next one (decision 0058).
        """
        try:
            return work(self.client)
        except (ClickHouseError, Ended):
            if self._embedded:
                failed, self._local.client = self.client, self._connected()  # the engine ends with its last client
                failed.close()
            raise

    async def run(self, work: Callable[[Client], Answer]) -> Answer:
        """This will do blocking work with a client of a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: self.blocking(work))

    async def rows(
        self, sql: str, parameters: Parameters | None = None, *, settings: Parameters | None = None
    ) -> list[tuple[Any, ...]]:
        """
        This will answer with tuples; parameters are written ``{name:Type}`` in the SQL.

        :raises AskedTooMuch: if it needs more memory than it may use
        """
        return [tuple(row) for row in (await self._asked(sql, parameters, settings)).result_rows]

    async def dicts(
        self, sql: str, parameters: Parameters | None = None, *, settings: Parameters | None = None
    ) -> list[dict[str, Any]]:
        """
        This will answer with a mapping per row.

        :raises AskedTooMuch: as `rows` does
        """
        result = await self._asked(sql, parameters, settings)
        return [dict(zip(result.column_names, row, strict=True)) for row in result.result_rows]

    async def _asked(self, sql: str, parameters: Parameters | None, settings: Parameters | None) -> QueryResult:
        tag = _TAG.get()
        given = {**BOUNDED, **({"log_comment": tag} if tag else {}), **(settings or {})}
        asked = self.run(lambda client: client.query(sql, parameters=dict(parameters or {}), settings=given))
        try:
            return await (self.until(asked, tag=tag) if tag else asked)
        except DatabaseError as error:
            if _code(error) == _NO_MEMORY:
                raise AskedTooMuch(most=f"{given['max_memory_usage'] >> 20:,} MB") from error
            raise

    async def told(self, sql: str, parameters: Parameters | None = None, *, settings: Parameters | None = None) -> Told:
        """
        This will answer with tuples and with what it cost; integers of any size are exact, tuples come as lists.

        :raises Ended: if the engine ends the query, at a limit or because it was killed
        """

        def work(client: Client) -> bytes:
            given = {**_JSON, **(settings or {})}
            with _ending():
                return client.raw_query(sql, parameters=dict(parameters or {}), settings=given, fmt="JSONCompact")

        answer = json.loads(await self.run(work))
        cost = answer["statistics"]
        columns = tuple(one["name"] for one in answer["meta"])
        return Told(columns, [tuple(row) for row in answer["data"]], cost["elapsed"], cost["rows_read"])

    async def kill(self, tag: str, *, cluster: str | None = None) -> None:
        """
        This will end every query that runs with the setting ``log_comment`` = ``tag``, of letters, digits and ``:-_.``.

        The engine in this process takes no query id of ours, so that the tag stands in the comment, for a server too.
        """
        if not re.fullmatch(r"[\w:.-]+", tag):
            msg = f"{tag!r} is no tag"
            raise ValueError(msg)
        everywhere = f"ON CLUSTER '{cluster}' " if cluster else ""
        sql = f"KILL QUERY {everywhere}WHERE Settings['log_comment'] = '{tag}' ASYNC"
        # on a thread of its own: the others may all be waiting for what is to be ended
        await asyncio.get_running_loop().run_in_executor(
            self._ending, self.blocking, lambda client: client.command(sql)
        )

    async def until(self, answer: Awaitable[Answer], *, tag: str, cluster: str | None = None) -> Answer:
        """This will wait for a query that runs under a tag, and end it in the engine when we are cancelled."""
        work = asyncio.ensure_future(answer)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            while not work.done():
                await self.kill(tag, cluster=cluster)
                await asyncio.wait([work], timeout=_KILL_AGAIN_S)
            if not work.cancelled():
                work.exception()  # it was ended: what it says is of no interest
            raise

    async def arrow(
        self, sql: str, parameters: Parameters | None = None, *, settings: Parameters | None = None
    ) -> pa.Table:
        """
        This will answer with an Arrow table.

        :raises Ended: as `told` does
        """

        def work(client: Client) -> pa.Table:
            with _ending():
                return client.query_arrow(sql, parameters=dict(parameters or {}), settings=dict(settings or {}))

        return await self.run(work)

    async def insert(self, table: str, data: pa.Table, *, settings: Parameters | None = None) -> None:
        """This will insert an Arrow table; when it returns, the rows are on disk."""
        await self.run(lambda client: client.insert_arrow(table, data, settings=dict(settings or {})))

    async def command(
        self, sql: str, parameters: Parameters | None = None, *, settings: Parameters | None = None
    ) -> None:
        """This will run a statement that answers nothing."""
        await self.run(
            lambda client: client.command(sql, parameters=dict(parameters or {}), settings=dict(settings or {}))
        )

    def close(self) -> None:
        """This will wait for what runs and let the threads go."""
        self._threads.shutdown(wait=True)
        self._ending.shutdown(wait=True)
