"""What the doctor finds at comparisons with WeCom."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.doctor.findings import Finding, look
from huoshui.connectors import queries as connectors
from huoshui.relations import queries
from huoshui.relations.contract import SOURCE, Run

_LOOKED_AT = 100


async def examine(session: AsyncSession, *, now: datetime) -> AsyncIterator[Finding]:  # noqa: ARG001 as the others
    """This will name the accounts whose newest comparison holds friends back; nothing where none does."""
    newest: dict[int, Run] = {}
    for run in await queries.runs(session, limit=_LOOKED_AT):
        newest.setdefault(run.account, run)
    for account in await connectors.accounts(session, channel=SOURCE):
        latest = newest.get(account.id)
        if latest is not None and latest.withheld:
            yield look(f"comparison {account.name}", *held_back(latest))


def held_back(run: Run) -> tuple[str, str]:
    """This will say how many a comparison holds back, and what to do about it."""
    found = f"{run.withheld:,} friends are not in WeCom's lists any more, too many to be let go unasked"
    return found, f"is it another application's secret? if they did go: huoshui relations confirm {run.id}"
