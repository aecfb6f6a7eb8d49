"""What others may know of stores and store codes: what they are, how one is found, who stands in, the refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from huoshui.bedrock.errors import Conflict, Missing, TooLarge, Unfit

STORE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""What a store's code in the org tree looks like in an address."""
MOST_LINES = 2_000
"""So many stores one file brings."""
MOST_BYTES = 2_000_000


class Datum(StrEnum):
    """In which system coordinates are given: GPS's, 高德 and 腾讯's, 百度's; we keep GCJ-02."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class Way(StrEnum):
    """How a store was found: 按距离, 按地区, 按名字; ``direct`` by an address that somebody kept or handed on."""

    NEAR = "near"
    REGION = "region"
    SEARCH = "search"
    DIRECT = "direct"


class Led(StrEnum):
    """Whose code somebody got: 门店自己的, 备用的, 总部的."""

    OWN = "own"
    BACKUP = "backup"
    HEADQUARTERS = "headquarters"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Details:
    """What a store is outside of the org tree; ``point`` is in GCJ-02, ``code`` and ``backup`` are places of codes."""

    province: str = ""
    city: str = ""
    district: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    point: Point | None = None
    code: str = ""
    backup: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """A store: its unit in the org tree, and what it is outside of it; ``version`` 0 when nobody has said that yet."""

    unit: int
    code: str
    name: str
    path: str
    details: Details
    version: int
    changed_at: datetime | None
    changed_name: str


@dataclass(frozen=True, slots=True)
class StoreCodePlan:
    """
    What a store code is to be. ``units`` are roots of the org tree whose stores it knows, all without any;
    ``fallback`` is headquarters' live code or group code, behind every store; ``reason`` is why a place is asked for.
    """

    name: str
    title: str
    fallback: str
    units: tuple[str, ...] = ()
    words: str = ""
    reason: str = ""
    radius_km: int | None = None
    note: str = ""
    channel: str = ""
    campaign: str = ""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class StoreCode:
    """A store code and its place in print."""

    id: int
    slug: str
    plan: StoreCodePlan
    version: int
    created_at: datetime
    created_name: str
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class ListedStoreCode:
    """A store code in a list, with its stores and what thirty days brought: openings, and stores that were chosen."""

    code: StoreCode
    stores: int
    views: int
    choices: int


@dataclass(frozen=True, slots=True)
class Finder:
    """What a store code's page needs: its plan, and its stores by name."""

    code: StoreCode
    stores: tuple[Store, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be shown: whether it is open, and whether anybody is on shift behind it (a group has room)."""

    led: Led
    slug: str
    open: bool
    manned: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """A store code that was opened, or the ``unit`` that was chosen by it: how it was found, whose code was shown."""

    code: int
    unit: int | None = None
    way: Way | None = None
    led: Led | None = None


@dataclass(frozen=True, slots=True)
class StoreCount:
    """What a store code did for a store: choices and visitors, by how it was found, and whose code they got."""

    unit: int
    code: str
    name: str
    choices: int
    visitors: int
    near: int
    region: int
    search: int
    direct: int
    backup: int
    headquarters: int


@dataclass(frozen=True, slots=True)
class FinderCount:
    """How often a store code was opened: by people, by how many of them, and by robots."""

    views: int
    visitors: int
    robots: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of a file that was not taken, and why; the first line under the heads is 2."""

    line: int
    store: str
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file of stores."""

    made: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]


class NoSuchStoreCode(Missing):
    """There is no store code “{slug}”."""


class StoreCodeExists(Conflict):
    """The store code “{slug}” exists already; what is printed is for ever: choose another."""


class StoreCodeChanged(Conflict):
    """Somebody changed the store code “{slug}” meanwhile; it has version {version} now. Look at it, change it again."""


class NoCodeForStore(Unfit):
    """There is no live code and no group code “{slug}” that a store could show."""


class NoSuchStore(Missing):
    """There is no store “{store}” in the org tree."""


class StoreChanged(Conflict):
    """Somebody changed the store “{store}” meanwhile; it has version {version} now. Look at it and change it again."""


class NotAStorePlace(Unfit):
    """Latitude {latitude}, longitude {longitude} is no place of a store: {why}."""


class StoreFileUnreadable(Unfit):
    """The file of stores cannot be read: {why}."""


class TooManyStores(TooLarge):
    """The file has more than {most} stores or {bytes} bytes; bring it in parts."""
