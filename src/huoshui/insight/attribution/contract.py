"""What others may know of attribution: the question, what it answers with, and the refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from huoshui.audiences.contract.values import Duration, Part
from huoshui.bedrock.errors import Missing
from huoshui.insight.dimensions import Dimension
from huoshui.insight.experiments.contract import Caused
from huoshui.insight.ground import Dated

MODELS = ("first", "last", "last_non_direct", "linear", "position", "time_decay", "shapley", "markov")
LABEL = "descriptive credit"
LABEL_ZH = "描述性归因：只描述路径的样子，不证明渠道的作用；增量以留白实验为准"
TOUCHES = (
    "Ad Clicked", "Content Viewed", "Video Viewed", "Live Entered", "Brand Searched", "Promotion Clicked",
    "Live Code Scanned", "Link Clicked", "Landing Page Viewed", "Message Clicked", "Push Notification Tapped",
    "Deep Link Opened", "Official Account Scanned", "Official Account Article Read", "Invitation Accepted",
    "Store Visited",
)  # fmt: skip
"""What counts as a touch where nobody says otherwise: to come, open, click or scan. To be shown something is none."""

Event = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Channels = Annotated[tuple[Event, ...], Field(min_length=1, max_length=100)]


class OrdersConvert(Part):
    """Every paid order that was not given back entirely, at the moment it was paid, for what stayed of its money."""

    kind: Literal["orders"] = "orders"


class FirstOrderConverts(Part):
    """
    Each person's first paid order, for what they are worth: all their net money so far and what the latest run of
    the value model expects of them.
    """

    kind: Literal["lifetime"]


class EventConverts(Part):
    """Every event of these names; each is worth nothing but itself."""

    kind: Literal["event"]
    events: Annotated[tuple[Event, ...], Field(min_length=1, max_length=100)]


Conversion = Annotated[OrdersConvert | FirstOrderConverts | EventConverts, Field(discriminator="kind")]


class AttributionQuestion(Dated):
    """
    Who gets credit for the conversions of a period.

    A person's touches are cut at each conversion. The time before a conversion, or before the end of the period where
    none came, is cut into windows as long as ``lookback``; the window that ends in the conversion converted, each other
    with a touch in it is a journey that did not. Touches of one value that follow each other within ``visit`` are one.
    """

    kind: Literal["attribution"] = "attribution"
    by: Dimension = "channel"
    conversion: Conversion = OrdersConvert()
    touches: Annotated[tuple[Event, ...] | None, Field(min_length=1, max_length=100)] = None
    channels: Channels | None = None
    lookback: Duration = "30d"
    visit: Duration = "30m"
    half_life: Duration = "7d"
    order: Annotated[int, Field(ge=1, le=4, description="the memory of the Markov chain")] = 1
    draws: Annotated[int, Field(ge=0, le=500, description="how often journeys are drawn anew for the bands")] = 100
    paths: Annotated[int, Field(ge=0, le=500)] = 20


@dataclass(frozen=True, slots=True)
class Credit:
    """What a model gives; ``low`` and ``high`` bound 95 % of the chance in its conversions, ``value`` is in fen."""

    conversions: float
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """The share of conversions that the Markov chain loses without it."""

    effect: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One channel, campaign, code or creative; ``people`` were touched by it, in ``touches`` touches."""

    value: str
    chinese: str
    people: int | None
    touches: int | None
    credit: Mapping[str, Credit]
    removal: Removal
    caused: Caused | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """One journey, oldest touch first, and how often it did and did not convert."""

    touches: tuple[str, ...]
    conversions: int
    value: int
    nulls: int


@dataclass(frozen=True, slots=True)
class Totals:
    """
    Everything, credited or not: ``untouched`` conversions had no touch in their window; ``journeys`` counts those that
    converted and those that did not; ``rate`` is the converted share of journeys with a touch. ``caused`` is what an
    experiment says that held some people out of all that we do.
    """

    conversions: int
    value: int
    untouched: int
    untouched_value: int
    journeys: int
    rate: float | None
    caused: Caused | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The answer: a line per value, the commonest converting paths, and the totals that credit adds up to."""

    question: AttributionQuestion
    lines: tuple[Line, ...]
    paths: tuple[Path, ...]
    totals: Totals


class NoValueRun(Missing):
    """Nothing was predicted yet: start a run of the value model first."""
