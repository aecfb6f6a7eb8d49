"""HTTP shapes of how a send stands: states, tasks of staff, and what became of each receiver."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.sends.contract import Left, MassSend, Outcome, Part, PartState, SendReceiver, State
from huoshui.relations.sends.schemas.composing import SendLeftOutOut, SendPlanIO, Words


class SendOutcomeOut(BaseModel):
    """How many it ended for in one way."""

    outcome: Outcome
    people: int


class SendCountsOut(Shape):
    """
    How a send stands: staff who were asked and who confirmed, receivers by what became of them.

    `execution_rate` is confirmed of asked staff, `delivery_rate` reached of asked receivers; nothing before anybody
    was asked.
    """

    people: int
    senders: int
    asked_senders: int
    confirmed_senders: int
    asked: int
    outcomes: list[SendOutcomeOut]
    execution_rate: float | None
    delivery_rate: float | None


class SendOut(Shape):
    """A mass send and how it stands; a viewer of some units sees the counts of their own staff."""

    id: int
    corp: str
    plan: SendPlanIO
    state: State
    left_out: list[SendLeftOutOut]
    created_at: datetime
    created_by: str
    started_at: datetime | None
    asked_at: datetime | None
    ended_at: datetime | None
    counts: SendCountsOut

    @classmethod
    def of(cls, one: MassSend) -> "SendOut":
        """This will show a send."""
        return cls.like(
            one,
            plan=SendPlanIO.of(one.plan),
            left_out=[SendLeftOutOut(reason=Left(why), people=count) for why, count in sorted(one.left_out.items())],
            counts=SendCountsOut.like(one.counts, outcomes=_outcomes(one.counts.outcomes)),
        )


class SendsOut(BaseModel):
    """A page of mass sends, the newest first; `next` is the `before` of the page that follows."""

    sends: list[SendOut]
    next: int | None


class SendPartOut(Shape):
    """One staff member's task; `reminded` is how often they were reminded of it."""

    id: int
    staff: str
    staff_name: str
    unit: str | None
    state: PartState
    people: int
    outcomes: list[SendOutcomeOut]
    asked_at: datetime | None
    confirmed_at: datetime | None
    reminded: int
    problem: str

    @classmethod
    def of(cls, one: Part) -> "SendPartOut":
        """This will show a task."""
        return cls.like(one, outcomes=_outcomes(one.outcomes), reminded=len(one.reminded_at))


class SendReceiverOut(Shape):
    """Somebody, or a group, to whom it goes, and what became of it."""

    contact: str
    name: str
    person: str | None
    staff: str
    staff_name: str
    outcome: Outcome
    reason: str
    sent_at: datetime | None

    @classmethod
    def of(cls, one: SendReceiver) -> "SendReceiverOut":
        """This will show a receiver."""
        return cls.like(one, person=shapes.person(one.identity))


class SendReceiversOut(BaseModel):
    """A page of receivers; `next` is the `after` of the page that follows."""

    receivers: list[SendReceiverOut]
    next: int | None


class RemindIn(BaseModel):
    """Whom to remind; everybody who has not confirmed where nobody is said."""

    staff: list[Words] = Field(default=[], max_length=2_000)


class RemindedOut(BaseModel):
    """How many tasks staff are reminded of."""

    tasks: int


def _outcomes(found: Mapping[Outcome, int]) -> list[SendOutcomeOut]:
    return [SendOutcomeOut(outcome=outcome, people=found[outcome]) for outcome in Outcome if outcome in found]
