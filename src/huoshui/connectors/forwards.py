"""Where an account's callbacks are told on to: adding an address, taking one away, and how each does."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.crypto import Keys
from huoshui.connectors import queries
from huoshui.connectors.contract import ForwardExists, NoSuchForward, TooManyForwards
from huoshui.connectors.outward import checked

MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Forward:
    """One address, what it took, and what went wrong last; ``waiting`` letters are still to be told."""

    id: int
    url: str
    created_at: datetime
    created_by: str
    taken: int
    taken_at: datetime | None
    failed_at: datetime | None
    failure: str
    waiting: int
    given_up: int


async def forwards(session: AsyncSession, *, name: str) -> list[Forward]:
    """
    This will list where an account's callbacks are told on to.

    :raises NoSuchConnector: if there is no such account
    """
    account = await queries.account(session, name=name)
    rows = await session.execute(_ALL, {"account": account.id})
    return [
        Forward(row.id, row.url, row.created_at, row.created_name, row.taken, row.taken_at, row.failed_at, row.failure,
                row.waiting, row.given_up)
        for row in rows
    ]  # fmt: skip


async def add(
    session: AsyncSession, *, keys: Keys, name: str, url: str, private: bool, viewer: Viewer, now: datetime
) -> tuple[Forward, str]:
    """
    This will tell an account's callbacks on to an address from now on, and give the secret by which it knows us.

    :raises NoSuchConnector: if there is no such account
    :raises UnfitAddress: if nothing may be sent there; ``private`` is as `outward.checked` has it
    :raises ForwardExists: if that is done already
    :raises TooManyForwards: if there are as many as there may be
    """
    account = await queries.account(session, name=name)
    known = await forwards(session, name=name)
    if len(known) >= MOST:
        raise TooManyForwards(name=name, most=MOST)
    secret = secrets.token_urlsafe(32)
    line = {"account": account.id, "url": checked(url, private=private), "sealed": keys.seal(secret.encode()),
            "now": now, "by": viewer.actor, "by_name": viewer.name}  # fmt: skip
    number = await session.scalar(_ADD, line)
    if number is None:
        raise ForwardExists(name=name)
    await _note(session, name, "forward_added", number, viewer, now)
    return next(one for one in await forwards(session, name=name) if one.id == number), secret


async def remove(session: AsyncSession, *, name: str, forward: int, viewer: Viewer, now: datetime) -> None:
    """
    This will tell an address nothing more, what waits included.

    :raises NoSuchConnector: if there is no such account
    :raises NoSuchForward: if it has no such address
    """
    account = await queries.account(session, name=name)
    if await session.scalar(_REMOVE, {"account": account.id, "id": forward}) is None:
        raise NoSuchForward(name=name, forward=forward)
    await session.execute(_EMPTY, {"id": forward})
    await _note(session, name, "forward_removed", forward, viewer, now)


async def _note(session: AsyncSession, name: str, done: str, forward: int, viewer: Viewer, now: datetime) -> None:
    await access.record(
        session, viewer=viewer, action=f"connectors.{done}", subject=f"connector:{name}", facts={"forward": forward},
        now=now,
    )  # fmt: skip


_ALL = text("""
    SELECT id, url, created_at, created_name, taken, taken_at, failed_at, failure, given_up,
           (SELECT count(*) FROM connector_forwardings WHERE forward = connector_forwards.id) AS waiting
    FROM connector_forwards WHERE account = :account ORDER BY id
""")
_ADD = text("""
    INSERT INTO connector_forwards (account, url, sealed, created_at, created_by, created_name, next_at)
    VALUES (:account, :url, :sealed, :now, :by, :by_name, :now) ON CONFLICT (account, url) DO NOTHING RETURNING id
""")
_REMOVE = text("DELETE FROM connector_forwards WHERE id = :id AND account = :account RETURNING id")
_EMPTY = text("DELETE FROM connector_forwardings WHERE forward = :id")
