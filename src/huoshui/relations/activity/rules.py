"""Which days to ask for, how figures of several days add up, and how those of two sources differ."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Final

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.activity.contract import KEPT_DAYS, SPAN_DAYS, Differs, Told, ToldOfGroups

_READY_HOUR: Final = 10
"""Figures of a day that were asked for earlier on the next were nothing and became something later."""
_COMPARED: Final = ("added", "deleted", "chats", "messages", "replied", "first_reply")
_COMPARED_OF_GROUPS: Final = ("opened", "joined", "groups", "members")
_MEANS: Final = ("replied", "first_reply")
_CLOSE: Final = 0.5
"""Minutes and percent are rounded by WeCom."""


def last_told(now: datetime) -> date:
    """This will give the last day (Beijing) whose figures are there."""
    local = now.astimezone(BEIJING)
    return local.date() - timedelta(days=1 if local.hour >= _READY_HOUR else 2)


def asked_from(until: date, *, known_until: date | None) -> date:
    """
    This will give the day to ask from: thirty days back, for figures are corrected; further where we lack some.

    Never further than WeCom keeps them.
    """
    oldest = until - timedelta(days=KEPT_DAYS - 3)  # the last day told is up to two behind today
    if known_until is None:
        return oldest
    again = until - timedelta(days=SPAN_DAYS - 1)
    return max(oldest, min(again, known_until + timedelta(days=1)))


def spans(since: date, until: date) -> list[tuple[date, date]]:
    """This will cut [since, until] into questions of at most thirty days, the oldest first."""
    found = []
    while since <= until:
        last = min(since + timedelta(days=SPAN_DAYS - 1), until)
        found.append((since, last))
        since = last + timedelta(days=1)
    return found


def day_of(now: datetime) -> date:
    """This will give the day in Beijing."""
    return now.astimezone(BEIJING).date()


def seconds(day: date) -> int:
    """This will give the first second of a day in Beijing since 1970-01-01 UTC."""
    return int(datetime(day.year, day.month, day.day, tzinfo=BEIJING).timestamp())


def together(figures: Iterable[Told]) -> Told:
    """This will add figures up; of shares and minutes it gives the mean, for nobody says of how many they are."""
    all_ = list(figures)
    known = {one.name: [getattr(told, one.name) for told in all_] for one in fields(Told)}
    there = {name: [value for value in values if value is not None] for name, values in known.items()}
    return Told(
        **{
            name: (sum(values) / len(values) if name in _MEANS else sum(values)) if values else None
            for name, values in there.items()
        }
    )


def differences(theirs: Told, ours: Told) -> dict[str, Differs]:
    """This will tell how each figure that both count stands."""
    return {name: compared(getattr(theirs, name), getattr(ours, name), close=name in _MEANS) for name in _COMPARED}


def differences_of_groups(theirs: ToldOfGroups, ours: ToldOfGroups) -> dict[str, Differs]:
    """This will tell how each figure of groups stands; who wrote there only WeCom knows."""
    return {name: compared(getattr(theirs, name), getattr(ours, name)) for name in _COMPARED_OF_GROUPS}


def compared(theirs: float | None, ours: float | None, *, close: bool = False) -> Differs:
    """This will tell how two figures of the same stand; ``close``: half of one is no difference."""
    if theirs is None or ours is None:
        return Differs.UNKNOWN
    if abs(theirs - ours) <= (_CLOSE if close else 0):
        return Differs.SAME
    return Differs.THEIRS_MORE if theirs > ours else Differs.OURS_MORE
