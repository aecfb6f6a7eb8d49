"""Conditions on what people did and bought: orders, events, one after the other."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from huoshui.audiences.contract.values import (
    Clock,
    DateKinds,
    Duration,
    Name,
    Names,
    NumberKinds,
    NumberTest,
    Part,
    Places,
    Test,
    Window,
    Words,
)

MOST_STEPS = 8

Role = Literal["A", "I1", "I2", "P", "L"]
Call = Literal["track", "page", "screen"]
Weekday = Annotated[int, Field(ge=1, le=7, description="1: Monday … 7: Sunday")]


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
