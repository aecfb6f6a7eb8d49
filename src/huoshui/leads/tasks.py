"""The clock's door: which advertisements explain the adds of WeCom staff."""

from typing import Any

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.bedrock.log import logger
from huoshui.leads import adds

blueprint = Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="ask", pass_context=True, queueing_lock="leads.ask")
async def ask(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 the queue tells the minute
    """Ask about the adds that are due."""
    platform: Any = platform_of(context)
    asked, explained = await adds.ask(
        platform.postgres, platform.speakers, platform.intake, vault=platform.vault, now=clock.now()
    )
    if asked:
        logger().info("leads.adds.asked", adds=asked, explained=explained)
