"""Putting the segments that a segment uses into it."""

from collections.abc import Mapping

from huoshui.audiences.contract.errors import NoSuchSegment, SegmentCircle
from huoshui.audiences.contract.language import All, Condition, Not, Some, Used, below, weight
from huoshui.audiences.rules.reading import limit

Sizes = dict[str, tuple[int, int]]
"""Depth and conditions of each segment, with those that it uses."""


def uses(condition: Condition) -> frozenset[str]:
    """This will tell which segments a tree uses itself."""
    return frozenset(node.name for _, node, _ in below(condition) if isinstance(node, Used))


def inlined(condition: Condition, stored: Mapping[str, Condition]) -> Condition:
    """
    This will put the segments that a tree uses, and those that they use, in their places.

    :raises NoSuchSegment: if one of them is not in ``stored``
    :raises SegmentCircle: if one uses itself
    :raises TooDeep: if what comes out is nested too deep
    :raises TooManyConditions: if it asks too much
    """
    limit(*_size(condition, stored, (), {}))  # before anything grows
    return _put(condition, stored)


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


def _put(condition: Condition, stored: Mapping[str, Condition]) -> Condition:
    if isinstance(condition, Used):
        return _put(stored[condition.name], stored)
    if isinstance(condition, All | Some):
        return condition.model_copy(update={"of": tuple(_put(one, stored) for one in condition.of)})
    if isinstance(condition, Not):
        return condition.model_copy(update={"of": _put(condition.of, stored)})
    return condition
