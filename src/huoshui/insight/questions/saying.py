"""Cells said in the segment language, where it can say them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from huoshui.audiences.contract.language import Condition, Definition
from huoshui.bedrock import clock
from huoshui.bedrock.readings import LARGEST
from huoshui.insight.questions.contract import (
    NOTHING,
    OTHERS,
    Asked,
    Breakdown,
    ByChannel,
    ByProperty,
    BySegments,
    ByTrait,
    Events,
    Sayable,
    Segment,
)

Node = dict[str, Any]
AS_A_SNAPSHOT = "the segment language cannot say it, but its people can be kept as a snapshot"


class Unsayable(Exception):
    """The segment language cannot say this; the text is the reason."""


def said(conditions: Iterable[Node]) -> Sayable:
    """This will say conditions together."""
    return Sayable(definition(conditions))


def definition(conditions: Iterable[Node]) -> Definition:
    """This will put conditions together into a segment."""
    nodes = list(conditions)
    where = nodes[0] if len(nodes) == 1 else {"kind": "all", "of": nodes}
    return Definition.model_validate({"version": 1, "where": where})


def of_people(asked: Asked) -> list[Node]:
    """This will say the question's restriction to people."""
    return [of_segment(asked.people)] if asked.people is not None else []


def of_segment(segment: Segment) -> Node:
    """This will say a stored segment or a definition."""
    if isinstance(segment, str):
        return {"kind": "segment", "name": segment}
    return plain(segment.where)


def of_events(events: Events, breakdown: Breakdown | None = None, group: str | None = None) -> Node:
    """
    This will say which events, with those of one group only where the breakdown is by what happened.

    :raises Unsayable: if the group cannot be said
    """
    node = plain(events)
    node.pop("label", None)
    if isinstance(breakdown, ByChannel) and group is not None:
        _told(group)
        if events.channels is not None and group not in events.channels:
            raise Unsayable("the events asked for have other channels")
        node["channels"] = [group]
    if isinstance(breakdown, ByProperty) and group is not None:
        _told(group)
        if group == NOTHING:
            raise Unsayable("“has no value that is a text or a number” is no test of the segment language")
        test = {"property": breakdown.property, "test": {"type": "text", "op": "is", "value": group}}
        node["where"] = [*node.get("where", ()), test]
    return node


def of_group(breakdown: Breakdown | None, group: str | None) -> list[Node]:
    """
    This will say a group that is a person's own.

    :raises Unsayable: if the group cannot be said
    """
    if group is None or not isinstance(breakdown, ByTrait | BySegments):
        return []
    if isinstance(breakdown, BySegments):
        names = [one if isinstance(one, str) else f"#{place}" for place, one in enumerate(breakdown.segments, start=1)]
        return [of_segment(breakdown.segments[names.index(group)])]
    _told(group)
    if group == NOTHING:
        raise Unsayable("“has no value that is a text or a number” is no test of the segment language")
    tests: list[Node] = [{"type": "text", "op": "is", "value": group}]
    if group in {"true", "false"}:
        tests.append({"type": "boolean", "op": "is", "value": group == "true"})
    if _is_decimal(group):
        tests.append({"type": "number", "op": "=", "value": float(group)})
    nodes: list[Node] = [{"kind": "trait", "name": breakdown.trait, "test": test} for test in tests]
    return nodes if len(nodes) == 1 else [{"kind": "any", "of": nodes}]


def between(low: float | None, below: float | None) -> list[Node]:
    """
    This will say [low, below) of numbers as tests that must all hold.

    :raises Unsayable: if one is larger than the language's numbers
    """
    if max(abs(low or 0), abs(below or 0)) > LARGEST:
        raise Unsayable("its border is larger than the numbers of the segment language")
    sides = ((">=", low), ("<", below))
    return [{"type": "number", "op": op, "value": edge} for op, edge in sides if edge is not None]


def has_number(did: Node, property_: str) -> Node:
    """This will say who did something that has a property that is a number."""
    where = did.get("where", ())
    tests = [*between(0, None), *between(None, 0)]
    sides = [{**did, "where": [*where, {"property": property_, "test": test}]} for test in tests]
    return {"kind": "any", "of": sides}


def within(since: int | None, until: int) -> Node:
    """This will say [since, until) of milliseconds as a window."""
    window = {"to": _moment(until)}
    return window if since is None else {"from": _moment(since), **window}


def duration(ms: int) -> str:
    """
    This will say a duration.

    :raises Unsayable: if it is no whole number of seconds
    """
    for unit, size in (("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)):
        if ms % size == 0:
            return f"{ms // size}{unit}"
    raise Unsayable("it is no whole number of seconds")


def plain(node: Condition | Events) -> Node:
    """This will write a model as its author would."""
    return node.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=False)


def _told(group: str) -> None:
    if group == OTHERS:
        raise Unsayable("“all values but the largest” is no test of the segment language")


def _moment(at_ms: int) -> str:
    when: datetime = clock.moment(at_ms)
    return when.isoformat(timespec="milliseconds")


def _is_decimal(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
