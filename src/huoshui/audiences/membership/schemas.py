"""HTTP shapes of membership."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.audiences.membership.contract import Change, Member, Progress, Size, Snapshot, Watch
from huoshui.bedrock import ids

Place = Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]


class WatchOut(BaseModel):
    """
    A segment whose members are kept: how it fares, how many there are, and what went wrong last. ``drift`` counts the
    people whom a sweep found and a round had missed; it should be 0.
    """

    segment: str
    state: str
    version: int
    people: int
    watched_at: datetime
    watched_by: str
    built_at: datetime | None
    swept_at: datetime | None
    drift: int
    failures: int
    last_error: str | None
    retry_at: datetime | None
    caught_up_at: datetime | None = None
    waiting: int = 0

    @classmethod
    def of(cls, watch: Watch, progress: Progress) -> "WatchOut":
        """This will write a watch for the outside."""
        return cls(
            segment=watch.segment,
            state=watch.state.value,
            version=watch.version,
            people=watch.members,
            watched_at=watch.watched_at,
            watched_by=watch.watched_by,
            built_at=watch.built_at,
            swept_at=watch.swept_at,
            drift=watch.drift,
            failures=watch.failures,
            last_error=watch.last_error,
            retry_at=watch.retry_at,
            caught_up_at=progress.caught_up_at,
            waiting=progress.waiting_notes + progress.waiting_batches,
        )


class SizeOut(BaseModel):
    """How many were in it at the end of a day in Beijing, and how many entered and left on that day."""

    day: date
    people: int
    entered: int
    left: int

    @classmethod
    def of(cls, size: Size) -> "SizeOut":
        """This will write a size for the outside."""
        return cls(day=size.day, people=size.people, entered=size.entered, left=size.left)


class SizesOut(BaseModel):
    """How large a watched segment was, day by day, since it is watched; the last day is today, up to now."""

    segment: str
    days: list[SizeOut]


class KeptMemberOut(BaseModel):
    """Who is in a watched segment, and since when."""

    person: str
    entered_at: datetime

    @classmethod
    def of(cls, member: Member) -> "KeptMemberOut":
        """This will write a member for the outside."""
        return cls(person=ids.render(member.person), entered_at=member.entered_at)


class KeptMembersOut(BaseModel):
    """A page of kept members by person number; ``people`` counts all whom the viewer may see."""

    segment: str
    version: int
    people: int
    members: list[KeptMemberOut]
    next: str | None


class MemberChangeOut(BaseModel):
    """One entry or exit, with its cause: event, window, facts, merged, defined or repaired."""

    segment: str
    version: int
    person: str
    entered: bool
    at: datetime
    round: int
    cause: str
    event: str
    event_at: datetime | None

    @classmethod
    def of(cls, segment: str, change: Change) -> "MemberChangeOut":
        """This will write a change for the outside."""
        return cls(
            segment=segment,
            version=change.version,
            person=ids.render(change.person),
            entered=change.entered,
            at=change.at,
            round=change.round,
            cause=change.cause.value,
            event=change.event,
            event_at=change.event_at,
        )


class MemberChangesOut(BaseModel):
    """Entries and exits, the newest first; ``next`` is the ``before`` of the page that follows."""

    changes: list[MemberChangeOut]
    next: str | None


class SnapshotIn(BaseModel):
    """What a snapshot is for."""

    note: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")] = ""


class SnapshotOut(BaseModel):
    """Who was in a segment at a moment, kept for good."""

    number: int
    segment: str
    version: int
    people: int
    note: str
    taken_at: datetime
    taken_by: str

    @classmethod
    def of(cls, snapshot: Snapshot) -> "SnapshotOut":
        """This will write a snapshot for the outside."""
        return cls(
            number=snapshot.number,
            segment=snapshot.segment,
            version=snapshot.version,
            people=snapshot.people,
            note=snapshot.note,
            taken_at=snapshot.taken_at,
            taken_by=snapshot.taken_by,
        )


class SnapshotPeopleOut(BaseModel):
    """A page of who was in a segment when it was frozen."""

    snapshot: SnapshotOut
    people: list[str]
    next: str | None
