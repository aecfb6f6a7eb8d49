"""Letters on disk: callbacks are kept, once each, before they are acknowledged; what forwards them is told as well."""

import base64
from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
import psycopg
from sqlalchemy.ext.asyncio import AsyncSession


class Kept(NamedTuple):
    """A letter as it is kept; moments are in seconds since 1970-01-01 UTC, ``sealed`` is base 64."""

    account: int
    key: str
    sealed: str
    event: str
    said_at: float
    arrived_at: float

    @classmethod
    def of(cls, account: int, key: str, sealed: bytes, event: str, said_at: float, arrived_at: float) -> "Kept":
        """This will write a letter as the journal takes it."""
        return cls(account, key, base64.b64encode(sealed).decode(), event, said_at, arrived_at)


async def keep(session: AsyncSession, letters: Sequence[Kept]) -> int:
    """This will keep letters in somebody's transaction, and tell how many are new."""
    if not letters:
        return 0
    written = orjson.dumps([{**one._asdict(), "place": place} for place, one in enumerate(letters)]).decode()
    connection = await session.connection()
    return len((await connection.exec_driver_sql(_KEEP, (written,))).fetchall())


async def write(connection: psycopg.AsyncConnection[Any], letters: Sequence[Kept]) -> list[bool]:
    """This will keep letters, and tell of each whether it is new; what came before is not kept again."""
    written = orjson.dumps([{**one._asdict(), "place": place} for place, one in enumerate(letters)]).decode()
    rows = await (await connection.execute(_KEEP, [written], prepare=True)).fetchall()
    fresh = {(account, bytes(key).hex()) for account, key in rows}
    outcomes = []
    for one in letters:
        outcomes.append((one.account, one.key) in fresh)
        fresh.discard((one.account, one.key))
    return outcomes


_KEEP = """
    WITH kept AS (
        INSERT INTO connector_letters (account, key, sealed, event, said_at, arrived_at, next_at)
        SELECT account, decode(key, 'hex'), decode(sealed, 'base64'), event, to_timestamp(said_at),
               to_timestamp(arrived_at), to_timestamp(arrived_at)
        FROM json_to_recordset(%s) AS given (account bigint, key text, sealed text, event text, said_at float8,
            arrived_at float8, place int)
        ORDER BY place ON CONFLICT (account, key) DO NOTHING RETURNING id, account, key, arrived_at),
    told_on AS (
        INSERT INTO connector_forwardings (forward, letter, until)
        SELECT connector_forwards.id, kept.id, arrived_at + interval '3 days'
        FROM kept JOIN connector_forwards USING (account))
    SELECT account, key FROM kept
"""
