"""Records on their way from the reading process to intake: everything that costs time is already done."""

import hashlib
from typing import Any

import msgspec

from huoshui.channels.contract import FileEvent
from huoshui.channels.exports.outcome import Slice, Trouble
from huoshui.channels.exports.records import CONTENT, IDENTIFY
from huoshui.events.imports import masking

_63_BITS = (1 << 63) - 1
_ROWS_SHOWN = 20


class DraftEvent(msgspec.Struct, array_like=True, gc=False):
    """One event of a record; ``name`` is empty for an identify."""

    name: str
    occurred_at: int
    properties: bytes
    masked: bytes | None
    """The same without personal data, ``None`` when there is none in it; empty when it is for intake to take out."""
    channel: str
    amount: int
    """What tells one refund from the next state of the same: the sum so far, in fen; 0 for other events."""
    traits: dict[str, Any]


class Draft(msgspec.Struct, array_like=True, gc=False):
    """
    One record (an order, a customer, a contact, an event, a figure): its number, a hash of its content, its events.

    ``content`` changes when anything that the file says of it changes.
    """

    record: int
    content: int
    key: str
    identifiers: list[tuple[str, str]]
    rows: list[int]
    events: list[DraftEvent]


class DraftProblem(msgspec.Struct, array_like=True, gc=False):
    """One row with a problem."""

    row: int
    column: str
    code: str
    message: str
    value: str
    kept: bool
    cells: list[str]


class Part(msgspec.Struct, array_like=True, gc=False):
    """What the reading process hands on at once."""

    table: int
    rows: int
    drafts: list[Draft]
    problems: list[DraftProblem]
    counts: dict[str, Any]
    """What the whole file came to so far."""
    size: int
    """How many bytes the properties are."""


def part_of(table: int, slice_: Slice, channel: str, counts: dict[str, Any], *, searched: bool = False) -> Part:
    """
    This will turn a slice into what crosses to the server process; ``searched``: intake looks for personal data
    itself.
    """
    problems = [_problem(one) for one in slice_.troubles]
    made = drafts(slice_.events, channel, searched=searched)
    size = sum(len(event.properties) + len(event.masked or b"") for draft in made for event in draft.events)
    return Part(table, slice_.rows, made, problems, counts, size)


def drafts(events: list[FileEvent], channel: str, *, searched: bool = False) -> list[Draft]:
    """This will put the events of each record together; they stand side by side."""
    made: list[Draft] = []
    last = None
    for event in events:
        if last is None or event.key != last.key:
            last = Draft(number(event.key), 0, event.key, event.identifiers, list(event.rows[:_ROWS_SHOWN]), [])
            made.append(last)
        properties = msgspec.json.encode(event.properties)
        masked: bytes | None = b"" if searched or event.traits else masking.masked(event.properties, properties)
        if masked == properties:
            masked = None
        amount = int(event.properties.get("refunded_fen", 0)) if event.name == "Order Refunded" else 0
        at, told_channel = event.occurred_at, event.properties.get("channel", channel)
        last.events.append(DraftEvent(event.name, at, properties, masked, told_channel, amount, event.traits))
    for draft in made:
        draft.content = _content(draft)
    return made


def number(text: str) -> int:
    """This will hash a text to a positive 63-bit number."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & _63_BITS


def _content(draft: Draft) -> int:
    hashed = hashlib.blake2b(digest_size=8)
    for namespace, value in draft.identifiers:
        hashed.update(f"{namespace}={value}\0".encode("utf-8", "surrogatepass"))
    for event in draft.events:
        hashed.update(f"{event.name}\0".encode())
        if event.name not in {IDENTIFY, CONTENT}:  # those without a moment of their own are dated by the export
            hashed.update(event.occurred_at.to_bytes(8, "big", signed=True))
        hashed.update(event.properties)
        if event.traits:
            hashed.update(msgspec.json.encode(event.traits, order="sorted"))
    return int.from_bytes(hashed.digest(), "big") & _63_BITS


def _problem(trouble: Trouble) -> DraftProblem:
    one = trouble.problem
    return DraftProblem(one.row, one.column, one.code, one.message, one.value, trouble.kept, list(trouble.cells))
