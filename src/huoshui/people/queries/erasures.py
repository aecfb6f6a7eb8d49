"""Erasures and their receipts, and whose events are refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import ids
from huoshui.people.contract import Erasure, ErasureState, NoSuchReceipt, ReceiptId


async def erasure(session: AsyncSession, *, receipt: int) -> Erasure:
    """
    This will show a receipt.

    :raises NoSuchReceipt: if there is none
    """
    row = (await session.execute(_ONE, {"receipt": receipt})).one_or_none()
    if row is None:
        raise NoSuchReceipt(receipt=ids.render(receipt))
    return _erasure(row)


async def erasures_open(session: AsyncSession, *, now: datetime, settled_seconds: int) -> tuple[list[int], list[int]]:
    """This will tell which erasures must go on, and which finished ones are due to be swept."""
    rows = (await session.execute(_OPEN)).all()
    due = now - timedelta(seconds=settled_seconds)
    return (
        [row.receipt for row in rows if row.state != ErasureState.FINISHED.value],
        [row.receipt for row in rows if row.state == ErasureState.FINISHED.value and row.at <= due],
    )


async def suppressed(session: AsyncSession) -> frozenset[int]:
    """This will give the identities of erased people who have not returned; intake refuses their events."""
    return frozenset(await session.scalars(text("SELECT identity FROM suppressions WHERE returned_at IS NULL")))


async def refusals_among(session: AsyncSession, identities: Sequence[int]) -> dict[int, tuple[int, bool]]:
    """This will tell which of ``identities`` were erased: since when (milliseconds), and whether they returned."""
    if not await session.scalar(text("SELECT EXISTS (SELECT FROM suppressions)")):
        return {}
    rows = await session.execute(_AMONG, {"identities": list(identities)})
    return {row.identity: (row.since, row.returned_at is not None) for row in rows}


def _erasure(row: Any) -> Erasure:  # noqa: ANN401 SQLAlchemy's rows
    return Erasure(
        receipt=ReceiptId(row.receipt),
        person=row.person,
        identities=tuple(row.identities),
        state=ErasureState(row.state),
        requested_by=row.requested_by,
        reason=row.reason,
        at=row.at,
        finished_at=row.finished_at,
        counts=row.counts,
    )


_ONE = text(
    "SELECT receipt, person, identities, state, requested_by, reason, at, finished_at, counts FROM erasures "
    "WHERE receipt = :receipt"
)
_OPEN = text("SELECT receipt, state, at FROM erasures WHERE swept_at IS NULL ORDER BY at")
_AMONG = text(
    "SELECT identity, since, returned_at FROM suppressions WHERE identity = ANY(CAST(:identities AS bigint[]))"
)
