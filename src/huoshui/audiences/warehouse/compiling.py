"""The evaluator for everybody: trees of conditions as one ClickHouse query, put together from the texts in ``sql/``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from huoshui.access.contract import Scope
from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.rules.bounds import earlier
from huoshui.audiences.warehouse import measures, relating
from huoshui.audiences.warehouse.measures import Measure
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.audiences.warehouse.plain import PLAIN

_THERE = "bitTest(word_0, 0)"
_WORD = 62
"""Bits in a word; one is left to the sign, one to spare."""


def _text(name: str) -> str:
    return resources.files("huoshui.audiences").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()


_FRAME, _PEOPLE, _FACTS, _ORDERS, _EVENTS = map(_text, ("frame", "people", "facts", "orders", "events"))
_INTIMACY, _SNAPSHOTS = _text("intimacy"), _text("snapshots")
_LINES = "    SELECT person, «words»\n    FROM\n    (\n{}\n    )\n    WHERE «any»"
_MEASURED = ("events", "orders")


@dataclass(frozen=True, slots=True)
class Compiled:
    """
    The lines of everybody, an expression over their bits for each tree, and the parameters of both.

    ``members`` gives who meets the first tree in a column ``person``, without a line for everybody where it can.
    """

    frame: str
    trees: tuple[str, ...]
    there: str
    parameters: dict[str, Any]
    members: str


@dataclass(frozen=True, slots=True)
class _Bit:
    number: int
    branch: str
    met: str
    met_by_nothing: bool = False
    measure: Measure | None = None

    @property
    def expression(self) -> str:
        """The condition, over the words of a person's line."""
        is_set = f"bitTest(word_{self.number // _WORD}, {self.number % _WORD})"
        return f"NOT {is_set}" if self.met_by_nothing else is_set


def compile_trees(trees: Sequence[Condition], *, scope: Scope, now: int) -> Compiled:
    """
    This will write trees as SQL over one pass of each table; a condition that stands in several is worked out once.

    ``now`` is a moment in milliseconds.
    """
    compiler = _Compiler(now)
    written = tuple(compiler.tree(one, now) for one in trees)
    frame, members = compiler.frame(), compiler.members(trees[0], now)
    parameters = {
        **compiler.parameters.values,
        "scoped": int(scope.units is not None),
        "units": list(scope.units or ()),
    }
    return Compiled(frame, written, _THERE, parameters, members)


class _Compiler:
    def __init__(self, now: int) -> None:
        self.parameters = Parameters()
        self._now = now
        self._bits: dict[tuple[int, str], _Bit] = {}

    def tree(self, condition: Condition, now: int) -> str:
        """Write a tree as an expression over the bits."""
        return self._tree(condition, now, lambda bit: bit.expression)

    def members(self, condition: Condition, now: int) -> str:
        """
        Write who meets a tree, as an analyst would: people who are there, and are in a set, or are not.

        The set holds whoever differs from somebody of whom nothing is known, so it is small. Where one part of the tree
        asks both of the people's own lines and of others, the lines of everybody are met.
        """
        parts = [(one, {bit.branch for bit in self._used(one, now)}) for one in _parts(condition)]
        alone = {
            branch: [one for one, branches in parts if branches == {branch}]
            for branch in ("people", "facts", *_MEASURED)
        }
        mixed = [(one, branches) for one, branches in parts if len(branches) > 1 or not branches <= set(alone)]
        if any("people" in branches for _, branches in mixed):
            return f"SELECT person FROM\n(\n{self.frame()}\n)\nWHERE {_THERE} AND {self.tree(condition, now)}"
        rest = [one for one, _ in mixed]
        for branch in _MEASURED:  # a table is scanned once
            if any(branch in branches for _, branches in mixed):
                rest += alone.pop(branch)
        asked = [f"SELECT person\n{_PEOPLE.partition('«words»')[2].lstrip()}", *self._plainly(alone["people"], now)]
        if facts := alone["facts"]:
            some = "SELECT person FROM people_facts FINAL WHERE gone = 0 AND"
            asked.append(self._among(some, facts, self._plainly(facts, now), now))
        for branch in _MEASURED:
            if own := alone.get(branch):
                some = f"SELECT person FROM\n(\n{self._measured_lines(branch, self._all_used(own, now))}\n)\nWHERE"
                asked.append(self._among(some, own, self._plainly(own, now), now))
        if rest:
            frame = self.frame(self._all_used(rest, now), everybody=False)
            some = f"SELECT person FROM\n(\n{frame}\n)\nWHERE"
            asked.append(self._among(some, rest, [self.tree(one, now) for one in rest], now))
        return "\n    AND ".join(asked)

    def _plainly(self, parts: Sequence[Condition], now: int) -> list[str]:
        """Trees over a row as it lies in its table."""
        return [self._tree(one, now, lambda bit: f"({bit.met})") for one in parts]

    def _among(self, some: str, parts: Sequence[Condition], written: Sequence[str], now: int) -> str:
        """Write that a person is among some, or, where somebody of whom nothing is known is, not among the others."""
        met = f"({' AND '.join(written)})"
        if all(self._holds_by_nothing(one, now) for one in parts):
            return f"person GLOBAL NOT IN\n(\n{some} NOT {met}\n)"
        return f"person GLOBAL IN\n(\n{some} {met}\n)"

    def _tree(self, condition: Condition, now: int, write: Callable[["_Bit"], str]) -> str:
        if isinstance(condition, language.All | language.Some):
            between = " AND " if isinstance(condition, language.All) else " OR "
            return f"({between.join(self._tree(one, now, write) for one in condition.of)})"
        if isinstance(condition, language.Not):
            return f"NOT {self._tree(condition.of, now, write)}"
        if isinstance(condition, language.AsOf):
            return self._tree(condition.of, earlier(condition, now=now), write)
        key = (now, condition.model_dump_json())
        if key not in self._bits:
            self._bits[key] = self._bit(condition, len(self._bits) + 1, now)
        return write(self._bits[key])

    def _used(self, condition: Condition, now: int) -> list[_Bit]:
        """The conditions that a tree is made of."""
        used: list[_Bit] = []

        def note(bit: _Bit) -> str:
            used.append(bit)
            return ""

        self._tree(condition, now, note)
        return used

    def _all_used(self, parts: Sequence[Condition], now: int) -> list[_Bit]:
        return list({bit.number: bit for one in parts for bit in self._used(one, now)}.values())

    def _holds_by_nothing(self, condition: Condition, now: int) -> bool:
        """Whether somebody of whom nothing is known meets a tree."""
        if isinstance(condition, language.All | language.Some):
            whole = all if isinstance(condition, language.All) else any
            return whole(self._holds_by_nothing(one, now) for one in condition.of)
        if isinstance(condition, language.Not):
            return not self._holds_by_nothing(condition.of, now)
        if isinstance(condition, language.AsOf):
            return self._holds_by_nothing(condition.of, earlier(condition, now=now))
        return self._bits[now, condition.model_dump_json()].met_by_nothing

    def frame(self, bits: Sequence[_Bit] | None = None, *, everybody: bool = True) -> str:
        """
        Write the lines of people over some conditions, by default all; without everybody, of those who differ from
        somebody of whom nothing is known.
        """
        bits = list(self._bits.values()) if bits is None else bits
        of = {branch: [bit for bit in bits if bit.branch == branch] for branch in {bit.branch for bit in bits}}
        words = range(len(self._bits) // _WORD + 1)
        texts = {"people": _PEOPLE} if everybody else {}
        texts |= {name: text for name, text in (("facts", _FACTS), ("intimacy", _INTIMACY)) if name in of}
        if "snapshots" in of:
            held = " OR ".join(bit.met for bit in of["snapshots"])
            texts["snapshots"] = _SNAPSHOTS.replace("«held»", held).replace("«merged»", _merged(words))
        texts |= {name: _LINES.format(self._measured_lines(name, bits)) for name in reversed(_MEASURED) if name in of}
        any_bit = " OR ".join(f"word_{word} != 0" for word in words)
        branches = [
            text.replace("«words»", _words(name, words, of.get(name, []))).replace("«any»", any_bit)
            for name, text in texts.items()
        ]
        if len(branches) == 1:  # there nobody has two lines
            return branches[0]
        return _FRAME.replace("«merged»", _merged(words)).replace("«branches»", "\n    UNION ALL\n".join(branches))

    def _measured_lines(self, branch: str, bits: Sequence[_Bit]) -> str:
        """Write a line for each person of whom these conditions' events, or orders, are."""
        found = [bit.measure for bit in bits if bit.branch == branch and bit.measure is not None]
        text = _filled(_EVENTS if branch == "events" else _ORDERS, found).replace("«marked»", _marked(found))
        if branch == "orders":
            return text
        chains = dict.fromkeys(one for measure in found for one in (*measure.chain, *_names(measure.persons)))
        return text.replace("«chains»", ", ".join(chains)).replace("«looked_at»", self._looked_at(found))

    def _looked_at(self, found: list[Measure]) -> str:
        """The rows of events that any condition looks at; the later end is always now."""
        moment = "fromUnixTimestamp64Milli({}, 'UTC')"
        conditions = [f"occurred_at <= {moment.format(self.parameters.put('Int64', self._now))}"]
        lows = [measure.low for measure in found]
        if None not in lows:
            low = min(low for low in lows if low is not None)
            conditions.append(f"occurred_at >= {moment.format(self.parameters.put('Int64', low))}")
        if all(measure.names is not None for measure in found):
            names = sorted({name for measure in found for name in measure.names or ()})
            conditions.append(f"name IN {self.parameters.texts(names)}")
        return " AND ".join(conditions)

    def _bit(self, asked: language.Leaf | language.Used | language.Layer, number: int, now: int) -> _Bit:
        measured = self._measured(asked, number, now)
        if measured is not None:
            branch = "orders" if isinstance(asked, language.OrdersFilter) else "events"
            return _Bit(number, branch, measured.met, measured.met_by_nothing, measured)
        branch, write = PLAIN[type(asked)]
        return _Bit(number, branch, write(asked, self.parameters, now))

    def _measured(self, asked: object, number: int, now: int) -> Measure | None:
        match asked:
            case language.OrdersCounted() | language.OrdersAt():
                return measures.orders(asked, number, self.parameters, now=now)
            case language.Did() | language.DidAt():
                return measures.did(asked, number, self.parameters, now=now)
            case language.Sequence():
                return measures.sequence(asked, number, self.parameters, now=now)
            case language.FirstChannel():
                return measures.first_channel(asked, self.parameters, now=now)
            case language.Related() | language.Grouped():
                return relating.tie(asked, number, self.parameters, now=now)
        return None


def _filled(text: str, found: Sequence[Measure]) -> str:
    for level in ("rows", "persons"):
        before = text[: text.index(f"«{level}»")]
        indent = " " * (len(before) - before.rindex("\n") - 1)
        columns = f",\n{indent}".join(dict.fromkeys(one for measure in found for one in getattr(measure, level)))
        text = text.replace(f"«{level}»", columns)
    return text


def _words(branch: str, words: range, bits: Sequence[_Bit]) -> str:
    return ", ".join(f"{_word(branch, word, bits)} AS word_{word}" for word in words)


def _word(branch: str, word: int, bits: Sequence[_Bit]) -> str:
    told = ["toUInt64(1)"] if branch == "people" and word == 0 else ["toUInt64(0)"]
    for bit in bits:
        if bit.number // _WORD == word:
            met = f"NOT ({bit.met})" if bit.met_by_nothing else f"({bit.met})"
            told.append(f"bitShiftLeft(toUInt64({met}), {bit.number % _WORD})")
    return " + ".join(told)


def _merged(words: range) -> str:
    return ", ".join(f"groupBitOr(word_{word}) AS word_{word}" for word in words)


def _parts(condition: Condition) -> Iterator[Condition]:
    """What must all be met; none of several is not the one, and not the other."""
    if isinstance(condition, language.All):
        for one in condition.of:
            yield from _parts(one)
    elif isinstance(condition, language.Not) and isinstance(condition.of, language.Some):
        for one in condition.of.of:
            yield language.Not(kind="not", of=one)
    else:
        yield condition


def _marked(found: Sequence[Measure]) -> str:
    """The rows that some condition means; of the others nothing is summed up."""
    marks = dict.fromkeys(name for measure in found for name in _names(measure.rows) if not name.startswith("value_"))
    return " OR ".join(f"{mark} != 0" for mark in marks)


def _names(columns: Sequence[str]) -> list[str]:
    return [column.rpartition(" AS ")[2] for column in columns]
