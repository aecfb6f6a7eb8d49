"""A market as a stranger hears it: its messages read back from the bytes, and people found by the truth's identifiers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson

from huoshui.rehearsal.market import Batch, Market
from huoshui.rehearsal.planted import SEAS

END_ON = date(2026, 11, 21)
PUBLIC = frozenset(sea.name for sea in SEAS)
TOUCHES = frozenset({"Ad Clicked", "Landing Page Viewed", "Content Viewed", "Live Entered", "Live Code Scanned"})
"""What counts as a touch when the last one before an order takes the credit."""


@dataclass(slots=True)
class Message:
    at: int
    """Milliseconds, as stated."""
    name: str
    source: str
    channel: str
    identifiers: list[tuple[str, str]]
    properties: dict[str, Any]
    number: str
    person: int | None = None


@dataclass(slots=True)
class Told:
    market: Market
    batches: list[Batch]
    messages: list[Message] = field(default_factory=list)
    """Each once, in the order of their moments; the invalid ones left out."""
    people: list[dict[str, Any]] = field(default_factory=list)
    owners: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def of(self, *names: str) -> Iterator[Message]:
        return (message for message in self.messages if message.name in names and message.person is not None)


def hear(*, people: int, days: int, seed: int) -> Told:
    market = Market(people, days, seed, END_ON)
    told = Told(market, list(market.batches()))
    told.people = market.truth.people.to_pylist()
    for row in told.people:
        for pair in zip(row["namespaces"], row["values"], strict=True):
            told.owners.setdefault(pair, set()).add(row["person"])
    found = {message.number: message for batch in told.batches for message in _read(batch)}
    told.messages = sorted(found.values(), key=lambda message: (message.at, message.number))
    for message in told.messages:
        for pair in message.identifiers:
            if len(told.owners.get(pair, ())) == 1:
                (message.person,) = told.owners[pair]
                break
    return told


def _read(batch: Batch) -> Iterator[Message]:
    for raw in orjson.loads(batch.body)["batch"]:
        if "-void" in raw["messageId"]:
            continue
        context = raw["context"]
        channel = context.get("campaign", {}).get("source", batch.source)
        said = raw.get("properties") or raw.get("traits") or {}
        at = int(datetime.fromisoformat(raw["timestamp"]).timestamp() * 1000)
        yield Message(
            at, raw.get("event", raw["type"]), batch.source, channel, identifiers_of(raw), said, raw["messageId"]
        )


def identifiers_of(raw: dict[str, Any]) -> list[tuple[str, str]]:
    context = raw["context"]
    pairs = [(one["type"], one["id"]) for one in context.get("externalIds", ())]
    if "userId" in raw:
        pairs.append(("user_id", raw["userId"]))
    if "anonymousId" in raw:
        pairs.append(("anonymous", raw["anonymousId"]))
    if "device" in context:
        pairs.append(("device", context["device"]["id"]))
    return pairs
