"""What others may know of posters: what they are made of, and the refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from huoshui.bedrock.errors import Busy, Conflict, Missing, TooLarge, Unfit

MOST_PICTURE_BYTES = 3_000_000
MOST_PICTURE_PIXELS = 25_000_000
LEAST_SIDE, MOST_SIDE = 300, 3_600
"""Pixels of a poster's edges; the most is more than A4 at 300 dots an inch."""
MOST_PIXELS = 9_000_000
MOST_PAGE_BYTES = 24_000
"""Of a poster inside a landing page, which has 50 kB with its code."""
MOST_AT_ONCE = 50
MOST_PIXELS_AT_ONCE = 90_000_000
"""Of all copies that are drawn for one request: what bounds time and memory."""
MOST_FACE_BYTES = 400_000
"""Of each person's own picture: fifty of them come in one request."""
LEAST_CODE = 160
"""Pixels of a code's edge."""
LEAST_CODE_SHARE = 0.22
"""Of a poster's width: below it a phone cannot read the code from a poster on another phone."""


class Backdrop(StrEnum):
    """The gallery: 门店桌牌, 包裹卡, 抖音主页, 公众号菜单, 直播间."""

    TABLE = "table"
    PARCEL = "parcel"
    DOUYIN = "douyin"
    MENU = "menu"
    LIVE = "live"


class Align(StrEnum):
    """Where a text stands in its box."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Format(StrEnum):
    """What a poster is drawn as: PNG for a screen, PDF for print."""

    PNG = "png"
    PDF = "pdf"


class CodeKind(StrEnum):
    """Whose address a poster's code is: 短链, 活码, 群活码, 落地页, 门店码."""

    LINK = "link"
    CODE = "code"
    GROUP_CODE = "group_code"
    PAGE = "page"
    STORE_CODE = "store_code"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its box, in pixels; it is set as large as ``size`` and smaller until it fits."""

    words: str
    x: int
    y: int
    width: int
    height: int
    size: int
    color: str = "#1c2b33"
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class Square:
    """Where the code is, with its white edge, in pixels."""

    x: int
    y: int
    side: int


@dataclass(frozen=True, slots=True)
class PosterPlan:
    """
    What a poster is to be; a picture of the brand's covers the gallery's background.

    Each person's own picture stands in the square ``face``, cut round.
    """

    name: str
    width: int
    height: int
    code: Square
    texts: tuple[Words, ...] = ()
    backdrop: Backdrop = Backdrop.TABLE
    note: str = ""
    face: Square | None = None


@dataclass(frozen=True, slots=True)
class Poster:
    """
    A poster; its picture is asked for apart. ``on_pages``: it was drawn for landing pages too, and so many ``pages``
    show it.
    """

    id: int
    plan: PosterPlan
    has_picture: bool
    on_pages: bool
    pages: int
    version: int
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class Copy:
    """One poster to be drawn: for whom, the address that its code leads to, and their own picture if they have one."""

    staff: str
    store: str
    customer: str
    address: str
    face: bytes | None = None


@dataclass(frozen=True, slots=True)
class OnPage:
    """
    A poster as a landing page shows it, and where the code goes: shares of its width, and ``top`` of its height.

    ``ratio`` is its width by its height.
    """

    picture: bytes
    picture_type: str
    ratio: float
    left: float
    top: float
    side: float


class NoSuchPoster(Missing):
    """There is no poster {id}."""


class PosterChanged(Conflict):
    """Somebody changed the poster {id} meanwhile; it has version {version} now. Look at it and change it again."""


class PosterMisplaced(Unfit):
    """The poster cannot be drawn like that: {why}."""


class NotAPosterPicture(Unfit):
    """This is no picture that a poster can have: {why}."""


class NoCodeForPoster(Unfit):
    """There is no {kind} “{slug}” that a poster could show."""


class TooManyPosters(TooLarge):
    """That is more than {most} posters, or more than can be drawn at once at this size; ask for some of them."""


class NoChineseFont(Busy):
    """This machine has no Chinese font; install fonts-noto-cjk, and ask again in {retry_after} seconds or sooner."""
