"""The turn to work: of all keepers one has it, for as long as its connection to PostgreSQL lives."""

import contextlib
from collections.abc import AsyncIterator

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from huoshui.bedrock.postgres import Postgres

KEEPER_LOCK = 0x6B656570


class Turn:
    """An advisory lock, and transactions on the connection that holds it: who lost the lock can write nothing more."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres
        self._connection: AsyncConnection | None = None

    @property
    def held(self) -> bool:
        """Whether this keeper is the one that works."""
        return self._connection is not None

    async def take(self) -> bool:
        """This will take the turn where nobody has it, and tell whether it was taken."""
        connection = await self._postgres.engine.connect()
        async with connection.begin():
            taken = await connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": KEEPER_LOCK})
        if taken:
            self._connection = connection
        else:
            await connection.close()
        return bool(taken)

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """This will run one transaction on the connection that holds the lock."""
        assert self._connection is not None  # noqa: S101 whoever works has the turn
        async with AsyncSession(bind=self._connection, expire_on_commit=False) as session, session.begin():
            yield session

    async def give_back(self) -> None:
        """This will let another keeper work."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            async with connection.begin():
                await connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": KEEPER_LOCK})
            await connection.close()

    async def drop(self) -> None:
        """This will give the turn back with its connection, whatever state that is in."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.invalidate()
            with contextlib.suppress(Exception):
                await connection.close()
