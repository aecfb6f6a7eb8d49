"""Reading access: the org tree, staff, tokens, and what was done."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from huoshui.access import rules
from huoshui.access.contract import (
    EVERYTHING,
    AuditEntry,
    Permission,
    Role,
    Scope,
    Staff,
    StaffId,
    Token,
    TokenId,
    Unit,
    UnitId,
    UnitKind,
)
from huoshui.access.models import AuditRow, StaffRow, TokenRow, UnitRow

_Parent = aliased(UnitRow)


async def units(session: AsyncSession, *, scope: Scope) -> list[Unit]:
    """This will list the units that the scope covers, each after its parent."""
    found = await session.execute(_unit_query().where(_in_scope(UnitRow.id, scope)).order_by(UnitRow.path))
    return sorted((_unit(row, parent) for row, parent in found), key=lambda unit: _steps(unit.path))


async def unit(session: AsyncSession, *, code: str) -> Unit | None:
    """This will find a unit by its code."""
    found = (await session.execute(_unit_query().where(UnitRow.code == code))).first()
    return _unit(*found) if found else None


async def headquarters(session: AsyncSession) -> Unit:
    """This will give the root of the org tree, which is always there."""
    found = (await session.execute(_unit_query().where(UnitRow.parent_id.is_(None)))).one()
    return _unit(*found)


async def unit_ids(session: AsyncSession, *, codes: Collection[str]) -> dict[str, UnitId]:
    """This will give the ids of the units with these codes; codes that do not exist are left out."""
    found = await session.execute(select(UnitRow.code, UnitRow.id).where(UnitRow.code.in_(codes)))
    return {code: UnitId(id_) for code, id_ in found}


async def scope_of(session: AsyncSession, *, roots: Sequence[int]) -> Scope:
    """This will give what can be seen from these units: each with all below it; from headquarters everything."""
    root = aliased(UnitRow)
    found = await session.execute(
        select(UnitRow.id, root.kind)
        .join(root, and_(UnitRow.path >= root.path, UnitRow.path < root.path.concat(rules.AFTER_DIGITS)))
        .where(root.id.in_(roots))
    )
    rows = found.all()
    if any(kind == UnitKind.HEADQUARTERS for _, kind in rows):
        return EVERYTHING
    return Scope(tuple(sorted({id_ for id_, _ in rows})))


async def staff(session: AsyncSession, *, scope: Scope) -> list[Staff]:
    """This will list the staff of the units that the scope covers, by login name."""
    found = await session.execute(_staff_query().where(_in_scope(StaffRow.unit_id, scope)).order_by(StaffRow.login))
    return [_staff(row, code) for row, code in found]


async def staff_member(session: AsyncSession, *, id_: int, scope: Scope) -> Staff | None:
    """This will find a staff member of the units that the scope covers."""
    found = (
        await session.execute(_staff_query().where(StaffRow.id == id_, _in_scope(StaffRow.unit_id, scope)))
    ).first()
    return _staff(*found) if found else None


async def tokens(session: AsyncSession, *, scope: Scope) -> list[Token]:
    """This will list the tokens that still hold, of makers whom the scope covers, newest first."""
    found = await session.execute(
        select(TokenRow)
        .outerjoin(StaffRow, StaffRow.id == TokenRow.staff_id)
        .where(TokenRow.revoked_at.is_(None), _in_scope(StaffRow.unit_id, scope))
        .order_by(TokenRow.id.desc())
    )
    rows = found.scalars().all()
    codes = await _codes(session, {id_ for row in rows for id_ in row.units or ()})
    return [token_of(row, codes) for row in rows]


async def audit(
    session: AsyncSession,
    *,
    scope: Scope,
    before: int | None = None,
    limit: int = 50,
    actor: str | None = None,
    action: str | None = None,
    subject: str | None = None,
) -> list[AuditEntry]:
    """This will list what the staff of the scope's units did, newest first, below the entry ``before``."""
    wanted = select(AuditRow).where(_in_scope(AuditRow.unit_id, scope)).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(AuditRow.id < before)
    for column, value in ((AuditRow.actor, actor), (AuditRow.action, action), (AuditRow.subject, subject)):
        if value is not None:
            wanted = wanted.where(column == value)
    rows = (await session.execute(wanted)).scalars()
    return [AuditEntry(row.id, row.at, row.actor, row.name, row.action, row.subject, row.facts) for row in rows]


def token_of(row: TokenRow, codes: dict[int, str]) -> Token:
    """This will give a token's row as others may know it; ``codes`` names the units."""
    return Token(
        id=TokenId(row.id),
        name=row.name,
        hint=row.hint,
        permissions=frozenset(map(Permission, row.permissions)),
        units=None if row.units is None else tuple(codes[id_] for id_ in row.units),
        staff_id=None if row.staff_id is None else StaffId(row.staff_id),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.used_at,
    )


def _unit_query() -> Select[UnitRow, str | None]:
    return select(UnitRow, _Parent.code).outerjoin(_Parent, _Parent.id == UnitRow.parent_id)


def _unit(row: UnitRow, parent: str | None) -> Unit:
    return Unit(UnitId(row.id), row.code, row.name, UnitKind(row.kind), parent, row.path)


def _staff_query() -> Select[StaffRow, str]:
    return select(StaffRow, UnitRow.code).join(UnitRow, UnitRow.id == StaffRow.unit_id)


def _staff(row: StaffRow, unit_code: str) -> Staff:
    return Staff(StaffId(row.id), row.login, row.name, Role(row.role), unit_code, row.created_at, row.disabled_at)


def _in_scope(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], scope: Scope
) -> ColumnElement[bool]:
    return true() if scope.units is None else column.in_(scope.units)


async def _codes(session: AsyncSession, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    found = await session.execute(select(UnitRow.id, UnitRow.code).where(UnitRow.id.in_(ids)))
    return {row.id: row.code for row in found}


def _steps(path: str) -> list[int]:
    return [int(step) for step in path.strip("/").split("/")]
