"""How a question reaches its answer, and pages of what is long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import need

_T = TypeVar("_T")
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: of which app (by its agent id), and what it says."""

    corp: Corp
    agent_id: int
    said: Said

    def text(self, name: str) -> str:
        """This will give a field that must be there, or refuse (40058)."""
        value = self.said.get(name)
        need(isinstance(value, str) and value, 40058)
        return str(value)


Answering = Callable[[Asked], Said]
ANSWERS: Final[dict[str, Answering]] = {}
READS: Final[set[str]] = set()
"""What WeCom refuses when too much of it is asked at once."""


def answers(path: str, *, read: bool = False) -> Callable[[Answering], Answering]:
    """This will put an answer in its place below ``/cgi-bin/``."""

    def place(answering: Answering) -> Answering:
        ANSWERS[path] = answering
        if read:
            READS.add(path)
        return answering

    return place


def page(asked: Asked, whole: Sequence[_T], *, most: int, field: str = "limit") -> tuple[list[_T], str]:
    """This will cut the page out that was asked for, and give the cursor of the next."""
    cursor = str(asked.said.get("cursor") or "0")
    need(cursor.isdecimal(), 40058)
    start, size = int(cursor), int(asked.said.get(field) or most)
    end = start + size
    return list(whole[start:end]), str(end) if end < len(whole) else ""


def counted(corp: Corp, day: int) -> bool:
    """This will tell whether the figures of a day (its first second) are there yet."""
    hour = corp.counted_at_hour
    return hour is None or corp.now() >= day + 86_400 + hour * 3_600
