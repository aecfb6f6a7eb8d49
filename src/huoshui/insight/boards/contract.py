"""What others may know of boards: saved questions, boards with their cards, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from huoshui.audiences.contract.language import SegmentName
from huoshui.audiences.contract.values import Part
from huoshui.bedrock.errors import Conflict, Missing, Unfit
from huoshui.insight.questions.contract import Period

MOST_CARDS = 10
"""More than ten cards are read by nobody."""

Title = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\s\x00-\x1f]([^\x00-\x1f]*[^\s\x00-\x1f])?$")]
Words = Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Look(Part):
    """How a card stands on its board: its title (default: the question's name) and its size, of twelve columns."""

    title: Title | None = None
    columns: Literal[4, 6, 8, 12] = 6
    height: Literal["low", "tall"] = "low"


class Card(Look):
    """A saved question on a board; its place is its place in the list."""

    question: Number


class Shared(Part):
    """What all cards of a board are asked with instead of their own: the period, and only these people."""

    period: Period | None = None
    people: SegmentName | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """Who did something, and when: ``by`` as the audit log calls them, ``name`` as they are called."""

    at: datetime
    by: str
    name: str


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question that has a name; ``boards`` names those that show it."""

    id: int
    name: str
    note: str
    question: Mapping[str, Any]
    version: int
    created: Touch
    changed: Touch
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """What a saved question was from a moment on."""

    version: int
    name: str
    note: str
    question: Mapping[str, Any]
    changed: Touch


@dataclass(frozen=True, slots=True)
class Board:
    """Cards side by side; ``questions`` are those of its cards, by number."""

    id: int
    name: str
    note: str
    cards: tuple[Card, ...]
    shared: Shared
    version: int
    created: Touch
    changed: Touch
    questions: Mapping[int, SavedQuestion]


@dataclass(frozen=True, slots=True)
class BoardVersion:
    """What a board was from a moment on."""

    version: int
    name: str
    note: str
    cards: tuple[Card, ...]
    shared: Shared
    changed: Touch


class NoSuchSavedQuestion(Missing):
    """There is no saved question number {id}."""


class SavedQuestionExists(Conflict):
    """There is a saved question named “{name}” already."""


class SavedQuestionChanged(Conflict):
    """Somebody changed the saved question “{name}” meanwhile: it is at version {version} now."""


class SavedQuestionShown(Conflict):
    """The saved question “{name}” is on {boards}; take it off there first."""


class NoSuchBoard(Missing):
    """There is no board number {id}."""


class BoardExists(Conflict):
    """There is a board named “{name}” already."""


class BoardChanged(Conflict):
    """Somebody changed the board “{name}” meanwhile: it is at version {version} now."""


class BoardFull(Unfit):
    """The board “{name}” has {most} cards, which is the most; put the card on another board."""
