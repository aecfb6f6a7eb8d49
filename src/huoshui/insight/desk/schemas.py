"""HTTP shapes of the desk."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from huoshui.audiences.contract.language import Definition, Frozen
from huoshui.audiences.membership.contract import Snapshot
from huoshui.bedrock import ids
from huoshui.insight.desk.answers import Answer
from huoshui.insight.desk.kinds import Question, Result
from huoshui.insight.experiments.schemas import ExperimentResult
from huoshui.insight.questions.contract import Cell, Statement
from huoshui.insight.schemas import FreshnessOut
from huoshui.people.contract import Summary

RunId = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]{1,60}$", description="a name of your own for this question, to end it by; else none"
    ),
]


class AskIn(BaseModel):
    """
    A question; ``max_age_s``: an answer that was worked out at most so long ago will do, even if data came since.
    ``known``: whatever is known of the last eight days will do, for who shows it until the newer answer is there.
    """

    question: Question
    id: RunId | None = None
    max_age_s: Annotated[int, Field(ge=0, le=86_400)] = 0
    known: bool = False


class CellIn(BaseModel):
    """One cell of the answer to a question, as the answer writes it."""

    question: Question
    cell: Cell
    id: RunId | None = None


class CellPageIn(CellIn):
    """The people of a cell, a page at a time."""

    after: Annotated[str, Field(max_length=60)] = ""
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class StatementOut(BaseModel):
    """A statement as ClickHouse was asked it; values are parameters."""

    sql: str
    parameters: dict[str, Any]
    seconds: float
    rows_read: int

    @classmethod
    def of(cls, statement: Statement) -> "StatementOut":
        """This will write a statement for the outside."""
        return cls(
            sql=statement.sql, parameters=dict(statement.parameters), seconds=statement.seconds,
            rows_read=statement.rows_read,
        )  # fmt: skip


class AnswerOut(BaseModel):
    """
    A result with what it was made of: the question as it was understood (days for "the last so many"), how new the data
    was, what was asked of ClickHouse, and what that cost. Descriptive, it says what happened and not what caused it,
    unless ``causal`` says that an experiment decided.
    """

    question: Question
    result: Result
    freshness: FreshnessOut
    statements: list[StatementOut]
    data_version: str
    seconds: float
    rows_read: int
    cached: bool
    answered_at: datetime
    causal: bool = False

    @classmethod
    def of(cls, answer: Answer) -> "AnswerOut":
        """This will write an answer for the outside."""
        return cls.model_construct(
            question=answer.question,
            result=answer.result,
            freshness=FreshnessOut.of(answer.freshness),
            statements=[StatementOut.of(one) for one in answer.statements],
            data_version=answer.data_version,
            seconds=answer.seconds,
            rows_read=answer.rows_read,
            cached=answer.cached,
            answered_at=answer.answered_at,
            causal=isinstance(answer.result, ExperimentResult),
        )


class PersonOut(BaseModel):
    """One of a sample."""

    person: str
    display: str
    identified: bool
    channels: list[str]
    tags: list[str]

    @classmethod
    def of(cls, summary: Summary) -> "PersonOut":
        """This will write a summary for the outside."""
        return cls(
            person=ids.render(summary.person), display=summary.display, identified=summary.identified,
            channels=list(summary.channels), tags=list(summary.tags),
        )  # fmt: skip


class CellPeopleOut(BaseModel):
    """
    Who is in a cell, by person number; ``next`` is the ``after`` of the page that follows. On the first page also how
    many there are, and some of them picked by chance, as far as they are known by now.
    """

    people: list[str]
    next: str | None
    count: int | None
    sample: list[PersonOut] | None
    counted_at: datetime


class CellSegmentOut(BaseModel):
    """A cell as a segment; no definition where the segment language cannot say it, and then why."""

    definition: Definition | None
    why: str


class CellSnapshotIn(CellIn):
    """The cell whose people are kept, and what they are called on screens."""

    label: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""


class CellSnapshotOut(BaseModel):
    """Who was behind a figure, kept for good: the snapshot's number, how many, and the segment that holds them."""

    number: int
    people: int
    taken_at: datetime
    definition: Definition

    @classmethod
    def of(cls, taken: Snapshot) -> "CellSnapshotOut":
        """This will write a snapshot for the outside."""
        where = Frozen(kind="snapshot", number=taken.number, label=taken.note or None)
        definition = Definition(version=1, where=where)
        return cls(number=taken.number, people=taken.people, taken_at=taken.taken_at, definition=definition)


class KindOut(BaseModel):
    """One kind of question."""

    kind: str
    zh: str
    en: str
    has_people: bool
