"""What the doctor finds at WeCom's figures of staff."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.doctor.findings import Finding, broken, look, well
from huoshui.connectors import queries as connectors
from huoshui.relations.activity import queries
from huoshui.relations.activity.contract import Pull
from huoshui.relations.contract import SOURCE

_BEHIND = timedelta(days=3)
_MISSED = (
    "every morning at 10:20 in Beijing they are pulled: does the worker run? or: huoshui relations activity pull {}"
)


async def examine(session: AsyncSession, *, now: datetime) -> AsyncIterator[Finding]:
    """This will look at the newest pull of each WeCom account that is not paused; nothing before the first."""
    latest = {pull.account: pull for pull in await queries.latest(session)}
    for account in await connectors.accounts(session, channel=SOURCE):
        if not account.paused and account.id in latest:
            yield _finding(account.name, latest[account.id], now)


def _finding(name: str, pull: Pull, now: datetime) -> Finding:
    title = f"staff figures {name}"
    if pull.state == "failed":
        return broken(title, pull.problem, f"huoshui connectors probe {name} says what to do; then pull again")
    if now.date() - pull.until > _BEHIND:
        return look(title, f"read up to {pull.until:%Y-%m-%d}", _MISSED.format(name))
    if pull.refused:
        told = f"WeCom does not tell of {pull.refused:,} of {pull.staff:,} staff"
        return look(title, told, "add them to the app's 可见范围, and to 客户联系 · 权限配置 · 使用范围")
    return well(title, f"read up to {pull.until:%Y-%m-%d}")
