"""The evaluator for everybody: trees of conditions as one ClickHouse query, put together from the texts in ``sql/``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from huoshui.access.contract import Scope
from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.rules import chance
from huoshui.audiences.rules.bounds import of_window
from huoshui.audiences.warehouse import measures
from huoshui.audiences.warehouse.measures import Measure
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.audiences.warehouse.values import of_trait

_WORD = 62
"""Bits in a word; one is left to the sign, one to spare."""


def _text(name: str) -> str:
    return resources.files("huoshui.audiences").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()


_FRAME, _PEOPLE, _FACTS, _ORDERS, _EVENTS = map(_text, ("frame", "people", "facts", "orders", "events"))


@dataclass(frozen=True, slots=True)
class Compiled:
    """The lines of everybody, an expression over their bits for each tree, and the parameters of both."""

    frame: str
    trees: tuple[str, ...]
    there: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Bit:
    number: int
    branch: str
    met: str
    met_by_nothing: bool = False
    measure: Measure | None = None


def compile_trees(trees: Sequence[Condition], *, scope: Scope, now: int) -> Compiled:
    """
    This will write trees as SQL over one pass of each table; a condition that stands in several is worked out once.

    ``now`` is a moment in milliseconds.
    """
    compiler = _Compiler(now)
    written = tuple(compiler.tree(one) for one in trees)
    frame = compiler.frame()
    parameters = {
        **compiler.parameters.values,
        "scoped": int(scope.units is not None),
        "units": list(scope.units or ()),
    }
    return Compiled(frame, written, "bitTest(word_0, 0)", parameters)


class _Compiler:
    def __init__(self, now: int) -> None:
        self.parameters = Parameters()
        self._now = now
        self._bits: dict[str, _Bit] = {}

    def tree(self, condition: Condition) -> str:
        if isinstance(condition, language.All | language.Some):
            between = " AND " if isinstance(condition, language.All) else " OR "
            return f"({between.join(self.tree(one) for one in condition.of)})"
        if isinstance(condition, language.Not):
            return f"NOT {self.tree(condition.of)}"
        key = condition.model_dump_json()
        if key not in self._bits:
            self._bits[key] = self._bit(condition, len(self._bits) + 1)
        bit = self._bits[key]
        is_set = f"bitTest(word_{bit.number // _WORD}, {bit.number % _WORD})"
        return f"NOT {is_set}" if bit.met_by_nothing else is_set

    def frame(self) -> str:
        words = range(len(self._bits) // _WORD + 1)
        branches = [_PEOPLE.replace("«words»", self._words("people", words))]
        if any(bit.branch == "facts" for bit in self._bits.values()):
            branches.append(_FACTS.replace("«words»", self._words("facts", words)))
        if found := self._measures("orders"):
            branches.append(_filled(_ORDERS, found).replace("«words»", self._words("orders", words)))
        if found := self._measures("events"):
            chains = [column for measure in found for column in (*measure.chain, *_names(measure.persons))]
            text = _filled(_EVENTS, found).replace("«chains»", ", ".join(chains))
            text = text.replace("«looked_at»", self._looked_at(found))
            branches.append(text.replace("«words»", self._words("events", words)))
        any_bit = " OR ".join(f"word_{word} != 0" for word in words)
        branches = [branch.replace("«any»", any_bit) for branch in branches]
        merged = ", ".join(f"groupBitOr(word_{word}) AS word_{word}" for word in words)
        return _FRAME.replace("«merged»", merged).replace("«branches»", "\n    UNION ALL\n".join(branches))

    def _measures(self, branch: str) -> list[Measure]:
        return [bit.measure for bit in self._bits.values() if bit.branch == branch and bit.measure is not None]

    def _words(self, branch: str, words: range) -> str:
        return ", ".join(f"{self._word(branch, word)} AS word_{word}" for word in words)

    def _word(self, branch: str, word: int) -> str:
        bits = ["toUInt64(1)"] if branch == "people" and word == 0 else ["toUInt64(0)"]
        for bit in self._bits.values():
            if bit.branch == branch and bit.number // _WORD == word:
                met = f"NOT ({bit.met})" if bit.met_by_nothing else f"({bit.met})"
                bits.append(f"bitShiftLeft(toUInt64({met}), {bit.number % _WORD})")
        return " + ".join(bits)

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

    def _bit(self, asked: language.Leaf | language.Used, number: int) -> _Bit:
        measured = self._measured(asked, number)
        if measured is not None:
            branch = "orders" if isinstance(asked, language.OrdersFilter) else "events"
            return _Bit(number, branch, measured.met, measured.met_by_nothing, measured)
        branch, write = _PLAIN[type(asked)]
        return _Bit(number, branch, write(asked, self.parameters, self._now))

    def _measured(self, asked: language.Leaf | language.Used, number: int) -> Measure | None:
        match asked:
            case language.OrdersCounted() | language.OrdersAt():
                return measures.orders(asked, number, self.parameters, now=self._now)
            case language.Did() | language.DidAt():
                return measures.did(asked, number, self.parameters, now=self._now)
            case language.Sequence():
                return measures.sequence(asked, number, self.parameters, now=self._now)
        return None


def _filled(text: str, found: Sequence[Measure]) -> str:
    for level in ("rows", "identities", "persons"):
        before = text[: text.index(f"«{level}»")]
        indent = " " * (len(before) - before.rindex("\n") - 1)
        columns = f",\n{indent}".join(column for measure in found for column in getattr(measure, level))
        text = text.replace(f"«{level}»", columns)
    return text


def _names(columns: Sequence[str]) -> list[str]:
    return [column.rpartition(" AS ")[2] for column in columns]


def _trait(asked: language.TraitIs, parameters: Parameters, now: int) -> str:
    return of_trait(asked.test, asked.name, parameters, now=now)


def _tag(asked: language.Tagged, parameters: Parameters, now: int) -> str:
    tag = parameters.text(asked.tag)
    since = parameters.between(f"tagged_at[indexOf(tags, {tag})]", of_window(asked.within, now=now))
    return f"has(tags, {tag}) AND {since}"


def _consent(asked: language.Consented, parameters: Parameters, _now: int) -> str:
    """The answer for the channel itself, else the one for all channels."""
    own, every = (parameters.text(f"{asked.purpose.value}/{channel}") for channel in (asked.channel, "all"))
    return f"has(granted, {own}) OR (NOT has(denied, {own}) AND has(granted, {every}))"


def _reachable(asked: language.Reachable, parameters: Parameters, _now: int) -> str:
    return "notEmpty(channels)" if asked.channel is None else f"has(channels, {parameters.text(asked.channel)})"


def _bucket(asked: language.Bucket, parameters: Parameters, _now: int) -> str:
    seed = parameters.put("UInt64", chance.seed(asked.salt))
    number = f"modulo(intHash64(bitXor(person, {seed})), {language.TEN_THOUSAND})"
    return f"{number} >= {asked.since} AND {number} < {asked.until}"


def _known(_asked: language.Known, _parameters: Parameters, _now: int) -> str:
    return "identified != 0"


_PLAIN: dict[type, tuple[str, Callable[[Any, Parameters, int], str]]] = {
    language.Known: ("people", _known),
    language.Reachable: ("people", _reachable),
    language.Bucket: ("people", _bucket),
    language.TraitIs: ("facts", _trait),
    language.Tagged: ("facts", _tag),
    language.Consented: ("facts", _consent),
}
"""Conditions on a row as it lies there: the branch, and how they are written."""
