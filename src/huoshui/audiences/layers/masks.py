"""Words with a bit for each of many moments, in SQL."""

from collections.abc import Sequence
from itertools import pairwise

from huoshui.audiences.rules.bounds import Bounds
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.bedrock.readings import BEIJING_OFFSET_MS, SCALE

_DAY_MS = 86_400_000
_FEW = 8
"""Moments that are looked at one by one when they do not follow day by day."""
_BEGINNING = -(1 << 50)


class Masks:
    """The windows of some moments: at each moment, (low, high] in milliseconds."""

    def __init__(self, moments: Sequence[int], windows: Sequence[Bounds], parameters: Parameters) -> None:
        self._lows = [_after(window) for window in windows]
        self._highs = [_until(window) for window in windows]
        self._moments = list(moments)
        self._parameters = parameters

    def of_row(self, at: str) -> str | None:
        """
        This will write in which windows a moment lies, without a loop; ``None`` when they do not follow day by day.

        The last window may lie anywhere: that of a day which is not over.
        """
        size = len(self._lows)
        run = size if _regular(self._lows) and _regular(self._highs) else size - 1
        if not (_regular(self._lows[:run]) and _regular(self._highs[:run])):
            return self._one_by_one(at) if size <= _FEW else None
        parts = [self._in_row(at, run)] if run else []
        if run < size:
            low, high = (self._parameters.put("Int64", side[-1]) for side in (self._lows, self._highs))
            parts.append(f"bitShiftLeft(toUInt64({at} > {low} AND {at} <= {high}), {size - 1})")
        return " + ".join(parts)

    def _one_by_one(self, at: str) -> str:
        sides = [[self._parameters.put("Int64", one) for one in side] for side in (self._lows, self._highs)]
        return " + ".join(
            f"bitShiftLeft(toUInt64({at} > {low} AND {at} <= {high}), {place})"
            for place, (low, high) in enumerate(zip(*sides, strict=True))
        )

    def tested(self, moments: str, measure: str, test: Bounds, nothing: int) -> str:
        """This will write at which moments what lies in the window passes a test of how often, or how far apart."""
        found = f"arrayFilter(t -> t > low AND t <= high, {moments})"
        if measure == "span_days":
            span = f"toInt128(arrayMax({found}) - arrayMin({found})) * {SCALE}"
            between = self._parameters.between(span, test, of=f"toInt128({_DAY_MS})", kind="Int128")
            met = f"notEmpty({found}) AND {between}"
        elif measure == "days":
            day = f"arrayMap(t -> intDiv(t + {BEIJING_OFFSET_MS}, {_DAY_MS}), {found})"
            met = self._parameters.between(f"toInt64(length(arrayDistinct({day}))) * {SCALE}", test)
        else:
            met = self._parameters.between(f"toInt64(length({found})) * {SCALE}", test)
        return f"if(empty({moments}), toUInt64({nothing}), {self._each(met)})"

    def standing(self, begins: str, ends: str) -> str:
        """This will write at which moments what began has not ended since."""
        begun = f"arrayFilter(t -> t > low AND t <= high, {begins})"
        ended = f"arrayFilter(t -> t <= moment, {ends})"
        met = f"notEmpty({begun}) AND (empty({ended}) OR arrayMax({begun}) >= arrayMax({ended}))"
        return f"if(empty({begins}), toUInt64(0), {self._each(met)})"

    def _each(self, met: str) -> str:
        """A bit for each moment at which something is met, over its window."""
        lists = (range(len(self._lows)), self._lows, self._highs, self._moments)
        given = ", ".join(self._parameters.put("Array(Int64)", list(one)) for one in lists)
        return f"arraySum((place, low, high, moment) -> bitShiftLeft(toUInt64({met}), place), {given})"

    def _in_row(self, at: str, size: int) -> str:
        """Windows that follow day by day: a moment lies in a run of them, from the first that has not ended yet."""
        first = f"least({size}, greatest(0, intDiv({at} - {self._highs[0]} + {_DAY_MS - 1}, {_DAY_MS})))"
        if self._lows[0] == _BEGINNING:
            last = str(size)
        else:
            last = f"least({size}, greatest(0, intDiv({at} - {self._lows[0]} + {_DAY_MS - 1}, {_DAY_MS})))"
        run = f"bitShiftLeft(toUInt64(1), {last}) - bitShiftLeft(toUInt64(1), {first})"
        return f"toUInt64(if({last} > {first}, {run}, toUInt64(0)))"


def _after(window: Bounds) -> int:
    """The last moment before a window."""
    if window.low is None:
        return _BEGINNING
    return window.low if window.low_open else window.low - 1


def _until(window: Bounds) -> int:
    """The last moment of a window; nothing after the moment itself is ever in one."""
    high = window.high or 0
    return high - 1 if window.high_open else high


def _regular(sides: Sequence[int]) -> bool:
    """Whether they follow day by day, or are open all."""
    return all(side == _BEGINNING for side in sides) or all(
        after - before == _DAY_MS for before, after in pairwise(sides)
    )
