"""What touchpoints do by the clock: ask how many adds are left where there were few."""

from procrastinate import JobContext

from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.touchpoints import allowances

blueprint = Blueprint()


@blueprint.periodic(cron="*/20 * * * *")
@blueprint.task(name="allowances", pass_context=True, queueing_lock="touchpoints.allowances")
async def ask(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Ask WeCom of the corps that it warned; of nobody else."""
    platform = platform_of(context)
    await allowances.ask(platform.postgres, platform.speakers.wecom)
