"""
People who were erased: they leave every watched segment as a logged change, then every line about them is deleted.

The erasure notes them in its own transaction. They are kept out of what ClickHouse works out for everybody until its
mirrors surely know.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.contract import Cause, Change, MembersChanged, Moved
from huoshui.audiences.membership.warehouse import log
from huoshui.bedrock import outbox
from huoshui.bedrock.clickhouse import ClickHouse

_HELD = timedelta(minutes=10)
"""So long a mirror may at most still show somebody who was erased."""
_AT_ONCE = 1_000


async def erase(session: AsyncSession, *, identities: Sequence[int], now: datetime) -> dict[str, int]:
    """This will have the keeper delete all lines about these identities once they have left their segments."""
    await session.execute(_NOTE, {"persons": list(identities), "now": now})
    return {"membership": len(identities)}


async def forgotten(session: AsyncSession) -> list[int]:
    """This will give those who are about to be deleted or were a short while ago."""
    return list(await session.scalars(text("SELECT person FROM membership_forgotten")))


async def waiting(session: AsyncSession, *, now: datetime) -> list[int]:
    """This will give those whose lines are to be deleted, and let go of those for whom that is long done."""
    await session.execute(_LET_GO, {"before": now - _HELD})
    return list(await session.scalars(_WAITING, {"most": _AT_ONCE}))


async def leave(
    session: AsyncSession, clickhouse: ClickHouse, persons: Sequence[int], *, round_: int, now: datetime
) -> bool:
    """This will write, as the next round, that these persons left the segments they are in; tell whether any did."""
    living = {row.number: row for row in await session.execute(_LIVING)}
    inside = await log.inside(clickhouse, persons, watches=list(living), round_=round_) if living else {}
    changes = [
        Change(watch, living[watch].version, person, entered=False, at=now, round=round_ + 1, cause=Cause.FACTS)
        for person, watches in inside.items() for watch in sorted(watches)
    ]  # fmt: skip
    if not changes:
        return False
    await log.write(clickhouse, log.table_of(changes))
    sizes = {number: sum(one.watch == number for one in changes) for number in sorted({one.watch for one in changes})}
    for number, size in sizes.items():
        await session.execute(_FEWER, {"number": number, "size": size})
    moved = tuple(
        Moved(number, living[number].segment, living[number].version, 0, size) for number, size in sizes.items()
    )
    await outbox.tell(session, MembersChanged(round_ + 1, now, moved))
    await session.execute(text("UPDATE membership_state SET round = :round"), {"round": round_ + 1})
    return True


async def delete(
    session: AsyncSession, clickhouse: ClickHouse, persons: Sequence[int], *, cluster: str | None, now: datetime
) -> None:
    """This will delete every line about these persons; a crash behind it only has it done again."""
    await log.erase(clickhouse, persons, cluster=cluster)
    await session.execute(_DONE, {"persons": list(persons), "now": now})


_NOTE = text("""
    INSERT INTO membership_forgotten (person, noted_at) SELECT unnest(CAST(:persons AS bigint[])), :now
    ON CONFLICT (person) DO UPDATE SET noted_at = excluded.noted_at, deleted_at = NULL
""")
_LET_GO = text("DELETE FROM membership_forgotten WHERE deleted_at < :before")
_WAITING = text("SELECT person FROM membership_forgotten WHERE deleted_at IS NULL ORDER BY person LIMIT :most")
_DONE = text("UPDATE membership_forgotten SET deleted_at = :now WHERE person = ANY(CAST(:persons AS bigint[]))")
_LIVING = text("SELECT number, segment, version FROM segment_watches WHERE ended_at IS NULL")
_FEWER = text("UPDATE segment_watches SET members = members - :size WHERE number = :number")
