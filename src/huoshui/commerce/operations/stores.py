"""Stores that were not in the org tree when their orders came."""

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries as access
from huoshui.bedrock.postgres import driver
from huoshui.commerce.contract import OrderKey
from huoshui.commerce.operations import ledger


async def place_stores(session: AsyncSession) -> int:
    """This will give orders whose store has become a unit since to that unit, and tell how many."""
    connection = await driver(session)
    codes = [code for (code,) in await (await connection.execute(_UNPLACED)).fetchall()]
    units = await access.unit_ids(session, codes=codes) if codes else {}
    if not units:
        return 0
    await ledger.lock(session)
    found = await connection.execute(
        "SELECT order_key FROM orders WHERE units = '{}' AND store = ANY(%s)", [list(units)]
    )
    orders = {OrderKey(key) for (key,) in await found.fetchall()}
    await ledger.write(session, changed=await ledger.entries(session, orders=orders))
    return len(orders)


_UNPLACED = "SELECT DISTINCT store FROM orders WHERE units = '{}' AND store IS NOT NULL"
