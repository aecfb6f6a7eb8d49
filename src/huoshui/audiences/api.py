"""The HTTP door of audiences."""

from typing import Annotated, Any

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ATTENDED, Figure, ScopedSession, requires
from huoshui.audiences import figures, operations, queries
from huoshui.audiences.contract.errors import (
    NoHistory,
    NoSuchLayer,
    NoSuchSegment,
    NoSuchTrait,
    NotASegment,
    SegmentChanged,
    SegmentCircle,
    SegmentExists,
    SegmentInUse,
    SnapshotMissing,
    TooDeep,
    TooManyConditions,
    TraitDoesNotFit,
)
from huoshui.audiences.contract.language import Definition
from huoshui.audiences.schemas import (
    AskedIn,
    ChangeIn,
    CountOut,
    EstimateOut,
    ExplainIn,
    MembersOut,
    OverlapIn,
    OverlapOut,
    PageIn,
    SegmentIn,
    SegmentOut,
    SqlOut,
    VerdictOut,
    VersionOut,
    WhyOut,
)
from huoshui.bedrock import ids
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people
from huoshui.people.contract import NotAPlace

router = Doors(tags=["audiences"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]

_UNREADABLE = (NotASegment, TooDeep, TooManyConditions, SegmentCircle, NoSuchSegment, NoSuchLayer, NoHistory)
_ASKED = (*_UNREADABLE, NoSuchTrait, TraitDoesNotFit, SnapshotMissing, NobodyWaits)


@router.get("/segments")
async def listed(_viewer: Reading, session: ScopedSession) -> list[SegmentOut]:
    """The segments that have a name."""
    return [SegmentOut.of(one) for one in await queries.segments(session)]


@router.get("/segments/schema")
async def schema(_viewer: Reading) -> dict[str, Any]:
    """The segment language as a JSON schema."""
    return Definition.model_json_schema()


@router.post("/segments", responses=refuses(*_UNREADABLE, SegmentExists), status_code=201)
async def create(body: SegmentIn, viewer: Changing, session: Session, now: Now) -> SegmentOut:
    """Keep a segment under a name."""
    return SegmentOut.of(
        await operations.create(
            session, name=body.name, note=body.note, definition=body.definition, viewer=viewer, now=now
        )
    )


@router.post("/segments/count", responses=refuses(*_ASKED), response_model=CountOut)
async def count(body: AskedIn, _viewer: Reading, figure: Figure) -> Any:  # noqa: ANN401 as it was written before
    """How many people are in a segment: exact, and now unless an older count will do."""
    return await figure(figures.COUNT, body)


@router.post("/segments/estimate", responses=refuses(*_ASKED), dependencies=[ATTENDED])
async def estimate(
    body: AskedIn, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now
) -> EstimateOut:
    """What to see while composing: how many, twenty of them, whom each channel reaches, who granted what."""
    condition = await queries.resolved(session, platform.clickhouse, body.segment)
    found = await queries.count(platform.clickhouse, condition=condition, scope=viewer.scope, now=now)
    shown = await queries.sample(session, platform.clickhouse, condition=condition, scope=viewer.scope, now=now)
    split = await queries.split(platform.clickhouse, condition=condition, scope=viewer.scope, now=now)
    return EstimateOut.of(found, shown, split, now)


@router.post("/segments/sql", responses=refuses(*_ASKED))
async def sql(body: AskedIn, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now) -> SqlOut:
    """The query that a segment becomes, for who wants to check it: nothing is asked of anybody."""
    condition = await queries.resolved(session, platform.clickhouse, body.segment)
    text, parameters = queries.written(condition, scope=viewer.scope, now=now)
    return SqlOut(sql=text, parameters=dict(parameters))


@router.post("/segments/people", responses=refuses(*_ASKED, NotAPlace), dependencies=[ATTENDED])
async def members(body: PageIn, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now) -> MembersOut:
    """Who is in a segment now, by person number, a page at a time."""
    try:
        after = ids.parse(body.after) if body.after else 0
    except ValueError:
        raise NotAPlace(after=body.after) from None
    condition = await queries.resolved(session, platform.clickhouse, body.segment)
    found = await queries.page(
        platform.clickhouse, condition=condition, scope=viewer.scope, now=now, after=after, limit=body.limit
    )
    numbers = [ids.render(person) for person in found]
    return MembersOut(people=numbers, next=numbers[-1] if len(found) == body.limit else None, counted_at=now)


@router.post("/segments/explain", responses=refuses(*_ASKED, NoSuchPerson, NotAnIdentifier), dependencies=[ATTENDED])
async def explain(body: ExplainIn, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now) -> WhyOut:
    """Whether a person is in a segment now, and for each condition whether it is met, with the facts."""
    person = await people.person_of(session, ref=body.person, keys=platform.keys, scope=viewer.scope)
    condition = await queries.resolved(session, platform.clickhouse, body.segment)
    verdict = await queries.explain(
        session, platform.clickhouse, person=person, condition=condition, scope=viewer.scope, now=now
    )
    return WhyOut(person=ids.render(person), met=verdict.met, why=VerdictOut.of_verdict(verdict), explained_at=now)


@router.post("/segments/overlap", responses=refuses(*_ASKED), dependencies=[ATTENDED])
async def overlap(
    body: OverlapIn, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now
) -> OverlapOut:
    """How many people are in one segment, in another, and in both."""
    one, other = [await queries.resolved(session, platform.clickhouse, each) for each in (body.one, body.other)]
    found = await queries.overlap(platform.clickhouse, one=one, other=other, scope=viewer.scope, now=now)
    return OverlapOut.of(found, now)


@router.get("/segments/{name}", responses=refuses(NoSuchSegment))
async def show(name: str, _viewer: Reading, session: ScopedSession) -> SegmentOut:
    """One stored segment, and which others use it."""
    return SegmentOut.of(await queries.segment(session, name=name))


@router.get("/segments/{name}/history", responses=refuses(NoSuchSegment))
async def history(name: str, _viewer: Reading, session: Session) -> list[VersionOut]:
    """What a segment was, the newest version first; also of one that was deleted."""
    return [VersionOut.of(one) for one in await queries.history(session, name=name)]


@router.put("/segments/{name}", responses=refuses(*_UNREADABLE, SegmentChanged))
async def change(name: str, body: ChangeIn, viewer: Changing, session: Session, now: Now) -> SegmentOut:
    """Change a segment; what uses it means the new one from now on."""
    return SegmentOut.of(
        await operations.change(
            session,
            name=name,
            note=body.note,
            definition=body.definition,
            version=body.version,
            viewer=viewer,
            now=now,
        )
    )


@router.delete("/segments/{name}", responses=refuses(NoSuchSegment, SegmentInUse), status_code=204)
async def delete(name: str, viewer: Changing, session: Session, now: Now) -> None:
    """Delete a segment that no other uses; its history stays."""
    await operations.delete(session, name=name, viewer=viewer, now=now)
