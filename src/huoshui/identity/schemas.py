"""HTTP shapes of identity; identities and person numbers travel as thirteen letters and digits."""

from datetime import datetime

from pydantic import BaseModel, Field

from huoshui.bedrock import clock, ids
from huoshui.bedrock.shapes import MomentIn, Shape
from huoshui.channels.contract import Namespace, Strength
from huoshui.identity.contract import Link, LinkState
from huoshui.identity.operations import Handover, Rehearsal
from huoshui.identity.queries import Drawing, Explanation, HeldIdentifier, Review

_NOTE = Field(default="", max_length=500, description="why, for those who ask later; no personal data")
_REF = Field(max_length=400, description="a person number, an identity, or namespace:value")


class IdentifierOut(BaseModel):
    """An identifier; personal values are masked."""

    identity: str
    namespace: str
    value: str
    first_seen_at: datetime

    @classmethod
    def of(cls, held: HeldIdentifier) -> "IdentifierOut":
        """This will render an identifier."""
        return cls(
            identity=ids.render(held.identity),
            namespace=held.namespace,
            value=held.shown,
            first_seen_at=held.first_seen_at,
        )


class LinkOut(Shape):
    """Two identifiers that were seen together, the first evidence for it, and what became of it."""

    a: str
    b: str
    state: LinkState
    reason: str
    evidence: str
    occurred_at: datetime

    @classmethod
    def of(cls, link: Link) -> "LinkOut":
        """This will render a link."""
        return cls.like(link, a=ids.render(link.a), b=ids.render(link.b), occurred_at=clock.moment(link.occurred_at))


class ExplanationOut(BaseModel):
    """The chain of evidence between two identifiers, or what stands between them."""

    one_person: bool
    person: str
    other_person: str
    chain: list[LinkOut]
    against: list[LinkOut]
    identifiers: dict[str, IdentifierOut]

    @classmethod
    def of(cls, explanation: Explanation) -> "ExplanationOut":
        """This will render an explanation."""
        return cls(
            one_person=explanation.is_one_person,
            person=ids.render(explanation.one),
            other_person=ids.render(explanation.other),
            chain=[LinkOut.of(link) for link in explanation.chain],
            against=[LinkOut.of(link) for link in explanation.against],
            identifiers={ids.render(key): IdentifierOut.of(held) for key, held in explanation.identifiers.items()},
        )


class DrawingOut(BaseModel):
    """A person as a graph."""

    person: str
    identifiers: list[IdentifierOut]
    links: list[LinkOut]

    @classmethod
    def of(cls, drawing: Drawing) -> "DrawingOut":
        """This will render a drawing."""
        return cls(
            person=ids.render(drawing.person),
            identifiers=[IdentifierOut.of(held) for held in drawing.identifiers],
            links=[LinkOut.of(link) for link in drawing.links],
        )


class MergeIn(BaseModel):
    """Two who are one; ``anyway`` lifts what staff had decided to keep apart."""

    a: str = _REF
    b: str = _REF
    note: str = _NOTE
    anyway: bool = False


class PersonOut(BaseModel):
    """A person's number."""

    person: str


class SplitIn(BaseModel):
    """The identifier that leaves."""

    identifier: str = _REF
    note: str = _NOTE


class SplitOut(BaseModel):
    """The people that there are now, the one with the identifier first."""

    people: list[str]


class PairIn(BaseModel):
    """Two identifiers to keep apart for good; ``lift`` takes that back."""

    a: str = _REF
    b: str = _REF
    note: str = _NOTE
    lift: bool = False


class ReviewOut(Shape):
    """A conflict: evidence says one person, the limits say two."""

    id: int
    a: str
    b: str
    person_a: str
    person_b: str
    reason: str
    evidence: str
    created_at: datetime
    decision: str | None

    @classmethod
    def of(cls, review: Review) -> "ReviewOut":
        """This will render a review."""
        return cls.like(
            review,
            a=ids.render(review.a),
            b=ids.render(review.b),
            person_a=ids.render(review.person_a),
            person_b=ids.render(review.person_b),
        )


class DecisionIn(BaseModel):
    """What the two are."""

    merge: bool = Field(description="true: one person whatever the limits say; false: two, for good")


class RuleIn(BaseModel):
    """Another rule for a namespace; what is left out stays as it is."""

    namespace: str = Field(max_length=120, description="a family (wechat_openid) or a full name (wechat_openid:wx1)")
    strength: Strength | None = None
    limit: int | None = Field(default=None, ge=0, le=1000, description="0: any number")
    joins: bool | None = None
    blocked: list[str] = Field(default_factory=list, max_length=1000, description="values that would be nobody's")

    def applied_to(self, rule: Namespace) -> Namespace:
        """This will give the namespace with the changes."""
        return Namespace(
            name=rule.name,
            chinese=rule.chinese,
            rank=rule.rank,
            strength=self.strength or rule.strength,
            limit=rule.limit if self.limit is None else self.limit or None,
            personal=rule.personal,
            scoped=rule.scoped,
            joins=rule.joins if self.joins is None else self.joins,
        )


class RehearseIn(BaseModel):
    """Rules to try on the stored links."""

    rules: list[RuleIn] = Field(min_length=1, max_length=50)


class ExampleOut(BaseModel):
    """A person, and those whom it would come apart into, or unite."""

    person: str
    others: list[str]


class RehearsalOut(Shape):
    """What the changed rules would do; nothing was written."""

    people: int
    people_after: int
    split: int
    merged: int
    split_examples: list[ExampleOut]
    merged_examples: list[ExampleOut]

    @classmethod
    def of(cls, rehearsal: Rehearsal) -> "RehearsalOut":
        """This will render a rehearsal."""
        return cls.like(
            rehearsal,
            split_examples=_examples(rehearsal.split_examples),
            merged_examples=_examples(rehearsal.merged_examples),
        )


def _examples(examples: tuple[tuple[int, tuple[int, ...]], ...]) -> list[ExampleOut]:
    return [
        ExampleOut(person=ids.render(person), others=[ids.render(one) for one in others]) for person, others in examples
    ]


class RecycledIn(BaseModel):
    """An identifier that belongs to somebody new from a date on."""

    namespace: str = Field(max_length=120)
    value: str = Field(max_length=400)
    valid_from: MomentIn


class RecycledOut(BaseModel):
    """The identity that the value stood for, the one it stands for now, and how many links moved."""

    before: str
    after: str
    links: int

    @classmethod
    def of(cls, handover: Handover) -> "RecycledOut":
        """This will render a handover."""
        return cls(before=ids.render(handover.before), after=ids.render(handover.after), links=handover.links)


class NamespaceOut(BaseModel):
    """What an identifier of this kind can prove."""

    name: str
    chinese: str
    rank: int
    strength: Strength
    limit: int | None
    personal: bool
    scoped: bool
    joins: bool
