"""What the doctor finds at our accounts on the platforms."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.doctor.findings import Finding, broken, look, well
from huoshui.connectors import queries
from huoshui.connectors.contract import Standing
from huoshui.connectors.pulls import queries as pulls

QUIET = timedelta(days=1)
LATE = timedelta(minutes=5)


async def examine(session: AsyncSession, *, now: datetime) -> AsyncIterator[Finding]:
    """This will look at each account that is not paused; nothing where there is none."""
    for standing in await queries.standings(session):
        if not standing.account.paused:
            yield _finding(standing, now)


def _finding(one: Standing, now: datetime) -> Finding:
    name, title = one.account.name, f"connector {one.account.name}"
    if one.failing:
        return broken(title, one.failure, f"huoshui connectors probe {name} says what to do")
    if one.stuck:
        return broken(
            title, f"{one.stuck:,} callbacks could not be read",
            f"huoshui connectors letters {name} --state stuck shows why; `retry` reads them again",
        )  # fmt: skip
    if one.oldest_at is not None and now - one.oldest_at > LATE:
        late = (now - one.oldest_at).total_seconds() / 60
        return look(title, f"{one.waiting:,} callbacks wait, the oldest for {late:.0f} min", "see the log for letter")
    pulled = one.asked_at if pulls.can_be(one.account) else None
    came = [(at, how) for at, how in ((one.heard_at, "heard"), (pulled, "leads pulled")) if at is not None]
    if not came:
        return look(title, "nothing was heard yet", f"huoshui connectors probe {name} says what to enter where")
    last, how = max(came)
    if now - last > QUIET:
        return look(title, f"{how} last at {last:%Y-%m-%d %H:%M} UTC", f"huoshui connectors probe {name}")
    return well(title, f"{how} at {last:%Y-%m-%d %H:%M} UTC")
