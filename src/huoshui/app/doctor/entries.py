"""What the doctor finds at the mini-programs that short links lead to."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.doctor.findings import Finding, broken, look
from huoshui.touchpoints.entries import queries
from huoshui.touchpoints.entries.contract import Entry


async def examine(session: AsyncSession, *, now: datetime) -> AsyncIterator[Finding]:
    """This will name the entries that cannot be made or renewed; nothing where all is well."""
    for entry in await queries.unwell(session):
        yield _finding(entry, now)


def _finding(entry: Entry, now: datetime) -> Finding:
    title = f"mini-program {entry.account} {entry.path or '/'}"
    if entry.serves(now):
        until = f"the last entry serves until {entry.expires_at:%Y-%m-%d %H:%M} UTC"
        return look(title, f"{entry.problem}; {until}", "huoshui links list shows which links; it is tried again")
    return broken(
        title, f"{entry.problem}; clicks go to the link's own address",
        f"is the page published? huoshui connectors probe {entry.account}",
    )  # fmt: skip
