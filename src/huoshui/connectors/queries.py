"""Reading accounts, how they do, and what became of their letters."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys
from huoshui.connectors.contract import (
    Account,
    AccountId,
    Credentials,
    LetterId,
    LetterState,
    LetterStood,
    NoSuchConnector,
    Opened,
    Standing,
)

MOST_AT_ONCE = 200


async def accounts(session: AsyncSession, *, channel: str | None = None) -> list[Account]:
    """This will list our accounts, those of one channel or all, in the order in which they were added."""
    rows = await session.execute(_ALL, {"channel": channel})
    return [_account(row) for row in rows]


async def account(session: AsyncSession, *, name: str) -> Account:
    """
    This will give an account by its name.

    :raises NoSuchConnector: if there is none
    """
    row = (await session.execute(_BY_NAME, {"name": name})).one_or_none()
    if row is None:
        raise NoSuchConnector(name=name)
    return _account(row)


async def opened(session: AsyncSession, keys: Keys, *, account: AccountId) -> Opened:
    """
    This will give an account with its secrets, for speaking with its platform and for nothing else.

    :raises NoSuchConnector: if there is none
    """
    row = (await session.execute(_BY_ID, {"id": account})).one_or_none()
    if row is None:
        raise NoSuchConnector(name=account)
    return _opened(row, keys)


async def opened_named(session: AsyncSession, keys: Keys, *, name: str) -> Opened:
    """
    This will give an account with its secrets by its name, as `opened` does.

    :raises NoSuchConnector: if there is none
    """
    row = (await session.execute(_BY_NAME, {"name": name})).one_or_none()
    if row is None:
        raise NoSuchConnector(name=name)
    return _opened(row, keys)


async def standings(session: AsyncSession) -> list[Standing]:
    """This will tell of every account how it does, in the order in which they were added."""
    return [_standing(row) for row in await session.execute(text(f"{_STANDINGS} ORDER BY id"))]


async def standing(session: AsyncSession, *, name: str) -> Standing:
    """
    This will tell how an account does.

    :raises NoSuchConnector: if there is none
    """
    row = (await session.execute(text(f"{_STANDINGS} WHERE name = :name"), {"name": name})).one_or_none()
    if row is None:
        raise NoSuchConnector(name=name)
    return _standing(row)


async def letters(
    session: AsyncSession, *, name: str, state: LetterState | None = None, before: int | None = None, limit: int = 50
) -> tuple[Sequence[LetterStood], int | None]:
    """
    This will list an account's letters without what they say, the newest first, below the number ``before``.

    Beside them comes what to give as ``before`` for the next page.

    :raises NoSuchConnector: if there is no such account
    """
    known = await account(session, name=name)
    asked = {"account": known.id, "state": state, "before": before, "limit": limit + 1}
    rows = (await session.execute(_LETTERS, asked)).all()
    found = [
        LetterStood(LetterId(row.id), row.event, LetterState(row.state), row.said_at, row.arrived_at, row.read_at,
                    row.tries, row.next_at, row.problem)
        for row in rows[:limit]
    ]  # fmt: skip
    return found, found[-1].id if len(rows) > limit else None


def _standing(row: Any) -> Standing:  # noqa: ANN401 SQLAlchemy's rows
    return Standing(
        _account(row), row.address, row.version, row.created_at, row.created_name, row.changed_at, row.changed_name,
        row.heard_at, row.forged_at, row.forged, row.asked_at, row.failed_at, row.failure, row.waiting,
        row.oldest_at, row.stuck, row.forwards, row.repeated, row.repeated_at, row.unreadable, row.refused_at,
        row.refused,
    )  # fmt: skip


def _account(row: Any) -> Account:  # noqa: ANN401 SQLAlchemy's rows
    return Account(row.id, row.channel, row.name, row.title, row.corp_id, row.agent_id, row.paused)


def _opened(row: Any, keys: Keys) -> Opened:  # noqa: ANN401 SQLAlchemy's rows
    credentials = msgspec.json.decode(keys.open(bytes(row.sealed)), type=Credentials)
    return Opened(_account(row), credentials, row.address, (row.version, row.changed_at))


_COLUMNS = "id, channel, name, title, corp_id, agent_id, paused, address, sealed, version, changed_at"
_ALL = text(f"""
    SELECT {_COLUMNS} FROM connector_accounts WHERE channel = coalesce(CAST(:channel AS text), channel) ORDER BY id
""")
_BY_NAME = text(f"SELECT {_COLUMNS} FROM connector_accounts WHERE name = :name")
_BY_ID = text(f"SELECT {_COLUMNS} FROM connector_accounts WHERE id = :id")
_STANDINGS = """
    SELECT id, channel, name, title, corp_id, agent_id, paused, address, version, created_at, created_name, changed_at,
           changed_name, heard_at, forged_at, forged, asked_at, failed_at, failure, waiting, oldest_at, stuck, forwards,
           repeated, repeated_at, unreadable, refused_at, refused
    FROM connector_accounts CROSS JOIN LATERAL (
        SELECT count(*) AS waiting, min(arrived_at) AS oldest_at FROM connector_letters
        WHERE account = connector_accounts.id AND read_at IS NULL AND stuck_at IS NULL) AS waits
    CROSS JOIN LATERAL (
        SELECT count(*) AS stuck FROM connector_letters WHERE account = connector_accounts.id AND stuck_at IS NOT NULL
    ) AS sticks
    CROSS JOIN LATERAL (
        SELECT count(*) AS forwards FROM connector_forwards WHERE account = connector_accounts.id) AS told_on
"""
_LETTERS = text("""
    SELECT id, event, state, said_at, arrived_at, read_at, tries, next_at, problem FROM (
        SELECT *, CASE WHEN read_at IS NOT NULL THEN 'read' WHEN stuck_at IS NOT NULL THEN 'stuck' ELSE 'waiting'
            END AS state FROM connector_letters) AS stood
    WHERE account = :account AND state = coalesce(CAST(:state AS text), state)
    AND id < coalesce(CAST(:before AS bigint), 9223372036854775807) ORDER BY id DESC LIMIT :limit
""")
