"""How large a segment was at the end of each day: the sum of who entered less who left."""

from collections.abc import Sequence
from datetime import date, timedelta

from huoshui.audiences.membership.contract import Grown, Size


def sizes(grown: Sequence[Grown], *, since: date, until: date) -> list[Size]:
    """This will give a size for every day from ``since`` to ``until``, both included; ``grown`` is of one segment."""
    by_day = {one.day: one for one in grown}
    people = sum(one.entered - one.left for one in grown if one.day < since)
    found: list[Size] = []
    for ahead in range((until - since).days + 1):
        day = since + timedelta(days=ahead)
        change = by_day.get(day)
        entered, left = (change.entered, change.left) if change else (0, 0)
        people += entered - left
        found.append(Size(day, people, entered, left))
    return found
