"""The HTTP door of intimacy."""

from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query

from huoshui.access import operations as access
from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ATTENDED, Figure, ScopedSession, requires
from huoshui.audiences.intimacy import figures, operations, queries, tasks
from huoshui.audiences.intimacy.contract.errors import (
    FitInForce,
    NoSuchFit,
    NoSuchIntimacyRun,
    RunWaiting,
    TooManyDeeds,
)
from huoshui.audiences.intimacy.contract.signals import SIGNALS
from huoshui.audiences.intimacy.schemas.everybody import (
    DistributionOut,
    FitOut,
    InForceIn,
    RunIn,
    RunOut,
    TrustFlowOut,
)
from huoshui.audiences.intimacy.schemas.person import ClosenessOut, ContactOut, ContactsOut, ModelOut
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people

router = Doors(tags=["intimacy"], prefix="/intimacy")

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Reporting = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Managing = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Version = Annotated[int, Path(ge=1, le=2**31 - 1)]
Since = Annotated[date | None, Query(alias="from", description="a day in Beijing; a month ago without one")]
Until = Annotated[date | None, Query(alias="to", description="a day in Beijing, exclusive; now without one")]
_DEFAULTS = {signal.name: signal.weight for signal in SIGNALS}


@router.get("/people/{ref}", responses=refuses(NoSuchPerson, NotAnIdentifier))
async def person(ref: str, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now) -> ClosenessOut:
    """How close a person is right now, by its parts; their trust stage; what would bring them closer."""
    found = await people.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    return ClosenessOut.of(
        await queries.closeness(session, platform.clickhouse, person=found, scope=viewer.scope, now=now)
    )


@router.get("/staff/{staff}", responses=refuses(TooManyDeeds, NobodyWaits), dependencies=[ATTENDED])
async def contacts(
    staff: Annotated[str, Path(max_length=200)],
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
    now: Now,
    *,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> ContactsOut:
    """Whom a member of staff knows, by how close the two are; of the closest, what speaks for it."""
    found = await queries.contacts(session, platform.clickhouse, staff=staff, scope=viewer.scope, now=now)
    return ContactsOut(staff=staff, people=len(found), contacts=[ContactOut.of(one) for one in found[:limit]])


@router.get("/distribution", responses=refuses(NobodyWaits), response_model=DistributionOut)
async def distribution(_viewer: Reporting, figure: Figure) -> Any:  # noqa: ANN401 as it was written before
    """How everybody's scores lie, and how many stand in each trust stage."""
    return await figure(figures.DISTRIBUTION, figures.DistributionAsked())


@router.get("/trust", responses=refuses(NobodyWaits), response_model=TrustFlowOut)
async def trust(_viewer: Reporting, figure: Figure, *, since: Since = None, until: Until = None) -> Any:  # noqa: ANN401 as it was written before
    """Who stands in which trust stage now, and how many changed between two days."""
    return await figure(figures.TRUST, figures.TrustAsked(since=since, until=until))


@router.get("/model")
async def model(_viewer: Reporting, session: Session) -> ModelOut:
    """By which model people are scored now."""
    return ModelOut.of(await queries.in_force(session))


@router.get("/fits")
async def fits(_viewer: Reporting, session: Session) -> list[FitOut]:
    """Every fit with its report, the newest first, also those that were not put in force."""
    return [FitOut.of(one, defaults=_DEFAULTS) for one in await queries.fits(session)]


@router.get("/fits/{version}", responses=refuses(NoSuchFit))
async def fit(version: Version, _viewer: Reporting, session: Session) -> FitOut:
    """One fit: weights, and how its predictions compare with what people did whom it had not seen."""
    return FitOut.of(await queries.fit(session, version=version), defaults=_DEFAULTS)


@router.put("/model", responses=refuses(NoSuchFit, FitInForce))
async def put_in_force(body: InForceIn, viewer: Managing, session: Session, now: Now) -> ModelOut:
    """Put a kept fit in force, or back to the default weights (0); the next run scores by it."""
    await operations.put_in_force(session, version=body.version, viewer=viewer, now=now)
    return ModelOut.of(await queries.in_force(session))


@router.get("/runs")
async def runs(_viewer: Reporting, session: Session) -> list[RunOut]:
    """Runs over everybody, the newest first."""
    return [RunOut.of(one) for one in await queries.runs(session)]


@router.post("/runs", status_code=202, responses=refuses(RunWaiting))
async def begin(body: RunIn, viewer: Changing, platform: PlatformDep, now: Now) -> RunOut:
    """Score everybody, or fit the weights first; done by a job, as every night."""
    async with platform.postgres.transaction() as session:
        run = await operations.ask(session, task=body.task, by=viewer.actor, now=now)
        await access.record(
            session, viewer=viewer, action=f"intimacy.{body.task.value}_asked", subject=f"run:{run.run}", facts={},
            now=now,
        )  # fmt: skip
    await tasks.defer(platform)
    return RunOut.of(run)


@router.get("/runs/{run}", responses=refuses(NoSuchIntimacyRun))
async def show_run(run: Version, _viewer: Reporting, session: Session) -> RunOut:
    """How a run stands."""
    return RunOut.of(await queries.run(session, number=run))
