"""Which facts the river hears of, and as which events of the dictionary: the one mapping of the private pool."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from huoshui.relations.contract import Kind, Move, Turn
from huoshui.relations.rules.following import Fact

Event = tuple[str, dict[str, Any]]
"""Name and properties."""

_NAMES: Final[Mapping[Kind, str]] = {
    Kind.HALF_ADDED: "Contact Half Added",
    Kind.ADDED: "Contact Added",
    Kind.FOUND: "Contact Added",
    Kind.TRANSFER_FAILED: "Contact Transfer Failed",
    Kind.DELETED_BY_CUSTOMER: "Contact Deleted Staff",
    Kind.DELETED_BY_STAFF: "Staff Deleted Contact",
    Kind.MISSING: "Staff Deleted Contact",
}
_STEPS: Final[Mapping[Move, str]] = {
    Move.JOINED: "Group Joined",
    Move.SEEN: "Group Joined",
    Move.LEFT: "Group Left",
    Move.GONE: "Group Left",
}
WAITS: Final = (Kind.HALF_ADDED.value, Kind.ADDED.value)
"""What is told once the contact was read: whether it came by a transfer, and who it is elsewhere, stands there."""


def tells(fact: Fact, *, echo: bool) -> bool:
    """
    This will tell whether the river hears of a fact.

    A transfer is told where it arrives, once; what a comparison found first is not told again. Whoever had deleted
    staff and is in their list no more was cleared away by staff or by the platform: that is no event.
    """
    if echo or fact.kind is Kind.TRANSFERRED_AWAY:
        return False
    if fact.kind is Kind.MISSING:
        return not (fact.said.get("transferred") or fact.said.get("cleared"))
    if fact.kind in (Kind.READ, Kind.MARKED):
        return any(fact.said.get(name) for name in ("remarked", "added", "removed"))
    return True


def events(
    fact: Fact, turn: Turn, *, giver: str, labels: Mapping[str, tuple[str, str]], elsewhere: frozenset[str]
) -> Iterator[Event]:
    """
    This will give the events of a fact.

    ``giver`` is who had the contact before a transfer, ``labels`` are names and groups of tags by id, ``elsewhere`` are
    the tags that the contact has from other staff: a tag that is still there is not taken off the person.
    """
    said = fact.said
    if turn is Turn.TRANSFERRED_TO:
        yield "Contact Transferred", {"from_staff_id": giver}
    elif fact.kind in _NAMES:
        yield _NAMES[fact.kind], {name: said.get(name) for name in ("state", "reason") if said.get(name)}
    if said.get("remarked"):
        yield "Contact Remarked", {}
    if fact.kind in (Kind.READ, Kind.MARKED):
        yield from _tags("Tag Added", said.get("added", ()), labels, frozenset())
        yield from _tags("Tag Removed", said.get("removed", ()), labels, elsewhere)


def _tags(name: str, tags: Any, labels: Mapping[str, tuple[str, str]], kept: frozenset[str]) -> Iterator[Event]:  # noqa: ANN401 any JSON
    for tag in sorted(tags):
        if tag in labels and tag not in kept:
            label, group = labels[tag]
            yield name, {"tag": label, "group": group, "by": "wecom"}


def step_event(move: Move, said: Mapping[str, Any]) -> Event:
    """This will give the event of a group member's step."""
    scene = "join_scene" if move in (Move.JOINED, Move.SEEN) else "quit_scene"
    told = {scene: str(said.get("scene", "")), "state": str(said.get("state", ""))}
    return _STEPS[move], {name: value for name, value in told.items() if value}
