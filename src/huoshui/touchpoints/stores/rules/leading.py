"""Whose code somebody gets who chose a store: the store's, its backup's, headquarters': never nobody's."""

from collections.abc import Sequence

from huoshui.touchpoints.stores.contract import Candidate


def led(candidates: Sequence[Candidate]) -> Candidate:
    """
    This will choose among the codes of a store, its own first and headquarters' last.

    The first that is open with somebody on shift; where nobody is on shift anywhere, headquarters' if it is open,
    because somebody there looks at it first; else the first that is open at all.
    """
    opened = [one for one in candidates if one.open]
    manned = [one for one in opened if one.manned]
    if manned:
        return manned[0]
    last = candidates[-1]
    return last if last.open or not opened else opened[0]
