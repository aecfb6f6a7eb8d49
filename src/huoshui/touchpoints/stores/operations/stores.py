"""What stores are outside of the org tree: said one by one, or brought as a file."""

from dataclasses import fields
from datetime import datetime

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access import queries as tree
from huoshui.access.contract import Permission, UnitKind, Viewer
from huoshui.bedrock.errors import Refusal
from huoshui.touchpoints.stores import queries
from huoshui.touchpoints.stores.contract import (
    Datum,
    Details,
    Imported,
    NoCodeForStore,
    NoSuchStore,
    Problem,
    Store,
    StoreChanged,
)
from huoshui.touchpoints.stores.rules.sheets import Line, read, unfit_for_tree


async def describe(
    session: AsyncSession, *, code: str, details: Details, version: int, viewer: Viewer, now: datetime
) -> Store:
    """
    This will say what a store is; ``version`` is the one that the author saw, 0 where nobody had said anything yet.

    :raises NoSuchStore: if it is not there for the viewer, or it is no store
    :raises NoCodeForStore: if a code that it is to show is not there
    :raises StoreChanged: if it has another version by now
    """
    known = await queries.store(session, code=code, scope=viewer.scope)
    wanted = {one for one in (details.code, details.backup) if one}
    for missing in sorted(wanted - await queries.known_codes(session, slugs=wanted)):
        raise NoCodeForStore(slug=missing)
    await _write(session, known, details, version, viewer, now)
    return await queries.store(session, code=code, scope=viewer.scope)


async def bring(
    session: AsyncSession, *, content: bytes, datum: Datum, dry: bool = False, viewer: Viewer, now: datetime
) -> Imported:
    """
    This will take a file of stores: those that can be, with the reason for each that cannot; none of them when ``dry``.

    The same file again changes nothing. A store that is not in the org tree is added there by who may do so.

    :raises StoreFileUnreadable: if it is no table, or has no column for the stores' codes
    :raises TooManyStores: if it is more than we take in one piece
    """
    lines, problems = read(content, datum=datum)
    codes = {slug for line in lines for slug in (line.details.code, line.details.backup) if slug}
    there = await queries.known_codes(session, slugs=codes)
    before = {one.code: one for one in await queries.stores(session, scope=viewer.scope)}
    became = {"made": 0, "changed": 0, "unchanged": 0}
    for line in lines:
        try:
            _check_codes(line, there)
            became[await _bring_one(session, line, before.get(line.store), dry=dry, viewer=viewer, now=now)] += 1
        except Refusal as refused:
            problems.append(Problem(line.line, line.store, str(refused)))
    return Imported(**became, problems=tuple(sorted(problems, key=lambda one: one.line)))


def _check_codes(line: Line, there: set[str]) -> None:
    for slug in (line.details.code, line.details.backup):
        if slug and slug not in there:
            raise NoCodeForStore(slug=slug)


async def _bring_one(
    session: AsyncSession, line: Line, known: Store | None, *, dry: bool, viewer: Viewer, now: datetime
) -> str:
    if known is None:
        await _may_add(session, line, viewer)
        if not dry:
            known = await _added(session, line, viewer, now)
            await _write(session, known, line.over(Details()), 0, viewer, now)
        return "made"
    renamed = bool(line.name) and line.name != known.name and viewer.may(Permission.STAFF_MANAGE)
    details = line.over(known.details)
    if details == known.details and known.version and not renamed:
        return "unchanged"
    if renamed and not dry:
        await access.change_unit(session, viewer=viewer, code=line.store, name=line.name, now=now)
    if not dry and (details != known.details or not known.version):
        await _write(session, known, details, known.version, viewer, now)
    return "changed"


async def _may_add(session: AsyncSession, line: Line, viewer: Viewer) -> None:
    taken = await tree.unit(session, code=line.store) is not None  # another level's, or beyond the viewer
    if taken or not viewer.may(Permission.STAFF_MANAGE) or unfit_for_tree(line):
        raise NoSuchStore(store=line.store)
    above = await tree.unit(session, code=line.parent) if line.parent else await tree.headquarters(session)
    if above is None or not viewer.scope.covers(above.id) or above.kind is UnitKind.STORE:
        raise NoSuchStore(store=line.parent or line.store)


async def _added(session: AsyncSession, line: Line, viewer: Viewer, now: datetime) -> Store:
    unit = await access.create_unit(
        session, viewer=viewer, code=line.store, name=line.name or line.store, kind=UnitKind.STORE,
        parent=line.parent or None, now=now,
    )  # fmt: skip
    return Store(unit.id, unit.code, unit.name, unit.path, Details(), 0, None, "")


async def _write(
    session: AsyncSession, known: Store, details: Details, version: int, viewer: Viewer, now: datetime
) -> None:
    line = {"unit": known.unit, "details": msgspec.json.encode(details).decode(), "version": version, "now": now,
            "by": viewer.actor, "by_name": viewer.name}  # fmt: skip
    if await session.scalar(_WRITE if version else _BEGIN, line) is None:
        newer = await queries.store(session, code=known.code, scope=viewer.scope)
        raise StoreChanged(store=known.code, version=newer.version)
    parts = [one.name for one in fields(Details) if getattr(details, one.name) != getattr(known.details, one.name)]
    await access.record(
        session, viewer=viewer, action="stores.described", subject=f"unit:{known.unit}", facts={"parts": parts}, now=now
    )


_BEGIN = text("""
    INSERT INTO stores (unit, details, version, changed_at, changed_by, changed_name)
    VALUES (:unit, CAST(:details AS jsonb), 1, :now, :by, :by_name) ON CONFLICT (unit) DO NOTHING RETURNING unit
""")
_WRITE = text("""
    UPDATE stores SET details = CAST(:details AS jsonb), version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name
    WHERE unit = :unit AND version = :version RETURNING unit
""")
