"""
Telling answers to screens: from this process's memory, from the shelf, else worked out and put on the shelf.

A question is kept there as it was asked: what asks of the last so many days is the same question tomorrow, and what was
known yesterday stands there until today's answer does.
"""

from datetime import datetime, timedelta

from pydantic import BaseModel

from huoshui.bedrock import shelf
from huoshui.bedrock.figures import fits
from huoshui.bedrock.shelf import Order, Shelf, Shelved
from huoshui.insight import report
from huoshui.insight.desk import kinds, queries
from huoshui.insight.desk.answers import Answer, Answers
from huoshui.insight.desk.schemas import AnswerOut
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.kind import Kind

KINDS = {**kinds.BY_NAME, report.KIND.name: report.KIND}
_SHAPE = 1
"""Raised when answers change their shape: what an earlier release kept is then not told."""


async def tell(
    asked: BaseModel, asking: Asking, answers: Answers, kept: Shelf, *,
    kind: Kind, max_age_s: int = 0, known: bool = False, wanted_at: datetime | None = None,
) -> tuple[str, timedelta]:  # fmt: skip
    """
    This will give an answer as a door writes it, and its age: one that is true as of at most ``max_age_s`` seconds ago;
    with ``known`` whatever is known of the last days. ``wanted_at`` is for who works it out before somebody looks.

    :raises QueryTooLarge: if it needs more than its limits; `QueryTooSlow`, `QueryCancelled`, `TooManyQuestions` alike
    """
    order = Order(recipe_of(kind), asked.model_dump_json(by_alias=True), asking.scope.units)
    key = order.key(f"{_SHAPE}\n{await queries.rules(asked, asking, kind)}")
    answer = await queries.kept(asked, asking, answers, max_age_s=max_age_s, kind=kind)
    looking = max_age_s > 0 or known
    found = await kept.take(key, now=asking.now) if looking else None
    oldest = timedelta(seconds=max_age_s)
    if answer is None and found is not None and fits(found, now=asking.now, max_age=oldest, known=known):
        return found.body, max(timedelta(), asking.now - found.at)
    answer = answer or await queries.ask(asked, asking, answers, kind=kind)
    told = Shelved(written(kind, answer), answer.stood_at)
    wanted = asking.now if looking else wanted_at
    if answer.stood_at == asking.now or (looking and found is None):  # worked out now, true still, or not there yet
        await kept.put(key, order, told.body, at=told.at, wanted_at=wanted if answer.seconds >= shelf.SLOW_S else None)
    return told.body, asking.now - told.at


def recipe_of(kind: Kind) -> str:
    """This will name how a kind of question is answered."""
    return f"insight.{kind.name}"


def written(kind: Kind, answer: Answer) -> str:
    """This will write an answer as the door of its kind does."""
    body = AnswerOut.of(answer) if kind.name in kinds.BY_NAME else answer.result
    return body.model_dump_json(by_alias=True)


def read(kind: Kind, asked: str) -> BaseModel:
    """This will read a question that was kept."""
    return kind.question.model_validate_json(asked)
