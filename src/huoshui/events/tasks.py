"""The clock's door: what is tidied up each day."""

from typing import Any

from procrastinate import JobContext

from huoshui.bedrock import clock, outbox
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.bedrock.log import logger
from huoshui.events import operations

blueprint = Blueprint()


@blueprint.periodic(cron="17 19 * * *")  # 03:17 in Beijing
@blueprint.task(name="tidy", pass_context=True, queueing_lock="events.tidy")
async def tidy(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 the queue tells the hour
    """Forget message keys that nobody repeats any more, and outbox events that everybody has heard."""
    platform: Any = platform_of(context)
    async with platform.postgres.transaction() as session:
        keys = await operations.forget_old_keys(session, now=clock.now())
        events = await outbox.forget(session)
    logger().info("events.tidied", keys=keys, outbox=events)
