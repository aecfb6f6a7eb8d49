"""Corp tags: mirrored from the platform, and put on relations from here."""

from collections.abc import Sequence
from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.clock import milliseconds
from huoshui.channels.wecom.shapes.tags import TagGroup
from huoshui.connectors.contract import AccountId
from huoshui.relations.contract import (
    TAGS_MOST,
    CorpTagsFull,
    Kind,
    NoSuchCorpTag,
    NoSuchRelation,
    NotAFriend,
    Standing,
)
from huoshui.relations.operations.histories import Draft, accept
from huoshui.relations.rules.following import Fact


async def turn(session: AsyncSession) -> int:
    """This will give the number of a reading of tags that begins now: later ones have higher numbers."""
    return int((await session.execute(_TURN)).scalar_one())


async def mirror(session: AsyncSession, *, corp: str, groups: Sequence[TagGroup], turn: int, now: datetime) -> int:
    """
    This will keep the corp's tags as the platform has them, and tell how many changed; deleted ones stay known.

    Of two readings the one whose `turn` came later stays, whichever gets here first.
    """
    if await session.scalar(_NEWEST, {"corp": corp, "turn": turn}) is None:
        return 0
    shelves = [{"id": one.group_id, "name": one.group_name, "place": one.order} for one in groups if not one.deleted]
    tags = [
        {"id": tag.id, "group_id": group.group_id, "name": tag.name, "place": tag.order}
        for group in groups
        for tag in group.tag
        if not (tag.deleted or group.deleted)
    ]
    await session.execute(_GROUPS, {"corp": corp, "rows": orjson.dumps(shelves).decode()})
    await session.execute(_GROUPS_GONE, {"corp": corp, "ids": [one["id"] for one in shelves]})
    changed = await session.execute(_TAGS, {"corp": corp, "rows": orjson.dumps(tags).decode()})
    gone = await session.execute(_TAGS_GONE, {"corp": corp, "now": now, "ids": [one["id"] for one in tags]})
    return len(changed.all()) + len(gone.all())


async def check_room(session: AsyncSession, *, corp: str, asked: int) -> None:
    """
    This will see that the corp may have so many tags more; WeCom is not asked otherwise.

    :raises CorpTagsFull: if it may not
    """
    held = int(await session.scalar(_HELD, {"corp": corp}) or 0)
    if held + asked > TAGS_MOST:
        raise CorpTagsFull(most=TAGS_MOST, held=held, asked=asked)


async def name_of(session: AsyncSession, *, corp: str, tag: str) -> str:
    """
    This will tell how a tag is called.

    :raises NoSuchCorpTag: if the corp has no such tag
    """
    name = await session.scalar(_NAME, {"corp": corp, "id": tag})
    if name is None:
        raise NoSuchCorpTag(tag=tag, corp=corp)
    return str(name)


async def mark(
    session: AsyncSession, *, relation: int, account: AccountId, add: Sequence[str], remove: Sequence[str], key: str,
    viewer: Viewer, now: datetime,
) -> None:  # fmt: skip
    """
    This will ask the platform to put tags on a relation and take others off; the same ``key`` asks once.

    It is done by a job, again until the platform has it, and stands in the history from then on.

    :raises NoSuchRelation: if there is no such relation
    :raises NotAFriend: if the platform would not take it
    :raises NoSuchCorpTag: if the corp has no such tag
    """
    row = (await session.execute(_RELATION, {"id": relation})).one_or_none()
    if row is None:
        raise NoSuchRelation(id=relation)
    if row.standing != Standing.FRIEND:
        raise NotAFriend(standing=row.standing)
    known = set(await session.scalars(_KNOWN, {"corp": row.corp, "ids": [*add, *remove]}))
    for tag in (*add, *remove):
        if tag not in known:
            raise NoSuchCorpTag(tag=tag, corp=row.corp)
    line = {"relation": relation, "key": key, "account": account, "added": sorted(set(add)), "now": now}
    await session.execute(_MARK, {**line, "removed": sorted(set(remove) - set(add)), "by": viewer.actor})
    await access.record(
        session, viewer=viewer, action="relations.marked", subject=f"relation:{relation}",
        facts={"added": sorted(add), "removed": sorted(remove)}, now=now,
    )  # fmt: skip


async def marked(session: AsyncSession, *, number: int, now: datetime) -> None:
    """This will note that the platform has what was asked of it: its own history says so, no callback does."""
    row = (await session.execute(_DONE, {"id": number, "now": now})).one_or_none()
    if row is None:
        return
    added, removed = sorted(set(row.added) - set(row.tags)), sorted(set(row.removed) & set(row.tags))
    fact = Fact(Kind.MARKED, milliseconds(now), f"marked:{number}", {"added": added, "removed": removed})
    await accept(session, corp=row.corp, drafts=[Draft(row.staff, row.contact, [fact])], now=now)


_TURN = text("SELECT nextval('corp_tag_turns')")
_NEWEST = text("""
    INSERT INTO corp_tag_readings AS known (corp, turn) VALUES (:corp, :turn)
    ON CONFLICT (corp) DO UPDATE SET turn = excluded.turn WHERE known.turn < excluded.turn RETURNING corp
""")
_GROUPS = text("""
    INSERT INTO corp_tag_groups AS known (corp, id, name, place)
    SELECT :corp, id, name, place
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (id text, name text, place bigint)
    ON CONFLICT (corp, id) DO UPDATE SET name = excluded.name, place = excluded.place
""")
_GROUPS_GONE = text("DELETE FROM corp_tag_groups WHERE corp = :corp AND NOT id = ANY(CAST(:ids AS text[]))")
_TAGS = text("""
    INSERT INTO corp_tags AS known (corp, id, group_id, name, place)
    SELECT :corp, id, group_id, name, place FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS given (id text, group_id text, name text, place bigint)
    ON CONFLICT (corp, id) DO UPDATE SET name = excluded.name, place = excluded.place, group_id = excluded.group_id,
        deleted_at = NULL
    WHERE (known.name, known.place, known.group_id) <> (excluded.name, excluded.place, excluded.group_id)
       OR known.deleted_at IS NOT NULL
    RETURNING id
""")
_TAGS_GONE = text("""
    UPDATE corp_tags SET deleted_at = :now
    WHERE corp = :corp AND deleted_at IS NULL AND NOT id = ANY(CAST(:ids AS text[])) RETURNING id
""")
_HELD = text("SELECT count(*) FROM corp_tags WHERE corp = :corp AND deleted_at IS NULL")
_KNOWN = text("""
    SELECT id FROM corp_tags WHERE corp = :corp AND deleted_at IS NULL AND id = ANY(CAST(:ids AS text[]))
""")
_NAME = text("SELECT name FROM corp_tags WHERE corp = :corp AND id = :id AND deleted_at IS NULL")
_RELATION = text("SELECT corp, standing FROM follow_relations WHERE id = :id FOR UPDATE")
_MARK = text("""
    INSERT INTO relation_marks (relation, key, account, added, removed, asked_at, asked_by, due_at)
    VALUES (:relation, :key, :account, CAST(:added AS text[]), CAST(:removed AS text[]), :now, :by, :now)
    ON CONFLICT (key) DO NOTHING
""")
_DONE = text("""
    UPDATE relation_marks SET done_at = :now, problem = '' FROM follow_relations AS held
    WHERE relation_marks.id = :id AND held.id = relation AND done_at IS NULL
    RETURNING corp, staff, contact, added, removed, tags
""")
