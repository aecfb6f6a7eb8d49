"""Reading mass sends: the list, one, its senders' tasks, and who received it; in a scope only its own staff's."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.relations.sends.contract import (
    Counts,
    MassSend,
    NoSuchSend,
    Outcome,
    Part,
    PartState,
    SendReceiver,
    State,
)
from huoshui.relations.sends.media import SendMedia
from huoshui.relations.sends.written import planned

MOST_AT_ONCE = 200


async def sends(
    session: AsyncSession, *, scope: Scope, before: int | None = None, limit: int = 50
) -> tuple[list[MassSend], int | None]:
    """This will list mass sends, the newest first, and give the next page's place; each counts what may be seen."""
    limit = max(1, min(limit, MOST_AT_ONCE))
    rows = (await session.execute(_SENDS, {**_asked(scope), "before": before, "id": None, "limit": limit + 1})).all()
    return await _sends(session, rows[:limit], scope), rows[limit - 1].id if len(rows) > limit else None


async def send(session: AsyncSession, *, scope: Scope, number: int) -> MassSend:
    """
    This will give one mass send.

    :raises NoSuchSend: if it is not there for whoever asks
    """
    rows = (await session.execute(_SENDS, {**_asked(scope), "before": None, "id": number, "limit": 1})).all()
    if not rows:
        raise NoSuchSend(id=number)
    return (await _sends(session, rows, scope))[0]


async def parts(session: AsyncSession, *, scope: Scope, send: int) -> list[Part]:
    """This will list the tasks of a send, those that nobody confirmed first."""
    asked = {**_asked(scope), "send": send}
    rows = (await session.execute(_PARTS, asked)).all()
    outcomes: dict[int, dict[Outcome, int]] = {}
    for row in await session.execute(_PART_OUTCOMES, asked):
        outcomes.setdefault(row.part, {})[Outcome(row.outcome)] = row.people
    return [_part(row, outcomes.get(row.id, {})) for row in rows]


async def receivers(
    session: AsyncSession, *, scope: Scope, send: int, outcomes: Sequence[Outcome] = (), staff: str = "",
    after: int = 0, limit: int = 100,
) -> tuple[list[SendReceiver], int | None]:  # fmt: skip
    """This will list who receives a send and what became of it, and give the place of the next page."""
    limit = max(1, min(limit, MOST_AT_ONCE))
    asked = {**_asked(scope), "send": send, "outcomes": [one.value for one in outcomes], "staff": staff,
             "after": after, "limit": limit + 1}  # fmt: skip
    rows = (await session.execute(_RECEIVERS, asked)).all()
    found = [
        SendReceiver(
            row.id, row.contact, row.name or "", row.identity, row.staff, row.staff_name or row.staff,
            Outcome(row.outcome), row.reason, row.sent_at,
        )
        for row in rows[:limit]
    ]  # fmt: skip
    return found, rows[limit - 1].id if len(rows) > limit else None


async def media(session: AsyncSession, *, account: int) -> list[SendMedia]:
    """This will list an account's files for messages, the newest first."""
    rows = await session.execute(_MEDIA, {"account": account})
    return [SendMedia(row.id, row.kind, row.filename, row.size) for row in rows]


async def kinds_of_media(session: AsyncSession, *, account: int) -> Mapping[int, str]:
    """This will tell of which kind an account's files are, by number."""
    return {one.id: one.kind for one in await media(session, account=account)}


async def locked(session: AsyncSession, *, send: int) -> State:
    """
    This will give how far a send is, and keep others from changing that until the transaction ends.

    :raises NoSuchSend: if there is none
    """
    state = await session.scalar(text("SELECT state FROM mass_sends WHERE id = :id FOR UPDATE"), {"id": send})
    if state is None:
        raise NoSuchSend(id=send)
    return State(state)


def _asked(scope: Scope) -> dict[str, Any]:
    return {"units": None if scope.units is None else list(scope.units)}


async def _sends(session: AsyncSession, rows: Sequence[Any], scope: Scope) -> list[MassSend]:
    asked = {**_asked(scope), "sends": [row.id for row in rows]}
    outcomes: dict[int, dict[Outcome, int]] = {}
    people: dict[int, int] = {}
    for row in await session.execute(_OUTCOMES, asked):
        outcomes.setdefault(row.send, {})[Outcome(row.outcome)] = row.people
        people[row.send] = people.get(row.send, 0) + row.people
    senders = {row.send: row for row in await session.execute(_SENDERS, asked)}
    return [_send(row, senders.get(row.id), outcomes.get(row.id, {}), people.get(row.id, 0)) for row in rows]


_ASKED = (Outcome.UNSENT, Outcome.SENT, Outcome.NOT_A_FRIEND, Outcome.OVER_QUOTA)


def _send(row: Any, senders: Any, outcomes: Mapping[Outcome, int], people: int) -> MassSend:  # noqa: ANN401 SQLAlchemy's rows
    counts = Counts(
        people=people,
        senders=senders.senders if senders else 0,
        asked_senders=senders.asked if senders else 0,
        confirmed_senders=senders.confirmed if senders else 0,
        asked=sum(outcomes.get(one, 0) for one in _ASKED) + (senders.stopped if senders else 0),
        outcomes=outcomes,
    )
    return MassSend(
        row.id, row.corp, row.account, planned(row.plan), State(row.state), row.left_out, row.created_at,
        row.created_by, row.started_at, row.asked_at, row.ended_at, counts,
    )  # fmt: skip


def _part(row: Any, outcomes: Mapping[Outcome, int]) -> Part:  # noqa: ANN401 SQLAlchemy's rows
    return Part(
        row.id, row.staff, row.staff_name or row.staff, row.unit_code, PartState(row.state), sum(outcomes.values()),
        outcomes, row.asked_at, row.confirmed_at, tuple(row.reminded_at), row.problem,
    )  # fmt: skip


_SEEN = "(CAST(:units AS bigint[]) IS NULL OR part.unit = ANY(CAST(:units AS bigint[])))"
_SENDS = text(f"""
    SELECT id, corp, account, plan, state, left_out, created_at, created_by, started_at, asked_at, ended_at
    FROM mass_sends AS held
    WHERE id < coalesce(:before, 9223372036854775807) AND (CAST(:id AS bigint) IS NULL OR id = :id)
      AND (CAST(:units AS bigint[]) IS NULL OR EXISTS (
          SELECT FROM mass_send_parts AS part WHERE part.send = held.id AND {_SEEN}))
    ORDER BY id DESC LIMIT :limit
""")
_OUTCOMES = text(f"""
    SELECT held.send, outcome, count(*) AS people FROM mass_send_receivers AS held
        JOIN mass_send_parts AS part ON part.id = held.part
    WHERE held.send = ANY(CAST(:sends AS bigint[])) AND {_SEEN} GROUP BY held.send, outcome
""")
_SENDERS = text(f"""
    SELECT send, count(DISTINCT staff) AS senders, count(DISTINCT staff) FILTER (WHERE msgid IS NOT NULL) AS asked,
        count(DISTINCT staff) FILTER (WHERE msgid IS NOT NULL) - count(DISTINCT staff) FILTER (
            WHERE msgid IS NOT NULL AND confirmed_at IS NULL) AS confirmed,
        (SELECT count(*) FROM mass_send_receivers AS one JOIN mass_send_parts AS its ON its.id = one.part
         WHERE one.send = part.send AND one.outcome = 'canceled' AND its.msgid IS NOT NULL
           AND (CAST(:units AS bigint[]) IS NULL OR its.unit = ANY(CAST(:units AS bigint[])))) AS stopped
    FROM mass_send_parts AS part WHERE send = ANY(CAST(:sends AS bigint[])) AND {_SEEN} GROUP BY send
""")
_PARTS = text(f"""
    SELECT part.id, part.staff, one.name AS staff_name, units.code AS unit_code, state, asked_at, confirmed_at,
        reminded_at, problem
    FROM mass_send_parts AS part
        LEFT JOIN relation_staff AS one ON one.corp = part.corp AND one.staff = part.staff
        LEFT JOIN units ON units.id = part.unit
    WHERE send = :send AND {_SEEN} ORDER BY confirmed_at IS NOT NULL, confirmed_at, part.id
""")
_PART_OUTCOMES = text(f"""
    SELECT held.part, outcome, count(*) AS people FROM mass_send_receivers AS held
        JOIN mass_send_parts AS part ON part.id = held.part
    WHERE held.send = :send AND {_SEEN} GROUP BY held.part, outcome
""")
_RECEIVERS = text(f"""
    SELECT held.id, held.contact, coalesce(nullif(contact.name, ''), chat.name) AS name, held.identity, part.staff,
        one.name AS staff_name, outcome, reason, sent_at
    FROM mass_send_receivers AS held
        JOIN mass_send_parts AS part ON part.id = held.part
        LEFT JOIN relation_staff AS one ON one.corp = part.corp AND one.staff = part.staff
        LEFT JOIN relation_contacts AS contact ON contact.corp = part.corp AND contact.contact = held.contact
        LEFT JOIN customer_groups AS chat ON chat.corp = part.corp AND chat.id = held.contact
    WHERE held.send = :send AND held.id > :after AND {_SEEN} AND (:staff = '' OR part.staff = :staff)
      AND (cardinality(CAST(:outcomes AS text[])) = 0 OR outcome = ANY(CAST(:outcomes AS text[])))
    ORDER BY held.id LIMIT :limit
""")
_MEDIA = text("""
    SELECT id, kind, filename, octet_length(content) AS size FROM mass_send_media WHERE account = :account
    ORDER BY id DESC LIMIT 200
""")
