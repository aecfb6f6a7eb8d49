"""Changing moments: planned, started, stopped, reminded of; and forgetting people."""

from collections.abc import Sequence
from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.connectors.contract import Account
from huoshui.relations.moments import queries, rules
from huoshui.relations.moments.contract import (
    REMINDERS_MOST,
    MomentKeyTaken,
    MomentNotPlanned,
    MomentOver,
    MomentPlan,
    NobodyLeftToRemind,
    NobodyPublishes,
    State,
)
from huoshui.relations.moments.gathering import gather
from huoshui.relations.moments.written import digest, kept
from huoshui.relations.sends import queries as sends
from huoshui.relations.sends.rules import may_remind


async def plan(
    session: AsyncSession, *, account: Account, planned: MomentPlan, key: str, viewer: Viewer, now: datetime
) -> int:
    """
    This will settle who publishes a moment, and give its number; the same key plans once.

    :raises NoPublishers: if it does not say who publishes (and the refusals of `rules.check`)
    :raises NoSuchUnit: if it names a unit that is not there
    :raises NobodyPublishes: if none of the chosen staff may
    :raises MomentKeyTaken: if the key was used for something else
    """
    await session.execute(_ALONE, {"key": key})
    before = (await session.execute(_OF_KEY, {"key": key, "digest": digest(planned)})).one_or_none()
    if before is not None:
        if not before.same or before.account != account.id:
            raise MomentKeyTaken(id=before.id)
        return int(before.id)
    rules.check(planned, known=await sends.kinds_of_media(session, account=account.id))
    gathered = await gather(session, corp=account.corp_id, plan=planned)
    estimate = gathered.estimate
    if not gathered.publishers:
        raise NobodyPublishes(wanted=estimate.wanted)
    hidden = {reason.value: count for reason, count in estimate.hidden.items()}
    line = {"key": key, "account": account.id, "corp": account.corp_id, "plan": kept(planned),
            "digest": digest(planned), "people": estimate.people, "hidden": orjson.dumps(hidden).decode(),
            "now": now, "by": viewer.name}  # fmt: skip
    number = int(await session.scalar(_PLAN, line) or 0)
    given = {"moment": number, "corp": account.corp_id, "staff": [staff for staff, _ in gathered.publishers],
             "units": [unit for _, unit in gathered.publishers]}  # fmt: skip
    await session.execute(_PUBLISHERS, given)
    facts = {"staff": len(gathered.publishers), "people": estimate.people}
    await _note(session, "planned", moment=number, viewer=viewer, facts=facts, now=now)
    return number


async def start(session: AsyncSession, *, moment: int, viewer: Viewer, now: datetime) -> None:
    """
    This will have the platform asked to show staff their task; what was started already stays so.

    :raises NoSuchMoment: if there is none
    :raises MomentNotPlanned: if it was stopped, or declined
    """
    state = await queries.locked(session, moment=moment)
    if state in (State.ASKING, State.ASKED, State.DONE):
        return
    if state is not State.PLANNED:
        raise MomentNotPlanned(state=state.value)
    await session.execute(_START, {"id": moment, "now": now})
    await _note(session, "started", moment=moment, viewer=viewer, facts={}, now=now)


async def cancel(session: AsyncSession, *, moment: int, viewer: Viewer, now: datetime) -> None:
    """
    This will stop what staff have not published; what was published stays. What is being stopped already stays so.

    :raises NoSuchMoment: if there is none
    :raises MomentOver: if nothing is left to stop
    """
    state = await queries.locked(session, moment=moment)
    if state in (State.CANCELING, State.CANCELED):
        return
    if state in (State.DONE, State.DECLINED):
        raise MomentOver(state=state.value)
    await session.execute(_CANCEL, {"id": moment, "now": now})
    await _note(session, "canceled", moment=moment, viewer=viewer, facts={}, now=now)


async def remind(session: AsyncSession, *, moment: int, staff: Sequence[str], viewer: Viewer, now: datetime) -> int:
    """
    This will have staff reminded who have not published (``staff`` or all of them), and tell how many that are.

    :raises NoSuchMoment: if there is none
    :raises MomentOver: if staff cannot publish it now
    :raises NobodyLeftToRemind: if everybody published, or was reminded often enough
    """
    state = await queries.locked(session, moment=moment)
    if state is not State.ASKED:
        raise MomentOver(state=state.value)
    rows = (await session.execute(_UNPUBLISHED, {"id": moment, "staff": list(staff)})).all()
    due = [row.staff for row in rows if may_remind(row.reminded_at, now=now)]
    if not due:
        raise NobodyLeftToRemind(most=REMINDERS_MOST)
    await session.execute(_REMIND, {"id": moment, "staff": due})
    await session.execute(_DUE, {"id": moment, "now": now})
    await _note(session, "reminded", moment=moment, viewer=viewer, facts={"staff": len(due)}, now=now)
    return len(due)


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """
    This will make what these identities saw and did nobody's; the counts stay.

    In each moment they become somebody by chance, the same in both tables: who liked and commented is still one.
    """
    given = {"identities": list(identities)}
    known = (await session.execute(_ERASED, given)).all()
    chance = {"moments": [row.moment for row in known], "was": [row.contact for row in known],
              "gone": [row.gone for row in known], **given}  # fmt: skip
    counts = {}
    for table, statement in (("moment_acts", _ERASE_ACTS), ("moment_customers", _ERASE_CUSTOMERS)):
        done = await session.execute(statement, chance)
        counts[table] = int(done.rowcount)  # type: ignore[attr-defined]
    return counts


async def _note(
    session: AsyncSession, done: str, *, moment: int, viewer: Viewer, facts: dict[str, int], now: datetime
) -> None:
    await access.record(
        session, viewer=viewer, action=f"moments.{done}", subject=f"moment:{moment}", facts=facts, now=now
    )


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('moments.' || :key, 0))")
_OF_KEY = text("SELECT id, account, digest = :digest AS same FROM moments WHERE key = :key")
_PLAN = text("""
    INSERT INTO moments (key, account, corp, plan, digest, state, people, hidden, created_at, created_by, due_at)
    VALUES (:key, :account, :corp, CAST(:plan AS jsonb), :digest, 'planned', :people, CAST(:hidden AS jsonb), :now, :by,
        'infinity')
    RETURNING id
""")
_PUBLISHERS = text("""
    INSERT INTO moment_staff (moment, corp, staff, unit, state)
    SELECT :moment, :corp, staff, unit, 'planned'
    FROM unnest(CAST(:staff AS text[]), CAST(:units AS bigint[])) AS given (staff, unit)
""")
_START = text("UPDATE moments SET state = 'asking', started_at = :now, due_at = :now WHERE id = :id")
_CANCEL = text("UPDATE moments SET state = 'canceling', due_at = :now WHERE id = :id")
_UNPUBLISHED = text("""
    SELECT staff, reminded_at FROM moment_staff
    WHERE moment = :id AND state = 'asked' AND NOT reminds
      AND (cardinality(CAST(:staff AS text[])) = 0 OR staff = ANY(CAST(:staff AS text[])))
""")
_REMIND = text("""
    UPDATE moment_staff SET reminds = true WHERE moment = :id AND staff = ANY(CAST(:staff AS text[]))
""")
_DUE = text("UPDATE moments SET due_at = least(due_at, :now) WHERE id = :id")
_ERASED = text("""
    SELECT moment, contact, 'gone:' || gen_random_uuid() AS gone FROM (
        SELECT moment, contact FROM moment_customers WHERE identity = ANY(CAST(:identities AS bigint[]))
        UNION SELECT moment, contact FROM moment_acts WHERE identity = ANY(CAST(:identities AS bigint[]))) AS known
""")
_GIVEN = "unnest(CAST(:moments AS bigint[]), CAST(:was AS text[]), CAST(:gone AS text[])) AS given (moment, was, gone)"
_ERASE_ACTS = text(f"""
    UPDATE moment_acts AS held SET contact = given.gone, identity = NULL, tells = false FROM {_GIVEN}
    WHERE (held.moment, held.contact) = (given.moment, given.was) AND identity = ANY(CAST(:identities AS bigint[]))
""")
_ERASE_CUSTOMERS = text(f"""
    UPDATE moment_customers AS held SET contact = given.gone, identity = NULL FROM {_GIVEN}
    WHERE (held.moment, held.contact) = (given.moment, given.was) AND identity = ANY(CAST(:identities AS bigint[]))
""")
