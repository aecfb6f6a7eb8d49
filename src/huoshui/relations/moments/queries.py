"""Reading moments: the list, one, its publishers, and its customers; in a scope only its own staff's."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.relations.moments.contract import (
    BrandMoment,
    Doing,
    MomentCounts,
    MomentCustomer,
    NoSuchMoment,
    Publisher,
    State,
)
from huoshui.relations.moments.written import planned

MOST_AT_ONCE = 100
Which = Literal["chosen", "shown", "engaged"]


async def moments(
    session: AsyncSession, *, scope: Scope, before: int | None = None, limit: int = 20
) -> tuple[list[BrandMoment], int | None]:
    """This will list moments, the newest first, and give the next page's place; each counts what may be seen."""
    limit = max(1, min(limit, MOST_AT_ONCE))
    rows = (await session.execute(_MOMENTS, {**_asked(scope), "before": before, "id": None, "limit": limit + 1})).all()
    return await _moments(session, rows[:limit], scope), rows[limit - 1].id if len(rows) > limit else None


async def moment(session: AsyncSession, *, scope: Scope, number: int) -> BrandMoment:
    """
    This will give one moment.

    :raises NoSuchMoment: if it is not there for whoever asks
    """
    rows = (await session.execute(_MOMENTS, {**_asked(scope), "before": None, "id": number, "limit": 1})).all()
    if not rows:
        raise NoSuchMoment(id=number)
    return (await _moments(session, rows, scope))[0]


async def publishers(session: AsyncSession, *, scope: Scope, moment: int) -> list[Publisher]:
    """This will list the staff of a moment, those who have not published first."""
    rows = (await session.execute(_PUBLISHERS, {**_asked(scope), "moment": moment})).all()
    return [
        Publisher(
            row.staff, row.name or row.staff, row.unit_code, Doing(row.state), row.published_at, row.chosen, row.shown,
            row.likes, row.comments, tuple(row.reminded_at), row.problem,
        )
        for row in rows
    ]  # fmt: skip


async def customers(
    session: AsyncSession, *, scope: Scope, moment: int, which: Which, staff: str = "", after: str = "", limit: int = 50
) -> tuple[list[MomentCustomer], str | None]:
    """
    This will list a moment's customers, at each staff member whom they follow, and give the place of the next page.

    Who was erased is counted elsewhere and stands in no list.
    """
    limit = max(1, min(limit, MOST_AT_ONCE))
    contact, _, whose = after.partition("|")
    asked = {**_asked(scope), "moment": moment, "which": which, "staff": staff, "contact": contact, "whose": whose,
             "limit": limit + 1}  # fmt: skip
    rows = (await session.execute(_CUSTOMERS, asked)).all()
    found = [
        MomentCustomer(
            row.contact, row.name or "", row.identity, row.staff, row.staff_name or row.staff, row.shown, row.liked_at,
            row.comments, row.commented_at,
        )
        for row in rows[:limit]
    ]  # fmt: skip
    return found, f"{found[-1].contact}|{found[-1].staff}" if len(rows) > limit else None


async def locked(session: AsyncSession, *, moment: int) -> State:
    """
    This will give how far a moment is, and keep others from changing that until the transaction ends.

    :raises NoSuchMoment: if there is none
    """
    state = await session.scalar(text("SELECT state FROM moments WHERE id = :id FOR UPDATE"), {"id": moment})
    if state is None:
        raise NoSuchMoment(id=moment)
    return State(state)


def _asked(scope: Scope) -> dict[str, Any]:
    return {"units": None if scope.units is None else list(scope.units)}


async def _moments(session: AsyncSession, rows: Sequence[Any], scope: Scope) -> list[BrandMoment]:
    asked = {**_asked(scope), "moments": [row.id for row in rows]}
    staff = {row.moment: row for row in await session.execute(_STAFF, asked)}
    seen = {row.moment: row for row in await session.execute(_SEEN_BY, asked)}
    acts = {row.moment: row for row in await session.execute(_ACTS, asked)}
    return [_moment(row, staff.get(row.id), seen.get(row.id), acts.get(row.id)) for row in rows]


def _moment(row: Any, staff: Any, seen: Any, acts: Any) -> BrandMoment:  # noqa: ANN401 SQLAlchemy's rows
    counts = MomentCounts(
        staff=staff.staff if staff else 0,
        asked=staff.asked if staff else 0,
        published=staff.published if staff else 0,
        chosen=seen.chosen if seen else 0,
        shown=seen.shown if seen else 0,
        engaged=acts.engaged if acts else 0,
        likes=acts.likes if acts else 0,
        comments=acts.comments if acts else 0,
    )
    return BrandMoment(
        row.id, row.corp, row.account, planned(row.plan), State(row.state), row.people, row.hidden, row.created_at,
        row.created_by, row.started_at, row.asked_at, row.ended_at, row.problem, counts,
    )  # fmt: skip


_SEEN = "(CAST(:units AS bigint[]) IS NULL OR one.unit = ANY(CAST(:units AS bigint[])))"
_MOMENTS = text(f"""
    SELECT id, corp, account, plan, state, people, hidden, created_at, created_by, started_at, asked_at, ended_at,
        problem
    FROM moments AS held
    WHERE id < coalesce(:before, 9223372036854775807) AND (CAST(:id AS bigint) IS NULL OR id = :id)
      AND (CAST(:units AS bigint[]) IS NULL OR EXISTS (
          SELECT FROM moment_staff AS one WHERE one.moment = held.id AND {_SEEN}))
    ORDER BY id DESC LIMIT :limit
""")
_STAFF = text(f"""
    SELECT one.moment, count(*) AS staff,
        count(*) FILTER (WHERE one.state IN ('asked', 'published')
            OR (one.state = 'canceled' AND held.moment_id IS NOT NULL)) AS asked,
        count(*) FILTER (WHERE one.state = 'published') AS published
    FROM moment_staff AS one JOIN moments AS held ON held.id = one.moment
    WHERE one.moment = ANY(CAST(:moments AS bigint[])) AND {_SEEN} GROUP BY one.moment
""")
_SEEN_BY = text(f"""
    SELECT held.moment, count(DISTINCT contact) AS chosen, count(DISTINCT contact) FILTER (WHERE shown) AS shown
    FROM moment_customers AS held JOIN moment_staff AS one ON (one.moment, one.staff) = (held.moment, held.staff)
    WHERE held.moment = ANY(CAST(:moments AS bigint[])) AND {_SEEN} GROUP BY held.moment
""")
_ACTS = text(f"""
    SELECT held.moment, count(DISTINCT contact) AS engaged, count(*) FILTER (WHERE act = 'like') AS likes,
        count(*) FILTER (WHERE act = 'comment') AS comments
    FROM moment_acts AS held JOIN moment_staff AS one ON (one.moment, one.staff) = (held.moment, held.staff)
    WHERE held.moment = ANY(CAST(:moments AS bigint[])) AND {_SEEN} GROUP BY held.moment
""")
_PUBLISHERS = text(f"""
    SELECT one.staff, known.name, units.code AS unit_code, one.state, one.published_at, one.reminded_at, one.problem,
        coalesce(seen.chosen, 0) AS chosen, coalesce(seen.shown, 0) AS shown, coalesce(acts.likes, 0) AS likes,
        coalesce(acts.comments, 0) AS comments
    FROM moment_staff AS one
        LEFT JOIN relation_staff AS known ON known.corp = one.corp AND known.staff = one.staff
        LEFT JOIN units ON units.id = one.unit
        LEFT JOIN (SELECT staff, count(*) AS chosen, count(*) FILTER (WHERE shown) AS shown FROM moment_customers
            WHERE moment = :moment GROUP BY staff) AS seen ON seen.staff = one.staff
        LEFT JOIN (SELECT staff, count(*) FILTER (WHERE act = 'like') AS likes,
                count(*) FILTER (WHERE act = 'comment') AS comments FROM moment_acts
            WHERE moment = :moment GROUP BY staff) AS acts ON acts.staff = one.staff
    WHERE one.moment = :moment AND {_SEEN}
    ORDER BY one.state = 'published', one.published_at, one.staff
""")
_CUSTOMERS = text(f"""
    SELECT held.contact, contact.name, held.identity, held.staff, known.name AS staff_name, held.shown,
        min(act.at) FILTER (WHERE act = 'like') AS liked_at, count(*) FILTER (WHERE act = 'comment') AS comments,
        max(act.at) FILTER (WHERE act = 'comment') AS commented_at
    FROM moment_customers AS held
        JOIN moment_staff AS one ON (one.moment, one.staff) = (held.moment, held.staff)
        LEFT JOIN relation_contacts AS contact ON contact.corp = one.corp AND contact.contact = held.contact
        LEFT JOIN relation_staff AS known ON known.corp = one.corp AND known.staff = held.staff
        LEFT JOIN moment_acts AS act
            ON (act.moment, act.contact, act.staff) = (held.moment, held.contact, held.staff)
    WHERE held.moment = :moment AND held.identity IS NOT NULL AND {_SEEN} AND (:staff = '' OR held.staff = :staff)
      AND (held.contact, held.staff) > (:contact, :whose) AND (:which = 'chosen' OR held.shown)
      AND (:which <> 'engaged' OR act.id IS NOT NULL)
    GROUP BY held.contact, contact.name, held.identity, held.staff, known.name, held.shown
    ORDER BY held.contact, held.staff LIMIT :limit
""")
