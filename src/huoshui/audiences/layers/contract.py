"""What layers answer with, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from huoshui.audiences.contract.answers import Verdict
from huoshui.audiences.contract.language import Condition
from huoshui.audiences.contract.layerings import Count, LayeringName
from huoshui.bedrock.errors import Conflict, Unfit

MOST_DAYS = 31
"""Days of a trend."""

OUTSIDE = frozenset({"none", "O", "silent"})
"""Levels of AIPL that are no stage of the funnel: whoever goes there is lost to it."""


class DayToCome(Unfit):
    """{day} is not there yet; today in Beijing is {today}."""


class DaysReversed(Unfit):
    """The days run from {since} to {until}: the second must be later."""


class TooManyDays(Unfit):
    """{days} days were asked for; {most} is the most."""


class NotALayering(Unfit):
    """The rules of {layering} do not hold together at {path}: {why}."""


class LayeringChanged(Conflict):
    """Somebody changed the rules of {layering} meanwhile: they are at version {version} now."""


class LayeringUsed(Conflict):
    """With these rules of {layering} the segment “{segment}” could not be answered: {why}."""


class NoSuchDimension(Unfit):
    """There is no dimension “{name}”; there are {known}."""


class DimensionsClash(Unfit):
    """These dimensions cannot stand in one table: {why}."""


@dataclass(frozen=True, slots=True)
class Band:
    """One value of a dimension: who meets its condition and that of no band before it."""

    name: str
    chinese: str
    where: Condition


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension of a table: bands, the first that is met counts; whoever meets none is ``none``."""

    name: str
    chinese: str
    bands: tuple[Band, ...]
    none: str = "无"
    apart: bool = False
    """Nobody can meet two bands."""
    on: date | None = None
    """The day of whose end it is asked; ``None``: now."""

    @property
    def words(self) -> dict[str, str]:
        """Each value with its Chinese name, ``none`` last."""
        return {**{band.name: band.chinese for band in self.bands}, "none": self.none}


@dataclass(frozen=True, slots=True)
class Values:
    """A dimension whose values are found in the data; somebody may have several, or none."""

    name: str
    chinese: str
    source: str
    """``units``, or ``events``: a property of events."""
    events: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    """Which of them an event has; all of them count."""
    none: str = "无"
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people have these values, one per dimension."""

    at: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many people are on a level; ``share`` is of all in the layering."""

    name: str
    chinese: str
    english: str
    people: int


@dataclass(frozen=True, slots=True)
class Rules:
    """By which rules something was worked out."""

    layering: LayeringName
    version: int
    count: Count


@dataclass(frozen=True, slots=True)
class Stock:
    """
    How many people are on each level at the end of a day, ``none`` last.

    ``base`` is everybody in scope; ``funnel`` whoever is on a level that counts; ``related`` has a standing relation,
    ``awake`` has one and acted lately.
    """

    on: date
    rules: Rules
    levels: tuple[LevelCount, ...]
    base: int
    funnel: int
    related: int
    awake: int


@dataclass(frozen=True, slots=True)
class Moved:
    """
    What became of those who were on one level: ``people`` = ``stayed`` + ``converted`` + ``churned``.

    ``deepened`` went to a higher level of the funnel, ``fell`` to a lower one; ``entered`` came to it from elsewhere.
    """

    level: str
    chinese: str
    people: int
    stayed: int
    deepened: int
    fell: int
    churned: int
    entered: int

    @property
    def converted(self) -> int:
        """Went to another level of the funnel, up or down."""
        return self.deepened + self.fell

    @property
    def net(self) -> int:
        """By how much the level grew."""
        return self.entered - self.converted - self.churned


@dataclass(frozen=True, slots=True)
class Flow:
    """Who was where on one day and is where on another; ``levels`` from high to low, ``none`` last."""

    since: date
    until: date
    rules: Rules
    levels: tuple[LevelCount, ...]
    """With the people at the end."""
    cells: Mapping[tuple[str, str], int]
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The stock of each level at the end of each day."""

    days: tuple[date, ...]
    rules: Rules
    levels: tuple["LevelDays", ...]
    """From high to low, ``none`` last."""


@dataclass(frozen=True, slots=True)
class LevelDays:
    """
    How many people were on a level at the end of each day, and how long who came to it within these days stayed.

    ``left`` of ``spells`` came to an end; ``median_days`` by Kaplan-Meier: who is still there counts as long as they
    were seen; ``None`` when fewer than half left.
    """

    name: str
    chinese: str
    people: tuple[int, ...]
    spells: int
    left: int
    median_days: int | None


@dataclass(frozen=True, slots=True)
class LevelBeside:
    """How many people are on a level by the rules that count, and how many would be by others."""

    name: str
    chinese: str
    english: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """
    What other rules would do: ``levels`` from high to low, those that would be gone last; ``rest`` is on none.

    ``moved`` are those who would change, by the level where they are and the one where they would be.
    """

    rules: Rules
    levels: tuple[LevelBeside, ...]
    rest: LevelBeside
    moved: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands at the end of a day, and of each level every line with its verdict."""

    person: int
    on: date
    rules: Rules
    level: str
    chinese: str
    lines: tuple["LineVerdict", ...]


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """Whether a line of a level is met, and why."""

    level: str
    label: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Table:
    """People by two or three dimensions."""

    axes: tuple[Axis | Values, ...]
    cells: tuple[Cell, ...]
    asked_at: datetime
    more: int = 0
    """Values of a found dimension that were left off."""


@dataclass(frozen=True, slots=True)
class Group:
    """One of the eight groups of RFM, high or low in recency, frequency and money, in this order."""

    name: str
    chinese: str
    people: int
    orders: int
    net_fen: int
    median_days: int | None
    """Since the last purchase."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """From where on a value is high: bought within so many days, so many orders, so much money in fen."""

    days: int
    orders: int
    net_fen: int


@dataclass(frozen=True, slots=True)
class Rfm:
    """Buyers in eight groups; ``scores`` are the cuts between the five parts, where parts were asked for."""

    groups: tuple[Group, ...]
    high: Cuts
    scores: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
