"""The words of paths: the question and its result."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from huoshui.audiences.contract.values import Duration
from huoshui.insight.questions.contract import Asked, BySegments, ByTrait, Cell, Events, Share

MOST_PATHS = 500
MOST_NODES = 300
"""Names of events that are told apart, the most frequent first; the others are "…" together."""


class Paths(Asked):
    """
    What people do one after the other.

    The events of a person in the period are put in order of time (at one moment by name) and cut into visits where
    more than ``gap`` passes. A visit gives one path: from its first ``start`` event on, or up to its first ``end``
    event, or from its beginning; a visit without that event gives none. Repeats next to each other are one
    (``collapse``), then the first ``steps`` are taken (before an end: the last). ``events`` are which are looked at
    (default: every event); start and end always are.
    """

    kind: Literal["paths"]
    events: Events = Events()
    start: Events | None = None
    end: Events | None = None
    gap: Duration = "30m"
    steps: Annotated[int, Field(ge=2, le=10)] = 5
    collapse: bool = True
    top: Annotated[int, Field(ge=1, le=MOST_PATHS)] = 50
    breakdown: ByTrait | BySegments | None = None

    @model_validator(mode="after")
    def _one(self) -> "Paths":
        if self.start is not None and self.end is not None:
            msg = "paths have a start or an end"
            raise ValueError(msg)
        return self


class Path(BaseModel):
    """One way, how often it was gone, by how many people, and which share of all paths it is."""

    path: list[str]
    paths: int
    people: int
    share: Share
    cell: Cell


class Edge(BaseModel):
    """
    From one place of paths to the next; ``step`` counts from 1, of paths to an end backwards from it.

    ``to`` is ``None`` where the path is over: the visit ended there (or, before an end, began there).
    """

    step: int
    since: str
    to: str | None
    paths: int


class PathsLine(BaseModel):
    """One group: all its paths, the most frequent ones, and every step of all of them."""

    group: str | None
    paths: int
    people: int
    top: list[Path]
    edges: list[Edge]


class PathsResult(BaseModel):
    """A line for everybody, or one for each group, the largest first."""

    kind: Literal["paths"] = "paths"
    backwards: bool
    lines: list[PathsLine]
