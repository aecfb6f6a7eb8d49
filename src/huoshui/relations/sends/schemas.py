"""HTTP shapes of mass sends: people as text, moments ISO 8601, figures with what they were counted of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.sends.contract import (
    Audience,
    Enclosed,
    Estimate,
    Kind,
    Left,
    MassSend,
    Message,
    Outcome,
    Part,
    PartState,
    Pick,
    QuotaMode,
    SendPlan,
    SendReceiver,
    State,
)
from huoshui.relations.sends.media import SendMedia

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Address = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]
Key = Annotated[str, Field(min_length=8, max_length=100, pattern=r"^[^\x00]+$", description="the same plans once")]


class EnclosedIO(BaseModel):
    """What a message brings: an uploaded `media`, a page, or a mini-program with its picture."""

    kind: Literal["image", "video", "file", "link", "miniprogram"]
    media: int | None = None
    title: Words = ""
    url: Address = ""
    words: Words = ""
    appid: Words = ""


class SendMessageIO(BaseModel):
    """What is said: up to 4,000 bytes of text and 9 attachments."""

    text: str = Field(default="", max_length=20_000, pattern=r"^[^\x00]*$")
    attachments: list[EnclosedIO] = Field(default=[], max_length=50)


class SendAudienceIO(BaseModel):
    """
    To whom; what is given must all hold. `tags` are any of these corp tags, `staff` whose customers or groups.
    `listed` says of a planned send how many contacts were given.
    """

    segment: Words = ""
    tags: list[Words] = Field(default=[], max_length=100)
    staff: list[Words] = Field(default=[], max_length=2_000)
    contacts: list[Words] = Field(default=[], max_length=10_000)
    groups: list[Words] = Field(default=[], max_length=10_000)
    everybody: bool = False
    listed: int = 0


class SendPlanIO(BaseModel):
    """A mass send as it is composed; `senders` are the named staff, in the order in which they are chosen."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
    kind: Kind = Kind.CUSTOMERS
    message: SendMessageIO
    audience: SendAudienceIO
    pick: Pick = Pick.LAST_TALKED
    senders: list[Words] = Field(default=[], max_length=2_000)

    def planned(self) -> SendPlan:
        """This will give the plan."""
        brings = tuple(Enclosed(**one.model_dump()) for one in self.message.attachments)
        audience = self.audience
        return SendPlan(
            self.name, self.kind, Message(self.message.text, brings),
            Audience(audience.segment, tuple(audience.tags), tuple(audience.staff), tuple(audience.contacts),
                     tuple(audience.groups), audience.everybody),
            self.pick, tuple(self.senders),
        )  # fmt: skip

    @classmethod
    def of(cls, plan: SendPlan) -> "SendPlanIO":
        """This will show a plan."""
        return cls.model_validate(plan, from_attributes=True)


class SendEstimateIn(BaseModel):
    """What an estimate is asked for: the connector, and the plan."""

    account: Words
    plan: SendPlanIO


class NewSendIn(SendEstimateIn):
    """A send to plan."""

    key: Key


class SenderShareOut(BaseModel):
    """What one staff member would have to send."""

    staff: str
    name: str
    people: int


class SendLeftOutOut(BaseModel):
    """How many are left out for one reason."""

    reason: Left
    people: int


class SendEstimateOut(Shape):
    """
    What a send would come to: `wanted` in the audience, `people` of them asked for, the rest left out by reason.

    `most` is how often one may receive since `since`, by the corp's quota.
    """

    wanted: int
    people: int
    parts: int
    senders: list[SenderShareOut]
    left_out: list[SendLeftOutOut]
    quota: QuotaMode
    most: int
    since: datetime

    @classmethod
    def of(cls, one: Estimate) -> "SendEstimateOut":
        """This will show an estimate."""
        return cls.like(
            one,
            senders=[SenderShareOut(staff=each.staff, name=each.name, people=each.people) for each in one.senders],
            left_out=[SendLeftOutOut(reason=reason, people=count) for reason, count in sorted(one.left_out.items())],
        )


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


class SendQuotaIO(BaseModel):
    """How often the corp lets one customer receive, as its WeCom console has it."""

    mode: QuotaMode


class SendAccountOut(BaseModel):
    """A connector in whose name may be sent."""

    name: str
    title: str
    corp: str
    quota: QuotaMode


class SendMediaIn(BaseModel):
    """A file for messages."""

    account: Words
    kind: Literal["image", "video", "file"]
    filename: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
    content: Base64Bytes = Field(max_length=21 * 2**20)


class SendMediaOut(BaseModel):
    """A file for messages."""

    id: int
    kind: str
    filename: str
    size: int

    @classmethod
    def of(cls, one: SendMedia) -> "SendMediaOut":
        """This will show a file."""
        return cls.model_validate(one, from_attributes=True)


def _outcomes(found: Mapping[Outcome, int]) -> list[SendOutcomeOut]:
    return [SendOutcomeOut(outcome=outcome, people=found[outcome]) for outcome in Outcome if outcome in found]
