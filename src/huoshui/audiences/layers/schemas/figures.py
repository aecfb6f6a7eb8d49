"""HTTP shapes of figures by day: stock, flow and trend."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from huoshui.audiences.contract.language import Definition
from huoshui.audiences.contract.layerings import Count, LayeringName
from huoshui.audiences.layers.axes import level_of, where_all
from huoshui.audiences.layers.contract import OUTSIDE, Flow, LevelCount, Moved, Rules, Stock, Trend

_LEAKS = 5


class RateOut(BaseModel):
    """A share with what it was made of; no value when there is nothing to divide by."""

    numerator: int
    denominator: int
    value: float | None

    @classmethod
    def of(cls, numerator: int, denominator: int) -> Self:
        """This will write a share."""
        return cls(numerator=numerator, denominator=denominator, value=numerator / denominator if denominator else None)


class RulesOut(BaseModel):
    """By which rules it was worked out; version 0 is the one that ships."""

    layering: LayeringName
    version: int
    count: Count

    @classmethod
    def of(cls, rules: Rules) -> Self:
        """This will write rules for the outside."""
        return cls(layering=rules.layering, version=rules.version, count=rules.count)


class LevelOut(BaseModel):
    """How many people are on a level, and who they are."""

    name: str
    chinese: str
    english: str
    people: int
    segment: Definition

    @classmethod
    def of(cls, level: LevelCount, rules: Rules, on: date) -> Self:
        """This will write a level for the outside."""
        where = level_of(rules.layering, [level.name], count=rules.count, on=on)
        return cls(
            name=level.name, chinese=level.chinese, english=level.english, people=level.people,
            segment=where_all([where]),
        )  # fmt: skip


class StockOut(BaseModel):
    """
    How many people are on each level at the end of a day in Beijing (of today: now), from high to low.

    ``penetration`` 渗透率: those in the funnel, of everybody in scope or of the number that was given.
    ``activity`` 活跃度: those who acted lately, of those with a standing relation.
    """

    on: date
    timezone: str = "Asia/Shanghai"
    rules: RulesOut
    levels: list[LevelOut]
    base: int
    funnel: int
    penetration: RateOut
    activity: RateOut
    answered_at: datetime

    @classmethod
    def of(cls, stock: Stock, base: int | None, now: datetime) -> Self:
        """This will write a stock for the outside."""
        return cls(
            on=stock.on, rules=RulesOut.of(stock.rules), base=stock.base, funnel=stock.funnel, answered_at=now,
            levels=[LevelOut.of(level, stock.rules, stock.on) for level in stock.levels],
            penetration=RateOut.of(stock.funnel, stock.base if base is None else base),
            activity=RateOut.of(stock.awake, stock.related),
        )  # fmt: skip


class CellOut(BaseModel):
    """How many people were on one level and are on another, and who they are."""

    before: str
    after: str
    people: int
    segment: Definition


class MovedOut(BaseModel):
    """
    What became of the people of one level: ``people`` = ``stayed`` + ``converted`` + ``churned``.

    ``deepening`` 加深率, ``falling`` 回退率 and ``churning`` 流失率 are of ``people``.
    ``net`` 净流转: who entered, less who left.
    """

    level: str
    chinese: str
    people: int
    stayed: int
    converted: int
    churned: int
    entered: int
    net: int
    deepening: RateOut
    falling: RateOut
    churning: RateOut

    @classmethod
    def of(cls, moved: Moved) -> Self:
        """This will write what became of a level for the outside."""
        plain = ("level", "chinese", "people", "stayed", "converted", "churned", "entered", "net")
        return cls(
            **{name: getattr(moved, name) for name in plain},
            deepening=RateOut.of(moved.deepened, moved.people),
            falling=RateOut.of(moved.fell, moved.people),
            churning=RateOut.of(moved.churned, moved.people),
        )


class LeakOut(BaseModel):
    """Where most people were lost: down a level, or out of the funnel."""

    before: str
    after: str
    people: int
    share: RateOut


class FlowOut(BaseModel):
    """Who went from which level to which between the ends of two days in Beijing; ``leaks`` are the largest losses."""

    since: Annotated[date, Field(serialization_alias="from")]
    until: Annotated[date, Field(serialization_alias="to")]
    timezone: str = "Asia/Shanghai"
    rules: RulesOut
    levels: list[LevelOut]
    cells: list[CellOut]
    moved: list[MovedOut]
    leaks: list[LeakOut]
    answered_at: datetime

    @classmethod
    def of(cls, flow: Flow, now: datetime) -> Self:
        """This will write a flow for the outside."""
        places = {level.name: place for place, level in enumerate(flow.levels)}
        cells = sorted(flow.cells.items(), key=lambda cell: (places[cell[0][0]], places[cell[0][1]]))
        return cls(
            since=flow.since, until=flow.until, rules=RulesOut.of(flow.rules), answered_at=now,
            levels=[LevelOut.of(level, flow.rules, flow.until) for level in flow.levels],
            cells=[_cell(flow, at, people) for at, people in cells],
            moved=[MovedOut.of(one) for one in flow.moved], leaks=_leaks(flow, places),
        )  # fmt: skip


def _cell(flow: Flow, at: tuple[str, str], people: int) -> CellOut:
    sides = [
        level_of(flow.rules.layering, [level], count=flow.rules.count, on=on)
        for level, on in zip(at, (flow.since, flow.until), strict=True)
    ]
    return CellOut(before=at[0], after=at[1], people=people, segment=where_all(sides))


def _leaks(flow: Flow, places: Mapping[str, int]) -> list[LeakOut]:
    start = {one.level: one.people for one in flow.moved}
    lost = [
        (people, before, after)
        for (before, after), people in flow.cells.items()
        if before in start and (after in OUTSIDE or places[after] > places[before])
    ]
    return [
        LeakOut(before=before, after=after, people=people, share=RateOut.of(people, start[before]))
        for people, before, after in sorted(lost, key=lambda leak: (-leak[0], leak[1:]))[:_LEAKS]
    ]


class LevelDaysOut(BaseModel):
    """
    The people on a level at the end of each day, and how long who came to it within these days stayed.

    ``median_days`` by Kaplan-Meier; no value when fewer than half of the ``spells`` came to an end in sight.
    """

    name: str
    chinese: str
    people: list[int]
    spells: int
    left: int
    median_days: int | None


class TrendOut(BaseModel):
    """The stock of each level, from high to low, at the end of each day in Beijing."""

    days: list[date]
    timezone: str = "Asia/Shanghai"
    rules: RulesOut
    levels: list[LevelDaysOut]
    answered_at: datetime

    @classmethod
    def of(cls, trend: Trend, now: datetime) -> Self:
        """This will write a trend for the outside."""
        levels = [
            LevelDaysOut(
                name=one.name, chinese=one.chinese, people=list(one.people), spells=one.spells, left=one.left,
                median_days=one.median_days,
            )
            for one in trend.levels
        ]  # fmt: skip
        return cls(days=list(trend.days), rules=RulesOut.of(trend.rules), levels=levels, answered_at=now)
