"""
What was imported before: each record with the states in which it came.

Of two exports that overlap the newer one is right. A record that is new tells its events; one that changed tells
an update; one
that is the same, or older than what is known, tells nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import copy_rows
from huoshui.channels.exports.records import CONTENT, IDENTIFY
from huoshui.events.contract import MAX_MESSAGE_ID, Arrival, Kind
from huoshui.events.imports.drafts import Draft, DraftEvent, number

_BITS = {
    "Order Placed": 1,
    "Order Completed": 2,
    "Order Cancelled": 4,
    "Order Refunded": 8,
    "Contact Added": 16,
    CONTENT: 32,
}
_OTHER = 64
_UPDATES = frozenset({"Order Placed", "Order Completed", "Order Cancelled"})
_ONCE = frozenset({"Contact Added"})
_COLUMNS = ("record", "content", "names", "exported_at", "import_id")
_TYPES = ("int8", "int8", "int4", "int8", "int8")


@dataclass(slots=True)
class Standing:
    """What is known of one record: its newest state, and which events it told so far."""

    content: int
    exported_at: int
    names: int


@dataclass(slots=True)
class Decided:
    """What some drafts come to: arrivals to submit, figures of content to keep, lines for the ledger, and counts."""

    arrivals: list[Arrival] = field(default_factory=list)
    content: list[Draft] = field(default_factory=list)
    lines: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


async def known(session: AsyncSession, drafts: Sequence[Draft]) -> dict[int, Standing]:
    """This will look up what is known of the records."""
    records = ",".join([str(draft.record) for draft in drafts])
    rows = await session.execute(_KNOWN, {"records": f"{{{records}}}"})  # as text: a list is sent number by number
    standings: dict[int, Standing] = {}
    for record, content, names, exported_at in rows:
        before = standings.get(record)
        if before is None:
            standings[record] = Standing(content, exported_at, names)
            continue
        before.names |= names
        if exported_at >= before.exported_at:
            before.content, before.exported_at = content, exported_at
    return standings


def decide(
    drafts: Sequence[Draft], standings: dict[int, Standing], *, import_id: int, exported_at: int, file: str
) -> Decided:
    """
    This will tell what is new in the drafts; ``standings`` learns it.

    Counts: ``new``, ``changed``, ``unchanged``, ``older`` records.
    """
    decided = Decided()
    context = msgspec.json.encode({"import": {"id": import_id, "file": file}})
    stamp = b',"exported_at":%d}' % exported_at  # every record says at least its platform
    for draft in drafts:
        before = standings.get(draft.record)
        verdict = _verdict(draft, before, exported_at)
        decided.counts[verdict] += 1
        if verdict in {"unchanged", "older"}:
            continue
        names = before.names if before else 0
        for event in draft.events:
            if event.name == CONTENT:
                decided.content.append(draft)
                continue
            arrival = _arrival(draft, event, names, stamp, context)
            if arrival:
                decided.arrivals.append(arrival)
        for event in draft.events:
            names |= _BITS.get(event.name, _OTHER)
        standings[draft.record] = Standing(draft.content, exported_at, names)
        decided.lines.append((draft.record, draft.content, names, exported_at, import_id))
    return decided


def _verdict(draft: Draft, before: Standing | None, exported_at: int) -> str:
    if before is None:
        return "new"
    if before.content == draft.content:
        return "unchanged"
    return "older" if exported_at < before.exported_at else "changed"


def _arrival(draft: Draft, event: DraftEvent, told: int, stamp: bytes, context: bytes) -> Arrival | None:
    name, kind = event.name, Kind.TRACK.value
    if name == IDENTIFY:
        kind, suffix = Kind.IDENTIFY.value, f"traits#{draft.content:x}"
    elif name == "Order Refunded":
        suffix = f"refunded#{event.amount}"
    elif name in _UPDATES and told & _BITS[name]:
        name, suffix = "Order Updated", f"updated#{draft.content:x}"
    elif told and (name in _ONCE or name not in _BITS):
        return None  # it happened once; that staff wrote something else about it does not make it happen again
    else:
        suffix = name
    properties, masked = event.properties, event.masked
    if name != IDENTIFY:
        properties = properties[:-1] + stamp
        masked = masked and masked[:-1] + stamp
    if masked is None:
        masked = properties
    return Arrival(
        message_id=_message_id(draft.key, suffix), kind=kind, name=name, occurred_at=event.occurred_at,
        stated_at=event.occurred_at,
        sent_at=None, timestamp_source="file", channel=event.channel, identifiers=draft.identifiers,
        properties=properties,
        context=context, traits=event.traits or None, masked=masked or None,
    )  # fmt: skip


def _message_id(key: str, suffix: str) -> str:
    whole = f"{key}#{suffix}"
    return whole if len(whole) <= MAX_MESSAGE_ID else f"{key[:60]}#{number(whole):x}"


async def write(session: AsyncSession, lines: Sequence[tuple[int, int, int, int, int]]) -> None:
    """This will note that records came in these states."""
    if not lines:
        return
    await session.execute(
        text("CREATE TEMP TABLE IF NOT EXISTS import_lines (LIKE import_records) ON COMMIT DELETE ROWS")
    )
    await copy_rows(session, "import_lines", _COLUMNS, lines, _TYPES)
    await session.execute(_WRITE)


_KNOWN = text(
    "SELECT record, content, names, exported_at FROM import_records WHERE record = ANY(CAST(:records AS bigint[]))"
)
_WRITE = text("""
    INSERT INTO import_records SELECT DISTINCT ON (record, content) * FROM import_lines ORDER BY record, content,
    exported_at DESC
    ON CONFLICT (record, content) DO UPDATE SET exported_at = greatest(import_records.exported_at,
    excluded.exported_at),
        names = import_records.names | excluded.names
""")
