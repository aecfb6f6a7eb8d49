"""The journal: what waits together is written together, and nobody waits for ever."""

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from huoshui.app.platform import Platform
from huoshui.bedrock.journal import Journal


class Book:
    """Writes down which groups it was given; the first waits until it is let go."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.begun, self.going = asyncio.Event(), asyncio.Event()

    async def write(self, _connection: psycopg.AsyncConnection[Any], entries: Sequence[int]) -> list[int]:
        self.groups.append(list(entries))
        self.begun.set()
        await self.going.wait()
        return [entry * 10 for entry in entries]


@pytest.fixture
async def book() -> Book:
    return Book()


def journal(platform: Platform, book: Book, *, patience: float) -> Journal[int, int]:
    opened: Journal[int, int] = Journal(platform.postgres.dsn, book.write, title="books", patience=patience)
    opened.start()
    return opened


class TestJournal:
    async def test_writes_together_what_came_while_it_wrote_and_tells_each_its_own(
        self, platform: Platform, book: Book
    ) -> None:
        opened = journal(platform, book, patience=10)
        first = asyncio.create_task(opened.keep(1))
        await book.begun.wait()
        others = [asyncio.create_task(opened.keep(number)) for number in (2, 3, 4)]
        await asyncio.sleep(0)
        book.going.set()
        assert await asyncio.gather(first, *others) == [10, 20, 30, 40]
        assert book.groups == [[1], [2, 3, 4]]
        await opened.stop()

    async def test_lets_nobody_wait_for_ever_and_writes_what_they_brought(self, platform: Platform, book: Book) -> None:
        opened = journal(platform, book, patience=0.2)
        told = await asyncio.wait_for(asyncio.gather(opened.keep(1), opened.keep(2), return_exceptions=True), 5)
        assert [type(one) for one in told] == [TimeoutError, TimeoutError]
        book.going.set()
        assert await asyncio.wait_for(opened.keep(3), 5) == 30
        assert [entry for group in book.groups for entry in group] == [1, 2, 3]
        await opened.stop()

    async def test_writes_what_it_accepted_before_it_ends(self, platform: Platform, book: Book) -> None:
        opened = journal(platform, book, patience=10)
        waiting = [asyncio.create_task(opened.keep(number)) for number in range(1_200)]
        await asyncio.sleep(0)
        book.going.set()
        await opened.stop()
        assert await asyncio.gather(*waiting) == [number * 10 for number in range(1_200)]
        assert max(map(len, book.groups)) == 500
