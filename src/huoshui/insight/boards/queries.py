"""Reading saved questions and boards: what they are, what they were, and which segments they need."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.insight.boards.contract import (
    Board,
    BoardVersion,
    Card,
    NoSuchBoard,
    NoSuchSavedQuestion,
    SavedQuestion,
    SavedVersion,
    Shared,
    Touch,
)


async def saved_questions(session: AsyncSession) -> list[SavedQuestion]:
    """This will list the saved questions, those changed last first."""
    rows = await session.execute(text(f"{_SAVED} ORDER BY q.changed_at DESC, q.id DESC"))
    return [_saved(row) for row in rows]


async def saved_question(session: AsyncSession, *, number: int) -> SavedQuestion:
    """
    This will give a saved question.

    :raises NoSuchSavedQuestion: if there is none of that number
    """
    row = (await session.execute(text(f"{_SAVED} WHERE q.id = :id"), {"id": number})).first()
    if row is None:
        raise NoSuchSavedQuestion(id=number)
    return _saved(row)


async def saved_history(session: AsyncSession, *, number: int) -> list[SavedVersion]:
    """
    This will list what a saved question was, the newest version first; also of one that was deleted.

    :raises NoSuchSavedQuestion: if there never was one of that number
    """
    rows = (await session.execute(_SAVED_HISTORY, {"id": number})).all()
    if not rows:
        raise NoSuchSavedQuestion(id=number)
    return [SavedVersion(row.version, row.name, row.note, row.question, _changed(row)) for row in rows]


async def boards(session: AsyncSession) -> list[Board]:
    """This will list the boards, those changed last first."""
    rows = (await session.execute(text(f"{_BOARDS} ORDER BY changed_at DESC, id DESC"))).all()
    known = await _shown(session, {number for row in rows for number in row.questions})
    return [_board(row, known) for row in rows]


async def board(session: AsyncSession, *, number: int) -> Board:
    """
    This will give a board with the questions of its cards.

    :raises NoSuchBoard: if there is none of that number
    """
    row = (await session.execute(text(f"{_BOARDS} WHERE id = :id"), {"id": number})).first()
    if row is None:
        raise NoSuchBoard(id=number)
    return _board(row, await _shown(session, set(row.questions)))


async def board_history(session: AsyncSession, *, number: int) -> list[BoardVersion]:
    """
    This will list what a board was, the newest version first; also of one that was deleted.

    :raises NoSuchBoard: if there never was one of that number
    """
    rows = (await session.execute(_BOARD_HISTORY, {"id": number})).all()
    if not rows:
        raise NoSuchBoard(id=number)
    return [
        BoardVersion(row.version, row.name, row.note, _cards(row), Shared.model_validate(row.shared), _changed(row))
        for row in rows
    ]


async def uses_of(session: AsyncSession, name: str) -> list[str]:
    """This will say which saved questions and boards need a stored segment."""
    rows = await session.execute(_USES, {"name": name})
    return [f"{row.what} “{row.name}”" for row in rows]


async def _shown(session: AsyncSession, numbers: Iterable[int]) -> dict[int, SavedQuestion]:
    rows = await session.execute(text(f"{_SAVED} WHERE q.id = ANY(:ids)"), {"ids": sorted(numbers)})
    return {row.id: _saved(row) for row in rows}


def _saved(row: Any) -> SavedQuestion:  # noqa: ANN401 a row
    return SavedQuestion(
        row.id, row.name, row.note, row.question, row.version, _created(row), _changed(row), tuple(row.boards)
    )


def _board(row: Any, known: dict[int, SavedQuestion]) -> Board:  # noqa: ANN401 a row
    return Board(
        row.id, row.name, row.note, _cards(row), Shared.model_validate(row.shared), row.version, _created(row),
        _changed(row), {number: known[number] for number in row.questions},
    )  # fmt: skip


def _cards(row: Any) -> tuple[Card, ...]:  # noqa: ANN401 a row
    return tuple(Card.model_validate(one) for one in row.cards)


def _created(row: Any) -> Touch:  # noqa: ANN401 a row
    return Touch(row.created_at, row.created_by, row.created_name)


def _changed(row: Any) -> Touch:  # noqa: ANN401 a row
    return Touch(row.changed_at, row.changed_by, row.changed_name)


_SAVED = """
    SELECT q.*, ARRAY(SELECT b.name FROM boards AS b WHERE b.questions @> ARRAY[q.id] ORDER BY b.name) AS boards
    FROM saved_questions AS q
"""
_SAVED_HISTORY = text("SELECT * FROM saved_question_versions WHERE id = :id ORDER BY version DESC")
_BOARDS = "SELECT * FROM boards"
_BOARD_HISTORY = text("SELECT * FROM board_versions WHERE id = :id ORDER BY version DESC")
_USES = text("""
    SELECT 'saved question' AS what, name FROM saved_questions WHERE segments @> ARRAY[:name]
    UNION ALL SELECT 'board', name FROM boards WHERE shared ->> 'people' = :name
    ORDER BY what, name
""")
