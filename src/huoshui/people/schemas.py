"""HTTP shapes of people: numbers and identities are text, moments ISO 8601, personal data masked."""

import contextlib
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from huoshui.bedrock import clock, ids
from huoshui.bedrock.shapes import Shape
from huoshui.people.contract import ConsentAnswer, Erasure, HeldIdentifier, Moment, Summary, TagLine, Trait
from huoshui.people.queries import MOST_AT_ONCE, Page, Profile, Timeline


class CountsOut(BaseModel):
    """How many people there are, how many we know, how many we can reach for marketing."""

    people: int
    identified: int
    reachable: int


class SummaryOut(Shape):
    """One line of a list of people."""

    person: str
    display: str
    identified: bool
    reachable: bool
    channels: list[str]
    units: list[int]
    tags: list[str]
    since: datetime

    @classmethod
    def of(cls, summary: Summary) -> "SummaryOut":
        """This will write a summary for the outside."""
        return cls.like(
            summary,
            person=ids.render(summary.person),
            channels=list(summary.channels),
            units=list(summary.units),
            tags=list(summary.tags),
        )


class PageOut(BaseModel):
    """A page of people; ``next`` is the ``after`` of the page that follows."""

    people: list[SummaryOut]
    next: str | None

    @classmethod
    def of(cls, page: Page) -> "PageOut":
        """This will write a page for the outside."""
        return cls(people=[SummaryOut.of(one) for one in page.people], next=page.next)


class SummariesOut(BaseModel):
    """The people who were asked for and may be seen, in the order asked."""

    people: list[SummaryOut]


class IdentifierOut(Shape):
    """One identifier; ``value`` is masked when it is personal data."""

    identity: str
    namespace: str
    value: str
    personal: bool
    strong: bool
    first_seen_at: datetime

    @classmethod
    def of(cls, held: HeldIdentifier) -> "IdentifierOut":
        """This will write an identifier for the outside."""
        return cls.like(held, identity=ids.render(held.identity), value=held.shown)


class TraitOut(Shape):
    """What counts of a trait and where it comes from; for a union the newest line stands for all."""

    value: Any
    policy: str
    personal: bool
    identity: str
    source: int
    import_id: int
    occurred_at: datetime
    first_at: datetime
    message_id: str
    learned_at: datetime

    @classmethod
    def of(cls, trait: Trait) -> "TraitOut":
        """This will write a trait for the outside."""
        line = trait.lines[0]
        return cls.like(
            line,
            value=trait.value,
            policy=trait.policy.value,
            identity=ids.render(line.identity),
            occurred_at=clock.moment(line.occurred_at),
            first_at=clock.moment(line.first_at),
        )


class TagOut(BaseModel):
    """A tag, who put it there, and when."""

    tag: str
    identity: str
    added_at: datetime
    added_by: str

    @classmethod
    def of(cls, line: TagLine) -> "TagOut":
        """This will write a tag for the outside."""
        added_at = clock.moment(line.added_at or 0)
        return cls(tag=line.tag, identity=ids.render(line.identity), added_at=added_at, added_by=line.added_by or "")


class ConsentOut(Shape):
    """What the person's lines come to for one purpose and channel, and the line that decided."""

    purpose: str
    channel: str
    said: str
    allowed: bool
    at: datetime | None
    evidence: str
    note: str

    @classmethod
    def of(cls, answer: ConsentAnswer) -> "ConsentOut":
        """This will write an answer for the outside."""
        line = answer.decided_by
        return cls.like(
            answer,
            said=answer.said.value,
            at=clock.moment(line.occurred_at) if line else None,
            evidence=line.evidence if line else "",
            note=line.note if line else "",
        )


class ChannelOut(Shape):
    """Whether a channel reaches the person for marketing, and why (not)."""

    channel: str
    reachable: bool
    reason: str
    since: datetime | None


class AffiliationOut(Shape):
    """A store or dealer the person has to do with; ``unit`` is empty while there is no such unit."""

    label: str
    unit: int | None
    since: datetime
    evidence: str


class MomentOut(Shape):
    """One event on the timeline: when it happened, and when we heard of it."""

    occurred_at: datetime
    received_at: datetime
    message_id: str
    name: str
    chinese: str
    kind: str
    channel: str
    source: int
    identity: str
    properties: dict[str, Any]

    @classmethod
    def of(cls, moment: Moment) -> "MomentOut":
        """This will write an event for the outside."""
        return cls.like(
            moment,
            occurred_at=clock.moment(moment.occurred_at),
            received_at=clock.moment(moment.received_at),
            identity=ids.render(moment.identity),
            properties=dict(moment.properties),
        )


class TimelineOut(BaseModel):
    """A page of a timeline, the newest first; ``next`` is the ``before`` of the page that follows."""

    timeline: list[MomentOut]
    next: str | None

    @classmethod
    def of(cls, timeline: Timeline) -> "TimelineOut":
        """This will write a page of a timeline for the outside."""
        return cls(timeline=[MomentOut.of(one) for one in timeline.moments], next=timeline.next)


class PersonOut(Shape):
    """One person. ``sections`` is what other stages add (orders …)."""

    person: str
    identified: bool
    reachable: bool
    identifiers: list[IdentifierOut]
    traits: dict[str, TraitOut]
    tags: list[TagOut]
    consent: list[ConsentOut]
    channels: list[ChannelOut]
    affiliations: list[AffiliationOut]
    sections: dict[str, Any]
    timeline: list[MomentOut]
    next: str | None = Field(default=None, description="the `before` of the timeline's next page")

    @classmethod
    def of(cls, profile: Profile, timeline: Timeline) -> "PersonOut":
        """This will write a person for the outside."""
        return cls.like(
            profile,
            person=ids.render(profile.person),
            identifiers=[IdentifierOut.of(one) for one in profile.identifiers],
            traits={trait.name: TraitOut.of(trait) for trait in profile.traits},
            tags=[TagOut.of(line) for _, line in profile.tags],
            consent=[ConsentOut.of(one) for one in profile.consents],
            channels=[
                ChannelOut.like(one, since=None if one.since is None else clock.moment(one.since))
                for one in profile.channels
            ],
            affiliations=[AffiliationOut.like(one, since=clock.moment(one.since)) for one in profile.affiliations],
            sections=dict(profile.sections),
            timeline=[MomentOut.of(one) for one in timeline.moments],
            next=timeline.next,
        )


class ErasureOut(Shape):
    """The receipt of an erasure; ``counts`` is store → table → rows."""

    receipt: str
    person: str
    identities: list[str]
    state: str
    requested_by: str
    at: datetime
    finished_at: datetime | None
    counts: dict[str, dict[str, int]]

    @classmethod
    def of(cls, erasure: Erasure) -> "ErasureOut":
        """This will write a receipt for the outside."""
        return cls.like(
            erasure,
            receipt=ids.render(erasure.receipt),
            person=ids.render(erasure.person),
            identities=[ids.render(identity) for identity in erasure.identities],
            state=erasure.state.value,
            counts={store: dict(tables) for store, tables in erasure.counts.items()},
        )


class SummariesIn(BaseModel):
    """Numbers of people, as lists and reports give them."""

    people: list[str] = Field(max_length=MOST_AT_ONCE)

    def numbers(self) -> list[int]:
        """This will read the numbers, each once; what is none belongs to nobody and is left out."""
        read = []
        for person in self.people:
            with contextlib.suppress(ValueError):
                read.append(ids.parse(person))
        return list(dict.fromkeys(read))


class TagsIn(BaseModel):
    """Tags to put on and take off."""

    add: list[str] = Field(default=[], max_length=100)
    remove: list[str] = Field(default=[], max_length=100)


class ConsentIn(BaseModel):
    """What a person answered; ``evidence`` says where and how."""

    purpose: str
    channel: str = "all"
    granted: bool
    evidence: str


class ReasonIn(BaseModel):
    """Why this is done; it goes into the audit log."""

    reason: str = Field(max_length=1000)


class PolicyIn(BaseModel):
    """Which of several values of a trait counts."""

    policy: str
