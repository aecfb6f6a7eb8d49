"""The clock's door to imports: run one, undo one, take up what a crash interrupted."""

from datetime import timedelta
from typing import Any

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.events.imports import operations, pipeline, queries
from huoshui.events.imports.contract import ImportState
from huoshui.events.imports.pipeline import Engines, Turn

blueprint = Blueprint()

_SILENT = timedelta(seconds=30)
_AGAIN_SECONDS = 2


def engines_of(platform: Any) -> Engines:  # noqa: ANN401 the type lives in app, above us
    """This will give what an import needs of the platform."""
    return Engines(
        platform.postgres,
        platform.clickhouse,
        platform.keys,
        platform.intake,
        platform.settings.data_dir / "media" / "imports",
    )


@blueprint.task(name="run", pass_context=True)
async def run(context: JobContext, *, import_id: int) -> None:
    """Bring one import, or its undoing, to its end; one at a time."""
    platform = platform_of(context)
    turn = Turn(platform.postgres.dsn)
    if not await turn.take():
        await defer(platform, import_id, seconds=_AGAIN_SECONDS)
        return
    try:
        engines = engines_of(platform)
        await pipeline.run(engines, import_id=import_id, now=clock.now())
        if not await operations.undo(
            engines, import_id=import_id, cluster=platform.settings.clickhouse_cluster, now=clock.now()
        ):
            await defer(platform, import_id, seconds=_AGAIN_SECONDS)
    finally:
        await turn.give()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="tend", pass_context=True, queueing_lock="imports.tend")
async def tend(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Take up imports that nobody works on, and delete uploads that nobody committed."""
    platform = platform_of(context)
    await take_up(platform, silent=_SILENT)
    await operations.tidy(engines_of(platform), now=clock.now())


async def take_up(platform: Any, *, silent: timedelta = timedelta()) -> None:  # noqa: ANN401 the type lives in app, above us
    """
    This will queue imports that should be at work and have been silent for so long.

    A worker does it when it starts, whatever the silence: a crash interrupted them, or another holds the turn and the
    job waits for it.
    """
    async with platform.postgres.session() as session:
        waiting = await queries.waiting(session, now=clock.now(), silent=silent)
    for import_id, state in waiting:
        if state in {ImportState.QUEUED, ImportState.RUNNING, ImportState.UNDOING}:
            await defer(platform, import_id)


async def defer(platform: Any, import_id: int, *, seconds: int = 0) -> None:  # noqa: ANN401 the type lives in app, above us
    """This will queue the job of an import; twice is as good as once."""
    task = platform.jobs.configure_task(
        "imports:run", allow_unknown=True, schedule_in={"seconds": seconds} if seconds else None
    )
    await task.defer_async(import_id=import_id)
