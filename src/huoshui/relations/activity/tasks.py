"""What activity does by the clock: pull WeCom's figures every morning, and take up what a crash broke off."""

from datetime import timedelta

from procrastinate import JobContext

from huoshui.access.contract import LOCAL
from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, defer_once, platform_of
from huoshui.connectors import queries as connectors
from huoshui.relations.activity import queries, rules
from huoshui.relations.activity.contract import PullRunning
from huoshui.relations.activity.pulling import runs
from huoshui.relations.activity.pulling.pulling import Pulling
from huoshui.relations.contract import SOURCE

blueprint = Blueprint()

_SILENT = timedelta(minutes=5)


@blueprint.task(name="pull", pass_context=True)
async def pull(context: JobContext, *, number: int) -> None:
    """Bring a pull to its end."""
    platform = platform_of(context)
    async with platform.postgres.session() as session:
        begun = await queries.pull(session, number=number)
    await Pulling(begun, postgres=platform.postgres, speakers=platform.speakers, clock=clock.now).perform()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="tend", pass_context=True, queueing_lock="activity.tend")
async def tend(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Take up pulls that a crash interrupted."""
    platform = platform_of(context)
    async with platform.postgres.session() as session:
        for number in await runs.silent(session, before=clock.now() - _SILENT):
            await defer_once(platform.jobs, "activity:pull", number=number)


@blueprint.periodic(cron="20 2,4,8,12 * * *")  # 10:20, 12:20, 16:20 and 20:20 in Beijing
@blueprint.task(name="daily", pass_context=True, queueing_lock="activity.daily")
async def daily(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 as above
    """Pull every corp's figures once they are there; the later hours take up what failed in the morning."""
    platform = platform_of(context)
    until = rules.last_told(clock.now())
    async with platform.postgres.session() as session:
        accounts = await connectors.accounts(session, channel=SOURCE)
    corps: set[str] = set()
    for account in accounts:
        if account.paused or account.corp_id in corps:
            continue
        corps.add(account.corp_id)
        try:
            async with platform.postgres.transaction() as session:
                if await runs.done_until(session, account=account.id) == until:
                    continue
                begun = await runs.begin(session, account=account, until=until, viewer=LOCAL, now=clock.now())
        except PullRunning:
            continue
        await defer_once(platform.jobs, "activity:pull", number=begun.id)
