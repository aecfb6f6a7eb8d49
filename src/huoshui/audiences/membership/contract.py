"""What others may know of membership: watches, entries and exits, snapshots, what is told downstream, the refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from huoshui.bedrock.errors import Conflict, Missing


class WatchState(StrEnum):
    """How far a watch has come: 等待, 计算中, 实时, 出错重试中, 已停止."""

    WAITING = "waiting"
    BUILDING = "building"
    CURRENT = "current"
    FAILING = "failing"
    ENDED = "ended"


class Cause(StrEnum):
    """Why somebody entered or left: 行为, 时间窗到期, 资料变化, 合并拆分, 定义变化, 巡检修正."""

    EVENT = "event"
    WINDOW = "window"
    FACTS = "facts"
    MERGED = "merged"
    DEFINED = "defined"
    REPAIRED = "repaired"
    """A sweep found that a round had missed it: a defect that was mended and counted."""


@dataclass(frozen=True, slots=True)
class Watch:
    """
    A segment whose members are kept: ``version`` is the definition's that they were worked out by, ``due`` how long
    ago (seconds) everything noted was looked at, ``drift`` how many changes sweeps found that rounds had missed.
    """

    number: int
    segment: str
    state: WatchState
    version: int
    members: int
    watched_at: datetime
    watched_by: str
    built_at: datetime | None
    swept_at: datetime | None
    drift: int
    failures: int
    last_error: str | None
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the rounds are: the last that counts, when everything noted had been looked at, and what waits."""

    round: int
    caught_up_at: datetime | None
    waiting_notes: int
    waiting_batches: int


@dataclass(frozen=True, slots=True)
class Change:
    """One entry or exit; ``event`` and ``event_at`` say which event it was when that was the cause."""

    watch: int
    version: int
    person: int
    entered: bool
    at: datetime
    round: int
    cause: Cause
    event: str = ""
    event_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Who is in a watched segment, and since when."""

    person: int
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Grown:
    """How many entered a watched segment and left it on one day in Beijing."""

    watch: int
    day: date
    entered: int
    left: int


@dataclass(frozen=True, slots=True)
class Size:
    """How many were in a watched segment at the end of a day in Beijing, and who came and went on it."""

    day: date
    people: int
    entered: int
    left: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who was in a segment at a moment, kept for good."""

    number: int
    segment: str
    version: int
    people: int
    note: str
    taken_at: datetime
    taken_by: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How many entered and left one watched segment in a round."""

    watch: int
    segment: str
    version: int
    entered: int
    left: int


@dataclass(frozen=True, slots=True)
class MembersChanged:
    """
    Outbox event: a round changed the members of these segments.

    Who it was is read from the log: `membership.queries.changes_in_round`. A round is told once.
    """

    round: int
    at: datetime
    segments: tuple[Moved, ...]


class NotWatched(Missing):
    """The members of the segment “{name}” are not kept. Watch it first: huoshui segments watch."""


class AlreadyWatched(Conflict):
    """The members of the segment “{name}” are kept already."""


class NotBuiltYet(Conflict):
    """The members of the segment “{name}” are being worked out for the first time; it is {state}."""


class NoSuchSnapshot(Missing):
    """There is no snapshot {number} of the segment “{name}”."""
