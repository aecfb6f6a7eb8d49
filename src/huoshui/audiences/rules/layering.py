"""What it is to be on a level, as a condition: the highest level of which a line is met."""

from collections.abc import Collection, Iterator

from huoshui.audiences.contract.errors import NoSuchLayer
from huoshui.audiences.contract.language import (
    All,
    Bucket,
    Condition,
    InAipl,
    InLifeCycle,
    InTier,
    Layer,
    Not,
    Some,
)
from huoshui.audiences.contract.layerings import NONE, Count, Layering, LayeringName, Level

EVERYBODY = Bucket.model_validate({"kind": "bucket", "salt": "everybody", "from": 0, "to": 10_000})
"""Met by all."""


def asked_of(node: Layer) -> tuple[LayeringName, tuple[str, ...], Count]:
    """This will tell which layering a condition asks, for which levels, in which count."""
    match node:
        case InAipl():
            return LayeringName.AIPL, node.stages, node.count
        case InTier():
            return LayeringName.TIER, node.tiers, "platform"
        case InLifeCycle():
            return LayeringName.LIFE_CYCLE, node.stages, "platform"


def on_any(name: LayeringName, layering: Layering, levels: Collection[str], count: Count = "platform") -> Condition:
    """
    This will write as a condition that the highest level that somebody meets is one of these.

    That is: one of them is met, and no higher one that is not of them.

    :raises NoSuchLayer: if one of them is not of this layering
    """
    wanted = _wanted(name, layering, levels, count)
    there = layering.there(count)
    terms = []
    for place, level in enumerate(there):
        if level.name in wanted:
            above = [other for other in there[place + 1 :] if other.name not in wanted]
            terms.append(_both([met(layering, level, count), *_none_of(layering, above, count)]))
    if NONE in wanted:
        outside = [level for level in there if level.name not in wanted]
        terms.append(_both([*_none_of(layering, outside, count)]) if outside else EVERYBODY)
    return _either(terms)


def met(layering: Layering, level: Level, count: Count = "platform") -> Condition:
    """This will write as a condition that a line of a level is met."""
    return _either([line.where for line in layering.lines_of(level, count)])


def _wanted(name: LayeringName, layering: Layering, levels: Collection[str], count: Count) -> frozenset[str]:
    known = {*(level.name for level in layering.there(count)), NONE}
    found: set[str] = set()
    for given in levels:
        meant = layering.meant(given) & known
        if not meant:
            raise NoSuchLayer(given=given[:60], layering=name.value, known=", ".join(words(layering, count)))
        found |= meant
    return frozenset(found)


def words(layering: Layering, count: Count = "platform") -> list[str]:
    """This will list the names that may be asked for, those that mean several levels last."""
    there = layering.there(count)
    return [NONE, *(level.name for level in there), *dict.fromkeys(level.part_of for level in there if level.part_of)]


def _none_of(layering: Layering, levels: Collection[Level], count: Count) -> Iterator[Condition]:
    if levels:
        yield Not(kind="not", of=_either([met(layering, level, count) for level in levels]))


def _either(of: list[Condition]) -> Condition:
    return of[0] if len(of) == 1 else Some(kind="any", of=tuple(of))


def _both(of: list[Condition]) -> Condition:
    return of[0] if len(of) == 1 else All(kind="all", of=tuple(of))
