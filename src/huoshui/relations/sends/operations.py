"""Changing mass sends: planned, started, stopped, reminded of; quotas, files, and forgetting people."""

from collections.abc import Sequence
from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.channels.wecom.client.messages import MOST_BYTES
from huoshui.connectors.contract import Account
from huoshui.relations.sends import queries, rules
from huoshui.relations.sends.contract import (
    REMINDERS_MOST,
    NobodyToRemind,
    NobodyToSendTo,
    NotForSends,
    QuotaMode,
    SendKeyTaken,
    SendNotPlanned,
    SendOver,
    SendPlan,
    State,
)
from huoshui.relations.sends.gathering import gather
from huoshui.relations.sends.media import SendMedia
from huoshui.relations.sends.rules import Share
from huoshui.relations.sends.written import digest, kept

_AT_ONCE = 5_000


async def plan(
    session: AsyncSession, clickhouse: ClickHouse, *, account: Account, planned: SendPlan, key: str, viewer: Viewer,
    now: datetime,
) -> int:  # fmt: skip
    """
    This will settle whom a send goes to and through whom, and give its number; the same key plans once.

    :raises NoAudience: if it does not say to whom (and `AudienceMismatched`)
    :raises NothingToSay: if the platform would not take the message (and the refusals of `rules.check`)
    :raises NobodyToSendTo: if everybody is left out
    :raises SendKeyTaken: if the key was used for something else
    :raises NoSuchSegment: if the audience is a segment that is not there
    """
    await session.execute(_ALONE, {"key": key})
    before = (await session.execute(_OF_KEY, {"key": key, "digest": digest(planned)})).one_or_none()
    if before is not None:
        if not before.same or before.account != account.id:
            raise SendKeyTaken(id=before.id)
        return int(before.id)
    rules.check_audience(planned.kind, planned.audience)
    rules.check(planned.message, known=await queries.kinds_of_media(session, account=account.id))
    gathered = await gather(session, clickhouse, corp=account.corp_id, plan=planned, now=now)
    estimate = gathered.estimate
    if not gathered.shares:
        raise NobodyToSendTo(wanted=estimate.wanted)
    left = {reason.value: count for reason, count in estimate.left_out.items()}
    line = {"key": key, "account": account.id, "corp": account.corp_id, "kind": planned.kind.value,
            "plan": kept(planned), "digest": digest(planned), "left": orjson.dumps(left).decode(), "now": now,
            "by": viewer.name}  # fmt: skip
    number = int(await session.scalar(_PLAN, line) or 0)
    for share in gathered.shares:
        await _add_part(session, send=number, corp=account.corp_id, share=share, now=now)
    facts = {"kind": planned.kind.value, "people": estimate.people, "senders": len(estimate.senders)}
    await access.record(session, viewer=viewer, action="sends.planned", subject=f"send:{number}", facts=facts, now=now)
    return number


async def start(session: AsyncSession, *, send: int, viewer: Viewer, now: datetime) -> None:
    """
    This will have the platform asked to show staff their tasks; what was started already stays so.

    :raises NoSuchSend: if there is none
    :raises SendNotPlanned: if it was stopped
    """
    state = await queries.locked(session, send=send)
    if state in (State.ASKING, State.ASKED, State.DONE):
        return
    if state is not State.PLANNED:
        raise SendNotPlanned(state=state.value)
    await session.execute(_START, {"id": send, "now": now})
    await access.record(session, viewer=viewer, action="sends.started", subject=f"send:{send}", facts={}, now=now)


async def cancel(session: AsyncSession, *, send: int, viewer: Viewer, now: datetime) -> None:
    """
    This will stop what staff have not confirmed; what was sent stays sent. What is being stopped already stays so.

    :raises NoSuchSend: if there is none
    :raises SendOver: if nothing is left to stop
    """
    state = await queries.locked(session, send=send)
    if state in (State.CANCELING, State.CANCELED):
        return
    if state is State.DONE:
        raise SendOver(state=state.value)
    for statement in (_CANCEL_RECEIVERS, _CANCEL_PARTS, _CANCEL):
        await session.execute(statement, {"id": send, "now": now})
    await access.record(session, viewer=viewer, action="sends.canceled", subject=f"send:{send}", facts={}, now=now)


async def remind(session: AsyncSession, *, send: int, staff: Sequence[str], viewer: Viewer, now: datetime) -> int:
    """
    This will have staff reminded who have not confirmed (``staff`` or all of them), and tell how many tasks that are.

    :raises NoSuchSend: if there is none
    :raises SendOver: if it is over
    :raises NobodyToRemind: if everybody confirmed, or was reminded as often as the platform allows
    """
    state = await queries.locked(session, send=send)
    if state not in (State.ASKING, State.ASKED):
        raise SendOver(state=state.value)
    rows = (await session.execute(_UNCONFIRMED, {"id": send, "staff": list(staff)})).all()
    due = [row.id for row in rows if rules.may_remind(row.reminded_at, now=now)]
    if not due:
        raise NobodyToRemind(most=REMINDERS_MOST)
    await session.execute(_REMIND, {"parts": due})
    await session.execute(_DUE, {"id": send, "now": now})
    await access.record(
        session, viewer=viewer, action="sends.reminded", subject=f"send:{send}", facts={"tasks": len(due)}, now=now
    )
    return len(due)


async def set_quota(session: AsyncSession, *, corp: str, mode: QuotaMode, viewer: Viewer, now: datetime) -> None:
    """This will note how often a corp lets one customer receive, as its WeCom console has it."""
    await session.execute(_QUOTA, {"corp": corp, "mode": mode.value, "now": now, "by": viewer.name})
    await access.record(
        session, viewer=viewer, action="sends.quota.set", subject=f"corp:{corp}"[:200], facts={"mode": mode.value},
        now=now,
    )  # fmt: skip


async def add_media(
    session: AsyncSession, *, account: int, kind: str, filename: str, content: bytes, viewer: Viewer, now: datetime
) -> SendMedia:
    """
    This will keep a file for messages; the platform gets it when staff are asked.

    :raises NotForSends: if the platform takes no such file
    """
    most = MOST_BYTES.get(kind)
    if most is None or kind == "voice":
        raise NotForSends(filename=filename, why=f"a mass send brings no {kind}")
    if not 5 < len(content) <= most:
        raise NotForSends(filename=filename, why=f"it has {len(content)} bytes, and a {kind} has up to {most}")
    given = {"account": account, "kind": kind, "filename": filename, "content": content, "now": now}
    made = int(await session.scalar(_ADD_MEDIA, given) or 0)
    await access.record(
        session, viewer=viewer, action="sends.media_added", subject=f"media:{made}", facts={"kind": kind}, now=now
    )
    return SendMedia(made, kind, filename, len(content))


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will make what these identities were sent nobody's; the counts stay."""
    done = await session.execute(_ERASE, {"identities": list(identities)})
    return {"mass_send_receivers": int(done.rowcount)}  # type: ignore[attr-defined]


async def _add_part(session: AsyncSession, *, send: int, corp: str, share: Share, now: datetime) -> None:
    line = {"send": send, "corp": corp, "staff": share.staff, "unit": share.unit, "now": now}
    part = await session.scalar(_PART, line)
    for start in range(0, len(share.receivers), _AT_ONCE):
        some = share.receivers[start : start + _AT_ONCE]
        given = {"send": send, "part": part, "contacts": [contact for contact, _ in some],
                 "identities": [identity for _, identity in some]}  # fmt: skip
        await session.execute(_RECEIVERS, given)


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('mass_sends.' || :key, 0))")
_OF_KEY = text("SELECT id, account, digest = :digest AS same FROM mass_sends WHERE key = :key")
_PLAN = text("""
    INSERT INTO mass_sends (key, account, corp, kind, plan, digest, state, left_out, created_at, created_by, due_at)
    VALUES (:key, :account, :corp, :kind, CAST(:plan AS jsonb), :digest, 'planned', CAST(:left AS jsonb), :now, :by,
        'infinity')
    RETURNING id
""")
_PART = text("""
    INSERT INTO mass_send_parts (send, corp, staff, unit, state, due_at)
    VALUES (:send, :corp, :staff, :unit, 'planned', :now) RETURNING id
""")
_RECEIVERS = text("""
    INSERT INTO mass_send_receivers (send, part, contact, identity, outcome)
    SELECT :send, :part, contact, identity, 'planned'
    FROM unnest(CAST(:contacts AS text[]), CAST(:identities AS bigint[])) AS given (contact, identity)
""")
_START = text("UPDATE mass_sends SET state = 'asking', started_at = :now, due_at = :now WHERE id = :id")
_CANCEL = text("UPDATE mass_sends SET state = 'canceling', due_at = :now WHERE id = :id")
_CANCEL_PARTS = text("""
    UPDATE mass_send_parts SET state = 'canceled', settled = true WHERE send = :id AND state = 'planned'
""")
_CANCEL_RECEIVERS = text("""
    UPDATE mass_send_receivers AS held SET outcome = 'canceled' FROM mass_send_parts AS part
    WHERE part.id = held.part AND held.send = :id AND part.state = 'planned' AND outcome = 'planned'
""")
_UNCONFIRMED = text("""
    SELECT id, reminded_at FROM mass_send_parts
    WHERE send = :id AND state = 'asked' AND confirmed_at IS NULL AND NOT settled AND NOT reminds
      AND (cardinality(CAST(:staff AS text[])) = 0 OR staff = ANY(CAST(:staff AS text[])))
""")
_REMIND = text("UPDATE mass_send_parts SET reminds = true WHERE id = ANY(CAST(:parts AS bigint[]))")
_DUE = text("UPDATE mass_sends SET due_at = least(due_at, :now) WHERE id = :id")
_QUOTA = text("""
    INSERT INTO mass_send_quotas (corp, mode, changed_at, changed_by) VALUES (:corp, :mode, :now, :by)
    ON CONFLICT (corp) DO UPDATE SET mode = excluded.mode, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by
""")
_ADD_MEDIA = text("""
    INSERT INTO mass_send_media (account, kind, filename, content, created_at)
    VALUES (:account, :kind, :filename, :content, :now) RETURNING id
""")
_ERASE = text("""
    UPDATE mass_send_receivers SET contact = '', identity = NULL, tells = false
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
