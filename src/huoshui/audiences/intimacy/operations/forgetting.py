"""Forgetting: who is erased leaves no score and no history of trust."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.intimacy import warehouse
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import Postgres


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will have the scores of these identities deleted after the commit, and tell the counts for a receipt."""
    await session.execute(_NOTE, {"persons": list(identities)})
    return {"intimacy": len(identities)}


async def forget(postgres: Postgres, clickhouse: ClickHouse, *, cluster: str | None) -> None:
    """
    This will delete what is noted from ClickHouse, and the notes when that is done; it may be repeated.

    While a run is at work it waits: the run may have read what is about to go, and would write it again.
    """
    async with postgres.transaction() as session:
        noted = list(await session.scalars(_NOTED))
        if noted:
            await warehouse.forget(clickhouse, noted, cluster=cluster)
            await session.execute(_DONE, {"persons": noted})


_NOTE = text("""
    INSERT INTO intimacy_forgotten SELECT unnest(CAST(:persons AS bigint[])) ON CONFLICT DO NOTHING
""")
_NOTED = text("""
    SELECT person FROM intimacy_forgotten
    WHERE NOT EXISTS (SELECT FROM intimacy_runs WHERE state = 'running') LIMIT 1000 FOR UPDATE SKIP LOCKED
""")
_DONE = text("DELETE FROM intimacy_forgotten WHERE person = ANY(CAST(:persons AS bigint[]))")
