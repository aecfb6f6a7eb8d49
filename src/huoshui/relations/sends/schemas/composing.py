"""HTTP shapes of what is composed: message, audience, estimate, and what a corp's sends are made with."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock.shapes import Shape
from huoshui.relations.sends.contract import (
    Audience,
    Enclosed,
    Estimate,
    Kind,
    Left,
    Message,
    Pick,
    QuotaMode,
    SendPlan,
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
    To whom; what is given must all hold. `tags` are any of these corp tags, `staff` whose customers or groups,
    `group_tags` any of our own tags on groups. `listed` says of a planned send how many contacts were given.
    """

    segment: Words = ""
    tags: list[Words] = Field(default=[], max_length=100)
    staff: list[Words] = Field(default=[], max_length=2_000)
    contacts: list[Words] = Field(default=[], max_length=10_000)
    groups: list[Words] = Field(default=[], max_length=10_000)
    group_tags: list[Words] = Field(default=[], max_length=100)
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
                     tuple(audience.groups), tuple(audience.group_tags), audience.everybody),
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
