"""What relations do by the clock: compare with the platform every night, and take up what a crash broke off."""

from datetime import timedelta

from procrastinate import JobContext

from huoshui.access.contract import LOCAL
from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, defer_once, platform_of
from huoshui.connectors import queries as connectors
from huoshui.relations import queries
from huoshui.relations.contract import SOURCE, SyncRunning
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.comparing import Comparison

blueprint = Blueprint()

_SILENT = timedelta(minutes=5)


@blueprint.task(name="compare", pass_context=True)
async def compare(context: JobContext, *, number: int) -> None:
    """Bring a comparison to its end."""
    platform = platform_of(context)
    async with platform.postgres.session() as session:
        run = await queries.run(session, number=number)
    comparison = Comparison(
        run, postgres=platform.postgres, speakers=platform.speakers, vault=platform.vault, clock=clock.now
    )
    await comparison.perform()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="tend", pass_context=True, queueing_lock="relations.tend")
async def tend(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """Take up comparisons that a crash interrupted, and those that wait until the platform is less busy."""
    platform = platform_of(context)
    async with platform.postgres.session() as session:
        for number in await runs.silent(session, before=clock.now() - _SILENT):
            await defer_once(platform.jobs, "relations:compare", number=number)


@blueprint.periodic(cron="10 18 * * *")  # 02:10 in Beijing
@blueprint.task(name="nightly", pass_context=True, queueing_lock="relations.nightly")
async def nightly(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 as above
    """Compare every corp with the platform, and repair what callbacks lost."""
    platform = platform_of(context)
    async with platform.postgres.transaction() as session:
        accounts = await connectors.accounts(session, channel=SOURCE)
    corps: set[str] = set()
    for account in accounts:
        if account.paused or account.corp_id in corps:
            continue
        corps.add(account.corp_id)
        try:
            async with platform.postgres.transaction() as session:
                run = await runs.begin(session, account=account, viewer=LOCAL, now=clock.now())
        except SyncRunning:
            continue
        await defer_once(platform.jobs, "relations:compare", number=run.id)
