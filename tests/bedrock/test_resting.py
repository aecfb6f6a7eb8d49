"""How long rounds rest: as long as somebody else needs the processor."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from huoshui.bedrock.rounds import for_ever, rest


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


async def rested(most: float, *, asked: float) -> float:
    began = asyncio.get_running_loop().time()
    await rest(0.1, most=most, asked=asked)
    return asyncio.get_running_loop().time() - began


class TestRest:
    async def test_ends_at_the_first_look_where_nobody_asks(self) -> None:
        assert 0.1 <= await rested(60, asked=0.9) < 30

    async def test_lasts_while_the_process_has_to_work(self, asked: None) -> None:
        assert await rested(1, asked=0.01) >= 1  # where others take the processor from us, little is much

    async def test_is_no_more_than_a_pause_after_a_short_round(self, asked: None) -> None:
        assert 0.1 <= await rested(0, asked=0.01) < 1


async def begun(*, rests: float) -> int:
    """How many rounds of a tenth of a second begin in the first second."""
    rounds = 0

    async def work() -> None:
        nonlocal rounds
        rounds += 1
        await asyncio.sleep(0.1)

    going = asyncio.create_task(for_ever(work, 0.001, of="links", rests=rests, asked=0.01))
    await asyncio.sleep(1)
    going.cancel()
    return rounds


class TestForEver:
    async def test_leaves_many_times_as_long_to_who_asks(self, asked: None) -> None:
        assert await begun(rests=20) == 1

    async def test_goes_on_at_once_where_it_need_not_rest(self, asked: None) -> None:
        assert await begun(rests=0) > 1
