"""HTTP shapes of one person's closeness."""

from datetime import datetime

from pydantic import BaseModel

from huoshui.audiences.intimacy.contract.signals import PARTS_CHINESE, Part
from huoshui.audiences.intimacy.contract.values import (
    Closeness,
    Contact,
    Line,
    Model,
    Move,
    Relation,
    Score,
    Stored,
    Suggestion,
    Trust,
)
from huoshui.bedrock import clock, ids
from huoshui.bedrock.readings import SCALE


class LineOut(BaseModel):
    """What one signal contributes; ``value`` is the sum of its events, each halved per half-life."""

    signal: str
    chinese: str
    weight: float
    half_life_days: float
    times: int
    latest_at: datetime
    value: float
    z: float

    @classmethod
    def of(cls, line: Line) -> "LineOut":
        """This will write a line for the outside."""
        return cls(
            signal=line.signal.name,
            chinese=line.signal.chinese,
            weight=line.weight,
            half_life_days=line.signal.half_life,
            times=line.times,
            latest_at=clock.moment(line.latest),
            value=line.value,
            z=line.z,
        )


class PartOut(BaseModel):
    """One of the five parts; its signals add up to it, and the parts to ``z``."""

    part: Part
    chinese: str
    z: float
    signals: list[LineOut]


class ScoreOut(BaseModel):
    """
    A score of 0 to 100 with everything that it was made of; ``as_of`` is now, or when the person deleted the last of
    us: from then on it is ``stopped``. ``chances``: how likely what is still open is in the next thirty days (``first``
    order, ``again``, ``stay``, ``answer``), as the model in force predicts.
    """

    score: float
    z: float
    as_of: datetime
    stopped: bool
    parts: list[PartOut]
    chances: dict[str, float]

    @classmethod
    def of(cls, score: Score) -> "ScoreOut":
        """This will write a score for the outside."""
        parts = [
            PartOut(
                part=part,
                chinese=PARTS_CHINESE[part],
                z=z,
                signals=[LineOut.of(line) for line in score.lines if line.signal.part == part],
            )
            for part, z in score.parts.items()
        ]
        chances = {outcome.value: chance for outcome, chance in score.chances.items()}
        moment = clock.moment(score.at)
        return cls(score=score.score, z=score.z, as_of=moment, stopped=score.stopped, parts=parts, chances=chances)


class ModelOut(BaseModel):
    """By which model: ``label`` says whether its weights are the defaults or fitted."""

    version: int
    label: str

    @classmethod
    def of(cls, model: Model) -> "ModelOut":
        """This will name a model for the outside."""
        return cls(version=model.version, label=model.label)


class TrustOut(BaseModel):
    """The stored score and trust stage, as the last run over everybody has them."""

    stage: Trust
    chinese: str
    since: datetime
    score: float
    model_version: int
    run: int
    scored_at: datetime

    @classmethod
    def of(cls, stored: Stored) -> "TrustOut":
        """This will write a stored score for the outside."""
        return cls(
            stage=stored.stage,
            chinese=stored.stage.chinese,
            since=stored.since,
            score=stored.points / SCALE,
            model_version=stored.version,
            run=stored.run,
            scored_at=stored.scored_at,
        )


class MoveOut(BaseModel):
    """A change of a trust stage; ``before`` is null for whoever was new."""

    at: datetime
    before: Trust | None
    after: Trust
    score: float

    @classmethod
    def of(cls, move: Move) -> "MoveOut":
        """This will write a change for the outside."""
        return cls(at=move.at, before=move.before, after=move.after, score=move.points / SCALE)


class RelationOut(BaseModel):
    """How close a person is to one member of staff, by the events between the two."""

    staff: str
    active: bool
    score: ScoreOut

    @classmethod
    def of(cls, relation: Relation) -> "RelationOut":
        """This will write a relation for the outside."""
        return cls(staff=relation.staff, active=relation.active, score=ScoreOut.of(relation.score))


class ContactOut(BaseModel):
    """A person whom a member of staff knows: the score of the two, by its parts, and when either last did something."""

    person: str
    active: bool
    score: float
    parts: dict[str, float]
    latest_at: datetime

    @classmethod
    def of(cls, contact: Contact) -> "ContactOut":
        """This will write a contact for the outside."""
        score = contact.relation.score
        return cls(
            person=ids.render(contact.person),
            active=contact.relation.active,
            score=score.score,
            parts={part.value: z for part, z in score.parts.items()},
            latest_at=clock.moment(contact.latest),
        )


class ContactsOut(BaseModel):
    """The people in scope whom a member of staff knows, closest first; ``people`` counts them all."""

    staff: str
    people: int
    contacts: list[ContactOut]


class SuggestionOut(BaseModel):
    """What would bring a person closer: the change of the score if it happened now, and what it costs us."""

    action: str
    chinese: str
    effort: str
    effort_chinese: str
    change: float
    score: float

    @classmethod
    def of(cls, suggestion: Suggestion) -> "SuggestionOut":
        """This will write a suggestion for the outside."""
        return cls.model_validate(suggestion, from_attributes=True)


class ShareOut(BaseModel):
    """How many of so many; null where there is nothing to divide by."""

    numerator: int
    denominator: int
    value: float | None

    @classmethod
    def of(cls, part: tuple[int, int]) -> "ShareOut":
        """This will write a share with what it was made of."""
        return cls(numerator=part[0], denominator=part[1], value=part[0] / part[1] if part[1] else None)


class ClosenessOut(BaseModel):
    """
    How close a person is right now, why, how their trust changed, and what would bring them closer. ``score`` is null
    for who did nothing that speaks for or against it. ``contactability`` is 0 for who deleted us and can be reached no
    other way. ``answered``: their answers against our pushes; ``served``: our answers against their questions.
    """

    person: str
    score: ScoreOut | None
    model: ModelOut
    contactability: int
    answered: ShareOut
    served: ShareOut
    trust: TrustOut | None
    moves: list[MoveOut]
    relations: list[RelationOut]
    suggestions: list[SuggestionOut]

    @classmethod
    def of(cls, found: Closeness) -> "ClosenessOut":
        """This will write a person's closeness for the outside."""
        return cls(
            person=ids.render(found.person),
            score=ScoreOut.of(found.score) if found.score else None,
            model=ModelOut.of(found.model),
            contactability=int(found.contactable),
            answered=ShareOut.of(found.answered),
            served=ShareOut.of(found.served),
            trust=TrustOut.of(found.stored) if found.stored else None,
            moves=[MoveOut.of(one) for one in found.moves],
            relations=[RelationOut.of(one) for one in found.relations],
            suggestions=[SuggestionOut.of(one) for one in found.suggestions],
        )
