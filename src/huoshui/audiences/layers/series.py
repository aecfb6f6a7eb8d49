"""
Levels at many moments at once: each condition as a word with one bit for every moment at which it is met.

What is asked most, "at least once within so long", costs one bitwise aggregate for all moments together; counts, days
and relations keep their moments in arrays; everything else is measured moment by moment, as one question would be.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from importlib import resources
from operator import and_, or_
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
_NOTHING = {"rows": "toUInt8(0)", "persons": "count()", "chains": "toUInt8(0)"}
Moments = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """
    A condition as a bit for each moment: over what one table tells of a person, or, without a branch, over all of them.

    ``nothing`` is what it comes to for somebody of whom the table knows nothing. While ``marks`` stand, pairs of which
    rows are meant and the moments that such a row counts for, the text is still to be gathered from the rows.
    """

    branch: str | None
    text: str = ""
    nothing: int = 0
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Branch:
    """What one table gives: columns of rows, of persons, and worked out of those; and the words that it sends on."""

    rows: dict[str, None] = field(default_factory=dict)
    persons: dict[str, None] = field(default_factory=dict)
    chains: dict[str, None] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)

    def add(self, measure: Measure) -> None:
        self.rows.update(dict.fromkeys(measure.rows))
        self.persons.update(dict.fromkeys(measure.persons))
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
    written = [series.level(level) for level in levels]
    scoped = {"scoped": int(scope.units is not None), "units": list(scope.units or ())}
    more = {"moments": len(moments), "latest": min(now, moments[-1])}
    return series.text(written).replace("«ask»", ask), {**series.parameters.values, **scoped, **more}


class _Series:
    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.parameters = Parameters()
        self._branches = {name: _Branch() for name in ("people", "orders", "events")}
        self._leaves: dict[tuple[Moments, str], _Word] = {}
        self._sent: dict[tuple[_Word, ...], int] = {}
        self._gathered: dict[_Word, str] = {}

    @property
    def _whole(self) -> int:
        return (1 << len(self.moments)) - 1

    def level(self, condition: Condition) -> str:
        """Write a condition over what the branches send."""
        return self._over_all(self._tree(condition, self.moments)).text

    def _tree(self, condition: Condition, moments: Moments) -> _Word:
        if isinstance(condition, language.All | language.Some):
            return self._joined([self._tree(one, moments) for one in condition.of], every=condition.kind == "all")
        if isinstance(condition, language.Not):
            word = self._told(self._tree(condition.of, moments))
            return _Word(word.branch, f"bitXor({word.text}, {self._whole})", word.nothing ^ self._whole)
        if isinstance(condition, language.AsOf):
            return self._tree(condition.of, tuple(earlier(condition, now=moment) for moment in moments))
        key = (moments, condition.model_dump_json())
        if key not in self._leaves:
            self._leaves[key] = self._leaf(condition, moments, (len(self._leaves) + 1) * 100)
        return self._leaves[key]

    def _joined(self, words: Sequence[_Word], *, every: bool) -> _Word:
        """Join words where they lie, table by table, so that little is sent on; then those of the tables."""
        of = {word.branch: [one for one in words if one.branch == word.branch] for word in words}
        parts = [self._joined_alike(some, every=every) for some in of.values()]
        if len(parts) == 1:
            return parts[0]
        if not every:  # one word is enough for tables of which each only adds to it
            adding = [word for word in parts if word.branch is not None and not word.nothing]
            parts = [*([self._send(adding)] if adding else []), *(word for word in parts if word not in adding)]
        return self._joined_alike([self._over_all(word) for word in parts], every=every)

    def _joined_alike(self, words: Sequence[_Word], *, every: bool) -> _Word:
        """Join words of one branch."""
        if len(words) > 1 and not every:
            marks = tuple(dict.fromkeys(mark for word in words for mark in word.marks))
            words = [*([_Word(words[0].branch, marks=marks)] if marks else []), *(w for w in words if not w.marks)]
        if len(words) == 1:
            return words[0]
        text, *others = [self._told(word).text for word in words]
        for other in others:
            text = f"{'bitAnd' if every else 'bitOr'}({text}, {other})"
        return _Word(words[0].branch, text, reduce(and_ if every else or_, (word.nothing for word in words)))

    def _told(self, word: _Word) -> _Word:
        """Have a word that still lies in the rows gathered for each person."""
        if not word.marks or word.branch is None:
            return word
        if word not in self._gathered:
            self._gathered[word] = met = f"met_{len(self._gathered) + 1}"
            bits = [
                f"if({' OR '.join(match for match, other in word.marks if other == mask)}, {mask}, toUInt64(0))"
                for mask in dict.fromkeys(mask for _, mask in word.marks)
            ]
            row = reduce(lambda one, other: f"bitOr({one}, {other})", bits)
            self._branches[word.branch].add(
                Measure((f"{row} AS mask_{met}",), (f"groupBitOr(mask_{met}) AS {met}",), met)
            )
        return _Word(word.branch, self._gathered[word])

    def _over_all(self, word: _Word) -> _Word:
        return word if word.branch is None else self._send([word])

    def _send(self, words: Sequence[_Word]) -> _Word:
        """Have branches send words on as one: each what differs from what nothing comes to."""
        told = tuple(self._told(word) for word in words)
        if told not in self._sent:
            self._sent[told] = number = len(self._sent) + 1
            for word in told:
                text = f"bitXor({word.text}, {word.nothing})" if word.nothing else word.text
                self._branches[word.branch or ""].words[number] = text
        number, nothing = self._sent[told], told[0].nothing
        return _Word(None, f"bitXor(word_{number}, {nothing})" if nothing else f"word_{number}")

    def text(self, levels: Sequence[str]) -> str:
        merged = ", ".join(f"groupBitOr(word_{number}) AS word_{number}" for number in self._sent.values())
        text = _SERIES.replace("«levels»", ", ".join(levels)).replace("«merged»", merged)
        for name, branch in self._branches.items():
            words = (f"toUInt64({branch.words.get(number, 0)}) AS word_{number}" for number in self._sent.values())
            text = text.replace(f"«of_{name}»", ", ".join(words))
            for level, nothing in _NOTHING.items():
                columns = ", ".join(getattr(branch, level))
                text = text.replace(f"«{name}_{level}»", columns or f"{nothing} AS no_{level}")
        return text

    def _leaf(self, asked: Condition, moments: Moments, number: int) -> _Word:
        if isinstance(asked, language.Bucket):
            share = (
                f"modulo(intHash64(bitXor(person, {self.parameters.put('UInt64', chance.seed(asked.salt))})), 10000)"
            )
            met = f"{share} >= {asked.since} AND {share} < {asked.until}"
            return _Word("people", f"if({met}, {self._whole}, 0)")
        branch = "orders" if isinstance(asked, language.OrdersFilter) else "events"
        marks = self._in_bits(asked, moments)
        if marks is not None:
            return _Word(branch, marks=(marks,))
        measure, nothing = self._in_arrays(asked, moments, number) or self._moment_by_moment(asked, moments, number)
        self._branches[branch].add(measure)
        return _Word(branch, measure.met, nothing)

    def _in_bits(self, asked: Condition, moments: Moments) -> tuple[str, str] | None:
        """At least once: which rows are meant, and the moments whose window a row lies in."""
        if not isinstance(asked, _SPREADING) or asked.measure != "count" or not _stays(asked):
            return None
        test = of_number(asked.test)
        if test.hold(0) or not test.hold(SCALE) or test.high is not None or (test.low or 0) > SCALE:
            return None
        windows = _windows(asked, moments)
        mask = Masks(moments, windows, self.parameters).of_row("at")
        return None if mask is None else (self._match(asked, windows), mask)

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
                tuple(f"groupArrayIf(at, {side}s_{number}) AS all_{side}_{number}" for side, *_ in steps),
                masks.standing(f"all_begin_{number}", f"all_end_{number}"),
            ), 0  # fmt: skip
        if not isinstance(asked, _SPREADING) or asked.measure not in _SPREADS or not _stays(asked):
            return None
        test = of_number(asked.test)
        nothing = self._whole if asked.measure != "span_days" and test.hold(0) else 0
        return Measure(
            (f"({self._match(asked, _windows(asked, moments))}) AS match_{number}",),
            (f"groupArrayIf(at, match_{number}) AS moments_{number}",),
            masks.tested(f"moments_{number}", asked.measure, test, nothing),
        ), nothing  # fmt: skip

    def _moment_by_moment(self, asked: Condition, moments: Moments, number: int) -> tuple[Measure, int]:
        found = [_measure(asked, number + place, self.parameters, at) for place, at in enumerate(moments)]
        rows, persons, chain = (
            tuple(dict.fromkeys(column for one in found for column in getattr(one, level)))
            for level in ("rows", "persons", "chain")
        )
        bits = " + ".join(f"bitShiftLeft(toUInt64({one.met}), {place})" for place, one in enumerate(found))
        nothing = sum(one.met_by_nothing << place for place, one in enumerate(found))
        return Measure(rows, persons, bits, chain=chain), nothing

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
