"""Reading comparisons of followers."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.relations.followers.contract import FollowerRun, NoSuchFollowerSync


async def run(session: AsyncSession, *, number: int) -> FollowerRun:
    """
    This will give one comparison.

    :raises NoSuchFollowerSync: if there is none
    """
    row = (await session.execute(text(f"{_RUNS} WHERE id = :number"), {"number": number})).one_or_none()
    if row is None:
        raise NoSuchFollowerSync(id=number)
    return _run(row)


async def runs(session: AsyncSession, *, limit: int = 20) -> list[FollowerRun]:
    """This will list comparisons, the newest first."""
    return [
        _run(row) for row in await session.execute(text(f"{_RUNS} ORDER BY id DESC LIMIT :limit"), {"limit": limit})
    ]


def _run(row: Any) -> FollowerRun:  # noqa: ANN401 SQLAlchemy's rows
    return FollowerRun(
        row.id, row.account, row.appid, row.state, row.step, row.cursor, row.started_at, row.started_by,
        row.finished_at, row.counts, row.repaired, row.problem,
    )  # fmt: skip


_RUNS = """
    SELECT id, account, appid, state, step, cursor, started_at, started_by, finished_at, counts, repaired, problem
    FROM follower_runs
"""
