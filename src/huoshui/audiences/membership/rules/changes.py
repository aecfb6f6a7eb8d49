"""Entries and exits of one round as columns, and the events that they are put down to: tens of thousands at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from huoshui.audiences.membership.contract import Cause

CAUSES = tuple(Cause)
"""A cause is kept as its place here."""
CODES = {cause: code for code, cause in enumerate(CAUSES)}
_NONE = -1


def _whole() -> np.ndarray:
    return np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class Clues:
    """
    What happened to some people, person by person and the newest last.

    ``owner`` is the person's place, ``affected`` has a row for each event and a column for each segment: whether the
    segment looks at such events.
    """

    owner: np.ndarray
    at: np.ndarray
    names: Sequence[str]
    affected: np.ndarray

    @classmethod
    def of(cls, owner: np.ndarray, at: np.ndarray, names: Sequence[str], affected: np.ndarray) -> "Clues":
        """This will put events in order."""
        order = np.lexsort((at, owner))
        return cls(owner[order], at[order], [names[row] for row in order.tolist()], affected[order])

    def newest(self, people: np.ndarray, segments: np.ndarray) -> np.ndarray:
        """This will give for each pair of a person and a segment the newest event that the segment looks at, or -1."""
        found = np.full(len(people), _NONE, dtype=np.int64)
        first, event = np.searchsorted(self.owner, people), np.searchsorted(self.owner, people, side="right") - 1
        left = np.flatnonzero(event >= first)
        while len(left):
            fits = self.affected[event[left], segments[left]]
            found[left[fits]] = event[left[fits]]
            left = left[~fits]
            event[left] -= 1
            left = left[event[left] >= first[left]]
        return found


@dataclass(slots=True)
class Changes:
    """A line per entry or exit; ``event`` is the place among ``names`` of the event that was the cause, else -1."""

    watch: np.ndarray = field(default_factory=_whole)
    version: np.ndarray = field(default_factory=_whole)
    person: np.ndarray = field(default_factory=_whole)
    entered: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    cause: np.ndarray = field(default_factory=_whole)
    event: np.ndarray = field(default_factory=_whole)
    names: Sequence[str] = ()
    """Of each event that may be a cause its name, and its moment."""
    moments: np.ndarray = field(default_factory=_whole)

    def __len__(self) -> int:
        return len(self.watch)

    def lines(self, cause: Cause) -> list[int]:
        """This will give the lines that have this cause."""
        return np.flatnonzero(self.cause == CODES[cause]).tolist()

    def sums(self) -> dict[int, tuple[int, int, int]]:
        """This will count for each watch who entered, who left, and what was repaired, by the watches' numbers."""
        watches, place = np.unique(self.watch, return_inverse=True)
        marks = (self.entered, ~self.entered, self.cause == CODES[Cause.REPAIRED])
        counted = [np.bincount(place[mark], minlength=len(watches)).tolist() for mark in marks]
        return dict(zip(watches.tolist(), zip(*counted, strict=True), strict=True))
