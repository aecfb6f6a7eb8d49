"""Reading comparisons: how far they are, and what they repaired."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.relations.contract import NoSuchSync, Run


async def run(session: AsyncSession, *, number: int) -> Run:
    """
    This will give a comparison.

    :raises NoSuchSync: if there is none of that number
    """
    row = (await session.execute(text(f"{_RUNS} WHERE relation_runs.id = :id"), {"id": number})).one_or_none()
    if row is None:
        raise NoSuchSync(id=number)
    return _run(row)


async def runs(session: AsyncSession, *, before: int | None = None, limit: int = 30) -> list[Run]:
    """This will list comparisons, the newest first."""
    asked = {"before": before, "limit": limit}
    rows = await session.execute(
        text(f"{_RUNS} WHERE id < coalesce(:before, 9223372036854775807) ORDER BY id DESC LIMIT :limit"), asked
    )
    return [_run(row) for row in rows]


def _run(row: Any) -> Run:  # noqa: ANN401 SQLAlchemy's rows
    return Run(
        row.id, row.account, row.corp, row.state, row.step, row.started_at, row.started_by, row.finished_at,
        row.staff, row.staff_done, row.counts, row.repaired, row.examples, row.problem,
        row.withheld, row.confirmed_by,
    )  # fmt: skip


_RUNS = """
    SELECT id, account, corp, state, step, started_at, started_by, finished_at, counts, repaired, examples, problem,
        withheld, confirmed_by,
        (SELECT count(*) FROM relation_run_staff WHERE run = relation_runs.id) AS staff,
        (SELECT count(*) FROM relation_run_staff WHERE run = relation_runs.id AND done_at IS NOT NULL) AS staff_done
    FROM relation_runs
"""
