"""API tokens: a part of what their maker may do and see, for as long as the maker may."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials, queries, rules
from huoshui.access.contract import (
    EVERYTHING,
    LOCAL,
    AlreadyExpired,
    BeyondYourself,
    NoSuchToken,
    Permission,
    Scope,
    StaffId,
    Token,
    TokenId,
    Viewer,
)
from huoshui.access.models import StaffRow, TokenRow
from huoshui.access.operations.audit import record
from huoshui.access.operations.sessions import staff_viewer
from huoshui.access.operations.units import wanted_unit


async def create_token(
    session: AsyncSession,
    *,
    viewer: Viewer,
    name: str,
    permissions: Collection[Permission],
    units: Collection[str] | None = None,
    expires_at: datetime | None = None,
    now: datetime,
) -> tuple[Token, str]:
    """
    This will make a token and give it with its secret, which cannot be read again.

    ``units`` are the codes of the roots of what it may see; ``None`` leaves it what its maker sees.

    :raises BeyondYourself: if the viewer does not hold one of the permissions
    :raises NoSuchUnit: if a unit is not there for the viewer
    :raises AlreadyExpired: if it would never hold
    """
    beyond = sorted(set(permissions) - viewer.permissions)
    if beyond:
        raise BeyondYourself(what=", ".join(beyond))
    if expires_at is not None and expires_at <= now:
        raise AlreadyExpired
    roots: dict[int, str] | None = None
    if units is not None:
        roots = {(await wanted_unit(session, code=code, scope=viewer.scope)).id: code for code in units}
    elif viewer.token_id is not None and not viewer.scope.everything:
        # A token that makes a token passes its own limits on, not those of whoever made it.
        roots = {unit.id: unit.code for unit in await queries.units(session, scope=viewer.scope)}
    secret = credentials.new_token()
    row = TokenRow(
        name=name,
        hint=credentials.hint_of(secret),
        digest=credentials.digest(secret),
        permissions=sorted(permissions),
        units=None if roots is None else list(roots),
        staff_id=viewer.staff_id,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(row)
    await session.flush()
    token = queries.token_of(row, roots or {})
    facts = {"permissions": sorted(permissions), "units": None if roots is None else sorted(roots.values())}
    await record(session, viewer=viewer, action="token.created", subject=f"token:{row.id}", facts=facts, now=now)
    return token, secret


async def revoke_token(session: AsyncSession, *, viewer: Viewer, id_: int, now: datetime) -> None:
    """
    This will end a token at once.

    :raises NoSuchToken: if it is not there for the viewer, or was revoked already
    """
    row = await session.get(TokenRow, id_, with_for_update=True)
    if row is None or row.revoked_at is not None or not await _covers(session, viewer.scope, row.staff_id):
        raise NoSuchToken(id=id_)
    row.revoked_at = now
    await session.flush()
    await record(session, viewer=viewer, action="token.revoked", subject=f"token:{id_}", facts={}, now=now)


async def recognize(session: AsyncSession, *, token: str, now: datetime) -> Viewer | None:
    """This will give what a token may do and see now, never more than its maker; ``None`` when it does not hold."""
    row = await session.scalar(
        select(TokenRow).where(TokenRow.digest == credentials.digest(token), TokenRow.revoked_at.is_(None))
    )
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        return None
    maker = LOCAL if row.staff_id is None else await staff_viewer(session, staff_id=StaffId(row.staff_id))
    if maker is None:
        return None
    if row.used_at is None or now - row.used_at >= rules.TOUCH_EVERY:
        await session.execute(update(TokenRow).where(TokenRow.id == row.id).values(used_at=now))
    limit = EVERYTHING if row.units is None else await queries.scope_of(session, roots=row.units)
    scope = maker.scope.meet(limit)
    return Viewer(
        staff_id=maker.staff_id,
        name=maker.name,
        role=maker.role,
        permissions=rules.confined(maker.permissions & frozenset(map(Permission, row.permissions)), scope=scope),
        scope=scope,
        token_id=TokenId(row.id),
        unit=maker.unit,
    )


async def _covers(session: AsyncSession, scope: Scope, staff_id: int | None) -> bool:
    if scope.everything:
        return True
    unit = await session.scalar(select(StaffRow.unit_id).where(StaffRow.id == staff_id))
    return unit is not None and scope.covers(unit)
