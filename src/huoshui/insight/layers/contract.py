"""What others may know of layers as questions: the question, and what it answers with."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from huoshui.audiences.contract.layerings import Count, LayeringName
from huoshui.insight.questions.contract import Asked, Cell, LastDays, Period


class LayersQuestion(Asked):
    """How many people are on each level of a layering at the end of the period (of today: now), and were before it."""

    kind: Literal["layers"]
    period: Period = LastDays(last_days=30)
    layering: LayeringName = LayeringName.AIPL
    count: Count = "platform"


class LevelLine(BaseModel):
    """One level; no ``before`` where the rules ask what is known of today only."""

    level: str
    zh: str
    en: str
    people: int
    before: int | None
    cells: dict[str, Cell]


class LayersResult(BaseModel):
    """The levels from high to low, and last who is on none; ``since`` and ``on`` are ends of days in Beijing."""

    kind: Literal["layers"] = "layers"
    layering: LayeringName
    count: Count
    version: int
    since: date
    on: date
    levels: list[LevelLine]
