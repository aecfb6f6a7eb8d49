"""
Working segments out for everybody, beside the rounds: when a watch begins, when its definition changed, and to see
whether the rounds missed anybody.

Nothing is written here. What was found is handed to the rounds, which know who was touched meanwhile.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from huoshui.audiences.membership.operations.definitions import Meant
from huoshui.audiences.membership.rules.dues import Schedule
from huoshui.audiences.membership.rules.plan import Watched, planned
from huoshui.audiences.membership.warehouse import everybody, log
from huoshui.bedrock.clickhouse import ClickHouse

_AT_ONCE = 16
"""Segments in one question: more share its scan, but the engine takes longer to understand it."""


@dataclass(slots=True)
class Found:
    """
    Who must enter and leave a segment of ``members`` for its members to be those who meet its definition, or why that
    could not be found out.
    """

    number: int
    meaning: Meant
    members: int = 0
    entering: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    leaving: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    error: Exception | None = None


@dataclass(slots=True)
class Order:
    """
    Segments to work out, held against their members as of a ``round``; a sweep looks whether the rounds missed anybody.

    Whoever entered or left later was touched, so it does not matter by how many rounds that is behind.
    """

    meant: dict[int, Meant]
    now: int
    round: int
    sweep: bool
    touched: set[int] = field(default_factory=set)
    """Whom a round looked at since the question was asked: about them the rounds know better."""


class Builder:
    """Works out one order after the other; `touch` tells it whom the rounds looked at."""

    def __init__(self, clickhouse: ClickHouse) -> None:
        self._clickhouse = clickhouse
        self._task: asyncio.Task[list[Found]] | None = None
        self._order: Order | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being worked out, or waits to be collected."""
        return self._task is not None

    def begin(self, order: Order) -> None:
        """This will begin to work an order out."""
        self._order = order
        self._task = asyncio.create_task(self._work(order))

    def touch(self, persons: set[int]) -> None:
        """This will note whom a round looked at while an order is worked out."""
        if self._order is not None:
            self._order.touched |= persons

    async def wait(self) -> None:
        """This will wait until what is in hand was worked out."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def collect(self) -> tuple[Order, list[Found]] | None:
        """This will hand over what was found, once it is."""
        if self._task is None or not self._task.done() or self._order is None:
            return None
        task, order = self._task, self._order
        self._task = self._order = None
        return order, task.result()

    async def stop(self) -> None:
        """This will give up what is in hand."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self._task
        self._task = self._order = None

    async def _work(self, order: Order) -> list[Found]:
        numbers, found = list(order.meant), []
        for start in range(0, len(numbers), _AT_ONCE):
            found += await self._some(order, numbers[start : start + _AT_ONCE])
        return found

    async def _some(self, order: Order, numbers: Sequence[int]) -> list[Found]:
        meant = [order.meant[number] for number in numbers]
        try:
            people = await everybody.who(self._clickhouse, [one.tree for one in meant], now=order.now)
            kept = await log.everybody(self._clickhouse, numbers, round_=order.round)
            if not order.sweep:
                await self._first_dues(order, numbers)
        except Exception as error:  # noqa: BLE001 one segment's failure is its own: the others are asked without it
            if len(numbers) == 1:
                return [Found(numbers[0], meant[0], error=error)]
            return [found for number in numbers for found in await self._some(order, [number])]
        return [
            Found(number, one, len(inside), _without(found, inside), _without(inside, found))
            for number, one, found, inside in zip(numbers, meant, people, kept, strict=True)
        ]

    async def _first_dues(self, order: Order, numbers: Sequence[int]) -> None:
        plan = planned([Watched(number, "", 0, order.meant[number].tree) for number in numbers])
        schedule = Schedule.of(plan, now=order.now)
        await everybody.write_first_dues(self._clickhouse, plan, schedule, now=order.now)


def _without(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    return np.setdiff1d(some, others, assume_unique=True)
