"""Which groups a code leads to: those with room, never a full one while there is another, never none."""

from collections.abc import Mapping, Sequence

from huoshui.touchpoints.codes.groups.contract import SHOWN_MOST


def chosen(
    groups: Sequence[str], *, sizes: Mapping[str, int], most: int, shown: Sequence[str]
) -> tuple[tuple[str, ...], bool]:
    """
    This will give the groups to lead to, at most five, and whether there is room in them.

    A group without a size is gone. Where none has room, those that are shown stay, or the last that is there.
    """
    there = [one for one in groups if one in sizes]
    free = [one for one in there if sizes[one] < most]
    if free:
        return tuple(free[:SHOWN_MOST]), True
    staying = tuple(one for one in shown if one in sizes)
    return staying or tuple(there[-1:]) or tuple(groups[-1:]), False
