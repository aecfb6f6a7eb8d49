"""The channel report as a kind of question, so that the desk keeps it as it keeps every answer."""

from datetime import datetime

from pydantic import BaseModel

from huoshui.insight import queries
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.kind import Kind
from huoshui.insight.schemas import ChannelReportOut


class ChannelsQuestion(BaseModel):
    """Who came in [since, until), channel by channel, and what became of them."""

    since: datetime | None
    until: datetime | None


async def answer(asked: ChannelsQuestion, asking: Asking) -> ChannelReportOut:
    """
    This will work the report out.

    :raises NotAPeriod: if it ends before it begins
    """
    freshness = await queries.freshness(asking.session, now=asking.now)
    report = await queries.channels(
        asking.clickhouse, scope=asking.scope, since=asked.since, until=asked.until, freshness=freshness
    )
    return ChannelReportOut.of(report)


KIND = Kind(
    "channels", "渠道总览", "Channels", ChannelsQuestion, ChannelReportOut, answer,
    tables=("events", "people", "orders"),
)  # fmt: skip
