"""The clock's door to intimacy: a fit and everybody's scores each night, and what was asked for in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from procrastinate import JobContext
from sqlalchemy import text

from huoshui.audiences.intimacy import operations
from huoshui.audiences.intimacy.contract.errors import RunWaiting
from huoshui.audiences.intimacy.contract.values import Run, Task
from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.bedrock.postgres import Postgres

blueprint = Blueprint()

_TURN = 0x696E7469  # held by the one run at work; a process that dies lets go of it


@blueprint.periodic(cron="40 19 * * *")  # 03:40 in Beijing
@blueprint.task(name="nightly", pass_context=True, queueing_lock="intimacy.nightly")
async def nightly(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 the queue tells the hour
    """Fit the weights on the last thirty days, then score everybody."""
    platform = platform_of(context)
    try:
        async with platform.postgres.transaction() as session:
            await operations.ask(session, task=Task.FIT, by="nightly", now=clock.now())
    except RunWaiting:
        pass  # somebody asked for it just now
    await work_off(platform)


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="work", pass_context=True, queueing_lock="intimacy.work")
async def work(context: JobContext, timestamp: int = 0) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Carry out the runs that wait, and take up what a crash broke off."""
    await work_off(platform_of(context))


async def work_off(platform: Any) -> None:  # noqa: ANN401 the type lives in app, above us
    """This will carry out every waiting run, unless somebody is at it already."""
    async with _turn(platform.postgres) as taken:
        if not taken:
            return
        async with platform.postgres.transaction() as session:
            await operations.take_up(session, platform.clickhouse, now=clock.now())
        while True:
            async with platform.postgres.transaction() as session:
                run = await operations.take(session, now=clock.now())
            if run is None:
                return
            await _carry_out(platform, run)


async def _carry_out(platform: Any, run: Run) -> None:  # noqa: ANN401 the type lives in app, above us
    cluster = platform.settings.clickhouse_cluster
    try:
        await operations.carry_out(platform.postgres, platform.clickhouse, run, cluster=cluster)
    except Exception as error:
        failure = f"The run stopped because of a defect, which was logged: {type(error).__name__}"
        await _end(platform, run, failure=failure)
        raise
    await _end(platform, run)


async def _end(platform: Any, run: Run, *, failure: str = "") -> None:  # noqa: ANN401 the type lives in app, above us
    async with platform.postgres.transaction() as session:
        await operations.end(session, run=run.run, failure=failure, now=clock.now())


async def defer(platform: Any) -> None:  # noqa: ANN401 the type lives in app, above us
    """This will have the worker look at once; twice is as good as once."""
    await platform.jobs.configure_task("intimacy:work", allow_unknown=True).defer_async(timestamp=0)


@asynccontextmanager
async def _turn(postgres: Postgres) -> AsyncIterator[bool]:
    async with postgres.engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        taken = bool(await connection.scalar(text("SELECT pg_try_advisory_lock(:turn)"), {"turn": _TURN}))
        try:
            yield taken
        finally:
            if taken:
                await connection.execute(text("SELECT pg_advisory_unlock(:turn)"), {"turn": _TURN})
