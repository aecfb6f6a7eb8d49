"""What a kind of question is: the words it is asked in, how it is answered, and who is behind a figure of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Sayable, Who
from huoshui.insight.questions.periods import Span


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One kind of question.

    ``question`` and ``result`` are models with a field ``kind`` that says ``name``. ``answer`` works a result out;
    ``people`` gives who is in a cell of it (`errors.NoSuchCell` when there is no such cell): without it, its figures
    are not counts of people. ``segment`` gives a cell as a condition: without it, people can be kept as a snapshot
    only. ``reads`` tells which milliseconds of events an answer is made of (first or ``None``, and last): it stays the
    same while those do. Without it, an answer is made of everything.
    """

    name: str
    zh: str
    en: str
    question: type[BaseModel]
    result: type[BaseModel]
    answer: Callable[[Any, Asking], Awaitable[BaseModel]]
    people: Callable[[Any, Cell, Asking], Awaitable[Who]] | None = None
    segment: Callable[[Any, Cell, Asking], Awaitable[Sayable]] | None = None
    reads: Callable[[Any, Span], tuple[int | None, int]] | None = None
    tables: tuple[str, ...] = ("events", "people", "people_facts")
    """The tables of ClickHouse that an answer is made of; who is whose always counts."""
    beside: Callable[[Asking], Awaitable[str]] | None = None
    """What else an answer is made of (costs, definitions, runs), as a word that is another once that has changed."""
