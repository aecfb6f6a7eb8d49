"""Reading pools: what each staff member has and how it came and went, who was lost and why, and day by day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock.clock import moment
from huoshui.relations.contract import Day, Loss, NotAPlaceInPages, Pool, Turn

MOST_AT_ONCE = 200


async def pools(session: AsyncSession, *, scope: Scope, since: datetime, until: datetime) -> list[Pool]:
    """This will list the staff with their pools, and what came and went in [since, until); the largest first."""
    rows = await session.execute(_POOLS, {"units": _units(scope), "since": since, "until": until})
    return [
        Pool(
            row.corp, row.staff, row.name, row.unit, row.left_at, row.friends, row.half, row.added,
            row.transferred_to, row.by_customer, row.by_staff, row.transferred_away,
        )
        for row in rows
    ]  # fmt: skip


async def losses(
    session: AsyncSession, *, scope: Scope, turns: Sequence[Turn], staff: str = "", since: datetime, until: datetime,
    after: str = "", limit: int = 50,
) -> tuple[list[Loss], str | None]:  # fmt: skip
    """
    This will list whom staff lost (or handed on) in [since, until), the newest first, and give the next page's place.

    :raises NotAPlaceInPages: if ``after`` is not what the page before gave
    """
    limit = max(1, min(limit, MOST_AT_ONCE))
    at, number = _place(after) if after else (None, None)
    asked = {
        "units": _units(scope), "turns": [turn.value for turn in turns], "staff": staff, "since": since,
        "until": until, "at": at, "id": number, "limit": limit + 1,
    }  # fmt: skip
    rows = (await session.execute(_LOSSES, asked)).all()
    found = [_loss(row) for row in rows[:limit]]
    return found, _written(rows[limit - 1]) if len(rows) > limit else None


async def days(session: AsyncSession, *, scope: Scope, since: datetime, until: datetime) -> list[Day]:
    """This will count by day (Beijing) who came, went and was handed on, in pools and in groups; every day is there."""
    rows = await session.execute(_DAYS, {"units": _units(scope), "since": since, "until": until})
    return [Day(row.day, row.added, row.moved, row.by_customer, row.by_staff, row.joined, row.left) for row in rows]


def _units(scope: Scope) -> list[int] | None:
    return None if scope.units is None else list(scope.units)


def _loss(row: Any) -> Loss:  # noqa: ANN401 SQLAlchemy's rows
    return Loss(
        row.id, row.at, Turn(row.turn), row.kind == "missing", row.corp, row.staff, row.staff_name or row.staff,
        row.contact, row.name or "", row.identity, row.added_at, row.way, row.source,
    )  # fmt: skip


def _written(last: Any) -> str:  # noqa: ANN401 SQLAlchemy's rows
    return f"{int(last.at.timestamp() * 1000)}.{last.id}"


def _place(after: str) -> tuple[datetime, int]:
    at, _, number = after.partition(".")
    try:
        return moment(int(at)), int(number)
    except (ValueError, OverflowError):
        raise NotAPlaceInPages(after=after[:60]) from None


_SEEN = "(CAST(:units AS bigint[]) IS NULL OR held.unit = ANY(CAST(:units AS bigint[])))"
_GAINED = "('half_added', 'added', 'readded')"
_POOLS = text(f"""
    WITH standing AS (
        SELECT corp, staff, count(*) FILTER (WHERE standing = 'friend') AS friends,
               count(*) FILTER (WHERE standing = 'half') AS half
        FROM follow_relations AS held WHERE {_SEEN} GROUP BY corp, staff),
    moves AS (
        SELECT corp, staff, count(*) FILTER (WHERE turn IN {_GAINED}) AS added,
               count(*) FILTER (WHERE turn = 'transferred_to') AS transferred_to,
               count(*) FILTER (WHERE turn = 'deleted_by_customer') AS by_customer,
               count(*) FILTER (WHERE turn = 'deleted_by_staff') AS by_staff,
               count(*) FILTER (WHERE turn = 'transferred_away') AS transferred_away
        FROM relation_facts JOIN follow_relations AS held ON held.id = relation
        WHERE turn <> '' AND at >= :since AND at < :until AND {_SEEN} GROUP BY corp, staff)
    SELECT held.corp, held.staff, held.name, units.code AS unit, left_at, coalesce(friends, 0) AS friends,
        coalesce(half, 0) AS half, coalesce(added, 0) AS added, coalesce(transferred_to, 0) AS transferred_to,
        coalesce(by_customer, 0) AS by_customer, coalesce(by_staff, 0) AS by_staff,
        coalesce(transferred_away, 0) AS transferred_away
    FROM relation_staff AS held LEFT JOIN standing USING (corp, staff) LEFT JOIN moves USING (corp, staff)
        LEFT JOIN units ON units.id = held.unit
    WHERE {_SEEN} AND (held.follows OR friends > 0 OR half > 0 OR moves.staff IS NOT NULL)
    ORDER BY friends DESC, held.corp, held.staff
""")
_LOSSES = text(f"""
    SELECT fact.id, at, turn, fact.kind, held.corp, held.staff, one.name AS staff_name, held.contact, contact.name,
        held.identity, held.added_at, held.way, held.source
    FROM relation_facts AS fact JOIN follow_relations AS held ON held.id = relation
        LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.staff
        LEFT JOIN relation_contacts AS contact ON contact.corp = held.corp AND contact.contact = held.contact
    WHERE turn = ANY(CAST(:turns AS text[])) AND at >= :since AND at < :until AND {_SEEN}
      AND (:staff = '' OR held.staff = :staff)
      AND (CAST(:at AS timestamptz) IS NULL
           OR (at, fact.id) < (CAST(:at AS timestamptz), CAST(:id AS bigint)))
    ORDER BY at DESC, fact.id DESC LIMIT :limit
""")
_DAYS = text(f"""
    WITH moves AS (
        SELECT CAST(at AT TIME ZONE 'Asia/Shanghai' AS date) AS day, turn, '' AS move
        FROM relation_facts JOIN follow_relations AS held ON held.id = relation
        WHERE turn <> '' AND at >= :since AND at < :until AND {_SEEN}
        UNION ALL
        SELECT CAST(at AT TIME ZONE 'Asia/Shanghai' AS date), '', move
        FROM group_steps AS step JOIN customer_groups AS held ON held.corp = step.corp AND held.id = step.group_id
        WHERE at >= :since AND at < :until AND NOT echo AND {_SEEN})
    SELECT every.day, count(*) FILTER (WHERE turn IN {_GAINED}) AS added,
        count(*) FILTER (WHERE turn = 'transferred_to') AS moved,
        count(*) FILTER (WHERE turn = 'deleted_by_customer') AS by_customer,
        count(*) FILTER (WHERE turn = 'deleted_by_staff') AS by_staff,
        count(*) FILTER (WHERE move IN ('joined', 'seen')) AS joined,
        count(*) FILTER (WHERE move IN ('left', 'gone')) AS left
    FROM (SELECT CAST(generate_series(CAST(:since AS timestamptz) AT TIME ZONE 'Asia/Shanghai',
                                      CAST(:until AS timestamptz) AT TIME ZONE 'Asia/Shanghai', '1 day') AS date)
          AS day) AS every LEFT JOIN moves ON moves.day = every.day
    GROUP BY every.day ORDER BY every.day
""")
