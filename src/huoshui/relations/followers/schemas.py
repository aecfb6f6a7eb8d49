"""HTTP shapes of followers and subscriptions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.followers.contract import (
    Figures,
    Follower,
    FollowerLine,
    FollowerRun,
    Kind,
    Send,
    SendKind,
    SendState,
    Standing,
    Subscription,
    TemplateSum,
    Turn,
    Window,
)
from huoshui.relations.followers.sending import Message

Words = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00]*$")]
Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$", strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_]+$")]


class AnswerWindowOut(Shape):
    """Whether somebody may be answered now: how often, until when, by what; or `shut` says why not."""

    left: int
    until: datetime | None
    by: Kind | None
    shut: str

    @classmethod
    def of(cls, one: Window) -> "AnswerWindowOut":
        """This will show a window."""
        return cls.like(one)


class SubscriptionOut(Shape):
    """What somebody allowed for a template: `left` messages, or with `lasting` any number while they are `willing`."""

    template: str
    title: str
    lasting: bool
    left: int
    willing: bool
    open: bool
    since: datetime

    @classmethod
    def of(cls, one: Subscription) -> "SubscriptionOut":
        """This will show a subscription."""
        return cls.like(one)


class FanOut(Shape):
    """Somebody whom an account knows by an openid."""

    id: int
    person: str | None = Field(description="the reference of who it is, where that is known")
    appid: str
    account: str = Field(description="what we call the account")
    channel: str
    openid: str
    standing: Standing
    since: datetime
    followed_at: datetime | None
    source: str = Field(description="the scene of the code that they came by")
    way: str = Field(description="WeChat's `subscribe_scene`")
    supposed: bool = Field(description="found missing by a comparison, told by nobody")
    known: bool = Field(description="whether WeChat tells by which unionid they are known elsewhere")
    window: AnswerWindowOut
    subscriptions: list[SubscriptionOut]

    @classmethod
    def of(cls, one: Follower, titles: Mapping[str, str]) -> "FanOut":
        """This will show a follower, with the account's own title."""
        return cls.like(
            one,
            person=shapes.person(one.identity),
            account=titles.get(one.appid, one.appid),
            window=AnswerWindowOut.of(one.window),
            subscriptions=[SubscriptionOut.of(each) for each in one.subscriptions],
        )


class FansOut(BaseModel):
    """A page of followers; `next` is the `after` of the page that follows."""

    followers: list[FanOut]
    next: str | None


class FollowerLineOut(Shape):
    """A line of a follower's history."""

    at: datetime
    kind: Kind
    turn: Turn
    said: dict[str, Any]

    @classmethod
    def of(cls, one: FollowerLine) -> "FollowerLineOut":
        """This will show a line."""
        return cls.like(one, said=dict(one.said))


class FollowerSendOut(Shape):
    """A message to one person, and what became of it."""

    id: int
    key: UUID
    kind: SendKind
    template: str
    title: str
    state: SendState
    asked_at: datetime
    asked_by: str
    settled_at: datetime | None
    problem: str

    @classmethod
    def of(cls, one: Send) -> "FollowerSendOut":
        """This will show a message."""
        return cls.like(one, key=UUID(one.key))


class FollowerDetailOut(FanOut):
    """A follower with history and messages."""

    history: list[FollowerLineOut]
    sends: list[FollowerSendOut]


class FollowerMessageIn(BaseModel):
    """A message to one person: `words` to answer somebody, else a `template` and its `values`; a `key` is sent once."""

    kind: SendKind
    key: UUID
    template: Short = ""
    values: dict[Name, Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]] = Field(
        default_factory=dict, max_length=20
    )
    words: Words = ""
    page: Short = ""

    def message(self) -> Message:
        """This will give what is to be said."""
        return Message(self.kind, self.template, self.values, self.words, self.page)


class SceneCountOut(BaseModel):
    """How many came by a scene, and how many of them still follow."""

    source: str
    came: int
    following: int


class FollowerFiguresOut(Shape):
    """Followers in numbers; the day is Beijing's."""

    following: int
    unfollowed: int
    followed_today: int
    unfollowed_today: int
    subscribed: int = Field(description="people to whom a subscribe message may be sent")
    scenes: list[SceneCountOut]

    @classmethod
    def of(cls, one: Figures) -> "FollowerFiguresOut":
        """This will show figures."""
        scenes = [SceneCountOut(source=each.source, came=each.came, following=each.following) for each in one.scenes]
        return cls.like(one, scenes=scenes)


class SubscriptionSumOut(Shape):
    """What all people together allowed for a template; `unknown` are messages whose answer was lost."""

    appid: str
    template: str
    title: str
    kind: str = Field(description="once, lasting, or message: a template message, which needs no acceptance")
    people: int
    left: int
    sent: int = Field(description="in the last 30 days")
    unknown: int

    @classmethod
    def of(cls, one: TemplateSum) -> "SubscriptionSumOut":
        """This will show a template."""
        return cls.like(one)


class FollowerSyncIn(BaseModel):
    """Which account is compared."""

    account: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]*$", description="the connector")]


class FollowerSyncOut(Shape):
    """A comparison with WeChat's list of followers."""

    id: int
    appid: str
    state: str
    step: str
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    counts: dict[str, int]
    repaired: dict[str, int]
    problem: str

    @classmethod
    def of(cls, one: FollowerRun) -> "FollowerSyncOut":
        """This will show a comparison."""
        return cls.like(one, counts=dict(one.counts), repaired=dict(one.repaired))
