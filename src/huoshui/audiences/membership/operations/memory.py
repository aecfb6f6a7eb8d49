"""What the keeper remembers of people and of what they did, so that it reads again only what changed."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.rules.crowd import Someone, Trace
from huoshui.identity import queries as links

_MOST_TRACES = 600_000
_MOST_PEOPLE = 200_000
_MOST_HEARD = 100_000


class Heard(NamedTuple):
    """The newest event of an identity whose person was not known yet."""

    name: str
    at: int
    hits: bytes


class Memory:
    """
    Traces by identity, always all of them, and people.

    Of an identity that appeared since we listen to every batch, all traces have passed by here, and of a person whom it
    founded every entry: nothing of them needs to be read. That holds from when everything that was stored before was
    also learned from (`listen`); it begins anew whenever traces or people were let go.
    """

    def __init__(self) -> None:
        self.traces: OrderedDict[int, list[Trace]] = OrderedDict()
        self.people: OrderedDict[int, Someone] = OrderedDict()
        self.heard: OrderedDict[int, Heard] = OrderedDict()
        self.cold: list[int] | None = None
        """Identities to read before something happens to them again, the next last; `None`: not asked for yet."""
        self._early: dict[int, list[Trace]] = {}
        self._distrusted: set[int] = set()
        self._size = 0
        self._since: datetime | None = None
        self._ordinal: int | None = None

    def clear(self) -> None:
        """This will forget everything."""
        self.traces.clear()
        self.people.clear()
        self.heard.clear()
        self.cold = None
        self._size = 0
        self._begin_anew()

    async def listen(self, session: AsyncSession) -> None:
        """This will find out from when on nothing can have been missed."""
        if self._ordinal is not None:
            return
        if self._since is None:
            self._since = await session.scalar(text("SELECT clock_timestamp()"))
        elif await session.scalar(_LEARNED, {"since": self._since}):
            known = await links.holders(session, list(self._early))
            self._ordinal = await links.newest(session)  # in this order: whoever comes in between is known to neither
            for identity, traces in self._early.items():
                if identity not in known:
                    self.put(identity, traces)
            self._early = {}

    def is_young(self, identity: int, arrival: int) -> bool:
        """
        This will tell whether an identity that came at this place in the order of arrival did so since we listen.

        What is not here of one that is young did not happen, and whoever it founded has entered nothing.
        """
        return self._ordinal is not None and arrival > self._ordinal and identity not in self._distrusted

    def welcome(self, identity: int, traces: list[Trace]) -> None:
        """This will remember what somebody did whom nobody has learned of yet."""
        if self._ordinal is not None and identity not in self._distrusted:
            self.put(identity, list(traces))
        elif self._since is not None:
            self._early.setdefault(identity, []).extend(traces)

    def distrust(self, identity: int) -> None:
        """This will have the traces of an identity read when they are needed."""
        self._distrusted.add(identity)
        self._size -= len(self.traces.pop(identity, ()))

    def put(self, identity: int, traces: list[Trace]) -> None:
        """This will remember all that an identity did."""
        self._size += len(traces) - len(self.traces.pop(identity, ()))
        self.traces[identity] = traces
        self._distrusted.discard(identity)

    def add(self, identity: int, traces: list[Trace]) -> None:
        """This will remember more of an identity whose traces are known."""
        self.traces[identity] += traces
        self.traces.move_to_end(identity)
        self._size += len(traces)

    def hear(self, identity: int, heard: Heard) -> None:
        """This will remember what somebody did whom nobody knows yet."""
        self.heard[identity] = heard
        if len(self.heard) > _MOST_HEARD:
            self.heard.popitem(last=False)

    def heard_of(self, people: Sequence[Someone]) -> list[tuple[int, Heard]]:
        """This will give what these people did before anybody knew them, each with the place of whom it is of."""
        if not self.heard:
            return []
        places = ((place, identity) for place, one in enumerate(people) for identity in one.identities)
        return [(place, self.heard[identity]) for place, identity in places if identity in self.heard]

    def keep(self, people: Iterable[Someone]) -> None:
        """This will remember these people."""
        for one in people:
            self.people[one.number] = one

    def entered(self, watch: int, persons: np.ndarray) -> None:
        """This will remember that these people are in a segment now, of those who are remembered; others are read."""
        self._begin_anew()
        known = self.people
        for number in known.keys() & set(persons.tolist()) if len(persons) > len(known) else persons.tolist():
            if number in known:
                known[number].inside |= {watch}

    def moved(self) -> None:
        """This will forget people, because members changed that no round has seen."""
        self.people.clear()
        self._begin_anew()

    def drop(self, persons: Iterable[int]) -> dict[int, frozenset[int]]:
        """This will forget these people, but not what they did, and give what each is in: only rounds change that."""
        known = ((number, self.people.pop(number, None)) for number in persons)
        return {number: one.inside for number, one in known if one is not None}

    def doubt(self, persons: Iterable[int]) -> None:
        """This will forget these people and what they did."""
        for number in persons:
            known = self.people.pop(number, None)
            for identity in (number, *(known.identities if known else ())):
                self.distrust(identity)

    def next_cold(self, most: int) -> list[int]:
        """This will give the next identities to read, as long as there is room for many more."""
        if not self.cold or self._size + len(self.traces) > _MOST_TRACES // 2 or len(self.people) > _MOST_PEOPLE // 2:
            self.cold = []
            return []
        some, self.cold = self.cold[-most:], self.cold[:-most]
        return [identity for identity in some if identity not in self.traces]

    def traces_of(self, one: Someone) -> Sequence[Trace]:
        """This will give what a person did, over all identities."""
        if len(one.identities) == 1:
            return self.traces.get(one.identities[0], ())
        return [trace for identity in one.identities for trace in self.traces.get(identity, ())]

    def shrink(self) -> None:
        """This will let go what was not needed for longest."""
        if len(self.people) > _MOST_PEOPLE:
            while len(self.people) > _MOST_PEOPLE * 3 // 4:
                self.people.popitem(last=False)
            self._begin_anew()
        if self._size + len(self.traces) > _MOST_TRACES:
            while self._size + len(self.traces) > _MOST_TRACES * 3 // 4:
                _, gone = self.traces.popitem(last=False)
                self._size -= len(gone)
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._since = self._ordinal = None
        self._early = {}
        self._distrusted.clear()


_LEARNED = text("""
    SELECT NOT EXISTS (
        SELECT FROM intake_batches WHERE closed_at IS NOT NULL AND applied_at IS NULL AND closed_at < :since)
""")
