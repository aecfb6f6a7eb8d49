"""The HTTP door of insight."""

from datetime import date, datetime, time
from typing import Annotated, cast
from uuid import uuid4

from fastapi import Query
from pydantic import AwareDatetime

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.insight import queries, report
from huoshui.insight.contract import NotAPeriod
from huoshui.insight.desk import queries as desk
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.errors import TooManyQuestions
from huoshui.insight.report import ChannelsQuestion
from huoshui.insight.schemas import ChannelReportOut, FreshnessOut

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Since = Annotated[
    date | AwareDatetime | None, Query(alias="from", description="a day in Beijing, or a moment; inclusive")
]
Until = Annotated[
    date | AwareDatetime | None, Query(alias="to", description="a day in Beijing, or a moment; exclusive")
]


@router.get("/reports/channels", responses=refuses(NotAPeriod, TooManyQuestions))
async def channels(
    viewer: Reading,
    session: Session,
    platform: PlatformDep,
    now: Now,
    *,
    since: Since = None,
    until: Until = None,
    max_age_s: Annotated[int, Query(ge=0, le=86_400, description="so old a report will do")] = 0,
) -> ChannelReportOut:
    """Per public channel: how many people came, how many we know, can reach, bought, bought again."""
    asked = ChannelsQuestion(since=_moment(since), until=_moment(until))
    asking = Asking(
        session, platform.clickhouse, viewer.scope, now, f"report:{uuid4().hex}",
        cluster=platform.settings.clickhouse_cluster,
    )  # fmt: skip
    answered = await desk.ask(asked, asking, platform.answers, max_age_s=max_age_s, kind=report.KIND)
    return cast("ChannelReportOut", answered.result)


@router.get("/freshness")
async def freshness(_viewer: Reading, session: Session, now: Now) -> FreshnessOut:
    """How new the figures are."""
    return FreshnessOut.of(await queries.freshness(session, now=now))


def _moment(given: date | datetime | None) -> datetime | None:
    if given is None or isinstance(given, datetime):
        return given
    return datetime.combine(given, time(), BEIJING)
