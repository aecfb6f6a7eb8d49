"""Who would publish a moment, which customers could see it at them, and why the others could not."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries as access
from huoshui.access.contract import NoSuchUnit
from huoshui.relations.contract import REACH, Standing
from huoshui.relations.moments import rules
from huoshui.relations.moments.contract import Hidden, MomentEstimate, MomentPlan, PublisherShare, Viewing
from huoshui.relations.sends.gathering import refusing_among


@dataclass(frozen=True, slots=True)
class Gathered:
    """Staff who may publish, with their units, and what it would come to."""

    publishers: Sequence[tuple[str, int | None]]
    estimate: MomentEstimate


async def gather(session: AsyncSession, *, corp: str, plan: MomentPlan) -> Gathered:
    """
    This will find the staff whom a plan means, and decide for each of their customers whether they could see it.

    :raises NoSuchUnit: if it names a unit that is not there
    """
    staff = await _staff(session, corp=corp, plan=plan)
    able = {one.staff for one in staff if one.left_at is None and one.follows}
    viewings = await _viewings(session, corp=corp, staff=[one.staff for one in staff], tags=plan.tags)
    hidden: Counter[Hidden] = Counter()
    shown: Counter[str] = Counter()
    seeing: list[int] = []
    for ones in viewings.values():
        why = rules.hides(ones)
        if why is not None:
            hidden[why] += 1
            continue
        shown.update(one.staff for one in ones if rules.shows(one))
        seeing.append(ones[0].identity or 0)
    refusing = await refusing_among(session, [one for one in seeing if one])
    shares = sorted(
        (PublisherShare(one.staff, one.name or one.staff, shown[one.staff]) for one in staff),
        key=lambda one: (-one.people, one.staff),
    )
    estimate = MomentEstimate(
        len(staff), len(seeing), sum(one in refusing for one in seeing),
        [one for one in shares if one.staff in able], [one for one in shares if one.staff not in able], dict(hidden),
    )  # fmt: skip
    return Gathered([(one.staff, one.unit) for one in staff if one.staff in able], estimate)


async def _staff(session: AsyncSession, *, corp: str, plan: MomentPlan) -> list[Any]:
    """Chosen by name or by unit, each with all below it; only who works here where everybody is meant."""
    units: list[int] | None = []
    if plan.units:
        known = await access.unit_ids(session, codes=plan.units)
        if missing := next((code for code in plan.units if code not in known), None):
            raise NoSuchUnit(unit=missing)
        scope = await access.scope_of(session, roots=sorted(known.values()))
        units = None if scope.units is None else list(scope.units)
    asked = {"corp": corp, "staff": list(plan.staff), "units": units or [], "here": plan.everybody or units is None}
    return list((await session.execute(_STAFF, asked)).all())


async def _viewings(
    session: AsyncSession, *, corp: str, staff: Sequence[str], tags: Sequence[str]
) -> dict[str, list[Viewing]]:
    found: dict[str, list[Viewing]] = defaultdict(list)
    rows = await session.execute(_CUSTOMERS, {"corp": corp, "staff": list(staff), "tags": list(tags)})
    for row in rows:
        found[row.contact].append(
            Viewing(
                row.staff, row.identity, REACH[Standing(row.standing)].mass, row.left_at is not None, row.follows,
                row.tagged,
            )
        )  # fmt: skip
    return found


_STAFF = text("""
    SELECT staff, name, unit, follows, left_at FROM relation_staff
    WHERE corp = :corp AND (staff = ANY(CAST(:staff AS text[])) OR unit = ANY(CAST(:units AS bigint[]))
        OR (:here AND left_at IS NULL AND follows))
    ORDER BY staff
""")
_CUSTOMERS = text("""
    SELECT held.contact, held.staff, held.identity, standing, one.left_at, one.follows,
        cardinality(CAST(:tags AS text[])) = 0 OR held.tags && CAST(:tags AS text[]) AS tagged
    FROM follow_relations AS held JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.staff
    WHERE held.corp = :corp AND standing <> 'none' AND held.staff = ANY(CAST(:staff AS text[]))
    ORDER BY held.contact, held.staff
""")
