"""What the platform has of groups, taken in."""

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds, moment
from huoshui.bedrock.crypto import Keys
from huoshui.channels.wecom.shapes.groups import Group, Member
from huoshui.relations.contract import Move
from huoshui.relations.operations.groups import Moved, is_customer, take_steps
from huoshui.relations.rules.grouping import Step
from huoshui.relations.syncing.binding import allowed, identity
from huoshui.relations.syncing.reading import SETTLED_MS, Seen

_LATE_MS = 60_000


async def take_group(session: AsyncSession, *, corp: str, group: Group, read_at: datetime, keys: Keys) -> Seen:
    """This will take in a group as the platform has it: who is in that we did not know, and who is not any more."""
    told = await session.execute(_GROUP, {
        "corp": corp, "id": group.chat_id, "name": group.name, "owner": group.owner,
        "opened_at": moment(group.create_time * 1000) if group.create_time else None,
        "version": group.member_version, "read_at": read_at,
    })  # fmt: skip
    seen = Seen()
    if told.one().fresh:
        seen.note("groups", group.name or group.chat_id)
    known = {row.member: row for row in await session.execute(_INSIDE, {"corp": corp, "id": group.chat_id})}
    of = {one.userid: identity(keys, corp, one.userid) for one in group.member_list if is_customer(one.userid)}
    kept = await allowed(session, of.values())
    at = milliseconds(read_at)
    moves = [
        Moved(one.userid, step, one.name)
        for one in group.member_list
        if of.get(one.userid, 0) in kept or one.userid not in of
        if (step := _seen(known.get(one.userid), one, at)) is not None
    ]
    listed = {one.userid for one in group.member_list}
    moves += [
        Moved(member, Step(Move.GONE, at, f"gone:{at}"))
        for member, row in known.items()
        if row.inside and member not in listed and milliseconds(row.joined_at) < at - _LATE_MS
    ]
    for one in await take_steps(session, corp=corp, group=group.chat_id, moves=moves, now=read_at):
        seen.note("joined" if one.step.move is Move.SEEN else "left", f"{group.name or group.chat_id} · {one.member}")
    return seen


def _seen(row: Any, one: Member, read_at: int) -> Step | None:  # noqa: ANN401 SQLAlchemy's rows
    """A step for who is in and was not known to be, or whose way in is known better now."""
    joined, inside = one.join_time * 1000, row is not None and row.inside
    if inside and (row.inviter == one.invitor.userid) and (row.scene or not one.join_scene):
        return None
    if row is not None and not inside and row.left_at is not None:
        left = milliseconds(row.left_at)
        if joined <= left:
            if read_at - left <= SETTLED_MS:
                return None
            joined = read_at
    said = {"scene": str(one.join_scene or ""), "inviter": one.invitor.userid, "state": one.state, "until": read_at}
    if inside:
        joined = milliseconds(row.joined_at)
    return Step(
        Move.SEEN, joined, f"seen:{joined}:{one.invitor.userid}", {**said, **({"known": True} if inside else {})}
    )


_GROUP = text("""
    INSERT INTO customer_groups AS known (corp, id, name, owner, opened_at, version, read_at, unit)
    VALUES (:corp, :id, :name, :owner, :opened_at, :version, :read_at,
        (SELECT unit FROM relation_staff WHERE corp = :corp AND staff = :owner))
    ON CONFLICT (corp, id) DO UPDATE SET name = excluded.name, owner = excluded.owner,
        opened_at = coalesce(excluded.opened_at, known.opened_at), version = excluded.version,
        read_at = excluded.read_at, unit = excluded.unit, dismissed_at = NULL
    RETURNING (xmax = 0) AS fresh
""")
_INSIDE = text("""
    SELECT member, inside, joined_at, left_at, scene, inviter FROM group_members WHERE corp = :corp AND group_id = :id
""")
