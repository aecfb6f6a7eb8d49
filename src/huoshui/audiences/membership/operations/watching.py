"""Turning the keeping of members on and off, and freezing them."""

from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.audiences import queries as segments
from huoshui.audiences.contract.language import Definition, Used
from huoshui.audiences.membership import queries
from huoshui.audiences.membership.contract import AlreadyWatched, NotWatched, Snapshot, Watch
from huoshui.audiences.membership.warehouse import everybody, log
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse


async def watch(session: AsyncSession, *, name: str, viewer: Viewer, now: datetime) -> Watch:
    """
    This will have the members of a stored segment kept from now on; they are worked out in the background.

    :raises NoSuchSegment: if there is none of that name
    :raises AlreadyWatched: if they are kept already
    """
    await segments.segment(session, name=name)
    made = await session.scalar(_WATCH, {"name": name, "now": now, "by": viewer.actor})
    if made is None:
        raise AlreadyWatched(name=name)
    await _audit(session, "segments.watched", name, viewer, now)
    return await queries.watch_of(session, name=name)


async def unwatch(session: AsyncSession, *, name: str, viewer: Viewer, now: datetime) -> None:
    """
    This will end the keeping of a segment's members; the log of their entries and exits stays.

    :raises NotWatched: if they are not kept
    """
    ended = await session.scalar(_UNWATCH, {"name": name, "now": now})
    if ended is None:
        raise NotWatched(name=name)
    await _audit(session, "segments.unwatched", name, viewer, now)


async def snapshot(
    session: AsyncSession, clickhouse: ClickHouse, *, name: str, note: str, viewer: Viewer, now: datetime
) -> Snapshot:
    """
    This will keep who is in a stored segment now, for good: the members where they are kept, else who meets it.

    :raises NoSuchSegment: if there is none of that name
    """
    segment = await segments.segment(session, name=name)
    found = await queries.watch_or_none(session, name=name)
    if found is not None and found.version == segment.version:
        (people,) = await log.everybody(clickhouse, [found.number], round_=await queries.last_round(session))
    else:
        used = Definition(version=1, where=Used(kind="segment", name=name))
        tree = await segments.resolved(session, clickhouse, used)
        (people,) = await everybody.who(clickhouse, [tree], now=clock.milliseconds(now))
    return await freeze(
        session, clickhouse, people=people, name=name, version=segment.version, note=note, viewer=viewer, now=now
    )


async def freeze(
    session: AsyncSession, clickhouse: ClickHouse, *, people: np.ndarray, note: str, viewer: Viewer, now: datetime,
    name: str = "", version: int = 0,
) -> Snapshot:  # fmt: skip
    """
    This will keep these people for good; without a name they are of no stored segment: whoever was behind a figure.

    A number is never given twice, so what a crash leaves behind belongs to no snapshot.
    """
    line = {"name": name, "version": version, "people": len(people), "note": note}
    number = int(await session.scalar(_SNAPSHOT, {**line, "now": now, "by": viewer.actor}) or 0)
    if len(people):
        await log.freeze(clickhouse, number, people)
    await _audit(session, "segments.snapshot", name, viewer, now, snapshot=number, people=len(people))
    return Snapshot(number, name, version, len(people), note, now, viewer.actor)


async def note_export(
    session: AsyncSession, *, name: str, what: str, people: int, viewer: Viewer, now: datetime
) -> None:
    """This will write down who took a segment's members away."""
    await _audit(session, "segments.exported", name, viewer, now, what=what, people=people)


async def uses_of(session: AsyncSession, name: str) -> list[str]:
    """This will say that a segment's members are kept, where they are: it is deleted only after that was ended."""
    found = await queries.watch_or_none(session, name=name)
    return [] if found is None else ["membership (its members are kept)"]


async def _audit(session: AsyncSession, action: str, name: str, viewer: Viewer, now: datetime, **facts: object) -> None:
    await access.record(session, viewer=viewer, action=action, subject=f"segment:{name}", facts=facts, now=now)


_WATCH = text("""
    INSERT INTO segment_watches (segment, state, watched_at, watched_by) VALUES (:name, 'waiting', :now, :by)
    ON CONFLICT (segment) WHERE ended_at IS NULL DO NOTHING RETURNING number
""")
_UNWATCH = text("""
    UPDATE segment_watches SET state = 'ended', ended_at = :now WHERE segment = :name AND ended_at IS NULL
    RETURNING number
""")
_SNAPSHOT = text("""
    INSERT INTO segment_snapshots (segment, version, people, note, taken_at, taken_by)
    VALUES (:name, :version, :people, :note, :now, :by) RETURNING number
""")
