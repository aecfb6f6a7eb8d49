"""What audiences answer with: stored segments, estimates, and why a person is in a segment or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huoshui.audiences.contract.language import Definition


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that has a name; ``used_by`` are the segments that use it."""

    name: str
    note: str
    version: int
    definition: Definition
    changed_at: datetime
    changed_by: str
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentVersion:
    """What a segment was from a moment on."""

    version: int
    note: str
    definition: Definition
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people are in one segment, in the other, in both."""

    one: int
    other: int
    both: int


@dataclass(frozen=True, slots=True)
class Split:
    """How many members each channel reaches for marketing, and how many granted each ``purpose/channel``."""

    reachable: Mapping[str, int]
    consented: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition is met by a person, the facts that decided it, and the verdicts below it."""

    path: str
    kind: str
    met: bool
    facts: Mapping[str, Any] = field(default_factory=dict)
    below: tuple["Verdict", ...] = ()
