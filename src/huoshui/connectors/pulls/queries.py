"""Reading how pulls do."""

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account, AccountId
from huoshui.connectors.pulls.contract import CHANNELS, NotAuthorized, NothingToPull, Problem, Pull


async def pull(session: AsyncSession, *, name: str) -> Pull:
    """
    This will tell how an account's pulls do.

    :raises NoSuchConnector: if there is no such account
    :raises NothingToPull: if its platform's leads cannot be pulled
    :raises NotAuthorized: if nobody authorized it yet
    """
    found = await of(session, await pullable(session, name=name))
    if found is None:
        raise NotAuthorized(name=name)
    return found


async def of(session: AsyncSession, account: Account) -> Pull | None:
    """This will tell how an account's pulls do; nothing where nobody authorized it."""
    asked = {"account": account.id, "refresh": f"{account.channel}:{account.id}:refresh"}
    row = (await session.execute(_ONE, asked)).one_or_none()
    return _pull(account, row) if row is not None else None


def can_be(account: Account) -> bool:
    """This will tell whether the leads of an account's platform can be pulled."""
    return account.channel in CHANNELS


async def pullable(session: AsyncSession, *, name: str) -> Account:
    """
    This will give an account whose leads can be pulled.

    :raises NoSuchConnector: if there is no such account
    :raises NothingToPull: if its platform's leads cannot be pulled
    """
    account = await connectors.account(session, name=name)
    if not can_be(account):
        raise NothingToPull(name=name, channel=account.channel, channels=", ".join(CHANNELS))
    return account


async def due(session: AsyncSession, *, now: datetime) -> list[str]:
    """This will name the accounts whose leads are to be pulled now."""
    return [row.name for row in await session.execute(_DUE, {"now": now})]


async def authorized(session: AsyncSession) -> list[tuple[AccountId, list[str]]]:
    """This will give the accounts that may be asked now, with the advertisers that they reach."""
    return [(AccountId(row.account), list(row.advertisers)) for row in await session.execute(_AUTHORIZED)]


def _pull(account: Account, row: Any) -> Pull:  # noqa: ANN401 SQLAlchemy's rows
    return Pull(
        account, list(row.advertisers), row.granted_at, row.granted_name, row.until, row.pulled_at, row.seen, row.kept,
        row.total, row.failed_at, Problem(row.problem) if row.problem else None, row.fact, row.tries, row.next_at,
        row.ends_at,
    )  # fmt: skip


_ONE = text("""
    SELECT connector_pulls.*, connector_tokens.expires_at AS ends_at
    FROM connector_pulls LEFT JOIN connector_tokens ON name = :refresh WHERE account = :account
""")
_DUE = text("""
    SELECT name FROM connector_pulls JOIN connector_accounts ON id = account
    WHERE NOT paused AND next_at <= :now ORDER BY next_at
""")
_AUTHORIZED = text("""
    SELECT account, advertisers FROM connector_pulls JOIN connector_accounts ON id = account
    WHERE NOT paused AND problem NOT IN ('grant_ended', 'grant_broken_off', 'no_permission', 'secret_wrong')
    ORDER BY account
""")
