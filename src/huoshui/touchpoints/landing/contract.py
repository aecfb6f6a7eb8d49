"""What others may know of landing pages, and the refusals."""

from dataclasses import dataclass
from datetime import datetime

from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.touchpoints.posters.contract import OnPage

MOST_PICTURE_BYTES = 24_000
"""With it inside, page and code together stay below 50 kB."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """
    What a page says, and the live code (by its place) that it shows; ``consent`` is what scanning agrees to.

    A ``poster`` (by its number) stands at the head in place of a picture, with the code in its own square.
    """

    name: str
    title: str
    code: str
    words: str = ""
    hint: str = ""
    consent: str = ""
    note: str = ""
    channel: str = ""
    campaign: str = ""
    paused: bool = False
    poster: int | None = None


@dataclass(frozen=True, slots=True)
class LandingPage:
    """A landing page; its picture is asked for apart."""

    id: int
    slug: str
    plan: PagePlan
    has_picture: bool
    version: int
    created_at: datetime
    created_name: str
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class PageVersion:
    """What a page was, and who made it so."""

    version: int
    plan: PagePlan
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page in a list, with who opened it in thirty days."""

    page: LandingPage
    views: int
    visitors: int
    robots: int


@dataclass(frozen=True, slots=True)
class Shown:
    """
    What is behind an address: the page's words or a code's own, and the code's picture; ``open`` if it leads on.

    With a ``poster`` the page's own picture is not shown.
    """

    slug: str
    page: int | None
    code: int | None
    version: int
    plan: PagePlan
    picture: bytes | None
    picture_type: str
    code_picture: str
    open: bool
    poster: OnPage | None = None


class NoSuchPage(Missing):
    """There is no landing page “{slug}”."""


class PageExists(Conflict):
    """The place “{slug}” is taken by another page or live code; what is printed is for ever: choose another."""


class PageChanged(Conflict):
    """Somebody changed the page “{slug}” meanwhile; it has version {version} now. Look at it and change it again."""


class NotAPicture(Unfit):
    """This is no picture that a page can bring: {why}."""
