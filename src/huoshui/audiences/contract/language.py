"""
The segment language: a typed tree of conditions, version 1.

Groups hold conditions; every other node asks one thing of a person and is met or not. What is not known is not met, so
"not" of it is met. Everything is asked of one moment, *now*: what happened after it does not count.
"""

from collections.abc import Iterator
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


class Used(Part):
    """Who is in another segment, as it is defined now."""

    kind: Literal["segment"]
    name: SegmentName


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
    measure: Literal["count", "net_fen", "average_net_fen"] = "count"
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
    """Which events; all that is given must hold. Names may be Chinese where the event dictionary has one."""

    events: Names | None = None
    channels: Places | None = None
    where: Annotated[tuple[Property, ...], Field(max_length=20)] = ()
    at: Clock | None = None
    weekdays: Annotated[tuple[Weekday, ...] | None, Field(min_length=1, max_length=7)] = None


class Did(EventFilter):
    """How often a person did something, or what a number property of it comes to. Not to have done it is 0 times."""

    kind: Literal["did"]
    within: Window | None = None
    measure: Literal["count", "sum", "average", "min", "max"] = "count"
    property: Name | None = None
    test: NumberKinds = NumberTest(type="number", op=">=", value=1)

    @model_validator(mode="after")
    def _measured(self) -> "Did":
        if (self.measure == "count") != (self.property is None):
            msg = "sum, average, min and max measure a property; count measures none"
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


class Bucket(Part):
    """A share of all people by chance, the same for the same salt: from ≤ number < to, out of 10,000."""

    kind: Literal["bucket"]
    salt: Name
    since: Annotated[int, Field(alias="from", ge=0, le=TEN_THOUSAND)] = 0
    until: Annotated[int, Field(alias="to", ge=0, le=TEN_THOUSAND)]


Group = All | Some | Not
Leaf = Known | TraitIs | Tagged | Consented | Reachable | OrdersCounted | OrdersAt | Did | DidAt | Sequence | Bucket
Condition = Annotated[Group | Used | Leaf, Field(discriminator="kind")]


class Definition(Part):
    """What a segment is."""

    version: Literal[1]
    where: Condition


for _group in (All, Some, Not, Definition):
    _group.model_rebuild()


def below(condition: "Condition", path: str = "where") -> Iterator[tuple[str, "Condition", int]]:
    """This will walk a tree: the path of each node, the node, and how deep it lies (from 1)."""
    yield path, condition, 1
    if isinstance(condition, All | Some):
        inner = [(f"{path}.of.{place}", one) for place, one in enumerate(condition.of)]
    elif isinstance(condition, Not):
        inner = [(f"{path}.of", condition.of)]
    else:
        return
    for where, one in inner:
        yield from ((at, node, depth + 1) for at, node, depth in below(one, where))


def weight(node: "Condition") -> int:
    """This will tell as how many conditions a node counts: none for a group, more for steps and tests of properties."""
    if isinstance(node, All | Some | Not):
        return 0
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
