"""HTTP shapes of moments: people as text, moments ISO 8601, figures with what they were counted of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.moments.contract import (
    BrandMoment,
    Doing,
    Hidden,
    MomentCounts,
    MomentCustomer,
    MomentEstimate,
    MomentPlan,
    Publisher,
    PublisherShare,
    State,
)
from huoshui.relations.sends.contract import Enclosed, Message

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Address = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]
Key = Annotated[str, Field(min_length=8, max_length=100, pattern=r"^[^\x00]+$", description="the same plans once")]


class MomentEnclosedIO(BaseModel):
    """An uploaded picture or film, or a page with the picture that stands beside it."""

    kind: Literal["image", "video", "link"]
    media: int | None = None
    title: Words = ""
    url: Address = ""


class MomentPlanIO(BaseModel):
    """
    A moment as it is composed: up to 2,000 characters and 4,000 bytes; nine pictures, or one film, or one page.

    `everybody`, `staff` and `units` (each with all below it) say who publishes, `tags` whose customers may see it.
    """

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
    text: str = Field(default="", max_length=20_000, pattern=r"^[^\x00]*$")
    attachments: list[MomentEnclosedIO] = Field(default=[], max_length=50)
    everybody: bool = False
    staff: list[Words] = Field(default=[], max_length=10_000)
    units: list[Words] = Field(default=[], max_length=2_000)
    tags: list[Words] = Field(default=[], max_length=100)

    def planned(self) -> MomentPlan:
        """This will give the plan."""
        brings = tuple(Enclosed(one.kind, one.media, one.title, one.url) for one in self.attachments)
        return MomentPlan(
            self.name, Message(self.text, brings), self.everybody, tuple(self.staff), tuple(self.units),
            tuple(self.tags),
        )  # fmt: skip

    @classmethod
    def of(cls, plan: MomentPlan) -> "MomentPlanIO":
        """This will show a plan."""
        brings = [MomentEnclosedIO.model_validate(one, from_attributes=True) for one in plan.message.attachments]
        return cls(
            name=plan.name, text=plan.message.text, attachments=brings, everybody=plan.everybody,
            staff=list(plan.staff), units=list(plan.units), tags=list(plan.tags),
        )  # fmt: skip


class MomentEstimateIn(BaseModel):
    """What an estimate is asked for: the connector, and the plan."""

    account: Words
    plan: MomentPlanIO


class NewMomentIn(MomentEstimateIn):
    """A moment to plan."""

    key: Key


class PublisherShareOut(BaseModel):
    """To how many customers one staff member would show it."""

    staff: str
    name: str
    people: int


class MomentHiddenOut(BaseModel):
    """How many customers of the chosen staff could not see it, for one reason."""

    reason: Hidden
    people: int


class MomentEstimateOut(Shape):
    """
    What a moment would come to: `people` could see it, `refusing` of them refuse marketing, the rest are `hidden`.

    Of `wanted` staff the `publishers` would be asked; `not_publishing` left, or may not have customers.
    """

    wanted: int
    people: int
    refusing: int
    publishers: list[PublisherShareOut]
    not_publishing: list[PublisherShareOut]
    hidden: list[MomentHiddenOut]

    @classmethod
    def of(cls, one: MomentEstimate) -> "MomentEstimateOut":
        """This will show an estimate."""
        return cls.like(
            one,
            publishers=_shares(one.publishers),
            not_publishing=_shares(one.not_publishing),
            hidden=[MomentHiddenOut(reason=reason, people=count) for reason, count in sorted(one.hidden.items())],
        )


class MomentCountsOut(BaseModel):
    """
    How a moment stands: of staff, and of customers, each of whom is counted once.

    `published_rate` is published of asked staff, `reach` shown of chosen customers, `engagement` engaged of shown.
    """

    staff: int
    asked: int
    published: int
    chosen: int
    shown: int
    engaged: int
    likes: int
    comments: int
    published_rate: float | None
    reach: float | None
    engagement: float | None

    @classmethod
    def of(cls, one: MomentCounts) -> "MomentCountsOut":
        """This will show how a moment stands."""
        return cls.model_validate(one, from_attributes=True)


class BrandMomentOut(Shape):
    """
    A moment and how it stands; a viewer of some units sees the counts of their own staff.

    `people` and `hidden` are as they were when it was planned.
    """

    id: int
    corp: str
    plan: MomentPlanIO
    state: State
    people: int
    hidden: list[MomentHiddenOut]
    created_at: datetime
    created_by: str
    started_at: datetime | None
    asked_at: datetime | None
    ended_at: datetime | None
    problem: str
    counts: MomentCountsOut

    @classmethod
    def of(cls, one: BrandMoment) -> "BrandMomentOut":
        """This will show a moment."""
        return cls.like(
            one,
            plan=MomentPlanIO.of(one.plan),
            hidden=[MomentHiddenOut(reason=Hidden(why), people=count) for why, count in sorted(one.hidden.items())],
            counts=MomentCountsOut.of(one.counts),
        )


class BrandMomentsOut(BaseModel):
    """A page of moments, the newest first; `next` is the `before` of the page that follows."""

    moments: list[BrandMomentOut]
    next: int | None


class MomentStaffOut(Shape):
    """What one staff member did with it; `published_at` is when we learned of it: WeCom does not say when it was."""

    staff: str
    staff_name: str
    unit: str | None
    state: Doing
    published_at: datetime | None
    chosen: int
    shown: int
    likes: int
    comments: int
    reminded: int
    problem: str

    @classmethod
    def of(cls, one: Publisher) -> "MomentStaffOut":
        """This will show a staff member's part."""
        return cls.like(one, reminded=len(one.reminded_at))


class MomentCustomerOut(Shape):
    """A customer at one staff member; `comments` is how many, for what they say is not told."""

    contact: str
    name: str
    person: str | None
    staff: str
    staff_name: str
    shown: bool
    liked_at: datetime | None
    comments: int
    commented_at: datetime | None

    @classmethod
    def of(cls, one: MomentCustomer) -> "MomentCustomerOut":
        """This will show a customer."""
        return cls.like(one, person=shapes.person(one.identity))


class MomentCustomersOut(BaseModel):
    """A page of customers; `next` is the `after` of the page that follows."""

    customers: list[MomentCustomerOut]
    next: str | None


class MomentRemindIn(BaseModel):
    """Whom to remind; everybody who has not published where nobody is said."""

    staff: list[Words] = Field(default=[], max_length=10_000)


class MomentRemindedOut(BaseModel):
    """How many staff are reminded."""

    staff: int


def _shares(found: Sequence[PublisherShare]) -> list[PublisherShareOut]:
    return [PublisherShareOut(staff=one.staff, name=one.name, people=one.people) for one in found]
