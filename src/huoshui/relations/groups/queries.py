"""Reading groups: how busy each is day by day, which tags there are, and the welcomes."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.contract import Group
from huoshui.relations.groups.contract import GroupDay, GroupTag, GroupWelcome, NoSuchGroupWelcome
from huoshui.relations.sends.contract import Enclosed


async def days(session: AsyncSession, *, group: Group, since: datetime, until: datetime) -> list[GroupDay]:
    """This will count day by day (Beijing) who came into a group and who went; days without either are there too."""
    asked = {"corp": group.corp, "id": group.id, "since": since.astimezone(BEIJING).date(),
             "until": until.astimezone(BEIJING).date(), "from": since}  # fmt: skip
    return [GroupDay(row.day, row.joined, row.left) for row in await session.execute(_DAYS, asked)]


async def tags(session: AsyncSession) -> list[GroupTag]:
    """This will list our tags on groups that the viewer sees, those of the most groups first."""
    return [GroupTag(row.tag, row.groups) for row in await session.execute(_TAGS)]


async def welcomes(session: AsyncSession) -> list[GroupWelcome]:
    """This will list the welcomes, the newest first."""
    return [_welcome(row) for row in await session.execute(_WELCOMES, {"id": None})]


async def welcome(session: AsyncSession, *, number: int) -> GroupWelcome:
    """
    This will give one welcome.

    :raises NoSuchGroupWelcome: if there is none
    """
    row = (await session.execute(_WELCOMES, {"id": number})).one_or_none()
    if row is None:
        raise NoSuchGroupWelcome(id=number)
    return _welcome(row)


def _welcome(row: Any) -> GroupWelcome:  # noqa: ANN401 SQLAlchemy's rows
    brings = msgspec.convert(row.brings, Enclosed) if row.brings else None
    return GroupWelcome(
        row.id, row.account, row.corp, row.name, row.words, brings, row.template_id, row.changed_at, row.changed_name
    )


_DAYS = text("""
    SELECT day::date AS day, count(*) FILTER (WHERE move IN ('joined', 'seen')) AS joined,
        count(*) FILTER (WHERE move IN ('left', 'gone')) AS "left"
    FROM generate_series(CAST(:since AS date), CAST(:until AS date), interval '1 day') AS day
        LEFT JOIN group_steps AS step ON step.corp = :corp AND step.group_id = :id AND NOT echo AND at >= :from
            AND (at AT TIME ZONE 'Asia/Shanghai')::date = day::date
    GROUP BY day ORDER BY day
""")
_TAGS = text("""
    SELECT tag, count(*) AS groups FROM customer_groups, unnest(tags) AS tag
    WHERE dismissed_at IS NULL GROUP BY tag ORDER BY groups DESC, tag
""")
_WELCOMES = text("""
    SELECT id, account, corp, name, words, brings, template_id, changed_at, changed_name FROM group_welcomes
    WHERE CAST(:id AS bigint) IS NULL OR id = :id ORDER BY id DESC
""")
