"""One question on its way through the engine: who asks and when, within which limits, and what it has cost so far."""

import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import pyarrow as pa
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences import queries as audiences
from huoshui.audiences.contract.language import Condition, Definition, Used
from huoshui.bedrock.clickhouse import ClickHouse, Ended
from huoshui.insight.questions.contract import Segment, Statement
from huoshui.insight.questions.errors import QueryCancelled, QueryTooLarge, QueryTooSlow

Answer = TypeVar("Answer")

_TOO_SLOW = {159, 160}  # TIMEOUT_EXCEEDED, TOO_SLOW
_TOO_LARGE = {158: "rows", 396: "rows in its answer", 241: "memory", 307: "bytes"}
_CANCELLED = 394


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one statement of a question may use; from half of its memory on, groups and sorting go to disk."""

    seconds: int = 120
    rows: int = 10_000_000_000
    memory_bytes: int = 4 << 30
    answer_rows: int = 200_000

    def settings(self) -> dict[str, Any]:
        """This will give the engine's settings."""
        return {
            "max_execution_time": self.seconds,
            "max_rows_to_read": self.rows,
            "max_memory_usage": self.memory_bytes,
            "max_bytes_before_external_group_by": self.memory_bytes // 2,
            "max_bytes_before_external_sort": self.memory_bytes // 2,
            "max_result_rows": self.answer_rows,
            "result_overflow_mode": "throw",
            "read_overflow_mode": "throw",
        }


@dataclass
class Asking:
    """
    Everything that working out an answer needs.

    ``tag`` names the question in the engine, so that it can be ended from anywhere; ``cluster`` is the cluster's name
    when ClickHouse is one; ``statements`` are those that were asked so far, in order.
    """

    session: AsyncSession
    clickhouse: ClickHouse
    scope: Scope
    now: datetime
    tag: str
    limits: Limits = field(default_factory=Limits)
    cluster: str | None = None
    statements: list[Statement] = field(default_factory=list)

    async def rows(self, sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """
        This will ask a statement, and end it in the engine when we are cancelled.

        :raises QueryTooLarge: if it needs more rows or memory than its limits
        :raises QueryTooSlow: if it takes longer
        :raises QueryCancelled: if somebody ended it
        """
        settings = {**self.limits.settings(), "log_comment": self.tag}
        told = await self._until(self.clickhouse.told(sql, parameters, settings=settings))
        self.statements.append(Statement(sql, dict(parameters), told.seconds, told.rows_read))
        return told.rows

    async def arrow(self, sql: str, parameters: Mapping[str, Any]) -> pa.Table:
        """This will ask a statement whose answer is of the size of the data, as columns; refused as `rows` is."""
        settings = {**self.limits.settings(), "max_result_rows": 0, "log_comment": self.tag}
        began = time.monotonic()
        found = await self._until(self.clickhouse.arrow(sql, parameters, settings=settings))
        self.statements.append(Statement(sql, dict(parameters), time.monotonic() - began))
        return found

    async def condition(self, segment: Segment) -> Condition:
        """
        This will give the tree of a definition or a stored segment, with all that it uses put in their places.

        :raises NoSuchSegment: if it is not there; with the refusals of `audiences.queries.resolved`
        """
        if isinstance(segment, str):
            segment = Definition(version=1, where=Used(kind="segment", name=segment))
        return await audiences.resolved(self.session, self.clickhouse, segment)

    async def _until(self, answer: Coroutine[Any, Any, Answer]) -> Answer:
        """Wait for the engine, and end what it does when we are cancelled."""
        try:
            return await self.clickhouse.until(answer, tag=self.tag, cluster=self.cluster)
        except Ended as ended:
            raise self._refusal(ended) from ended

    def _refusal(self, ended: Ended) -> Exception:
        if ended.code in _TOO_SLOW:
            return QueryTooSlow(seconds=self.limits.seconds)
        if ended.code in _TOO_LARGE:
            most = {158: f"{self.limits.rows:,}", 396: f"{self.limits.answer_rows:,}"}
            memory = f"{self.limits.memory_bytes >> 20:,} MB"
            return QueryTooLarge(what=_TOO_LARGE[ended.code], most=most.get(ended.code, memory))
        return QueryCancelled() if ended.code == _CANCELLED else ended
