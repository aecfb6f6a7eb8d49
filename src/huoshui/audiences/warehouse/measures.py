"""Conditions on events and orders in SQL: what is counted on each row, for each identity, for each person."""

from dataclasses import dataclass

from huoshui.audiences.contract import language
from huoshui.audiences.contract.values import Window, duration_ms
from huoshui.audiences.rules.bounds import Bounds, of_date, of_number, of_window
from huoshui.audiences.rules.person import PUBLIC, names_of
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.audiences.warehouse.values import is_dear, number_of, of_property
from huoshui.bedrock.readings import BEIJING_OFFSET_MS, SCALE

_DAY = f"intDiv({{}} + {BEIJING_OFFSET_MS}, 86400000)"
Measured = language.OrdersCounted | language.OrdersAt | language.Did | language.DidAt | language.Sequence


@dataclass(frozen=True, slots=True)
class Measure:
    """
    One condition, in the pieces that the query's levels need.

    ``rows`` are columns of each row, ``persons`` aggregates of a person's rows, ``chain`` columns that are worked out
    of those, ``met`` the condition itself. ``names`` are the events that are looked at (``None``: all), ``low`` the
    earliest moment (``None``: from the beginning).
    """

    rows: tuple[str, ...]
    persons: tuple[str, ...]
    met: str
    met_by_nothing: bool = False
    chain: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None
    low: int | None = None


def orders(
    asked: language.OrdersCounted | language.OrdersAt, number: int, parameters: Parameters, *, now: int
) -> Measure:
    """This will write a condition on orders; each row of order_facts is an order."""
    bounds = of_window(asked.within, now=now)
    match = (f"({ordered(asked, bounds, parameters)}) AS match_{number}",)
    if isinstance(asked, language.OrdersAt):
        return _at(asked, number, match, parameters, bounds, None, now=now)
    if asked.measure == "count":
        return _count(number, match, of_number(asked.test), parameters, bounds, None)
    if asked.measure in _SPREADS:
        return _SPREADS[asked.measure](number, match, of_number(asked.test), parameters, bounds, None)
    sums = f"sumIf(toInt128(net_fen), match_{number})", f"countIf(match_{number})"
    average = asked.measure == "average_net_fen"
    return _sum(number, match, sums, of_number(asked.test), parameters, bounds, None, average=average, scale=SCALE)


def ordered(asked: language.OrdersFilter, bounds: Bounds, parameters: Parameters) -> str:
    """This will write which orders are meant."""
    conditions = [parameters.between("at", bounds), "bought" if asked.state == "bought" else ""]
    for column, some in (("channel", asked.channels), ("store", asked.stores)):
        conditions.append(f"{column} IN {parameters.texts(some)}" if some is not None else "")
    for column, some in (("skus", asked.skus), ("products", asked.products)):
        conditions.append(f"hasAny({column}, {parameters.texts(some)})" if some is not None else "")
    if asked.online is not None:
        conditions.append(f"online = {int(asked.online)}")
    if asked.item_name is not None:
        conditions.append(f"arrayExists(name -> position(name, {parameters.text(asked.item_name)}) > 0, item_names)")
    return _all(conditions)


def did(asked: language.Did | language.DidAt, number: int, parameters: Parameters, *, now: int) -> Measure:
    """This will write a condition on what happened how often, how much, or when."""
    bounds, names = of_window(asked.within, now=now), names_of(asked)
    match = f"({matches(asked, bounds, parameters, now=now)}) AS match_{number}"
    if isinstance(asked, language.DidAt):
        return _at(asked, number, (match,), parameters, bounds, names, now=now)
    if asked.measure in _SPREADS:
        return _SPREADS[asked.measure](number, (match,), of_number(asked.test), parameters, bounds, names)
    if asked.property is None:
        return _count(number, (match,), of_number(asked.test), parameters, bounds, names)
    read = number_of(asked.property, parameters, document=_where(f"match_{number}", "properties"))
    rows = (match, f"{read} AS value_{number}")
    if asked.measure in {"sum", "average"}:
        sums = f"sum(toInt128(ifNull(value_{number}, 0)))", f"count(value_{number})"
        average = asked.measure == "average"
        return _sum(number, rows, sums, of_number(asked.test), parameters, bounds, names, average=average)
    return Measure(
        rows, (f"{asked.measure}(value_{number}) AS extreme_{number}",),
        f"ifNull({parameters.between(f'extreme_{number}', of_number(asked.test))}, 0)",
        names=names, low=bounds.low,
    )  # fmt: skip


def sequence(asked: language.Sequence, number: int, parameters: Parameters, *, now: int) -> Measure:
    """
    This will write a sequence: the moments of each step, and from step to step those that can be reached.

    A moment is reached when one that was reached by the step before lies before it, and not too long before.
    """
    if len(asked.steps) == 1 and asked.without is not None and asked.without.within is None:
        return _standing(asked.steps[0], asked.without, asked.within, number, parameters, now=now)
    window = of_window(asked.within, now=now)
    steps = [*asked.steps, *([asked.without] if asked.without else [])]
    bounds = [window] * len(asked.steps) + [of_window(None, now=now)] * (asked.without is not None)
    place = [f"{number}_{step}" for step in range(len(steps))]
    rows = tuple(
        f"({matches(step, bound, parameters, now=now)}) AS match_{at}"
        for step, bound, at in zip(steps, bounds, place, strict=True)
    )
    chain = [f"moments_{place[0]} AS reached_{place[0]}"]
    for before, at, step in zip(place, place[1:], asked.steps[1:], strict=False):
        near = f" AND t - u <= {parameters.put('Int64', duration_ms(step.within))}" if step.within else ""
        chain.append(f"arrayFilter(t -> arrayExists(u -> u < t{near}, reached_{before}), moments_{at}) AS reached_{at}")
    last = f"reached_{place[len(asked.steps) - 1]}"
    if asked.without is not None:
        chain.append(f"{_quiet(asked.without, last, place[-1], parameters, now)} AS quiet_{number}")
        last = f"quiet_{number}"
    names = [names_of(step) for step in steps]
    known = [name for some in names if some is not None for name in some]
    return Measure(
        rows,
        tuple(f"groupArrayIf(at, match_{at}) AS moments_{at}" for at in place),
        f"notEmpty({last})",
        chain=tuple(chain),
        names=None if None in names else tuple(known),
        low=window.low,
    )


def _standing(
    since: language.Step, until: language.Step, within: Window | None, number: int, parameters: Parameters, *, now: int
) -> Measure:
    """What began and did not end since: of a sequence that is no more than this, the last moments of both tell all."""
    windows = of_window(within, now=now), of_window(None, now=now)
    sides = list(zip((since, until), windows, ("begin", "end"), strict=True))
    names = [names_of(step) for step in (since, until)]
    return Measure(
        tuple(f"({matches(one, bounds, parameters, now=now)}) AS {side}s_{number}" for one, bounds, side in sides),
        tuple(f"maxOrNullIf(at, {side}s_{number}) AS last_{side}_{number}" for _, _, side in sides),
        f"ifNull(last_begin_{number} >= last_end_{number}, isNotNull(last_begin_{number}))",
        names=None if None in names else tuple(name for some in names if some is not None for name in some),
        low=windows[0].low,
    )


def first_channel(asked: language.FirstChannel, parameters: Parameters, *, now: int) -> Measure:
    """
    This will write which public channel brought somebody, for all who ask of the same moment alike.

    An arrival is one number, so that its moment and its channel cannot part: milliseconds * 256 + the channel's place.
    """
    at = parameters.put("Int64", now)
    name = f"arrival_{at.strip('{').partition(':')[0]}"
    places = [PUBLIC.index(channel) + 1 if channel else 0 for channel in asked.channels if channel in {"", *PUBLIC}]
    place = f"transform(channel, {parameters.texts(PUBLIC)}, range(1, {len(PUBLIC) + 1}), 0)"
    first = f"minOrNullIf(at * 256 + place_{name}, place_{name} != 0 AND at <= {at})"
    return Measure(
        (f"{place} AS place_{name}",),
        (f"{first} AS first_{name}",),
        f"ifNull(modulo(first_{name}, 256), 0) IN {parameters.put('Array(UInt8)', places or [255])}",
        "" in asked.channels,
    )


def _quiet(without: language.Step, reached: str, place: str, parameters: Parameters, now: int) -> str:
    if not without.within:
        return f"arrayFilter(t -> NOT arrayExists(c -> c > t, moments_{place}), {reached})"
    longest = parameters.put("Int64", duration_ms(without.within))
    over = f"t + {longest} <= {parameters.put('Int64', now)}"
    return (
        f"arrayFilter(t -> {over} AND NOT arrayExists(c -> c > t AND c - t <= {longest}, moments_{place}), {reached})"
    )


def matches(asked: language.EventFilter, bounds: Bounds, parameters: Parameters, *, now: int) -> str:
    """This will write which rows of events are meant; cheap tests first, so that JSON is read where the rest holds."""
    names = names_of(asked)
    conditions = [
        f"name IN {parameters.texts(names)}" if names is not None else "",
        f"channel IN {parameters.texts(asked.channels)}" if asked.channels is not None else "",
        f"kind IN {parameters.texts(asked.calls)}" if asked.calls is not None else "",
        parameters.between("at", bounds),
    ]
    if asked.weekdays is not None:
        day = f"intDiv(at + {BEIJING_OFFSET_MS}, 86400000)"
        conditions.append(f"modulo({day} + 3, 7) + 1 IN {parameters.put('Array(UInt8)', list(asked.weekdays))}")
    if asked.at is not None:
        minute = f"modulo(intDiv(at + {BEIJING_OFFSET_MS}, 60000), 1440)"
        since, until = (parameters.put("UInt16", one) for one in asked.at.minutes)
        over_midnight = asked.at.minutes[0] >= asked.at.minutes[1]
        conditions.append(f"({minute} >= {since} {'OR' if over_midnight else 'AND'} {minute} < {until})")
    for group in (False, True):
        document = _where(_all(conditions), "properties")
        tests = [one for one in asked.where if is_dear(one.test) is group]
        conditions += [of_property(one.test, one.property, parameters, now=now, document=document) for one in tests]
    return _all(conditions)


def _count(
    number: int, rows: tuple[str, ...], test: Bounds, parameters: Parameters, window: Bounds,
    names: tuple[str, ...] | None,
) -> Measure:  # fmt: skip
    return Measure(
        rows, (f"toInt64(countIf(match_{number})) AS times_{number}",),
        parameters.between(f"times_{number} * {SCALE}", test), test.hold(0), names=names, low=window.low,
    )  # fmt: skip


def _days(
    number: int, rows: tuple[str, ...], test: Bounds, parameters: Parameters, window: Bounds,
    names: tuple[str, ...] | None,
) -> Measure:  # fmt: skip
    """On how many days; a test that only tells none, one and several apart needs the first and the last, no set."""
    none, one, several = (int(test.hold(days * SCALE)) for days in range(3))
    if several if test.high is None else test.high - test.high_open < 2 * SCALE:
        least, most = (_DAY.format(f"{end}_{number}") for end in ("since", "until"))
        met = f"multiIf(isNull(since_{number}), {none}, {least} = {most}, {one}, {several})"
        return _ends(number, rows, met, names, window, met_by_nothing=bool(none))
    days = f"groupUniqArrayIf(toInt32({_DAY.format('at')}), match_{number})"
    return Measure(
        rows, (f"toInt64(length({days})) AS times_{number}",),
        parameters.between(f"times_{number} * {SCALE}", test), bool(none), names=names, low=window.low,
    )  # fmt: skip


def _span(
    number: int, rows: tuple[str, ...], test: Bounds, parameters: Parameters, window: Bounds,
    names: tuple[str, ...] | None,
) -> Measure:  # fmt: skip
    span = f"toInt128(until_{number} - since_{number}) * {SCALE}"
    met = f"ifNull({parameters.between(span, test, of='toInt128(86400000)', kind='Int128')}, 0)"
    return _ends(number, rows, met, names, window)


def _ends(
    number: int, rows: tuple[str, ...], met: str, names: tuple[str, ...] | None, window: Bounds, *,
    met_by_nothing: bool = False,
) -> Measure:  # fmt: skip
    """A condition on the first and the last moment."""
    ends = {"since": f"minOrNullIf(at, match_{number})", "until": f"maxOrNullIf(at, match_{number})"}
    persons = tuple(f"{end} AS {side}_{number}" for side, end in ends.items())
    return Measure(rows, persons, met, met_by_nothing, names=names, low=window.low)


_SPREADS = {"days": _days, "span_days": _span}


def _sum(  # noqa: PLR0913 the pieces of one measure
    number: int, rows: tuple[str, ...], sums: tuple[str, str], test: Bounds, parameters: Parameters, window: Bounds,
    names: tuple[str, ...] | None, *, average: bool, scale: int = 1,
) -> Measure:  # fmt: skip
    times = f" * {scale}" if scale != 1 else ""
    total, count = sums
    of = f"toInt128(times_{number})" if average else ""
    met = parameters.between(f"total_{number}", test, of=of, kind="Int128")
    persons: tuple[str, ...] = (f"{total}{times} AS total_{number}",)
    if average:
        met = f"times_{number} > 0 AND {met}"
        persons = (*persons, f"{count} AS times_{number}")
    nothing = not average and test.hold(0)
    return Measure(rows, persons, met, nothing, names=names, low=window.low)


def _at(
    asked: language.OrdersAt | language.DidAt, number: int, rows: tuple[str, ...], parameters: Parameters,
    window: Bounds, names: tuple[str, ...] | None, *, now: int,
) -> Measure:  # fmt: skip
    best = "min" if asked.measure == "first" else "max"
    found = f"{best}OrNullIf(at, match_{number})"
    return Measure(
        rows, (f"{found} AS when_{number}",),
        f"ifNull({parameters.between(f'when_{number}', of_date(asked.test, now=now))}, 0)", names=names, low=window.low,
    )  # fmt: skip


def _where(condition: str, text: str) -> str:
    """A text where a condition holds, else an empty one: JSON is then read only where it has to be."""
    return text if condition == "1" else f"if({condition}, {text}, '')"


def _all(conditions: list[str]) -> str:
    return " AND ".join(one for one in conditions if one and one != "1") or "1"
