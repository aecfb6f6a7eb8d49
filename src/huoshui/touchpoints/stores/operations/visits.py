"""Openings of store codes and stores that were chosen: kept for counting, forgotten with the person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.touchpoints.stores.contract import Visit


async def keep(session: AsyncSession, visit: Visit, *, robot: str, visitor: str, identity: int, now: datetime) -> None:
    """
    This will keep that a store code was opened, or a store chosen by it; a robot's with its reason.

    Where somebody was is not among it.
    """
    await session.execute(_KEEP, {
        "code": visit.code, "unit": visit.unit, "way": visit.way or "", "led": visit.led or "", "at": now,
        "robot": robot, "visitor": visitor, "identity": identity,
    })  # fmt: skip


async def erase(
    session: AsyncSession, *, identities: Sequence[int], now: datetime  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:  # fmt: skip
    """This will make what these identities did with store codes nobody's; the counts stay."""
    erased = await session.execute(_ERASE, {"identities": list(identities)})
    return {"store_visits": int(erased.rowcount)}  # type: ignore[attr-defined]


_KEEP = text("""
    INSERT INTO store_visits (code, unit, way, led, at, robot, visitor, identity)
    VALUES (:code, :unit, :way, :led, :at, :robot, :visitor, :identity)
""")
_ERASE = text("""
    UPDATE store_visits SET visitor = '', identity = 0 WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
