"""How long the keeper rests: as long as somebody else needs the processor."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from huoshui.audiences.membership.operations import keeping


@pytest.fixture
def asked() -> Iterator[None]:
    """Something in this process that works without a pause, as intake does under load."""
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            sum(range(1000))

    worker = threading.Thread(target=work)
    worker.start()
    yield
    over.set()
    worker.join()


async def rested(seconds: float) -> float:
    began = asyncio.get_running_loop().time()
    await keeping.rest(seconds)
    return asyncio.get_running_loop().time() - began


class TestRest:
    async def test_ends_at_the_first_look_where_nobody_asks(self) -> None:
        assert await rested(60) < 30

    async def test_lasts_while_the_process_has_to_work(self, asked: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(keeping, "_ASKED", 0.01)  # where others take the processor from us, little is much
        assert await rested(1) >= 1

    async def test_is_none_after_a_short_round(self) -> None:
        assert await rested(-1) < 1
