"""One look at those people whom something happened to, and whether they are where they should be."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.contract import Cause, Change
from huoshui.audiences.membership.operations import people
from huoshui.audiences.membership.operations.looking import Look
from huoshui.audiences.membership.operations.memory import Heard, Memory
from huoshui.audiences.membership.rules.crowd import Crowd, Someone, Trace
from huoshui.audiences.membership.rules.dues import NEVER, Schedule
from huoshui.audiences.membership.rules.matching import Hits, Matcher, News, deed_of
from huoshui.audiences.membership.rules.plan import Plan, Watched, planned
from huoshui.audiences.membership.warehouse import everybody, log
from huoshui.audiences.membership.warehouse import news as events
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

_KINDS = {
    "moved": Cause.MERGED, "defined": Cause.DEFINED, "people": Cause.FACTS, "facts": Cause.FACTS, "orders": Cause.FACTS,
}  # fmt: skip
"""What a note is the cause of; the first that fits counts."""
_LATELY_MS = 24 * 60 * 60 * 1000
_MOST_WARM = 100_000
_WARM_AT_ONCE = 2_000


class Rounds:
    """Looks, and remembers what it saw."""

    def __init__(self, clickhouse: ClickHouse, memory: Memory) -> None:
        self._clickhouse = clickhouse
        self._memory = memory
        self._plan = Plan()
        self._matcher = Matcher(self._plan)
        self._schedule = Schedule.of(self._plan, now=0)
        self._affects = np.zeros((0, 0), dtype=np.float32)

    @property
    def watches(self) -> tuple[Watched, ...]:
        """What is asked."""
        return self._plan.watches

    def ask(self, watches: tuple[Watched, ...], *, now: int) -> None:
        """This will ask for these segments from now on; what was remembered for other questions is let go."""
        if watches == self._plan.watches:
            return
        same = [one.number for one in watches] == [one.number for one in self._plan.watches] and all(
            one.tree == other.tree for one, other in zip(watches, self._plan.watches, strict=True)
        )
        if same:
            known = self._plan.watches
            self._plan.watches = tuple(replace(one, tree=old.tree) for one, old in zip(watches, known, strict=True))
            return
        self._plan = planned(watches)
        self._matcher = Matcher(self._plan)
        self._schedule = Schedule.of(self._plan, now=now)
        self._affects = np.zeros((self._matcher.width, len(watches)), dtype=np.float32)
        for number, places in enumerate(self._plan.affects):
            self._affects[number, places] = 1
        self._memory.clear()

    async def look(self, session: AsyncSession, look: Look) -> None:
        """This will find out who entered or left, and write down when to look at them again."""
        await self._read_news(session, look)
        look.lap("news")
        persons = self._persons(look)
        await self._know(session, look, persons)
        look.lap("people")
        await self._trace(session, look)
        look.lap("traces")
        self._add_news(look)
        if look.people:
            await self._judge(look)
        self._memory.shrink()
        look.lap("judged")

    async def warm(self, session: AsyncSession, look: Look) -> None:
        """This will read some of those whom something happened to of late, before it does again."""
        if not self._plan.filters:
            return
        if self._memory.cold is None:
            found = await events.lately(
                self._clickhouse, names=self._plan.names, since=look.at - _LATELY_MS, most=_MOST_WARM
            )
            self._memory.cold = found[::-1]
        some = self._memory.next_cold(_WARM_AT_ONCE)
        if some:
            await self._know(session, look, set((await people.persons_of(session, some)).values()))
            await self._trace(session, look)

    async def _read_news(self, session: AsyncSession, look: Look) -> None:
        look.hits = np.zeros((0, self._matcher.width), dtype=bool)
        if look.notes.batches and self._plan.filters:
            news = await events.news(self._clickhouse, look.notes.batches, names=self._plan.names)
            hits = self._matcher.match(news)
            rows = np.flatnonzero(hits.any(axis=1))
            look.news, look.hits = _only(news, rows), hits[rows]
        await self._memory.listen(session)
        asked = {*look.news.identity, *look.notes.identities(), *look.due}
        look.whose = await people.persons_of(session, asked) if asked else {}
        for row, identity in enumerate(look.news.identity):
            if identity in look.whose:
                look.rows.setdefault(look.whose[identity], []).append(row)

    def _persons(self, look: Look) -> set[int]:
        noted = look.notes.identities()
        changed = {look.whose.get(identity, identity) for identity in noted} | noted
        self._memory.drop(changed)
        self._memory.doubt(look.recheck)
        due = {look.whose[identity] for identity in look.due if identity in look.whose}
        return changed | due | set(look.rows) | set(look.recheck)

    async def _know(self, session: AsyncSession, look: Look, persons: set[int]) -> None:
        known = self._memory.people
        missing = sorted(persons - known.keys())
        if missing:
            loaded = await people.load(session, self._plan, missing, now=look.at)
            living = [one.number for one in self._plan.watches if one.live]
            inside = await log.inside(self._clickhouse, missing, watches=living, round_=look.round)
            for number, one in loaded.items():
                one.inside = frozenset(inside.get(number, ()))
                if not one.there:
                    self._memory.doubt([number])  # erased, absorbed, or not learned of yet
            self._memory.keep(loaded.values())
        look.people = [known[number] for number in sorted(persons) if known[number].there or known[number].inside]

    async def _trace(self, session: AsyncSession, look: Look) -> None:
        """Have all traces of everybody who is looked at; of who is new they have passed by."""
        if not self._plan.filters:
            return
        memory = self._memory
        unknown = {one for person in look.people for one in person.identities if one not in memory.traces}
        for identity in await memory.young(session, unknown):
            memory.put(identity, [])
            unknown.discard(identity)
        if unknown:
            notes = look.notes
            news = await events.before(
                self._clickhouse, sorted(unknown), names=self._plan.names, last=notes.last, waiting=notes.waiting
            )
            for identity, traces in self._traces(news, self._matcher.match(news)).items():
                memory.put(identity, traces)
            for identity in unknown - memory.traces.keys():
                memory.put(identity, [])
            look.fresh = unknown

    def _add_news(self, look: Look) -> None:
        for identity, traces in self._traces(look.news, look.hits).items():
            if identity in look.fresh:
                continue
            if identity in self._memory.traces:
                self._memory.add(identity, traces)
            elif identity in look.whose:
                self._memory.distrust(identity)  # read when they are looked at
            else:
                self._memory.welcome(identity, traces)
        packed = np.packbits(look.hits, axis=1)
        for row, identity in enumerate(look.news.identity):
            if identity not in look.whose:
                self._memory.hear(identity, Heard(look.news.name[row], look.news.at[row], packed[row].tobytes()))

    def _traces(self, news: News, hits: Hits) -> dict[int, list[Trace]]:
        packed, slow = np.packbits(hits, axis=1), self._matcher.needs_deed(hits)
        found: dict[int, list[Trace]] = {}
        for row in np.flatnonzero(hits.any(axis=1)).tolist():
            deed = deed_of(news, row) if slow[row] else None
            found.setdefault(news.identity[row], []).append(Trace(news.at[row], packed[row].tobytes(), deed))
        return found

    async def _judge(self, look: Look) -> None:
        look.affected = look.hits.astype(np.float32) @ self._affects > 0
        wanted, inside = self._wanted(look), self._inside(look)
        crowd = Crowd.of(self._plan, look.people, map(self._memory.traces_of, look.people))
        for place in np.flatnonzero(wanted.any(axis=1)).tolist():
            watch = self._plan.watches[place]
            try:
                now_in = crowd.answer(place, now=look.at, wanted=wanted)
            except Exception as error:  # noqa: BLE001 one segment's failure is its own: it is shown and tried again later
                look.failed[place] = error
                continue
            moved = np.flatnonzero(wanted[place] & (now_in != inside[place])).tolist()
            if moved:
                asked = look.affected[:, place].tolist()
                look.changes += [
                    self._change(look, asked, place, watch, one, entered=bool(now_in[one])) for one in moved
                ]
        await self._write_dues(look, crowd)
        for one in look.people:
            for identity in one.identities:
                self._memory.heard.pop(identity, None)

    def _inside(self, look: Look) -> np.ndarray:
        """In which segments each person is so far: a row per segment, a column per person."""
        sizes = [len(one.inside) for one in look.people]
        numbers = np.fromiter(chain.from_iterable(one.inside for one in look.people), dtype=np.int64, count=sum(sizes))
        columns = np.repeat(np.arange(len(look.people)), sizes)
        inside = np.zeros((len(self._plan.watches), len(look.people)), dtype=bool)
        asked = np.array([one.number for one in self._plan.watches], dtype=np.int64)
        if not len(asked):
            return inside
        order = np.argsort(asked)
        places = order[np.searchsorted(asked, numbers, sorter=order) % len(asked)]
        known = asked[places] == numbers
        inside[places[known], columns[known]] = True
        return inside

    def _wanted(self, look: Look) -> np.ndarray:
        """Which segments the answer may have changed of, for each person; all where more than events did."""
        plan, notes = self._plan, look.notes
        wanted = np.zeros((len(plan.watches), len(look.people)), dtype=bool)
        place_of = {one.number: place for place, one in enumerate(look.people)}
        noted = notes.identities()
        for identity in noted:
            for person in (look.whose.get(identity, identity), identity):
                if person in place_of:
                    wanted[:, place_of[person]] = True
        for identity in look.due:
            if look.whose.get(identity) in place_of:
                wanted[plan.timed, place_of[look.whose[identity]]] = True
        by_events = [(rows, place_of[person]) for person, rows in look.rows.items() if person in place_of]
        of_events = np.zeros((len(look.people), len(plan.watches)), dtype=bool)
        of_events[[column for _, column in by_events]] = look.affected[[rows[0] for rows, _ in by_events]]
        for rows, column in by_events:
            if len(rows) > 1:
                of_events[column] = look.affected[rows].any(axis=0)
        wanted |= of_events.T
        for person, watches in look.recheck.items():
            if person in place_of:
                some = [place for place, watch in enumerate(plan.watches) if watch.number in watches]
                wanted[some, place_of[person]] = True
        wanted[[place for place, watch in enumerate(plan.watches) if not watch.live]] = False
        return wanted

    def _change(
        self, look: Look, asked: list[bool], place: int, watch: Watched, column: int, *, entered: bool
    ) -> Change:
        one = look.people[column]
        cause, event, event_at = self._cause(look, asked, place, watch, one)
        moment = None if event_at is None else clock.moment(event_at)
        return Change(watch.number, watch.version, one.number, entered, look.now, look.round + 1, cause, event, moment)

    def _cause(
        self, look: Look, asked: list[bool], place: int, watch: Watched, one: Someone
    ) -> tuple[Cause, str, int | None]:
        """The newest event that this segment looks at (``asked``, a truth per row), else what was noted, else time."""
        rows = [row for row in look.rows.get(one.number, ()) if asked[row]]
        if rows:
            newest = rows[0] if len(rows) == 1 else max(rows, key=look.news.at.__getitem__)
            return Cause.EVENT, look.news.name[newest], look.news.at[newest]
        noted = look.notes.by_kind
        own = {one.number, *one.identities}
        filters = np.flatnonzero(self._affects[:, place]) if self._memory.heard else ()
        for identity in one.identities:
            heard = self._memory.heard.get(identity)
            if heard and np.unpackbits(np.frombuffer(heard.hits, dtype=np.uint8))[filters].any():
                return Cause.EVENT, heard.name, heard.at
        if watch.number in look.recheck.get(one.number, ()):
            return Cause.REPAIRED, "", None
        kinds = [kind for kind in _KINDS if not own.isdisjoint(noted.get(kind, ()))]
        return _KINDS[kinds[0]] if kinds else Cause.WINDOW, "", None

    async def _write_dues(self, look: Look, crowd: Crowd) -> None:
        found = self._schedule.next_dues(crowd, now=look.at)
        identities, moments = [], []
        for one, due in zip(look.people, found.tolist(), strict=True):
            if one.there and due < NEVER and (one.due is None or one.due <= look.at or due < one.due):
                one.due = due
                identities.append(one.number)
                moments.append(due)
        if identities:
            await everybody.write_dues(self._clickhouse, identities, moments)


def _only(news: News, rows: Iterable[int]) -> News:
    wanted = [int(row) for row in rows]
    return News(
        [news.identity[row] for row in wanted],
        [news.at[row] for row in wanted],
        [news.name[row] for row in wanted],
        [news.channel[row] for row in wanted],
        [news.call[row] for row in wanted],
        [news.properties[row] for row in wanted],
    )
