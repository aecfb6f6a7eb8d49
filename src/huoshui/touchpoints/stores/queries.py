"""Reading stores and store codes: what they are, a page's stores, and whose code somebody gets."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries as access
from huoshui.access.contract import EVERYTHING, Scope, Unit, UnitKind
from huoshui.bedrock.postgres import literally
from huoshui.touchpoints.stores.contract import (
    Details,
    Finder,
    ListedStoreCode,
    NoSuchStore,
    NoSuchStoreCode,
    Store,
    StoreCode,
    StoreCodePlan,
)

MOST_AT_ONCE = 100


async def stores(session: AsyncSession, *, scope: Scope) -> list[Store]:
    """This will list the stores of the org tree that the scope covers, those too of which nobody has said more yet."""
    rows = {row.unit: row for row in await session.execute(_STORES)}
    units = await access.units(session, scope=scope)
    return [_store(one, rows.get(one.id)) for one in units if one.kind is UnitKind.STORE]


async def store(session: AsyncSession, *, code: str, scope: Scope) -> Store:
    """
    This will give a store by its code in the org tree.

    :raises NoSuchStore: if there is none, it is no store, or the scope does not cover it
    """
    unit = await access.unit(session, code=code)
    if unit is None or unit.kind is not UnitKind.STORE or not scope.covers(unit.id):
        raise NoSuchStore(store=code)
    return _store(unit, (await session.execute(_STORE, {"unit": unit.id})).one_or_none())


async def store_code(session: AsyncSession, *, slug: str) -> StoreCode:
    """
    This will give a store code.

    :raises NoSuchStoreCode: if it is not there
    """
    row = (await session.execute(text(f"{_CODE} WHERE slug = :slug"), {"slug": slug})).one_or_none()
    if row is None:
        raise NoSuchStoreCode(slug=slug)
    return _code(row)


async def store_codes(
    session: AsyncSession, *, q: str, before: int | None, limit: int, now: datetime
) -> tuple[list[ListedStoreCode], int | None]:
    """
    This will list store codes whose place, name or campaign holds ``q``, the newest first, below the number ``before``.

    Beside them comes what to give as ``before`` for the next page.
    """
    asked = {"q": f"%{literally(q)}%", "before": before, "limit": limit + 1, "now": now}
    rows = (await session.execute(_CODES, asked)).all()
    known = await stores(session, scope=EVERYTHING)
    roots = await _paths(session)
    found = []
    for row in rows[:limit]:
        code = _code(row)
        found.append(ListedStoreCode(code, len(_shown(known, code.plan, roots)), row.views, row.choices))
    return found, found[-1].code.id if len(rows) > limit else None


async def finder(session: AsyncSession, *, slug: str) -> Finder:
    """
    This will give a store code with the stores that its page shows.

    :raises NoSuchStoreCode: if it is not there
    """
    code = await store_code(session, slug=slug)
    known = await stores(session, scope=EVERYTHING)
    return Finder(code, tuple(_shown(known, code.plan, await _paths(session))))


async def stamp(session: AsyncSession, *, slug: str) -> tuple[object, ...]:
    """
    This will give what is another one when a store code or any store was changed, much faster than `finder`.

    :raises NoSuchStoreCode: if it is not there
    """
    row = (await session.execute(_STAMP, {"slug": slug})).one_or_none()
    if row is None:
        raise NoSuchStoreCode(slug=slug)
    return tuple(row)


async def known_codes(session: AsyncSession, *, slugs: Collection[str]) -> set[str]:
    """This will give those of some places at which a live code or a group code is."""
    return set((await session.execute(_KNOWN, {"slugs": list(slugs)})).scalars())


async def _paths(session: AsyncSession) -> dict[str, str]:
    return {one.code: one.path for one in await access.units(session, scope=EVERYTHING)}


def _shown(known: list[Store], plan: StoreCodePlan, paths: dict[str, str]) -> list[Store]:
    """A store of which nobody has said more is no place to send anybody to."""
    roots = [paths[one] for one in plan.units if one in paths]
    return [
        one for one in known
        if one.version and not one.details.hidden and (not plan.units or any(map(one.path.startswith, roots)))
    ]  # fmt: skip


def _store(unit: Unit, row: Any) -> Store:  # noqa: ANN401 SQLAlchemy's rows
    if row is None:
        return Store(unit.id, unit.code, unit.name, unit.path, Details(), 0, None, "")
    details = msgspec.convert(row.details, Details)
    return Store(
        unit.id, unit.code, unit.name, unit.path, details, row.version, row.changed_at, row.changed_name
    )  # fmt: skip


def _code(row: Any) -> StoreCode:  # noqa: ANN401 SQLAlchemy's rows
    return StoreCode(
        row.id, row.slug, msgspec.convert(row.plan, StoreCodePlan), row.version, row.created_at, row.created_name,
        row.changed_at, row.changed_name,
    )  # fmt: skip


_STORES = text("SELECT unit, details, version, changed_at, changed_name FROM stores")
_STORE = text("SELECT unit, details, version, changed_at, changed_name FROM stores WHERE unit = :unit")
_COLUMNS = "id, slug, plan, version, created_at, created_name, changed_at, changed_name"
_CODE = f"SELECT {_COLUMNS} FROM store_codes"
_CODES = text(f"""
    SELECT {_COLUMNS}, views, choices FROM store_codes CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE unit IS NULL) AS views, count(unit) AS choices
        FROM store_visits
        WHERE store_visits.code = store_codes.id AND robot = '' AND at >= :now - interval '30 days') AS came
    WHERE (slug ILIKE :q OR plan ->> 'name' ILIKE :q OR plan ->> 'campaign' ILIKE :q)
      AND id < coalesce(:before, 9223372036854775807)
    ORDER BY id DESC LIMIT :limit
""")
_STAMP = text("""
    SELECT version, (SELECT max(changed_at) FROM stores), (SELECT count(*) FROM stores)
    FROM store_codes WHERE slug = :slug
""")
_KNOWN = text("""
    SELECT slug FROM live_codes WHERE slug = ANY(CAST(:slugs AS text[]))
    UNION SELECT slug FROM group_codes WHERE slug = ANY(CAST(:slugs AS text[]))
""")
