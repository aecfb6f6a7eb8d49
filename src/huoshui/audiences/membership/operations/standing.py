"""How each watch stands, and what the rounds therefore ask: read at the beginning of each round."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.operations.definitions import Meant, fingerprint, meant
from huoshui.audiences.membership.rules.plan import Watched
from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.log import logger

_RETRY_SECONDS = (5, 15, 60, 300, 900)
_SWEEP_SECONDS = 900
_SWEPT_SECONDS = 60
"""How often a segment is worked out anew for everybody when it asks what rounds cannot know."""


@dataclass(slots=True)
class Standing:
    """What is asked for: ``asked`` segments by watch, and those whose members must be worked out from the beginning."""

    asked: tuple[Watched, ...] = ()
    meant: dict[int, Meant] = field(default_factory=dict)
    to_build: tuple[int, ...] = ()
    to_sweep: tuple[int, ...] = ()
    swept_only: frozenset[int] = frozenset()
    rows: dict[int, Any] = field(default_factory=dict)


class Reader:
    """Reads how the watches stand; trees are worked out again only when some definition changed."""

    def __init__(self) -> None:
        self._fingerprint: tuple[Any, ...] = ()
        self._meant: dict[str, Meant] = {}

    async def read(self, session: AsyncSession, *, now: datetime) -> Standing:
        """This will bring each watch to the state that it is in now, and tell what must be asked and worked out."""
        rows = (await session.execute(_WATCHES)).all()
        if not rows:
            return Standing()
        await self._follow(session, {row.segment for row in rows})
        await session.execute(_HORIZONS)
        standing = Standing(rows={row.number: row for row in rows})
        asked, build, sweep, swept_only = [], [], [], set()
        for row in rows:
            found = self._meant.get(row.segment)
            if found is None or (row.horizon is None) or not row.passed:
                continue
            standing.meant[row.number] = found
            stale = row.built_at is None or row.digest != found.digest
            if row.state == "failing" and row.retry_at is not None and row.retry_at > now:
                continue
            if stale or row.state != "current":
                build.append(row.number)
            if found.incremental:
                asked.append(Watched(row.number, row.segment, found.version, found.tree, live=row.number not in build))
            else:
                swept_only.add(row.number)
            if row.number not in build and self._is_due(row, now, often=row.number in swept_only):
                sweep.append(row.number)
        standing.asked, standing.to_build = tuple(asked), tuple(build)
        standing.to_sweep, standing.swept_only = tuple(sweep), frozenset(swept_only)
        return standing

    @staticmethod
    def _is_due(row: Any, now: datetime, *, often: bool) -> bool:  # noqa: ANN401 SQLAlchemy's rows
        if row.swept_at is None:
            return bool(row.built_at + timedelta(seconds=_SWEPT_SECONDS) <= now)
        return bool(row.swept_at + timedelta(seconds=_SWEPT_SECONDS if often else _SWEEP_SECONDS) <= now)

    async def _follow(self, session: AsyncSession, names: set[str]) -> None:
        mark = (*await fingerprint(session), frozenset(names))
        if mark != self._fingerprint:
            self._meant = await meant(session, names)
            self._fingerprint = mark


async def state(session: AsyncSession) -> tuple[int, datetime]:
    """This will give the last round that counts, and until when was looked at who was due; nobody else may now."""
    await session.execute(text("INSERT INTO membership_state DEFAULT VALUES ON CONFLICT DO NOTHING"))
    row = (await session.execute(text("SELECT round, due_until FROM membership_state FOR UPDATE"))).one()
    return row.round, row.due_until


async def failed(session: AsyncSession, numbers: Iterable[int], error: Exception, *, now: datetime) -> None:
    """This will set watches aside after an error: shown, and tried again later and later."""
    for number in numbers:
        failures = int(
            await session.scalar(text("SELECT failures FROM segment_watches WHERE number = :n"), {"n": number}) or 0
        )
        wait = _RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)]
        why = error.message if isinstance(error, Refusal) else f"{type(error).__name__}: {str(error)[:300]}"
        retry = now + timedelta(seconds=wait)
        await session.execute(_FAILED, {"number": number, "why": why.replace("\0", ""), "retry": retry})
        logger().warning("membership.watch.failed", watch=number, error=type(error).__name__, retry_seconds=wait)


async def built(
    session: AsyncSession, number: int, meaning: Meant, *, members: int, now: datetime, again: bool
) -> None:
    """This will say that a watch's members are known."""
    line = {"number": number, "version": meaning.version, "digest": meaning.digest, "members": members, "now": now}
    await session.execute(_BUILT_AGAIN if again else _BUILT, line)


async def swept(session: AsyncSession, numbers: Iterable[int], *, now: datetime) -> None:
    """This will say that a sweep looked at everybody."""
    await session.execute(_SWEPT, {"numbers": list(numbers), "now": now})


_WATCHES = text("""
    SELECT number, segment, state, version, digest, built_at, swept_at, retry_at, horizon,
           horizon <= pg_snapshot_xmin(pg_current_snapshot()) AS passed
    FROM segment_watches WHERE ended_at IS NULL ORDER BY number
""")
_HORIZONS = text("""
    UPDATE segment_watches SET horizon = pg_snapshot_xmax(pg_current_snapshot()), state = 'building'
    WHERE ended_at IS NULL AND horizon IS NULL
""")
_FAILED = text("""
    UPDATE segment_watches SET state = 'failing', failures = failures + 1, last_error = :why, retry_at = :retry
    WHERE number = :number AND ended_at IS NULL
""")
_BUILT = text("""
    UPDATE segment_watches SET state = 'current', version = :version, digest = :digest, members = :members,
        built_at = :now, swept_at = NULL, failures = 0, last_error = NULL, retry_at = NULL
    WHERE number = :number AND ended_at IS NULL
""")
_BUILT_AGAIN = text("""
    UPDATE segment_watches SET state = 'current', members = :members, swept_at = :now,
        failures = 0, last_error = NULL, retry_at = NULL
    WHERE number = :number AND ended_at IS NULL AND digest = :digest
""")
_SWEPT = text("UPDATE segment_watches SET swept_at = :now WHERE number = ANY(CAST(:numbers AS int[]))")
