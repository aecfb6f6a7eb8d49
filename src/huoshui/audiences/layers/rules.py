"""The arithmetic of layers: what a matrix says of each level, and how long people stay."""

from collections.abc import Iterable, Mapping, Sequence

from huoshui.audiences.contract.layerings import NONE
from huoshui.audiences.layers.contract import OUTSIDE, Moved

Matrix = Mapping[tuple[str, str], int]
"""From, to → people."""


def moved(matrix: Matrix, levels: Sequence[str], words: Mapping[str, str]) -> tuple[Moved, ...]:
    """
    This will tell for each level of the funnel what became of its people; ``levels`` stand from low to high.

    Who was on it stayed, went to another level of the funnel (converted), or left the funnel (churned).
    """
    inside = [level for level in levels if level not in OUTSIDE]
    everywhere = [NONE, *levels]
    found = []
    for place, level in enumerate(inside):
        to = {other: matrix.get((level, other), 0) for other in everywhere}
        entered = sum(matrix.get((other, level), 0) for other in everywhere if other != level)
        found.append(
            Moved(
                level, words[level], sum(to.values()), to[level],
                deepened=sum(to[other] for other in inside[place + 1 :]),
                fell=sum(to[other] for other in inside[:place]),
                churned=sum(people for other, people in to.items() if other in OUTSIDE),
                entered=entered,
            )
        )  # fmt: skip
    return tuple(found)


def median_stay(spells: Iterable[tuple[int, bool, int]]) -> int | None:
    """
    This will give the median of how long spells last, by Kaplan-Meier, in days; ``None`` when it is not reached.

    A spell is (days seen, whether it ended, how many such); one that had not ended counts as long as it was seen.
    """
    ended: dict[int, int] = {}
    seen: dict[int, int] = {}
    for days, over, times in spells:
        seen[days] = seen.get(days, 0) + times
        ended[days] = ended.get(days, 0) + (times if over else 0)
    at_risk, surviving = sum(seen.values()), 1.0
    for days in sorted(seen):
        surviving *= 1 - ended[days] / at_risk
        if surviving <= 0.5 + 1e-12:
            return days
        at_risk -= seen[days]
    return None
