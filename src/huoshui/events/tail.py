"""The live tail: what was received, what was decided, to whom it resolved and why, as it happens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock, ids
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import Postgres, Reach
from huoshui.events import dictionary, queries

POLL_SECONDS = 1.0
_PAGE = 50

Resolver = Callable[[AsyncSession, Sequence[int]], Awaitable[Mapping[int, int]]]
"""Identity to person, as it stands now."""


@dataclass(frozen=True, slots=True)
class TailLine:
    """One event on its way: received → decided → resolved to → why."""

    received_at: datetime
    occurred_at: datetime | None
    source: str
    name: str
    chinese: str
    kind: str
    channel: str
    message_id: str
    decided: str
    """``stored`` or ``quarantined``."""
    person: str | None
    why: str


async def follow(
    postgres: Postgres, clickhouse: ClickHouse, resolver: Resolver, *, since: datetime, scope: Reach
) -> AsyncIterator[list[TailLine]]:
    """
    This will yield, about each second, the lines received since the last ones, oldest first; at most 50 each time.
    """
    seen: set[str] = set()
    while True:
        async with postgres.transaction() as session:
            lines = await _lines(session, clickhouse, resolver, since=since - timedelta(seconds=5), scope=scope)
        fresh = [line for line in lines if f"{line.source}/{line.message_id}" not in seen]
        seen = {f"{line.source}/{line.message_id}" for line in lines}
        if lines:
            since = max(since, lines[-1].received_at)
        yield fresh[-_PAGE:]
        await asyncio.sleep(POLL_SECONDS)


async def _lines(
    session: AsyncSession, clickhouse: ClickHouse, resolver: Resolver, *, since: datetime, scope: Reach
) -> list[TailLine]:
    stored = await queries.newest(clickhouse, since=since, limit=_PAGE * 4)
    persons = await resolver(session, [event.identity for event in stored if event.identity])
    names = {state.source.id: state.source.name for state in await queries.sources(session)}
    lines = []
    for event in stored:
        entry = dictionary.entry_of(event.name)
        person = persons.get(event.identity)
        why = f"{len(event.identities)} 个标识，按最强的一个归人 the strongest of {len(event.identities)} identifiers"
        if not event.identity:
            why = "没有可用标识，不归任何人 no usable identifier, nobody's"
        elif person is not None and person != event.identity:
            why += "，经关联并入 joined through links"
        lines.append(TailLine(
            event.received_at, event.occurred_at, names.get(event.source, "?"), event.name, entry.chinese if entry
            else "", event.kind,
            event.channel, event.message_id, "stored", ids.render(person) if person else None, why))  # fmt: skip
    if scope.units is None:
        lines += [
            TailLine(
                row.received_at,
                None,
                row.source,
                row.name,
                "",
                "",
                "",
                row.message_id,
                "quarantined",
                None,
                f"{row.code}: {row.message}",
            )
            for row in await queries.newest_aside(session, since=since, limit=_PAGE)
        ]
    return sorted(lines, key=lambda line: line.received_at)


def as_json(line: TailLine) -> dict[str, Any]:
    """This will write a line for the wire."""
    shown = asdict(line)
    shown["received_at"] = clock.milliseconds(line.received_at)
    shown["occurred_at"] = clock.milliseconds(line.occurred_at) if line.occurred_at else None
    return shown
