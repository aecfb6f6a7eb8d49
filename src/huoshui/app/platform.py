"""The running system: engines opened and brought forward, intake and feed started, everything closed in order."""

import asyncio
import contextlib
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from clickhouse_connect.driver.exceptions import OperationalError as ClickHouseAway
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from huoshui.app import wiring
from huoshui.app.downstream import downstream
from huoshui.app.parts import Platform as Platform  # noqa: PLC0414 what is opened here is known from here
from huoshui.app.schema.upgrade import upgrade
from huoshui.app.settings import Settings
from huoshui.app.worker import Worker
from huoshui.bedrock import jobs
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrate
from huoshui.bedrock.crypto import Keys, Vault, WrongMasterKey
from huoshui.bedrock.directory import DirectoryLock
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.errors import Busy
from huoshui.bedrock.figures import Figures
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.shelf import Shelf
from huoshui.connectors.mail import Mail
from huoshui.connectors.speaking import Speakers
from huoshui.connectors.visitors import Reception
from huoshui.events.feed import Feed
from huoshui.events.intake import Intake
from huoshui.identity import queries as identity
from huoshui.relations.running import Relations
from huoshui.touchpoints.codes.running import Codes
from huoshui.touchpoints.entries.running import Entries
from huoshui.touchpoints.landing.views import Views
from huoshui.touchpoints.visits import Visits

_CLICKHOUSE_SETTINGS = {"max_threads": max(2, os.cpu_count() or 2)}


class EngineAway(Busy):
    """
    {engine} at {address} does not answer: {why}. Start it, or set {setting} right. Try again in {retry_after} seconds.
    """


@asynccontextmanager
async def open_platform(settings: Settings, *, work: bool = True, feed_apart: bool = False) -> AsyncIterator[Platform]:
    """
    This will open the engines, bring both schemas forward, and run intake, feed, mirrors and jobs until the block ends.

    With ``work`` off nothing runs by itself (tests and one-shot commands call `Platform.settle`); with ``feed_apart``
    the feed has a process of its own, as a server under load wants it.

    :raises DirectoryInUse: if another process holds the data directory
    :raises PostgresDidNotStart: if the embedded PostgreSQL cannot run
    :raises EngineAway: if an engine of yours does not answer
    :raises WrongMasterKey: if the database was written under another key, or under one that is gone
    """
    async with contextlib.AsyncExitStack() as closing:
        embedded = await _embedded_postgres(settings, closing)
        postgres = Postgres(embedded.dsn if embedded else settings.postgres_url or "")
        closing.push_async_callback(postgres.close)
        clickhouse = _clickhouse(settings)
        closing.callback(clickhouse.close)
        with _answering("PostgreSQL", settings.postgres_url, setting="HUOSHUI_POSTGRES_URL"):
            await upgrade(postgres)
        with _answering("ClickHouse", settings.clickhouse_url, setting="HUOSHUI_CLICKHOUSE_URL"):
            await migrate(clickhouse, wiring.STAGES, cluster=settings.clickhouse_cluster)
        platform = await _assemble(settings, postgres, clickhouse, closing)
        platform.embedded_postgres = embedded
        if work:
            worker = Worker(platform, feed_apart=feed_apart)
            await worker.start()
            closing.push_async_callback(worker.stop)
            platform.wake = worker.wake
            await platform.intake.start(committed=worker.wake)
        else:
            await platform.intake.start()
        closing.push_async_callback(platform.intake.stop)
        await platform.visits.start(forwards=work)
        closing.push_async_callback(platform.visits.stop)
        await platform.mail.start(reads=work)
        closing.push_async_callback(platform.mail.stop)
        if work:
            for loop in (platform.relations, platform.codes, platform.views, platform.entries):
                await loop.start()
                closing.push_async_callback(loop.stop)
        yield platform


@contextlib.contextmanager
def _answering(engine: str, url: str | None, *, setting: str) -> Iterator[None]:
    try:
        yield
    except (OperationalError, ClickHouseAway) as error:
        if url is None:
            raise
        cause: BaseException = error
        while inner := cause.__cause__ or cause.__context__:
            cause = inner
        said = str(cause).partition("\n")[0]
        address = urlsplit(url).netloc.rpartition("@")[2]  # without user and password
        raise EngineAway(engine=engine, address=address, setting=setting, why=said, retry_after=5) from error


async def _embedded_postgres(settings: Settings, closing: contextlib.AsyncExitStack) -> EmbeddedPostgres | None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    if settings.embedded:
        lock = DirectoryLock(settings.data_dir)
        lock.acquire()
        closing.callback(lock.release)
    if settings.postgres_url:
        return None
    embedded = await asyncio.to_thread(EmbeddedPostgres, settings.data_dir)
    await asyncio.to_thread(embedded.start)
    closing.callback(embedded.stop)
    return embedded


def _clickhouse(settings: Settings) -> ClickHouse:
    if settings.clickhouse_url:
        return ClickHouse(settings.clickhouse_url)
    return ClickHouse.embedded(settings.data_dir / "clickhouse", settings=_CLICKHOUSE_SETTINGS)


async def _assemble(
    settings: Settings, postgres: Postgres, clickhouse: ClickHouse, closing: contextlib.AsyncExitStack
) -> Platform:
    keys = await _keys(settings.key_file, postgres)
    vault = Vault(keys)
    intake = Intake(
        postgres=postgres, clickhouse=clickhouse, keys=keys, standing=wiring.standing,
        data_dir=settings.data_dir,
        waiting_bytes=settings.intake_waiting_mb << 20, lag_batches=settings.intake_lag_batches,
    )  # fmt: skip
    feed = Feed(postgres, keys, downstream(vault))
    queue = jobs.deferring(postgres.dsn)
    await queue.open_async()
    closing.push_async_callback(queue.close_async)
    visits = Visits(postgres, intake, keys)
    mail = Mail(postgres, keys, intake, private=settings.private_addresses)
    speakers = Speakers(postgres, keys)
    closing.push_async_callback(speakers.aclose)
    token = _local_token(settings.data_dir)
    shelf = Shelf(postgres)
    codes, views = Codes(postgres, intake, keys, speakers.wecom), Views(postgres, intake, keys)
    relations = Relations(postgres, speakers, vault, intake)
    return Platform(
        settings, postgres, clickhouse, keys, vault, intake, feed, queue, token, visits, speakers, mail, relations,
        codes, views, Entries(postgres, speakers.wechat), shelf, Figures(shelf),
        Reception(postgres, speakers, intake),
    )  # fmt: skip


async def _keys(file: Path, postgres: Postgres) -> Keys:
    there = await asyncio.to_thread(file.exists)
    keys = Keys.of_file(file)
    async with postgres.session() as session:
        fits = [await Vault(keys).opens_any(session), await identity.knows_any(session, keys)]
    if False in fits and True not in fits:
        if there:
            raise WrongMasterKey(file=file, why="is not the one that this database was written under")
        await asyncio.to_thread(file.unlink)  # made a moment ago, and nothing was sealed under it
        raise WrongMasterKey(file=file, why="is missing, and this database was written under one")
    return keys


def _local_token(data_dir: Path) -> str:
    path = data_dir / "keys" / "local_token"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        contextlib.suppress(FileExistsError),
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file,
    ):
        file.write(f"hs_local_{secrets.token_urlsafe(32)}")
    return path.read_text()


async def is_ready(platform: Platform) -> dict[str, bool]:
    """This will ask each engine, and intake, whether it works now."""
    answers = {"intake": platform.intake.available}
    try:
        async with asyncio.timeout(5), platform.postgres.session() as session:
            await session.execute(text("SELECT 1"))
        answers["postgres"] = True
    except Exception:  # noqa: BLE001 whatever it is, it is not ready
        answers["postgres"] = False
    try:
        async with asyncio.timeout(10):
            await platform.clickhouse.rows("SELECT 1")
        answers["clickhouse"] = True
    except Exception:  # noqa: BLE001 whatever it is, it is not ready
        answers["clickhouse"] = False
    return answers
