"""Opening, changing and pausing accounts, and the registry of who reads their letters."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.crypto import Keys
from huoshui.connectors import queries
from huoshui.connectors.contract import (
    Account,
    ConnectorChanged,
    ConnectorExists,
    Credentials,
    Letter,
    LetterId,
    NothingToRotate,
    Opened,
    UnknownConnectorChannel,
)
from huoshui.connectors.tongues import CHANNELS

Reader = Callable[[AsyncSession, Account, Letter], Awaitable[None]]
"""
Is told each letter, in the transaction that marks it as read, in the order of arrival.

It writes to its own tables and asks no platform. When it fails, its work for this letter is undone and tried again;
the letter, the other readers and the other letters are none the worse. It may be told a letter twice.
"""

readers: dict[str, Reader] = {}
"""By the reader's stage; `app.wiring` fills it, in the order of the river."""

told_by_readers: set[type] = set()
"""The facts whose events a reader's stage makes itself, once it knows what is new; of the others we make them here."""

OVERLAP: Final = timedelta(hours=24)
"""So long callbacks are heard by what they were signed with before it was changed."""
_READ_KEPT: Final = timedelta(days=8)
_STUCK_KEPT: Final = timedelta(days=90)
_FORGET_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What an account is to be; `contract.Account` says what each part means, `contract.Opened` ``address``."""

    channel: str
    name: str
    title: str
    corp_id: str
    agent_id: int = 0
    address: str = ""


async def add(
    session: AsyncSession, *, keys: Keys, plan: Plan, credentials: Credentials, viewer: Viewer, now: datetime
) -> Account:
    """
    This will add an account of ours.

    :raises UnknownConnectorChannel: if no such channel brings callbacks
    :raises UnfitCredentials: if the platform gives out no such credentials
    :raises ConnectorExists: if its name is taken, or another has the same application of the same corp
    """
    if plan.channel not in CHANNELS:
        raise UnknownConnectorChannel(channel=plan.channel, channels=", ".join(CHANNELS))
    CHANNELS[plan.channel].check(credentials)
    try:
        async with session.begin_nested():
            await session.execute(_ADD, {
                "channel": plan.channel, "name": plan.name, "title": plan.title, "corp_id": plan.corp_id,
                "agent_id": plan.agent_id, "address": plan.address, "sealed": _sealed(keys, credentials),
                **_author(viewer, now)})  # fmt: skip
    except IntegrityError:
        raise ConnectorExists(name=plan.name) from None
    facts = {"channel": plan.channel, "corp_id": plan.corp_id, "agent_id": plan.agent_id}
    return await _noted(session, plan.name, "added", facts, viewer, now)


async def change(
    session: AsyncSession, *, name: str, title: str, address: str, version: int, viewer: Viewer, now: datetime
) -> Account:
    """
    This will change what an account is called and where its platform is asked; ``version`` is what the author saw.

    :raises NoSuchConnector: if there is none
    :raises ConnectorChanged: if it has another version by now
    """
    line = {"name": name, "title": title, "address": address, "version": version, **_author(viewer, now)}
    if await session.scalar(_CHANGE, line) is None:
        raise ConnectorChanged(name=name, version=(await queries.standing(session, name=name)).version)
    return await _noted(session, name, "changed", {"title": title, "address": address}, viewer, now)


async def change_credentials(
    session: AsyncSession, *, keys: Keys, name: str, secret: str | None, token: str | None, key: str | None,
    viewer: Viewer, now: datetime,
) -> Account:  # fmt: skip
    """
    This will change an account's credentials; what is ``None`` stays. Callbacks are heard by the old for a day.

    :raises NoSuchConnector: if there is none
    :raises UnfitCredentials: if the platform gives out no such credentials
    """
    opened = await queries.opened_named(session, keys, name=name)
    held = opened.credentials
    fresh = Credentials(
        secret=held.secret if secret is None else secret,
        token=held.token if token is None else token,
        key=held.key if key is None else key,
    )
    changed = [part for part in ("secret", "token", "key") if getattr(fresh, part) != getattr(held, part)]
    return await _credit(session, keys, opened, fresh, changed, "credentials_changed", viewer, now)


async def rotate(
    session: AsyncSession, *, keys: Keys, name: str, viewer: Viewer, now: datetime
) -> tuple[Account, Credentials]:
    """
    This will draw a new token and key for an account's callbacks; by the old ones they are heard for another day.

    :raises NoSuchConnector: if there is none
    :raises NothingToRotate: if the platform signs with the secret that it gave out
    """
    opened = await queries.opened_named(session, keys, name=name)
    if CHANNELS[opened.account.channel].secret_signs:
        raise NothingToRotate(name=name)
    token, key = CHANNELS[opened.account.channel].drawn()
    fresh = Credentials(secret=opened.credentials.secret, token=token, key=key)
    account = await _credit(session, keys, opened, fresh, ["token", "key"], "rotated", viewer, now)
    return account, fresh


async def pause(session: AsyncSession, *, name: str, paused: bool, viewer: Viewer, now: datetime) -> Account:
    """
    This will pause an account, or resume it. While it is paused nothing is asked in its name, and letters wait.

    :raises NoSuchConnector: if there is none
    """
    account = await queries.account(session, name=name)
    if account.paused == paused:
        return account
    await session.execute(_PAUSE, {"name": name, "paused": paused, **_author(viewer, now)})
    return await _noted(session, name, "paused" if paused else "resumed", {}, viewer, now)


async def retry(
    session: AsyncSession, *, name: str, letters: Sequence[LetterId] | None = None, viewer: Viewer, now: datetime
) -> int:
    """
    This will have an account's letters read again at once, those that are stuck or wait for their next try, and tell
    how many there are.

    :raises NoSuchConnector: if there is none
    """
    account = await queries.account(session, name=name)
    asked = {"account": account.id, "now": now, "ids": None if letters is None else list(letters)}
    tried = int((await session.execute(_RETRY, asked)).rowcount)  # type: ignore[attr-defined]
    if tried:
        await _noted(session, name, "letters_retried", {"letters": tried}, viewer, now)
    return tried


async def forget_letters(session: AsyncSession, *, now: datetime) -> int:
    """
    This will forget letters that were read a week ago, and those that nobody freed for three months.

    Keys are needed for a day: an older callback is refused by its timestamp. Where a platform signs no moment, what the
    letter said is forgotten and its key is not: by that an old callback is known whenever somebody brings it again.
    """
    undated = [name for name, channel in CHANNELS.items() if not channel.dated]
    line = {"read": now - _READ_KEPT, "stuck": now - _STUCK_KEPT, "limit": _FORGET_AT_ONCE, "undated": undated}
    forgotten = int((await session.execute(_FORGET, line)).rowcount)  # type: ignore[attr-defined]
    emptied = await session.execute(_EMPTY, {**line, "now": now})
    return forgotten + int(emptied.rowcount)  # type: ignore[attr-defined]


async def _credit(
    session: AsyncSession, keys: Keys, opened: Opened, fresh: Credentials, changed: list[str], done: str,
    viewer: Viewer, now: datetime,
) -> Account:  # fmt: skip
    channel, held, name = CHANNELS[opened.account.channel], opened.credentials, opened.account.name
    channel.check(fresh)
    rotated = (fresh.token, fresh.key) != (held.token, held.key) or (
        channel.secret_signs and fresh.secret != held.secret
    )
    before = (held.secret, held.token, held.key, now + OVERLAP) if rotated else (
        held.before_secret, held.before_token, held.before_key, held.before_until
    )  # fmt: skip
    fresh = Credentials(fresh.secret, fresh.token, fresh.key, *before)
    await session.execute(_CREDIT, {"name": name, "sealed": _sealed(keys, fresh), **_author(viewer, now)})
    return await _noted(session, name, done, {"changed": changed}, viewer, now)


def _sealed(keys: Keys, credentials: Credentials) -> bytes:
    return keys.seal(msgspec.json.encode(credentials))


def _author(viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"now": now, "by": viewer.actor, "by_name": viewer.name}


async def _noted(
    session: AsyncSession, name: str, done: str, facts: dict[str, Any], viewer: Viewer, now: datetime
) -> Account:
    await access.record(
        session, viewer=viewer, action=f"connectors.{done}", subject=f"connector:{name}", facts=facts, now=now
    )
    return await queries.account(session, name=name)


_CHANGED = "version = version + 1, changed_at = :now, changed_by = :by, changed_name = :by_name"
_ADD = text("""
    INSERT INTO connector_accounts (channel, name, title, corp_id, agent_id, address, sealed, version, created_at,
        created_by, created_name, changed_at, changed_by, changed_name)
    VALUES (:channel, :name, :title, :corp_id, :agent_id, :address, :sealed, 1, :now, :by, :by_name, :now, :by,
        :by_name)
""")
_CHANGE = text(f"""
    UPDATE connector_accounts SET title = :title, address = :address, {_CHANGED}
    WHERE name = :name AND version = :version RETURNING id
""")
_CREDIT = text(f"""
    UPDATE connector_accounts SET sealed = :sealed, failed_at = NULL, failure = '', {_CHANGED} WHERE name = :name
""")
_PAUSE = text(f"UPDATE connector_accounts SET paused = :paused, {_CHANGED} WHERE name = :name")
_RETRY = text("""
    UPDATE connector_letters SET stuck_at = NULL, tries = 0, next_at = :now
    WHERE account = :account AND read_at IS NULL AND (stuck_at IS NOT NULL OR next_at > :now)
    AND (CAST(:ids AS bigint[]) IS NULL OR id = ANY(CAST(:ids AS bigint[])))
""")
_OLD = """
    SELECT letters.id FROM connector_letters AS letters JOIN connector_accounts ON connector_accounts.id = account
    WHERE (read_at < :read OR stuck_at < :stuck) AND letters.sealed <> ''
    AND (channel = ANY(CAST(:undated AS text[]))) = {undated}
    AND NOT EXISTS (SELECT FROM connector_forwardings WHERE letter = letters.id) LIMIT :limit
"""
_FORGET = text(f"DELETE FROM connector_letters WHERE id IN ({_OLD.format(undated='false')})")
_EMPTY = text(f"""
    UPDATE connector_letters SET sealed = '', told = '{{}}', read_at = coalesce(read_at, :now), stuck_at = NULL
    WHERE id IN ({_OLD.format(undated="true")})
""")
