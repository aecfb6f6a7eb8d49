"""Changing transfers: begun once, written down before the platform is asked, and settled by what it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.crypto import Keys
from huoshui.channels.wecom.shapes.staff import Unassigned
from huoshui.connectors.contract import Account
from huoshui.relations import operations as relations
from huoshui.relations.contract import Kind
from huoshui.relations.operations import Draft, Want, wants
from huoshui.relations.rules.following import Fact
from huoshui.relations.syncing.binding import allowed, identity
from huoshui.relations.transfers.contract import (
    Given,
    ItemState,
    LeftOut,
    NobodyToTransfer,
    Order,
    Plan,
    PlanMoved,
    What,
)
from huoshui.relations.transfers.planning import plan
from huoshui.relations.transfers.rules import batches


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item."""

    item: int
    state: ItemState
    code: int = 0
    taken_at: datetime | None = None


async def start(
    session: AsyncSession, *, order: Order, account: Account, keys: Keys, key: str, seen: int | None, viewer: Viewer,
    now: datetime,
) -> int:  # fmt: skip
    """
    This will begin a transfer and give its number; the same ``key`` begins one. The platform is asked by a loop.

    ``seen`` is how many customers and groups whoever asks saw in the plan. It refuses what `planning.plan` refuses, and

    :raises PlanMoved: if there are not so many any more
    :raises NobodyToTransfer: if there is nobody
    """
    await session.execute(_LOCK, {"corp": order.corp})
    known = await session.scalar(_BY_KEY, {"key": key})
    if known is not None:
        return int(known)
    found = await plan(session, order=order, now=now)
    if seen is not None and seen != len(found.given):
        raise PlanMoved(now=len(found.given), then=seen)
    if not found.given:
        raise NobodyToTransfer(giver=order.giver, left_out=sum(map(len, found.left_out.values())))
    number = await _transfer(session, found, account, key, viewer, now)
    await _items(session, number, found, keys, now)
    await access.record(
        session, viewer=viewer, action="relations.transfer.started", subject=f"transfer:{number}",
        facts={"giver": order.giver, "takers": [one.staff for one in order.takers], "things": len(found.given)},
        now=now,
    )  # fmt: skip
    return number


async def _transfer(
    session: AsyncSession, found: Plan, account: Account, key: str, viewer: Viewer, now: datetime
) -> int:
    order = found.order
    takers = [{"staff": one.staff, "weight": one.weight} for one in order.takers]
    row = await session.execute(_START, {
        "key": key, "corp": order.corp, "account": account.id, "giver": order.giver, "resigned": found.resigned,
        "unit": found.unit, "message": "" if found.resigned else order.message, "balance": order.balance.value,
        "takers": orjson.dumps(takers).decode(), "again": order.again, "now": now, "by": viewer.actor,
        "name": viewer.name,
    })  # fmt: skip
    return int(row.scalar_one())


async def _items(session: AsyncSession, number: int, found: Plan, keys: Keys, now: datetime) -> None:
    corp = found.order.corp
    by: dict[tuple[What, str], dict[str, Given]] = {}
    for one in found.given:
        by.setdefault((one.what, one.taker), {})[one.thing] = one
    for (what, taker), things in sorted(by.items()):
        for batch in batches(things):
            line = {"transfer": number, "what": what.value, "taker": taker, "now": now}
            made = (await session.execute(_BATCH, line)).scalar_one()
            rows = [
                {"thing": one, "known": things[one].known, "identity": _whose(keys, corp, what, one)} for one in batch
            ]
            await _write(session, rows, line | {"corp": corp, "batch": made, "state": ItemState.PLANNED.value})
    often = [
        {"thing": one, "known": False, "identity": identity(keys, corp, one)}
        for one in found.left_out.get(LeftOut.TOO_OFTEN, ())
    ]
    line = {"transfer": number, "what": What.CUSTOMER.value, "taker": "", "corp": corp, "now": now}
    await _write(session, often, {**line, "batch": None, "state": ItemState.TOO_OFTEN.value})


async def _write(session: AsyncSession, rows: Sequence[Mapping[str, object]], line: Mapping[str, object]) -> None:
    if rows:
        await session.execute(_ITEMS, {**line, "rows": orjson.dumps(rows).decode()})


def _whose(keys: Keys, corp: str, what: What, thing: str) -> int | None:
    return identity(keys, corp, thing) if what is What.CUSTOMER else None


async def replace_waiting(
    session: AsyncSession, *, corp: str, found: Sequence[Unassigned], keys: Keys, now: datetime
) -> int:
    """
    This will keep the platform's list of customers whose staff left as it was read, and tell how many they are.

    Nobody is kept of it who was erased here. Whoever has somebody on it has left, whatever we heard.
    """
    whose = {one.external_userid: identity(keys, corp, one.external_userid) for one in found}
    kept = await allowed(session, whose.values())
    rows = [
        {"giver": one.handover_userid, "contact": one.external_userid, "identity": whose[one.external_userid],
         "left_at": one.dimission_time}
        for one in found if whose[one.external_userid] in kept
    ]  # fmt: skip
    line = {"corp": corp, "rows": orjson.dumps(rows).decode(), "now": now}
    await session.execute(_WAITING, line)
    await session.execute(_WAITING_GONE, line)
    await session.execute(_LEFT, line)
    return len(rows)


async def ask_soon(session: AsyncSession, *, corp: str, contact: str, now: datetime) -> None:
    """This will have the results looked up now of whatever transfer a customer is in: something was told of them."""
    await session.execute(_SOON, {"corp": corp, "contact": contact, "now": now})


async def settle(session: AsyncSession, *, transfer: int, outcomes: Iterable[Outcome], now: datetime) -> None:
    """
    This will write down what became of items, and let those who handed on have it in their histories.

    What is final stays as it is, whoever says something else later.
    """
    rows = [
        {"id": one.item, "state": one.state.value, "code": one.code,
         "taken_at": one.taken_at.isoformat() if one.taken_at else None, "final": one.state is not ItemState.WAITING}
        for one in outcomes
    ]  # fmt: skip
    line = {"rows": orjson.dumps(rows).decode(), "now": now, "transfer": transfer}
    done = [row for row in await session.execute(_SETTLE, line) if row.state == ItemState.DONE]
    held = (await session.execute(_HELD, {"id": transfer})).one()
    customers = [row for row in done if row.what == What.CUSTOMER]
    if customers:
        things = [row.thing for row in customers]
        gone = {"corp": held.corp, "giver": held.giver, "things": things}
        await session.execute(_NOT_WAITING, gone)
        known = set(await session.scalars(_RELATED, gone))
        said = {"resigned": True} if held.resigned else {}
        drafts = [
            Draft(held.giver, row.thing, [
                Fact(Kind.TRANSFERRED_AWAY, milliseconds(row.taken_at or now), f"transfer:{row.id}", said)])
            for row in customers if row.thing in known
        ]  # fmt: skip
        await relations.accept(session, corp=held.corp, drafts=drafts, now=now)
    for row in done:
        kind = wants.CONTACT if row.what == What.CUSTOMER else wants.GROUP
        await relations.want(session, account=held.account, corp=held.corp, wanted=Want(kind, row.thing), now=now)
    await session.execute(_BATCHES_DONE, line)
    await session.execute(_FINISH, line)


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will forget who was handed on and who waits for it; the platform goes on with what was begun."""
    counts = {}
    for table in ("transfer_items", "transfer_waiting"):
        gone = text(f"DELETE FROM {table} WHERE identity = ANY(CAST(:identities AS bigint[]))")
        done = await session.execute(gone, {"identities": list(identities)})
        counts[table] = int(done.rowcount)  # type: ignore[attr-defined]
    return counts


_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('transfers:' || :corp, 0))")
_BY_KEY = text("SELECT id FROM customer_transfers WHERE key = :key")
_START = text("""
    INSERT INTO customer_transfers (key, corp, account, giver, resigned, unit, message, balance, takers, again,
        started_at, started_by, started_name)
    VALUES (:key, :corp, :account, :giver, :resigned, :unit, :message, :balance, CAST(:takers AS jsonb), :again,
        :now, :by, :name) RETURNING id
""")
_BATCH = text("""
    INSERT INTO transfer_batches (transfer, what, taker, due_at) VALUES (:transfer, :what, :taker, :now) RETURNING id
""")
_ITEMS = text("""
    INSERT INTO transfer_items (transfer, batch, corp, what, thing, identity, taker, known, state, settled_at)
    SELECT :transfer, :batch, :corp, :what, thing, identity, :taker, known, :state,
        CASE WHEN CAST(:batch AS bigint) IS NULL THEN CAST(:now AS timestamptz) END
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (thing text, identity bigint, known boolean) ORDER BY thing
""")
_GIVEN = """
    jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (giver text, contact text, identity bigint, left_at bigint)
"""
_WAITING = text(f"""
    INSERT INTO transfer_waiting (corp, giver, contact, identity, left_at, read_at)
    SELECT DISTINCT ON (giver, contact) :corp, giver, contact, identity, to_timestamp(nullif(left_at, 0)), :now
    FROM {_GIVEN} ORDER BY giver, contact
    ON CONFLICT (corp, giver, contact) DO UPDATE SET left_at = excluded.left_at, read_at = excluded.read_at
""")
_WAITING_GONE = text("DELETE FROM transfer_waiting WHERE corp = :corp AND read_at < :now")
_LEFT = text(f"""
    INSERT INTO relation_staff AS known (corp, staff, left_at)
    SELECT :corp, giver, coalesce(to_timestamp(nullif(min(left_at), 0)), :now) FROM {_GIVEN} GROUP BY giver
    ON CONFLICT (corp, staff) DO UPDATE SET left_at = coalesce(known.left_at, excluded.left_at), follows = false
""")
_SOON = text("""
    UPDATE transfer_batches SET due_at = least(due_at, :now)
    WHERE state = 'asked' AND id IN (
        SELECT batch FROM transfer_items WHERE corp = :corp AND thing = :contact AND state = 'waiting')
""")
_SETTLE = text("""
    UPDATE transfer_items AS item SET state = given.state, code = CASE WHEN given.code <> 0 THEN given.code
            ELSE item.code END,
        taken_at = coalesce(given.taken_at, item.taken_at), settled_at = CASE WHEN given.final
            THEN CAST(:now AS timestamptz) END
    FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS given (id bigint, state text, code integer, taken_at timestamptz, final boolean)
    WHERE item.id = given.id AND item.transfer = :transfer AND item.state IN ('planned', 'asking', 'waiting')
    RETURNING item.id, item.what, item.thing, item.state, item.taken_at
""")
_HELD = text("SELECT corp, giver, account, resigned FROM customer_transfers WHERE id = :id FOR UPDATE")
_NOT_WAITING = text("""
    DELETE FROM transfer_waiting WHERE corp = :corp AND giver = :giver AND contact = ANY(CAST(:things AS text[]))
""")
_RELATED = text("""
    SELECT contact FROM follow_relations
    WHERE corp = :corp AND staff = :giver AND contact = ANY(CAST(:things AS text[]))
""")
_BATCHES_DONE = text("""
    UPDATE transfer_batches AS held SET state = 'done', problem = ''
    WHERE transfer = :transfer AND state <> 'done' AND NOT EXISTS (
        SELECT FROM transfer_items WHERE batch = held.id AND state IN ('planned', 'asking', 'waiting'))
""")
_FINISH = text("""
    UPDATE customer_transfers SET finished_at = :now
    WHERE id = :transfer AND finished_at IS NULL AND NOT EXISTS (
        SELECT FROM transfer_items WHERE transfer = :transfer AND state IN ('planned', 'asking', 'waiting'))
""")
