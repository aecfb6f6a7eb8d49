"""HTTP shapes of insight: every rate with what it was made of, money integer fen."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel

from huoshui.insight.contract import DEFINITIONS, DEFINITIONS_VERSION, ChannelLine, ChannelReport, Freshness, Funnel


class RateOut(BaseModel):
    """A share with what it was made of; no value when there is nothing to divide by."""

    numerator: int
    denominator: int
    value: float | None


class FunnelOut(BaseModel):
    """How far people came; `again` is bought again, on another day."""

    came: int
    known: int
    reachable: int
    bought: int
    again: int
    net_fen: int
    rates: dict[str, RateOut]

    @classmethod
    def of(cls, funnel: Funnel, **more: object) -> Self:
        """This will write a funnel for the outside."""
        rates = {
            name: RateOut(numerator=rate.numerator, denominator=rate.denominator, value=rate.value)
            for name, rate in funnel.rates.items()
        }
        plain = {name: getattr(funnel, name) for name in ("came", "known", "reachable", "bought", "again", "net_fen")}
        return cls.model_validate({**plain, "rates": rates, **more})


class ChannelOut(FunnelOut):
    """One channel's people; `touched` counts everybody of the period who was ever there."""

    channel: str
    chinese: str
    touched: int

    @classmethod
    def of_line(cls, line: ChannelLine) -> Self:
        """This will write a line for the outside."""
        return cls.of(line.funnel, channel=line.channel, chinese=line.chinese, touched=line.touched)


class AnonymousOut(BaseModel):
    """Orders that are nobody's."""

    orders: int
    bought: int
    net_fen: int


class FreshnessOut(BaseModel):
    """
    How new the figures are: when the newest events were stored; `waiting` counts what is not in every figure yet:
    `batches` of events whose people and orders are not worked out, and `orders` that the mirror has not seen.
    """

    newest_event_at: datetime | None
    waiting: dict[str, int]
    answered_at: datetime

    @classmethod
    def of(cls, fresh: Freshness) -> "FreshnessOut":
        """This will write it for the outside."""
        return cls(newest_event_at=fresh.newest_event_at, waiting=dict(fresh.waiting), answered_at=fresh.answered_at)


class DefinitionOut(BaseModel):
    """What a figure means."""

    zh: str
    en: str


class ChannelReportOut(BaseModel):
    """People by the public channel that brought them first. Descriptive: it says what happened, not what caused it."""

    since: datetime | None
    until: datetime | None
    timezone: str = "Asia/Shanghai"
    causal: bool = False
    channels: list[ChannelOut]
    total: FunnelOut
    anonymous: AnonymousOut
    freshness: FreshnessOut
    definitions_version: int = DEFINITIONS_VERSION
    definitions: dict[str, DefinitionOut]
    sql: dict[str, str]
    parameters: dict[str, Any]

    @classmethod
    def of(cls, report: ChannelReport) -> "ChannelReportOut":
        """This will write a report for the outside."""
        nobodys = report.anonymous
        return cls(
            since=report.since,
            until=report.until,
            channels=[ChannelOut.of_line(line) for line in report.lines],
            total=FunnelOut.of(report.total),
            anonymous=AnonymousOut(orders=nobodys.orders, bought=nobodys.bought, net_fen=nobodys.net_fen),
            freshness=FreshnessOut.of(report.freshness),
            definitions={name: DefinitionOut(zh=one.zh, en=one.en) for name, one in DEFINITIONS.items()},
            sql=dict(report.sql),
            parameters=dict(report.parameters),
        )
