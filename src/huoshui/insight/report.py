"""The channel report as a kind of question, so that the desk keeps it as it keeps every answer."""

from datetime import datetime, time

from pydantic import BaseModel

from huoshui.bedrock.clickhouse import ending_with_us
from huoshui.insight import queries
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import BEIJING, LastDays, zone_of
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.periods import days_of
from huoshui.insight.schemas import ChannelReportOut


class ChannelsQuestion(BaseModel):
    """
    Who came in [since, until), channel by channel, and what became of them.

    ``last_days`` are so many days in Beijing up to today, today included, instead of ``since`` and ``until``.
    """

    since: datetime | None = None
    until: datetime | None = None
    last_days: int | None = None

    def ends(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        """This will give both ends."""
        if self.last_days is None:
            return self.since, self.until
        days = days_of(LastDays(last_days=self.last_days), zone=BEIJING, now=now)
        since, until = (datetime.combine(day, time(), zone_of(BEIJING)) for day in (days.since, days.until))
        return since, until


async def answer(asked: ChannelsQuestion, asking: Asking) -> ChannelReportOut:
    """
    This will work the report out.

    :raises NotAPeriod: if it ends before it begins
    """
    freshness = await queries.freshness(asking.session, now=asking.now)
    since, until = asked.ends(asking.now)
    with ending_with_us(asking.tag):
        report = await queries.channels(
            asking.clickhouse, scope=asking.scope, since=since, until=until, freshness=freshness
        )
    return ChannelReportOut.of(report)


KIND = Kind(
    "channels", "渠道总览", "Channels", ChannelsQuestion, ChannelReportOut, answer,
    tables=("events", "people", "orders"),
)  # fmt: skip
