"""One look at those people whom something happened to, and whether they are where they should be."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.contract import Cause
from huoshui.audiences.membership.operations import people
from huoshui.audiences.membership.operations.looking import Look
from huoshui.audiences.membership.operations.memory import Heard, Memory
from huoshui.audiences.membership.rules.changes import CODES, Changes, Clues
from huoshui.audiences.membership.rules.crowd import Crowd, Someone, Trace
from huoshui.audiences.membership.rules.dues import NEVER, Schedule
from huoshui.audiences.membership.rules.matching import Hits, Matcher, News, deed_of
from huoshui.audiences.membership.rules.plan import Plan, Watched, planned
from huoshui.audiences.membership.warehouse import log
from huoshui.audiences.membership.warehouse import news as events
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
        await self._trace(look)
        look.lap("traces")
        self._add_news(look)
        if look.people:
            self._judge(look)
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
            await self._trace(look)

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
        look.inside = self._memory.drop(changed)
        self._memory.doubt(look.recheck)
        due = {look.whose[identity] for identity in look.due if identity in look.whose}
        return changed | due | set(look.rows) | set(look.recheck)

    async def _know(self, session: AsyncSession, look: Look, persons: set[int]) -> None:
        known = self._memory.people
        missing = sorted(persons - known.keys())
        if missing:
            loaded = await people.load(session, self._plan, missing, now=look.at)
            await self._recall(look, loaded)
            for number, one in loaded.items():
                if not one.there and look.whose.get(number, number) == number:
                    self._memory.doubt([number])  # erased, or not learned of yet; what the absorbed did is known
            self._memory.keep(loaded.values())
        look.people = [known[number] for number in sorted(persons) if known[number].there or known[number].inside]

    async def _recall(self, look: Look, loaded: dict[int, Someone]) -> None:
        """Tell in which segments these people are: as remembered, in none when they are young, else as the log says."""
        memory, unsure = self._memory, []
        arrived = {  # also whoever was absorbed by one of them
            identity: arrival
            for one in loaded.values()
            for identity, arrival in zip(one.identities, one.arrivals, strict=True)
        }
        for number, one in loaded.items():
            if number in look.inside:
                one.inside = look.inside[number]
            elif number not in arrived or not memory.is_young(number, arrived[number]):
                unsure.append(number)
        if unsure:
            living = [one.number for one in self._plan.watches if one.live]
            found = await log.inside(self._clickhouse, unsure, watches=living, round_=look.round)
            for number, watches in found.items():
                loaded[number].inside = frozenset(watches)

    async def _trace(self, look: Look) -> None:
        """Have all traces of everybody who is looked at; of who is new they have passed by."""
        if not self._plan.filters:
            return
        memory = self._memory
        unknown = set()
        for person in look.people:
            for identity, arrival in zip(person.identities, person.arrivals, strict=True):
                if identity in memory.traces:
                    continue
                if memory.is_young(identity, arrival):
                    memory.put(identity, [])
                else:
                    unknown.add(identity)
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

    def _judge(self, look: Look) -> None:
        look.affected = self._affected(look.hits)
        wanted, inside = self._wanted(look), self._inside(look)
        crowd = Crowd.of(self._plan, look.people, map(self._memory.traces_of, look.people))
        places: list[np.ndarray] = []
        columns: list[np.ndarray] = []
        entered: list[np.ndarray] = []
        for place in np.flatnonzero(wanted.any(axis=1)).tolist():
            try:
                now_in = crowd.answer(place, now=look.at, wanted=wanted)
            except Exception as error:  # noqa: BLE001 one segment's failure is its own: it is shown and tried again later
                look.failed[place] = error
                continue
            moved = np.flatnonzero(wanted[place] & (now_in != inside[place]))
            places.append(np.full(len(moved), place))
            columns.append(moved)
            entered.append(now_in[moved])
        if columns:
            look.changes = self._changes(look, *map(np.concatenate, (places, columns, entered)))
        look.dues = self._dues(look, crowd)
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

    def _changes(self, look: Look, places: np.ndarray, columns: np.ndarray, entered: np.ndarray) -> Changes:
        """The changes of people (``columns``) in segments (``places``), each with its cause."""
        clues = self._clues(look)
        event = clues.newest(columns, places)
        cause = np.full(len(places), CODES[Cause.EVENT])
        for line in np.flatnonzero(event < 0).tolist():
            watch, one = self._plan.watches[places[line]], look.people[columns[line]]
            cause[line] = CODES[self._cause(look, watch, one)]
        watches = self._plan.watches
        numbers = np.array([one.number for one in watches])[places]
        versions = np.array([one.version for one in watches])[places]
        persons = np.fromiter((one.number for one in look.people), dtype=np.int64, count=len(look.people))[columns]
        return Changes(numbers, versions, persons, entered, cause, event, clues.names, clues.at)

    def _clues(self, look: Look) -> Clues:
        """What happened to the people of this round: news, and what was heard of them before anybody knew them."""
        column = {one.number: place for place, one in enumerate(look.people)}
        owned = [(column[person], row) for person, rows in look.rows.items() if person in column for row in rows]
        owner, rows = [one for one, _ in owned], [row for _, row in owned]
        at, names = [look.news.at[row] for row in rows], [look.news.name[row] for row in rows]
        heard = self._memory.heard_of(look.people)
        hits = np.frombuffer(b"".join(one.hits for _, one in heard), dtype=np.uint8)
        hits = hits.reshape(len(heard), self._matcher.width // 8)
        affected = [look.affected[rows], self._affected(np.unpackbits(hits, axis=1))]
        owner += [place for place, _ in heard]
        at += [one.at for _, one in heard]
        names += [one.name for _, one in heard]
        return Clues.of(np.array(owner, np.int64), np.array(at, np.int64), names, np.concatenate(affected))

    def _affected(self, hits: np.ndarray) -> np.ndarray:
        """Whether each segment looks at such events: a row per event, a column per segment."""
        found: np.ndarray = hits.astype(np.float32) @ self._affects > 0
        return found

    @staticmethod
    def _cause(look: Look, watch: Watched, one: Someone) -> Cause:
        """Why somebody moved when no event was the cause: what was noted of them, else time."""
        if watch.number in look.recheck.get(one.number, ()):
            return Cause.REPAIRED
        own, noted = {one.number, *one.identities}, look.notes.by_kind
        return next((_KINDS[kind] for kind in _KINDS if not own.isdisjoint(noted.get(kind, ()))), Cause.WINDOW)

    def _dues(self, look: Look, crowd: Crowd) -> tuple[list[int], list[int]]:
        found = self._schedule.next_dues(crowd, now=look.at)
        people, moments = [], []
        for one, due in zip(look.people, found.tolist(), strict=True):
            if one.there and due < NEVER and (one.due is None or one.due <= look.at or due < one.due):
                one.due = due
                people.append(one.number)
                moments.append(due)
        return people, moments


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
