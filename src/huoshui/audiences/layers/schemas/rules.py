"""HTTP shapes of the rules: what they are, how to change them, and which of them somebody meets."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, ValidationError, WrapValidator

from huoshui.audiences.contract.layerings import Count, KeptLayering, Layering, LayeringName
from huoshui.audiences.layers.contract import LevelBeside, NotALayering, Preview, Standing
from huoshui.audiences.layers.schemas.figures import RulesOut
from huoshui.audiences.schemas import Note, VerdictOut
from huoshui.bedrock import ids


def _layering(given: Any, validate: Callable[[Any], Layering]) -> Layering:  # noqa: ANN401 any JSON
    try:
        return validate(given)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        path = ".".join(str(step)[:60] for step in problem["loc"]) or "the top"
        raise NotALayering(layering="it", path=path, why=problem["msg"].removeprefix("Value error, ")) from None


class LayeringOut(BaseModel):
    """A layering as it is, or was, at a version."""

    name: LayeringName
    version: int
    note: str
    definition: Layering
    changed_at: datetime | None
    changed_by: str

    @classmethod
    def of(cls, kept: KeptLayering) -> Self:
        """This will write a layering for the outside."""
        return cls(
            name=kept.name, version=kept.version, note=kept.note, definition=kept.definition,
            changed_at=kept.changed_at, changed_by=kept.changed_by,
        )  # fmt: skip


class LayeringIn(BaseModel):
    """The brand's own rules; ``version`` is the one that the author saw."""

    definition: Annotated[Layering, WrapValidator(_layering)]
    note: Note = ""
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class ResetIn(BaseModel):
    """Back to the rules that ship; ``version`` is the one that the author saw."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class PreviewIn(BaseModel):
    """Rules to try before they are kept, and in which count."""

    definition: Annotated[Layering, WrapValidator(_layering)]
    count: Count = "platform"


class LevelBesideOut(BaseModel):
    """How many people are on a level by the rules that count, and how many would be."""

    name: str
    chinese: str
    english: str
    before: int
    after: int

    @classmethod
    def of(cls, level: LevelBeside) -> Self:
        """This will write a level for the outside."""
        return cls(
            name=level.name, chinese=level.chinese, english=level.english, before=level.before, after=level.after
        )  # fmt: skip


class MoveOut(BaseModel):
    """How many people would go from one level to another."""

    before: str
    after: str
    people: int


class PreviewOut(BaseModel):
    """
    What the rules would do now; ``rules`` tells beside which version.

    ``levels`` from high to low, those that would be gone last; ``rest`` is on none. ``moved`` are the most first.
    """

    rules: RulesOut
    levels: list[LevelBesideOut]
    rest: LevelBesideOut
    people: int
    moved: list[MoveOut]

    @classmethod
    def of(cls, found: Preview) -> Self:
        """This will write a preview for the outside."""
        moved = sorted(found.moved.items(), key=lambda item: (-item[1], item[0]))
        return cls(
            rules=RulesOut.of(found.rules), levels=[LevelBesideOut.of(level) for level in found.levels],
            rest=LevelBesideOut.of(found.rest), people=sum(found.moved.values()),
            moved=[MoveOut(before=before, after=after, people=people) for (before, after), people in moved],
        )  # fmt: skip


class LineOut(BaseModel):
    """One line of the rules, whether this person meets it, and why."""

    level: str
    label: str
    met: bool
    why: VerdictOut


class StandingOut(BaseModel):
    """On which level a person is at the end of a day, and of each line of the rules whether it is met."""

    person: str
    on: date
    rules: RulesOut
    level: str
    chinese: str
    lines: list[LineOut]

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """This will write where a person stands for the outside."""
        return cls(
            person=ids.render(standing.person), on=standing.on, rules=RulesOut.of(standing.rules),
            level=standing.level, chinese=standing.chinese,
            lines=[
                LineOut(
                    level=one.level, label=one.label, met=one.verdict.met, why=VerdictOut.of_verdict(one.verdict)
                )
                for one in standing.lines
            ],
        )  # fmt: skip
