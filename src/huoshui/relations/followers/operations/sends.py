"""
Messages to one person: reserved before WeChat is asked, settled by its answer or by what it tells later.

Between the two there may be a crash or a lost answer. What was reserved then stays taken: a message may have come, and
is never sent a second time by itself.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds
from huoshui.relations.followers import queries
from huoshui.relations.followers.contract import (
    Entry,
    Follower,
    FollowerMessageTaken,
    NoSubscription,
    NotAnOfficialAccount,
    NotFollowing,
    SendKind,
    SendState,
    Standing,
    WindowClosed,
)
from huoshui.relations.followers.operations.ledger import enter, lines_of
from huoshui.relations.followers.rules.balance import Line, may_send, replay, reserved_at, why_not

_SKEW = timedelta(minutes=1)
_OPEN = ("reserved", "unknown")


async def reserve(
    session: AsyncSession, *, follower: int, kind: SendKind, template: str, key: UUID, by: str, now: datetime
) -> tuple[int, Follower, bool]:
    """
    This will reserve a message to one person, and give its number, whom it goes to, and whether it is new.

    :raises NoSuchFan: if there is no such follower
    :raises FollowerMessageTaken: if another message has this key
    :raises NoSubscription: if they allowed none
    :raises WindowClosed: if they may not be answered now
    :raises NotFollowing: if a template message would not reach them
    :raises NotAnOfficialAccount: if the account sends no template messages
    """
    await session.execute(_LOCK, {"follower": follower})
    known = await queries.follower(session, number=follower, now=now)
    row = (await session.execute(_BY_KEY, {"key": key})).one_or_none()
    if row is not None:
        if (row.follower, row.kind, row.template) != (follower, kind.value, template):
            raise FollowerMessageTaken
        return row.id, known, False
    line = {"follower": follower, "kind": kind.value, "template": template, "key": key, "now": now, "by": by}
    await _allow(session, known, kind, template, ref=str(key), now=now)
    return int(await session.scalar(_RESERVE, line) or 0), known, True


async def _allow(
    session: AsyncSession, known: Follower, kind: SendKind, template: str, *, ref: str, now: datetime
) -> None:
    """See to it that they may be written to, and take what the message takes."""
    if kind is SendKind.SERVICE:
        if not known.window.left:
            raise WindowClosed(why=known.window.shut)
    elif kind is SendKind.TEMPLATE:
        if known.channel != "wechat_mp":
            raise NotAnOfficialAccount(appid=known.appid)
        if known.standing is not Standing.FOLLOWING:
            raise NotFollowing(standing=known.standing.value)
    else:
        lines = await lines_of(session, follower=known.id, template=template)
        titled = await queries.template(session, appid=known.appid, template=template)
        if not may_send(replay(lines), lasting=titled.kind == "lasting"):
            raise NoSubscription(template=titled.title or template, why=why_not(lines))
        taken = Line(Entry.RESERVED, reserved_at(lines, milliseconds(now)), f"reserved:{ref}", ref)
        await enter(session, follower=known.id, template=template, lines=[taken], now=now)


async def settle(
    session: AsyncSession, *, send: int, state: SendState, msgid: str = "", problem: str = "", returns: bool = False,
    exhausted: bool = False, now: datetime,
) -> None:  # fmt: skip
    """
    This will write down what WeChat answered; what it told meanwhile (`came_to`) stays.

    ``returns``: it certainly sent nothing, and the reservation is given back; ``exhausted``: it says that nothing is
    left, whatever we believed.
    """
    row = (await session.execute(_HELD, {"send": send})).one_or_none()
    if row is None:
        return  # the person was erased meanwhile
    line = {"send": send, "state": state.value, "msgid": msgid, "problem": problem[:200], "now": now,
            "tells": state is SendState.SENT}  # fmt: skip
    await session.execute(_SETTLE if row.state in _OPEN else _NAME, line)
    if row.kind != SendKind.SUBSCRIBE.value or not (returns or exhausted):
        return
    entry, ref = Entry.EXHAUSTED if exhausted else Entry.RETURNED, str(row.key)
    lines = await lines_of(session, follower=row.follower, template=row.template)
    at = reserved_at(lines, milliseconds(now))
    back = Line(entry, at, f"{entry.value}:{ref}", ref)
    await enter(session, follower=row.follower, template=row.template, lines=[back], now=now)


async def came_to(
    session: AsyncSession, *, follower: int, template: str, msgid: str, delivered: bool, problem: str, at: datetime,
    now: datetime,
) -> None:  # fmt: skip
    """
    This will write down what WeChat told of a message: by its id, or where its answer was lost the oldest such one.

    A message that was sent from elsewhere is none of ours.
    """
    asked = {"follower": follower, "template": template, "msgid": msgid, "before": at + _SKEW}
    number = await session.scalar(_BY_MSGID, asked)
    if number is None:
        number = await session.scalar(_OLDEST_OPEN, asked)
    if number is None:
        return
    state = SendState.DELIVERED if delivered else SendState.FAILED
    await session.execute(_CAME, {
        "send": number, "state": state.value, "msgid": msgid, "problem": problem[:200], "now": now})  # fmt: skip


async def give_up(session: AsyncSession, *, before: datetime) -> int:
    """This will call unknown what was reserved before and never answered, because whoever asked is gone."""
    done: Any = await session.execute(_GIVE_UP, {"before": before})
    return int(done.rowcount)


_LOCK = text("SELECT id FROM followers WHERE id = :follower FOR UPDATE")
_BY_KEY = text("SELECT id, follower, kind, template FROM follower_sends WHERE key = :key")
_RESERVE = text("""
    INSERT INTO follower_sends (follower, kind, template, key, state, asked_at, asked_by)
    VALUES (:follower, :kind, :template, :key, 'reserved', :now, :by) RETURNING id
""")
_HELD = text("""
    SELECT send.follower, send.kind, send.template, send.key, send.state
    FROM follower_sends AS send JOIN followers ON followers.id = send.follower
    WHERE send.id = :send FOR UPDATE
""")
_SETTLE = text("""
    UPDATE follower_sends SET state = :state, msgid = :msgid, problem = :problem, settled_at = :now, tells = :tells
    WHERE id = :send
""")
_NAME = text("""
    UPDATE follower_sends SET msgid = CASE WHEN :msgid = '' THEN msgid ELSE :msgid END, tells = tells OR :tells
    WHERE id = :send
""")
_BY_MSGID = text("""
    SELECT id FROM follower_sends WHERE follower = :follower AND msgid = :msgid AND msgid <> ''
""")
_OLDEST_OPEN = text("""
    SELECT id FROM follower_sends
    WHERE follower = :follower AND template = :template AND state IN ('reserved', 'unknown') AND msgid = ''
      AND asked_at <= :before
    ORDER BY asked_at, id LIMIT 1 FOR UPDATE
""")
_CAME = text("""
    UPDATE follower_sends SET state = :state, msgid = CASE WHEN msgid = '' THEN :msgid ELSE msgid END,
        problem = :problem, settled_at = :now, tells = tells OR state IN ('reserved', 'unknown')
    WHERE id = :send AND state IN ('reserved', 'unknown', 'sent')
""")
_GIVE_UP = text("UPDATE follower_sends SET state = 'unknown' WHERE state = 'reserved' AND asked_at < :before")
