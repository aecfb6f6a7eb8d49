"""The HTTP door of layers."""

from typing import Annotated, Any

from fastapi import Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ATTENDED, Figure, ScopedSession, requires
from huoshui.audiences.contract.errors import NoHistory, NoSuchTrait, TraitDoesNotFit
from huoshui.audiences.contract.layerings import Count, LayeringName
from huoshui.audiences.layers import figures, operations, queries
from huoshui.audiences.layers.contract import (
    DaysReversed,
    DayToCome,
    DimensionsClash,
    LayeringChanged,
    LayeringUsed,
    NoSuchDimension,
    NotALayering,
    TooManyDays,
)
from huoshui.audiences.layers.preview import preview as previewed
from huoshui.audiences.layers.schemas.figures import FlowOut, StockOut, TrendOut
from huoshui.audiences.layers.schemas.rules import (
    LayeringIn,
    LayeringOut,
    PreviewIn,
    PreviewOut,
    ResetIn,
    StandingOut,
)
from huoshui.audiences.layers.schemas.tables import RfmIn, RfmOut, TableIn, TableOut
from huoshui.audiences.rulebook import kept_layerings, versions
from huoshui.audiences.rules.bounds import day_of
from huoshui.bedrock import clock
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.bedrock.shapes import DayIn
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people

router = Doors(tags=["layers"], prefix="/layers")

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Knowing = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Ruling = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]
On = Annotated[DayIn | None, Query(description="the end of this day in Beijing; without it: now")]
Counted = Annotated[Count, Query(description="平台口径 (platform) or 活跃口径 (active)")]
Since = Annotated[DayIn | None, Query(alias="from", description="the end of this day in Beijing")]
Until = Annotated[DayIn | None, Query(alias="to", description="the end of this day; without it: now")]
Days = Annotated[int, Query(ge=1, le=1100, description="without a first day: so many days before the last")]
Base = Annotated[int | None, Query(ge=1, description="what penetration is of; without it: everybody in scope")]


@router.get("")
async def listed(_viewer: Knowing, session: ScopedSession) -> list[LayeringOut]:
    """Every layering by the rules that count now."""
    return [LayeringOut.of(one) for one in (await kept_layerings(session)).values()]


@router.post(
    "/table",
    responses=refuses(
        NoSuchDimension, DimensionsClash, NoHistory, NoSuchTrait, TraitDoesNotFit, DayToCome, NobodyWaits
    ),
    response_model=TableOut,
)
async def table(body: TableIn, _viewer: Reading, figure: Figure) -> Any:  # noqa: ANN401 as it was written before
    """People by one to three dimensions; ``aipl@2026-11-01`` beside ``aipl`` is a flow."""
    return await figure(figures.TABLE, body)


@router.post("/rfm", responses=refuses(NobodyWaits), response_model=RfmOut)
async def groups(body: RfmIn, _viewer: Reading, figure: Figure) -> Any:  # noqa: ANN401 as it was written before
    """The buyers in eight groups by recency, frequency and money; by the brand's cuts, or by fifths."""
    return await figure(figures.RFM, body)


@router.get("/{layering}")
async def show(layering: LayeringName, _viewer: Knowing, session: ScopedSession) -> LayeringOut:
    """A layering by the rules that count now."""
    return LayeringOut.of((await kept_layerings(session))[layering])


@router.get("/{layering}/history")
async def history(layering: LayeringName, _viewer: Knowing, session: ScopedSession) -> list[LayeringOut]:
    """Every version of a layering, the newest first; the last, version 0, is the one that ships."""
    return [LayeringOut.of(one) for one in await versions(session, name=layering)]


@router.put("/{layering}", responses=refuses(NotALayering, LayeringChanged, LayeringUsed))
async def change(layering: LayeringName, body: LayeringIn, viewer: Ruling, session: Session, now: Now) -> LayeringOut:
    """Give a layering the brand's own rules."""
    kept = await operations.change(
        session, name=layering, definition=body.definition, note=body.note, version=body.version, viewer=viewer,
        now=now,
    )  # fmt: skip
    return LayeringOut.of(kept)


@router.post("/{layering}/preview", responses=refuses(NotALayering, LayeringUsed, NobodyWaits), dependencies=[ATTENDED])
async def preview(
    layering: LayeringName, body: PreviewIn, viewer: Ruling, session: Session, platform: PlatformDep, now: Now
) -> PreviewOut:
    """Who would change levels if these were the rules; nothing is kept."""
    found = await previewed(
        session, platform.clickhouse, name=layering, definition=body.definition, count=body.count, scope=viewer.scope,
        now=now,
    )  # fmt: skip
    return PreviewOut.of(found)


@router.post("/{layering}/reset", responses=refuses(LayeringChanged, LayeringUsed))
async def reset(layering: LayeringName, body: ResetIn, viewer: Ruling, session: Session, now: Now) -> LayeringOut:
    """Go back to the rules that ship, as a new version."""
    kept = await operations.reset(session, name=layering, version=body.version, viewer=viewer, now=now)
    return LayeringOut.of(kept)


@router.get("/{layering}/stock", responses=refuses(DayToCome, NoHistory, NobodyWaits), response_model=StockOut)
async def stock(
    layering: LayeringName,
    _viewer: Reading,
    figure: Figure,
    *,
    on: On = None,
    count: Counted = "platform",
    base: Base = None,
) -> Any:  # noqa: ANN401 as it was written before
    """How many people are on each level at the end of a day."""
    return await figure(figures.STOCK, figures.StockAsked(layering=layering, on=on, count=count, base=base))


@router.get(
    "/{layering}/flow", responses=refuses(DayToCome, DaysReversed, NoHistory, NobodyWaits), response_model=FlowOut
)
async def flow(
    layering: LayeringName,
    _viewer: Reading,
    figure: Figure,
    *,
    since: Since = None,
    until: Until = None,
    days: Days = figures.MONTH,
    count: Counted = "platform",
) -> Any:  # noqa: ANN401 as it was written before
    """Who went from which level to which between the ends of two days."""
    asked = figures.DaysAsked(layering=layering, since=since, until=until, days=days, count=count)
    return await figure(figures.FLOW, asked)


@router.get(
    "/{layering}/trend",
    responses=refuses(DayToCome, DaysReversed, TooManyDays, NoHistory, NobodyWaits),
    response_model=TrendOut,
)
async def trend(
    layering: LayeringName,
    _viewer: Reading,
    figure: Figure,
    *,
    since: Since = None,
    until: Until = None,
    days: Days = figures.MONTH,
    count: Counted = "platform",
) -> Any:  # noqa: ANN401 as it was written before
    """How many people are on each level at the end of each of at most 31 days, and how long they stay."""
    asked = figures.DaysAsked(layering=layering, since=since, until=until, days=days, count=count)
    return await figure(figures.TREND, asked)


@router.get("/{layering}/people/{ref}", responses=refuses(DayToCome, NoHistory, NoSuchPerson, NotAnIdentifier))
async def standing(
    layering: LayeringName,
    ref: str,
    viewer: Knowing,
    session: ScopedSession,
    platform: PlatformDep,
    now: Now,
    *,
    on: On = None,
    count: Counted = "platform",
) -> StandingOut:
    """On which level a person is at the end of a day, and why."""
    person = await people.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    found = await queries.standing(
        session, platform.clickhouse, name=layering, person=person, on=on or day_of(clock.milliseconds(now)),
        count=count, scope=viewer.scope, now=now,
    )  # fmt: skip
    return StandingOut.of(found)
