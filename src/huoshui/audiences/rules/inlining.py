"""Putting the segments that a segment uses, and the rules of the layers that it asks for, into it."""

from collections.abc import Mapping

from huoshui.audiences.contract.errors import NoSuchSegment, SegmentCircle
from huoshui.audiences.contract.language import (
    All,
    AsOf,
    Condition,
    InAipl,
    InLifeCycle,
    InTier,
    Not,
    Some,
    Used,
    below,
    weight,
)
from huoshui.audiences.contract.layerings import Layering, LayeringName
from huoshui.audiences.rules.layering import asked_of, on_any
from huoshui.audiences.rules.reading import hold_history, limit

Rulebook = Mapping[LayeringName, Layering]
"""Each layering by its rules."""

Sizes = dict[str, tuple[int, int]]
"""Depth and conditions of each segment, with those that it uses."""


def uses(condition: Condition) -> frozenset[str]:
    """This will tell which segments a tree uses itself."""
    return frozenset(node.name for _, node, _ in below(condition) if isinstance(node, Used))


def layered(condition: Condition) -> bool:
    """This will tell whether a tree asks for layers itself."""
    return any(isinstance(node, InAipl | InTier | InLifeCycle) for _, node, _ in below(condition))


def inlined(condition: Condition, stored: Mapping[str, Condition], rulebook: Rulebook) -> Condition:
    """
    This will put the segments that a tree uses, and those that they use, in their places, and the rules of layers.

    :raises NoSuchSegment: if one of them is not in ``stored``
    :raises NoSuchLayer: if a layering has no such level
    :raises NoHistory: if it asks of an earlier moment what is known of today only
    :raises SegmentCircle: if one uses itself
    :raises TooDeep: if what comes out is nested too deep
    :raises TooManyConditions: if it asks too much
    """
    limit(*_size(condition, stored, (), {}))  # before anything grows
    whole = _put(condition, stored, rulebook)
    hold_history(whole)
    return whole


def _size(
    condition: Condition, stored: Mapping[str, Condition], above: tuple[str, ...], known: Sizes
) -> tuple[int, int]:
    deepest = count = 0
    for _, node, depth in below(condition):
        if isinstance(node, Used):
            inner, more = _size_of(node.name, stored, above, known)
            deepest, count = max(deepest, depth - 1 + inner), count + more
        else:
            deepest, count = max(deepest, depth), count + weight(node)
    return deepest, count


def _size_of(name: str, stored: Mapping[str, Condition], above: tuple[str, ...], known: Sizes) -> tuple[int, int]:
    if name in above:
        raise SegmentCircle(circle=" → ".join((*above[above.index(name) :], name)))
    if name not in stored:
        raise NoSuchSegment(name=name)
    if name not in known:
        known[name] = _size(stored[name], stored, (*above, name), known)
    return known[name]


def _put(condition: Condition, stored: Mapping[str, Condition], rulebook: Rulebook) -> Condition:
    match condition:
        case Used():
            return _put(stored[condition.name], stored, rulebook)
        case InAipl() | InTier() | InLifeCycle():
            name, levels, count = asked_of(condition)
            return _put(on_any(name, rulebook[name], levels, count), stored, rulebook)
        case All() | Some():
            return condition.model_copy(update={"of": tuple(_put(one, stored, rulebook) for one in condition.of)})
        case Not() | AsOf():
            return condition.model_copy(update={"of": _put(condition.of, stored, rulebook)})
    return condition
