"""The HTTP door of the metric dictionary."""

from typing import Annotated

from fastapi import Path

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.insight.ground import Ground, asking_of, basics
from huoshui.insight.metrics import kind, operations, queries
from huoshui.insight.metrics.contract import (
    Metric,
    MetricChanged,
    MetricExists,
    MetricQuestion,
    MetricShips,
    NoSuchMetric,
    NotThatMetric,
)
from huoshui.insight.metrics.schemas import MetricIn, MetricOut, MetricValueOut

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Changing = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
Named = Annotated[str, Path(max_length=60)]


@router.get("/insight/metrics")
async def listed(_viewer: Reading, session: Session) -> list[MetricOut]:
    """The dictionary: what each metric means."""
    return [MetricOut.of(one) for one in await queries.entries(session)]


@router.post("/insight/metrics", responses=refuses(MetricExists), status_code=201)
async def define(body: Metric, viewer: Changing, session: Session, now: Now) -> MetricOut:
    """Define a metric of the brand's own; two of one name, English or Chinese, cannot exist."""
    return MetricOut.of(await operations.define(session, metric=body, viewer=viewer, now=now))


@router.post("/insight/metrics/value", responses=refuses(NoSuchMetric, NoSuchSegment))
async def value(
    body: MetricQuestion, viewer: Reading, session: Session, platform: PlatformDep, now: Now
) -> MetricValueOut:
    """A metric's value in a period, with its numerator and denominator."""
    ground = await Ground.of(asking_of(session, platform.clickhouse, scope=viewer.scope, now=now), body)
    return MetricValueOut(**dict(await kind.answered(ground, body)), **await basics(ground), question=body)


@router.get("/insight/metrics/{name}", responses=refuses(NoSuchMetric))
async def show(name: Named, _viewer: Reading, session: Session) -> MetricOut:
    """One metric, by its name or its Chinese name."""
    return MetricOut.of(await queries.entry(session, name=name))


@router.get("/insight/metrics/{name}/history", responses=refuses(NoSuchMetric))
async def history(name: Named, _viewer: Reading, session: Session) -> list[MetricOut]:
    """What a metric meant, the newest version first; also of one that was retired."""
    return [MetricOut.of(one) for one in await queries.history(session, name=name)]


@router.put(
    "/insight/metrics/{name}",
    responses=refuses(NoSuchMetric, MetricShips, MetricChanged, MetricExists, NotThatMetric),
)
async def change(name: Named, body: MetricIn, viewer: Changing, session: Session, now: Now) -> MetricOut:
    """Change what a metric means; values from now on tell the new version."""
    return MetricOut.of(
        await operations.change(session, name=name, metric=body.metric, version=body.version, viewer=viewer, now=now)
    )


@router.delete("/insight/metrics/{name}", responses=refuses(NoSuchMetric, MetricShips), status_code=204)
async def retire(name: Named, viewer: Changing, session: Session, now: Now) -> None:
    """Take a metric out of the dictionary; its history stays."""
    await operations.retire(session, name=name, viewer=viewer, now=now)
