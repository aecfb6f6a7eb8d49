"""The clock's door: leads that are pulled every few minutes, and what is tidied up each day."""

from typing import Any

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.bedrock.log import logger
from huoshui.connectors import operations
from huoshui.connectors.pulls import queries as pulls
from huoshui.connectors.pulls.pulling import Puller

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


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="pull", pass_context=True, queueing_lock="connectors.pull")
async def pull(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 the queue tells the minute
    """Pull the leads of every account whose turn it is."""
    platform: Any = platform_of(context)
    async with platform.postgres.session() as session:
        due = await pulls.due(session, now=clock.now())
    puller = Puller(platform.postgres, platform.keys, platform.speakers)
    for name in due:
        try:
            await puller.pull(name=name, now=clock.now())
        except Refusal as refusal:  # somebody pulls it by hand right now, or paused it
            logger().info("connectors.pull.skipped", code=refusal.code)
