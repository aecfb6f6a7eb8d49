"""What people do by the clock: finish erasures that were interrupted, sweep after them, join late units."""

from procrastinate import JobContext

from huoshui.bedrock import clock
from huoshui.bedrock.jobs import Blueprint, platform_of
from huoshui.people import operations, queries

blueprint = Blueprint()


@blueprint.periodic(cron="* * * * *")
@blueprint.task(name="tend", pass_context=True, queueing_lock="people.tend")
async def tend(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 procrastinate says for which minute
    """This will go on with open erasures, sweep after settled ones, and join affiliations to units that are new."""
    platform = platform_of(context)
    async with platform.postgres.transaction() as session:
        await operations.bind_units(session, now=clock.now())
        going, settled = await queries.erasures_open(
            session, now=clock.now(), settled_seconds=operations.SETTLED_SECONDS
        )
    cluster = platform.settings.clickhouse_cluster
    for receipt in going:
        await operations.complete(
            platform.postgres,
            platform.clickhouse,
            receipt=receipt,
            vault=platform.vault,
            cluster=cluster,
            now=clock.now(),
        )
    for receipt in settled:
        async with platform.postgres.transaction() as session:
            await operations.sweep(session, platform.clickhouse, receipt=receipt, cluster=cluster, now=clock.now())
