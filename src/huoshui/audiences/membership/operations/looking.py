"""What one round looks at, why, and what came of it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from huoshui.audiences.membership.operations.notes import Notes
from huoshui.audiences.membership.rules.changes import Changes
from huoshui.audiences.membership.rules.crowd import Someone
from huoshui.audiences.membership.rules.matching import Hits, News
from huoshui.bedrock import clock


@dataclass(slots=True)
class Look:
    """What a round looks at, why, and what came of it."""

    notes: Notes
    due: frozenset[int]
    recheck: Mapping[int, set[int]]
    now: datetime
    round: int
    news: News = field(default_factory=lambda: News([], [], [], [], [], []))
    hits: Hits = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    affected: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    """A row per event of the news, a column per segment: whether the segment looks at such events."""
    rows: dict[int, list[int]] = field(default_factory=dict)
    """Person → the rows of the news that are theirs."""
    whose: dict[int, int] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    """Identities whose traces were read in this round, news included."""
    inside: dict[int, frozenset[int]] = field(default_factory=dict)
    """Of people who are read again in this round: what they are in."""
    changes: Changes = field(default_factory=Changes)
    dues: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    """Whom to look at again, and when (milliseconds)."""
    people: list[Someone] = field(default_factory=list)
    failed: dict[int, Exception] = field(default_factory=dict)
    took: dict[str, int] = field(default_factory=dict)
    """Phase, as the log names it → milliseconds."""
    began: float = field(default_factory=time.perf_counter)

    @property
    def at(self) -> int:
        """The moment of the round in milliseconds."""
        return clock.milliseconds(self.now)

    def lap(self, phase: str) -> None:
        """This will note how long a phase took that ends now."""
        began, self.began = self.began, time.perf_counter()
        self.took[f"{phase}_ms"] = round((self.began - began) * 1000)
