"""Staff as the platform has them: who works here, who left, who is called differently, and whose unit they are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access import queries as org
from huoshui.access.contract import NoSuchUnit, Viewer
from huoshui.relations.contract import NoSuchFollower

_FREE = "NOT EXISTS (SELECT FROM {table} AS other WHERE other.corp = known.corp AND other.staff = :becomes{also})"
_KEPT_BY = {
    "relation_staff": ("staff", _FREE.format(table="relation_staff", also="")),
    "follow_relations": ("staff", _FREE.format(table="follow_relations", also=" AND other.contact = known.contact")),
    "customer_groups": ("owner", "true"),
    "staff_tasks": ("staff", "true"),
    "staff_days": ("staff", _FREE.format(table="staff_days", also=" AND other.day = known.day")),
    "owner_days": ("staff", _FREE.format(table="owner_days", also=" AND other.day = known.day")),
}
"""Where a staff member's id stands, and what keeps it from being changed there."""


async def rename(session: AsyncSession, *, corp: str, staff: str, becomes: str) -> None:
    """This will follow a staff member whose id was changed; what is under the new id already stays."""
    for table, (column, free) in _KEPT_BY.items():
        statement = (
            f"UPDATE {table} AS known SET {column} = :becomes WHERE corp = :corp AND {column} = :staff AND {free}"
        )
        await session.execute(text(statement), {"corp": corp, "staff": staff, "becomes": becomes})


async def leave(session: AsyncSession, *, corp: str, staff: str, at: datetime) -> None:
    """This will note that a staff member left; what they had waits to be assigned."""
    await session.execute(_LEAVE, {"corp": corp, "staff": staff, "at": at})


async def keep(session: AsyncSession, *, corp: str, staff: Sequence[str], now: datetime) -> int:
    """
    This will keep who may have contacts now, and tell how many were new or returned.

    Whoever is not among them any more is no follower; that they left is only known where the platform says so.
    """
    fresh = await session.execute(_KEEP, {"corp": corp, "staff": sorted(staff), "now": now})
    await session.execute(_REST, {"corp": corp, "staff": sorted(staff), "now": now})
    return len(fresh.all())


async def describe(
    session: AsyncSession, *, corp: str, staff: str, name: str, departments: Sequence[int], now: datetime
) -> None:
    """This will keep what a staff member is called and where they belong."""
    line = {"corp": corp, "staff": staff, "name": name, "departments": list(departments), "now": now}
    await session.execute(_DESCRIBE, line)


async def assign(
    session: AsyncSession, *, corp: str, staff: str, unit: str | None, viewer: Viewer, now: datetime
) -> None:
    """
    This will say whose unit a staff member's relations and groups are: everybody of that unit sees them from now on.

    :raises NoSuchUnit: if there is no such unit for the viewer
    :raises NoSuchFollower: if there is no such staff member
    """
    number: int | None = None
    if unit is not None:
        found = await org.unit(session, code=unit)
        if found is None or not viewer.scope.covers(found.id):
            raise NoSuchUnit(unit=unit)
        number = found.id
    line = {"corp": corp, "staff": staff, "unit": number}
    if (await session.execute(_ASSIGN, line)).one_or_none() is None:
        raise NoSuchFollower(staff=staff)
    await session.execute(_ASSIGN_RELATIONS, line)
    await session.execute(_ASSIGN_GROUPS, line)
    await access.record(
        session, viewer=viewer, action="relations.assigned", subject=f"follower:{staff}"[:200],
        facts={"corp": corp, "unit": unit}, now=now,
    )  # fmt: skip


_LEAVE = text("""
    INSERT INTO relation_staff AS known (corp, staff, left_at) VALUES (:corp, :staff, :at)
    ON CONFLICT (corp, staff) DO UPDATE SET left_at = least(known.left_at, excluded.left_at), follows = false
""")
_KEEP = text("""
    INSERT INTO relation_staff AS known (corp, staff, follows, read_at)
    SELECT :corp, staff, true, :now FROM unnest(CAST(:staff AS text[])) AS staff ORDER BY staff
    ON CONFLICT (corp, staff) DO UPDATE SET follows = true, left_at = NULL
    WHERE NOT known.follows OR known.left_at IS NOT NULL RETURNING staff
""")
_REST = text("UPDATE relation_staff SET follows = false WHERE corp = :corp AND follows AND NOT staff = ANY(:staff)")
_DESCRIBE = text("""
    INSERT INTO relation_staff (corp, staff, name, departments, read_at)
    VALUES (:corp, :staff, :name, CAST(:departments AS bigint[]), :now)
    ON CONFLICT (corp, staff) DO UPDATE SET name = excluded.name, departments = excluded.departments,
        read_at = excluded.read_at
""")
_ASSIGN = text("UPDATE relation_staff SET unit = :unit WHERE corp = :corp AND staff = :staff RETURNING staff")
_ASSIGN_RELATIONS = text("UPDATE follow_relations SET unit = :unit WHERE corp = :corp AND staff = :staff")
_ASSIGN_GROUPS = text("UPDATE customer_groups SET unit = :unit WHERE corp = :corp AND owner = :staff")
