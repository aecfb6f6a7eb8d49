"""Sessions: opened by a login, kept alive by use, ended by logging out, by time, or by a new password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials, queries, rules
from huoshui.access.contract import Role, StaffId, UnitId, Viewer
from huoshui.access.models import SessionRow, StaffRow
from huoshui.access.operations.audit import record


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session: its ``secret`` goes into the cookie and nowhere else."""

    secret: str
    csrf_token: str
    viewer: Viewer


async def open_session(
    session: AsyncSession, *, staff_id: StaffId, instead_of: str | None = None, now: datetime
) -> Opened | None:
    """
    This will open a session under a fresh secret and end the one that the browser came with.

    ``None`` when the member was disabled meanwhile.
    """
    viewer = await staff_viewer(session, staff_id=staff_id)
    if viewer is None:
        return None
    await _sweep(session, now=now)
    if instead_of:
        await session.execute(delete(SessionRow).where(SessionRow.digest == credentials.digest(instead_of)))
    secret = credentials.new_secret()
    session.add(SessionRow(digest=credentials.digest(secret), staff_id=staff_id, created_at=now, seen_at=now))
    await session.flush()
    await record(session, viewer=viewer, action="session.opened", subject=viewer.actor, facts={}, now=now)
    return Opened(secret, credentials.csrf_of(secret), viewer)


async def resume(session: AsyncSession, *, secret: str, now: datetime) -> Viewer | None:
    """This will give whose session it is, and keep it alive; ``None`` when it has ended."""
    row = await session.scalar(select(SessionRow).where(SessionRow.digest == credentials.digest(secret)))
    if row is None or not rules.session_alive(created_at=row.created_at, seen_at=row.seen_at, now=now):
        return None
    if now - row.seen_at >= rules.TOUCH_EVERY:
        await session.execute(update(SessionRow).where(SessionRow.digest == row.digest).values(seen_at=now))
    return await staff_viewer(session, staff_id=StaffId(row.staff_id))


async def end(session: AsyncSession, *, secret: str, viewer: Viewer, now: datetime) -> None:
    """This will end one session; one that has ended already is success."""
    done = await session.execute(
        delete(SessionRow).where(SessionRow.digest == credentials.digest(secret)).returning(SessionRow.staff_id)
    )
    if done.first():
        await record(session, viewer=viewer, action="session.ended", subject=viewer.actor, facts={}, now=now)


async def end_all(session: AsyncSession, *, staff_id: int) -> int:
    """This will end every session of a member and tell how many there were."""
    done = await session.execute(
        delete(SessionRow).where(SessionRow.staff_id == staff_id).returning(SessionRow.staff_id)
    )
    return len(done.all())


async def staff_viewer(session: AsyncSession, *, staff_id: StaffId) -> Viewer | None:
    """This will give a member as a viewer, with role, unit and scope as they are now; ``None`` when disabled."""
    row = await session.scalar(select(StaffRow).where(StaffRow.id == staff_id, StaffRow.disabled_at.is_(None)))
    if row is None:
        return None
    scope = await queries.scope_of(session, roots=[row.unit_id])
    role = Role(row.role)
    return Viewer(
        staff_id=staff_id,
        name=row.name,
        role=role,
        permissions=rules.permissions_of(role, scope=scope),
        scope=scope,
        unit=UnitId(row.unit_id),
    )


async def _sweep(session: AsyncSession, *, now: datetime) -> None:
    await session.execute(
        delete(SessionRow).where(
            or_(SessionRow.seen_at <= now - rules.SESSION_IDLE, SessionRow.created_at <= now - rules.SESSION_LONGEST)
        )
    )
