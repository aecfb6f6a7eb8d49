"""The score of one person in memory: the sums that `sql/scores.sql` makes for everybody, and what they are made of."""

import math
from collections import defaultdict
from collections.abc import Sequence

from huoshui.audiences.intimacy.contract.signals import ADDED, DAY_MS, ENDED, SIGNALS, TRANSFERRED, Part, Signal
from huoshui.audiences.intimacy.contract.values import Deed, Line, Model, Outcome, Relation, Score
from huoshui.audiences.intimacy.rules.scale import likelihood, score_of


def evaluate(deeds: Sequence[Deed], model: Model, *, now: int) -> Score:
    """
    This will score a person by what they did up to a moment (milliseconds).

    Who deleted the last of us stands as they stood at that moment. Each line says what its signal contributes.
    """
    stopped = stopped_at(deeds, now=now)
    until = now if stopped is None else stopped
    lines = tuple(_lines(deeds, model, until))
    parts = {part: math.fsum(line.z for line in lines if line.signal.part == part) for part in Part}
    z = math.fsum(parts.values())
    return Score(score_of(z, model), z, parts, lines, until, stopped is not None, _chances(z, deeds, model, until))


def relations(deeds: Sequence[Deed], model: Model, *, now: int) -> tuple[Relation, ...]:
    """This will score a person's relation with each member of staff by what happened between the two, closest first."""
    of: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        for staff in {deed.staff, deed.formerly} - {""}:
            of[staff].append(deed)
    states = with_staff(deeds, now=now)
    found = []
    for staff, theirs in of.items():
        own = [_seen_by(staff, deed) for deed in theirs]
        found.append(Relation(staff, not states.get(staff, (0, True))[1], evaluate(own, model, now=now)))
    return tuple(sorted(found, key=lambda one: (-one.score.z, one.staff)))


def with_staff(deeds: Sequence[Deed], *, now: int) -> dict[str, tuple[int, bool]]:
    """This will give, for each member of staff that was ever added, the last change and whether it was the end."""
    states: dict[str, tuple[int, bool]] = {}
    for deed in deeds:
        changes = []
        if deed.name in (ADDED, TRANSFERRED):
            changes.append((deed.staff, (deed.at, False)))
        if deed.name == TRANSFERRED and deed.formerly:
            changes.append((deed.formerly, (deed.at, True)))
        if deed.name in ENDED:
            changes.append((deed.staff, (deed.at, True)))
        for staff, state in changes:
            if deed.at <= now:
                states[staff] = max(states.get(staff, state), state)
    return states


def stopped_at(deeds: Sequence[Deed], *, now: int) -> int | None:
    """This will give the moment when the last relation with our staff ended; ``None`` while one lasts, or none was."""
    states = with_staff(deeds, now=now)
    if not states or not all(ended for _, ended in states.values()):
        return None
    return max(at for at, _ in states.values())


def _seen_by(staff: str, deed: Deed) -> Deed:
    """A deed as it concerns one member of staff: to the one who gave a contact away, a transfer is the end."""
    if deed.staff == staff:
        return deed if not deed.formerly else Deed(deed.at, None, ADDED, staff)
    return Deed(deed.at, None, ENDED[1], staff)


def _lines(deeds: Sequence[Deed], model: Model, until: int) -> list[Line]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for deed in deeds:
        if deed.signal is not None and deed.at <= until:
            found[deed.signal].append(deed.at)
    lines = (_line(signal, found[signal.name], model, until) for signal in SIGNALS if found[signal.name])
    return [line for line in lines if line.times]


def _line(signal: Signal, moments: Sequence[int], model: Model, until: int) -> Line:
    value, times, latest = math.fsum(decayed(signal, at, until) for at in moments), len(moments), max(moments)
    if signal.repeated:
        value, times = max(0.0, value - decayed(signal, latest, until)), times - 1
    weight = model.weights[signal.name]
    return Line(signal, weight, times, latest, value, weight * math.log1p(value))


def decayed(signal: Signal, at: int, until: int) -> float:
    """This will give what is left of an event: a half after each half-life."""
    return float(2.0 ** ((at - until) / (signal.half_life * DAY_MS)))


def _chances(z: float, deeds: Sequence[Deed], model: Model, until: int) -> dict[Outcome, float]:
    """Of outcomes that are still open: a first order or another, and staying while there is somebody to stay with."""
    bought = any(deed.signal == "paid" and deed.at <= until for deed in deeds)
    there = any(not ended for _, ended in with_staff(deeds, now=until).values())
    is_open = {Outcome.FIRST: not bought, Outcome.AGAIN: bought, Outcome.STAY: there, Outcome.ANSWER: there}
    return {outcome: likelihood(z, chance) for outcome, chance in model.chances.items() if is_open[outcome]}
