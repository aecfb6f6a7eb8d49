"""
The keeper: rounds, one after the other, by one worker in the whole deployment.

A round is one PostgreSQL transaction: it takes notes, looks, writes the log under the next number, and counts once it
commits. What a crash left in the log under a number that never counted is taken back before the next round; the notes
are there again.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.contract import MembersChanged, Moved
from huoshui.audiences.membership.operations import forgetting, standing
from huoshui.audiences.membership.operations import notes as noted
from huoshui.audiences.membership.operations.background import Background
from huoshui.audiences.membership.operations.looking import Look
from huoshui.audiences.membership.operations.memory import Memory
from huoshui.audiences.membership.operations.rounds import Rounds
from huoshui.audiences.membership.operations.standing import Standing
from huoshui.audiences.membership.operations.turn import Turn
from huoshui.audiences.membership.warehouse import everybody, log
from huoshui.bedrock import clock, outbox
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import rest

PAUSE_SECONDS = 0.25
_FREE, _REST = 1.0, 3.0
"""A round may take so many seconds; for what is more, so many times as much is left to requests, if there are any."""
_ASKED = 0.4
"""There are some where the process uses this share of a core."""
_SHORT = 0.3
"""A round that took less than so many seconds has time to read those who may come next."""
_MARK_SECONDS = 5
_FEW, _MOST_TRIES = 2, 6
"""After so many failures a round takes little at a time; after so many more what it took is set aside."""


class Keeper:
    """Keeps the members of watched segments; several may run, one works."""

    def __init__(self, postgres: Postgres, clickhouse: ClickHouse, *, cluster: str | None = None) -> None:
        self._postgres = postgres
        self._clickhouse = clickhouse
        self._cluster = cluster
        self._memory = Memory()
        self._rounds = Rounds(clickhouse, self._memory)
        self._reader = standing.Reader()
        self._turn = Turn(postgres)
        self._background = Background(clickhouse, self._turn, self._memory)
        self._dirty = True
        self._marked: datetime | None = None
        self._tries = 0

    async def run(self, clock: Callable[[], datetime]) -> None:
        """This will work round after round; whoever calls it again after an error loses nothing."""
        while True:
            began = asyncio.get_running_loop().time()
            busy = await self.round(clock())
            took = asyncio.get_running_loop().time() - began
            await rest(PAUSE_SECONDS, most=(took - _FREE) * _REST if busy else 0.0, asked=_ASKED)

    async def settle(self, now: datetime, *, sweep: bool = False) -> None:
        """This will work until nothing is left to look at; with ``sweep`` everybody is looked at once more."""
        if sweep:
            async with self._postgres.transaction() as session:
                await session.execute(_DOUBT_ALL)
        while await self.round(now) or self._background.works:
            await self._background.wait()
        while not self._turn.held and not await self._level():  # noqa: ASYNC110 another keeper works, elsewhere
            await asyncio.sleep(PAUSE_SECONDS)

    async def stop(self) -> None:
        """This will end, and let another keeper work."""
        await self._turn.give_back()
        await self._let_go()

    async def round(self, now: datetime) -> bool:
        """This will do one round and tell whether there may be more to do at once."""
        try:
            if not self._turn.held and not await self._begin_turn():
                return False
            more = await self._round(now)
        except BaseException:
            self._tries += 1
            await self._let_go()
            raise
        self._tries = max(0, self._tries - 1)
        return more

    async def _round(self, now: datetime) -> bool:
        forgot = await self._forget(now)
        async with self._turn.transaction() as session:
            number, due_until = await standing.state(session)
            stands = await self._reader.read(session, now=now)
            if not stands.rows:
                await noted.drop(session)
                self._rounds.ask((), now=clock.milliseconds(now))
                return forgot
            self._rounds.ask(stands.asked, now=clock.milliseconds(now))
            await self._take_back(number)
            more = await self._look(session, stands, number, due_until, now)
        await self._background.begin(stands, now)
        return await self._background.collect(now) or more or forgot or self._waiting(stands)

    async def _look(
        self, session: AsyncSession, stands: Standing, number: int, due_until: datetime, now: datetime
    ) -> bool:
        since, until = clock.milliseconds(due_until), clock.milliseconds(now)
        asked = asyncio.ensure_future(everybody.due_within(self._clickhouse, since=since, until=until))
        try:
            notes = await noted.take(session, few=self._tries >= _FEW)
        finally:
            due, reached = await asked
        if self._tries >= _MOST_TRIES:
            await self._set_aside(session, notes)
            return True
        if notes.reset:
            self._memory.clear()
            await session.execute(_DOUBT_ALL)
        recheck = self._background.doubtful()
        began = asyncio.get_running_loop().time()
        look = Look(notes, frozenset(due), recheck, now, number)
        if notes.empty and not due and not recheck:
            await self._mark(session, now, now)
            await self._rounds.warm(session, look)
            return False
        await self._rounds.look(session, look)
        self._background.name(look.changes, stands, now)
        self._background.touch({one.number for one in look.people})
        if look.failed:
            for place, error in look.failed.items():
                await standing.failed(session, [self._rounds.watches[place].number], error, now=now)
        await self._write(look)
        await self._count(session, look, now, clock.moment(reached))
        self._background.looked(recheck)
        self._remember(look)
        took = asyncio.get_running_loop().time() - began
        logger().debug(
            "membership.looked", people=len(look.people), news=len(look.news), due=len(due), changes=len(look.changes),
            fresh=len(look.fresh), milliseconds=round(took * 1000), **look.took,
        )  # fmt: skip
        if took < _SHORT:
            await self._rounds.warm(session, replace(look, people=[], fresh=set(), inside={}))
        return True

    async def _write(self, look: Look) -> None:
        """Write the log and when to look again; neither counts yet."""
        writing = []
        if look.changes:
            writing.append(log.write(self._clickhouse, log.table_in_round(look.changes, look.round + 1, at=look.now)))
        if look.dues[0]:
            writing.append(everybody.write_dues(self._clickhouse, *look.dues))
        await asyncio.gather(*writing)
        look.lap("written")

    async def _set_aside(self, session: AsyncSession, notes: noted.Notes) -> None:
        """Leave to a sweep what fails each time, so that it delays nothing else."""
        await session.execute(_DOUBT_ALL)
        self._tries = 0
        logger().error("membership.notes.set_aside", batches=len(notes.batches), notes=len(notes.identities()))

    async def _count(self, session: AsyncSession, look: Look, now: datetime, reached: datetime) -> None:
        """Make the round count: its number, the sizes of the segments, and what downstream is told."""
        sums = look.changes.sums()
        if sums:
            await session.execute(_SUMS, _columns(sums))
            named = {one.number: one for one in self._rounds.watches}
            moved = [
                Moved(watch, named[watch].segment, named[watch].version, entered, left)
                for watch, (entered, left, _) in sums.items()
            ]
            await outbox.tell(session, MembersChanged(look.round + 1, now, tuple(moved)))
            await session.execute(text("UPDATE membership_state SET round = round + 1"))
        if sum(line[2] for line in sums.values()):
            logger().error("membership.drift.repaired", people=sum(line[2] for line in sums.values()))
        self._marked = None
        await self._mark(session, now, reached)

    def _remember(self, look: Look) -> None:
        known, changes = {one.number: one for one in look.people}, look.changes
        moves: dict[int, set[int]] = {}
        for person, watch in zip(changes.person.tolist(), changes.watch.tolist(), strict=True):
            moves.setdefault(person, set()).add(watch)
        for person, watches in moves.items():
            known[person].inside ^= watches

    async def _mark(self, session: AsyncSession, now: datetime, reached: datetime) -> None:
        if self._marked is None or now - self._marked >= timedelta(seconds=_MARK_SECONDS) or now < self._marked:
            await session.execute(_MARK, {"reached": reached, "now": now})
            self._marked = now

    def _waiting(self, stands: Standing) -> bool:
        """Whether a watch waits only for transactions that began before it."""
        return any(row.horizon is None or not row.passed for row in stands.rows.values())

    async def _forget(self, now: datetime) -> bool:
        """Let go of who was erased: out of the segments first, which counts; then every line about them."""
        if self._background.busy:
            return False  # what is in hand may still know them
        async with self._turn.transaction() as session:
            persons = await forgetting.waiting(session, now=now)
            if not persons:
                return False
            number, _ = await standing.state(session)
            await self._take_back(number)
            self._memory.doubt(persons)
            if not await forgetting.leave(session, self._clickhouse, persons, round_=number, now=now):
                await forgetting.delete(session, self._clickhouse, persons, cluster=self._cluster, now=now)
        return True

    async def _take_back(self, number: int) -> None:
        if self._dirty:
            await log.take_back(self._clickhouse, after=number, cluster=self._cluster)
            self._dirty = False

    async def _level(self) -> bool:
        async with self._postgres.session() as session:
            return bool(await session.scalar(_LEVEL))

    async def _begin_turn(self) -> bool:
        self._dirty = True
        return await self._turn.take()

    async def _let_go(self) -> None:
        """Give the lock back with its connection, and forget what a round that failed may have left half known."""
        self._memory.clear()
        await self._background.stop()
        await self._turn.drop()


def _columns(sums: Mapping[int, tuple[int, int, int]]) -> dict[str, list[int]]:
    return {
        "watches": list(sums),
        "moved": [entered - left for entered, left, _ in sums.values()],
        "drifted": [drifted for _, _, drifted in sums.values()],
    }


_SUMS = text("""
    UPDATE segment_watches SET members = members + moved, drift = drift + drifted
    FROM unnest(CAST(:watches AS int[]), CAST(:moved AS bigint[]), CAST(:drifted AS bigint[]))
         AS sums (watch, moved, drifted)
    WHERE number = watch
""")
_LEVEL = text("""
    SELECT NOT EXISTS (SELECT FROM segment_watches WHERE state IN ('waiting', 'building'))
       AND NOT EXISTS (SELECT FROM membership_notes) AND NOT EXISTS (SELECT FROM membership_batches)
       AND NOT EXISTS (SELECT FROM membership_forgotten WHERE deleted_at IS NULL)
""")
_MARK = text("UPDATE membership_state SET due_until = :reached, caught_up_at = :now")
_DOUBT_ALL = text("UPDATE segment_watches SET swept_at = '1970-01-01Z' WHERE ended_at IS NULL")
