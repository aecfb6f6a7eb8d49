"""The HTTP door of insight."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Query, Request
from pydantic import AwareDatetime

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import aged, requires
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses, while_there
from huoshui.bedrock.routes import Doors
from huoshui.insight import queries, report
from huoshui.insight.contract import NotAPeriod
from huoshui.insight.desk import telling
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


@router.get(
    "/reports/channels", response_model=ChannelReportOut, responses=refuses(NotAPeriod, TooManyQuestions, NobodyWaits)
)
async def channels(  # noqa: PLR0913 what can be asked
    request: Request,
    viewer: Reading,
    session: Session,
    platform: PlatformDep,
    now: Now,
    *,
    since: Since = None,
    until: Until = None,
    last_days: Annotated[
        int | None, Query(ge=1, le=1100, description="so many days in Beijing, today included, instead of from and to")
    ] = None,
    max_age_s: Annotated[int, Query(ge=0, le=86_400, description="so old a report will do")] = 0,
    known: Annotated[bool, Query(description="whatever is known will do, of the last eight days")] = False,
) -> Any:  # noqa: ANN401 the report as it was written before
    """Per public channel: how many people came, how many we know, can reach, bought, bought again."""
    asked = ChannelsQuestion(
        since=None if last_days else _moment(since), until=None if last_days else _moment(until), last_days=last_days
    )
    asking = Asking(
        session, platform.clickhouse, viewer.scope, now, f"report:{uuid4().hex}",
        cluster=platform.settings.clickhouse_cluster,
    )  # fmt: skip
    async with while_there(request):
        told, age = await telling.tell(
            asked, asking, platform.answers, platform.shelf, kind=report.KIND, max_age_s=max_age_s, known=known
        )
    return aged(told, age)


@router.get("/freshness")
async def freshness(_viewer: Reading, session: Session, now: Now) -> FreshnessOut:
    """How new the figures are."""
    return FreshnessOut.of(await queries.freshness(session, now=now))


def _moment(given: date | datetime | None) -> datetime | None:
    if given is None or isinstance(given, datetime):
        return given
    return datetime.combine(given, time(), BEIJING)
