"""What an order comes to now: every customer and group once, who takes them, and who is left out for which rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.relations.contract import NoSuchFollower
from huoshui.relations.transfers.contract import (
    AGAIN,
    OPEN,
    PERIOD,
    TIMES_MOST,
    AgainOfAnother,
    Balance,
    Given,
    LeftOut,
    NoSuchTransfer,
    NotTheirCustomers,
    Order,
    Plan,
    Portion,
    TakerAway,
    TakerNamedTwice,
    TransferToGiver,
    What,
)
from huoshui.relations.transfers.rules import share


@dataclass(frozen=True, slots=True)
class _Staff:
    name: str
    unit: int | None
    follows: bool
    left: bool
    friends: int


async def plan(session: AsyncSession, *, order: Order, now: datetime) -> Plan:
    """
    This will tell who would get whom; on a viewer's session only staff count whom they see.

    :raises NoSuchFollower: if there is no such giver
    :raises TransferToGiver: if the giver is among the takers
    :raises TakerNamedTwice: if a taker is
    :raises TakerAway: if a taker cannot have contacts
    :raises NoSuchTransfer: if that of ``again`` is not there
    :raises AgainOfAnother: if it was another giver's
    :raises NotTheirCustomers: if somebody was named who is no friend of the giver
    """
    staff = await _staff(session, order)
    _check(order, staff)
    giver = staff[order.giver]
    asked = {"corp": order.corp, "giver": order.giver}
    waiting = await session.scalar(_WAITS, asked)
    resigned = giver.left or bool(waiting)
    customers = set(await session.scalars(_CUSTOMERS, asked))
    groups = set(await session.scalars(_GROUPS, asked)) if order.groups else set()
    customers, groups = await _narrowed(session, order, customers, groups)
    left_out: dict[LeftOut, list[str]] = {}
    moving = set(await session.scalars(_MOVING, asked | {"things": [*customers, *groups], "states": list(OPEN)}))
    if moving:
        left_out[LeftOut.ON_THE_WAY] = sorted(moving)
    often: set[str] = set()
    if not resigned:
        often = await too_often(session, corp=order.corp, customers=sorted(customers - moving), now=now)
    if often:
        left_out[LeftOut.TOO_OFTEN] = sorted(often)
    given = await _given(session, order, staff, customers - moving - often, groups - moving)
    portions = [_portion(staff[one.staff], one.staff, one.weight, given) for one in order.takers]
    return Plan(order, giver.name, resigned, giver.unit, given, portions, left_out)


async def too_often(session: AsyncSession, *, corp: str, customers: Sequence[str], now: datetime) -> set[str]:
    """
    This will give those whom the platform would not hand on again: twice in 90 days, in service.

    What it told us counts, whoever asked for it, and what we know to be done and was not told yet.
    """
    asked = {"corp": corp, "customers": list(customers), "since": now - PERIOD, "most": TIMES_MOST}
    return set(await session.scalars(_TOO_OFTEN, asked))


async def _staff(session: AsyncSession, order: Order) -> Mapping[str, _Staff]:
    names = [order.giver, *(one.staff for one in order.takers)]
    rows = await session.execute(_STAFF, {"corp": order.corp, "staff": names})
    return {
        row.staff: _Staff(row.name or row.staff, row.unit, row.follows, row.left_at is not None, row.friends)
        for row in rows
    }


def _check(order: Order, staff: Mapping[str, _Staff]) -> None:
    if order.giver not in staff:
        raise NoSuchFollower(staff=order.giver)
    seen = set()
    for one in order.takers:
        if one.staff == order.giver:
            raise TransferToGiver(staff=one.staff)
        if one.staff in seen:
            raise TakerNamedTwice(staff=one.staff)
        if one.staff not in staff or staff[one.staff].left or not staff[one.staff].follows:
            raise TakerAway(staff=one.staff)
        seen.add(one.staff)


async def _narrowed(
    session: AsyncSession, order: Order, customers: set[str], groups: set[str]
) -> tuple[set[str], set[str]]:
    if order.again is not None:
        whose = (await session.execute(_WHOSE, {"id": order.again})).one_or_none()
        if whose is None:
            raise NoSuchTransfer(id=order.again)
        if (whose.corp, whose.giver) != (order.corp, order.giver):
            raise AgainOfAnother(id=order.again, giver=whose.giver)
        once = set(await session.scalars(_AGAIN, {"id": order.again, "states": list(AGAIN)}))
        customers, groups = customers & once, groups & once
    if order.customers is not None:
        named = set(order.customers)
        others = sorted(named - customers)
        if others:
            raise NotTheirCustomers(count=len(others), giver=order.giver, example=others[0][:64])
        customers = named
    return customers, groups


async def _given(
    session: AsyncSession, order: Order, staff: Mapping[str, _Staff], customers: set[str], groups: set[str]
) -> list[Given]:
    names = [one.staff for one in order.takers]
    friends: dict[str, set[str]] = {one: set() for one in customers}
    asked = {"corp": order.corp, "staff": names, "customers": list(customers)}
    for row in await session.execute(_FRIENDS, asked):
        friends[row.contact].add(row.staff)
    loads = {one: staff[one].friends if order.balance is Balance.LOAD else 0 for one in names}
    dealt = share({one: frozenset(known) for one, known in friends.items()}, order.takers, loads)
    owned = {row.owner: row.many for row in await session.execute(_OWNED, {"corp": order.corp, "staff": names})}
    group_loads = owned if order.balance is Balance.LOAD else {}
    dealt_groups = share(dict.fromkeys(groups, frozenset()), order.takers, group_loads)
    return [
        *(Given(What.CUSTOMER, one, dealt[one].taker, dealt[one].known) for one in sorted(dealt)),
        *(Given(What.GROUP, one, dealt_groups[one].taker) for one in sorted(dealt_groups)),
    ]


def _portion(one: _Staff, staff: str, weight: int, given: Sequence[Given]) -> Portion:
    theirs = [each for each in given if each.taker == staff]
    of_customers = [each for each in theirs if each.what is What.CUSTOMER]
    known = sum(each.known for each in of_customers)
    return Portion(
        staff, one.name, weight, one.friends, known, len(of_customers) - known, len(theirs) - len(of_customers)
    )


_STAFF = text("""
    SELECT one.staff, name, unit, follows, left_at,
        (SELECT count(*) FROM follow_relations AS held
         WHERE held.corp = one.corp AND held.staff = one.staff AND standing = 'friend') AS friends
    FROM relation_staff AS one WHERE corp = :corp AND staff = ANY(CAST(:staff AS text[]))
""")
_WAITS = text("SELECT count(*) FROM transfer_waiting WHERE corp = :corp AND giver = :giver")
_CUSTOMERS = text("""
    SELECT contact FROM follow_relations WHERE corp = :corp AND staff = :giver AND standing = 'friend'
    UNION SELECT contact FROM transfer_waiting WHERE corp = :corp AND giver = :giver
""")
_GROUPS = text("SELECT id FROM customer_groups WHERE corp = :corp AND owner = :giver AND dismissed_at IS NULL")
_MOVING = text("""
    SELECT thing FROM transfer_items
    WHERE corp = :corp AND thing = ANY(CAST(:things AS text[])) AND state = ANY(CAST(:states AS text[]))
""")
_TOO_OFTEN = text("""
    WITH told AS (
        SELECT held.contact, count(*) AS times
        FROM relation_facts AS fact JOIN follow_relations AS held ON held.id = fact.relation
        WHERE held.corp = :corp AND held.contact = ANY(CAST(:customers AS text[])) AND fact.kind = 'transferred_away'
          AND fact.turn = 'transferred_away' AND fact.at > :since AND NOT fact.said ? 'resigned'
        GROUP BY held.contact),
    done AS (
        SELECT item.thing AS contact, count(*) AS times
        FROM transfer_items AS item JOIN customer_transfers AS held ON held.id = item.transfer
        WHERE item.corp = :corp AND item.thing = ANY(CAST(:customers AS text[])) AND item.state = 'done'
          AND NOT held.resigned AND item.taken_at > :since
        GROUP BY item.thing)
    SELECT contact FROM told FULL JOIN done USING (contact)
    WHERE greatest(coalesce(told.times, 0), coalesce(done.times, 0)) >= :most
""")
_WHOSE = text("SELECT corp, giver FROM customer_transfers WHERE id = :id")
_AGAIN = text("SELECT thing FROM transfer_items WHERE transfer = :id AND state = ANY(CAST(:states AS text[]))")
_FRIENDS = text("""
    SELECT contact, staff FROM follow_relations
    WHERE corp = :corp AND staff = ANY(CAST(:staff AS text[])) AND contact = ANY(CAST(:customers AS text[]))
      AND standing = 'friend'
""")
_OWNED = text("""
    SELECT owner, count(*) AS many FROM customer_groups
    WHERE corp = :corp AND owner = ANY(CAST(:staff AS text[])) AND dismissed_at IS NULL GROUP BY owner
""")
