"""HTTP shapes of short links."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

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
from huoshui.touchpoints.operations import Plan

MOST_VARIANTS = 20

Url = Annotated[str, Field(min_length=1, max_length=2000, description="https://…, or a deep link into an application")]
Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Password = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[^\x00]*$")]


class VariantIO(BaseModel):
    """One of the places where a link leads; `weight` is how often it is chosen among them."""

    url: Url
    by_environment: dict[Environment, Url] = Field(
        default={}, description="other addresses for some environments; an application without its own gets `phone`'s"
    )
    weight: int = Field(1, ge=0, le=1000)
    name: Words = ""

    @classmethod
    def of(cls, variant: Variant) -> "VariantIO":
        """This will show a variant."""
        return cls(
            url=variant.url, by_environment=dict(variant.by_environment), weight=variant.weight, name=variant.name
        )


class LinkIn(BaseModel):
    """What a link is to be."""

    name: Words = Field(min_length=1)
    variants: list[VariantIO] = Field(min_length=1, max_length=MOST_VARIANTS)
    note: Words = ""
    channel: Words = Field("", description="the public channel that whoever clicks came from")
    campaign: Words = ""
    paused: bool = False
    expires_at: AwareDatetime | None = None
    most_clicks: int | None = Field(None, ge=1, le=2**62, description="so many people are sent on; robots do not count")
    marks: bool = Field(default=True, description="whether the click's id goes along, by which the site can name it")

    def planned(self) -> Plan:
        """This will give it as it is kept."""
        variants = [Variant(one.url, one.by_environment, one.weight, one.name) for one in self.variants]
        return Plan(
            self.name, variants, self.note, self.channel, self.campaign, self.paused, self.expires_at,
            self.most_clicks, self.marks,
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


class LinkOut(BaseModel):
    """A link; `address` is what is printed."""

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

    @classmethod
    def of(cls, link: Link, *, base: str) -> "LinkOut":
        """This will show a link, printed below ``base``."""
        return cls(
            code=link.code, address=f"{base}{link.code}", name=link.name, note=link.note, channel=link.channel,
            campaign=link.campaign, variants=[VariantIO.of(one) for one in link.variants], paused=link.paused,
            expires_at=link.expires_at, most_clicks=link.most_clicks, has_password=link.password_hash is not None,
            marks=link.marks, version=link.version, created_at=link.created_at, created_by=link.created_name,
            changed_at=link.changed_at, changed_by=link.changed_name,
        )  # fmt: skip


class ListedLinkOut(LinkOut):
    """A link in a list, with what the last thirty days brought."""

    sent: int
    adds: int = Field(description="people who became contacts, by links that lead to acquisition links")
    robots: int
    last_at: datetime | None

    @classmethod
    def of_listed(cls, listed: Listed, *, base: str) -> "ListedLinkOut":
        """This will show it."""
        link = LinkOut.of(listed.link, base=base)
        return cls(
            **link.model_dump(), sent=listed.sent, adds=listed.adds, robots=listed.robots, last_at=listed.last_at
        )


class LinksOut(BaseModel):
    """A page of links, the newest first; `next` is the `before` of the page that follows."""

    links: list[ListedLinkOut]
    next: int | None


class LinkVersionOut(BaseModel):
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
        return cls(
            version=one.version, name=one.name, paused=one.paused,
            variants=[VariantIO.of(each) for each in one.variants], expires_at=one.expires_at,
            most_clicks=one.most_clicks, changed_at=one.changed_at, changed_by=one.changed_name,
        )  # fmt: skip


class ClicksOut(BaseModel):
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
        return cls(
            day=one.day, environment=one.environment, variant=one.variant, sent=one.sent, visitors=one.visitors,
            turned_away=one.turned_away, robots=one.robots,
        )  # fmt: skip


class HookOut(BaseModel):
    """Something that hangs outside."""

    kind: HookKind
    code: str = Field(description="what its address ends with")
    name: str
    campaign: str

    @classmethod
    def of(cls, hook: Hook) -> "HookOut":
        """This will show a hook."""
        return cls(kind=hook.kind, code=hook.code, name=hook.name, campaign=hook.campaign)
