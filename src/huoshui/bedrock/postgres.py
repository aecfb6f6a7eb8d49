"""The relational engine: sessions, transactions under a data scope, and bulk copy."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol, cast

import psycopg
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

READER = "huoshui_reader"
"""The role that console reads run as; row-level security holds for it."""


class Base(DeclarativeBase):
    """The tables of all stages; each stage's stay private to it."""


class Reach(Protocol):
    """What a viewer may see: the numbers of org units, or ``None`` for everything."""

    @property
    def units(self) -> tuple[int, ...] | None:
        """The units, or ``None``."""


class Postgres:
    """One database: an engine with its pool, and transactions."""

    def __init__(self, dsn: str, *, pool_size: int = 10) -> None:
        self.dsn = dsn
        url = make_url(dsn).set(drivername="postgresql+psycopg")
        self.engine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_pre_ping=True,
            hide_parameters=True,  # an error's text is logged, and parameters are people's data
        )
        event.listen(self.engine.sync_engine, "connect", _prepare_connection)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    def session(self) -> AsyncSession:
        """This will open a session; it rolls back unless it is committed."""
        return self._sessions()

    @asynccontextmanager
    async def transaction(self, *, scope: Reach | None = None) -> AsyncIterator[AsyncSession]:
        """This will run one transaction, committed at the end; with a ``scope`` it reads as that viewer may."""
        async with self._sessions() as session, session.begin():
            if scope is not None:
                await confine(session, scope)
            yield session

    async def close(self) -> None:
        """This will close the pool."""
        await self.engine.dispose()


@asynccontextmanager
async def apart(session: AsyncSession) -> AsyncIterator[AsyncSession]:
    """This will run a transaction beside the session's: what it did stays, whatever becomes of the session's."""
    async with AsyncSession(session.bind) as own, own.begin():
        yield own


async def confine(session: AsyncSession, scope: Reach) -> None:
    """This will hold the rest of the session's transaction to what ``scope`` may see."""
    units = "*" if scope.units is None else ",".join(map(str, scope.units))
    await session.execute(text("SELECT set_config('huoshui.units', :units, true)"), {"units": units})
    await session.execute(text(f"SET LOCAL ROLE {READER}"))


async def driver(session: AsyncSession) -> psycopg.AsyncConnection[Any]:
    """This will give the psycopg connection of the session's transaction, for COPY and pipelines."""
    raw = await (await session.connection()).get_raw_connection()
    return cast("psycopg.AsyncConnection[Any]", raw.driver_connection)


async def copy_rows(
    session: AsyncSession,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    types: Sequence[str] | None = None,
) -> None:
    """
    This will write many rows by COPY inside the session's transaction.

    ``table`` and ``columns`` are our own names; with ``types`` (``int8``, ``text``, ``bytea`` …) the binary format
    is used.
    """
    connection = await driver(session)
    form = " (FORMAT BINARY)" if types else ""
    async with connection.cursor() as cursor:
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN{form}"
        async with cursor.copy(statement.encode()) as copy:
            if types:
                copy.set_types(types)
            for row in rows:
                await copy.write_row(row)


def literally(q: str) -> str:
    """This will write a text for (I)LIKE so that it means itself."""
    return q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _prepare_connection(connection: Any, _record: object) -> None:  # noqa: ANN401 SQLAlchemy's adapter has no public type
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()
