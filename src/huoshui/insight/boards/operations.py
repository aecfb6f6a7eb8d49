"""Changing saved questions and boards: keep, change, delete, put a card on; every version stays in its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.audiences import queries as audiences
from huoshui.insight.boards import queries
from huoshui.insight.boards.contract import (
    MOST_CARDS,
    Board,
    BoardChanged,
    BoardExists,
    BoardFull,
    Card,
    Look,
    SavedQuestion,
    SavedQuestionChanged,
    SavedQuestionExists,
    SavedQuestionShown,
    Shared,
)
from huoshui.insight.boards.rules import segments_of

_LOCK = 0x626F6172  # one change at a time: a question must not go while a card of it is put up


@dataclass(frozen=True, slots=True)
class Words:
    """What a question is saved with; ``question`` as the desk reads it."""

    name: str
    note: str
    question: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a board is to be; a card may bring a question of its own, which is saved with it."""

    name: str
    note: str
    cards: Sequence[tuple[int | Words, Look]]
    shared: Shared


async def save(session: AsyncSession, *, words: Words, viewer: Viewer, now: datetime) -> SavedQuestion:
    """
    This will keep a question under a name.

    :raises SavedQuestionExists: if the name is taken
    :raises NoSuchSegment: if it names a segment that is not there
    """
    await _lock(session)
    return await _save(session, words, viewer, now)


async def change_saved(
    session: AsyncSession, *, number: int, words: Words, version: int, viewer: Viewer, now: datetime
) -> SavedQuestion:
    """
    This will change a saved question, on all boards that show it; ``version`` is the one that the author saw.

    :raises NoSuchSavedQuestion: if it is not there
    :raises SavedQuestionChanged: if it has another version by now
    :raises SavedQuestionExists: if its new name is taken
    :raises NoSuchSegment: if it names a segment that is not there
    """
    await _lock(session)
    known = await queries.saved_question(session, number=number)
    if known.version != version:
        raise SavedQuestionChanged(name=known.name, version=known.version)
    if await session.scalar(_SAVED_NAMED, {"name": words.name}) not in {None, number}:
        raise SavedQuestionExists(name=words.name)
    await session.execute(_CHANGE_SAVED, {"id": number, **await _line(session, words, viewer, now)})
    return await _saved_noted(session, number, "questions.changed", viewer, now)


async def delete_saved(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will delete a saved question; its history stays.

    :raises NoSuchSavedQuestion: if it is not there
    :raises SavedQuestionShown: if a board shows it
    """
    await _lock(session)
    known = await queries.saved_question(session, number=number)
    if known.boards:
        raise SavedQuestionShown(name=known.name, boards=", ".join(known.boards))
    await session.execute(text("DELETE FROM saved_questions WHERE id = :id"), {"id": number})
    await _audit(session, "questions.deleted", f"question:{number}", known.name, known.version, viewer, now)


async def create_board(session: AsyncSession, *, plan: Plan, viewer: Viewer, now: datetime) -> Board:
    """
    This will put up a board.

    :raises BoardExists: if the name is taken
    :raises NoSuchSavedQuestion: if a card is of one that is not there
    :raises SavedQuestionExists: if a card's new question has the name of another
    :raises NoSuchSegment: if it names a segment that is not there
    """
    await _lock(session)
    if await session.scalar(_BOARD_NAMED, {"name": plan.name}) is not None:
        raise BoardExists(name=plan.name)
    line = await _board_line(session, plan, viewer, now)
    number = int(await session.scalar(_CREATE_BOARD, line) or 0)
    return await _board_noted(session, number, "boards.created", viewer, now)


async def change_board(
    session: AsyncSession, *, number: int, plan: Plan, version: int, viewer: Viewer, now: datetime
) -> Board:
    """
    This will change a board; ``version`` is the one that the author saw.

    :raises NoSuchBoard: if it is not there
    :raises BoardChanged: if it has another version by now
    :raises BoardExists: if its new name is taken
    :raises NoSuchSavedQuestion: if a card is of one that is not there
    :raises SavedQuestionExists: if a card's new question has the name of another
    :raises NoSuchSegment: if it names a segment that is not there
    """
    await _lock(session)
    known = await queries.board(session, number=number)
    if known.version != version:
        raise BoardChanged(name=known.name, version=known.version)
    if await session.scalar(_BOARD_NAMED, {"name": plan.name}) not in {None, number}:
        raise BoardExists(name=plan.name)
    return await _rewrite(session, number, plan, viewer, now)


async def add_card(
    session: AsyncSession, *, number: int, question: int | Words, look: Look, viewer: Viewer, now: datetime
) -> Board:
    """
    This will put a card at the end of a board, whatever its version.

    :raises NoSuchBoard: if there is no such board
    :raises BoardFull: if it has as many cards as a board can have
    :raises NoSuchSavedQuestion: if the card is of a question that is not there
    :raises SavedQuestionExists: if the card's new question has the name of another
    :raises NoSuchSegment: if that question names a segment that is not there
    """
    await _lock(session)
    known = await queries.board(session, number=number)
    if len(known.cards) >= MOST_CARDS:
        raise BoardFull(name=known.name, most=MOST_CARDS)
    cards: list[tuple[int | Words, Look]] = [(card.question, card) for card in known.cards]
    plan = Plan(known.name, known.note, [*cards, (question, look)], known.shared)
    return await _rewrite(session, number, plan, viewer, now)


async def delete_board(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will take a board down; its questions and its history stay.

    :raises NoSuchBoard: if it is not there
    """
    await _lock(session)
    known = await queries.board(session, number=number)
    await session.execute(text("DELETE FROM boards WHERE id = :id"), {"id": number})
    await _audit(session, "boards.deleted", f"board:{number}", known.name, known.version, viewer, now)


async def _save(session: AsyncSession, words: Words, viewer: Viewer, now: datetime) -> SavedQuestion:
    if await session.scalar(_SAVED_NAMED, {"name": words.name}) is not None:
        raise SavedQuestionExists(name=words.name)
    number = int(await session.scalar(_SAVE, await _line(session, words, viewer, now)) or 0)
    return await _saved_noted(session, number, "questions.saved", viewer, now)


async def _rewrite(session: AsyncSession, number: int, plan: Plan, viewer: Viewer, now: datetime) -> Board:
    await session.execute(_CHANGE_BOARD, {"id": number, **await _board_line(session, plan, viewer, now)})
    return await _board_noted(session, number, "boards.changed", viewer, now)


async def _line(session: AsyncSession, words: Words, viewer: Viewer, now: datetime) -> dict[str, Any]:
    segments = segments_of(words.question)
    for name in segments:
        await audiences.segment(session, name=name)
    return {
        "name": words.name, "note": words.note, "question": orjson.dumps(words.question).decode(),
        "segments": segments, "now": now, "by": viewer.actor, "by_name": viewer.name,
    }  # fmt: skip


async def _board_line(session: AsyncSession, plan: Plan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    if plan.shared.people:
        await audiences.segment(session, name=plan.shared.people)
    cards = [
        Card(question=await _number_of(session, question, viewer, now), **look.model_dump(exclude={"question"}))
        for question, look in plan.cards
    ]
    return {
        "name": plan.name, "note": plan.note, "questions": sorted({card.question for card in cards}),
        "cards": orjson.dumps([card.model_dump(mode="json", exclude_none=True) for card in cards]).decode(),
        "shared": plan.shared.model_dump_json(by_alias=True, exclude_none=True),
        "now": now, "by": viewer.actor, "by_name": viewer.name,
    }  # fmt: skip


async def _number_of(session: AsyncSession, question: int | Words, viewer: Viewer, now: datetime) -> int:
    """The number of a card's question; the same words under the same name are the same question."""
    if isinstance(question, int):
        return (await queries.saved_question(session, number=question)).id
    number = await session.scalar(_SAVED_NAMED, {"name": question.name})
    if number is not None:
        known = await queries.saved_question(session, number=number)
        if known.question == question.question:
            return known.id
    return (await _save(session, question, viewer, now)).id


async def _saved_noted(session: AsyncSession, number: int, action: str, viewer: Viewer, now: datetime) -> SavedQuestion:
    await session.execute(_NOTE_SAVED, {"id": number})
    known = await queries.saved_question(session, number=number)
    await _audit(session, action, f"question:{number}", known.name, known.version, viewer, now)
    return known


async def _board_noted(session: AsyncSession, number: int, action: str, viewer: Viewer, now: datetime) -> Board:
    await session.execute(_NOTE_BOARD, {"id": number})
    known = await queries.board(session, number=number)
    await _audit(session, action, f"board:{number}", known.name, known.version, viewer, now)
    return known


async def _lock(session: AsyncSession) -> None:
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def _audit(
    session: AsyncSession, action: str, subject: str, name: str, version: int, viewer: Viewer, now: datetime
) -> None:
    facts = {"name": name, "version": version}
    await access.record(session, viewer=viewer, action=action, subject=subject, facts=facts, now=now)


_SAVED_NAMED = text("SELECT id FROM saved_questions WHERE name = :name")
_SAVE = text("""
    INSERT INTO saved_questions (name, note, question, segments, version, created_at, created_by, created_name,
                                 changed_at, changed_by, changed_name)
    VALUES (:name, :note, CAST(:question AS jsonb), CAST(:segments AS text[]), 1, :now, :by, :by_name,
            :now, :by, :by_name)
    RETURNING id
""")
_CHANGE_SAVED = text("""
    UPDATE saved_questions SET name = :name, note = :note, question = CAST(:question AS jsonb),
        segments = CAST(:segments AS text[]), version = version + 1,
        changed_at = :now, changed_by = :by, changed_name = :by_name
    WHERE id = :id
""")
_NOTE_SAVED = text("""
    INSERT INTO saved_question_versions (id, version, name, note, question, changed_at, changed_by, changed_name)
    SELECT id, version, name, note, question, changed_at, changed_by, changed_name FROM saved_questions WHERE id = :id
""")
_BOARD_NAMED = text("SELECT id FROM boards WHERE name = :name")
_CREATE_BOARD = text("""
    INSERT INTO boards (name, note, cards, questions, shared, version, created_at, created_by, created_name,
                        changed_at, changed_by, changed_name)
    VALUES (:name, :note, CAST(:cards AS jsonb), CAST(:questions AS bigint[]), CAST(:shared AS jsonb), 1,
            :now, :by, :by_name, :now, :by, :by_name)
    RETURNING id
""")
_CHANGE_BOARD = text("""
    UPDATE boards SET name = :name, note = :note, cards = CAST(:cards AS jsonb),
        questions = CAST(:questions AS bigint[]), shared = CAST(:shared AS jsonb), version = version + 1,
        changed_at = :now, changed_by = :by, changed_name = :by_name
    WHERE id = :id
""")
_NOTE_BOARD = text("""
    INSERT INTO board_versions (id, version, name, note, cards, shared, changed_at, changed_by, changed_name)
    SELECT id, version, name, note, cards, shared, changed_at, changed_by, changed_name FROM boards WHERE id = :id
""")
