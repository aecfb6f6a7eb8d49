"""The language of tests of transfers: customers who came, an order, and days that pass."""

from typing import Any

from huoshui.access.contract import LOCAL
from huoshui.rehearsal.wecom.things import Customer
from huoshui.relations.transfers import operations, planning, queries
from huoshui.relations.transfers.contract import Balance, ItemState, Order, Plan, Taker, Transfer
from huoshui.relations.transfers.performing import Performer
from tests.relations.world import CORP, Pool


async def come(pool: Pool, count: int, staff: str = "zhangsan", *, known_to: str = "") -> list[Customer]:
    """Let customers add staff and be compared, so that we know them."""
    customers = [pool.acts.appear(f"客{number}") for number in range(count)]
    for one in customers:
        pool.acts.add(one, staff)
        if known_to:
            pool.acts.add(one, known_to)
    pool.letters()
    await pool.compare()
    return customers


def order(*takers: str | tuple[str, int], giver: str = "zhangsan", **how: Any) -> Order:
    named = tuple(Taker(one) if isinstance(one, str) else Taker(*one) for one in takers)
    return Order(CORP, giver, named, **{"balance": Balance.SHARE, **how})


async def plan(pool: Pool, wanted: Order) -> Plan:
    async with pool.platform.postgres.transaction() as session:
        return await planning.plan(session, order=wanted, now=pool.hours.moment())


async def start(pool: Pool, wanted: Order, *, key: str = "key-00001", seen: int | None = None) -> int:
    async with pool.platform.postgres.transaction() as session:
        return await operations.start(
            session, order=wanted, account=pool.account, keys=pool.platform.keys, key=key, seen=seen, viewer=LOCAL,
            now=pool.hours.moment(),
        )  # fmt: skip


async def work(pool: Pool, *, rounds: int = 40) -> None:
    """Do what is due, as long as something is."""
    performer = Performer(pool.platform.postgres, pool.platform.speakers)
    for _ in range(rounds):
        if not await performer.round(pool.hours.moment):
            return
    raise AssertionError("it never ends")


async def a_day_passes(pool: Pool) -> None:
    """Let the customers who did not refuse be handed over, and everybody hear of it."""
    pool.hours.pass_by(hours=24, minutes=2)
    pool.acts.let_transfers_end()
    await pool.hear_all()
    await work(pool)
    await pool.read()


async def seen(pool: Pool, number: int) -> Transfer:
    async with pool.platform.postgres.session() as session:
        return await queries.transfer(session, number=number)


async def by_state(pool: Pool, number: int) -> dict[ItemState, set[str]]:
    """What is handed on, by state."""
    async with pool.platform.postgres.session() as session:
        found, _ = await queries.items(session, number=number, limit=200)
    states: dict[ItemState, set[str]] = {}
    for one in found:
        states.setdefault(one.state, set()).add(one.thing)
    return states


def asked(pool: Pool, *, resigned: bool = False) -> int:
    """How often the platform was asked to hand over."""
    return pool.server.asked[f"externalcontact/{'resigned/' if resigned else ''}transfer_customer"]


def ids(customers: list[Customer]) -> set[str]:
    return {one.external_userid for one in customers}
