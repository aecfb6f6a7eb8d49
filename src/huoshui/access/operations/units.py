"""The org tree: units are added below others, renamed and moved."""

from datetime import datetime

from sqlalchemy import String, func, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries, rules
from huoshui.access.contract import NoSuchUnit, Scope, Unit, UnitExists, UnitKind, Viewer
from huoshui.access.models import UnitRow
from huoshui.access.operations.audit import record


async def create_unit(
    session: AsyncSession,
    *,
    viewer: Viewer,
    code: str,
    name: str,
    kind: UnitKind,
    parent: str | None = None,
    now: datetime,
) -> Unit:
    """
    This will add a unit below the one with the code ``parent`` (default: headquarters).

    :raises NoSuchUnit: if the parent is not there for the viewer
    :raises UnitMisplaced: if the levels do not allow it
    :raises UnitExists: if the code is taken, by whomever
    """
    await _alone(session)
    above = await wanted_unit(session, code=parent or (await queries.headquarters(session)).code, scope=viewer.scope)
    rules.check_place(kind, parent=above.kind)
    id_ = await session.scalar(
        insert(UnitRow)
        .values(code=code, name=name, kind=kind.value, parent_id=above.id, path=f"new {code}", created_at=now)
        .on_conflict_do_nothing(index_elements=["code"])
        .returning(UnitRow.id)
    )
    if id_ is None:
        raise UnitExists(code=code)
    path = rules.path_of(id_, parent=above.path)
    await session.execute(update(UnitRow).where(UnitRow.id == id_).values(path=path))
    facts = {"code": code, "kind": kind.value, "parent": above.code}
    await record(session, viewer=viewer, action="unit.created", subject=f"unit:{id_}", facts=facts, now=now)
    return await wanted_unit(session, code=code, scope=Scope(None))


async def change_unit(
    session: AsyncSession,
    *,
    viewer: Viewer,
    code: str,
    name: str | None = None,
    parent: str | None = None,
    now: datetime,
) -> Unit:
    """
    This will rename a unit, or move it with all that is below it under another parent.

    :raises NoSuchUnit: if the unit or the new parent is not there for the viewer
    :raises UnitMisplaced: if the levels do not allow the move, or it is headquarters
    """
    await _alone(session)
    unit = await wanted_unit(session, code=code, scope=viewer.scope)
    if name is not None and name != unit.name:
        await session.execute(update(UnitRow).where(UnitRow.id == unit.id).values(name=name))
        await record(session, viewer=viewer, action="unit.renamed", subject=f"unit:{unit.id}", facts={}, now=now)
    if parent is not None and parent != unit.parent:
        above = await wanted_unit(session, code=parent, scope=viewer.scope)
        rules.check_place(unit.kind, parent=above.kind)
        await _move(session, unit, above)
        facts = {"from": unit.parent, "to": above.code}
        await record(session, viewer=viewer, action="unit.moved", subject=f"unit:{unit.id}", facts=facts, now=now)
    return await wanted_unit(session, code=code, scope=Scope(None))


async def wanted_unit(session: AsyncSession, *, code: str, scope: Scope) -> Unit:
    """
    This will give the unit with that code.

    :raises NoSuchUnit: if there is none, or the scope does not cover it; the two look the same
    """
    unit = await queries.unit(session, code=code)
    if unit is None or not scope.covers(unit.id):
        raise NoSuchUnit(unit=code)
    return unit


async def _alone(session: AsyncSession) -> None:
    # Adding below a unit while it moves would leave the new one with the old path.
    await session.execute(text("LOCK TABLE units IN SHARE ROW EXCLUSIVE MODE"))


async def _move(session: AsyncSession, unit: Unit, above: Unit) -> None:
    rest = func.substr(UnitRow.path, len(unit.path) + 1, type_=String)
    await session.execute(
        update(UnitRow)
        .where(UnitRow.path >= unit.path, UnitRow.path < unit.path + rules.AFTER_DIGITS)
        .values(path=rules.path_of(unit.id, parent=above.path) + rest)
        .execution_options(synchronize_session=False)
    )
    await session.execute(update(UnitRow).where(UnitRow.id == unit.id).values(parent_id=above.id))
