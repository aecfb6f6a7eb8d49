"""Where tokens lie for all processes: sealed in PostgreSQL, fetched by one of them at a time."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import psycopg
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.tokens import Token

_PATIENCE: Final = "120s"
"""Longer than it takes to fetch a token with every repetition there is."""


class PostgresKeeper:
    """
    Keeps tokens for every process that shares the database; a keeper belongs to one event loop.

    What it read once it gives again from memory: a token that failed meanwhile is looked up anew by whoever is `alone`.
    """

    def __init__(self, postgres: Postgres, keys: Keys) -> None:
        self._postgres = postgres
        self._keys = keys
        self._known: dict[str, Token] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def kept(self, name: str) -> Token | None:
        """This will give the token that was put last."""
        if (known := self._known.get(name)) is not None:
            return known
        async with self._postgres.session() as session:
            row = (await session.execute(_KEPT, {"name": name})).one_or_none()
        if row is None:
            return None
        token = Token(self._keys.open(bytes(row.sealed)).decode(), row.expires_at.timestamp())
        self._known[name] = token
        return token

    async def put(self, name: str, token: Token) -> None:
        """This will keep a token in place of the one before."""
        sealed, until = self._keys.seal(token.value.encode()), clock.moment(int(token.expires_at * 1000))
        async with self._postgres.transaction() as session:
            await session.execute(_PUT, {"name": name, "sealed": sealed, "expires_at": until})
        self._known[name] = token

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """
        This will wait until nobody else, in any process, is alone with this name.

        The lock is held by a connection of its own: fetching waits for somebody else's server, and the pool's
        connections are for whoever waits for ours.
        """
        async with (
            self._locks.setdefault(name, asyncio.Lock()),
            await psycopg.AsyncConnection.connect(self._postgres.dsn, autocommit=True) as connection,
        ):
            await connection.execute(f"SET lock_timeout = '{_PATIENCE}'")
            await connection.execute("SELECT pg_advisory_lock(%s)", [_number(name)])
            self._known.pop(name, None)
            yield


def _number(name: str) -> int:
    digest = hashlib.sha256(f"huoshui connector token {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


_KEPT = text("SELECT sealed, expires_at FROM connector_tokens WHERE name = :name")
_PUT = text("""
    INSERT INTO connector_tokens (name, sealed, expires_at) VALUES (:name, :sealed, :expires_at)
    ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at
""")
