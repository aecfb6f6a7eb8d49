"""How a task stands by its window, which ends of relations end it, and what a window may be."""

from datetime import datetime, timedelta
from typing import Final

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.contract import Standing
from huoshui.relations.work.contract import MISSED_AFTER, Drop, NotATaskWindow, Outcome, TaskState

AHEAD_MOST: Final = timedelta(days=366)
IN_CONTACT: Final = (Standing.FRIEND, Standing.HALF)


def state_of(outcome: Outcome, *, due_at: datetime, ended_at: datetime | None, now: datetime) -> TaskState:
    """This will tell how a task stands; what ended keeps its state for ever."""
    if outcome is Outcome.DROPPED:
        return TaskState.DROPPED
    if ended_at is not None:
        return TaskState.DONE if ended_at <= due_at else TaskState.DONE_LATE
    if now <= due_at:
        return TaskState.OPEN
    return TaskState.OVERDUE if now <= due_at + MISSED_AFTER else TaskState.MISSED


def end_of(standing: Standing) -> Drop | None:
    """This will tell why the tasks about a relation are dropped; ``None`` while the two are in contact."""
    if standing in IN_CONTACT:
        return None
    return Drop.TRANSFERRED if standing is Standing.TRANSFERRED else Drop.LOST


def check_window(begins_at: datetime, due_at: datetime, *, now: datetime) -> None:
    """
    This will see that a task made now can be done in time.

    :raises NotATaskWindow: if it ends before it begins, has ended already, or lies too far ahead
    """
    if due_at <= begins_at:
        raise NotATaskWindow(why="it ends before it begins")
    if due_at <= now:
        raise NotATaskWindow(why="it has ended already")
    if due_at > now + AHEAD_MOST:
        raise NotATaskWindow(why=f"it ends more than {AHEAD_MOST.days} days ahead")


def end_of_day(now: datetime) -> datetime:
    """This will give when this day ends in Beijing."""
    today = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)
