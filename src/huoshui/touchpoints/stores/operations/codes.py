"""Store codes are made and changed. What is printed is never taken back."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access import queries as tree
from huoshui.access.contract import NoSuchUnit, Viewer
from huoshui.touchpoints.codes import operations as codes
from huoshui.touchpoints.stores import queries
from huoshui.touchpoints.stores.contract import (
    NoCodeForStore,
    StoreCode,
    StoreCodeChanged,
    StoreCodeExists,
    StoreCodePlan,
)


async def create(
    session: AsyncSession, *, plan: StoreCodePlan, slug: str | None = None, viewer: Viewer, now: datetime
) -> StoreCode:
    """
    This will make a store code, in a place of one's own or a new one.

    :raises StoreCodeExists: if the place is taken
    :raises NoCodeForStore: if headquarters' code is not there
    :raises NoSuchUnit: if a part of the org tree is not there
    """
    await _check(session, plan)
    line = {**_line(plan, viewer, now), "slug": slug or codes.drawn(7)}
    while await session.scalar(_CREATE, line) is None:
        if slug is not None:
            raise StoreCodeExists(slug=slug)
        line["slug"] = codes.drawn(7)
    return await _noted(session, line["slug"], "store_codes.created", viewer, now)


async def change(
    session: AsyncSession, *, slug: str, plan: StoreCodePlan, version: int, viewer: Viewer, now: datetime
) -> StoreCode:
    """
    This will change a store code; ``version`` is the one that the author saw.

    :raises NoSuchStoreCode: if it is not there
    :raises StoreCodeChanged: if it has another version by now
    :raises NoCodeForStore: if headquarters' code is not there
    :raises NoSuchUnit: if a part of the org tree is not there
    """
    await queries.store_code(session, slug=slug)
    await _check(session, plan)
    line = {**_line(plan, viewer, now), "slug": slug, "version": version}
    if await session.scalar(_CHANGE, line) is None:
        raise StoreCodeChanged(slug=slug, version=(await queries.store_code(session, slug=slug)).version)
    return await _noted(session, slug, "store_codes.changed", viewer, now)


async def _check(session: AsyncSession, plan: StoreCodePlan) -> None:
    if plan.fallback not in await queries.known_codes(session, slugs=[plan.fallback]):
        raise NoCodeForStore(slug=plan.fallback)
    known = await tree.unit_ids(session, codes=plan.units)
    for unit in plan.units:
        if unit not in known:
            raise NoSuchUnit(unit=unit)


def _line(plan: StoreCodePlan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"plan": msgspec.json.encode(plan).decode(), "now": now, "by": viewer.actor, "by_name": viewer.name}


async def _noted(session: AsyncSession, slug: str, action: str, viewer: Viewer, now: datetime) -> StoreCode:
    code = await queries.store_code(session, slug=slug)
    facts = {"version": code.version, "units": list(code.plan.units), "fallback": code.plan.fallback}
    await access.record(session, viewer=viewer, action=action, subject=f"store_code:{slug}", facts=facts, now=now)
    return code


_CREATE = text("""
    INSERT INTO store_codes (slug, plan, version, created_at, created_by, created_name, changed_at, changed_by,
        changed_name)
    VALUES (:slug, CAST(:plan AS jsonb), 1, :now, :by, :by_name, :now, :by, :by_name)
    ON CONFLICT (slug) DO NOTHING RETURNING id
""")
_CHANGE = text("""
    UPDATE store_codes SET plan = CAST(:plan AS jsonb), version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name
    WHERE slug = :slug AND version = :version RETURNING id
""")
