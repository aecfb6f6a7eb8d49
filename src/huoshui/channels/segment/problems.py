"""What stands against taking an arrival: the first reason found, as a code and a sentence."""

from collections.abc import Iterator
from typing import Final

from huoshui.channels.contract import MAX_EVENT_BYTES, MAX_MESSAGE_ID, Arrival
from huoshui.channels.segment.shapes import Message

KINDS: Final = frozenset({"track", "identify", "page", "screen", "group", "alias"})
MAX_NAME: Final = 255


def problem_of(arrival: Arrival, flaw: tuple[str, str] | None) -> tuple[str, str] | None:
    """Find the first reason why an arrival cannot be taken; ``flaw`` is what its properties or context have."""
    size = len(arrival.properties) + len(arrival.context)
    if size > MAX_EVENT_BYTES:
        return "EventTooLarge", f"the event has {size} bytes, {MAX_EVENT_BYTES} is the most"
    if flaw is not None:
        return flaw
    name = arrival.name
    if (
        arrival.identifiers
        and len(arrival.message_id) <= MAX_MESSAGE_ID
        and len(name) <= MAX_NAME
        and (name if arrival.kind == "track" else arrival.kind in KINDS)
    ):
        return None
    return next(_misses(arrival))


def _misses(arrival: Arrival) -> Iterator[tuple[str, str]]:
    if arrival.kind not in KINDS:
        yield "NoSuchKind", f"type is “{arrival.kind[:40]}”; it should be one of {', '.join(sorted(KINDS))}"
    if not arrival.identifiers:
        yield "NoIdentifier", "neither userId nor anonymousId nor any other identifier"
    if arrival.kind == "track" and not arrival.name:
        yield "NoEventName", "a track needs the name of its event"
    if len(arrival.message_id) > MAX_MESSAGE_ID:
        yield "MessageIdTooLong", f"messageId has {len(arrival.message_id)} characters, {MAX_MESSAGE_ID} is the most"
    yield "NameTooLong", f"the name has {len(arrival.name)} characters, {MAX_NAME} is the most"


def bad_moment(item: Message) -> tuple[str, str]:
    """Say what is wrong with a message's moment."""
    said = item.timestamp if item.originalTimestamp is None else item.originalTimestamp
    return "BadTimestamp", f"“{str(said)[:40]}” is no moment between 1990 and ten years from now"
