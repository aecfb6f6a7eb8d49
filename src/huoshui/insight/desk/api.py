"""The HTTP door of the desk: ask, look behind a figure, end what is running."""

from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Path, Request
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, aged, requires
from huoshui.audiences.contract.errors import (
    NoSuchSegment,
    NoSuchTrait,
    SegmentCircle,
    SnapshotMissing,
    TooDeep,
    TooManyConditions,
    TraitDoesNotFit,
)
from huoshui.bedrock import ids
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses, while_there
from huoshui.bedrock.routes import Doors
from huoshui.insight.desk import kinds, operations, queries, telling
from huoshui.insight.desk.answers import ENDED
from huoshui.insight.desk.schemas import (
    AnswerOut,
    AskIn,
    CellIn,
    CellPageIn,
    CellPeopleOut,
    CellSegmentOut,
    CellSnapshotIn,
    CellSnapshotOut,
    KindOut,
    PersonOut,
)
from huoshui.insight.experiments.contract import NoSuchExperiment
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.errors import (
    NoSuchCell,
    NoSuchQuestion,
    QueryCancelled,
    QueryTooLarge,
    QueryTooSlow,
    TooManyBuckets,
    TooManyQuestions,
)
from huoshui.people.contract import NotAPlace

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Looking = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Keeping = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]

_SEGMENTS = (NoSuchSegment, SegmentCircle, TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, SnapshotMissing)
_RUNNING = (QueryTooLarge, QueryTooSlow, QueryCancelled, TooManyQuestions, TooManyBuckets, *_SEGMENTS)


@router.get("/insight/kinds")
async def listed(_viewer: Reading) -> list[KindOut]:
    """What can be asked."""
    return [
        KindOut(kind=one.name, zh=one.zh, en=one.en, has_people=one.people is not None) for one in kinds.KINDS
    ]  # fmt: skip


@router.get("/insight/schema")
async def schema(_viewer: Reading) -> dict[str, Any]:
    """Everything that can be asked, as a JSON schema."""
    return kinds.schema()


@router.post("/insight/questions", response_model=AnswerOut, responses=refuses(*_RUNNING, NoSuchExperiment))
async def ask(body: AskIn, request: Request, viewer: Reading, session: Session, platform: PlatformDep, now: Now) -> Any:  # noqa: ANN401 the answer as it was written before
    """Answer a question; ``Age`` tells how old the answer is. Ended when the client goes away, or by DELETE."""
    asking = _asking(body.id, viewer, session, platform, now)
    async with while_there(request, refusal=QueryCancelled, also={ENDED}):
        told, age = await telling.tell(
            body.question, asking, platform.answers, platform.shelf,
            kind=kinds.kind_of(body.question), max_age_s=body.max_age_s, known=body.known,
        )  # fmt: skip
    return aged(told, age)


@router.delete("/insight/questions/{id}", responses=refuses(NoSuchQuestion), status_code=204)
async def cancel(
    run: Annotated[str, Path(alias="id", pattern=r"^[A-Za-z0-9_-]{1,60}$")], viewer: Reading, platform: PlatformDep
) -> None:
    """End a question of one's own that is being worked out, wherever it runs."""
    tag = _tag(viewer, run)
    running = platform.answers.cancel(tag) or await queries.is_in_engine(platform.clickhouse, tag)
    if not running:
        raise NoSuchQuestion(id=run)
    await platform.clickhouse.kill(tag, cluster=platform.settings.clickhouse_cluster)


@router.post("/insight/questions/people", responses=refuses(*_RUNNING, NoSuchCell, NotAPlace))
async def people(
    body: CellPageIn, request: Request, viewer: Looking, session: ScopedSession, platform: PlatformDep, now: Now
) -> CellPeopleOut:
    """Who is behind a figure: person numbers a page at a time, on the first page also a sample."""
    try:
        after = ids.parse(body.after) if body.after else 0
    except ValueError:
        raise NotAPlace(after=body.after) from None
    asking = _asking(body.id, viewer, session, platform, now)
    async with while_there(request, refusal=QueryCancelled, also={ENDED}):
        found = await queries.people(body.question, body.cell, asking, platform.answers, after=after, limit=body.limit)
        count = shown = None
        if not body.after:
            count = await queries.count(body.question, body.cell, asking, platform.answers)
            shown = await queries.sample(body.question, body.cell, asking, platform.answers)
    numbers = [ids.render(person) for person in found]
    return CellPeopleOut(
        people=numbers,
        next=numbers[-1] if len(found) == body.limit else None,
        count=count,
        sample=None if shown is None else [PersonOut.of(one) for one in shown],
        counted_at=now,
    )


@router.post("/insight/questions/segment", responses=refuses(*_RUNNING, NoSuchCell))
async def segment(body: CellIn, viewer: Reading, session: Session, platform: PlatformDep, now: Now) -> CellSegmentOut:
    """A figure's people as a segment, where the segment language can say it; else why it cannot."""
    said = await queries.segment(body.question, body.cell, _asking(body.id, viewer, session, platform, now))
    return CellSegmentOut(definition=said.definition, why=said.why)


@router.post("/insight/questions/snapshot", responses=refuses(*_RUNNING, NoSuchCell), status_code=201)
async def freeze(
    body: CellSnapshotIn, request: Request, viewer: Keeping, session: Session, platform: PlatformDep, now: Now
) -> CellSnapshotOut:
    """Keep who is behind a figure now, for good, as a segment of exactly these people."""
    asking = _asking(body.id, viewer, session, platform, now)
    async with while_there(request, refusal=QueryCancelled, also={ENDED}):
        taken = await operations.freeze(
            body.question, body.cell, asking, platform.answers, label=body.label, viewer=viewer
        )
    return CellSnapshotOut.of(taken)


def _asking(run: str | None, viewer: Viewer, session: AsyncSession, platform: Any, now: datetime) -> Asking:  # noqa: ANN401 the type lives in app
    return Asking(
        session,
        platform.clickhouse,
        viewer.scope,
        now,
        _tag(viewer, run or uuid4().hex),
        cluster=platform.settings.clickhouse_cluster,
    )


def _tag(viewer: Viewer, run: str) -> str:
    """Under what a question is known to the engine: each viewer has names of their own."""
    return f"insight:{viewer.actor.encode().hex()}:{run}"
