"""HTTP shapes of boards: saved questions with their history, boards with their cards."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from huoshui.insight.boards.contract import (
    MOST_CARDS,
    Board,
    BoardVersion,
    Card,
    Look,
    Number,
    SavedQuestion,
    SavedVersion,
    Shared,
    Title,
    Touch,
    Words,
)
from huoshui.insight.boards.operations import Plan
from huoshui.insight.boards.operations import Words as Written
from huoshui.insight.desk.kinds import Question

Version = Annotated[int, Field(ge=1, le=2**31 - 1, description="the one that the author saw")]


class SavedQuestionIn(BaseModel):
    """A question to keep under a name."""

    name: Title
    note: Words = ""
    question: Question

    def written(self) -> Written:
        """This will give it as it is kept: what is not said is not written."""
        return Written(
            self.name, self.note, self.question.model_dump(mode="json", by_alias=True, exclude_none=True)
        )  # fmt: skip


class SavedQuestionChangeIn(SavedQuestionIn):
    """What a saved question becomes."""

    version: Version


class CardIn(Look):
    """A card: of a saved question by its number, or of a new one, which is saved with it."""

    question: Number | SavedQuestionIn

    def planned(self) -> tuple[int | Written, Look]:
        """This will take the question and the look apart."""
        question = self.question if isinstance(self.question, int) else self.question.written()
        return question, Look(title=self.title, columns=self.columns, height=self.height)


class BoardIn(BaseModel):
    """A board to put up."""

    name: Title
    note: Words = ""
    cards: Annotated[tuple[CardIn, ...], Field(max_length=MOST_CARDS)] = ()
    shared: Shared = Shared()

    def planned(self) -> Plan:
        """This will give it as it is put up."""
        return Plan(self.name, self.note, [card.planned() for card in self.cards], self.shared)


class BoardChangeIn(BoardIn):
    """What a board becomes."""

    version: Version


class TouchOut(BaseModel):
    """Who did something, and when."""

    at: datetime
    by: str
    name: str

    @classmethod
    def of(cls, touch: Touch) -> "TouchOut":
        """This will write it for the outside."""
        return cls(at=touch.at, by=touch.by, name=touch.name)


class SavedQuestionOut(BaseModel):
    """A saved question, as it is asked at the desk; ``boards`` names those that show it."""

    id: int
    name: str
    note: str
    question: dict[str, Any]
    version: int
    created: TouchOut
    changed: TouchOut
    boards: list[str]

    @classmethod
    def of(cls, found: SavedQuestion) -> "SavedQuestionOut":
        """This will write it for the outside."""
        return cls(
            id=found.id, name=found.name, note=found.note, question=dict(found.question), version=found.version,
            created=TouchOut.of(found.created), changed=TouchOut.of(found.changed), boards=list(found.boards),
        )  # fmt: skip


class SavedVersionOut(BaseModel):
    """What a saved question was from a moment on."""

    version: int
    name: str
    note: str
    question: dict[str, Any]
    changed: TouchOut

    @classmethod
    def of(cls, found: SavedVersion) -> "SavedVersionOut":
        """This will write it for the outside."""
        return cls(
            version=found.version, name=found.name, note=found.note, question=dict(found.question),
            changed=TouchOut.of(found.changed),
        )  # fmt: skip


class CardOut(Look):
    """A card with its question."""

    question: SavedQuestionOut

    @classmethod
    def of(cls, card: Card, board: Board) -> "CardOut":
        """This will write it for the outside."""
        return cls(
            question=SavedQuestionOut.of(board.questions[card.question]), title=card.title, columns=card.columns,
            height=card.height,
        )  # fmt: skip


class BoardOut(BaseModel):
    """A board with its cards, in their order."""

    id: int
    name: str
    note: str
    cards: list[CardOut]
    shared: Shared
    version: int
    created: TouchOut
    changed: TouchOut

    @classmethod
    def of(cls, found: Board) -> "BoardOut":
        """This will write it for the outside."""
        return cls(
            id=found.id, name=found.name, note=found.note, cards=[CardOut.of(card, found) for card in found.cards],
            shared=found.shared, version=found.version, created=TouchOut.of(found.created),
            changed=TouchOut.of(found.changed),
        )  # fmt: skip


class BoardVersionOut(BaseModel):
    """What a board was from a moment on."""

    version: int
    name: str
    note: str
    cards: list[Card]
    shared: Shared
    changed: TouchOut

    @classmethod
    def of(cls, found: BoardVersion) -> "BoardVersionOut":
        """This will write it for the outside."""
        return cls(
            version=found.version, name=found.name, note=found.note, cards=list(found.cards), shared=found.shared,
            changed=TouchOut.of(found.changed),
        )  # fmt: skip
