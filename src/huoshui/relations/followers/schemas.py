"""HTTP shapes of followers and subscriptions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from huoshui.bedrock import ids
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


class AnswerWindowOut(BaseModel):
    """Whether somebody may be answered now: how often, until when, by what; or `shut` says why not."""

    left: int
    until: datetime | None
    by: Kind | None
    shut: str

    @classmethod
    def of(cls, one: Window) -> "AnswerWindowOut":
        """This will show a window."""
        return cls(left=one.left, until=one.until, by=one.by, shut=one.shut)


class SubscriptionOut(BaseModel):
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
        return cls(
            template=one.template, title=one.title, lasting=one.lasting, left=one.left, willing=one.willing,
            open=one.open, since=one.since,
        )  # fmt: skip


class FanOut(BaseModel):
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
        return cls(
            id=one.id, person=ids.render(one.identity) if one.identity else None, appid=one.appid,
            account=titles.get(one.appid, one.appid), channel=one.channel, openid=one.openid, standing=one.standing,
            since=one.since, followed_at=one.followed_at, source=one.source, way=one.way, supposed=one.supposed,
            known=one.known, window=AnswerWindowOut.of(one.window),
            subscriptions=[SubscriptionOut.of(each) for each in one.subscriptions],
        )  # fmt: skip


class FansOut(BaseModel):
    """A page of followers; `next` is the `after` of the page that follows."""

    followers: list[FanOut]
    next: str | None


class FollowerLineOut(BaseModel):
    """A line of a follower's history."""

    at: datetime
    kind: Kind
    turn: Turn
    said: dict[str, Any]

    @classmethod
    def of(cls, one: FollowerLine) -> "FollowerLineOut":
        """This will show a line."""
        return cls(at=one.at, kind=one.kind, turn=one.turn, said=dict(one.said))


class FollowerSendOut(BaseModel):
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
        return cls(
            id=one.id, key=UUID(one.key), kind=one.kind, template=one.template, title=one.title, state=one.state,
            asked_at=one.asked_at, asked_by=one.asked_by, settled_at=one.settled_at, problem=one.problem,
        )  # fmt: skip


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


class FollowerFiguresOut(BaseModel):
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
        return cls(
            following=one.following, unfollowed=one.unfollowed, followed_today=one.followed_today,
            unfollowed_today=one.unfollowed_today, subscribed=one.subscribed, scenes=scenes,
        )  # fmt: skip


class SubscriptionSumOut(BaseModel):
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
        return cls(
            appid=one.appid, template=one.template, title=one.title, kind=one.kind, people=one.people, left=one.left,
            sent=one.sent, unknown=one.unknown,
        )  # fmt: skip


class FollowerSyncIn(BaseModel):
    """Which account is compared."""

    account: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00]*$", description="the connector")]


class FollowerSyncOut(BaseModel):
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
        return cls(
            id=one.id, appid=one.appid, state=one.state, step=one.step, started_at=one.started_at,
            started_by=one.started_by, finished_at=one.finished_at, counts=dict(one.counts),
            repaired=dict(one.repaired), problem=one.problem,
        )  # fmt: skip
