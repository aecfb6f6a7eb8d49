"""Writing SOPs: their versions, pausing them and letting them go on."""

from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access import queries as org
from huoshui.access.contract import NoSuchUnit, Viewer
from huoshui.audiences import queries as audiences
from huoshui.relations.contract import NoSuchFollower
from huoshui.relations.scripts import queries as scripts
from huoshui.relations.scripts.contract import NoSuchScript
from huoshui.relations.work.sops import rules
from huoshui.relations.work.sops.contract import NoSuchSop, SopChanged, SopOfAnotherKind, SopPlan, SopState


async def add(
    session: AsyncSession, *, corp: str, plan: SopPlan, key: str, viewer: Viewer, now: datetime
) -> int:  # fmt: skip
    """
    This will begin a SOP, and give its number; the same ``key`` of the same maker begins one.

    :raises NotASopPlan: if the plan makes no sense
    :raises NotASopStep: if one of its steps cannot be
    :raises NoSuchFollower: if somebody named is not at this corp
    :raises NoSuchUnit: if a unit is not there
    :raises NoSuchSegment: if the segment is not there
    :raises NoSuchScript: if a script is not there, or is not everybody's
    """
    line = _line(plan, viewer, now) | {"key": f"{viewer.actor} {key}", "corp": corp, "kind": plan.begin.kind.value}
    known = await session.scalar(_BY_KEY, line)
    if known is not None:
        return int(known)
    await check(session, corp=corp, plan=plan)
    number = await session.scalar(_ADD, line)
    if number is None:
        return int((await session.execute(_BY_KEY, line)).scalar_one())
    await session.execute(_KEEP, line | {"id": number, "version": 1})
    await _note(session, "sops.begun", int(number), viewer, now)
    return int(number)


async def change(
    session: AsyncSession, *, number: int, plan: SopPlan, version: int, viewer: Viewer, now: datetime
) -> None:
    """
    This will change a SOP for whoever is enrolled from now on; who is enrolled goes on by the version they began with.

    :raises NoSuchSop: if there is none
    :raises SopChanged: if ``version`` is not the one it has
    :raises SopOfAnotherKind: if it would follow groups instead of customers, or the reverse
    :raises NotASopPlan: if the plan makes no sense
    :raises NotASopStep: if one of its steps cannot be
    """
    row = await _locked(session, number)
    if row.version != version:
        raise SopChanged(now=row.version, yours=version)
    if row.kind != plan.begin.kind:
        raise SopOfAnotherKind(kind="customer" if row.kind == "personal" else "group")
    await check(session, corp=row.corp, plan=plan)
    line = _line(plan, viewer, now) | {"id": number, "version": version + 1}
    await session.execute(_CHANGE, line)
    await session.execute(_KEEP, line)
    await _note(session, "sops.changed", number, viewer, now)


async def pause(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will let a SOP enroll nobody and make nothing; tasks that were made stay.

    :raises NoSuchSop: if there is none
    """
    await _turn(session, number, SopState.PAUSED, viewer, now)


async def resume(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will let a SOP go on; steps whose hours went by meanwhile are not made up for.

    :raises NoSuchSop: if there is none
    """
    await _turn(session, number, SopState.RUNNING, viewer, now)


async def check(session: AsyncSession, *, corp: str, plan: SopPlan) -> None:
    """
    This will see that a plan can be kept, and that all that it names is there.

    :raises NotASopPlan: if the plan makes no sense
    :raises NotASopStep: if one of its steps cannot be
    :raises NoSuchFollower: if somebody named is not at this corp
    :raises NoSuchUnit: if a unit is not there
    :raises NoSuchSegment: if the segment is not there
    :raises NoSuchScript: if a script is not there, or is not everybody's
    """
    rules.check(plan)
    there = set(await session.scalars(_STAFF, {"corp": corp, "staff": list(plan.staff)}))
    for staff in plan.staff:
        if staff not in there:
            raise NoSuchFollower(staff=staff)
    units = await org.unit_ids(session, codes=list(plan.units))
    for unit in plan.units:
        if unit not in units:
            raise NoSuchUnit(unit=unit)
    if plan.segment:
        await audiences.segment(session, name=plan.segment)
    named = [step.script for step in plan.steps if step.script is not None]
    held = await scripts.shared(session, numbers=named)
    for script in named:
        if script not in held:
            raise NoSuchScript(id=script)


async def _turn(session: AsyncSession, number: int, state: SopState, viewer: Viewer, now: datetime) -> None:
    row = await _locked(session, number)
    if row.state == state:
        return
    await session.execute(_TURN, {"id": number, "state": state.value, "now": now,
                                  "by": viewer.actor, "name": viewer.name})  # fmt: skip
    await _note(session, f"sops.{state.value}", number, viewer, now)


async def _locked(session: AsyncSession, number: int) -> Any:  # noqa: ANN401 SQLAlchemy's rows
    row = (await session.execute(_LOCKED, {"id": number})).one_or_none()
    if row is None:
        raise NoSuchSop(id=number)
    return row


def _line(plan: SopPlan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    kept = orjson.dumps(rules.written(plan)).decode()
    return {"plan": kept, "now": now, "by": viewer.actor, "name": viewer.name}


async def _note(session: AsyncSession, action: str, number: int, viewer: Viewer, now: datetime) -> None:
    await access.record(session, viewer=viewer, action=action, subject=f"sop:{number}", facts={}, now=now)


_BY_KEY = text("SELECT id FROM sops WHERE key = :key")
_ADD = text("""
    INSERT INTO sops (key, corp, kind, plan, version, state, since_at, changed_at, changed_by, changed_name)
    VALUES (:key, :corp, :kind, CAST(:plan AS jsonb), 1, 'running', :now, :now, :by, :name)
    ON CONFLICT (key) DO NOTHING RETURNING id
""")
_KEEP = text("""
    INSERT INTO sop_versions (sop, version, plan, changed_at, changed_by, changed_name)
    VALUES (:id, :version, CAST(:plan AS jsonb), :now, :by, :name)
""")
_LOCKED = text("SELECT corp, kind, version, state FROM sops WHERE id = :id FOR UPDATE")
_CHANGE = text("""
    UPDATE sops SET plan = CAST(:plan AS jsonb), version = :version, looked_at = NULL, changed_at = :now,
        changed_by = :by, changed_name = :name
    WHERE id = :id
""")
_TURN = text("""
    UPDATE sops SET state = :state, since_at = CASE :state WHEN 'running' THEN :now ELSE since_at END,
        changed_at = :now, changed_by = :by, changed_name = :name
    WHERE id = :id
""")
_STAFF = text("""
    SELECT staff FROM relation_staff WHERE corp = :corp AND staff = ANY(CAST(:staff AS text[])) AND left_at IS NULL
""")
