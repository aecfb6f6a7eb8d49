"""The HTTP door of value."""

from datetime import date
from typing import Annotated, Any

from fastapi import File, Path, Query, UploadFile

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.channels.recognition import CHANNELS
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.insight.ground import Ground, asking_of, basics
from huoshui.insight.questions.contract import Asked
from huoshui.insight.value import kinds, operations, queries, tasks
from huoshui.insight.value.contract import (
    NoSuchRun,
    NotACost,
    NothingPredicted,
    PaybackQuestion,
    RepurchaseQuestion,
    RfmQuestion,
    RunAsked,
    RunGoing,
    ValueQuestion,
)
from huoshui.insight.value.schemas import (
    BandOut,
    BandsOut,
    CostOut,
    CostsIn,
    PaybackOut,
    PredictionOut,
    RepurchaseOut,
    RfmOut,
    RunOut,
    TakenOut,
    ValueOut,
)
from huoshui.people import queries as people

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Person = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Running = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Importing = Annotated[Viewer, requires(Permission.IMPORTS_RUN)]
RunNumber = Annotated[int, Path(ge=1, le=2**62)]
MOST_BYTES = 16 << 20


async def _ground(session: Any, platform: Any, viewer: Viewer, now: Any, asked: Asked) -> Ground:  # noqa: ANN401 the door's
    return await Ground.of(asking_of(session, platform.clickhouse, scope=viewer.scope, now=now), asked)


@router.post("/insight/value", responses=refuses(NoSuchSegment))
async def observed(body: ValueQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now) -> ValueOut:
    """What people who began in a period have brought so far, per month or per first public channel."""
    ground = await _ground(session, platform, viewer, now, body)
    return ValueOut(**dict(await kinds.observed(ground, body)), **await basics(ground), question=body)


@router.post("/insight/value/repurchase", responses=refuses(NoSuchSegment))
async def repurchase(
    body: RepurchaseQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> RepurchaseOut:
    """Who of the period's new buyers bought again, and after how many days."""
    ground = await _ground(session, platform, viewer, now, body)
    return RepurchaseOut(**dict(await kinds.repurchase(ground, body)), **await basics(ground), question=body)


@router.post("/insight/value/rfm", responses=refuses(NoSuchSegment))
async def rfm(body: RfmQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now) -> RfmOut:
    """Buyers in eight groups, what they brought, and what the latest run expects of them."""
    ground = await _ground(session, platform, viewer, now, body)
    return RfmOut(**dict(await kinds.rfm(ground, body)), **await basics(ground), question=body)


@router.post("/insight/value/payback", responses=refuses(NoSuchSegment))
async def payback(
    body: PaybackQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> PaybackOut:
    """What channels cost against whom they brought, what those brought, and when that paid."""
    ground = await _ground(session, platform, viewer, now, body)
    return PaybackOut(**dict(await kinds.payback(ground, body)), **await basics(ground), question=body)


@router.post("/insight/value/runs", responses=refuses(RunGoing), status_code=202)
async def begin(body: RunAsked, viewer: Running, platform: PlatformDep, now: Now) -> RunOut:
    """Begin a run of the value model over everybody's orders up to yesterday; its progress is on the run."""
    async with platform.postgres.transaction() as session:
        begun = await operations.request(session, asked=body, viewer=viewer, now=now)
    await tasks.defer(platform, begun.id)
    return RunOut.of(begun)


@router.get("/insight/value/runs")
async def runs(_viewer: Reading, session: Session) -> list[RunOut]:
    """The runs of the value model, the newest first."""
    return [RunOut.of(one) for one in await queries.runs(session)]


@router.get("/insight/value/runs/{number}", responses=refuses(NoSuchRun))
async def run(number: RunNumber, _viewer: Reading, session: Session) -> RunOut:
    """One run: how far it is, or what it found, with its test on held-out days."""
    return RunOut.of(await queries.run(session, number=number))


@router.get("/insight/value/bands", responses=refuses(NothingPredicted))
async def bands(viewer: Reading, session: Session, platform: PlatformDep, now: Now) -> BandsOut:
    """How what the latest run expects is spread over the viewer's people, in tenths."""
    last = await queries.latest(session)
    if last is None:
        raise NothingPredicted
    ground = await _ground(session, platform, viewer, now, RfmQuestion())
    found = await queries.bands(ground, run=last.id)
    return BandsOut(run=last.id, tenths=[BandOut.of(one, run=last.id) for one in found])


@router.get("/insight/value/people/{ref}", responses=refuses(NothingPredicted, NoSuchPerson, NotAnIdentifier))
async def prediction(ref: str, viewer: Person, session: ScopedSession, platform: PlatformDep) -> PredictionOut:
    """What the latest run expects of a person, by any identifier or by number."""
    person = await people.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    persons = await people.identities_of(session, person)
    async with platform.postgres.session() as whole:
        return PredictionOut.of(await queries.prediction(whole, platform.clickhouse, persons=persons))


@router.get("/insight/costs")
async def costs(
    _viewer: Reading,
    session: Session,
    since: Annotated[date, Query(alias="from")],
    until: Annotated[date, Query(alias="to", description="included")],
) -> list[CostOut]:
    """What channels cost, by day."""
    return [CostOut.of(one) for one in await queries.costs_of(session, since=since, until=until)]


@router.post("/insight/costs", responses=refuses(NotACost))
async def put_costs(body: CostsIn, viewer: Importing, session: Session, now: Now) -> TakenOut:
    """Take in what channels cost; a line for the same channel, day and campaign replaces the one before."""
    for number, one in enumerate(body.costs, start=1):
        if one.channel not in CHANNELS:
            raise NotACost(line=number, why=f"there is no channel “{one.channel[:40]}”")
    found = [one.cost() for one in body.costs]
    lines = await operations.put_costs(session, costs=found, viewer=viewer, now=now)
    return TakenOut(lines=lines, fen=sum(one.fen for one in found))


@router.post("/insight/costs/file", responses=refuses(NotACost))
async def put_costs_file(
    file: Annotated[UploadFile, File(description="CSV: channel, day, yuan or fen; campaign")],
    viewer: Importing,
    session: Session,
    now: Now,
) -> TakenOut:
    """Take in a file of costs, all of it or, when a line is wrong, nothing."""
    content = await file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotACost(line=0, why=f"a file has {MOST_BYTES >> 20} MB at most")
    found = operations.read_costs(_decoded(content))
    lines = await operations.put_costs(session, costs=found, viewer=viewer, now=now)
    return TakenOut(lines=lines, fen=sum(one.fen for one in found))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotACost(line=0, why="it is neither UTF-8 nor GB18030")
