"""Reading groups: how large, whose, what came and went today, and who is in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock.postgres import literally
from huoshui.relations.contract import CorpTag, Group, GroupMember, NoSuchGroup

MOST_AT_ONCE = 500


async def groups(
    session: AsyncSession, *, scope: Scope, today: datetime, q: str = "", tags: Sequence[str] = (),
    dismissed: bool = False, after: str = "", limit: int = 50,
) -> tuple[list[Group], str | None]:  # fmt: skip
    """
    This will list groups by id behind ``after``, with what came and went since ``today`` began.

    ``q`` stands in a group's name or id, or in its owner's name or id; ``tags`` are any of these.
    """
    asked = {
        "units": None if scope.units is None else list(scope.units), "today": today, "q": f"%{literally(q)}%",
        "tags": list(tags), "dismissed": dismissed, "after": after, "limit": limit + 1, "one": None,
    }  # fmt: skip
    found = [_group(row) for row in await session.execute(_GROUPS, asked)]
    return found[:limit], found[limit - 1].id if len(found) > limit else None


async def group(session: AsyncSession, *, scope: Scope, id: str, today: datetime) -> Group:  # noqa: A002 the platform's
    """
    This will give one group.

    :raises NoSuchGroup: if it is not there for this scope
    """
    asked = {
        "units": None if scope.units is None else list(scope.units), "today": today, "q": "%", "tags": [],
        "dismissed": True, "after": "", "limit": 1, "one": id,
    }  # fmt: skip
    row = (await session.execute(_GROUPS, asked)).first()
    if row is None:
        raise NoSuchGroup(group=id[:60])
    return _group(row)


async def members(
    session: AsyncSession, *, group: Group, inside: bool = True, after: str = "", limit: int = 100
) -> tuple[list[GroupMember], str | None]:
    """This will list who is in a group, or was, who came (or went) last first, behind ``after``."""
    asked = {"corp": group.corp, "id": group.id, "inside": inside, "after": after, "limit": limit + 1}
    found = [
        GroupMember(
            row.member, row.name, not row.customer, row.identity, row.joined_at, row.left_at, row.scene, row.inviter,
            row.state, row.quit_scene, row.inviter_name or "",
        )
        for row in await session.execute(_MEMBERS, asked)
    ]  # fmt: skip
    return found[:limit], found[limit - 1].member if len(found) > limit else None


async def tags(session: AsyncSession) -> list[CorpTag]:
    """This will list the corp tags, group by group, with how many relations have each."""
    return [
        CorpTag(row.corp, row.id, row.name, row.shelf or "", row.group_id, row.place, row.carriers)
        for row in await session.execute(_TAGS)
    ]


def _group(row: Any) -> Group:  # noqa: ANN401 SQLAlchemy's rows
    return Group(
        row.corp, row.id, row.name, row.owner, row.owner_name or row.owner, row.opened_at, row.dismissed_at,
        row.members, row.customers, row.joined, row.left, row.read_at, tuple(row.tags),
    )  # fmt: skip


_GROUPS = text("""
    SELECT held.corp, held.id, held.name, owner, one.name AS owner_name, opened_at, dismissed_at, held.read_at,
        held.tags, members, customers, joined, "left"
    FROM customer_groups AS held LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = owner
        CROSS JOIN LATERAL (
            SELECT count(*) AS members, count(*) FILTER (WHERE customer) AS customers FROM group_members AS inside
            WHERE inside.corp = held.corp AND inside.group_id = held.id AND inside.inside) AS size
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE move IN ('joined', 'seen')) AS joined,
                   count(*) FILTER (WHERE move IN ('left', 'gone')) AS "left" FROM group_steps AS step
            WHERE step.corp = held.corp AND step.group_id = held.id AND at >= :today AND NOT echo) AS moves
    WHERE (CAST(:units AS bigint[]) IS NULL OR held.unit = ANY(CAST(:units AS bigint[])))
      AND (held.name ILIKE :q OR held.id ILIKE :q OR owner ILIKE :q OR one.name ILIKE :q)
      AND (:dismissed OR dismissed_at IS NULL)
      AND (cardinality(CAST(:tags AS text[])) = 0 OR held.tags && CAST(:tags AS text[]))
      AND held.id > :after AND (CAST(:one AS text) IS NULL OR held.id = :one)
    ORDER BY held.id LIMIT :limit
""")
_MEMBERS = text("""
    WITH found AS (
        SELECT held.member, held.name, held.customer, held.identity, held.joined_at, held.left_at, held.scene,
            held.inviter, held.state, held.quit_scene, coalesce(one.name, other.name) AS inviter_name,
            coalesce(CASE WHEN held.inside THEN held.joined_at ELSE held.left_at END, '-infinity') AS at
        FROM group_members AS held
            LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.inviter
            LEFT JOIN group_members AS other
                ON other.corp = held.corp AND other.group_id = held.group_id AND other.member = held.inviter
        WHERE held.corp = :corp AND held.group_id = :id AND held.inside = :inside)
    SELECT * FROM found
    WHERE :after = '' OR (at, member) < (SELECT last.at, last.member FROM found AS last WHERE last.member = :after)
    ORDER BY at DESC, member DESC LIMIT :limit
""")
_TAGS = text("""
    SELECT tag.corp, tag.id, tag.name, shelf.name AS shelf, group_id, tag.place,
        (SELECT count(*) FROM follow_relations AS held WHERE held.tags @> ARRAY[tag.id] AND held.tags <> '{}'
             AND held.corp = tag.corp)
            AS carriers
    FROM corp_tags AS tag LEFT JOIN corp_tag_groups AS shelf ON shelf.corp = tag.corp AND shelf.id = tag.group_id
    WHERE deleted_at IS NULL ORDER BY tag.corp, shelf.place, group_id, tag.place, tag.id
""")
