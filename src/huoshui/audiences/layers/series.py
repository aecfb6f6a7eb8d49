"""
Levels at many moments at once: each condition as a word with one bit for every moment at which it is met.

What is asked most, "at least once within so long", costs one bitwise aggregate for all moments together; counts, days
and relations keep their moments in arrays; everything else is measured moment by moment, as one question would be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from huoshui.access.contract import Scope
from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.contract.values import DateAge, DateRelative
from huoshui.audiences.layers.masks import Masks
from huoshui.audiences.rules import chance
from huoshui.audiences.rules.bounds import Bounds, earlier, of_number, of_window
from huoshui.audiences.warehouse import measures, relating
from huoshui.audiences.warehouse.measures import Measure
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.bedrock.readings import SCALE

MOST_MOMENTS = 62


def _text(name: str) -> str:
    return resources.files("huoshui.audiences").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()


_SERIES = _text("layers_series")
SPELLS = _text("layers_spells")
"""What to ask for the people of each level at each moment, and for how long people stay."""
HISTORIES = "SELECT levels, people FROM histories"
"""What to ask for the levels at all moments, with how many people have them."""
_SPREADING = (language.OrdersCounted, language.Did)
_SPREADS = {"count", "days", "span_days"}
_LEVELS = ("rows", "identities", "persons")
Moments = tuple[int, ...]


@dataclass(slots=True)
class _Branch:
    """What one table gives: its columns level by level, and an expression for each word."""

    rows: dict[str, None] = field(default_factory=dict)
    identities: dict[str, None] = field(default_factory=dict)
    persons: dict[str, None] = field(default_factory=dict)
    chains: dict[str, None] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)

    def add(self, measure: Measure) -> None:
        for level in _LEVELS:
            getattr(self, level).update(dict.fromkeys(getattr(measure, level)))
        self.chains.update(dict.fromkeys(measure.chain))


def compile_series(
    levels: Sequence[Condition], *, moments: Sequence[int], scope: Scope, now: int, ask: str = SPELLS
) -> tuple[str, dict[str, Any]]:
    """
    This will write on which of some levels, from high to low, everybody was at each of at most 62 rising moments (ms).

    `SPELLS` gives (0, level, moment, 0, people), and (1, level, moments, ended, spells) for spells of a level that
    began after the first moment; `HISTORIES` (levels, people). Levels count from 1, 0 is none of them.
    """
    series = _Series(tuple(moments))
    written = [series.tree(level, series.moments) for level in levels]
    scoped = {"scoped": int(scope.units is not None), "units": list(scope.units or ())}
    more = {"moments": len(moments), "latest": min(now, moments[-1])}
    return series.text(written).replace("«ask»", ask), {**series.parameters.values, **scoped, **more}


class _Series:
    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.parameters = Parameters()
        self._branches = {name: _Branch() for name in ("people", "orders", "events")}
        self._words: dict[tuple[Moments, str], tuple[int, int]] = {}
        """Each leaf: its number, and what its word is for somebody of whom nothing is known."""

    @property
    def _whole(self) -> int:
        return (1 << len(self.moments)) - 1

    def tree(self, condition: Condition, moments: Moments) -> str:
        if isinstance(condition, language.All | language.Some):
            both = "bitAnd" if isinstance(condition, language.All) else "bitOr"
            written = self.tree(condition.of[0], moments)
            for one in condition.of[1:]:
                written = f"{both}({written}, {self.tree(one, moments)})"
            return written
        if isinstance(condition, language.Not):
            return f"bitXor({self.tree(condition.of, moments)}, {self._whole})"
        if isinstance(condition, language.AsOf):
            return self.tree(condition.of, tuple(earlier(condition, now=moment) for moment in moments))
        key = (moments, condition.model_dump_json())
        if key not in self._words:
            self._words[key] = self._leaf(condition, moments, len(self._words) + 1)
        number, nothing = self._words[key]
        return f"bitXor(word_{number}, {nothing})" if nothing else f"word_{number}"

    def text(self, levels: Sequence[str]) -> str:
        numbers = [number for number, _ in self._words.values()]
        merged = ", ".join(f"groupBitOr(word_{number}) AS word_{number}" for number in numbers)
        text = _SERIES.replace("«levels»", ", ".join(levels)).replace("«merged»", merged)
        for name, branch in self._branches.items():
            words = (f"toUInt64({branch.words.get(number, 0)}) AS word_{number}" for number in numbers)
            text = text.replace(f"«of_{name}»", ", ".join(words))
            for level in (*_LEVELS, "chains"):
                columns = ", ".join(getattr(branch, level)) or f"toUInt8(0) AS no_{level}"
                if not getattr(branch, level) and level in {"identities", "persons"}:
                    columns = f"count() AS no_{level}"
                text = text.replace(f"«{name}_{level}»", columns)
        return text

    def _leaf(self, asked: Condition, moments: Moments, number: int) -> tuple[int, int]:
        """Put a condition in its branch, as a word that differs from that of somebody of whom nothing is known."""
        if isinstance(asked, language.Bucket):
            share = (
                f"modulo(intHash64(bitXor(person, {self.parameters.put('UInt64', chance.seed(asked.salt))})), 10000)"
            )
            met = f"{share} >= {asked.since} AND {share} < {asked.until}"
            self._branches["people"].words[number] = f"if({met}, {self._whole}, 0)"
            return number, 0
        branch = self._branches["orders" if isinstance(asked, language.OrdersFilter) else "events"]
        for write in (self._in_bits, self._in_arrays, self._moment_by_moment):
            found = write(asked, moments, number)
            if found is not None:
                measure, nothing = found
                branch.add(measure)
                branch.words[number] = f"bitXor({measure.met}, {nothing})" if nothing else measure.met
                return number, nothing
        raise AssertionError(asked)

    def _in_bits(self, asked: Condition, moments: Moments, number: int) -> tuple[Measure, int] | None:
        """At least once, or never: each row knows the moments whose window it lies in."""
        if not isinstance(asked, _SPREADING) or asked.measure != "count" or not _stays(asked):
            return None
        test = of_number(asked.test)
        if test.hold(0) or not test.hold(SCALE) or test.high is not None or (test.low or 0) > SCALE:
            return None
        windows = _windows(asked, moments)
        mask = Masks(moments, windows, self.parameters).of_row("at")
        if mask is None:
            return None
        match = self._match(asked, windows)
        rows = (f"if({match}, {mask}, toUInt64(0)) AS mask_{number}",)
        return Measure(
            rows, (f"groupBitOr(mask_{number}) AS masks_{number}",), (f"groupBitOr(masks_{number}) AS met_{number}",),
            f"met_{number}",
        ), 0  # fmt: skip

    def _in_arrays(self, asked: Condition, moments: Moments, number: int) -> tuple[Measure, int] | None:
        """How often, on how many days, how far apart, and what still stands: by the moments themselves."""
        masks = Masks(moments, _windows(asked, moments), self.parameters)
        if isinstance(asked, language.Sequence):
            if len(asked.steps) > 1 or asked.without is None or asked.without.within or not _stays(asked):
                return None
            ends = [Bounds(high=moment) for moment in moments]
            steps = (("begin", asked.steps[0], _windows(asked, moments)), ("end", asked.without, ends))
            return Measure(
                tuple(f"({self._match(step, windows)}) AS {side}s_{number}" for side, step, windows in steps),
                tuple(f"groupArrayIf(at, {side}s_{number}) AS {side}_{number}" for side, *_ in steps),
                tuple(f"groupArrayArray({side}_{number}) AS all_{side}_{number}" for side, *_ in steps),
                masks.standing(f"all_begin_{number}", f"all_end_{number}"),
            ), 0  # fmt: skip
        if not isinstance(asked, _SPREADING) or asked.measure not in _SPREADS or not _stays(asked):
            return None
        test = of_number(asked.test)
        nothing = self._whole if asked.measure != "span_days" and test.hold(0) else 0
        return Measure(
            (f"({self._match(asked, _windows(asked, moments))}) AS match_{number}",),
            (f"groupArrayIf(at, match_{number}) AS times_{number}",),
            (f"groupArrayArray(times_{number}) AS moments_{number}",),
            masks.tested(f"moments_{number}", asked.measure, test, nothing),
        ), nothing  # fmt: skip

    def _moment_by_moment(self, asked: Condition, moments: Moments, number: int) -> tuple[Measure, int]:
        found = [_measure(asked, number * 100 + place, self.parameters, at) for place, at in enumerate(moments)]
        rows, identities, persons, chain = (
            tuple(dict.fromkeys(column for one in found for column in getattr(one, level)))
            for level in (*_LEVELS, "chain")
        )
        bits = " + ".join(f"bitShiftLeft(toUInt64({one.met}), {place})" for place, one in enumerate(found))
        nothing = sum(one.met_by_nothing << place for place, one in enumerate(found))
        return Measure(rows, identities, persons, bits, chain=chain), nothing

    def _match(self, asked: Condition | language.Step, windows: Sequence[Bounds]) -> str:
        """Which rows are meant at all, in the window of any moment."""
        lows = [window.low for window in windows]
        low = None if None in lows else min(low for low in lows if low is not None)
        high = max(window.high for window in windows if window.high is not None)
        whole = Bounds(low, high)
        if isinstance(asked, language.EventFilter):
            return measures.matches(asked, whole, self.parameters, now=self.moments[-1])
        return measures.ordered(asked, whole, self.parameters)  # type: ignore[arg-type]


def _stays(asked: Condition) -> bool:
    """Whether which events are meant is the same at every moment: no property is held against the moment itself."""
    filters = [*language.events_asked(asked)]
    return not any(isinstance(one.test, DateRelative | DateAge) for some in filters for one in some.where)


def _windows(asked: Condition, moments: Moments) -> list[Bounds]:
    return [of_window(getattr(asked, "within", None), now=moment) for moment in moments]


def _measure(asked: Condition, number: int, parameters: Parameters, now: int) -> Measure:
    """The measure of one moment, as one question would have it."""
    match asked:
        case language.OrdersCounted() | language.OrdersAt():
            return measures.orders(asked, number, parameters, now=now)
        case language.Did() | language.DidAt():
            return measures.did(asked, number, parameters, now=now)
        case language.Sequence():
            return measures.sequence(asked, number, parameters, now=now)
        case language.FirstChannel():
            return measures.first_channel(asked, parameters, now=now)
        case language.Related() | language.Grouped():
            return relating.tie(asked, number, parameters, now=now)
    raise AssertionError(asked)
