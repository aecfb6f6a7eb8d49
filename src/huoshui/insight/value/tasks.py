"""What value does by the clock: perform a run that was asked for, run every night, take up what a crash broke off."""

from typing import Any

from procrastinate import JobContext
from procrastinate.exceptions import AlreadyEnqueued

from huoshui.access.contract import LOCAL
from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.insight.value import operations, queries
from huoshui.insight.value.contract import RunAsked, RunGoing

blueprint = Blueprint()

_SILENT_SECONDS = 120


@blueprint.task(name="run", pass_context=True)
async def run(context: JobContext, *, number: int) -> None:
    """Bring a run of the value model to its end."""
    platform = platform_of(context)
    await operations.perform(
        platform.postgres,
        platform.clickhouse,
        number=number,
        now=clock.now(),
        cluster=platform.settings.clickhouse_cluster,
    )


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="tend", pass_context=True, queueing_lock="value.tend")
async def tend(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Take up runs that a crash interrupted."""
    platform = platform_of(context)
    async with platform.postgres.session() as session:
        for number in await queries.silent(session, now=clock.now(), seconds=_SILENT_SECONDS):
            await defer(platform, number)


@blueprint.periodic(cron="40 19 * * *")  # 03:40 in Beijing
@blueprint.task(name="nightly", pass_context=True, queueing_lock="value.nightly")
async def nightly(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 as above
    """Run the value model anew, as it was asked for last; nobody having asked yet, not at all."""
    platform = platform_of(context)
    async with platform.postgres.transaction() as session:
        last = await queries.latest(session)
        if last is None:
            return
        try:
            begun = await operations.request(
                session, asked=RunAsked.model_validate(last.asked), viewer=LOCAL, now=clock.now()
            )
        except RunGoing:
            return
    await defer(platform, begun.id)


async def defer(platform: Any, number: int) -> None:  # noqa: ANN401 the type lives in app, above us
    """This will queue the job of a run; twice is as good as once."""
    task = platform.jobs.configure_task(
        "value:run", allow_unknown=True, lock="value.run", queueing_lock=f"value.run.{number}"
    )
    try:
        await task.defer_async(number=number)
    except AlreadyEnqueued:
        return
