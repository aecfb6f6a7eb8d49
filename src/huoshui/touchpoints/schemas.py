"""HTTP shapes of short links."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.bedrock.shapes import MomentIn, Shape
from huoshui.connectors.contract import NAME, Account
from huoshui.touchpoints.contract import (
    CODE,
    Clicks,
    Environment,
    Hook,
    HookKind,
    Link,
    LinkVersion,
    Listed,
    Variant,
)
from huoshui.touchpoints.entries.contract import Entry, EntryHealth, EntryKey, EntryKind, MiniProgramPage
from huoshui.touchpoints.operations import Plan

MOST_VARIANTS = 20

Url = Annotated[str, Field(min_length=1, max_length=2000, description="https://…, or a deep link into an application")]
Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Password = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[^\x00]*$")]


class MiniProgramPageIO(Shape):
    """A page of one of our mini-programs; no path is its front page."""

    account: Annotated[str, Field(pattern=rf"^{NAME}$", description="the mini-program's connector")]
    path: Annotated[str, Field(max_length=256, pattern=r"^[^\x00]*$", description="pages/ride, without its query")] = ""
    query: Annotated[str, Field(max_length=1024, pattern=r"^[^\x00]*$", description="from=wall&id=1, encoded")] = ""
    by_scheme: bool = Field(
        default=False, description="browsers outside WeChat get a button of ours (URL Scheme), not WeChat's page"
    )

    @classmethod
    def of(cls, page: MiniProgramPage) -> "MiniProgramPageIO":
        """This will show a page."""
        return cls.like(page)

    def planned(self) -> MiniProgramPage:
        """This will give it as it is kept."""
        return MiniProgramPage(self.account, self.path.strip(), self.query.strip().removeprefix("?"), self.by_scheme)


class EntryOut(Shape):
    """By what a page of a mini-program opens; `problem` is why the last try to make or renew it failed."""

    account: str
    path: str
    query: str
    kind: EntryKind
    health: EntryHealth
    address: str
    made_at: datetime | None
    expires_at: datetime | None
    problem: str
    failed_at: datetime | None

    @classmethod
    def of(cls, entry: Entry, *, now: datetime) -> "EntryOut":
        """This will show an entry."""
        return cls.like(entry, health=entry.health(now))


class MiniProgramOut(BaseModel):
    """A mini-program that links may lead to."""

    account: str
    title: str
    appid: str
    paused: bool

    @classmethod
    def of(cls, account: Account) -> "MiniProgramOut":
        """This will show a mini-program."""
        return cls(account=account.name, title=account.title, appid=account.corp_id, paused=account.paused)


class VariantIO(Shape):
    """
    One of the places where a link leads; `weight` is how often it is chosen among them.

    With a `mini_program` phones and applications are led there; `url` is for desktops, and for when nothing opens it.
    """

    url: Url
    by_environment: dict[Environment, Url] = Field(
        default={}, description="other addresses for some environments; an application without its own gets `phone`'s"
    )
    weight: int = Field(1, ge=0, le=1000)
    name: Words = ""
    mini_program: MiniProgramPageIO | None = None
    greets: Annotated[str, Field(pattern=rf"^({CODE})?$")] = Field(
        "", description="the live code as which whoever comes by this acquisition link is welcomed and tagged"
    )

    @classmethod
    def of(cls, variant: Variant) -> "VariantIO":
        """This will show a variant."""
        page = variant.mini_program
        return cls.like(
            variant,
            by_environment=dict(variant.by_environment),
            mini_program=MiniProgramPageIO.of(page) if page is not None else None,
        )

    def planned(self) -> Variant:
        """This will give it as it is kept."""
        page = self.mini_program.planned() if self.mini_program is not None else None
        return Variant(self.url, self.by_environment, self.weight, self.name, page, self.greets)


class LinkIn(BaseModel):
    """What a link is to be."""

    name: Words = Field(min_length=1)
    variants: list[VariantIO] = Field(min_length=1, max_length=MOST_VARIANTS)
    note: Words = ""
    channel: Words = Field("", description="the public channel that whoever clicks came from")
    campaign: Words = ""
    paused: bool = False
    expires_at: MomentIn | None = None
    most_clicks: int | None = Field(None, ge=1, le=2**62, description="so many people are sent on; robots do not count")
    marks: bool = Field(default=True, description="whether the click's id goes along, by which the site can name it")

    def planned(self) -> Plan:
        """This will give it as it is kept."""
        return Plan(
            self.name, [one.planned() for one in self.variants], self.note, self.channel, self.campaign, self.paused,
            self.expires_at, self.most_clicks, self.marks,
        )  # fmt: skip


class NewLinkIn(LinkIn):
    """A new link, under a code of one's own or a new one."""

    code: Annotated[str, Field(pattern=rf"^{CODE}$")] | None = None
    password: Password | None = None


class LinkChangeIn(LinkIn):
    """What a link becomes."""

    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class PasswordIn(BaseModel):
    """A link's new password, or none."""

    password: Password | None


class LinkOut(Shape):
    """A link; `address` is what is printed, `entries` by what the mini-programs open that it leads to."""

    code: str
    address: str
    name: str
    note: str
    channel: str
    campaign: str
    variants: list[VariantIO]
    paused: bool
    expires_at: datetime | None
    most_clicks: int | None
    has_password: bool
    marks: bool
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    entries: list[EntryOut]

    @classmethod
    def of(cls, link: Link, *, base: str, entries: Mapping[EntryKey, Entry], now: datetime) -> "LinkOut":
        """This will show a link, printed below ``base``; of ``entries`` those that it needs."""
        pages = [variant.mini_program for variant in link.variants if variant.mini_program is not None]
        needed = dict.fromkeys(key for page in pages for key in page.keys)
        return cls.like(
            link,
            address=f"{base}{link.code}",
            variants=[VariantIO.of(one) for one in link.variants],
            has_password=link.password_hash is not None,
            created_by=link.created_name,
            changed_by=link.changed_name,
            entries=[EntryOut.of(entries[key], now=now) for key in needed if key in entries],
        )


class ListedLinkOut(LinkOut):
    """A link in a list, with what the last thirty days brought."""

    sent: int
    adds: int = Field(description="people who became contacts, by links that lead to acquisition links")
    robots: int
    last_at: datetime | None

    @classmethod
    def of_listed(
        cls, listed: Listed, *, base: str, entries: Mapping[EntryKey, Entry], now: datetime
    ) -> "ListedLinkOut":
        """This will show it."""
        link = LinkOut.of(listed.link, base=base, entries=entries, now=now)
        return cls(
            **link.model_dump(), sent=listed.sent, adds=listed.adds, robots=listed.robots, last_at=listed.last_at
        )


class LinksOut(BaseModel):
    """A page of links, the newest first; `next` is the `before` of the page that follows."""

    links: list[ListedLinkOut]
    next: int | None


class LinkVersionOut(Shape):
    """What a link was, and who made it so."""

    version: int
    name: str
    paused: bool
    variants: list[VariantIO]
    expires_at: datetime | None
    most_clicks: int | None
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, one: LinkVersion) -> "LinkVersionOut":
        """This will show a version."""
        return cls.like(one, variants=[VariantIO.of(each) for each in one.variants], changed_by=one.changed_name)


class ClicksOut(Shape):
    """
    Clicks of one day (Beijing), environment and variant: of people who were sent on, of how many different ones, of
    people who were not sent on (expired, paused, full, no password), and of robots.
    """

    day: date
    environment: Environment
    variant: int
    sent: int
    visitors: int
    turned_away: int
    robots: int

    @classmethod
    def of(cls, one: Clicks) -> "ClicksOut":
        """This will show a count."""
        return cls.like(one)


class HookOut(Shape):
    """Something that hangs outside."""

    kind: HookKind
    code: str = Field(description="what its address ends with; a poster's number")
    name: str
    campaign: str

    @classmethod
    def of(cls, hook: Hook) -> "HookOut":
        """This will show a hook."""
        return cls.like(hook)
