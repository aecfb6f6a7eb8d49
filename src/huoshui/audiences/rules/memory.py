"""The evaluator in memory: whether one person meets a condition, and the facts that decided it."""

from collections.abc import Callable, Sequence
from typing import Any

from huoshui.audiences.contract import language
from huoshui.audiences.contract.answers import Verdict
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.contract.values import Window, duration_ms
from huoshui.audiences.rules import chance
from huoshui.audiences.rules.bounds import Bounds, earlier, of_date, of_number, of_window
from huoshui.audiences.rules.person import Deed, Person, Sale, first_channel, is_asked, is_counted, names_of, passes
from huoshui.audiences.rules.relating import Asked, is_alike, ties
from huoshui.bedrock import readings
from huoshui.bedrock.clock import moment
from huoshui.bedrock.readings import BEIJING_OFFSET_MS, SCALE

_SHOWN = 3
_DAY_MS = 86_400_000
_Decided = tuple[bool, dict[str, Any]]


def judge(condition: Condition, person: Person, *, now: int, path: str = "where") -> Verdict:
    """
    This will tell whether a person meets a condition at a moment (milliseconds), node by node.

    Segments that are used by others must have been put in their places before.
    """
    if isinstance(condition, language.All | language.Some):
        inner = tuple(judge(one, person, now=now, path=f"{path}.of.{place}") for place, one in enumerate(condition.of))
        met = (all if isinstance(condition, language.All) else any)(one.met for one in inner)
        return Verdict(path, condition.kind, met, below=inner)
    if isinstance(condition, language.Not):
        below = judge(condition.of, person, now=now, path=f"{path}.of")
        return Verdict(path, condition.kind, not below.met, below=(below,))
    if isinstance(condition, language.AsOf):
        then = earlier(condition, now=now)
        below = judge(condition.of, person, now=then, path=f"{path}.of")
        return Verdict(path, condition.kind, below.met, {"moment": _said(then)}, (below,))
    met, facts = _DECIDERS[type(condition)](condition, person, now)
    return Verdict(path, condition.kind, met, facts)


def _known(_asked: language.Known, person: Person, _now: int) -> _Decided:
    return person.known, {}


def _trait(asked: language.TraitIs, person: Person, now: int) -> _Decided:
    value = person.traits.get(asked.name)
    return passes(asked.test, value, now=now), {"trait": asked.name, "value": value}


def _tag(asked: language.Tagged, person: Person, now: int) -> _Decided:
    since = person.tags.get(asked.tag)
    met = since is not None and of_window(asked.within, now=now).hold(since)
    return met, {"tag": asked.tag, "since": _said(since)}


def _reachable(asked: language.Reachable, person: Person, _now: int) -> _Decided:
    met = asked.channel in person.reach if asked.channel else bool(person.reach)
    return met, {"channels": sorted(person.reach)}


def _close(asked: language.Close, person: Person, _now: int) -> _Decided:
    points = person.intimacy
    met = points is not None and of_number(asked.test).hold(points)
    return met, {"score": None if points is None else points / SCALE}


def _trusting(asked: language.Trusting, person: Person, _now: int) -> _Decided:
    return person.trust in asked.stages, {"stage": person.trust}


def _bucket(asked: language.Bucket, person: Person, _now: int) -> _Decided:
    number = chance.number(asked.salt, person.number)
    return asked.since <= number < asked.until, {"number": number}


def _frozen(asked: language.Frozen, person: Person, _now: int) -> _Decided:
    return asked.number in person.snapshots, {"snapshot": asked.number}


def _first_channel(asked: language.FirstChannel, person: Person, now: int) -> _Decided:
    channel = first_channel(person.deeds, now=now)
    return channel in asked.channels, {"channel": channel or None}


def _tied(asked: Asked, person: Person, now: int) -> _Decided:
    """How many are as they are asked for, and how the newest stand, whether as they are asked for or not."""
    held = ties(asked, person.deeds, now=now)
    alike = sum(is_alike(asked, one, now=now) for one in held)
    latest = [
        {"with": one.between.whom, "standing": one.standing, "since": _said(one.since)}
        for one in held[: -_SHOWN - 1 : -1]
    ]
    return of_number(asked.test).hold(alike * SCALE), {"alike": alike, "latest": latest}


def _consent(asked: language.Consented, person: Person, _now: int) -> _Decided:
    """The answer for the channel itself, else the one for all channels."""
    for channel in (asked.channel, "all"):
        line = f"{asked.purpose.value}/{channel}"
        if line in person.granted:
            return True, {"said": "granted"}
        if line in person.denied:
            return False, {"said": "withdrawn"}
    return False, {"said": "missing"}


def _orders(asked: language.OrdersCounted | language.OrdersAt, person: Person, now: int) -> _Decided:
    counted = sorted((one for one in person.sales if is_counted(asked, one, now=now)), key=_moment_of)
    count, net = len(counted), sum(one.net_fen for one in counted)
    facts: dict[str, Any] = {"orders": count, "net_fen": net, "latest": _latest(counted)}
    if isinstance(asked, language.OrdersAt):
        return _when(asked, counted, facts, now)
    bounds = of_number(asked.test)
    match asked.measure:
        case "count":
            return bounds.hold(count * SCALE), facts
        case "days" | "span_days":
            return _spread(asked.measure, counted, bounds, facts)
        case "net_fen":
            return bounds.hold(net * SCALE), facts
        case "average_net_fen":
            return count > 0 and bounds.hold(net * SCALE, count), facts


def _did(asked: language.Did | language.DidAt, person: Person, now: int) -> _Decided:
    found = _found(asked, person.deeds, within=asked.within, now=now)
    facts: dict[str, Any] = {"times": len(found), "latest": _latest(found)}
    if isinstance(asked, language.DidAt):
        return _when(asked, found, facts, now)
    bounds = of_number(asked.test)
    if asked.measure in {"days", "span_days"}:
        return _spread(asked.measure, found, bounds, facts)
    if asked.property is None:
        return bounds.hold(len(found) * SCALE), facts
    values = [value for deed in found if (value := readings.number(deed.properties.get(asked.property))) is not None]
    worth = _measured(asked.measure, values)
    facts[asked.measure] = None if worth is None else worth[0] / worth[1] / SCALE
    return worth is not None and bounds.hold(*worth), facts


def _spread(measure: str, found: Sequence[Sale | Deed], bounds: Bounds, facts: dict[str, Any]) -> _Decided:
    """On how many days, or from first to last; nothing is on no day, and has no first nor last."""
    if measure == "days":
        days = len({(one.at + BEIJING_OFFSET_MS) // _DAY_MS for one in found})
        return bounds.hold(days * SCALE), {**facts, "days": days}
    if not found:
        return False, {**facts, "span_days": None}
    span = found[-1].at - found[0].at
    return bounds.hold(span * SCALE, _DAY_MS), {**facts, "span_days": round(span / _DAY_MS, 4)}


def _measured(measure: str, values: Sequence[int]) -> tuple[int, int] | None:
    """Numerator and denominator of a measure; a sum of nothing is 0, the rest of nothing is nothing."""
    if measure == "sum":
        return sum(values), 1
    if not values:
        return None
    return {"average": (sum(values), len(values)), "min": (min(values), 1), "max": (max(values), 1)}[measure]


def _when(
    asked: language.OrdersAt | language.DidAt, found: Sequence[Sale | Deed], facts: dict[str, Any], now: int
) -> _Decided:
    at = None if not found else found[0].at if asked.measure == "first" else found[-1].at
    met = at is not None and of_date(asked.test, now=now).hold(at)
    return met, {**facts, asked.measure: _said(at)}


def _sequence(asked: language.Sequence, person: Person, now: int) -> _Decided:
    """Every moment that ends a chain so far, step by step: the chain itself is any that leads there."""
    reached = [deed.at for deed in _found(asked.steps[0], person.deeds, within=asked.within, now=now)]
    steps = [_said(max(reached, default=None))]
    for step in asked.steps[1:]:
        longest = duration_ms(step.within) if step.within else None
        reached = [
            deed.at
            for deed in _found(step, person.deeds, within=asked.within, now=now)
            if any(before < deed.at and (longest is None or deed.at - before <= longest) for before in reached)
        ]
        steps.append(_said(max(reached, default=None)))
    facts: dict[str, Any] = {"steps": steps}
    if asked.without is not None:
        against = [deed.at for deed in _found(asked.without, person.deeds, within=None, now=now)]
        longest = duration_ms(asked.without.within) if asked.without.within else None
        reached = [at for at in reached if _quiet(at, against, longest, now)]
        facts["without"] = _said(max(against, default=None))
    return bool(reached), facts


def _quiet(at: int, against: Sequence[int], longest: int | None, now: int) -> bool:
    """Whether nothing of that came after ``at``; with a time, only when that time has passed."""
    if longest is not None and at + longest > now:
        return False
    return not any(other > at and (longest is None or other - at <= longest) for other in against)


def _found(asked: language.EventFilter, deeds: Sequence[Deed], *, within: Window | None, now: int) -> list[Deed]:
    bounds, names = of_window(within, now=now), names_of(asked)
    found = [deed for deed in deeds if bounds.hold(deed.at) and is_asked(asked, deed, names=names, now=now)]
    return sorted(found, key=_moment_of)


def _moment_of(one: Sale | Deed) -> int:
    return one.at


def _latest(found: Sequence[Sale | Deed]) -> list[str | None]:
    return [_said(one.at) for one in found[: -_SHOWN - 1 : -1]]


def _said(at: int | None) -> str | None:
    return None if at is None else moment(at).isoformat(timespec="milliseconds")


_DECIDERS: dict[type, Callable[[Any, Person, int], _Decided]] = {
    language.Known: _known,
    language.TraitIs: _trait,
    language.Tagged: _tag,
    language.Consented: _consent,
    language.Reachable: _reachable,
    language.Frozen: _frozen,
    language.Bucket: _bucket,
    language.Close: _close,
    language.Trusting: _trusting,
    language.OrdersCounted: _orders,
    language.OrdersAt: _orders,
    language.Did: _did,
    language.DidAt: _did,
    language.Sequence: _sequence,
    language.FirstChannel: _first_channel,
    language.Related: _tied,
    language.Grouped: _tied,
}
