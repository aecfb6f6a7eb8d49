"""
Layerings: levels that people are put on by rules, each the highest of which they meet a line; AIPL, tiers, life-cycle.

A layering is data. Its levels stand from low to high, its lines are conditions of the segment language, so a level has
one meaning for everybody, for one person, at any past moment, and inside every segment.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from huoshui.audiences.contract.language import All, Condition
from huoshui.audiences.contract.values import Part, Words

Count = Literal["platform", "active"]
"""口径: 平台口径 keeps relations whether active or not, 活跃口径 only while they are."""

LevelName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,29}$", description="a word in Latin letters")]
Label = Annotated[Words, Field(min_length=1, max_length=100)]

NONE = "none"
"""Who meets no line of any level."""


class LayeringName(StrEnum):
    """The layerings there are; the rules of one may ask for the levels of those before it."""

    AIPL = "aipl"
    LIFE_CYCLE = "life_cycle"
    TIER = "tier"


class Line(Part):
    """
    One way to a level.

    ``standing``: a relation that lasts until it ends; in 活跃口径 it counts only while the person is ``awake``.
    """

    label: Label
    where: Condition
    standing: bool = False


class Level(Part):
    """
    One level; ``part_of`` is a name that several levels share: I for I1 and I2.

    ``silent``: there in 活跃口径 only, for whoever has a relation and is not awake; its lines are the relations.
    """

    name: LevelName
    chinese: Label
    english: Label
    meaning: Words = ""
    part_of: LevelName | None = None
    silent: bool = False
    lines: Annotated[tuple[Line, ...], Field(max_length=20)] = ()


class Layering(Part):
    """Levels from low to high; somebody is on the highest of which they meet a line."""

    version: Literal[1]
    note: Annotated[Words, Field(max_length=1000)] = ""
    awake: Condition | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=20)]

    def there(self, count: Count = "platform") -> tuple[Level, ...]:
        """This will give the levels that anybody can be on in a count, from low to high."""
        return tuple(level for level in self.levels if count == "active" or not level.silent)

    def lines_of(self, level: Level, count: Count = "platform") -> tuple[Line, ...]:
        """This will give the ways to a level as they are in a count."""
        if level.silent:
            return tuple(line for other in self.levels for line in other.lines if line.standing)
        if count == "platform" or self.awake is None:
            return level.lines
        return tuple(_while_awake(line, self.awake) if line.standing else line for line in level.lines)

    def meant(self, given: str) -> frozenset[str]:
        """This will give the levels that a name means, itself or those that are part of it; none for another name."""
        if given == NONE:
            return frozenset({NONE})
        return frozenset(level.name for level in self.levels if given in {level.name, level.part_of})


@dataclass(frozen=True, slots=True)
class KeptLayering:
    """A layering with its version; version 0 is the one that ships, which nobody changed."""

    name: LayeringName
    version: int
    note: str
    definition: Layering
    changed_at: datetime | None
    changed_by: str


def _while_awake(line: Line, awake: Condition) -> Line:
    return line.model_copy(update={"where": All(kind="all", of=(line.where, awake))})
