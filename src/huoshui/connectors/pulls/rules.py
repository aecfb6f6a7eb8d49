"""Which times a pull reads, and how long it rests after what."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from huoshui.channels.oceanengine.client import GrantBrokenOff, GrantEnded
from huoshui.channels.oceanengine.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, SecretDeclined, TooFast, Unintelligible, Unreachable
from huoshui.connectors.pulls.contract import Problem

FIRST: Final = timedelta(days=7)
"""So far back the first pull reads."""
OVERLAP: Final = timedelta(minutes=30)
"""So much each pull reads again: the platform documents leads and fields that turn up ten minutes late."""
WINDOW: Final = timedelta(days=1)
EVERY: Final = timedelta(minutes=5)
_PROBLEMS: Final[tuple[tuple[type[Failure], Problem], ...]] = (
    (GrantBrokenOff, Problem.GRANT_BROKEN_OFF), (GrantEnded, Problem.GRANT_ENDED),
    (TooFast, Problem.TOO_FAST), (SecretDeclined, Problem.SECRET_WRONG),
    (Declined, Problem.DECLINED), (Unreachable, Problem.UNREACHABLE), (Unintelligible, Problem.ANSWER_STRANGE),
)  # fmt: skip
_WAITS: Final = (60, 120, 300, 900, 1800, 3600)
_NEEDS_SOMEBODY: Final = {Problem.GRANT_ENDED, Problem.GRANT_BROKEN_OFF, Problem.NO_PERMISSION, Problem.SECRET_WRONG}


def windows(until: datetime | None, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """This will give the times to read, the oldest first, none longer than a day; seconds are whole, ends included."""
    end = now.replace(microsecond=0)
    begin = (until - OVERLAP if until is not None else end - FIRST).replace(microsecond=0)
    while begin < end:
        stop = min(begin + WINDOW, end)
        yield begin, stop
        begin = stop


def problem(failure: Failure) -> tuple[Problem, str]:
    """This will tell why a pull ended early, and the number or words that help to look into it."""
    found = next((one for kind, one in _PROBLEMS if isinstance(failure, kind)), Problem.DECLINED)
    if not isinstance(failure, Declined):
        return found, "" if found is not Problem.DECLINED else type(failure).__name__
    if found is Problem.DECLINED and failure.code == Code.NO_PERMISSION:
        found = Problem.NO_PERMISSION
    return found, f"{failure.code} {failure.said}".strip()[:200] if found is Problem.DECLINED else str(failure.code)


def rest(failure: Failure, tries: int) -> timedelta:
    """This will tell how long to rest after so many failures in a row: longer each time, and as long as was said."""
    found, _ = problem(failure)
    seconds: float = _WAITS[-1] if found in _NEEDS_SOMEBODY else _WAITS[min(tries, len(_WAITS)) - 1]
    if isinstance(failure, TooFast):
        seconds = max(seconds, failure.retry_after)
    return timedelta(seconds=seconds)
