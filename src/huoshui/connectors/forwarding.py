"""
Telling callbacks on: a corp has one callback address, and more than one system that wants to hear.

What is sent is what the platform would send, sealed and signed anew with the account's token and key, so that a system
which heard the platform before hears us without a change. Beside it stands our own signature, for those that have not
the platform's key. Each letter is told until it is taken, for three days.
"""

import hashlib
import hmac
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import httpx2
from sqlalchemy import text

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.connectors import metrics, queries
from huoshui.connectors.contract import AccountId, UnfitAddress
from huoshui.connectors.outward import Outward
from huoshui.connectors.tongues import CHANNELS, Tongue

SIGNATURE_HEADER: Final = "X-Huoshui-Signature"
LETTER_HEADER: Final = "X-Huoshui-Letter"
_AT_ONCE: Final = 50
_LEASE: Final = timedelta(minutes=2)
"""For so long an address is one process's; whoever crashes with it loses it then."""
_WAITS: Final = (5, 30, 120, 600, 1800, 3600)


@dataclass(frozen=True, slots=True)
class _Forward:
    id: int
    account: AccountId
    url: str
    secret: bytes
    tries: int


async def forward(postgres: Postgres, keys: Keys, outward: Outward, *, now: datetime) -> int:
    """This will send the next letters to every address that is due, and tell how many were taken."""
    taken = 0
    for one in await _claimed(postgres, keys, now):
        taken += await _send(postgres, keys, outward, one, now)
    return taken


def signature(secret: bytes, timestamp: int, body: bytes) -> str:
    """This will sign a body: ``t=<seconds>,v1=<HMAC-SHA-256 over "<seconds>." and the body, in hexadecimal>``."""
    digest = hmac.new(secret, str(timestamp).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


async def _claimed(postgres: Postgres, keys: Keys, now: datetime) -> list[_Forward]:
    async with postgres.transaction() as session:
        rows = (await session.execute(_CLAIM, {"now": now, "until": now + _LEASE})).all()
    return [_Forward(row.id, row.account, row.url, keys.open(bytes(row.sealed)), row.tries) for row in rows]


async def _send(postgres: Postgres, keys: Keys, outward: Outward, one: _Forward, now: datetime) -> int:
    """Send letters in their order, until one is not taken; those that were tried less often come first."""
    async with postgres.transaction() as session:
        given_up = (await session.execute(_GIVE_UP, {"forward": one.id, "now": now})).rowcount  # type: ignore[attr-defined]
        rows = (await session.execute(_NEXT, {"forward": one.id, "limit": _AT_ONCE})).all()
        opened = await queries.opened(session, keys, account=one.account)
    tongue = CHANNELS[opened.account.channel].tongue(opened)
    taken, failure = await _sent_in_order(outward, one, tongue, keys, rows, now)
    tries = 0 if not failure else 1 if taken else one.tries + 1
    wait = _WAITS[min(tries, len(_WAITS)) - 1] if tries else 0
    async with postgres.transaction() as session:
        await session.execute(_TAKEN, {"forward": one.id, "letters": taken})
        if failure:
            await session.execute(_TRIED, {"forward": one.id, "letter": rows[len(taken)].letter})
        await session.execute(_NOTE, {
            "id": one.id, "taken": len(taken), "given_up": given_up, "now": now, "tries": tries, "failure": failure,
            "next_at": now + timedelta(seconds=wait)})  # fmt: skip
    metrics.FORWARDED.inc(len(taken))
    if failure:
        metrics.NOT_FORWARDED.inc()
        logger().warning("connectors.forward.failed", forward=one.id, failure=failure)
    return len(taken)


async def _sent_in_order(
    outward: Outward, one: _Forward, tongue: Tongue, keys: Keys, rows: Sequence[Any], now: datetime
) -> tuple[list[int], str]:
    """Those that were taken, and why the next was not; no longer than the address is ours."""
    taken: list[int] = []
    began = time.monotonic()
    for row in rows:
        if time.monotonic() - began > _LEASE.total_seconds() / 2:
            break
        if failure := await _sent(outward, one, tongue, keys.open(bytes(row.sealed)), row, now):
            return taken, failure
        taken.append(row.letter)
    return taken, ""


async def _sent(
    outward: Outward, one: _Forward, tongue: Tongue, content: bytes, row: Any, now: datetime  # noqa: ANN401 SQLAlchemy's rows
) -> str:  # fmt: skip
    """Send one letter; why it was not taken, or nothing."""
    query, body, own = tongue.retold(content, now=now)
    headers = {
        **own,
        SIGNATURE_HEADER: signature(one.secret, int(now.timestamp()), body),
        LETTER_HEADER: bytes(row.key).hex(),
    }
    url = f"{one.url}{'&' if '?' in one.url else '?'}{query}" if query else one.url
    try:
        status = await outward.post(url, body, headers)
    except UnfitAddress as refusal:
        return str(refusal.facts["why"])
    except httpx2.RequestError as error:
        return type(error).__name__
    return "" if httpx2.codes.is_success(status) else f"HTTP {status}"


_CLAIM = text("""
    UPDATE connector_forwards SET next_at = :until WHERE id IN (
        SELECT id FROM connector_forwards WHERE next_at <= :now
        AND EXISTS (SELECT FROM connector_forwardings WHERE forward = connector_forwards.id)
        ORDER BY next_at LIMIT 10 FOR UPDATE SKIP LOCKED)
    RETURNING id, account, url, sealed, tries
""")
_GIVE_UP = text("DELETE FROM connector_forwardings WHERE forward = :forward AND until <= :now")
_NEXT = text("""
    SELECT letter, key, sealed FROM connector_forwardings JOIN connector_letters ON connector_letters.id = letter
    WHERE forward = :forward ORDER BY connector_forwardings.tries, letter LIMIT :limit
""")
_TAKEN = text("""
    DELETE FROM connector_forwardings WHERE forward = :forward AND letter = ANY(CAST(:letters AS bigint[]))
""")
_TRIED = text("UPDATE connector_forwardings SET tries = tries + 1 WHERE forward = :forward AND letter = :letter")
_NOTE = text("""
    UPDATE connector_forwards SET tries = :tries, next_at = :next_at, taken = taken + :taken,
        taken_at = CASE WHEN :taken > 0 THEN CAST(:now AS timestamptz) ELSE taken_at END,
        failed_at = CASE WHEN :failure != '' THEN CAST(:now AS timestamptz) ELSE failed_at END,
        failure = CASE WHEN :failure != '' THEN :failure ELSE failure END, given_up = given_up + :given_up
    WHERE id = :id
""")
