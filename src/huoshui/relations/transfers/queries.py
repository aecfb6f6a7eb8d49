"""Reading transfers: who has something to hand on, how far each transfer is, and what came of every customer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.wecom.codes import name_of
from huoshui.relations.transfers.contract import (
    Balance,
    Giver,
    Item,
    ItemState,
    NoSuchTransfer,
    Progress,
    Transfer,
    What,
)

_PAGE_MOST = 200


async def givers(session: AsyncSession) -> list[Giver]:
    """This will list staff with what they have, those who left and still have something first."""
    rows = await session.execute(_GIVERS)
    return [
        Giver(
            row.corp, row.staff, row.name or row.staff, row.unit, row.left_at, row.follows, row.friends, row.groups,
            row.waiting, row.on_the_way, row.read_at,
        )
        for row in rows
    ]  # fmt: skip


async def transfers(session: AsyncSession, *, before: int | None = None, limit: int = 30) -> list[Transfer]:
    """This will list transfers, the newest first."""
    asked = {"before": before, "limit": limit}
    rows = (await session.execute(_LIST, asked)).all()
    counts = await _counts(session, [row.id for row in rows])
    return [_transfer(row, counts[row.id]) for row in rows]


async def transfer(session: AsyncSession, *, number: int) -> Transfer:
    """
    This will give one transfer.

    :raises NoSuchTransfer: if it is not there for whoever asks
    """
    row = (await session.execute(_ONE, {"id": number})).one_or_none()
    if row is None:
        raise NoSuchTransfer(id=number)
    return _transfer(row, (await _counts(session, [number]))[number])


async def items(
    session: AsyncSession, *, number: int, states: Sequence[ItemState] = (), taker: str = "", after: int = 0,
    limit: int = 100,
) -> tuple[list[Item], int | None]:  # fmt: skip
    """This will list a transfer's customers and groups by name, and give the next page's place."""
    limit = max(1, min(limit, _PAGE_MOST))
    asked = {"id": number, "states": [one.value for one in states], "taker": taker, "after": after, "limit": limit + 1}
    rows = (await session.execute(_ITEMS, asked)).all()
    return [_item(row) for row in rows[:limit]], rows[limit - 1].id if len(rows) > limit else None


async def _counts(session: AsyncSession, numbers: list[int]) -> Mapping[int, dict[str, dict[ItemState, int]]]:
    """By transfer, taker and state."""
    found: dict[int, dict[str, dict[ItemState, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in await session.execute(_COUNTS, {"ids": numbers}):
        found[row.transfer][row.taker][ItemState(row.state)] = row.many
    return found


def _transfer(row: Any, counts: Mapping[str, Mapping[ItemState, int]]) -> Transfer:  # noqa: ANN401 SQLAlchemy's rows
    whole: dict[ItemState, int] = defaultdict(int)
    for of_taker in counts.values():
        for state, count in of_taker.items():
            whole[state] += count
    takers = tuple(
        Progress(one["staff"], row.names.get(one["staff"]) or one["staff"], one["weight"], counts.get(one["staff"], {}))
        for one in row.takers
    )
    return Transfer(
        row.id, row.corp, row.giver, row.names.get(row.giver) or row.giver, row.resigned, Balance(row.balance),
        row.message, row.again, row.started_at, row.started_name, row.finished_at, dict(whole), takers,
        row.problem or "",
    )  # fmt: skip


def _item(row: Any) -> Item:  # noqa: ANN401 SQLAlchemy's rows
    return Item(
        row.id, What(row.what), row.thing, row.name or "", row.identity, row.taker, row.taker_name or row.taker,
        row.known, ItemState(row.state), row.code, name_of(row.code) if row.code else "", row.taken_at,
        row.settled_at,
    )  # fmt: skip


_GIVERS = text("""
    WITH friends AS (
        SELECT corp, staff, count(*) AS friends FROM follow_relations WHERE standing = 'friend' GROUP BY corp, staff),
    groups AS (
        SELECT corp, owner AS staff, count(*) AS groups FROM customer_groups WHERE dismissed_at IS NULL
        GROUP BY corp, owner),
    waiting AS (
        SELECT corp, giver AS staff, count(*) AS waiting, max(read_at) AS read_at FROM transfer_waiting
        GROUP BY corp, giver),
    moving AS (
        SELECT held.corp, held.giver AS staff, count(*) AS moving
        FROM transfer_items AS item JOIN customer_transfers AS held ON held.id = item.transfer
        WHERE item.state IN ('planned', 'asking', 'waiting') GROUP BY held.corp, held.giver)
    SELECT one.corp, one.staff, one.name, units.code AS unit, one.left_at, one.follows,
        coalesce(friends, 0) AS friends, coalesce(groups, 0) AS groups, coalesce(waiting, 0) AS waiting,
        coalesce(moving, 0) AS on_the_way, waiting.read_at
    FROM relation_staff AS one LEFT JOIN friends USING (corp, staff) LEFT JOIN groups USING (corp, staff)
        LEFT JOIN waiting USING (corp, staff) LEFT JOIN moving USING (corp, staff)
        LEFT JOIN units ON units.id = one.unit
    WHERE one.follows OR coalesce(friends, 0) + coalesce(groups, 0) + coalesce(waiting, 0) + coalesce(moving, 0) > 0
    ORDER BY one.left_at IS NULL, coalesce(friends, 0) DESC, one.corp, one.staff
""")
_TRANSFERS = """
    SELECT held.id, held.corp, giver, resigned, balance, takers, message, again, started_at, started_name, finished_at,
        (SELECT coalesce(jsonb_object_agg(one.staff, one.name), '{}') FROM relation_staff AS one
         WHERE one.corp = held.corp AND (one.staff = held.giver OR one.staff IN (
             SELECT taker ->> 'staff' FROM jsonb_array_elements(held.takers) AS taker))) AS names,
        (SELECT max(problem) FROM transfer_batches WHERE transfer = held.id AND problem <> '' AND state <> 'done')
            AS problem
    FROM customer_transfers AS held
"""
_LIST = text(f"{_TRANSFERS} WHERE held.id < coalesce(:before, 9223372036854775807) ORDER BY held.id DESC LIMIT :limit")
_ONE = text(f"{_TRANSFERS} WHERE held.id = :id")
_COUNTS = text("""
    SELECT transfer, taker, state, count(*) AS many FROM transfer_items
    WHERE transfer = ANY(CAST(:ids AS bigint[])) GROUP BY transfer, taker, state
""")
_ITEMS = text("""
    SELECT item.id, what, thing, item.identity, taker, one.name AS taker_name, known, state, code, taken_at, settled_at,
        CASE what WHEN 'group' THEN held.name ELSE contact.name END AS name
    FROM transfer_items AS item
        LEFT JOIN relation_contacts AS contact ON contact.corp = item.corp AND contact.contact = thing
        LEFT JOIN customer_groups AS held ON held.corp = item.corp AND held.id = thing
        LEFT JOIN relation_staff AS one ON one.corp = item.corp AND one.staff = taker
    WHERE transfer = :id AND item.id > :after AND (:taker = '' OR taker = :taker)
      AND (CAST(:states AS text[]) = '{}' OR state = ANY(CAST(:states AS text[])))
    ORDER BY item.id LIMIT :limit
""")
