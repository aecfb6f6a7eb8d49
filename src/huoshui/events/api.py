"""The operators' door to events: sources, counts, the live tail, quarantine, replay, dictionary."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import msgspec
from fastapi import Query
from fastapi.responses import StreamingResponse
from sqlalchemy import text

from huoshui.access import operations as access
from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.events import dictionary, operations, queries, tail
from huoshui.events.contract import (
    IntakeBusy,
    IntakeUnavailable,
    NoSuchQuarantined,
    NoSuchSource,
    SourceBusy,
    SourceExists,
    SourceState,
)
from huoshui.events.schemas import (
    CountsOut,
    DictionaryEntryOut,
    NewKeyOut,
    QuarantinedOut,
    QuarantineOut,
    ReasonOut,
    ReleasedOut,
    ReleaseIn,
    ReplayedOut,
    ReplayIn,
    SourceChangeIn,
    SourceIn,
    SourceOut,
)

router = Doors(tags=["events"])

Reader = Annotated[Viewer, requires(Permission.EVENTS_READ)]
Manager = Annotated[Viewer, requires(Permission.EVENTS_MANAGE)]
Sources = Annotated[Viewer, requires(Permission.SOURCES_MANAGE)]


@router.get("/sources")
async def list_sources(session: Session, _: Reader) -> list[SourceOut]:
    """List the sources with what each brought."""
    return [_shown(state) for state in await queries.sources(session)]


@router.post("/sources", status_code=201, responses=refuses(SourceExists))
async def add_source(body: SourceIn, session: Session, viewer: Sources, now: Now) -> NewKeyOut:
    """Add a source; its write key is shown this once."""
    source, key = await operations.add_source(session, name=body.name, channel=body.channel, plan=body.plan, now=now)
    await access.record(
        session, viewer=viewer, action="source.added", subject=f"source:{source.id}", facts={"name": body.name}, now=now
    )
    return NewKeyOut(id=source.id, name=source.name, write_key=key)


@router.post("/sources/{name}/rotate", responses=refuses(NoSuchSource))
async def rotate_key(name: str, session: Session, viewer: Sources, now: Now) -> NewKeyOut:
    """Give a source a new write key; the old one works for another day."""
    key = await operations.rotate_key(session, name=name, now=now)
    source = await queries.source_named(session, name)
    await access.record(
        session, viewer=viewer, action="source.key_rotated", subject=f"source:{source.id}", facts={}, now=now
    )
    return NewKeyOut(id=source.id, name=source.name, write_key=key)


@router.patch("/sources/{name}", responses=refuses(NoSuchSource))
async def change_source(name: str, body: SourceChangeIn, session: Session, viewer: Sources, now: Now) -> SourceOut:
    """Change a source's channel or tracking-plan mode."""
    source = await operations.change_source(session, name=name, channel=body.channel, plan=body.plan)
    facts = body.model_dump(exclude_none=True)
    await access.record(
        session, viewer=viewer, action="source.changed", subject=f"source:{source.id}", facts=facts, now=now
    )
    return next(_shown(state) for state in await queries.sources(session) if state.source.id == source.id)


@router.get("/events/count")
async def count(session: Session, platform: PlatformDep, _: Reader) -> CountsOut:
    """Count what is stored, kept aside, and left out as repeated. All exact."""
    counts = await queries.counts(session, platform.clickhouse)
    return CountsOut(events=counts.events, quarantined=counts.quarantined, duplicates=counts.duplicates)


@router.get("/events/tail", response_class=StreamingResponse)
async def tail_events(
    platform: PlatformDep, viewer: Reader, now: Now,
    back: Annotated[int, Query(ge=0, le=3600, description="from so many seconds ago, the newest 50 at most")] = 60,
    limit: Annotated[int | None, Query(ge=1, le=10_000, description="end after so many lines")] = None,
) -> StreamingResponse:  # fmt: skip
    """Follow what comes in, as server-sent events: received, decided, resolved to whom and why."""

    async def stream() -> AsyncIterator[bytes]:
        sent = 0
        lines = tail.follow(
            platform.postgres,
            platform.clickhouse,
            platform.resolver,
            since=now - timedelta(seconds=back),
            scope=viewer.scope,
        )
        async for batch in lines:
            yield b": alive\n\n"
            for line in batch:
                yield b"data: " + msgspec.json.encode(tail.as_json(line)) + b"\n\n"
                sent += 1
                if limit is not None and sent >= limit:
                    return

    return StreamingResponse(
        stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


@router.get("/events/quarantine")
async def list_quarantine(
    session: Session, platform: PlatformDep, _: Reader,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0, limit: Annotated[int, Query(ge=1, le=500)] = 100,
    code: str | None = None, source: str | None = None,
) -> QuarantineOut:  # fmt: skip
    """List what was kept aside, with the reason, personal data masked."""
    reasons = [ReasonOut(code=code, count=waiting) for code, waiting in await queries.quarantine_reasons(session)]
    events = await queries.quarantine(session, platform.keys, after=after, limit=limit, code=code, source=source)
    shown = [QuarantinedOut(**asdict(event)) for event in events]
    return QuarantineOut(reasons=reasons, events=shown, next=shown[-1].id if len(shown) == limit else None)


RELEASED_AT_ONCE = 1000
"""One request releases so many of a reason; its answer says where the next begins."""
_OF_A_REASON = """
    SELECT id FROM quarantine WHERE released_at IS NULL AND code = :code AND id > :after ORDER BY id LIMIT :most
"""


@router.post(
    "/events/quarantine/release", responses=refuses(NoSuchQuarantined, SourceBusy, IntakeBusy, IntakeUnavailable)
)
async def release(body: ReleaseIn, platform: PlatformDep, viewer: Manager, now: Now) -> ReleasedOut:
    """Fix what was kept aside and send it through again."""
    chosen, more = body.ids, False
    async with platform.postgres.transaction() as session:
        if not chosen and body.code:
            found = await session.execute(
                text(_OF_A_REASON),
                {"code": body.code, "after": body.after or 0, "most": RELEASED_AT_ONCE + 1},
            )
            waiting = [number for (number,) in found]
            chosen, more = waiting[:RELEASED_AT_ONCE], len(waiting) > RELEASED_AT_ONCE
        facts = {"ids": len(chosen), "code": body.code, "fixed": sorted(body.fix.model_dump(exclude_none=True))}
        await access.record(
            session, viewer=viewer, action="quarantine.released", subject="quarantine", facts=facts, now=now
        )
    receipts = await operations.release(
        platform.postgres, platform.intake, platform.keys, ids=chosen, fix=body.fix.model_dump(exclude_none=True),
        accept_unplanned=body.accept_unplanned, now=now)  # fmt: skip
    outcomes = list(receipts.values())
    return ReleasedOut(
        released=sum(one.stored for one in outcomes), duplicates=sum(one.duplicates for one in outcomes if not
        one.rejected),
        still_waiting=sum(bool(one.rejected) for one in outcomes), next=chosen[-1] if more else None)  # fmt: skip


@router.post("/events/replay")
async def replay(body: ReplayIn, platform: PlatformDep, viewer: Manager, now: Now) -> ReplayedOut:
    """Tell downstream a period again; what it knows already stays as it is."""
    async with platform.postgres.transaction() as session:
        facts: dict[str, Any] = {"since": body.since.isoformat(), "until": body.until.isoformat()}
        await access.record(session, viewer=viewer, action="events.replayed", subject="events", facts=facts, now=now)
    told = await operations.replay(
        platform.postgres, platform.clickhouse, platform.keys, since=body.since, until=body.until
    )
    platform.wake()
    return ReplayedOut(events=told)


@router.get("/events/dictionary")
async def list_dictionary(_: Reader) -> list[DictionaryEntryOut]:
    """List the semantic events with their Chinese names, meanings and properties."""
    return [
        DictionaryEntryOut(
            name=entry.name,
            chinese=entry.chinese,
            meaning=entry.meaning,
            properties=dict(entry.properties),
            aipl=entry.aipl,
        )
        for entry in dictionary.ENTRIES.values()
    ]


def _shown(state: SourceState) -> SourceOut:
    return SourceOut(
        id=state.source.id,
        name=state.source.name,
        channel=state.source.channel,
        plan=state.source.plan,  # type: ignore[arg-type]
        created_at=state.created_at,
        stored=state.stored,
        duplicates=state.duplicates,
        rejected=state.rejected,
    )
