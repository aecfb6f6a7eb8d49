"""Rounds: what becomes of one never ends those after it, and the log says what an operator can use."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from structlog.typing import EventDict

from huoshui.bedrock import rounds
from huoshui.bedrock.http import DatabaseUnavailable
from huoshui.bedrock.rounds import ended, for_ever, outlived


def breaks(error: Exception) -> Callable[[], object]:
    async def work() -> int:
        raise error

    return work


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


class TestOutlived:
    async def test_gives_what_the_round_gives(self, logged: list[EventDict]) -> None:
        async def work() -> int:
            return 7

        assert await outlived(work, of="links") == 7
        assert logged == []

    @pytest.mark.parametrize("error", [OperationalError("SELECT 1", {}, Exception()), ConnectionResetError()])
    async def test_says_in_a_line_that_the_database_is_away(self, logged: list[EventDict], error: Exception) -> None:
        assert await outlived(breaks(error), of="links") is None
        (line,) = logged
        assert line == {"event": "round.failed", "log_level": "warning", "of": "links", "error": type(error).__name__}

    async def test_shows_where_a_defect_is(self, logged: list[EventDict]) -> None:
        defect = KeyError("contact")
        assert await outlived(breaks(defect), of="links") is None
        assert [(line["event"], line["log_level"], line["exc_info"]) for line in logged] == [
            ("round.broke", "error", defect)
        ]

    async def test_says_nothing_of_what_is_busy(self, logged: list[EventDict]) -> None:
        assert await outlived(breaks(DatabaseUnavailable(retry_after=2)), of="links") is None
        assert logged == []


async def test_for_ever_goes_on_after_a_round_that_broke(logged: list[EventDict]) -> None:
    rounds, enough = 0, asyncio.Event()

    async def work() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            enough.set()
        raise ValueError(rounds)

    going = asyncio.create_task(for_ever(work, 0.001, of="links"))
    await asyncio.wait_for(enough.wait(), 5)
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await going
    assert len(logged) >= 2


class TestEnded:
    async def test_waits_until_all_have(self) -> None:
        after: list[str] = []

        async def work(name: str) -> None:
            try:
                await asyncio.sleep(60)
            finally:
                after.append(name)

        tasks = [asyncio.create_task(work(name)) for name in ("links", "pages")]
        await asyncio.sleep(0)
        await ended(*tasks)
        assert sorted(after) == ["links", "pages"]
        await ended(*tasks)

    async def test_says_it_again_where_a_database_that_goes_away_swallowed_it(
        self, logged: list[EventDict], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rounds, "_AGAIN_SECONDS", 0.05)
        said = 0

        async def work() -> None:
            nonlocal said
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                said += 1
                if said < 3:
                    raise OperationalError("ROLLBACK", {}, Exception()) from None
                raise

        going = asyncio.create_task(for_ever(work, 0.001, of="links"))
        await asyncio.sleep(0)
        await asyncio.wait_for(ended(going), 10)
        assert (said, going.cancelled()) == (3, True)
