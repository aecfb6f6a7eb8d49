"""
Asking the platform to hand over, and looking what came of it.

A batch is written down as being asked before it is. Whoever finds one so, after a crash or a lost answer, looks at the
platform's results first: those of whom it has a record are not asked again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import moment
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import PASSING, Code
from huoshui.channels.wecom.failures import (
    Declined,
    Failure,
    OutcomeUnknown,
    SecretDeclined,
    TooFast,
    Unintelligible,
    Unsendable,
)
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations.transfers import operations
from huoshui.relations.transfers.contract import ItemState, What
from huoshui.relations.transfers.operations import Outcome
from huoshui.relations.transfers.planning import too_often
from huoshui.relations.transfers.rules import Said, latest, next_look, settled

_AT_ONCE: Final = 8
_LEASE: Final = timedelta(minutes=2)
_LONGEST: Final = timedelta(hours=1)
_UNDER_WAY: Final = frozenset({Code.TRANSFER_RUNNING, Code.IN_TRANSFER})
_OF_THE_ACCOUNT: Final = frozenset({Code.NO_PERMISSION, Code.IP_NOT_TRUSTED, Code.NO_CONTACT_RIGHT}) | PASSING
"""What the platform declines though nothing is wrong with what was asked."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class _Batch:
    id: int
    transfer: int
    corp: str
    account: int
    what: What
    state: str
    giver: str
    taker: str
    resigned: bool
    message: str
    asked_at: datetime | None
    tries: int


@dataclass(frozen=True, slots=True)
class Performer:
    """What it takes to ask in the name of our accounts, and to keep what is answered."""

    postgres: Postgres
    speakers: Speakers

    async def round(self, clock: Clock) -> int:
        """This will ask, or look up, what is due, and tell how many batches that were."""
        async with self.postgres.transaction() as session:
            line = {"now": clock(), "until": clock() + _LEASE, "limit": _AT_ONCE}
            taken = [_batch(row) for row in await session.execute(_CLAIM, line)]
        pairs: dict[tuple[int, str], _Batch] = {}
        works = [
            self._take(one, clock)
            for one in taken  # one look serves all batches of a taker
            if one.state != "asked" or pairs.setdefault((one.transfer, one.taker), one) is one
        ]
        await asyncio.gather(*works)
        return len(taken)

    async def _take(self, batch: _Batch, clock: Clock) -> None:
        try:
            wecom = await self.speakers.wecom(AccountId(batch.account))
        except (ConnectorPaused, NoSuchConnector) as refusal:
            await self._later(batch, clock() + _LONGEST / 4, refusal.code)
            return
        if batch.state == "planned":
            await self._ask(batch, wecom, clock)
            return
        try:
            await (self._look(batch, wecom, clock) if batch.state == "asking" else self._poll(batch, wecom, clock))
        except Failure as failure:
            await self._later(batch, _again(failure, batch.tries, clock()), str(failure))

    # ---- asking ------------------------------------------------------------------------------------------------------

    async def _ask(self, batch: _Batch, wecom: WeCom, clock: Clock) -> None:
        things = await self._begin(batch, clock())
        if not things:
            return
        try:
            outcomes = await self._question(batch, wecom, things)
        except (OutcomeUnknown, Unintelligible) as failure:
            await self._later(batch, clock() + _LEASE, str(failure))
            return
        except Failure as failure:
            if _is_final(failure):
                code = failure.code if isinstance(failure, Declined) else 0
                outcomes = [Outcome(item, ItemState.FAILED, code) for item in things.values()]
            else:
                await self._back(batch, _again(failure, batch.tries, clock()), str(failure))
                return
        async with self.postgres.transaction() as session:
            look = next_look(asked_at=clock(), resigned=batch.resigned, now=clock())
            await session.execute(_ASKED, {"id": batch.id, "due": look})
            await operations.settle(session, transfer=batch.transfer, outcomes=outcomes, now=clock())

    async def _begin(self, batch: _Batch, now: datetime) -> dict[str, int]:
        """Write down that a batch is being asked, without those who were handed on too often meanwhile."""
        async with self.postgres.transaction() as session:
            rows = (await session.execute(_PLANNED, {"batch": batch.id})).all()
            things = {row.thing: row.id for row in rows}
            often: set[str] = set()
            if batch.what is What.CUSTOMER and not batch.resigned:
                often = await too_often(session, corp=batch.corp, customers=list(things), now=now)
            await session.execute(_ASKING, {"id": batch.id, "now": now})
            await session.execute(_ITEMS_ASKING, {"batch": batch.id})
            if often or not things:
                outcomes = [Outcome(things[one], ItemState.TOO_OFTEN) for one in sorted(often)]
                await operations.settle(session, transfer=batch.transfer, outcomes=outcomes, now=now)
        return {thing: item for thing, item in things.items() if thing not in often}

    async def _question(self, batch: _Batch, wecom: WeCom, things: dict[str, int]) -> list[Outcome]:
        if batch.what is What.GROUP:
            give = wecom.transfers.groups_of_leaver if batch.resigned else wecom.transfers.groups
            failed = {one.chat_id: one.errcode for one in await give(sorted(things), owner=batch.taker)}
            return [
                Outcome(item, ItemState.FAILED, failed[thing]) if thing in failed else Outcome(item, ItemState.DONE)
                for thing, item in things.items()
            ]
        between = {"giver": batch.giver, "taker": batch.taker}
        if batch.resigned:
            answered = await wecom.transfers.begin_of_leaver(sorted(things), **between)
        else:
            answered = await wecom.transfers.begin(sorted(things), **between, message=batch.message or None)
        codes = {one.external_userid: one.errcode for one in answered}
        return [_begun(item, codes.get(thing)) for thing, item in things.items()]

    # ---- looking -----------------------------------------------------------------------------------------------------

    async def _look(self, batch: _Batch, wecom: WeCom, clock: Clock) -> None:
        """A question whose answer is lost: who has a record was asked, who has none is asked again."""
        async with self.postgres.session() as session:
            rows = (await session.execute(_BEING_ASKED, {"batch": batch.id})).all()
        asked_at = batch.asked_at or clock()
        if batch.what is What.GROUP:
            found = [row.id for row in rows if (await wecom.groups.one(row.thing)).owner == batch.taker]
            outcomes = [Outcome(item, ItemState.DONE) for item in found]
        else:
            said = await _results(batch, wecom)
            outcomes = []
            for row in rows:
                one = latest(said[row.thing], asked_at=asked_at)
                state = settled(one, code=0, asked_at=asked_at, now=clock())
                if one is not None and state is not ItemState.NO_RECORD:
                    outcomes.append(Outcome(row.id, state, taken_at=one.taken_at))
        logger().info("relations.transfer.looked", batch=batch.id, asked=len(rows), begun=len(outcomes))
        async with self.postgres.transaction() as session:
            await operations.settle(session, transfer=batch.transfer, outcomes=outcomes, now=clock())
            await session.execute(_ITEMS_PLANNED, {"batch": batch.id})
            await session.execute(_LOOKED, {"id": batch.id, "now": clock()})

    async def _poll(self, batch: _Batch, wecom: WeCom, clock: Clock) -> None:
        said = await _results(batch, wecom)
        async with self.postgres.transaction() as session:
            await self._settle(session, batch, said, clock())

    async def _settle(self, session: AsyncSession, batch: _Batch, said: dict[str, list[Said]], now: datetime) -> None:
        pair = {"transfer": batch.transfer, "taker": batch.taker}
        outcomes = []
        for row in await session.execute(_WAITING, pair):
            one = latest(said[row.thing], asked_at=row.asked_at)
            state = settled(one, code=row.code, asked_at=row.asked_at, now=now)
            outcomes.append(Outcome(row.id, state, taken_at=one.taken_at if one else None))
        await operations.settle(session, transfer=batch.transfer, outcomes=outcomes, now=now)
        asked_at = batch.asked_at or now
        await session.execute(_POLLED, {
            **pair, "due": next_look(asked_at=asked_at, resigned=batch.resigned, now=now), "now": now,
        })  # fmt: skip

    # ---- another time ------------------------------------------------------------------------------------------------

    async def _later(self, batch: _Batch, due: datetime, problem: str) -> None:
        logger().warning("relations.transfer.put_off", batch=batch.id, state=batch.state)
        async with self.postgres.transaction() as session:
            await session.execute(_LATER, {"id": batch.id, "due": due, "problem": problem[:200]})

    async def _back(self, batch: _Batch, due: datetime, problem: str) -> None:
        """It never reached the platform, or was not taken: as if it had not been asked."""
        async with self.postgres.transaction() as session:
            await session.execute(_ITEMS_PLANNED, {"batch": batch.id})
            await session.execute(_BACK, {"id": batch.id, "due": due, "problem": problem[:200]})


async def _results(batch: _Batch, wecom: WeCom) -> dict[str, list[Said]]:
    between = {"giver": batch.giver, "taker": batch.taker}
    ask = wecom.transfers.states_of_leaver if batch.resigned else wecom.transfers.states
    found: dict[str, list[Said]] = defaultdict(list)
    async for one in ask(**between):
        at = moment(one.takeover_time * 1000) if one.takeover_time else None
        found[one.external_userid].append(Said(one.status, at))
    return found


def _begun(item: int, code: int | None) -> Outcome:
    """What was answered of one customer; of whom nothing was said, the results will say it."""
    if code is None or code == Code.DONE:
        return Outcome(item, ItemState.WAITING)
    if code in _UNDER_WAY:  # by us after all, or by somebody else: the results know whose it is
        return Outcome(item, ItemState.WAITING, code)
    if code == Code.TRANSFERRED_TOO_OFTEN:
        return Outcome(item, ItemState.TOO_OFTEN, code)
    return Outcome(item, ItemState.TAKER_FULL if code == Code.TAKER_FULL else ItemState.FAILED, code)


def _is_final(failure: Failure) -> bool:
    if isinstance(failure, Unsendable):
        return True
    of_account = isinstance(failure, TooFast | SecretDeclined)
    return isinstance(failure, Declined) and not of_account and failure.code not in _OF_THE_ACCOUNT


def _again(failure: Failure, tries: int, now: datetime) -> datetime:
    if isinstance(failure, TooFast):
        return now + timedelta(seconds=max(1.0, failure.retry_after))
    return now + min(timedelta(seconds=10 * 2 ** min(tries, 9)), _LONGEST)


def _batch(row: Any) -> _Batch:  # noqa: ANN401 SQLAlchemy's rows
    return _Batch(
        row.id, row.transfer, row.corp, row.account, What(row.what), row.state, row.giver, row.taker, row.resigned,
        row.message, row.asked_at, row.tries,
    )  # fmt: skip


_CLAIM = text("""
    UPDATE transfer_batches AS held SET due_at = :until FROM customer_transfers AS whole
    WHERE whole.id = held.transfer AND held.id IN (
        SELECT id FROM transfer_batches WHERE state <> 'done' AND due_at <= :now ORDER BY due_at, id LIMIT :limit
        FOR UPDATE SKIP LOCKED)
    RETURNING held.id, held.transfer, corp, account, what, state, giver, taker, resigned, message, asked_at, tries
""")
_PLANNED = text(
    "SELECT id, thing FROM transfer_items WHERE batch = :batch AND state = 'planned' ORDER BY id FOR UPDATE"
)
_BEING_ASKED = text("SELECT id, thing FROM transfer_items WHERE batch = :batch AND state = 'asking' ORDER BY id")
_ASKING = text("""
    UPDATE transfer_batches SET state = 'asking', asked_at = coalesce(asked_at, :now) WHERE id = :id
""")
_ITEMS_ASKING = text("UPDATE transfer_items SET state = 'asking' WHERE batch = :batch AND state = 'planned'")
_ITEMS_PLANNED = text("UPDATE transfer_items SET state = 'planned' WHERE batch = :batch AND state = 'asking'")
_ASKED = text("UPDATE transfer_batches SET state = 'asked', due_at = :due, tries = 0, problem = '' WHERE id = :id")
_LOOKED = text("""
    UPDATE transfer_batches SET due_at = :now, problem = '', tries = tries + 1,
        state = CASE WHEN EXISTS (SELECT FROM transfer_items WHERE batch = :id AND state = 'planned') THEN 'planned'
            ELSE 'asked' END
    WHERE id = :id AND state <> 'done'
""")
_WAITING = text("""
    SELECT item.id, thing, code, held.asked_at FROM transfer_items AS item
        JOIN transfer_batches AS held ON held.id = item.batch
    WHERE item.transfer = :transfer AND item.taker = :taker AND item.state = 'waiting'
    ORDER BY item.id FOR UPDATE OF item
""")
_POLLED = text("""
    UPDATE transfer_batches SET due_at = :due, tries = 0, problem = ''
    WHERE transfer = :transfer AND taker = :taker AND state = 'asked'
""")
_LATER = text("UPDATE transfer_batches SET due_at = :due, tries = tries + 1, problem = :problem WHERE id = :id")
_BACK = text("""
    UPDATE transfer_batches SET state = 'planned', due_at = :due, tries = tries + 1, problem = :problem,
        asked_at = CASE WHEN EXISTS (SELECT FROM transfer_items WHERE batch = :id AND state = 'waiting')
            THEN asked_at END
    WHERE id = :id
""")
