"""Reading membership: what is watched and how it fares, members, entries and exits, snapshots."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences.contract.answers import Overlap
from huoshui.audiences.membership.contract import (
    Change,
    Grown,
    Member,
    NoSuchSnapshot,
    NotBuiltYet,
    NotWatched,
    Progress,
    Size,
    Snapshot,
    Watch,
    WatchState,
)
from huoshui.audiences.membership.rules import sizes as growth
from huoshui.audiences.membership.warehouse import log
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

MOST_AT_ONCE = 10_000


async def watches(session: AsyncSession) -> list[Watch]:
    """This will list the watched segments by name."""
    return [_watch(row) for row in await session.execute(text(f"{_WATCHES} ORDER BY segment"))]


async def watch_or_none(session: AsyncSession, *, name: str) -> Watch | None:
    """This will give a segment's watch, if it has one."""
    row = (await session.execute(text(f"{_WATCHES} AND segment = :name"), {"name": name})).first()
    return None if row is None else _watch(row)


async def watch_of(session: AsyncSession, *, name: str) -> Watch:
    """
    This will give a segment's watch.

    :raises NotWatched: if its members are not kept
    """
    found = await watch_or_none(session, name=name)
    if found is None:
        raise NotWatched(name=name[:100])
    return found


async def progress(session: AsyncSession) -> Progress:
    """This will tell how far the rounds are."""
    row = (await session.execute(_PROGRESS)).one()
    return Progress(row.round or 0, row.caught_up_at, row.notes, row.batches)


async def last_round(session: AsyncSession) -> int:
    """This will give the last round that counts."""
    return int(await session.scalar(text("SELECT round FROM membership_state")) or 0)


async def count(session: AsyncSession, clickhouse: ClickHouse, *, name: str, scope: Scope) -> int:
    """
    This will count the members whom this scope shows, without evaluating the definition.

    :raises NotWatched: if the segment's members are not kept
    :raises NotBuiltYet: if they are being worked out for the first time
    """
    found = await _built(session, name)
    if scope.units is None:
        return found.members
    return await log.count(clickhouse, found.number, round_=await last_round(session), scope=scope)


async def members(
    session: AsyncSession, clickhouse: ClickHouse, *, name: str, scope: Scope, after: int = 0, limit: int = 100
) -> list[Member]:
    """
    This will list the members whom this scope shows by person number, above ``after``, with when they entered.

    :raises NotWatched: if the segment's members are not kept
    :raises NotBuiltYet: if they are being worked out for the first time
    """
    found, limit = await _built(session, name), max(1, min(limit, MOST_AT_ONCE))
    number = await last_round(session)
    return await log.page(clickhouse, found.number, round_=number, scope=scope, after=after, limit=limit)


async def overlap(session: AsyncSession, clickhouse: ClickHouse, *, one: str, other: str, scope: Scope) -> Overlap:
    """
    This will count who is in one watched segment, in another and in both, by the members that are kept.

    :raises NotWatched: if one's members are not kept
    :raises NotBuiltYet: if they are being worked out for the first time
    """
    mine, theirs = await _built(session, one), await _built(session, other)
    number = await last_round(session)
    if mine.number == theirs.number:
        people = await log.count(clickhouse, mine.number, round_=number, scope=scope)
        return Overlap(people, people, people)
    return Overlap(*await log.overlap(clickhouse, mine.number, theirs.number, round_=number, scope=scope))


async def changes(
    session: AsyncSession, clickhouse: ClickHouse, *, name: str, scope: Scope,
    before: tuple[int, int] | None = None, limit: int = 100,
) -> list[Change]:  # fmt: skip
    """
    This will list who entered and left a watched segment, the newest first, below ``before`` (round, person).

    :raises NotWatched: if its members are not kept
    """
    found, limit = await watch_of(session, name=name), max(1, min(limit, MOST_AT_ONCE))
    number = await last_round(session)
    return await log.changes(
        clickhouse, round_=number, scope=scope, watch=found.number, before=before, limit=limit
    )  # fmt: skip


async def changes_of_person(
    session: AsyncSession, clickhouse: ClickHouse, *, person: int, scope: Scope,
    before: tuple[int, int] | None = None, limit: int = 100,
) -> list[tuple[str, Change]]:  # fmt: skip
    """This will list which watched segments a person entered and left, the newest first, with the segment's name."""
    limit = max(1, min(limit, MOST_AT_ONCE))
    number = await last_round(session)
    found = await log.changes(clickhouse, round_=number, scope=scope, person=person, before=before, limit=limit)
    names = {
        row.number: row.segment for row in await session.execute(_NAMES, {"numbers": [one.watch for one in found]})
    }
    return [(names.get(one.watch, ""), one) for one in found]


async def sizes(
    session: AsyncSession, clickhouse: ClickHouse, *, scope: Scope, days: int, now: datetime
) -> dict[str, list[Size]]:
    """This will tell how many were in each watched segment at the end of each of the last days, since it is watched."""
    found = {one.number: one for one in await watches(session)}
    grown = await log.grown(clickhouse, list(found), round_=await last_round(session), scope=scope)
    until = now.astimezone(clock.BEIJING).date()
    first = until - timedelta(days=days - 1)
    by_watch: dict[int, list[Grown]] = {}
    for one in grown:
        by_watch.setdefault(one.watch, []).append(one)
    return {
        watch.segment: growth.sizes(
            by_watch.get(number, []), since=max(first, watch.watched_at.astimezone(clock.BEIJING).date()), until=until
        )
        for number, watch in found.items()
    }


async def changes_in_round(
    clickhouse: ClickHouse, *, watch: int, round_: int, after: int = 0, limit: int = MOST_AT_ONCE
) -> list[Change]:
    """This will list who entered or left in a round that was told, by person number: for those who listen."""
    return await log.in_round(clickhouse, watch, round_=round_, after=after, limit=min(limit, MOST_AT_ONCE))


async def snapshots(session: AsyncSession, *, name: str) -> list[Snapshot]:
    """This will list the snapshots of a segment, the newest first."""
    rows = await session.execute(text(f"{_SNAPSHOTS} WHERE segment = :name ORDER BY number DESC"), {"name": name})
    return [Snapshot(*row) for row in rows]


async def snapshot_of(session: AsyncSession, *, name: str, number: int) -> Snapshot:
    """
    This will give one snapshot.

    :raises NoSuchSnapshot: if the segment has none of that number
    """
    row = (
        await session.execute(
            text(f"{_SNAPSHOTS} WHERE segment = :name AND number = :number"), {"name": name, "number": number}
        )
    ).first()
    if row is None:
        raise NoSuchSnapshot(name=name[:100], number=number)
    return Snapshot(*row)


async def snapshot_people(
    session: AsyncSession, clickhouse: ClickHouse, *, name: str, number: int, scope: Scope, after: int = 0,
    limit: int = 100,
) -> list[int]:  # fmt: skip
    """
    This will list who was in a segment when it was frozen, by person number, above ``after``.

    :raises NoSuchSnapshot: if the segment has none of that number
    """
    await snapshot_of(session, name=name, number=number)
    return await log.frozen(clickhouse, number, scope=scope, after=after, limit=max(1, min(limit, MOST_AT_ONCE)))


async def _built(session: AsyncSession, name: str) -> Watch:
    found = await watch_of(session, name=name)
    if found.built_at is None:
        raise NotBuiltYet(name=name, state=found.state.value)
    return found


def _watch(row: Any) -> Watch:  # noqa: ANN401 SQLAlchemy's rows
    return Watch(row.number, row.segment, WatchState(row.state), *row[3:])


_WATCHES = """
    SELECT number, segment, state, version, members, watched_at, watched_by, built_at, swept_at, drift, failures,
           last_error, retry_at
    FROM segment_watches WHERE ended_at IS NULL
"""
_SNAPSHOTS = "SELECT number, segment, version, people, note, taken_at, taken_by FROM segment_snapshots"
_NAMES = text("SELECT number, segment FROM segment_watches WHERE number = ANY(CAST(:numbers AS int[]))")
_PROGRESS = text("""
    SELECT (SELECT round FROM membership_state) AS round, (SELECT caught_up_at FROM membership_state) AS caught_up_at,
           (SELECT count(*) FROM membership_notes) AS notes, (SELECT count(*) FROM membership_batches) AS batches
""")
