"""
Reading letters: each is told to every reader, and what happened to a person becomes an event, once.

The letters of an account are read in the order in which they came, by one process at a time; one that a reader fails at
waits, and the others go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy.exc
from cryptography.exceptions import InvalidTag
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.connectors import metrics, operations, queries
from huoshui.connectors.contract import Account, AccountId, ForgedCallback, Letter, LetterId, UnreadableCallback
from huoshui.connectors.tongues import CHANNELS, Tongue
from huoshui.events import operations as events
from huoshui.events.contract import IntakeBusy, IntakeUnavailable
from huoshui.events.intake import Intake

_AT_ONCE: Final = 50
_WAITS: Final = (1, 5, 30, 120, 600, 1800, 3600, 7200, 7200)
"""Seconds after each failure; after the last a letter is stuck until somebody has it tried again."""
_INTAKE_REST: Final = timedelta(seconds=2)
_EVENTS: Final = "events"
"""Stands among those who had a letter once its events are stored."""
_SLOWEST: Final = "10s"
"""For one statement of a reader: a letter that never ends must not keep the others."""


@dataclass(slots=True)
class _Reading:
    """One letter in hand: who had it so far, and what went wrong."""

    id: int
    tries: int
    told: list[str]
    problem: str = ""
    arrivals: list[Arrival] = field(default_factory=list)
    resting: bool = False


async def read(postgres: Postgres, keys: Keys, intake: Intake, *, now: datetime) -> int:
    """
    This will read the next letters of every account that is not paused, and tell how many were in hand.

    A crash anywhere before the end leaves them waiting with nothing done; intake knows their events by their ids.
    """
    async with postgres.session() as session:
        due = [AccountId(row.id) for row in await session.execute(_DUE, {"now": now})]
    return sum([await _read(postgres, keys, intake, account, now) for account in due])


async def _read(postgres: Postgres, keys: Keys, intake: Intake, account: AccountId, now: datetime) -> int:
    async with postgres.transaction() as session:
        if not await session.scalar(_ALONE, {"account": account}):
            return 0  # another process reads this account's letters now
        opened = await queries.opened(session, keys, account=account)
        rows = (await session.execute(_NEXT, {"account": account, "now": now, "limit": _AT_ONCE})).all()
        if not rows:
            return 0
        await session.execute(text(f"SET LOCAL statement_timeout = '{_SLOWEST}'"))
        tongue = CHANNELS[opened.account.channel].tongue(opened)
        in_hand = [await _tell(session, opened.account, tongue, keys, row) for row in rows]
        await _hand_over(session, intake, opened.account, in_hand, now)
        await _settle(session, opened.account, in_hand, now)
    return len(rows)


async def _tell(session: AsyncSession, account: Account, tongue: Tongue, keys: Keys, row: Any) -> _Reading:  # noqa: ANN401 SQLAlchemy's rows
    """Tell a letter to each reader that has not had it, and gather the events that nobody else makes of it."""
    reading = _Reading(row.id, row.tries, list(row.told))
    try:
        fact, arrivals = tongue.read(keys.open(bytes(row.sealed)), now=row.arrived_at)
    except (UnreadableCallback, ForgedCallback, InvalidTag) as error:  # the account, or the house's key, is another now
        reading.problem = type(error).__name__
        return reading
    letter = Letter(LetterId(row.id), bytes(row.key).hex(), fact, arrivals, row.said_at, row.arrived_at)
    for name, reader in operations.readers.items():
        if name in reading.told:
            continue
        if problem := await _told(session, name, reader, account, letter):
            reading.problem = reading.problem or problem
        else:
            reading.told.append(name)
    if _EVENTS not in reading.told and type(fact) not in operations.told_by_readers:
        reading.arrivals = list(arrivals)
    return reading


async def _told(session: AsyncSession, name: str, reader: operations.Reader, account: Account, letter: Letter) -> str:
    """Tell one reader; what went wrong, in words that hold nothing about anybody, or nothing."""
    try:
        async with session.begin_nested():
            await reader(session, account, letter)
    except sqlalchemy.exc.DBAPIError as error:
        if error.connection_invalidated:
            raise
        problem = type(error.orig).__name__
    except Exception as error:  # noqa: BLE001 the subscriber loop: a reader's defect is its own, and is shown
        problem = type(error).__name__
        logger().error("connectors.letter.failed", letter=letter.id, reader=name, exc_info=error)
    else:
        return ""
    metrics.FAILED.labels(name).inc()
    return f"{name}: {problem}"


async def _hand_over(
    session: AsyncSession, intake: Intake, account: Account, in_hand: Sequence[_Reading], now: datetime
) -> None:
    """Hand the events of letters to intake; while it is busy, they wait with their letters, which is nobody's fault."""
    bringing = [one for one in in_hand if one.arrivals]
    arrivals = [arrival for one in bringing for arrival in one.arrivals]
    if not arrivals:
        return
    for index, arrival in enumerate(arrivals):
        arrival.index = index
    channel = CHANNELS[account.channel].channel or account.channel
    source = await events.house_source(session, name=account.channel, channel=channel, now=now)
    try:
        await intake.submit(source, arrivals, received_at=clock.milliseconds(now))
    except (IntakeBusy, IntakeUnavailable):
        for one in bringing:
            one.resting = True
    else:
        for one in bringing:
            one.told.append(_EVENTS)


async def _settle(session: AsyncSession, account: Account, in_hand: Sequence[_Reading], now: datetime) -> None:
    done = [one.id for one in in_hand if not one.problem and not one.resting]
    if done:
        await session.execute(_DONE, {"ids": done, "now": now})
        metrics.READ.labels(account.channel).inc(len(done))
    for one in in_hand:
        if one.resting and not one.problem:
            await session.execute(_REST, {"id": one.id, "told": one.told, "next_at": now + _INTAKE_REST})
        elif one.problem:
            stuck = one.tries >= len(_WAITS)
            wait = timedelta(seconds=0 if stuck else _WAITS[one.tries])
            await session.execute(_FAILED, {
                "id": one.id, "told": one.told, "problem": one.problem[:300], "next_at": now + wait,
                "stuck_at": now if stuck else None})  # fmt: skip


_DUE = text("""
    SELECT id FROM connector_accounts WHERE NOT paused AND EXISTS (
        SELECT FROM connector_letters WHERE account = connector_accounts.id AND read_at IS NULL AND stuck_at IS NULL
        AND next_at <= :now) ORDER BY id
""")
_ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('huoshui letters', :account))")
_NEXT = text("""
    SELECT id, key, sealed, said_at, arrived_at, told, tries FROM connector_letters
    WHERE account = :account AND read_at IS NULL AND stuck_at IS NULL AND next_at <= :now
    ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
""")
_DONE = text("UPDATE connector_letters SET read_at = :now, problem = '' WHERE id = ANY(CAST(:ids AS bigint[]))")
_REST = text("UPDATE connector_letters SET told = :told, next_at = :next_at WHERE id = :id")
_FAILED = text("""
    UPDATE connector_letters SET told = :told, tries = tries + 1, problem = :problem, next_at = :next_at,
        stuck_at = :stuck_at WHERE id = :id
""")
