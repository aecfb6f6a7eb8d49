"""HTTP shapes of relations: identities are text, moments ISO 8601, people by their nicknames."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.contract import (
    CorpTag,
    Day,
    Kind,
    Loss,
    Pool,
    Relation,
    Run,
    Standing,
    Turn,
)

Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class PoolOut(Shape):
    """
    One staff member's pool: friends and half friends now; in the period those who were added, the three ways in which
    they were lost apart, and who was handed on, which is no loss.
    """

    corp: str
    staff: str
    name: str
    unit: str | None
    left_at: datetime | None
    friends: int
    half: int
    added: int
    transferred_to: int
    deleted_by_customer: int
    deleted_by_staff: int
    transferred_away: int

    @classmethod
    def of(cls, one: Pool) -> "PoolOut":
        """This will show a pool."""
        return cls.like(one)


class FollowerUnitIn(BaseModel):
    """The code of the unit whose relations a staff member's are; none: headquarters'."""

    unit: Text | None


class FollowReachOut(BaseModel):
    """Who may write to whom; `how` is what would have to be done, empty when nothing has to."""

    staff_writes: bool
    customer_writes: bool
    mass: bool
    how: str


class FollowLineOut(BaseModel):
    """A line of a relation's history; `said` is what is known of it."""

    at: datetime
    kind: Kind
    turn: Turn
    said: dict[str, Any]


class FollowRelationOut(Shape):
    """One staff member's relation with one customer; what staff noted is masked."""

    id: int
    corp: str
    staff: str
    staff_name: str
    contact: str
    standing: Standing
    reach: FollowReachOut
    since: datetime
    begun_at: datetime | None
    way: int
    source: str
    supposed: bool = Field(description="found by the daily comparison; nobody told of it")
    remark: str
    tags: list[str]
    history: list[FollowLineOut]

    @classmethod
    def of(cls, one: Relation) -> "FollowRelationOut":
        """This will show a relation."""
        reach = one.reach
        return cls.like(
            one,
            reach=FollowReachOut(
                staff_writes=reach.staff_writes, customer_writes=reach.customer_writes, mass=reach.mass, how=reach.how
            ),
            tags=list(one.tags),
            history=[
                FollowLineOut(at=line.at, kind=line.kind, turn=line.turn, said=dict(line.said)) for line in one.history
            ],
        )


class LossOut(Shape):
    """Somebody whom a staff member lost, or handed on."""

    id: int
    at: datetime
    turn: Turn
    supposed: bool
    corp: str
    staff: str
    staff_name: str
    contact: str
    name: str
    person: str | None
    added_at: datetime | None
    way: int
    source: str

    @classmethod
    def of(cls, one: Loss) -> "LossOut":
        """This will show a loss."""
        return cls.like(one, person=shapes.person(one.identity))


class LossesOut(BaseModel):
    """A page of losses, the newest first; `next` is the `after` of the page that follows."""

    losses: list[LossOut]
    next: str | None


class PoolDayOut(Shape):
    """What happened on one day (Beijing), in pools and in groups."""

    day: date
    added: int
    transferred: int
    deleted_by_customer: int
    deleted_by_staff: int
    joined: int
    left: int

    @classmethod
    def of(cls, one: Day) -> "PoolDayOut":
        """This will show a day."""
        return cls.like(one)


class CorpTagOut(Shape):
    """A corp tag; `carriers` are the relations that have it."""

    corp: str
    id: str
    name: str
    group: str
    group_id: str
    place: int
    carriers: int

    @classmethod
    def of(cls, one: CorpTag) -> "CorpTagOut":
        """This will show a tag."""
        return cls.like(one)


class MarkIn(BaseModel):
    """Corp tags to put on a relation and to take off, by id; the same `key` asks the platform once."""

    add: list[Text] = Field(default=[], max_length=30)
    remove: list[Text] = Field(default=[], max_length=30)
    key: str = Field(min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$")


class NewTagsIn(BaseModel):
    """New corp tags, in a group that is there or becomes."""

    corp: Text
    group: str = Field(min_length=1, max_length=30, pattern=r"^[^\x00]*$")
    names: list[Annotated[str, Field(min_length=1, max_length=30, pattern=r"^[^\x00]*$")]] = Field(
        min_length=1, max_length=100
    )


class TagNameIn(BaseModel):
    """How a corp tag is to be called."""

    name: str = Field(min_length=1, max_length=30, pattern=r"^[^\x00]*$")


class SyncIn(BaseModel):
    """The connector whose corp is to be compared with the platform."""

    account: Text


class ComparisonOut(Shape):
    """
    A comparison: how far it is, what it read (`counts`), and what it repaired, by kind with examples: `added`,
    `returned`, `confirmed`, `missing`, `transferred`, `cleared`, `edited`, `joined`, `left`, `groups`, `dismissed`,
    `tags`, `staff`. `withheld` friends stood on no page and are too many to be let go before somebody confirms it.
    """

    id: int
    account: int
    corp: str
    state: str
    step: str
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    staff: int
    staff_done: int
    counts: Mapping[str, int]
    repaired: Mapping[str, int]
    examples: Mapping[str, Sequence[str]]
    problem: str
    withheld: int
    confirmed_by: str

    @classmethod
    def of(cls, one: Run) -> "ComparisonOut":
        """This will show a comparison."""
        return cls.like(one)
