"""Changing audiences: keep a segment under a name, change it, delete it; every version stays in its history."""

from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.audiences import queries
from huoshui.audiences.contract.answers import Segment
from huoshui.audiences.contract.errors import SegmentChanged, SegmentExists, SegmentInUse
from huoshui.audiences.contract.language import Definition, Used
from huoshui.audiences.rulebook import rulebook
from huoshui.audiences.rules.inlining import inlined, uses

_LOCK = 0x7365676D  # one change at a time: two that use each other must not pass each other's check


async def create(
    session: AsyncSession, *, name: str, note: str, definition: Definition, viewer: Viewer, now: datetime
) -> Segment:
    """
    This will keep a segment under a name.

    :raises SegmentExists: if the name is taken
    :raises NoSuchSegment: if it uses one that is not there
    :raises SegmentCircle: if it uses itself
    :raises NoSuchLayer: if a layering has no level that it asks for
    :raises NoHistory: if it asks of an earlier moment what is known of today only
    :raises TooDeep: if it is nested too deep with those that it uses
    :raises TooManyConditions: if it asks too much with those that it uses
    """
    await _lock(session)
    if await session.scalar(_VERSION, {"name": name}) is not None:
        raise SegmentExists(name=name)
    return await _write(session, name, note, definition, viewer, now, action="segments.created")


async def change(
    session: AsyncSession,
    *,
    name: str,
    note: str,
    definition: Definition,
    version: int,
    viewer: Viewer,
    now: datetime,
) -> Segment:
    """
    This will change a segment; ``version`` is the one that the author saw.

    :raises NoSuchSegment: if it is not there, or uses one that is not there
    :raises SegmentChanged: if it has another version by now
    :raises NoSuchLayer: if a layering has no level that it asks for
    :raises NoHistory: if it asks of an earlier moment what is known of today only
    :raises SegmentCircle: if it would use itself
    :raises TooDeep: if it, or one that uses it, would be nested too deep
    :raises TooManyConditions: if it, or one that uses it, would ask too much
    """
    await _lock(session)
    known = await queries.segment(session, name=name)
    if known.version != version:
        raise SegmentChanged(name=name, version=known.version)
    return await _write(session, name, note, definition, viewer, now, action="segments.changed")


async def delete(session: AsyncSession, *, name: str, viewer: Viewer, now: datetime) -> None:
    """
    This will delete a segment; its history stays.

    :raises NoSuchSegment: if it is not there
    :raises SegmentInUse: if another uses it, or something else needs it
    """
    await _lock(session)
    known = await queries.segment(session, name=name)
    if users := await queries.users(session, name=name):
        raise SegmentInUse(name=name, users=", ".join(users))
    await session.execute(_DELETE, {"name": name})
    await _audit(session, "segments.deleted", name, known.version, viewer, now)


async def _write(
    session: AsyncSession, name: str, note: str, definition: Definition, viewer: Viewer, now: datetime, *, action: str
) -> Segment:
    line = {
        "name": name,
        "note": note,
        "definition": orjson.dumps(definition.model_dump(mode="json", by_alias=True, exclude_none=True)).decode(),
        "uses": sorted(uses(definition.where)),
        "now": now,
        "by": viewer.actor,
    }
    await session.execute(_WRITE, line)
    await _check(session, name)
    written = await queries.segment(session, name=name)
    await _audit(session, action, name, written.version, viewer, now)
    return written


async def _check(session: AsyncSession, name: str) -> None:
    """See that the segment, and all that use it, still hold together; the transaction is rolled back when not."""
    stored = {one.name: one.definition.where for one in await queries.segments(session)}
    rules = await rulebook(session)
    touched: set[str] = set()
    found = {name}
    while found:
        touched |= found
        found = {one for one, where in stored.items() if one not in touched and uses(where) & touched}
    for one in sorted(touched):
        inlined(Used(kind="segment", name=one), stored, rules)


async def _lock(session: AsyncSession) -> None:
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def _audit(session: AsyncSession, action: str, name: str, version: int, viewer: Viewer, now: datetime) -> None:
    await access.record(
        session, viewer=viewer, action=action, subject=f"segment:{name}", facts={"version": version}, now=now
    )


_VERSION = text("SELECT version FROM segments WHERE name = :name")
_WRITE = text("""
    WITH written AS (
        INSERT INTO segment_versions (name, version, note, definition, changed_at, changed_by)
        SELECT :name, coalesce(max(version), 0) + 1, :note, CAST(:definition AS jsonb), :now, :by
        FROM segment_versions WHERE name = :name
        RETURNING *
    )
    INSERT INTO segments (name, note, version, definition, uses, changed_at, changed_by)
    SELECT name, note, version, definition, CAST(:uses AS text[]), changed_at, changed_by FROM written
    ON CONFLICT (name) DO UPDATE SET
        note = excluded.note, version = excluded.version, definition = excluded.definition, uses = excluded.uses,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
""")
_DELETE = text("DELETE FROM segments WHERE name = :name")
