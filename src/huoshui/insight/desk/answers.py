"""What a process remembers of questions: answers, as long as the data is the same, and what is being worked out."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from huoshui.insight.contract import Freshness
from huoshui.insight.questions.contract import Statement
from huoshui.insight.questions.errors import TooManyQuestions

AT_ONCE = 3
"""Questions of one process that the engine works out at once: intake and mirrors need its threads too."""
WAITING = 50
MOST_BYTES = 64 << 20
ENDED = "somebody ended it"


@dataclass(frozen=True, slots=True)
class Answer:
    """
    A result and where it comes from.

    ``data_version`` names the state of the data that it was read from; ``stood_at`` is when that was last the data's
    own; ``seconds`` is how long it took, and ``statements`` what was asked of ClickHouse, with parameters. Values stand
    in parameters only.
    """

    question: BaseModel
    result: BaseModel
    freshness: Freshness
    statements: tuple[Statement, ...]
    data_version: str
    seconds: float
    answered_at: datetime
    stood_at: datetime
    cached: bool = False

    @property
    def rows_read(self) -> int:
        """How many rows were read from tables."""
        return sum(one.rows_read for one in self.statements)


class Answers:
    """
    Answers by question and data version, the oldest given up beyond ``most_bytes``; and a gate for what is running.

    One of a process; nothing in it is worth keeping over a restart.
    """

    def __init__(self, *, most_bytes: int = MOST_BYTES, at_once: int = AT_ONCE) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, tuple[Answer, int]] = OrderedDict()
        self._bytes = 0
        self._gate = asyncio.Semaphore(at_once)
        self._at_once = at_once
        self._running: dict[str, asyncio.Task[Any]] = {}

    def get(self, key: str) -> Answer | None:
        """This will give what was kept, and keep it longer."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def confirm(self, key: str, now: datetime) -> None:
        """This will note that what was kept still stands."""
        if key in self._kept:
            answer, size = self._kept[key]
            self._kept[key] = (replace(answer, stood_at=now), size)

    @property
    def idle(self) -> bool:
        """Whether nobody waits for anything."""
        return not self._running

    def keep(self, key: str, answer: Answer) -> None:
        """This will keep an answer, unless it alone is larger than a quarter of what may be kept."""
        size = len(answer.result.model_dump_json()) + sum(len(one.sql) for one in answer.statements)
        if size > self._most_bytes // 4:
            return
        self._drop(key)
        self._kept[key] = (answer, size)
        self._bytes += size
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._kept)))

    @property
    def kept_bytes(self) -> int:
        """About how much is kept."""
        return self._bytes

    @asynccontextmanager
    async def turn(self, tag: str) -> AsyncIterator[None]:
        """
        This will wait for a turn to work a question out; while it lasts, `cancel` ends it by its tag.

        :raises TooManyQuestions: if too many wait already
        """
        if len(self._running) >= self._at_once + WAITING:
            raise TooManyQuestions(running=self._at_once, waiting=len(self._running) - self._at_once, retry_after=5)
        task = asyncio.current_task()
        if task is not None:
            self._running[tag] = task
        try:
            async with self._gate:
                yield
        finally:
            self._running.pop(tag, None)

    def is_running(self, tag: str) -> bool:
        """This will tell whether this process is working that out, or is about to."""
        return tag in self._running

    def cancel(self, tag: str) -> bool:
        """This will end what runs or waits under a tag, and tell whether there was any."""
        task = self._running.get(tag)
        return task is not None and task.cancel(ENDED)

    def _drop(self, key: str) -> None:
        if key in self._kept:
            self._bytes -= self._kept.pop(key)[1]


def key_of(**parts: object) -> str:
    """This will put the parts of a key together; models are written as JSON."""
    return "\n".join(f"{name}={_written(part)}" for name, part in sorted(parts.items()))


def _written(part: object) -> str:
    if isinstance(part, BaseModel):
        return part.model_dump_json(by_alias=True)
    if isinstance(part, Mapping):
        return repr(sorted(part.items()))
    return repr(part)
