"""
The segment language: a typed tree of conditions, version 1.

Groups hold conditions; every other node asks one thing of a person and is met or not. What is not known is not met, so
"not" of it is met. Everything is asked of one moment, *now*: what happened after it does not count. The conditions
themselves lie in `deeds`, `relating` and `conditions`; here they are one language.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from huoshui.audiences.contract.conditions import (
    TEN_THOUSAND,
    Bucket,
    Close,
    Consented,
    Frozen,
    InAipl,
    InLifeCycle,
    InTier,
    Known,
    Reachable,
    SegmentName,
    Tagged,
    TraitIs,
    Trusting,
    TrustStage,
    Used,
)
from huoshui.audiences.contract.deeds import (
    Did,
    DidAt,
    EventFilter,
    FirstChannel,
    OrdersAt,
    OrdersCounted,
    OrdersFilter,
    Property,
    Sequence,
    Step,
)
from huoshui.audiences.contract.relating import GROUPS_TOLD, RELATIONS_TOLD, Grouped, Related
from huoshui.audiences.contract.values import Duration, Name, Part

__all__ = [
    "LAYER_WEIGHT",
    "MOST_CONDITIONS",
    "MOST_DEEP",
    "TEN_THOUSAND",
    "WITH_HISTORY",
    "All",
    "AsOf",
    "Bucket",
    "Close",
    "Condition",
    "Consented",
    "Definition",
    "Did",
    "DidAt",
    "EventFilter",
    "FirstChannel",
    "Frozen",
    "Group",
    "Grouped",
    "InAipl",
    "InLifeCycle",
    "InTier",
    "Known",
    "Layer",
    "Leaf",
    "Name",
    "Not",
    "OrdersAt",
    "OrdersCounted",
    "OrdersFilter",
    "Property",
    "Reachable",
    "Related",
    "SegmentName",
    "Sequence",
    "Some",
    "Step",
    "Tagged",
    "TraitIs",
    "TrustStage",
    "Trusting",
    "Used",
    "below",
    "events_asked",
    "weight",
]

MOST_DEEP = 8
MOST_CONDITIONS = 100
LAYER_WEIGHT = 10
"""As how many conditions a question about a layer counts: it stands for the rules of the layer."""


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
    | Related
    | Grouped
    | Close
    | Trusting
    | Frozen
    | Bucket
)
Condition = Annotated[Group | Used | Layer | Leaf, Field(discriminator="kind")]
WITH_HISTORY = (OrdersFilter, Did, DidAt, Sequence, FirstChannel, Related, Grouped, Bucket)
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
        elif isinstance(node, Related | Grouped):
            yield RELATIONS_TOLD if isinstance(node, Related) else GROUPS_TOLD
