"""Followers in numbers: how many, by which scenes, and what they allowed."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.relations.followers.contract import Figures, SceneCount, TemplateSum

_SCENES = 20
_SENT = timedelta(days=30)


async def figures(session: AsyncSession, *, appid: str = "", today: datetime) -> Figures:
    """This will count an account's followers, or everybody's; ``today`` is when the day began in Beijing."""
    asked = {"appid": appid, "today": today, "limit": _SCENES}
    row = (await session.execute(_FIGURES, asked)).one()
    came, went = (await session.execute(_TODAY, asked)).one()
    scenes = [SceneCount(one.source, one.came, one.following) for one in await session.execute(_SCENE, asked)]
    return Figures(row.following, row.unfollowed, came, went, row.subscribed, scenes)


async def templates(session: AsyncSession, *, appid: str = "", now: datetime) -> list[TemplateSum]:
    """This will tell of each template what all people together allowed, and what was sent by it in 30 days."""
    rows = await session.execute(_TEMPLATES, {"appid": appid, "since": now - _SENT})
    return [
        TemplateSum(row.appid, row.template, row.title, row.kind, row.people, row.remaining, row.sent, row.unknown)
        for row in rows
    ]


_FIGURES = text("""
    SELECT count(*) FILTER (WHERE standing = 'following') AS following,
        count(*) FILTER (WHERE standing = 'unfollowed') AS unfollowed,
        count(*) FILTER (WHERE EXISTS (
            SELECT FROM subscriptions AS one WHERE one.follower = held.id AND remaining > 0)) AS subscribed
    FROM followers AS held WHERE (:appid = '' OR appid = :appid)
""")
_TODAY = text("""
    SELECT count(*) FILTER (WHERE turn IN ('followed', 'refollowed')), count(*) FILTER (WHERE turn = 'unfollowed')
    FROM follower_facts JOIN followers AS held ON held.id = follower
    WHERE at >= :today AND turn <> '' AND (:appid = '' OR appid = :appid)
""")
_SCENE = text("""
    SELECT source, count(*) AS came, count(*) FILTER (WHERE standing = 'following') AS following
    FROM followers WHERE source <> '' AND (:appid = '' OR appid = :appid)
    GROUP BY source ORDER BY came DESC, source LIMIT :limit
""")
_TEMPLATES = text("""
    WITH listed AS (
        SELECT held.appid, one.template, count(*) FILTER (WHERE remaining > 0 OR willing) AS people,
            sum(remaining) AS remaining
        FROM subscriptions AS one JOIN followers AS held ON held.id = one.follower
        WHERE (:appid = '' OR held.appid = :appid) GROUP BY 1, 2),
    went AS (
        SELECT held.appid, send.template, count(*) FILTER (WHERE state IN ('sent', 'delivered')) AS sent,
            count(*) FILTER (WHERE state = 'unknown') AS unknown
        FROM follower_sends AS send JOIN followers AS held ON held.id = send.follower
        WHERE send.template <> '' AND asked_at > :since AND (:appid = '' OR held.appid = :appid) GROUP BY 1, 2),
    known AS (
        SELECT appid, template, title, kind FROM follower_templates
        WHERE gone_at IS NULL AND (:appid = '' OR appid = :appid))
    SELECT appid, template, coalesce(title, '') AS title, coalesce(kind, 'once') AS kind,
        coalesce(people, 0) AS people, coalesce(remaining, 0) AS remaining, coalesce(sent, 0) AS sent,
        coalesce(unknown, 0) AS unknown
    FROM known FULL JOIN listed USING (appid, template) FULL JOIN went USING (appid, template)
    ORDER BY people DESC, title, template
""")
