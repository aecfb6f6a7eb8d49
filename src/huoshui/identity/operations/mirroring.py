"""Bringing ClickHouse's map from identity to person up to date."""

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import Postgres
from huoshui.identity import warehouse, wire

_MOST_AT_ONCE = 200_000


async def mirror(postgres: Postgres, clickhouse: ClickHouse, cluster: str | None = None) -> None:
    """
    This will bring the newest changes into ``identity_person``, and let the dictionary over it follow.

    A change leaves PostgreSQL's queue only once ClickHouse has it; after a crash in between it is written again under
    the same version, which changes nothing.
    """
    changed, last = False, _MOST_AT_ONCE
    while last == _MOST_AT_ONCE:
        async with postgres.transaction() as session:
            last = await _some(session, clickhouse)
        changed = changed or last > 0
    await warehouse.follow(clickhouse, changed=changed, cluster=cluster)


async def _some(session: AsyncSession, clickhouse: ClickHouse) -> int:
    identity, person, version = await wire.columns(session, _TAKE, _MOST_AT_ONCE)
    if identity.size:
        await warehouse.insert_changes(clickhouse, identity, person, version)
    return int(identity.size)


async def mirror_everything(session: AsyncSession) -> int:
    """This will queue the whole map for ClickHouse, for a warehouse that was lost; `mirror` does the rest."""
    return await wire.execute(session, _EVERYTHING)


# Rows that another mirror holds are left to it; whichever ends last, the greater version wins in ClickHouse.
_TAKE = """
    WITH taken AS (
        DELETE FROM identity_changes WHERE ctid = ANY(ARRAY(
            SELECT ctid FROM identity_changes LIMIT %s FOR UPDATE SKIP LOCKED))
        RETURNING identity, person, version
    )
    SELECT array_agg(identity), array_agg(person), array_agg(version) FROM taken
"""
_EVERYTHING = """
    INSERT INTO identity_changes (identity, person, version)
    SELECT identity, person, version FROM identifiers, (SELECT nextval('identity_versions') AS version) AS next
    WHERE person <> identity
"""
