"""How a task stands by its window, which ends of relations end it, and what a window may be."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.contract import Standing
from huoshui.relations.work.contract import MISSED_AFTER, Drop, NotATaskWindow, Nudge, Outcome, TaskState

AHEAD_MOST: Final = timedelta(days=366)
IN_CONTACT: Final = (Standing.FRIEND, Standing.HALF)
QUIET: Final = (time(8), time(22))
"""Nobody is asked to write to customers, or reminded of it, before or after; Beijing."""
PEAK_MINUTES: Final = 3
"""At the full and the half hour everybody's reminders are sent, and WeCom is slow: ours wait so many minutes."""
NUDGES_APART: Final = timedelta(minutes=30)
"""Whoever was reminded just now hears of the rest in the next message; the platform drops a repeated one as long."""
BY_HAND_APART: Final = timedelta(hours=1)
_DUE_BEFORE: Final = timedelta(hours=1)
_LATER: Final = ("", *Nudge)


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


def reminds_now(now: datetime) -> bool:
    """This will tell whether staff are reminded at this minute at all."""
    local = now.astimezone(BEIJING)
    return QUIET[0] <= local.time() < QUIET[1] and local.minute % 30 >= PEAK_MINUTES


def nudge_of(begins_at: datetime, due_at: datetime, *, reminded: str, now: datetime) -> Nudge | None:
    """
    This will tell of what staff are to be reminded now about an open task of which they heard ``reminded`` last.

    It is due soon in its last hour, or in the second half of its window where that is short.
    """
    if now < begins_at or now > due_at + MISSED_AFTER:
        return None
    soon = max(due_at - _DUE_BEFORE, begins_at + (due_at - begins_at) / 2)
    nudge = Nudge.OVERDUE if now > due_at else Nudge.DUE if now >= soon else Nudge.BEGUN
    return nudge if _LATER.index(nudge) > _LATER.index(reminded) else None


def reminder(counts: Mapping[Nudge, int], *, next_due: datetime | None, address: str, now: datetime) -> str:
    """
    This will write a reminder: how many tasks, and until when; nothing of what they are or whom they are about.

    ``next_due`` is when the first of those that are not overdue is due, ``address`` the page of tasks (or empty).
    """
    said = {Nudge.BEGUN: "{} 件可以做了", Nudge.DUE: "{} 件快到期", Nudge.OVERDUE: "{} 件已逾期，仍可补做"}
    parts = "，".join(said[one].format(counts[one]) for one in Nudge if counts.get(one))
    until = ""
    if next_due is not None:
        local, today = next_due.astimezone(BEIJING), now.astimezone(BEIJING).date()
        until = f"最早的{'今天' if local.date() == today else f'{local:%m-%d}'} {local:%H:%M} 到期。"
    link = f'\n<a href="{address}">打开员工任务</a>' if address else ""
    return f"员工任务：{parts}。{until}{link}"
