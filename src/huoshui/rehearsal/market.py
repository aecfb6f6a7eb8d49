"""The market: a seeded brand's life as batches of Segment messages, with the truth that it knows about itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from huoshui.rehearsal import brand, chance
from huoshui.rehearsal import people as cohorts
from huoshui.rehearsal.chance import Dice
from huoshui.rehearsal.life import Life
from huoshui.rehearsal.mishaps import Mishaps
from huoshui.rehearsal.phrases import SOURCES
from huoshui.rehearsal.speak import Speaker, Spoken
from huoshui.rehearsal.truth import Truth

BATCH_EVENTS = 1_200
BATCH_BYTES = 480_000
_STALE_DAYS = 2
_SENT_AT = re.compile(rb"@sent([+-]\d{17})@")


@dataclass(frozen=True, slots=True)
class Batch:
    """One request's body for ``/v1/batch`` of a source; ``through`` is the last day told in it."""

    source: str
    body: bytes
    events: int
    through: date

    def sealed(self, now: datetime) -> bytes:
        """This will give the body with the moment of sending filled in where a wrong clock states one."""
        if b"@sent" not in self.body:
            return self.body
        return _SENT_AT.sub(lambda found: _iso(now + timedelta(milliseconds=int(found[1]))), self.body)


class Market:
    """
    A market of ``people`` over ``days`` days before ``end_on``; the same arguments give the same bytes.

    Memory is bounded by one cohort of `people.COHORT` people, however many there are. ``truth`` is complete when
    `batches` has come to its end; ``people_path`` is a Parquet file for the people's truth (kept in memory without it).
    """

    def __init__(self, people: int, days: int, seed: int, end_on: date, *, people_path: Path | None = None) -> None:
        self._people = people
        self.seed = seed
        self.calendar = chance.days(end_on, days)
        self.truth = Truth(
            {"brand": brand.BRAND, "people": people, "days": days, "seed": seed, "from": self.calendar[0].isoformat(),
             "to": end_on.isoformat(), "sources": list(SOURCES)}, people_path)  # fmt: skip
        self.done = 0
        """How many steps were told so far."""
        market_dice = np.random.default_rng([seed, 0])
        self._bursts = cohorts.bursts(market_dice, days)

    def __len__(self) -> int:
        """How many people live in it."""
        return self._people

    @property
    def steps(self) -> int:
        """How many days there are to tell, cohort by cohort."""
        return len(self.calendar) * -(-self._people // cohorts.COHORT)

    def batches(self) -> Iterator[Batch]:
        """This will tell the market's life, day by day and cohort by cohort, in requests within the door's limits."""
        for cohort, first in enumerate(range(0, self._people, cohorts.COHORT)):
            yield from self._cohort(cohort, first, min(cohorts.COHORT, self._people - first))

    def _cohort(self, cohort: int, first: int, count: int) -> Iterator[Batch]:
        dice = np.random.default_rng([self.seed, 1, cohort])
        folk = cohorts.draw(dice, first=first, count=count, days=self.calendar, burst=self._bursts)
        life = Life(folk, self.calendar, dice)
        speaker = Speaker(folk, life.ledger, f"r{self.seed}-{cohort}")
        packer = _Packer(np.random.default_rng([self.seed, 2, cohort]), self.truth, f"r{self.seed}-{cohort}")
        for day, acts in zip(self.calendar, life.days(), strict=True):
            said = []
            for one in acts:
                self.truth.count(self.truth.told, one.kind, one.who.size)
                said.append(speaker.say(one))
            yield from packer.pack(day, said)
            self.done += 1
        yield from packer.rest()
        speaker.remember()
        self.truth.count(self.truth.delivery, "skewed", speaker.skewed)
        self.truth.take(folk, life.ledger, np.array([chance.midnight(day) for day in self.calendar]))


class _Packer:
    """Orders a day's messages as they would arrive, with the mishaps of delivery, and fills requests by source."""

    def __init__(self, dice: Dice, truth: Truth, prefix: str) -> None:
        self._mishaps = Mishaps(dice, truth, prefix)
        self._waiting: dict[int, list[str]] = {}
        self._since: dict[int, date] = {}
        self._through = date.min

    def pack(self, day: date, said: list[Spoken]) -> Iterator[Batch]:
        self._through = day
        at = np.concatenate([one.at for one in said]) if said else np.zeros(0, dtype=np.int64)
        source = np.concatenate([one.source for one in said]) if said else np.zeros(0, dtype=np.int64)
        texts = [text for one in said for text in one.texts]
        order = np.argsort(at, kind="stable")
        yield from self._send(self._mishaps.of_day(day, order, source, texts))

    def rest(self) -> Iterator[Batch]:
        yield from self._send(self._mishaps.left_over())
        for source in sorted(self._since):
            yield from self._full(source, stale=True)

    def _send(self, said: dict[int, list[str]]) -> Iterator[Batch]:
        for source in sorted(said):
            self._since.setdefault(source, self._through)
            self._waiting.setdefault(source, []).extend(said[source])
        for source in sorted(self._since):
            yield from self._full(source, stale=(self._through - self._since[source]).days >= _STALE_DAYS)

    def _full(self, source: int, *, stale: bool) -> Iterator[Batch]:
        """The requests that are full; of a source that waited long enough, all."""
        texts = self._waiting[source]
        ready = len(texts) if stale else len(texts) - len(texts) % BATCH_EVENTS
        for start in range(0, ready, BATCH_EVENTS):
            yield from _batches(SOURCES[source], texts[start : min(start + BATCH_EVENTS, ready)], self._through)
        if ready:
            self._waiting[source] = texts[ready:]
            self._since[source] = self._through
        if stale:
            del self._since[source]


def _batches(source: str, texts: list[str], through: date) -> Iterator[Batch]:
    if not texts:
        return
    body = f'{{"batch":[{",".join(texts)}]}}'.encode()
    if len(body) <= BATCH_BYTES:
        yield Batch(source, body, len(texts), through)
        return
    half = len(texts) // 2
    yield from _batches(source, texts[:half], through)
    yield from _batches(source, texts[half:], through)


def _iso(moment: datetime) -> bytes:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z").encode()
