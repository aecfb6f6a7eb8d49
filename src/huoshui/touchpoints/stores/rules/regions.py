"""Finding a store without a place: region by region, or by what its name and address hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from huoshui.touchpoints.stores.contract import Store

ELSEWHERE = "其他地区"
"""Where stores are of which nobody has said it."""


@dataclass(frozen=True, slots=True)
class Level:
    """What to choose from next: regions with how many stores they have, or stores."""

    chosen: tuple[str, ...]
    regions: tuple[tuple[str, int], ...]
    stores: tuple[Store, ...]


def narrowed(stores: Sequence[Store], chosen: Sequence[str], *, few: int) -> Level:
    """
    This will go down by province, city and district until few stores are left, or there is nothing to choose between.

    Every store is in exactly one of the regions that are given, and reached by them.
    """
    left, steps = list(stores), list(chosen[:3])
    for depth, region in enumerate(steps):
        left = [one for one in left if region_of(one, depth) == region]
    while len(left) > few and len(steps) < 3:
        counted = Counter(region_of(one, len(steps)) for one in left)
        if len(counted) > 1:
            return Level(tuple(steps), tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0]))), ())
        steps.append(next(iter(counted)))
    return Level(tuple(steps), (), tuple(sorted(left, key=lambda one: (one.name, one.code))))


def region_of(store: Store, depth: int) -> str:
    """This will give a store's province (0), city (1) or district (2)."""
    details = store.details
    return (details.province, details.city, details.district)[depth].strip() or ELSEWHERE


def searched(stores: Sequence[Store], words: str) -> list[Store]:
    """This will find stores whose name, region or address holds each of the words, those with it in the name first."""
    wanted = words.lower().split()
    if not wanted:
        return []
    found = [one for one in stores if all(word in _said(one) for word in wanted)]
    return sorted(found, key=lambda one: (not all(word in one.name.lower() for word in wanted), one.name, one.code))


def _said(store: Store) -> str:
    details = store.details
    said = (store.name, details.province, details.city, details.district, details.address)
    return " ".join(said).lower()
