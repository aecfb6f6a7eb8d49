"""Programs beside ours: what is said to them, what is heard of them, and how they end, on both loops."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvloop

from huoshui.bedrock import programs

On = Callable[[Callable[[], Awaitable[Any]]], Any]
ECHO = "import sys\nfor line in sys.stdin: print(line.strip()[::-1], flush=True)"
FOR_EVER = "import time\nprint('here', flush=True)\ntime.sleep(600)"


@pytest.fixture(params=[asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
def on(request: pytest.FixtureRequest) -> On:
    def run(work: Callable[[], Awaitable[Any]]) -> Any:
        with asyncio.Runner(loop_factory=request.param) as runner:
            return runner.run(asyncio.wait_for(work(), 60))

    return run


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_hear_what_is_said_and_end_with_their_input(on: On) -> None:
    async def work() -> tuple[bytes, int | None, int]:
        program = await programs.start(python(ECHO))
        program.said.write(b"river\n")
        heard, running = await program.heard.readline(), program.status
        program.said.close()
        return heard, running, await program.wait()

    assert on(work) == (b"revir\n", None, 0)


def test_are_heard_to_the_end_whatever_the_limit(on: On) -> None:
    async def work() -> int:
        program = await programs.start(python("print('x' * 5_000_000)"), limit=1024)
        whole = 0
        while part := await program.heard.read(4096):
            whole += len(part)
        await program.wait()
        return whole

    assert on(work) == 5_000_001


def test_can_be_ended_at_once_and_twice(on: On) -> None:
    async def work() -> tuple[int, bytes]:
        program = await programs.start(python(FOR_EVER), apart=True)
        assert await program.heard.readline() == b"here\n"
        program.kill()
        status = await program.wait()
        program.kill()
        return status, await program.heard.read()

    assert on(work) == (-9, b"")


def test_that_do_not_exist_are_refused(on: On) -> None:
    with pytest.raises(FileNotFoundError):
        on(lambda: programs.start(["/nowhere/at/all"]))
