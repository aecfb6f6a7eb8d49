"""
The segment language: a typed tree of conditions, version 1.

Groups hold conditions; every other node asks one thing of a person and is met or not. What is not known is not met, so
"not" of it is met. Everything is asked of one moment, *now*: what happened after it does not count.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from huoshui.audiences.contract.values import (
    Clock,
    DateKinds,
    Duration,
    NumberKinds,
    NumberTest,
    Part,
    Test,
    Window,
    Words,
)
from huoshui.people.contract import Purpose

MOST_DEEP = 8
MOST_CONDITIONS = 100
MOST_STEPS = 8
TEN_THOUSAND = 10_000
LAYER_WEIGHT = 10
"""As how many conditions a question about a layer counts: it stands for the rules of the layer."""

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Names = Annotated[tuple[Name, ...], Field(min_length=1, max_length=100)]
Places = Annotated[tuple[Words, ...], Field(min_length=1, max_length=100, description="an empty text means: none said")]
SegmentName = Annotated[
    str,
    Field(
        pattern=r"^[^\s/\x00-\x1f][^/\x00-\x1f]{0,98}[^\s/\x00-\x1f]$|^[^\s/\x00-\x1f]$",
        description="1 to 100 characters, no slash, no space around",
    ),
]
Role = Literal["A", "I1", "I2", "P", "L"]
Call = Literal["track", "page", "screen"]
TrustStage = Literal["stranger", "acquaintance", "friend", "family"]
Weekday = Annotated[int, Field(ge=1, le=7, description="1: Monday … 7: Sunday")]


class All(Part):
    """Everything in it is met."""

    kind: Literal["all"]
    of: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=MOST_CONDITIONS)]


class Some(Part):
    """Something in it is met."""

    kind: Literal["any"]
    of: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=MOST_CONDITIONS)]


class Not(Part):
    """What is in it is not met."""

    kind: Literal["not"]
    of: "Condition"


class AsOf(Part):
    """
    What is in it, asked of an earlier moment: so long ago, or at the end of a day in Beijing (never later than now).

    What happened is looked at as it is known today: what came late counts, and so do merges, and refunds.
    """

    kind: Literal["as_of"]
    ago: Duration | None = None
    on: date | None = None
    of: "Condition"

    @model_validator(mode="after")
    def _one(self) -> "AsOf":
        if (self.ago is None) == (self.on is None):
            msg = "as_of has either ago or on"
            raise ValueError(msg)
        return self


class Used(Part):
    """Who is in another segment, as it is defined now."""

    kind: Literal["segment"]
    name: SegmentName


class InAipl(Part):
    """Who is at one of these stages by the brand's AIPL rules; I is I1 and I2, ``none`` who is at none."""

    kind: Literal["aipl"]
    stages: Names
    count: Literal["platform", "active"] = "platform"
    """平台口径: whoever follows, is a contact, a member, or in a group stays at I1; 活跃口径: only while active."""


class InTier(Part):
    """Who is in one of these fan tiers by the brand's rules; ``none``: in no tier."""

    kind: Literal["tier"]
    tiers: Names


class InLifeCycle(Part):
    """Who is at one of these stages of a customer's life by the brand's rules; ``none``: at none."""

    kind: Literal["life_cycle"]
    stages: Names


class Known(Part):
    """Who holds an identifier that proves who they are."""

    kind: Literal["known"]


class TraitIs(Part):
    """What was said about a person. Personal data is masked, so of it only ``exists`` makes sense."""

    kind: Literal["trait"]
    name: Name
    test: Test


class Tagged(Part):
    """Who carries a tag, put on in the given time."""

    kind: Literal["tag"]
    tag: Name
    within: Window | None = None


class Consented(Part):
    """Who granted a purpose on a channel, or on all of them, and did not withdraw. No answer is no."""

    kind: Literal["consent"]
    purpose: Purpose
    channel: Name = "all"


class Reachable(Part):
    """Who can be reached for marketing through a channel, or through any."""

    kind: Literal["reachable"]
    channel: Name | None = None


class OrdersFilter(Part):
    """Which orders; all that is given must hold. An order holds an item by any of its lines."""

    state: Literal["bought", "any"] = "bought"
    """bought: paid, and not given back entirely."""
    within: Window | None = None
    channels: Places | None = None
    online: bool | None = None
    stores: Places | None = None
    skus: Names | None = None
    products: Names | None = None
    """Product ids."""
    item_name: Words | None = None
    """A text in the name of an item."""


class OrdersCounted(OrdersFilter):
    """How many orders, or how much money they come to: paid less refunded, in fen. No orders come to 0."""

    kind: Literal["orders"]
    measure: Literal["count", "days", "span_days", "net_fen", "average_net_fen"] = "count"
    """days: on how many days in Beijing; span_days: the time from the first to the last, in days of 24 hours."""
    test: NumberKinds = NumberTest(type="number", op=">=", value=1)


class OrdersAt(OrdersFilter):
    """When the first or last order was paid (for one that was not paid: placed)."""

    kind: Literal["order_date"]
    measure: Literal["first", "last"]
    test: DateKinds


class Property(Part):
    """A test of one property of an event."""

    property: Name
    test: Test


class EventFilter(Part):
    """
    Which events; all that is given must hold. Names may be Chinese where the event dictionary has one.

    ``roles`` adds the events that the dictionary gives these AIPL roles; ``calls`` is how the event was sent: a page
    call is a view of a page, whatever the page is named.
    """

    events: Names | None = None
    roles: Annotated[tuple[Role, ...] | None, Field(min_length=1, max_length=5)] = None
    calls: Annotated[tuple[Call, ...] | None, Field(min_length=1, max_length=3)] = None
    channels: Places | None = None
    where: Annotated[tuple[Property, ...], Field(max_length=20)] = ()
    at: Clock | None = None
    weekdays: Annotated[tuple[Weekday, ...] | None, Field(min_length=1, max_length=7)] = None


class Did(EventFilter):
    """How often a person did something, or what a number property of it comes to. Not to have done it is 0 times."""

    kind: Literal["did"]
    within: Window | None = None
    measure: Literal["count", "days", "span_days", "sum", "average", "min", "max"] = "count"
    """days: on how many days in Beijing; span_days: the time from the first to the last, in days of 24 hours."""
    property: Name | None = None
    test: NumberKinds = NumberTest(type="number", op=">=", value=1)

    @model_validator(mode="after")
    def _measured(self) -> "Did":
        if (self.measure in {"count", "days", "span_days"}) != (self.property is None):
            msg = "sum, average, min and max measure a property; count, days and span_days measure none"
            raise ValueError(msg)
        return self


class DidAt(EventFilter):
    """When a person first or last did something."""

    kind: Literal["did_date"]
    within: Window | None = None
    measure: Literal["first", "last"]
    test: DateKinds


class Step(EventFilter):
    """One step of a sequence; ``within`` is the longest time after the step before it."""

    within: Duration | None = None


class Sequence(Part):
    """
    First this, then that: each step later than the one before (not at the same moment), all steps in ``within``.

    ``without`` is what must not happen after the last step; with a time, that time must have passed.
    """

    kind: Literal["sequence"]
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MOST_STEPS)]
    without: Step | None = None
    within: Window | None = None

    @model_validator(mode="after")
    def _several(self) -> "Sequence":
        if len(self.steps) == 1 and self.without is None:
            msg = "a sequence has two steps or more, or one and a without"
            raise ValueError(msg)
        if self.steps[0].within is not None:
            msg = "the first step has none before it, so its within has no meaning"
            raise ValueError(msg)
        return self


class FirstChannel(Part):
    """Whom one of these public channels brought: theirs is the earliest event on any; an empty text: none did."""

    kind: Literal["first_channel"]
    channels: Places


class Close(Part):
    """Who has a score of intimacy like this, 0 to 100, as the last run over everybody has it."""

    kind: Literal["intimacy"]
    test: NumberKinds


class Trusting(Part):
    """Who stands in one of these stages of trust (陌生人, 熟人, 朋友, 家人), as the last run over everybody has it."""

    kind: Literal["trust"]
    stages: Annotated[tuple[TrustStage, ...], Field(min_length=1, max_length=4)]


class Frozen(Part):
    """Who was in a snapshot when it was taken, whoever they are today; ``label`` is what it is called on screens."""

    kind: Literal["snapshot"]
    number: Annotated[int, Field(ge=1, le=2**31 - 1)]
    label: Annotated[Words, Field(max_length=100)] | None = None


class Bucket(Part):
    """A share of all people by chance, the same for the same salt: from ≤ number < to, out of 10,000."""

    kind: Literal["bucket"]
    salt: Name
    since: Annotated[int, Field(alias="from", ge=0, le=TEN_THOUSAND)] = 0
    until: Annotated[int, Field(alias="to", ge=0, le=TEN_THOUSAND)]


Group = All | Some | Not | AsOf
Layer = InAipl | InTier | InLifeCycle
Leaf = (
    Known
    | TraitIs
    | Tagged
    | Consented
    | Reachable
    | OrdersCounted
    | OrdersAt
    | Did
    | DidAt
    | Sequence
    | FirstChannel
    | Close
    | Trusting
    | Frozen
    | Bucket
)
Condition = Annotated[Group | Used | Layer | Leaf, Field(discriminator="kind")]
WITH_HISTORY = (OrdersFilter, Did, DidAt, Sequence, FirstChannel, Bucket)
"""Conditions that can be asked of an earlier moment; of the others only today's answer is known."""


class Definition(Part):
    """What a segment is."""

    version: Literal[1]
    where: Condition


for _group in (All, Some, Not, AsOf, Definition):
    _group.model_rebuild()


def below(condition: "Condition", path: str = "where") -> Iterator[tuple[str, "Condition", int]]:
    """This will walk a tree: the path of each node, the node, and how deep it lies (from 1)."""
    yield path, condition, 1
    if isinstance(condition, All | Some):
        inner = [(f"{path}.of.{place}", one) for place, one in enumerate(condition.of)]
    elif isinstance(condition, Not | AsOf):
        inner = [(f"{path}.of", condition.of)]
    else:
        return
    for where, one in inner:
        yield from ((at, node, depth + 1) for at, node, depth in below(one, where))


def weight(node: "Condition") -> int:
    """This will tell as how many conditions a node counts: none for a group, more for steps and tests of properties."""
    if isinstance(node, All | Some | Not | AsOf):
        return 0
    if isinstance(node, InAipl | InTier | InLifeCycle):
        return LAYER_WEIGHT
    if isinstance(node, Sequence):
        return sum(1 + len(step.where) for step in events_asked(node))
    return 1 + (len(node.where) if isinstance(node, EventFilter) else 0)


def events_asked(condition: "Condition") -> Iterator[EventFilter]:
    """This will give every question about events in a tree."""
    for _, node, _ in below(condition):
        if isinstance(node, EventFilter):
            yield node
        elif isinstance(node, Sequence):
            yield from node.steps
            if node.without is not None:
                yield node.without
        elif isinstance(node, FirstChannel):
            yield EventFilter()
