"""HTTP shapes of audiences; a definition that cannot be read is refused with the path of the node."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, WrapValidator

from huoshui.audiences.contract.answers import Overlap, Segment, SegmentVersion, Split, Verdict
from huoshui.audiences.contract.language import Definition, SegmentName
from huoshui.audiences.rules.reading import read
from huoshui.bedrock import ids
from huoshui.people.contract import Summary


def _read(given: Any, validate: Callable[[Any], Definition]) -> Definition:  # noqa: ANN401 any JSON
    return read(given, validate)


DefinitionIn = Annotated[Definition, WrapValidator(_read)]
Note = Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$", description="what it is for")]


class AskedIn(BaseModel):
    """A question about a segment; a stored one is asked by ``{"kind": "segment", "name": …}``."""

    segment: DefinitionIn


class PageIn(AskedIn):
    """Who is in a segment, a page at a time."""

    after: Annotated[str, Field(max_length=60)] = ""
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class ExplainIn(AskedIn):
    """Why a person is in a segment or not: by any identifier, or by number."""

    person: Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]


class OverlapIn(BaseModel):
    """Two segments."""

    one: DefinitionIn
    other: DefinitionIn


class SegmentIn(BaseModel):
    """A segment to keep under a name."""

    name: SegmentName
    note: Note = ""
    definition: DefinitionIn


class ChangeIn(BaseModel):
    """What a segment becomes; ``version`` is the one that the author saw."""

    note: Note = ""
    definition: DefinitionIn
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]


class CountOut(BaseModel):
    """How many people are in a segment at a moment: exact."""

    people: int
    counted_at: datetime


class MemberOut(BaseModel):
    """One of a sample."""

    person: str
    display: str
    identified: bool
    channels: list[str]
    tags: list[str]

    @classmethod
    def of(cls, summary: Summary) -> "MemberOut":
        """This will write a summary for the outside."""
        return cls(
            person=ids.render(summary.person),
            display=summary.display,
            identified=summary.identified,
            channels=list(summary.channels),
            tags=list(summary.tags),
        )


class SqlOut(BaseModel):
    """The ClickHouse query that finds the people of a segment for this viewer; values are parameters, never text."""

    sql: str
    parameters: dict[str, Any]


class EstimateOut(CountOut):
    """
    What to see while composing: how many, some of them, how many each channel reaches for marketing, and how many
    granted each purpose on each channel (``purpose/channel``).
    """

    sample: list[MemberOut]
    reachable: dict[str, int]
    consented: dict[str, int]

    @classmethod
    def of(cls, people: int, shown: list[Summary], split: Split, now: datetime) -> "EstimateOut":
        """This will write an estimate for the outside."""
        return cls(
            people=people,
            counted_at=now,
            sample=[MemberOut.of(one) for one in shown],
            reachable=dict(split.reachable),
            consented=dict(split.consented),
        )


class MembersOut(BaseModel):
    """A page of members by person number; ``next`` is the ``after`` of the page that follows."""

    people: list[str]
    next: str | None
    counted_at: datetime


class OverlapOut(BaseModel):
    """How many people are in one segment, in the other, in both."""

    one: int
    other: int
    both: int
    counted_at: datetime

    @classmethod
    def of(cls, overlap: Overlap, now: datetime) -> "OverlapOut":
        """This will write an overlap for the outside."""
        return cls(one=overlap.one, other=overlap.other, both=overlap.both, counted_at=now)


class VerdictOut(BaseModel):
    """Whether a condition is met, the facts that decided it, and the verdicts of what is in it."""

    path: str
    kind: str
    met: bool
    facts: dict[str, Any]
    of: list["VerdictOut"]

    @classmethod
    def of_verdict(cls, verdict: Verdict) -> "VerdictOut":
        """This will write a verdict for the outside."""
        return cls(
            path=verdict.path,
            kind=verdict.kind,
            met=verdict.met,
            facts=dict(verdict.facts),
            of=[cls.of_verdict(one) for one in verdict.below],
        )


class WhyOut(BaseModel):
    """Whether a person is in a segment at a moment, and why."""

    person: str
    met: bool
    why: VerdictOut
    explained_at: datetime


class SegmentOut(BaseModel):
    """A stored segment."""

    name: str
    note: str
    version: int
    definition: Definition
    changed_at: datetime
    changed_by: str
    used_by: list[str]

    @classmethod
    def of(cls, segment: Segment) -> "SegmentOut":
        """This will write a segment for the outside."""
        return cls(
            name=segment.name,
            note=segment.note,
            version=segment.version,
            definition=segment.definition,
            changed_at=segment.changed_at,
            changed_by=segment.changed_by,
            used_by=list(segment.used_by),
        )


class VersionOut(BaseModel):
    """What a segment was from a moment on."""

    version: int
    note: str
    definition: Definition
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, version: SegmentVersion) -> "VersionOut":
        """This will write a version for the outside."""
        return cls(
            version=version.version,
            note=version.note,
            definition=version.definition,
            changed_at=version.changed_at,
            changed_by=version.changed_by,
        )
