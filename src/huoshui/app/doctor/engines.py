"""What only the open platform can tell: both engines and their schemas, the feed, quarantine, outbox, jobs, clocks."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app import wiring
from huoshui.app.doctor import activity, allowances, comparisons, connectors, entries
from huoshui.app.doctor.findings import Finding, broken, look, well
from huoshui.app.schema import upgrade
from huoshui.bedrock import outbox
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import pending
from huoshui.bedrock.postgres import Postgres

POSTGRES = 150_000
CLICKHOUSE = 24
FEED_LOOK_S = 10
FEED_BROKEN_S = 300
OUTBOX_LOOK = 10_000
CLOCK_LOOK_S = 2
MIGRATE = "run `huoshui migrate`"

_WAITING = """
    SELECT count(*) FILTER (WHERE failed_why IS NULL),
           min(closed_at) FILTER (WHERE failed_why IS NULL),
           count(failed_why)
    FROM intake_batches WHERE closed_at IS NOT NULL AND applied_at IS NULL
"""


async def examine(postgres: Postgres, clickhouse: ClickHouse, *, now: datetime) -> AsyncIterator[Finding]:
    """This will ask the engines, and look at what waits between them."""
    async with postgres.transaction() as session:
        yield await _postgres(session)
        yield await _clock(session, now)
        yield await _feed(session, now)
        yield await _outbox(session)
        yield await _quarantine(session)
        yield await _jobs(session)
        for account in (connectors, comparisons, allowances, entries, activity):
            async for finding in account.examine(session, now=now):
                yield finding
    yield await _postgres_schema(postgres)
    yield await _clickhouse(clickhouse)
    yield await _clickhouse_schema(clickhouse)
    yield await _dictionary(clickhouse, now)


async def _postgres(session: AsyncSession) -> Finding:
    number = int(await session.scalar(text("SELECT current_setting('server_version_num')")) or 0)
    version = await session.scalar(text("SELECT current_setting('server_version')"))
    if number < POSTGRES:
        return broken("postgresql", str(version), "PostgreSQL 15 or newer is needed")
    return well("postgresql", str(version))


async def _postgres_schema(postgres: Postgres) -> Finding:
    current, head = await upgrade.current(postgres), upgrade.head()
    if current != head:
        return broken("postgresql schema", f"at {current}, the newest is {head}", MIGRATE)
    return well("postgresql schema", head)


async def _clock(session: AsyncSession, now: datetime) -> Finding:
    theirs: datetime = (await session.execute(text("SELECT clock_timestamp()"))).scalar_one()
    apart = abs((theirs - now).total_seconds())
    if apart > CLOCK_LOOK_S:
        return look(
            "clock", f"{apart:.1f} s apart from PostgreSQL's", "let both machines keep time (chrony, systemd-timesyncd)"
        )
    return well("clock", f"{now:%Y-%m-%d %H:%M:%S} UTC")


async def _feed(session: AsyncSession, now: datetime) -> Finding:
    waiting, oldest, failed = (await session.execute(text(_WAITING))).one()
    if failed:
        return broken(
            "feed", f"{failed:,} batches failed on a defect", "see the log for feed; a restart tries them again"
        )
    late = (now - oldest).total_seconds() if oldest else 0.0
    found = f"{waiting:,} batches wait, the oldest for {late:.0f} s" if waiting else "up to date"
    if late > FEED_BROKEN_S:
        return broken("feed", found, "see the log for feed; is a worker running?")
    return look("feed", found, "it should catch up; if not, see the log") if late > FEED_LOOK_S else well("feed", found)


async def _outbox(session: AsyncSession) -> Finding:
    waiting = await outbox.lag(session)
    if waiting > OUTBOX_LOOK:
        return look("outbox", f"{waiting:,} wait", "see the log for mirror.failed; is a worker running?")
    return well("outbox", f"{waiting:,} wait")


async def _quarantine(session: AsyncSession) -> Finding:
    waiting = await session.scalar(text("SELECT count(*) FROM quarantine WHERE released_at IS NULL")) or 0
    if waiting:
        return look(
            "quarantine",
            f"{waiting:,} events wait",
            "huoshui events quarantine shows why; `release` mends and sends on",
        )
    return well("quarantine", "empty")


async def _jobs(session: AsyncSession) -> Finding:
    failed = await session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")) or 0
    if failed:
        return look("jobs", f"{failed:,} failed", "see the log for the job's error")
    return well("jobs", "none failed")


async def _clickhouse(clickhouse: ClickHouse) -> Finding:
    ((version,),) = await clickhouse.rows("SELECT version()")
    if int(version.split(".")[0]) < CLICKHOUSE:
        return broken("clickhouse", version, "ClickHouse 24 or newer is needed")
    return well("clickhouse", version)


async def _clickhouse_schema(clickhouse: ClickHouse) -> Finding:
    missing = await pending(clickhouse, wiring.STAGES)
    if missing:
        return broken("clickhouse schema", f"{len(missing)} migrations have not run", MIGRATE)
    return well("clickhouse schema", "current")


async def _dictionary(clickhouse: ClickHouse, now: datetime) -> Finding:
    rows = await clickhouse.rows(
        "SELECT status, element_count, toUnixTimestamp(last_successful_update_time), last_exception "
        "FROM system.dictionaries WHERE name = 'person_of' AND database = currentDatabase()"
    )
    if not rows:
        return broken("person_of", "the dictionary is not there", MIGRATE)
    status, entries, updated, problem = rows[0]
    if problem:
        return broken(
            "person_of", str(problem)[:200], "merges and splits are not visible in reports until this is mended"
        )
    if status in {"LOADED", "LOADED_AND_RELOADING"}:
        age = now.timestamp() - updated
        return well("person_of", f"{entries:,} identities point elsewhere, loaded {age:.0f} s ago")
    return well("person_of", "loads when it is first asked")
