"""The HTTP door of experiments."""

from typing import Annotated

from fastapi import Path, Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock import ids
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.insight.experiments import operations, queries
from huoshui.insight.experiments.contract import (
    VIEWED,
    ExperimentBegun,
    ExperimentChanged,
    ExperimentExists,
    ExperimentNotBegun,
    NoSuchExperiment,
    Plan,
    ResultAsked,
    SizeAsked,
    TooFewInArms,
)
from huoshui.insight.experiments.schemas import ArmOut, ExperimentIn, ExperimentOut, ReportOut, SizeOut
from huoshui.insight.ground import Dated, Ground, asking_of
from huoshui.people import queries as people

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Person = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Ref = Annotated[str, Path(max_length=100, description="its number or its name")]


@router.get("/insight/experiments")
async def listed(_viewer: Reading, session: Session) -> list[ExperimentOut]:
    """Experiments, the newest first."""
    return [ExperimentOut.of(one) for one in await queries.experiments(session)]


@router.post("/insight/experiments", responses=refuses(ExperimentExists), status_code=201)
async def create(body: Plan, viewer: Changing, session: Session, now: Now) -> ExperimentOut:
    """Set out an experiment: arms as shares of people by chance, metrics, guardrails, how many it is planned for."""
    return ExperimentOut.of(await operations.create(session, plan=body, viewer=viewer, now=now))


@router.post("/insight/experiments/size", responses=refuses(NoSuchSegment))
async def size(body: SizeAsked, viewer: Reading, session: Session, platform: PlatformDep, now: Now) -> SizeOut:
    """How many people an experiment needs, by what people did lately."""
    asking = asking_of(session, platform.clickhouse, scope=viewer.scope, now=now)
    return SizeOut.of(await queries.size(await Ground.of(asking, Dated(people=body.people)), asked=body))


@router.get("/insight/experiments/{ref}", responses=refuses(NoSuchExperiment))
async def show(ref: Ref, _viewer: Reading, session: Session) -> ExperimentOut:
    """One experiment, with each arm as a segment."""
    return ExperimentOut.of(await queries.experiment(session, ref=ref))


@router.put(
    "/insight/experiments/{ref}",
    responses=refuses(NoSuchExperiment, ExperimentBegun, ExperimentChanged, ExperimentExists),
)
async def change(ref: Ref, body: ExperimentIn, viewer: Changing, session: Session, now: Now) -> ExperimentOut:
    """Change an experiment that has not begun."""
    return ExperimentOut.of(
        await operations.change(session, ref=ref, plan=body.plan, version=body.version, viewer=viewer, now=now)
    )


@router.post("/insight/experiments/{ref}/start", responses=refuses(NoSuchExperiment, ExperimentBegun))
async def start(ref: Ref, viewer: Changing, session: Session, now: Now) -> ExperimentOut:
    """Start an experiment: what people do counts from now on, and it is not changed any more."""
    return ExperimentOut.of(await operations.start(session, ref=ref, viewer=viewer, now=now))


@router.post("/insight/experiments/{ref}/stop", responses=refuses(NoSuchExperiment))
async def stop(ref: Ref, viewer: Changing, session: Session, now: Now) -> ExperimentOut:
    """Stop an experiment: what people do later does not count."""
    return ExperimentOut.of(await operations.stop(session, ref=ref, viewer=viewer, now=now))


@router.get("/insight/experiments/{ref}/arm", responses=refuses(NoSuchExperiment, NoSuchPerson, NotAnIdentifier))
async def arm(
    ref: Ref,
    viewer: Person,
    session: ScopedSession,
    platform: PlatformDep,
    person: Annotated[str, Query(min_length=1, max_length=300, description="any identifier, or a person number")],
) -> ArmOut:
    """The arm that a person is in, and the event by which an exposure is told."""
    number = await people.person_of(session, ref=person, keys=platform.keys, scope=viewer.scope)
    async with platform.postgres.session() as whole:
        found = await queries.experiment(whole, ref=ref)
    name = queries.arm_of(found, person=number)
    properties = {"experiment_id": found.plan.name, "variation_id": name}
    event = {"type": "track", "event": VIEWED, "properties": properties} if name else None
    return ArmOut(experiment=found.plan.name, person=ids.render(number), arm=name, event=event)


@router.post(
    "/insight/experiments/{ref}/results",
    responses=refuses(NoSuchExperiment, ExperimentNotBegun, TooFewInArms, NoSuchSegment),
)
async def results(
    ref: Ref, body: ResultAsked, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> ReportOut:
    """What came of an experiment, on what people in its arms did since it began."""
    found = await queries.experiment(session, ref=ref)
    asking = asking_of(session, platform.clickhouse, scope=viewer.scope, now=now)
    return ReportOut.of(await queries.report(asking, found=found, asked=body))
