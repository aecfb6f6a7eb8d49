"""Waiting times: bins, quantiles, and how they are written in SQL and told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

EDGES_S = (0, 60, 300, 900, 3600, 3 * 3600, 12 * 3600, *(day * 86_400 for day in (1, 3, 7, 14, 30, 90, 180)))
"""Where the bins of waiting times begin, in seconds; the last has no end."""


class Bin(BaseModel):
    """How many waited at least ``from_s`` seconds, and less than ``to_s`` (none: however long)."""

    from_s: int
    to_s: int | None
    count: int


class Waiting(BaseModel):
    """How long it took, in seconds; the median and the 90th percentile are values that occurred."""

    count: int
    median_s: float
    p90_s: float
    histogram: list[Bin]


@dataclass(frozen=True, slots=True)
class Waits:
    """Waiting times in milliseconds: median, 90th percentile, and how many in each bin."""

    quantiles: Sequence[float]
    bins: Mapping[int, int]

    def told(self) -> Waiting | None:
        """This will tell them in seconds; ``None`` when nobody came so far."""
        count = sum(self.bins.values())
        if not count:
            return None
        ends = (*EDGES_S[1:], None)
        histogram = [
            Bin(from_s=since, to_s=until, count=self.bins.get(place, 0))
            for place, (since, until) in enumerate(zip(EDGES_S, ends, strict=True), start=1)
        ]
        median, p90 = (one / 1000 for one in self.quantiles)
        return Waiting(count=count, median_s=median, p90_s=p90, histogram=histogram)


def bin_of(waited: str) -> str:
    """This will write the place of a waiting time's bin, from 1."""
    edges = ", ".join(f"toInt64({edge * 1000})" for edge in EDGES_S)
    return f"toUInt8(arrayCount(edge -> {waited} >= edge, [{edges}]))"


def columns(waited: str, condition: str, place: int) -> list[str]:
    """This will write the two columns of `Waits`; ``waited`` in milliseconds, where ``condition`` is met."""
    bin_ = bin_of(waited)
    return [
        f"quantilesExactIf(0.5, 0.9)({waited}, {condition}) AS quantiles_{place}",
        f"sumMapIf([{bin_}], [toUInt64(1)], {condition}) AS bins_{place}",
    ]
