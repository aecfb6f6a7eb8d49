"""Who gets whom: a fair redistribution, the same for the same question, whatever order it is asked in."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from huoshui.relations.transfers.contract import BATCH_MOST, ItemState, Taker

_SKEW = timedelta(minutes=5)
_SILENT = timedelta(days=3)
"""For so long the platform may have no record of what it took."""
STATES: Mapping[int, ItemState] = {
    1: ItemState.DONE, 2: ItemState.WAITING, 3: ItemState.REFUSED, 4: ItemState.TAKER_FULL, 5: ItemState.NO_RECORD,
}  # fmt: skip
"""What ``transfer_result`` says: https://developer.work.weixin.qq.com/document/path/94088."""


@dataclass(frozen=True, slots=True)
class Dealt:
    """Who takes one; ``known``: they know each other already."""

    taker: str
    known: bool


def share(things: Mapping[str, frozenset[str]], takers: Sequence[Taker], loads: Mapping[str, int]) -> dict[str, Dealt]:
    """
    This will give each thing to one taker.

    ``things`` are names with the staff who know them already. Whom a taker knows stays with that taker and is no new
    load; of several who do, the one given fewest of them by weight. The others are dealt one by one to whoever
    would then have the least by weight, so that in the end no two loads differ by more than one per weight as
    far as what was dealt can even them out.
    """
    weights = {one.staff: one.weight for one in takers}
    places = {one.staff: place for place, one in enumerate(takers)}
    known = dict.fromkeys(weights, 0)
    given: dict[str, Dealt] = {}
    rest = []
    for thing in sorted(things):
        friends = things[thing] & weights.keys()
        if not friends:
            rest.append(thing)
            continue
        staff = min(friends, key=lambda one: (Fraction(known[one] + 1, weights[one]), places[one]))
        known[staff] += 1
        given[thing] = Dealt(staff, known=True)
    held = dict(loads)
    line = [(Fraction(held.get(one, 0) + 1, weights[one]), places[one], one) for one in weights]
    heapq.heapify(line)
    for thing in rest:
        _, place, staff = line[0]
        given[thing] = Dealt(staff, known=False)
        held[staff] = held.get(staff, 0) + 1
        heapq.heapreplace(line, (Fraction(held[staff] + 1, weights[staff]), place, staff))
    return given


def batches(things: Iterable[str]) -> list[list[str]]:
    """This will cut into as many as one question may name."""
    ordered = sorted(things)
    return [ordered[start : start + BATCH_MOST] for start in range(0, len(ordered), BATCH_MOST)]


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the platform's results: a status, and when it was or will be taken over, where it says so."""

    status: int
    taken_at: datetime | None


def latest(said: Iterable[Said], *, asked_at: datetime) -> Said | None:
    """
    This will give what the platform says of our own question: the last line that is not of an earlier one.

    Two staff may have had the same customer between them before; of what it gives no moment for, we cannot tell.
    """
    ours = [one for one in said if one.taken_at is None or one.taken_at >= asked_at - _SKEW]
    return max(ours, key=lambda one: (one.taken_at is not None, one.taken_at or asked_at), default=None)


def settled(said: Said | None, *, code: int, asked_at: datetime, now: datetime) -> ItemState:
    """
    This will tell how far one is.

    ``code`` is what the platform answered when it was asked: one that it would not begin, because another was under
    way, and of which there is no record, has failed. Any other without a record is waited for a few days more.
    """
    if said is None or said.status not in STATES:
        if code:
            return ItemState.FAILED
        return ItemState.WAITING if now < asked_at + _SILENT else ItemState.NO_RECORD
    state = STATES[said.status]
    return ItemState.FAILED if state is ItemState.NO_RECORD and code else state


def next_look(*, asked_at: datetime, resigned: bool, now: datetime) -> datetime:
    """
    This will tell when the results are worth looking at again: rarely while nobody can have taken over, since refusals
    are told by callbacks, and often once the day is up.
    """
    due = asked_at + timedelta(days=1)
    if resigned and now < asked_at + timedelta(minutes=30):
        return now + timedelta(minutes=10)
    if now < due:
        return min(now + timedelta(hours=2), due + timedelta(minutes=1))
    return now + (timedelta(minutes=10) if now < due + timedelta(hours=6) else timedelta(hours=6))
