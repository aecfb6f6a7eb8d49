"""What the doctor finds at adds that acquisition links have left."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.doctor.findings import Finding, broken, look
from huoshui.touchpoints import allowances

_BUY = "buy more in WeCom's console, 客户联系 › 获客助手; huoshui connectors quotas {} says how many are left"


async def examine(session: AsyncSession, *, now: datetime) -> AsyncIterator[Finding]:  # noqa: ARG001 as the others
    """This will name the accounts whose links have few adds left, or none; nothing where there are enough."""
    for one in await allowances.scarce(session):
        title, advice = f"acquisition links {one.account}", _BUY.format(one.account)
        if one.left == 0:
            yield broken(title, "no adds are left: whoever opens such a link is not added", advice)
        else:
            few = f"fewer than {allowances.ENOUGH}" if one.left is None else f"{one.left}"
            yield look(title, f"{few} adds are left", advice)
