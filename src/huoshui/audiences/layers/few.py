"""
Conditions at few moments, in SQL: one bare number for each moment and person, where arrays would keep every moment.

An aggregate of a bare number costs a tenth of one that keeps an array, and does not grow with what happened.
"""

from collections.abc import Sequence

from huoshui.audiences.layers.masks import ends_of
from huoshui.audiences.rules.bounds import Bounds
from huoshui.audiences.warehouse.measures import Measure
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.bedrock.readings import BEIJING_OFFSET_MS, SCALE

MOST = 3
"""From so many moments on, one array for all of them costs less."""
_DAY_MS = 86_400_000
_BITS = 63


def standing(number: int, begins: str, ends: str, windows: Sequence[Bounds], parameters: Parameters) -> Measure:
    """
    This will write at which moments what began in a window has not ended since, by which of both was last.

    Its moment twice, and one more where it began: the greatest of these numbers is odd when it stands.
    """
    identities, persons, bits = [], [], []
    for place, window in enumerate(windows):
        low, high = ends_of(window)
        until = parameters.put("Int64", high)
        identities.append(
            f"maxIf(side_{number}, (begins_{number} OR ends_{number}) AND at <= {until}) AS last_{number}_{place}"
        )
        persons.append(f"max(last_{number}_{place}) AS stands_{number}_{place}")
        met = f"bitAnd(stands_{number}_{place}, 1)"
        if window.low is not None:
            met = f"{met} AND intDiv(stands_{number}_{place}, 2) > {parameters.put('Int64', low)}"
        bits.append(f"bitShiftLeft(toUInt64({met}), {place})")
    rows = (
        f"({begins}) AS begins_{number}",
        f"({ends}) AS ends_{number}",
        f"at * 2 + begins_{number} AS side_{number}",
    )
    return Measure(rows, tuple(identities), tuple(persons), " + ".join(bits))


def days(number: int, match: str, windows: Sequence[Bounds], test: Bounds, parameters: Parameters) -> Measure | None:
    """
    This will write at which moments something happened on so many days of a window, by a bit for each day.

    ``None`` where a window has more days than a number has bits.
    """
    rows, identities, persons, bits = [f"({match}) AS match_{number}"], [], [], []
    for place, window in enumerate(windows):
        low, high = ends_of(window)
        first = (low + 1 + BEIJING_OFFSET_MS) // _DAY_MS
        if (high + BEIJING_OFFSET_MS) // _DAY_MS - first > _BITS:
            return None
        since, until = (parameters.put("Int64", one) for one in (low, high))
        day = f"toUInt8(least({_BITS}, greatest(0, intDiv(at + {BEIJING_OFFSET_MS}, {_DAY_MS}) - {first})))"
        within = f"match_{number} AND at > {since} AND at <= {until}"
        rows.append(f"if({within}, bitShiftLeft(toUInt64(1), {day}), toUInt64(0)) AS day_{number}_{place}")
        identities.append(f"groupBitOr(day_{number}_{place}) AS days_{number}_{place}")
        persons.append(f"groupBitOr(days_{number}_{place}) AS all_days_{number}_{place}")
        met = parameters.between(f"toInt64(bitCount(all_days_{number}_{place})) * {SCALE}", test)
        bits.append(f"bitShiftLeft(toUInt64({met}), {place})")
    return Measure(tuple(rows), tuple(identities), tuple(persons), " + ".join(bits))
