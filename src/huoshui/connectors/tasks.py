"""The clock's door: what is tidied up each day."""

from typing import Any

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.bedrock.log import logger
from huoshui.connectors import operations

blueprint = Blueprint()


@blueprint.periodic(cron="37 19 * * *")  # 03:37 in Beijing
@blueprint.task(name="tidy", pass_context=True, queueing_lock="connectors.tidy")
async def tidy(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 the queue tells the hour
    """Forget letters that were read a week ago."""
    platform: Any = platform_of(context)
    forgotten, more = 0, 1
    while more:
        async with platform.postgres.transaction() as session:
            more = await operations.forget_letters(session, now=clock.now())
        forgotten += more
    logger().info("connectors.tidied", letters=forgotten)
