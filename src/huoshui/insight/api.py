"""The HTTP door of insight."""

from datetime import date, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.insight import queries
from huoshui.insight.contract import NotAPeriod
from huoshui.insight.schemas import ChannelReportOut

router = APIRouter(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Since = Annotated[
    date | AwareDatetime | None, Query(alias="from", description="a day in Beijing, or a moment; inclusive")
]
Until = Annotated[
    date | AwareDatetime | None, Query(alias="to", description="a day in Beijing, or a moment; exclusive")
]


@router.get("/reports/channels", responses=refuses(NotAPeriod))
async def channels(
    viewer: Reading,
    session: Session,
    platform: PlatformDep,
    now: Now,
    *,
    since: Since = None,
    until: Until = None,
) -> ChannelReportOut:
    """Per public channel: how many people came, how many we know, can reach, bought, bought again."""
    report = await queries.channels(
        platform.clickhouse,
        scope=viewer.scope,
        since=_moment(since),
        until=_moment(until),
        freshness=await queries.freshness(session, now=now),
    )
    return ChannelReportOut.of(report)


def _moment(given: date | datetime | None) -> datetime | None:
    if given is None or isinstance(given, datetime):
        return given
    return datetime.combine(given, time(), BEIJING)
