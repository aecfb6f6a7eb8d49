"""HTTP shapes of channel quality: every share with what it is of, every label a chance."""

from typing import Literal

from pydantic import BaseModel

from huoshui.bedrock import ids
from huoshui.insight.ground import HappenedOut
from huoshui.insight.quality.contract import (
    CHINESE,
    CLASSES,
    EVERYBODY,
    RETENTION_DAYS,
    Class,
    Follower,
    FollowersQuestion,
    Part,
    Quality,
    QualityQuestion,
    Report,
)
from huoshui.insight.questions.contract import Cell

NOTE = (
    "标签是概率，不是定论：可从分母和付费触达中剔除，绝不据此删除任何人 "
    "a label is a chance: leave likely fakes out of denominators and paid touches, never delete by it"
)


class PartOut(BaseModel):
    """So many of so many; people may be fractions where they are chances added up."""

    numerator: float
    denominator: int
    value: float | None

    @classmethod
    def of(cls, part: Part) -> "PartOut":
        """This will write a part for the outside."""
        return cls(numerator=part.people, denominator=part.of, value=part.share)


class QualityOut(BaseModel):
    """
    One channel's people: ``active``, ``silent`` and ``fake`` add up to the arrivals, ``people`` is the first two.

    ``buyers_shrunken`` is the share of buyers, held by that of all channels where few came. ``cells``: who is counted,
    of the figures that are no chances.
    """

    channel: str
    chinese: str
    sentence_zh: str
    sentence_en: str
    arrivals: int
    people: float
    active: PartOut
    silent: PartOut
    fake: PartOut
    reachable: PartOut
    seen_lately: PartOut
    left_soon: PartOut
    retained: dict[int, PartOut]
    buyers: PartOut
    buyers_shrunken: float
    net_fen: int
    net_fen_per_arrival: float | None
    net_fen_per_person: float | None
    signs: dict[str, PartOut]
    cells: dict[str, Cell]

    @classmethod
    def of(cls, line: Quality) -> "QualityOut":
        """This will write a channel for the outside."""
        zh, en = line.sentence
        return cls(
            channel=line.channel,
            chinese=line.chinese,
            sentence_zh=zh,
            sentence_en=en,
            arrivals=line.arrivals,
            people=line.people,
            active=PartOut.of(line.active),
            silent=PartOut.of(line.silent),
            fake=PartOut.of(line.fake),
            reachable=PartOut.of(line.reachable),
            seen_lately=PartOut.of(line.seen),
            left_soon=PartOut.of(line.left_soon),
            retained={days: PartOut.of(part) for days, part in line.retained.items()},
            buyers=PartOut.of(line.buyers),
            buyers_shrunken=line.buyers_shrunken,
            net_fen=line.net_fen,
            net_fen_per_arrival=line.net_fen / line.arrivals if line.arrivals else None,
            net_fen_per_person=line.net_fen / line.people if line.people else None,
            signs={sign: PartOut.of(part) for sign, part in line.signs.items()},
            cells=_cells(None if line.channel == EVERYBODY else line.channel),
        )


def _cells(channel: str | None) -> dict[str, Cell]:
    counted = ("arrivals", "reachable", "seen_lately", "left_soon", "buyers")
    own = {what: Cell(what=what, group=channel) for what in counted}
    days = {f"retained_{days}": Cell(what="retained", group=channel, age=days) for days in RETENTION_DAYS}
    return {**own, **days}


class ClassOut(BaseModel):
    """How the mixture sees a class: interactions a day, and how often each sign shows."""

    interactions_a_day: float
    signs: dict[str, float]


class QualityResult(BaseModel):
    """Of the people whom each public channel brought: who is there, silent, probably fake."""

    kind: Literal["channel_quality"] = "channel_quality"
    note: str = NOTE
    channels: list[QualityOut]
    total: QualityOut
    classes: dict[Class, ClassOut]
    fitted_on: int

    @classmethod
    def of(cls, found: Report) -> "QualityResult":
        """This will write a report for the outside."""
        return cls(
            channels=[QualityOut.of(one) for one in found.channels],
            total=QualityOut.of(found.total),
            classes={
                name: ClassOut(interactions_a_day=found.rates[name], signs=found.sign_rates[name]) for name in CLASSES
            },
            fitted_on=found.fitted_on,
        )


class QualityReportOut(HappenedOut, QualityResult):
    """The result with what it was made of."""

    question: QualityQuestion


class FollowerOut(BaseModel):
    """One of a channel's people; ``reasons`` are codes, ``reasons_zh`` how one reads them."""

    person: str
    chance: dict[Class, float]
    reasons: list[str]
    reasons_zh: list[str]
    interactions: int
    days: float

    @classmethod
    def of(cls, one: Follower) -> "FollowerOut":
        """This will write a follower for the outside."""
        return cls(
            person=ids.render(one.person),
            chance={name: one.chance[name] for name in CLASSES},
            reasons=list(one.reasons),
            reasons_zh=[CHINESE[reason] for reason in one.reasons],
            interactions=one.interactions,
            days=one.days,
        )


class FollowersOut(HappenedOut):
    """Who of a channel's people is most probably of a class."""

    question: FollowersQuestion
    note: str = NOTE
    people: list[FollowerOut]
