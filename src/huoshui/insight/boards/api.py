"""The HTTP door of saved questions and boards."""

from typing import Annotated

from fastapi import Path

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.http import Now, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.insight.boards import operations, queries
from huoshui.insight.boards.contract import (
    BoardChanged,
    BoardExists,
    BoardFull,
    NoSuchBoard,
    NoSuchSavedQuestion,
    SavedQuestionChanged,
    SavedQuestionExists,
    SavedQuestionShown,
)
from huoshui.insight.boards.schemas import (
    BoardChangeIn,
    BoardIn,
    BoardOut,
    BoardVersionOut,
    CardIn,
    SavedQuestionChangeIn,
    SavedQuestionIn,
    SavedQuestionOut,
    SavedVersionOut,
)

router = Doors(tags=["insight"])

Reading = Annotated[Viewer, requires(Permission.REPORTS_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]

_CARDS = (NoSuchSavedQuestion, SavedQuestionExists, NoSuchSegment)


@router.get("/insight/saved")
async def saved(_viewer: Reading, session: Session) -> list[SavedQuestionOut]:
    """The saved questions, those changed last first."""
    return [SavedQuestionOut.of(one) for one in await queries.saved_questions(session)]


@router.post("/insight/saved", responses=refuses(SavedQuestionExists, NoSuchSegment), status_code=201)
async def save(body: SavedQuestionIn, viewer: Changing, session: Session, now: Now) -> SavedQuestionOut:
    """Keep a question under a name."""
    return SavedQuestionOut.of(await operations.save(session, words=body.written(), viewer=viewer, now=now))


@router.get("/insight/saved/{number}", responses=refuses(NoSuchSavedQuestion))
async def show_saved(number: Number, _viewer: Reading, session: Session) -> SavedQuestionOut:
    """One saved question, and which boards show it."""
    return SavedQuestionOut.of(await queries.saved_question(session, number=number))


@router.get("/insight/saved/{number}/history", responses=refuses(NoSuchSavedQuestion))
async def saved_history(number: Number, _viewer: Reading, session: Session) -> list[SavedVersionOut]:
    """What a saved question was, the newest version first; also of one that was deleted."""
    return [SavedVersionOut.of(one) for one in await queries.saved_history(session, number=number)]


@router.put(
    "/insight/saved/{number}",
    responses=refuses(NoSuchSavedQuestion, SavedQuestionChanged, SavedQuestionExists, NoSuchSegment),
)
async def change_saved(
    number: Number, body: SavedQuestionChangeIn, viewer: Changing, session: Session, now: Now
) -> SavedQuestionOut:
    """Change a saved question; the boards that show it show the new one from now on."""
    return SavedQuestionOut.of(
        await operations.change_saved(
            session, number=number, words=body.written(), version=body.version, viewer=viewer, now=now
        )
    )


@router.delete("/insight/saved/{number}", responses=refuses(NoSuchSavedQuestion, SavedQuestionShown), status_code=204)
async def delete_saved(number: Number, viewer: Changing, session: Session, now: Now) -> None:
    """Delete a saved question that no board shows; its history stays."""
    await operations.delete_saved(session, number=number, viewer=viewer, now=now)


@router.get("/insight/boards")
async def boards(_viewer: Reading, session: Session) -> list[BoardOut]:
    """The boards, those changed last first."""
    return [BoardOut.of(one) for one in await queries.boards(session)]


@router.post("/insight/boards", responses=refuses(BoardExists, *_CARDS), status_code=201)
async def create_board(body: BoardIn, viewer: Changing, session: Session, now: Now) -> BoardOut:
    """Put up a board; cards may bring questions that are saved with it."""
    return BoardOut.of(await operations.create_board(session, plan=body.planned(), viewer=viewer, now=now))


@router.get("/insight/boards/{number}", responses=refuses(NoSuchBoard))
async def show_board(number: Number, _viewer: Reading, session: Session) -> BoardOut:
    """One board with the questions of its cards."""
    return BoardOut.of(await queries.board(session, number=number))


@router.get("/insight/boards/{number}/history", responses=refuses(NoSuchBoard))
async def board_history(number: Number, _viewer: Reading, session: Session) -> list[BoardVersionOut]:
    """What a board was, the newest version first; also of one that was taken down."""
    return [BoardVersionOut.of(one) for one in await queries.board_history(session, number=number)]


@router.put("/insight/boards/{number}", responses=refuses(NoSuchBoard, BoardChanged, BoardExists, *_CARDS))
async def change_board(number: Number, body: BoardChangeIn, viewer: Changing, session: Session, now: Now) -> BoardOut:
    """Change a board: its name, its cards with their places and sizes, what all of them are asked with."""
    return BoardOut.of(
        await operations.change_board(
            session, number=number, plan=body.planned(), version=body.version, viewer=viewer, now=now
        )
    )


@router.post("/insight/boards/{number}/cards", responses=refuses(NoSuchBoard, BoardFull, *_CARDS), status_code=201)
async def add_card(number: Number, body: CardIn, viewer: Changing, session: Session, now: Now) -> BoardOut:
    """Put a card at the end of a board."""
    question, look = body.planned()
    return BoardOut.of(
        await operations.add_card(session, number=number, question=question, look=look, viewer=viewer, now=now)
    )


@router.delete("/insight/boards/{number}", responses=refuses(NoSuchBoard), status_code=204)
async def delete_board(number: Number, viewer: Changing, session: Session, now: Now) -> None:
    """Take a board down; its questions stay."""
    await operations.delete_board(session, number=number, viewer=viewer, now=now)
