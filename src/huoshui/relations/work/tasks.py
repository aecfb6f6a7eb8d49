"""What staff's work does by the clock: SOPs enroll, make what is due and end; tasks are dropped, or reminded of."""

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.relations.work import operations
from huoshui.relations.work.reminding import Reminder
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


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="remind", pass_context=True, queueing_lock="work.remind")
async def remind(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 as above
    """Remind staff of what may be done now, is due soon, or is late; each once."""
    platform = platform_of(context)
    await Reminder(platform.postgres, platform.speakers, platform.settings.public_url or "").round(clock.now)
