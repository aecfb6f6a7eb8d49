"""Staff: taken on, changed, disabled; nobody gives more than they hold."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials, queries, rules
from huoshui.access.contract import (
    BeyondYourself,
    LastAdmin,
    NoSuchStaff,
    Role,
    Staff,
    StaffExists,
    StaffId,
    Unit,
    Viewer,
)
from huoshui.access.models import StaffRow, UnitRow
from huoshui.access.operations.audit import record
from huoshui.access.operations.sessions import end_all
from huoshui.access.operations.units import wanted_unit


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What to change of a member; ``None`` leaves it as it is."""

    name: str | None = None
    role: Role | None = None
    unit: str | None = None
    password: str | None = None
    disabled: bool | None = None


async def hire(
    session: AsyncSession,
    *,
    viewer: Viewer,
    login: str,
    name: str,
    role: Role,
    password: str,
    unit: str | None = None,
    now: datetime,
) -> Staff:
    """
    This will add a member to the unit with that code (default: headquarters).

    :raises NotALogin: if the login name cannot be one
    :raises WeakPassword: if the password is easy to guess
    :raises NoSuchUnit: if the unit is not there for the viewer
    :raises BeyondYourself: if the role may do in that unit what the viewer may not
    :raises StaffExists: if the login name is taken
    """
    login = rules.normal_login(login)
    rules.check_password(password, login=login)
    code = unit or (await queries.headquarters(session)).code
    place = await wanted_unit(session, code=code, scope=viewer.scope)
    await _check_reach(session, viewer, role=role, unit=place)
    id_ = await session.scalar(
        insert(StaffRow)
        .values(
            login=login,
            name=name,
            role=role.value,
            unit_id=place.id,
            password_hash=await credentials.hash_password(password),
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["login"])
        .returning(StaffRow.id)
    )
    if id_ is None:
        raise StaffExists(login=login)
    facts = {"role": role.value, "unit": code}
    await record(session, viewer=viewer, action="staff.hired", subject=f"staff:{id_}", facts=facts, now=now)
    return Staff(StaffId(id_), login, name, role, code, now)


async def change_staff(session: AsyncSession, *, viewer: Viewer, id_: int, change: StaffChange, now: datetime) -> Staff:
    """
    This will change a member; a new password and being disabled end all their sessions.

    :raises NoSuchStaff: if they are not there for the viewer
    :raises BeyondYourself: if they may do, or would then do, what the viewer may not
    :raises NoSuchUnit: if the new unit is not there for the viewer
    :raises WeakPassword: if the new password is easy to guess
    :raises LastAdmin: if nobody would be left who can administer everything
    """
    before = await _member(session, viewer, id_)
    place = await wanted_unit(session, code=change.unit or before.unit, scope=viewer.scope)
    role = change.role or before.role
    await _check_reach(session, viewer, role=role, unit=place)
    columns, facts = _differences(before, change)
    if change.unit is not None:
        columns["unit_id"] = place.id
    if change.disabled is not None and change.disabled != (before.disabled_at is not None):
        columns["disabled_at"] = now if change.disabled else None
        facts["disabled"] = change.disabled
    if change.password is not None:
        rules.check_password(change.password, login=before.login)
        columns["password_hash"] = await credentials.hash_password(change.password)
        facts["password"] = "changed"  # noqa: S105  # says that, not what
    if columns:
        await _write(session, id_, columns)
        await record(session, viewer=viewer, action="staff.changed", subject=f"staff:{id_}", facts=facts, now=now)
    return await _member(session, viewer, id_)


async def change_own_password(session: AsyncSession, *, viewer: Viewer, password: str, now: datetime) -> None:
    """
    This will give the viewer a new password and end all their sessions; the door has compared the old one.

    :raises NoSuchStaff: if there is no member behind the viewer
    :raises WeakPassword: if it is easy to guess
    """
    row = None if viewer.staff_id is None else await session.get(StaffRow, viewer.staff_id)
    if row is None:
        raise NoSuchStaff(id=viewer.actor)
    rules.check_password(password, login=row.login)
    await _write(session, row.id, {"password_hash": await credentials.hash_password(password)})
    facts = {"password": "changed"}
    await record(session, viewer=viewer, action="staff.changed", subject=f"staff:{row.id}", facts=facts, now=now)


async def _member(session: AsyncSession, viewer: Viewer, id_: int) -> Staff:
    """Find one whom the viewer may manage: in scope, and holding nothing that the viewer does not hold."""
    member = await queries.staff_member(session, id_=id_, scope=viewer.scope)
    if member is None:
        raise NoSuchStaff(id=id_)
    await _check_reach(
        session, viewer, role=member.role, unit=await wanted_unit(session, code=member.unit, scope=viewer.scope)
    )
    return member


async def _check_reach(session: AsyncSession, viewer: Viewer, *, role: Role, unit: Unit) -> None:
    scope = await queries.scope_of(session, roots=[unit.id])
    beyond = rules.permissions_of(role, scope=scope) - viewer.permissions
    if beyond:
        raise BeyondYourself(what=", ".join(sorted(beyond)))


def _differences(before: Staff, change: StaffChange) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the plain columns to write, and what the audit log may know of it: names stay out."""
    columns: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    if change.name is not None and change.name != before.name:
        columns["name"] = change.name
        facts["name"] = "changed"
    if change.role is not None and change.role != before.role:
        columns["role"] = change.role.value
        facts["role"] = [before.role.value, change.role.value]
    if change.unit is not None and change.unit != before.unit:
        facts["unit"] = [before.unit, change.unit]
    return columns, facts


async def _write(session: AsyncSession, id_: int, columns: dict[str, Any]) -> None:
    admins = await _headquarters_admins(session)
    await session.execute(
        update(StaffRow).where(StaffRow.id == id_).values(**columns).execution_options(synchronize_session="fetch")
    )
    if id_ in admins and not await _headquarters_admins(session):
        raise LastAdmin
    if columns.get("disabled_at") is not None or "password_hash" in columns:
        await end_all(session, staff_id=id_)


async def _headquarters_admins(session: AsyncSession) -> set[int]:
    """Lock and list them, in one order, so that the last two cannot disable each other at the same time."""
    found = await session.execute(
        select(StaffRow.id)
        .join(UnitRow, UnitRow.id == StaffRow.unit_id)
        .where(StaffRow.role == Role.ADMIN, StaffRow.disabled_at.is_(None), UnitRow.parent_id.is_(None))
        .order_by(StaffRow.id)
        .with_for_update(of=StaffRow)
    )
    return set(found.scalars())
