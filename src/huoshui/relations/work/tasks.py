"""What staff's work does by the clock: SOPs enroll, make what is due and end; what lost its sense is dropped."""

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.relations.work import operations
from huoshui.relations.work.sops import making

blueprint = Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="tend", pass_context=True, queueing_lock="work.tend")
async def tend(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Drop what lost its sense, and let every SOP make what is due; each in a transaction of its own."""
    platform = platform_of(context)
    now = clock.now()
    async with platform.postgres.transaction() as session:
        await operations.drop_ended(session, now=now)
    await making.round_of_all(platform.postgres, platform.clickhouse, now=now)
